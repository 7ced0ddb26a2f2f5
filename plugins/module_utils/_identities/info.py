# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The result of the module ``identity_info``."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import (
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
    return {
        "identities": [_shown(identity) for identity in found.values()],
        "missing": list(dict.fromkeys(missing)),
    }


def _shown(identity: Identity) -> dict[str, t.Any]:
    manager = manager_of(identity)
    return {
        "id": identity.id,
        "name": identity.name,
        "alias": identity.alias,
        "email": identity.mail,
        "manager": {"id": manager.id, "name": manager.name} if manager else None,
        "state": identity.state,
        "active": not identity.is_inactive,
    }
