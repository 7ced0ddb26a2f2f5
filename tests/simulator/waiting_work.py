# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What waits for people in the queues, as plain data: adding it, one by one or in bulk, and reading it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any, Callable

from .dates import format_instant, parse_instant
from .tenant import Tenant

_DATES = ("created", "due", "deadline", "signed", "modified", "completed")
_ADD: dict[str, Callable[..., Any]] = {
    "governance_groups": Tenant.add_governance_group,
    "access_request_approvals": Tenant.add_access_request_approval,
    "generic_approvals": Tenant.add_generic_approval,
    "campaigns": Tenant.add_campaign,
    "certifications": Tenant.add_certification,
}
KINDS = tuple(_ADD)
"""In the order in which they can refer to each other."""
QUEUES = ("work_items", "access_request_approvals", "generic_approvals", "certifications")


def add(tenant: Tenant, kind: str, items: list[dict[str, Any]]) -> list[str]:
    """Add things of one of the kinds, with the parameters of the Tenant's method, dates as text; gives their IDs."""
    return [_ADD[kind](tenant, **with_dates(item)).id for item in items]


def with_dates(item: dict[str, Any]) -> dict[str, Any]:
    return {
        name: parse_instant(value, name) if name in _DATES and value is not None else value
        for name, value in item.items()
    }


def add_in_bulk(
    tenant: Tenant,
    items: int,
    owners: int | list[str] = 1,
    queues: list[str] | None = None,
    campaigns: int = 1,
    created: str | None = None,
) -> dict[str, int]:
    """Spread items evenly over people, and each one's over the queues; gives the number in each queue.

    owners are people, or how many of the first ones.
    """
    names = list(tenant.identities)[:owners] if isinstance(owners, int) else owners
    people = [tenant.identity(name).id for name in names]
    chosen = list(QUEUES) if queues is None else queues
    if not people or not chosen or not set(chosen) <= set(QUEUES):
        raise ValueError("owners and queues must not be empty; there are the queues %s" % ", ".join(QUEUES))
    named: dict[str, Any] = {} if created is None else {"created": parse_instant(created, "created")}
    counted: Counter[str] = Counter()
    for number in range(items):
        owner, queue = people[number % len(people)], chosen[number // len(people) % len(chosen)]
        if queue == "work_items":
            tenant.add_work_item(owner, **named)
        elif queue == "certifications":
            campaign = "Campaign %d" % (counted[queue] // len(people) % campaigns + 1)
            tenant.add_certification(owner, campaign, **named)
        else:
            _ADD[queue](tenant, owner, **named)
        counted[queue] += 1
    return dict(counted)


def readable(tenant: Tenant, kind: str) -> list[dict[str, Any]]:
    """All things of a kind, with aliases for people and names for groups and campaigns."""
    return [
        {name: _plain(tenant, value) for name, value in _READ[kind](tenant, one).items()}
        for one in getattr(tenant, kind).values()
    ]


def _plain(tenant: Tenant, value: Any) -> Any:
    if isinstance(value, datetime):
        return format_instant(value, "millis")
    if isinstance(value, list):
        return [_plain(tenant, one) for one in value]
    if value in tenant.identities:
        return tenant.identities[value].alias
    return tenant.governance_groups[value].name if value in tenant.governance_groups else value


_READ: dict[str, Callable[[Tenant, Any], dict[str, Any]]] = {
    "governance_groups": lambda tenant, one: {"name": one.name, "members": one.member_ids},
    "access_request_approvals": lambda tenant, one: {
        "id": one.id,
        "name": one.name,
        "approver": one.approver_id,
        "requested_for": one.requested_for_id,
        "access_request_id": one.access_request_id,
        "created": one.created,
        "state": one.state,
        "in_process": one.in_process,
        "forwarded_to": [step.new_approver_id for step in one.forwards],
    },
    "generic_approvals": lambda tenant, one: {
        "id": one.id,
        "name": one.name,
        "type": one.type,
        "approvers": one.approver_ids,
        "created": one.created,
        "due": one.due,
        "status": one.status,
        "reassigned_to": [step.target_id for step in one.reassignments],
    },
    "campaigns": lambda tenant, one: {"id": one.id, "name": one.name, "type": one.type, "status": one.status},
    "certifications": lambda tenant, one: {
        "id": one.id,
        "name": one.name,
        "campaign": tenant.campaigns[one.campaign_id].name,
        "campaign_id": one.campaign_id,
        "reviewer": one.reviewer_id,
        "subjects": one.subject_ids,
        "created": one.created,
        "due": one.due,
        "completed": one.completed,
        "signed": one.signed,
        "reassigned": one.reassigned_from is not None,
    },
    "certification_tasks": lambda tenant, one: {
        "id": one.id,
        "type": one.type,
        "target_id": one.target_id,
        "status": one.status,
        "errors": one.errors,
        "certifications": one.certification_ids,
    },
}
READABLE = tuple(_READ)
