# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which operations each API version has, and under which URL."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Callable

from . import (
    access_request_approvals,
    campaigns,
    certification_tasks,
    certifications,
    generic_approvals,
    identities,
    reassignments,
    work_items,
)
from .habits import with_habits
from .service import Answer, Call

VERSIONS = ("v1", "v2026", "v2025", "v2024", "v3", "beta")

# service, method, path below the service, operation, handler
_OPERATIONS = (
    ("reassignment-configurations", "GET", "", "reassignments.list", reassignments.list_all),
    ("reassignment-configurations", "POST", "", "reassignments.create", reassignments.create),
    ("reassignment-configurations", "GET", "/types", "reassignments.types", reassignments.types),
    (
        "reassignment-configurations",
        "GET",
        "/tenant-config",
        "reassignments.get_tenant_config",
        reassignments.get_tenant_config,
    ),
    (
        "reassignment-configurations",
        "PUT",
        "/tenant-config",
        "reassignments.update_tenant_config",
        reassignments.update_tenant_config,
    ),
    ("reassignment-configurations", "GET", "/{identityId}", "reassignments.get", reassignments.get),
    ("reassignment-configurations", "PUT", "/{identityId}", "reassignments.update", reassignments.update),
    (
        "reassignment-configurations",
        "DELETE",
        "/{identityId}/{configType}",
        "reassignments.delete",
        reassignments.delete,
    ),
    (
        "reassignment-configurations",
        "GET",
        "/{identityId}/evaluate/{configType}",
        "reassignments.evaluate",
        reassignments.evaluate,
    ),
    ("work-items", "GET", "", "work_items.list", work_items.list_open),
    ("work-items", "GET", "/completed", "work_items.list_completed", work_items.list_completed),
    ("work-items", "GET", "/count", "work_items.count", work_items.count),
    ("work-items", "GET", "/completed/count", "work_items.count_completed", work_items.count_completed),
    ("work-items", "GET", "/summary", "work_items.summary", work_items.summary),
    ("work-items", "GET", "/{id}", "work_items.get", work_items.get),
    ("work-items", "POST", "/{id}", "work_items.complete", work_items.complete),
    ("work-items", "POST", "/{id}/approve/{approvalItemId}", "work_items.approve", work_items.approve),
    ("work-items", "POST", "/{id}/reject/{approvalItemId}", "work_items.reject", work_items.reject),
    ("work-items", "POST", "/bulk-approve/{id}", "work_items.bulk_approve", work_items.bulk_approve),
    ("work-items", "POST", "/bulk-reject/{id}", "work_items.bulk_reject", work_items.bulk_reject),
    (
        "work-items",
        "POST",
        "/{id}/submit-account-selection",
        "work_items.submit_account_selection",
        work_items.submit_account_selection,
    ),
    ("work-items", "POST", "/{id}/forward", "work_items.forward", work_items.forward),
    (
        "access-request-approvals",
        "GET",
        "/pending",
        "access_request_approvals.list_pending",
        access_request_approvals.list_pending,
    ),
    (
        "access-request-approvals",
        "GET",
        "/completed",
        "access_request_approvals.list_completed",
        access_request_approvals.list_completed,
    ),
    (
        "access-request-approvals",
        "POST",
        "/{approvalId}/forward",
        "access_request_approvals.forward",
        access_request_approvals.forward,
    ),
    ("generic-approvals", "GET", "", "generic_approvals.list", generic_approvals.list_all),
    ("generic-approvals", "GET", "/{id}", "generic_approvals.get", generic_approvals.get),
    ("generic-approvals", "POST", "/{id}/reassign", "generic_approvals.reassign", generic_approvals.reassign),
    (
        "generic-approvals",
        "POST",
        "/bulk-reassign",
        "generic_approvals.bulk_reassign",
        generic_approvals.bulk_reassign,
    ),
    ("campaigns", "GET", "", "campaigns.list", campaigns.list_all),
    ("campaigns", "GET", "/{id}", "campaigns.get", campaigns.get),
    ("campaigns", "POST", "/{id}/reassign", "campaigns.reassign", campaigns.reassign),
    ("certifications", "GET", "", "certifications.list", certifications.list_all),
    ("certifications", "GET", "/{id}", "certifications.get", certifications.get),
    (
        "certifications",
        "GET",
        "/{id}/identity-summaries",
        "certifications.identity_summaries",
        certifications.identity_summaries,
    ),
    (
        "certifications",
        "GET",
        "/{id}/access-review-items",
        "certifications.access_review_items",
        certifications.access_review_items,
    ),
    ("certifications", "POST", "/{id}/reassign", "certifications.reassign", certifications.reassign),
    ("certifications", "POST", "/{id}/reassign-async", "certifications.reassign_async", certifications.reassign_async),
    ("certification-tasks", "GET", "", "certification_tasks.list", certification_tasks.list_pending),
    ("certification-tasks", "GET", "/{id}", "certification_tasks.get", certification_tasks.get),
    ("public-identities", "GET", "", "identities.list_public", identities.list_public),
    ("identities", "GET", "", "identities.list", identities.list_all),
    ("identities", "GET", "/{id}", "identities.get", identities.get),
)
# Beta has these below the certification.
_BETA_OPERATIONS = (
    (
        "certifications",
        "GET",
        "/{id}/tasks-pending",
        "certifications.pending_tasks",
        certification_tasks.list_pending,
    ),
    ("certifications", "GET", "/{id}/tasks/{taskId}", "certifications.get_task", certification_tasks.get),
)
# Services, and single operations, that a version does not have.
_ABSENT = {
    "v2024": ("generic_approvals.reassign", "generic_approvals.bulk_reassign"),
    "v3": ("reassignment-configurations", "identities", "generic-approvals"),
    "beta": (
        "public-identities",
        "generic-approvals",
        "certification-tasks",
        "certifications.get",
        "certifications.identity_summaries",
        "certifications.access_review_items",
        "certifications.reassign",
    ),
}
_DEPRECATED_IN_BETA = ("work-items", "campaigns", "certifications")


@dataclasses.dataclass(frozen=True)
class Endpoint:
    """One operation of one API version."""

    method: str
    path: str
    operation: str
    version: str
    handler: Callable[[Call], Answer]
    experimental: bool
    """Whether the X-SailPoint-Experimental header is required."""
    deprecated: bool
    """Whether answers carry X-Deprecated."""


def endpoints() -> Iterator[Endpoint]:
    """Every operation of every version that has it."""
    for version in VERSIONS:
        for service, method, path, operation, handler in _OPERATIONS + (_BETA_OPERATIONS if version == "beta" else ()):
            if not {service, operation}.isdisjoint(_ABSENT.get(version, ())):
                continue
            prefix = "/%s/v1" % service if version == "v1" else "/%s/%s" % (version, service)
            reassignment = service == "reassignment-configurations"
            yield Endpoint(
                method=method,
                path=prefix + path,
                operation=operation,
                version=version,
                handler=with_habits(operation, handler),
                experimental=(reassignment and version != "beta")
                or (operation, version) == ("work_items.forward", "v2024"),
                deprecated=version == "beta" and service in _DEPRECATED_IN_BETA,
            )
