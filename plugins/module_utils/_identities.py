# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""From the names that people write to identities."""

from __future__ import annotations

import re
import typing as t
from urllib.parse import quote

from ansible_collections.community.sailpoint.plugins.module_utils._api import Api
from ansible_collections.community.sailpoint.plugins.module_utils._errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._models import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._parallel import in_parallel

_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE | re.ASCII)

#: Longest filter in URL-encoded characters: with the rest of the URL well below the 8 KiB that proxies take.
_LONGEST_FILTER = 4000
_PAGE = 250


def is_identity_id(name: str) -> bool:
    """Whether C(name) is taken as an ID, which costs no look-up: 32 hexadecimal digits or a UUID."""
    return _ID.fullmatch(name) is not None


def resolve_identities(api: Api, names: t.Iterable[str], concurrency: int) -> dict[str, Identity]:
    """The identity that each name (ID, alias or email) means.

    IDs are taken as they are: of those only the ID is known. All others are looked up in batches,
    each distinct name once. Raises one C(InvalidInput) that tells all names that match no identity
    or several.
    """
    found: dict[str, Identity] = {}
    wanted: dict[str, str] = {}
    for name in names:
        if is_identity_id(name.strip()):
            found[name] = Identity(id=name.strip().lower())
        else:
            wanted[name] = name.strip()
    by_name: dict[str, dict[str, Identity]] = {}
    for identities in in_parallel(lambda batch: _find(api, batch), _batches(sorted(set(wanted.values()))), concurrency):
        for identity in identities:
            for key in {(identity.alias or "").casefold(), (identity.mail or "").casefold()} - {""}:
                by_name.setdefault(key, {})[identity.id] = identity
    problems = []
    for name, stripped in wanted.items():
        matches = list(by_name.get(stripped.casefold(), {}).values())
        if len(matches) == 1:
            found[name] = matches[0]
        else:
            problems.append(_problem(stripped, matches))
    if problems:
        raise InvalidInput(
            " ".join(sorted(set(problems))),
            "An identity is given by its ID, its alias (user name) or its email.",
        )
    return found


def _problem(name: str, matches: list[Identity]) -> str:
    name = name if len(name) <= 100 else name[:100] + "…"
    if not matches:
        return f"No identity has the alias or email {name!r}."
    candidates = ", ".join(
        f"{identity.name or identity.alias} (alias {identity.alias}, ID {identity.id})"
        for identity in sorted(matches, key=lambda identity: identity.id)
    )
    return f"{len(matches)} identities have the alias or email {name!r}: {candidates}. Give the ID instead."


def _term(name: str) -> str:
    value = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'alias eq "{value}" or email eq "{value}"'


def _batches(names: list[str]) -> list[str]:
    """Filters for all names, each as long as a URL can well be. Names that nothing can match are left out."""
    filters: list[str] = []
    length = _LONGEST_FILTER
    for name in names:
        if not name or any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in name):
            continue
        term = _term(name)
        cost = len(quote(term, safe=""))
        if cost > _LONGEST_FILTER:
            continue
        if length + cost > _LONGEST_FILTER:
            filters.append(term)
            length = cost
        else:
            filters[-1] += f" or {term}"
            length += cost + len("%20or%20")
    return filters


def _find(api: Api, filters: str) -> list[Identity]:
    found: dict[str, Identity] = {}
    offset = 0
    while True:
        items = api.find_identities(filters, offset).items
        new = {identity.id: identity for identity in items if identity.id not in found}
        found.update(new)
        # A short page is the last one; one without anything new means that the offset is ignored.
        if len(items) < _PAGE or not new:
            return list(found.values())
        offset += len(items)
