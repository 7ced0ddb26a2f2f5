# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults and changes by somebody else from plain data, as it comes over HTTP. People are named by alias or ID."""

from __future__ import annotations

from typing import Any

from .concurrent_changes import ConcurrentChange
from .faults import Fault
from .scenario import add_configurations, add_work_item
from .state import State
from .tenant import Tenant
from .waiting_work import KINDS, add

_THINGS = ("configurations", "identities", "work_items", *KINDS)


def fault(state: State, values: dict[str, Any]) -> Fault:
    """A fault: its fields. Raises ValueError, KeyError or TypeError if they are wrong."""
    return Fault(**_with_id(state.tenant, values))


def concurrent_change(state: State, values: dict[str, Any]) -> ConcurrentChange:
    """A change: the fields of its rule, and what to remove and then to add. Raises as fault does."""
    rule = dict(values)
    removed, added = rule.pop("remove", {}), rule.pop("add", {})
    _check_names(removed, _THINGS)
    _check_names(added, (*_THINGS, "tenant_config"))

    def action() -> None:
        _remove(state.tenant, removed)
        _add(state.tenant, added)

    return ConcurrentChange(**_with_id(state.tenant, rule), action=action)


def _with_id(tenant: Tenant, rule: dict[str, Any]) -> dict[str, Any]:
    return {**rule, "identity": tenant.identity(rule["identity"]).id} if rule.get("identity") else rule


def _check_names(things: dict[str, Any], known: tuple[str, ...]) -> None:
    unknown = sorted(set(things) - set(known))
    if unknown:
        raise ValueError("unknown: %s; there are: %s" % (", ".join(unknown), ", ".join(known)))


def _remove(tenant: Tenant, things: dict[str, Any]) -> None:
    """Remove what is still there: configurations by identity and config_type, all else by ID."""
    for item in things.get("configurations", []):
        tenant.configurations.pop((tenant.identity(item["identity"]).id, item["config_type"]), None)
    for kind in ("work_items", *KINDS):
        for item_id in things.get(kind, []):
            getattr(tenant, kind).pop(item_id, None)
    for identity in things.get("identities", []):
        tenant.identities.pop(tenant.identity(identity).id, None)


def _add(tenant: Tenant, things: dict[str, Any]) -> None:
    """Add things in the form that they have in a scenario. The tenant_config is replaced, as are configurations."""
    for identity in things.get("identities", []):
        tenant.add_identity(**identity)
    add_configurations(tenant, things.get("configurations", []))
    for item in things.get("work_items", []):
        add_work_item(tenant, item)
    for kind in KINDS:
        add(tenant, kind, things.get(kind, []))
    tenant.tenant_config = dict(things.get("tenant_config", tenant.tenant_config))
