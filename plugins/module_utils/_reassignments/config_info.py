# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The result of the module ``reassignment_config_info``."""

from __future__ import annotations

import typing as t
from functools import partial

from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import (
    identity_names,
    look_up_names,
    resolve_identities,
)
from ansible_collections.community.sailpoint.plugins.module_utils._instants import utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import check_config_types
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.presentation import (
    show_configuration,
    show_identity,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.state import Tenant
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import DEFAULT_CONCURRENCY
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)


def reassignment_config_info_result(client: Client, params: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """The result of ``reassignment_config_info``, in the order of identity ID and work type."""
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
        conf
        for key, conf in sorted(tenant.configurations.items())
        if (identity_ids is None or key.identity_id in identity_ids)
        and _is_one_of(key.config_type, params["config_types"])
        and _is_one_of(conf.window.status(now), params["status"])
    ]
    mentioned = {identity_id for conf in found for identity_id in (conf.key.identity_id, conf.target_id) if identity_id}
    names.update(look_up_names(client, mentioned - names.keys(), DEFAULT_CONCURRENCY))
    show = partial(show_identity, name_of=names.get)
    result: dict[str, t.Any] = {
        "reassignments": [{**show_configuration(conf, show), "status": conf.window.status(now)} for conf in found],
        "complete": incomplete is None,
        "incomplete_reason": incomplete,
    }
    if incomplete is not None:
        result["warnings"] = [f"The list of the tenant's reassignments may lack some: {incomplete}."]
    return result


def _is_one_of(value: str, wanted: t.Collection[str] | None) -> bool:
    """Whether the option is not set, or contains the value."""
    return not wanted or value in wanted
