# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Resolves names to identities."""

from __future__ import annotations

import functools
import re
import typing as t
from urllib.parse import quote

from ansible_collections.community.sailpoint.plugins.module_utils._identities.names import (
    DISPLAY_NAME,
    name_key,
    possible_last_names,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import IdentityReference
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identities, Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import PAGE_LIMIT, PagedList
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import in_parallel

_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE | re.ASCII)

#: Longest filter in URL-encoded characters, so that the whole URL stays well below the 8 KiB that proxies accept.
_LONGEST_FILTER = 4000
#: How many of the identities that share a name the error lists.
_CANDIDATES = 10


def is_identity_id(name: str) -> bool:
    """Return whether ``name`` is an ID, which needs no look-up: 32 hexadecimal digits or a UUID."""
    return _ID.fullmatch(name) is not None


class UnresolvedNames(InvalidInput):
    """Some names match no identity, or several."""

    def __init__(self, problems: t.Mapping[str, str]) -> None:
        """``problems`` has a sentence for each name as it was written."""
        super().__init__(
            " ".join(sorted(set(problems.values()))),
            "Name an identity by its ID, its alias (user name), or its email.",
        )
        self.problems = problems


def resolve_identities(
    client: Client,
    names: t.Iterable[str],
    concurrency: int,
    *,
    look_up_ids: bool = False,
    missing: list[str] | None = None,
) -> dict[str, Identity]:
    """Return the identity for each name (ID, alias, email, or display name with prefix).

    IDs are not looked up, and their identities contain nothing else, unless ``look_up_ids`` is set. All other names are
    looked up in batches, each distinct name once. Raises one ``UnresolvedNames`` with all names that match no identity
    or several. If ``missing`` is given, names without a match are added to it instead.
    """
    given = {name: name.strip() for name in names}
    matches = _matches(client, given, concurrency, look_up_ids)
    if missing is not None:
        missing.extend(name for name in given if not matches[name])
        given = {name: text for name, text in given.items() if matches[name]}
    _raise_unless_single(given, matches)
    return {name: matches[name][0] for name in given}


def _raise_unless_single(given: t.Mapping[str, str], matches: t.Mapping[str, list[Identity]]) -> None:
    problems = {name: _problem(text, matches[name]) for name, text in given.items() if len(matches[name]) != 1}
    if problems:
        raise UnresolvedNames(problems)


def _matches(
    client: Client, given: t.Mapping[str, str], concurrency: int, look_up_ids: bool
) -> dict[str, list[Identity]]:
    """Return the identities that match each name, by the name as it was written."""
    ids = {name: text.lower() for name, text in given.items() if is_identity_id(text)}
    others = {name: text for name, text in given.items() if name not in ids}
    filters = _name_filters(sorted(set(others.values())))
    if look_up_ids:
        filters += _id_filters(sorted(set(ids.values())))
    known = _Found(client, filters, concurrency)
    matches = {name: known.by_name(text) for name, text in others.items()}
    for name, identity_id in ids.items():
        matches[name] = known.by_id(identity_id) if look_up_ids else [Identity(id=identity_id)]
    return matches


def look_up_identities(client: Client, identity_ids: t.Iterable[str], concurrency: int) -> dict[str, Identity]:
    """Look up identities by ID, with one request for about a hundred; return them by ID.

    Identities that do not exist are left out.
    """
    wanted = {identity_id.lower(): identity_id for identity_id in identity_ids}
    found = _Found(client, _id_filters(sorted(wanted.values())), concurrency)
    return {wanted[key]: identity for key in wanted for identity in found.by_id(key)}


def identity_names(identities: t.Iterable[Identity]) -> dict[str, str]:
    """Return the names of identities by ID; those without a name are left out."""
    return {identity.id: name for identity in identities if (name := identity.name or identity.alias)}


def look_up_names(client: Client, identity_ids: t.Iterable[str], concurrency: int) -> dict[str, str]:
    """Look up the names of identities by ID."""
    return identity_names(look_up_identities(client, identity_ids, concurrency).values())


def manager_of(identity: Identity) -> IdentityReference | None:
    """Return the manager, from the field that the API version uses."""
    return identity.manager or identity.manager_ref


class _Found:
    """The identities that some filters match."""

    def __init__(self, client: Client, filters: list[str], concurrency: int) -> None:
        self._by_id: dict[str, Identity] = {}
        for identities in in_parallel(lambda batch: _find(client, batch), filters, concurrency):
            self._by_id.update((identity.id.lower(), identity) for identity in identities)

    @functools.cached_property
    def _by_name(self) -> dict[str, list[Identity]]:
        # Only made where it is asked for: of many people it takes as much memory as they do.
        by_name: dict[str, list[Identity]] = {}
        for identity in self._by_id.values():
            names = [identity.alias or "", identity.mail or "", DISPLAY_NAME + (identity.name or "")]
            for name in {*map(name_key, names)} - {"", DISPLAY_NAME}:
                by_name.setdefault(name, []).append(identity)
        return by_name

    def by_id(self, identity_id: str) -> list[Identity]:
        """Return the identity with this ID, if any; case does not matter."""
        identity = self._by_id.get(identity_id.lower())
        return [identity] if identity else []

    def by_name(self, name: str) -> list[Identity]:
        """The identities with that alias, email, or marked display name; case and extra spaces do not matter."""
        return self._by_name.get(name_key(name), [])


def _problem(name: str, matches: list[Identity]) -> str:
    if is_identity_id(name):
        return f"No identity has the ID {name.lower()}."
    marked = name.startswith(DISPLAY_NAME)
    name = name.removeprefix(DISPLAY_NAME).strip()
    name = name if len(name) <= 100 else name[:100] + "…"
    if not matches:
        return (
            f"No identity has the display name {name!r}." if marked else f"No identity has the alias or email {name!r}."
        )
    candidates = [
        f"{identity.name or identity.alias} (alias {identity.alias}, ID {identity.id})"
        for identity in sorted(matches, key=lambda identity: identity.id)
    ]
    if len(candidates) > _CANDIDATES:
        candidates[_CANDIDATES:] = [f"and {len(candidates) - _CANDIDATES} more"]
    what = "identities have the display name" if marked else "identities have the alias or email"
    return f"{len(matches)} {what} {name!r}: {', '.join(candidates)}. Use the ID instead."


def _name_filters(names: list[str]) -> list[str]:
    """Return filters for all names. Names that cannot match anything are left out."""
    possible = (
        name for name in names if name and not any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in name)
    )
    terms = map(_name_term, possible)
    return [" or ".join(batch) for batch in _batches(terms, " or ")]


def _name_term(name: str) -> str:
    if name.startswith(DISPLAY_NAME):
        # Not all API versions have a filter for the display name itself.
        last_names = possible_last_names(name.removeprefix(DISPLAY_NAME))
        return " or ".join(f"lastname eq {_quoted(last_name)}" for last_name in last_names)
    return f"alias eq {_quoted(name)} or email eq {_quoted(name)}"


def _id_filters(identity_ids: list[str]) -> list[str]:
    return [f"id in ({', '.join(batch)})" for batch in _batches(map(_quoted, identity_ids), ", ")]


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _batches(terms: t.Iterable[str], separator: str) -> list[list[str]]:
    """Return the terms in batches that fit into a URL. A single term that is too long is left out."""
    batches: list[list[str]] = []
    length = _LONGEST_FILTER
    for term in terms:
        cost = len(quote(separator + term, safe=""))
        if cost > _LONGEST_FILTER:
            continue
        if length + cost > _LONGEST_FILTER:
            batches.append([])
            length = 0
        batches[-1].append(term)
        length += cost
    return batches


def _find(client: Client, filters: str) -> list[Identity]:
    service = Identities(client)
    # No total is requested, because counting costs the service time. A page below the limit is the last one.
    return list(
        PagedList(
            lambda offset: service.find(filters, offset),
            lambda identity: identity.id,
            limit=PAGE_LIMIT,
            full_page=PAGE_LIMIT,
        )
    )
