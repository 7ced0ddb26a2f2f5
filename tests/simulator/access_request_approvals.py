# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The approvals of access requests: lists, and handing one over."""

from __future__ import annotations

from typing import Any

from .access_request_approval import FORWARDED, AccessRequestApproval
from .errors import Refused
from .filters import selected
from .permissions import ORG_ADMIN
from .service import Answer, Call, in_order, json_object, known_identity, page, required_text

_DATE = ("gt", "lt", "ge", "le", "eq", "in")
_FILTERS = {"id": ("eq", "in"), "requestedFor.id": ("eq", "in"), "modified": _DATE}
_NEWER_FILTERS = {"accessRequestId": ("eq", "in"), "created": _DATE}
_MAX_COMMENT = 255


def list_pending(call: Call) -> Answer:
    return _list(call, completed=False)


def list_completed(call: Call) -> Answer:
    return _list(call, completed=True)


def forward(call: Call) -> Answer:
    body = json_object(call)
    target = known_identity(call, required_text(body, "newOwnerId"), "newOwnerId").id
    comment = required_text(body, "comment")
    if len(comment) > _MAX_COMMENT:
        raise Refused(400, "comment: there may be %d characters at most." % _MAX_COMMENT)
    approval = call.tenant.access_request_approvals.get(call.path["approvalId"])
    if approval is None:
        raise Refused(404, "The approval %s was not found." % call.path["approvalId"])
    call.require_admin_or(call.user.id in waiting_for(call, approval), ORG_ADMIN)
    approval.require_pending()
    second = call.switches.second_forward if approval.in_process else "accept"
    if second == "refuse":
        raise Refused(400, "The approval %s is in process: %s." % (approval.id, approval.in_process))
    if second == "accept":
        _start(call, approval, target, comment)
    return Answer(202, {})


def waiting_for(call: Call, approval: AccessRequestApproval) -> set[str]:
    """The IDs of those whom the approval waits for: its approver, and the members if that is a group."""
    group = call.tenant.governance_groups.get(approval.approver_id)
    members = group.member_ids if group and call.switches.group_members == "listed" else []
    return {approval.approver_id, *members}


def _start(call: Call, approval: AccessRequestApproval, target: str, comment: str) -> None:
    user = call.user.id

    def done() -> None:
        approval.in_process = None
        if call.switches.async_outcome == "success":
            steps = call.steps_to("ACCESS_REQUESTS", approval.approver_id, target)
            call.take_effect(lambda: approval.forward(steps, comment, user))

    approval.in_process = FORWARDED
    call.start_job(done)


def _list(call: Call, completed: bool) -> Answer:
    owner: str | None = call.query.get("owner-id")
    if owner == "me" or (owner is None and not call.permissions.has_level([ORG_ADMIN])):
        owner = call.user.id
    call.require_admin_or(owner == call.user.id, ORG_ADMIN)
    queue = {
        approval.id: approval
        for approval in call.tenant.access_request_approvals.values()
        if (approval.state is not None) == completed and (owner is None or owner in waiting_for(call, approval))
    }
    filters = _FILTERS if call.version == "beta" else {**_FILTERS, **_NEWER_FILTERS}
    found = selected(queue, call.query.get("filters", ""), filters, _field)
    items, headers = page(call, in_order(call, found, ("created", "modified"), _field))
    return Answer(200, [_answer(call, approval) for approval in items], headers)


def _field(approval: AccessRequestApproval, field: str) -> Any:
    if field == "modified":
        return approval.modified or approval.created
    return {
        "id": approval.id,
        "requestedFor.id": approval.requested_for_id,
        "accessRequestId": approval.access_request_id,
        "created": approval.created,
    }[field]


def _answer(call: Call, approval: AccessRequestApproval) -> dict[str, Any]:
    created = call.date(approval.created)
    answer: dict[str, Any] = {
        "id": approval.id,
        "name": approval.name,
        "created": created,
        "modified": call.date(approval.modified or approval.created),
        "requestCreated": created,
        "requestType": "GRANT_ACCESS",
        "requester": call.typed_reference(approval.requester_id),
        "requestedFor": call.typed_reference(approval.requested_for_id),
        "owner": call.typed_reference(approval.owner_id),
        "requestedObject": {
            "id": approval.access_request_id[::-1],
            "name": approval.name,
            "description": "What is asked for.",
            "type": approval.object_type,
        },
        "requesterComment": {
            "comment": "Needed for work",
            "created": created,
            "author": call.typed_reference(approval.requester_id),
        },
        "previousReviewersComments": [],
        "forwardHistory": [_forward_answer(call, step) for step in approval.forwards],
        "commentRequiredWhenRejected": False,
        "removeDateUpdateRequested": False,
    }
    if call.version == "v1":
        answer["identityType"] = "HUMAN"
    if approval.state is not None:
        reviewer = call.typed_reference(approval.approver_id)
        comment = {"comment": None, "created": answer["modified"], "author": reviewer}
        return {**answer, "reviewedBy": reviewer, "reviewerComment": comment, "state": approval.state}
    if call.version != "beta":
        answer["accessRequestId"] = approval.access_request_id
    if approval.in_process and call.switches.show_action_in_process:
        answer["actionInProcess"] = approval.in_process
    return answer


def _forward_answer(call: Call, step: Any) -> dict[str, Any]:
    """One step of the way: names only, no IDs."""
    return {
        "oldApproverName": call.reference(step.old_approver_id).get("name"),
        "newApproverName": call.reference(step.new_approver_id).get("name"),
        "comment": step.comment,
        "modified": call.date(step.modified),
        "forwarderName": call.reference(step.forwarder_id).get("name") if step.forwarder_id else None,
        "reassignmentType": step.type,
    }
