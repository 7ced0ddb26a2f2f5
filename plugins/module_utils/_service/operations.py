# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Every operation of the service that the collection uses, with its path in each API version.

Source: SailPoint's OpenAPI documents of the six API versions. The table of operations in the documentation is generated
from this.
"""

from __future__ import annotations

import typing as t
from urllib.parse import quote

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

API_VERSIONS = ("v1", "v2026", "v2025", "v2024", "v3", "beta")

_WITHOUT_V3 = tuple(version for version in API_VERSIONS if version != "v3")
_WITHOUT_BETA = tuple(version for version in API_VERSIONS if version != "beta")
_READ_GENERIC_APPROVALS = ("v1", "v2026", "v2025", "v2024")
_WRITE_GENERIC_APPROVALS = ("v1", "v2026", "v2025")

_REASSIGNMENTS = "reassignment-configurations"
_WORK_ITEMS = "work-items"
_ACCESS_REQUEST_APPROVALS = "access-request-approvals"
_GENERIC_APPROVALS = "generic-approvals"
_READ = "idn:reassignment-configuration:read"
_MANAGE = "idn:reassignment-configuration:manage"
_READ_SETTINGS = "idn:reassignment-tenant-configuration:read"
_UPDATE_SETTINGS = "idn:reassignment-tenant-configuration:update"
_READ_ITEMS = "idn:work-item:read"
_UPDATE_ITEMS = "idn:work-item:update"
_READ_APPROVALS = "idn:access-request-approvals:read"
_MANAGE_APPROVALS = "idn:access-request-approvals:manage"
_READ_CAMPAIGNS = "idn:campaign:read"
_MANAGE_CAMPAIGNS = "idn:campaign:manage"


class Operation(t.NamedTuple):
    """One operation; ``path`` is below the ``service``, whose place in the URL depends on the version."""

    method: str
    service: str
    path: str
    #: The minimal scope that it requires.
    scope: str | None
    versions: tuple[str, ...] = API_VERSIONS


OPERATIONS = {
    "reassignments.list": Operation("GET", _REASSIGNMENTS, "", _READ, _WITHOUT_V3),
    "reassignments.create": Operation("POST", _REASSIGNMENTS, "", _MANAGE, _WITHOUT_V3),
    "reassignments.get": Operation("GET", _REASSIGNMENTS, "/{identity_id}", _READ, _WITHOUT_V3),
    "reassignments.update": Operation("PUT", _REASSIGNMENTS, "/{identity_id}", _MANAGE, _WITHOUT_V3),
    "reassignments.delete": Operation("DELETE", _REASSIGNMENTS, "/{identity_id}/{config_type}", _MANAGE, _WITHOUT_V3),
    "reassignments.evaluate": Operation(
        "GET", _REASSIGNMENTS, "/{identity_id}/evaluate/{config_type}", _MANAGE, _WITHOUT_V3
    ),
    "reassignments.types": Operation("GET", _REASSIGNMENTS, "/types", _READ, _WITHOUT_V3),
    "reassignments.get_tenant_config": Operation("GET", _REASSIGNMENTS, "/tenant-config", _READ_SETTINGS, _WITHOUT_V3),
    "reassignments.update_tenant_config": Operation(
        "PUT", _REASSIGNMENTS, "/tenant-config", _UPDATE_SETTINGS, _WITHOUT_V3
    ),
    "work_items.list": Operation("GET", _WORK_ITEMS, "", _READ_ITEMS),
    "work_items.list_completed": Operation("GET", _WORK_ITEMS, "/completed", _READ_ITEMS),
    "work_items.count": Operation("GET", _WORK_ITEMS, "/count", _READ_ITEMS),
    "work_items.count_completed": Operation("GET", _WORK_ITEMS, "/completed/count", _READ_ITEMS),
    "work_items.summary": Operation("GET", _WORK_ITEMS, "/summary", _READ_ITEMS),
    "work_items.get": Operation("GET", _WORK_ITEMS, "/{work_item_id}", _READ_ITEMS),
    "work_items.complete": Operation("POST", _WORK_ITEMS, "/{work_item_id}", _UPDATE_ITEMS),
    "work_items.approve": Operation("POST", _WORK_ITEMS, "/{work_item_id}/approve/{approval_item_id}", _UPDATE_ITEMS),
    "work_items.reject": Operation("POST", _WORK_ITEMS, "/{work_item_id}/reject/{approval_item_id}", _UPDATE_ITEMS),
    "work_items.bulk_approve": Operation("POST", _WORK_ITEMS, "/bulk-approve/{work_item_id}", _UPDATE_ITEMS),
    "work_items.bulk_reject": Operation("POST", _WORK_ITEMS, "/bulk-reject/{work_item_id}", _UPDATE_ITEMS),
    "work_items.submit_account_selection": Operation(
        "POST", _WORK_ITEMS, "/{work_item_id}/submit-account-selection", _UPDATE_ITEMS
    ),
    "work_items.forward": Operation("POST", _WORK_ITEMS, "/{work_item_id}/forward", _UPDATE_ITEMS),
    "access_request_approvals.list_pending": Operation("GET", _ACCESS_REQUEST_APPROVALS, "/pending", _READ_APPROVALS),
    "access_request_approvals.forward": Operation(
        "POST", _ACCESS_REQUEST_APPROVALS, "/{approval_id}/forward", _MANAGE_APPROVALS
    ),
    "generic_approvals.list": Operation("GET", _GENERIC_APPROVALS, "", _READ_APPROVALS, _READ_GENERIC_APPROVALS),
    "generic_approvals.reassign": Operation(
        "POST", _GENERIC_APPROVALS, "/{approval_id}/reassign", _MANAGE_APPROVALS, _WRITE_GENERIC_APPROVALS
    ),
    "certifications.list": Operation("GET", "certifications", "", _READ_CAMPAIGNS),
    "certifications.identity_summaries": Operation(
        "GET", "certifications", "/{certification_id}/identity-summaries", _READ_CAMPAIGNS, _WITHOUT_BETA
    ),
    "certifications.get_task": Operation(
        "GET", "certifications", "/{certification_id}/tasks/{task_id}", _READ_CAMPAIGNS, ("beta",)
    ),
    "certifications.pending_tasks": Operation(
        "GET", "certifications", "/{certification_id}/tasks-pending", _READ_CAMPAIGNS, ("beta",)
    ),
    "campaigns.reassign": Operation("POST", "campaigns", "/{campaign_id}/reassign", _MANAGE_CAMPAIGNS),
    "certification_tasks.list": Operation("GET", "certification-tasks", "", _READ_CAMPAIGNS, _WITHOUT_BETA),
    "certification_tasks.get": Operation("GET", "certification-tasks", "/{task_id}", _READ_CAMPAIGNS, _WITHOUT_BETA),
    "identities.list_public": Operation("GET", "public-identities", "", None, _WITHOUT_BETA),
    "identities.list": Operation("GET", "identities", "", "idn:identity:read", _WITHOUT_V3),
}

# Never IDs: fixed segments in the same place of a path, and segments that clients and servers normalise.
_NOT_AN_ID = frozenset(
    {"", ".", "..", "types", "tenant-config", "pending", "completed", "count", "summary", "bulk-approve", "bulk-reject"}
)


def find_operation(name: str, version: str) -> Operation:
    """Return the operation; raise ``InvalidInput`` if the API version lacks it."""
    operation = OPERATIONS[name]
    if version not in operation.versions:
        raise InvalidInput(
            f"api_version {version} of the service has no {operation.service.replace('-', ' ')}.",
            f"Use one of: {', '.join(operation.versions)}.",
        )
    return operation


def build_path(operation: Operation, version: str, segments: t.Mapping[str, str]) -> str:
    """Return the path below the base URL, with the ``segments`` quoted.

    Raises ``InvalidInput`` for segments that would lead to another operation.
    """
    for name, segment in segments.items():
        if segment in _NOT_AN_ID:
            raise InvalidInput(f"{segment!r} is not a valid {name.replace('_', ' ').replace(' id', ' ID')}.")
    return path_template(operation, version).format(
        **{name: quote(segment, safe="", errors="replace") for name, segment in segments.items()}
    )


def path_template(operation: Operation, version: str) -> str:
    """Return the path below the base URL, with the names of variable segments in braces."""
    if version == "v1":
        return f"/{operation.service}/v1{operation.path}"
    return f"/{version}/{operation.service}{operation.path}"
