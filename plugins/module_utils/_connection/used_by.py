# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Which operations each module uses, and therefore which scopes it needs."""

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import OPERATIONS

_REASSIGN = ("reassignment_config", "reassignment_configs")
_NAMES = (
    *_REASSIGN,
    "reassignment_config_info",
    "reassignment_evaluation_info",
    "identity_info",
    "work_item_action",
    "work_item_info",
    "waiting_work_handover",
    "waiting_work_info",
)
_WAITING = ("waiting_work_handover", "waiting_work_info")
_HANDOVER = ("waiting_work_handover",)

#: The modules that use each operation. A test compares this with their requests.
USED_BY = {
    "reassignments.list": ("reassignment_configs", "reassignment_config_info"),
    "reassignments.create": _REASSIGN,
    "reassignments.get": (*_REASSIGN, "reassignment_config_info", "waiting_work_handover"),
    "reassignments.update": _REASSIGN,
    "reassignments.delete": _REASSIGN,
    "reassignments.evaluate": ("reassignment_evaluation_info", "waiting_work_handover"),
    "reassignments.types": (*_REASSIGN, "reassignment_evaluation_info", "reassignment_type_info"),
    "reassignments.get_tenant_config": (
        "reassignment_configs",
        "tenant_reassignment_settings",
        "tenant_reassignment_settings_info",
    ),
    "reassignments.update_tenant_config": ("tenant_reassignment_settings",),
    "work_items.list": ("work_item_action", "work_item_info", *_WAITING),
    "work_items.list_completed": ("work_item_action", "work_item_info"),
    "work_items.count": ("work_item_info",),
    "work_items.count_completed": ("work_item_info",),
    "work_items.summary": ("work_item_info",),
    "work_items.get": ("work_item_action", "work_item_info"),
    "work_items.complete": ("work_item_action",),
    "work_items.approve": ("work_item_action",),
    "work_items.reject": ("work_item_action",),
    "work_items.bulk_approve": ("work_item_action",),
    "work_items.bulk_reject": ("work_item_action",),
    "work_items.submit_account_selection": ("work_item_action",),
    "work_items.forward": ("work_item_action", "waiting_work_handover"),
    "access_request_approvals.list_pending": _WAITING,
    "access_request_approvals.forward": _HANDOVER,
    "generic_approvals.list": _WAITING,
    "generic_approvals.reassign": _HANDOVER,
    "certifications.list": _WAITING,
    "certifications.identity_summaries": _HANDOVER,
    "certifications.get_task": _HANDOVER,
    "certifications.pending_tasks": _HANDOVER,
    "campaigns.reassign": _HANDOVER,
    "certification_tasks.list": _HANDOVER,
    "certification_tasks.get": _HANDOVER,
    "identities.list_public": _NAMES,
    "identities.list": _NAMES,
}

MODULES = tuple(sorted({module for modules in USED_BY.values() for module in modules}))


def operations_of(module: str, version: str) -> tuple[str, ...]:
    """Return the operations that a module uses in an API version; only one of the two ways to find identities."""
    found = [name for name, users in USED_BY.items() if module in users and version in OPERATIONS[name].versions]
    other_way = "identities.list" if "identities.list_public" in found else None
    return tuple(name for name in found if name != other_way)
