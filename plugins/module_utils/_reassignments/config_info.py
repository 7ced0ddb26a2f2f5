# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The result of the module ``reassignment_config_info``."""

from __future__ import annotations

import typing as t
from datetime import datetime
from functools import partial

from ansible_collections.community.sailpoint.plugins.module_utils._identities.names import show_identity
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import (
    identity_names,
    look_up_names,
    resolve_identities,
)
from ansible_collections.community.sailpoint.plugins.module_utils._instants import utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import check_config_types
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import Configuration
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.presentation import (
    show_configuration,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.state import KnownReassignments
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import unreadable
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import DEFAULT_CONCURRENCY
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)


def reassignment_config_info_result(client: Client, params: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """Return the reassignments, sorted by identity ID and work type."""
    client.require("reassignments.list")
    check_config_types(client, params["config_types"])
    tenant = KnownReassignments(ReassignmentConfigurations(client), DEFAULT_CONCURRENCY)
    by_name = resolve_identities(client, params["identities"] or (), DEFAULT_CONCURRENCY)
    # None means all.
    owners = None if params["identities"] is None else {identity.id for identity in by_name.values()}
    if owners is None:
        tenant.read_everything()
    else:
        _read_identities(tenant, by_name)
    incomplete = tenant.incomplete if owners is None else None
    now = utc_now()
    found = [conf for key, conf in sorted(tenant.configurations.items()) if _is_wanted(conf, owners, params, now)]
    names = {**tenant.names, **identity_names(by_name.values())}
    names.update(look_up_names(client, _mentioned(found) - names.keys(), DEFAULT_CONCURRENCY))
    show = partial(show_identity, name_of=names.get)
    result: dict[str, t.Any] = {
        "reassignments": [{**show_configuration(conf, show), "status": conf.window.status(now)} for conf in found],
        "complete": incomplete is None,
        "incomplete_reason": incomplete,
    }
    if incomplete is not None:
        result["warnings"] = [f"The list of the tenant's reassignments may be incomplete: {incomplete}."]
    return result


def _read_identities(tenant: KnownReassignments, by_name: t.Mapping[str, Identity]) -> None:
    """Read what these identities have configured. Raises one error that names all that cannot be read."""
    given = {identity.id: name for name, identity in by_name.items()}
    tenant.read(given.keys(), keep_errors=True)
    if tenant.errors:
        raise unreadable("Reassignments", {given[one]: error for one, error in tenant.errors.items()})


def _is_wanted(
    conf: Configuration, owners: t.Container[str] | None, params: t.Mapping[str, t.Any], now: datetime
) -> bool:
    return (
        _is_one_of(conf.key.identity_id, owners)
        and _is_one_of(conf.key.config_type, params["config_types"] or None)
        and _is_one_of(conf.window.status(now), params["status"] or None)
    )


def _mentioned(configurations: t.Iterable[Configuration]) -> set[str]:
    """Return the IDs of the identities whose work is reassigned, and of those who get it."""
    both = (identity_id for conf in configurations for identity_id in (conf.key.identity_id, conf.target_id))
    return set(filter(None, both))


def _is_one_of(value: str, wanted: t.Container[str] | None) -> bool:
    """Return whether ``wanted`` contains the value or is not set."""
    return wanted is None or value in wanted
