# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What API clients may do: scopes, user levels, and which of them an operation needs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

ALL_SCOPES = "sp:scopes:all"
ORG_ADMIN, CERT_ADMIN, REPORT_ADMIN = "ORG_ADMIN", "CERT_ADMIN", "REPORT_ADMIN"
WORK_ITEM_ADMINS = (
    ORG_ADMIN,
    REPORT_ADMIN,
    "ROLE_ADMIN",
    "ROLE_SUBADMIN",
    "SOURCE_ADMIN",
    "SOURCE_SUBADMIN",
)

_CONFIGURATIONS = ("idn:reassignment-configuration:manage",)
_WORK_ITEMS = ("idn:work-item:update",)
_IDENTITIES = ("idn:identity:read", "idn:identity:manage")
_ACCESS_REQUESTS = ("idn:access-request-approvals:read",)
_APPROVALS = (
    "idn:access-request-approvals:read",
    "idn:access-request-administration:read",
    "idn:access-request-approvals:manage",
)
_CAMPAIGNS = ("idn:campaign:read", "idn:campaign:manage")
# Each of the scopes is enough. An operation that is not listed needs those of its service, or none.
_SCOPES = {
    "reassignments": ("idn:reassignment-configuration:read", *_CONFIGURATIONS),
    "reassignments.create": _CONFIGURATIONS,
    "reassignments.update": _CONFIGURATIONS,
    "reassignments.delete": _CONFIGURATIONS,
    "reassignments.evaluate": _CONFIGURATIONS,
    "reassignments.get_tenant_config": ("idn:reassignment-tenant-configuration:read",),
    "reassignments.update_tenant_config": ("idn:reassignment-tenant-configuration:update",),
    "work_items": _WORK_ITEMS,
    "work_items.list": ("idn:work-item:read",),
    "work_items.list_completed": ("idn:work-item:read",),
    "work_items.count": ("idn:work-item:read",),
    "work_items.count_completed": ("idn:work-item:read",),
    "work_items.summary": ("idn:work-item:read",),
    "work_items.get": ("idn:work-item:read",),
    "identities.list": _IDENTITIES,
    "identities.get": _IDENTITIES,
    "access_request_approvals": _ACCESS_REQUESTS,
    "access_request_approvals.forward": ("idn:access-request-approvals:manage",),
    "generic_approvals": _APPROVALS,
    "generic_approvals.reassign": ("idn:access-request-approvals:manage",),
    "generic_approvals.bulk_reassign": ("sp:approvals:write",),
    "certifications": ("idn:campaign:read",),
    "certifications.reassign": ("idn:campaign:manage",),
    "certifications.reassign_async": ("idn:campaign:manage", "idn:certification:write"),
    "certification_tasks": ("idn:campaign:read",),
    "campaigns": _CAMPAIGNS,
    "campaigns.list": (*_CAMPAIGNS, "idn:campaign-report:read", "idn:campaign-report:manage"),
    "campaigns.reassign": ("idn:campaign:manage",),
}
_LEVELS = {
    "generic_approvals.bulk_reassign": (ORG_ADMIN,),
    "campaigns.list": (ORG_ADMIN, CERT_ADMIN, REPORT_ADMIN),
    "campaigns.get": (ORG_ADMIN, CERT_ADMIN),
    "campaigns.reassign": (ORG_ADMIN, CERT_ADMIN),
}


@dataclasses.dataclass(frozen=True)
class Permissions:
    """What an API client was given. Without an identity it acts as the tenant's current user."""

    scopes: frozenset[str] = frozenset({ALL_SCOPES})
    levels: frozenset[str] = frozenset({ORG_ADMIN})
    identity_id: str | None = None

    def has_level(self, levels: Iterable[str]) -> bool:
        return not self.levels.isdisjoint(levels)

    def allow(self, operation: str) -> bool:
        """Whether scopes and levels are enough for an operation such as "campaigns.reassign"."""
        service = operation.partition(".")[0]
        scopes = _SCOPES.get(operation, _SCOPES.get(service, ()))
        if scopes and self.scopes.isdisjoint((ALL_SCOPES, *scopes)):
            return False
        return operation not in _LEVELS or self.has_level(_LEVELS[operation])
