# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The result of the module ``identity_info``."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import (
    look_up_identities,
    manager_of,
    resolve_identities,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import DEFAULT_CONCURRENCY


def identity_info_result(client: Client, params: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """Return the identities in the order of the option, without duplicates."""
    names: list[str] = params["identities"]
    missing: list[str] = []
    resolved = resolve_identities(
        client,
        names,
        DEFAULT_CONCURRENCY,
        look_up_ids=True,
        missing=missing if params["missing"] == "list" else None,
    )
    found = {resolved[name].id: resolved[name] for name in names if name in resolved}
    managers = _managers(client, found) if params["managers"] else None
    return {
        "identities": [_shown(identity, managers) for identity in found.values()],
        "ids": {name: resolved[name].id for name in names if name in resolved},
        "missing": missing,
    }


def _managers(client: Client, identities: t.Mapping[str, Identity]) -> dict[str, Identity]:
    """Return the managers that exist, by ID; only those that were not found before cost a request."""
    references = [manager_of(identity) for identity in identities.values()]
    ids = {reference.id for reference in references if reference and reference.id}
    return {**identities, **look_up_identities(client, ids - identities.keys(), DEFAULT_CONCURRENCY)}


def _shown(identity: Identity, managers: t.Mapping[str, Identity] | None) -> dict[str, t.Any]:
    return {
        "id": identity.id,
        "name": identity.name,
        "alias": identity.alias,
        "email": identity.mail,
        "manager": _shown_manager(identity, managers),
        "state": identity.state,
        "active": not identity.is_inactive,
    }


def _shown_manager(identity: Identity, managers: t.Mapping[str, Identity] | None) -> dict[str, t.Any] | None:
    reference = manager_of(identity)
    if reference is None:
        return None
    shown = {"id": reference.id, "name": reference.name}
    if managers is None:
        return shown
    manager = managers.get(reference.id or "")
    if manager is None:
        return {**shown, "alias": None, "email": None, "state": None, "active": None}
    known = {**_shown(manager, None), "name": manager.name or reference.name}
    del known["manager"]
    return known
