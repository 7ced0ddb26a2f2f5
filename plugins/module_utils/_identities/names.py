# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Names of identities as people write them. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t

#: The prefix of names to look up as display names, as in "name:Anna Berg".
DISPLAY_NAME = "name:"

#: The name of an identity by its ID, ``None`` if it is not known.
NameOf = t.Callable[[str], t.Optional[str]]


def name_key(name: str) -> str:
    """Return ``name`` in a form in which equal names compare equal, regardless of case and spaces."""
    key = " ".join(name.split()).casefold()
    return DISPLAY_NAME + key[len(DISPLAY_NAME) :].lstrip() if key.startswith(DISPLAY_NAME) else key


def is_display_name(name: str) -> bool:
    """Whether ``name`` looks like "Anna Berg" rather than an alias or an email, and is not marked as such."""
    return len(name.split()) > 1 and "@" not in name and not name.startswith(DISPLAY_NAME)


def possible_last_names(display_name: str) -> t.Iterator[str]:
    """Yield the possible last names in a display name such as "Anna van Berg" or "Berg, Anna"."""
    last, comma, unused = display_name.partition(",")
    if comma:
        yield " ".join(last.split())
        return
    words = display_name.split()
    for first in range(1, max(2, len(words))):
        yield " ".join(words[first:] or words)


def show_identity(identity_id: str | None, name_of: NameOf) -> dict[str, str | None]:
    """Return an identity for the results of modules that only read."""
    return {"id": identity_id, "name": name_of(identity_id) if identity_id else None}
