# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""From the names that people write to identities."""

from __future__ import annotations

import re
import typing as t
from urllib.parse import quote

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identities, Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import PAGE_LIMIT, PagedList
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import in_parallel

_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE | re.ASCII)

#: Longest filter in URL-encoded characters: with the rest of the URL well below the 8 KiB that proxies take.
_LONGEST_FILTER = 4000
#: How many of the identities that share a name are told.
_CANDIDATES = 10


def is_identity_id(name: str) -> bool:
    """Whether C(name) is taken as an ID, which costs no look-up: 32 hexadecimal digits or a UUID."""
    return _ID.fullmatch(name) is not None


def resolve_identities(
    client: Client,
    names: t.Iterable[str],
    concurrency: int,
    *,
    look_up_ids: bool = False,
    missing: list[str] | None = None,
) -> dict[str, Identity]:
    """The identity that each name (ID, alias or email) means.

    IDs are taken as they are, of those only the ID is known, unless C(look_up_ids). All others are
    looked up in batches, each distinct name once. Raises one C(InvalidInput) that tells all names
    that match no identity or several; with a list C(missing) the former are added to that instead.
    """
    found: dict[str, Identity] = {}
    wanted: dict[str, str] = {}
    ids: dict[str, str] = {}
    for name in names:
        if is_identity_id(name.strip()):
            ids[name] = name.strip().lower()
        else:
            wanted[name] = name.strip()
    filters = _name_filters(sorted(set(wanted.values())))
    if look_up_ids:
        filters += _id_filters(sorted(set(ids.values())))
    by_name: dict[str, dict[str, Identity]] = {}
    by_id: dict[str, Identity] = {}
    for identities in in_parallel(lambda batch: _find(client, batch), filters, concurrency):
        for identity in identities:
            by_id[identity.id.lower()] = identity
            for key in {(identity.alias or "").casefold(), (identity.mail or "").casefold()} - {""}:
                by_name.setdefault(key, {})[identity.id] = identity
    problems = []
    for name, stripped in wanted.items():
        matches = list(by_name.get(stripped.casefold(), {}).values())
        if len(matches) == 1:
            found[name] = matches[0]
        elif missing is not None and not matches:
            missing.append(name)
        else:
            problems.append(_problem(stripped, matches))
    for name, identity_id in ids.items():
        if not look_up_ids:
            found[name] = Identity(id=identity_id)
        elif identity_id in by_id:
            found[name] = by_id[identity_id]
        elif missing is not None:
            missing.append(name)
        else:
            problems.append(f"No identity has the ID {identity_id}.")
    if problems:
        raise InvalidInput(
            " ".join(sorted(set(problems))),
            "An identity is given by its ID, its alias (user name) or its email.",
        )
    return found


def identity_names(identities: t.Iterable[Identity]) -> dict[str, str]:
    """The name of each identity, by ID; those without one are left out."""
    return {identity.id: name for identity in identities if (name := identity.name or identity.alias)}


def look_up_names(client: Client, identity_ids: t.Iterable[str], concurrency: int) -> dict[str, str]:
    """The same of identities of which only the ID is known, with one request for about a hundred."""
    filters = _id_filters(sorted(set(identity_ids)))
    names: dict[str, str] = {}
    for identities in in_parallel(lambda batch: _find(client, batch), filters, concurrency):
        names.update(identity_names(identities))
    return names


def _problem(name: str, matches: list[Identity]) -> str:
    name = name if len(name) <= 100 else name[:100] + "…"
    if not matches:
        return f"No identity has the alias or email {name!r}."
    candidates = [
        f"{identity.name or identity.alias} (alias {identity.alias}, ID {identity.id})"
        for identity in sorted(matches, key=lambda identity: identity.id)
    ]
    if len(candidates) > _CANDIDATES:
        candidates[_CANDIDATES:] = [f"and {len(candidates) - _CANDIDATES} more"]
    return f"{len(matches)} identities have the alias or email {name!r}: {', '.join(candidates)}. Give the ID instead."


def _name_filters(names: list[str]) -> list[str]:
    """Filters for all names. Names that nothing can match are left out."""
    possible = (
        name for name in names if name and not any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in name)
    )
    terms = (f"alias eq {_quoted(name)} or email eq {_quoted(name)}" for name in possible)
    return [" or ".join(batch) for batch in _batches(terms, " or ")]


def _id_filters(identity_ids: list[str]) -> list[str]:
    return [f"id in ({', '.join(batch)})" for batch in _batches(map(_quoted, identity_ids), ", ")]


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _batches(terms: t.Iterable[str], separator: str) -> list[list[str]]:
    """The terms, as many together as a URL can well hold. A single one that is longer is left out."""
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
    # No total is asked for, since counting costs the service time: a page below the limit is the last one.
    return list(
        PagedList(
            lambda offset: service.find(filters, offset),
            lambda identity: identity.id,
            limit=PAGE_LIMIT,
            full_page=PAGE_LIMIT,
        )
    )
