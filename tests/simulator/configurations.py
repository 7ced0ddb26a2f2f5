# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reassignment configurations of a tenant."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, MutableMapping
from datetime import datetime
from typing import Any

from .people import Identity

CONFIG_TYPES = ("ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS")


@dataclasses.dataclass
class Audit:
    """When something was made and last changed, and by whom."""

    created: datetime
    created_by: Identity
    modified: datetime
    modified_by: Identity


@dataclasses.dataclass
class Configuration:
    """Where one identity's work of one type goes; end None is permanent."""

    target_id: str
    start: datetime
    end: datetime | None
    audit: Audit


class Configurations(MutableMapping["tuple[str, str]", Configuration]):
    """Configurations by (identity ID, config type), grouped so that one identity's are found at once."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, Configuration]] = {}

    def __getitem__(self, key: tuple[str, str]) -> Configuration:
        return self._of[key[0]][key[1]]

    def __setitem__(self, key: tuple[str, str], value: Configuration) -> None:
        self._of.setdefault(key[0], {})[key[1]] = value

    def __delitem__(self, key: tuple[str, str]) -> None:
        types = self._of[key[0]]
        del types[key[1]]
        if not types:
            del self._of[key[0]]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((identity, kind) for identity, types in self._of.items() for kind in types)

    def __len__(self) -> int:
        return sum(len(types) for types in self._of.values())

    def store(self, identity_id: str, config_type: str, value: Configuration, alone: bool) -> None:
        """Set a configuration; alone removes the identity's other types."""
        if alone:
            self._of[identity_id] = {}
        self[identity_id, config_type] = value

    def of(self, identity_id: str) -> dict[str, Configuration]:
        """The identity's configurations by type."""
        return self._of.get(identity_id, {})

    def identity_ids(self) -> dict[str, Any]:
        """Who has configurations, in the order in which they got their first."""
        return self._of
