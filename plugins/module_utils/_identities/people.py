# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The identities that a task mentions. Each is looked up once, and shown in the same way everywhere."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import (
    is_identity_id,
    look_up_identities,
    manager_of,
    resolve_identities,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity


class People:
    """What is known about identities, by ID."""

    def __init__(self, client: Client, concurrency: int, names: t.Mapping[str, str]) -> None:
        """``names`` are names from other answers of the service, by ID; the mapping may grow later."""
        self._client = client
        self._concurrency = concurrency
        self._names = names
        self._managers: dict[str, str] = {}
        self._identities: dict[str, Identity] = {}
        self._missing: set[str] = set()

    def resolve(self, names: t.Iterable[str]) -> dict[str, str]:
        """Return the ID for each name (ID, alias or email); raise ``UnresolvedNames``. IDs are not looked up."""
        found = resolve_identities(self._client, names, self._concurrency)
        self._identities.update(
            {identity.id: identity for name, identity in found.items() if not is_identity_id(name.strip())}
        )
        return {name: identity.id for name, identity in found.items()}

    def look_up(self, identity_ids: t.Iterable[str]) -> set[str]:
        """Look up identities that have not been looked up yet; return the IDs that do not exist."""
        wanted = set(identity_ids)
        unknown = wanted - self._identities.keys() - self._missing
        if unknown:
            self._identities.update(look_up_identities(self._client, unknown, self._concurrency))
            self._missing |= unknown - self._identities.keys()
        return wanted & self._missing

    def managers(self, identity_ids: t.Collection[str]) -> dict[str, str]:
        """Return the manager IDs by identity ID; identities without a manager are left out."""
        self.look_up(identity_ids)
        found = {}
        for identity_id in identity_ids:
            identity = self._identities.get(identity_id)
            manager = manager_of(identity) if identity else None
            if manager and manager.id:
                found[identity_id] = manager.id
                self._managers[manager.id] = manager.name or ""
        return found

    def get(self, identity_id: str) -> Identity | None:
        """Return the identity if it has been looked up."""
        return self._identities.get(identity_id)

    def name(self, identity_id: str) -> str | None:
        identity = self._identities.get(identity_id)
        name = identity and (identity.name or identity.alias)
        return name or self._names.get(identity_id) or self._managers.get(identity_id) or None

    def label(self, identity_id: str) -> str:
        """Return ``Anna Berg (anna.berg)``; with the ID if no alias is known, because names are not unique."""
        name = self.name(identity_id)
        identity = self._identities.get(identity_id)
        return f"{name} ({(identity and identity.alias) or identity_id})" if name else identity_id

    def show(self, identity_id: str | None) -> dict[str, str | None]:
        """Return the identity as shown in results; unknown values are ``None``."""
        identity = self._identities.get(identity_id or "")
        return {
            "id": identity_id,
            "name": self.name(identity_id) if identity_id else None,
            "alias": identity.alias if identity else None,
        }
