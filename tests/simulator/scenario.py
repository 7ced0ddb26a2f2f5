# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filling a tenant from plain data, as it comes from a JSON file or over HTTP. People are named by alias or ID."""

from __future__ import annotations

from typing import Any

from .configurations import CONFIG_TYPES
from .dates import format_instant, parse_instant
from .permissions import ALL_SCOPES, ORG_ADMIN
from .state import State
from .tenant import Tenant
from .waiting_work import KINDS, add, with_dates


def apply_scenario(state: State, scenario: dict[str, Any]) -> None:
    """Start afresh and fill in what the scenario holds: people, switches, identities, configurations,
    work_items, tenant_config, clients, and what waits in the queues. Raises ValueError, KeyError, TypeError or Refused if it is wrong."""
    known = {"people", "switches", "identities", "configurations", "work_items", "tenant_config", "clients"}
    known.update(KINDS)
    unknown = sorted(set(scenario) - known)
    if unknown:
        raise ValueError("unknown in a scenario: %s; there are: %s" % (", ".join(unknown), ", ".join(sorted(known))))
    state.reset(scenario.get("people"))
    state.switches.update(scenario.get("switches", {}))
    for identity in scenario.get("identities", []):
        state.tenant.add_identity(**identity)
    add_configurations(state.tenant, scenario.get("configurations", []))
    for item in scenario.get("work_items", []):
        add_work_item(state.tenant, item)
    for kind in KINDS:
        add(state.tenant, kind, scenario.get(kind, []))
    add_clients(state, scenario.get("clients", []))
    state.tenant.tenant_config = dict(scenario.get("tenant_config", {}))


def add_clients(state: State, items: list[dict[str, Any]]) -> None:
    """Add API clients, or change them: client_id, client_secret, scopes, levels, identity."""
    for item in items:
        everything = {"scopes": [ALL_SCOPES], "levels": [ORG_ADMIN], "identity": None}
        state.add_client(**{**everything, **item})


def add_configurations(tenant: Tenant, items: list[dict[str, Any]]) -> None:
    """Set configurations past all rules."""
    for item in items:
        if item["config_type"] not in CONFIG_TYPES:
            raise ValueError("config_type: %r is not one of %s" % (item["config_type"], ", ".join(CONFIG_TYPES)))
        end = item.get("end")
        tenant.put_configuration(
            tenant.identity(item["identity"]).id,
            item["config_type"],
            tenant.identity(item["reassign_to"]).id,
            parse_instant(item["start"], "start"),
            None if end is None else parse_instant(end, "end"),
        )


def add_work_item(tenant: Tenant, item: dict[str, Any]) -> None:
    """Add a work item: owner, and what Tenant.add_work_item takes."""
    values = with_dates(item)
    owner = tenant.identity(values.pop("owner"))
    tenant.add_work_item(owner.id, **values)


def readable_configurations(tenant: Tenant) -> list[dict[str, Any]]:
    """All configurations, with aliases for people."""
    return [
        {
            "identity": _alias(tenant, identity_id),
            "config_type": config_type,
            "reassign_to": _alias(tenant, found.target_id),
            "start": format_instant(found.start, "millis"),
            "end": None if found.end is None else format_instant(found.end, "millis"),
        }
        for (identity_id, config_type), found in tenant.configurations.items()
    ]


def readable_work_items(tenant: Tenant) -> list[dict[str, Any]]:
    """All work items, with aliases for people."""
    return [
        {
            "id": item.id,
            "owner": _alias(tenant, item.owner_id),
            "type": item.type,
            "name": item.name,
            "state": item.state,
            "open": item.completed is None,
            "created": format_instant(item.created, "millis"),
            "approval_items": [{"id": one.id, "state": one.state} for one in item.approval_items],
            "form_values": item.form_values,
        }
        for item in tenant.work_items.values()
    ]


def _alias(tenant: Tenant, identity_id: str) -> str:
    identity = tenant.identities.get(identity_id)
    return identity.alias if identity else identity_id
