# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The configurations of some identities, or of the whole tenant, as they are shown to the user."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import (
    identity_names,
    look_up_names,
    resolve_identities,
)
from ansible_collections.community.sailpoint.plugins.module_utils._instants import utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import check_config_types
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.presentation import (
    show_details,
    show_subject,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.state import Tenant
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import DEFAULT_CONCURRENCY
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)


def read_configurations(client: Client, params: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """The result of the module, in the order of identity ID and work type."""
    client.require("reassignments.list")
    check_config_types(client, params["config_types"])
    tenant = Tenant(ReassignmentConfigurations(client), DEFAULT_CONCURRENCY)
    names: dict[str, str] = {}
    identity_ids: set[str] | None = None
    incomplete = None
    if params["identities"] is None:
        tenant.read_everything()
        incomplete = tenant.incomplete
    else:
        resolved = resolve_identities(client, params["identities"], DEFAULT_CONCURRENCY).values()
        names = identity_names(resolved)
        identity_ids = {identity.id for identity in resolved}
        tenant.read(identity_ids)
    names = {**tenant.names, **names}
    now = utc_now()
    found = [
        configuration
        for key, configuration in sorted(tenant.configurations.items())
        if (identity_ids is None or key.identity_id in identity_ids)
        and key.config_type in (params["config_types"] or [key.config_type])
        and configuration.window.status(now) in (params["status"] or [configuration.window.status(now)])
    ]
    mentioned = {identity_id for conf in found for identity_id in (conf.key.identity_id, conf.target_id) if identity_id}
    names.update(look_up_names(client, mentioned - names.keys(), DEFAULT_CONCURRENCY))
    result: dict[str, t.Any] = {
        "reassignments": [
            {**show_subject(conf.key, names.get), **show_details(conf, names.get), "status": conf.window.status(now)}
            for conf in found
        ],
        "complete": incomplete is None,
        "incomplete_reason": incomplete,
    }
    if incomplete is not None:
        result["warnings"] = [f"The list of the tenant's reassignments may lack some: {incomplete}."]
    return result
