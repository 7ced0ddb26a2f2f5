# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The generic approvals: lists, and handing over one or many."""

from __future__ import annotations

import uuid
from typing import Any, Callable

from .access_request_approval import AccessRequestApproval
from .effects import quietly
from .errors import Refused
from .filters import selected
from .generic_approval import ACCESS_REQUEST, PENDING, GenericApproval, Reassignment
from .people import Identity
from .permissions import ORG_ADMIN
from .service import Answer, Call, json_object, known_identity, page, required_text, truth

_TEXT = ("eq", "ne", "in", "co", "sw")
_DATE = (*_TEXT, "gt", "ge", "lt", "le")
_FIELDS: dict[str, Callable[[GenericApproval], Any]] = {
    "approvalId": lambda one: one.id,
    "status": lambda one: one.status,
    "name": lambda one: one.name,
    "description": lambda one: one.name,
    "priority": lambda one: one.priority,
    "type": lambda one: one.type,
    "medium": lambda one: "EMAIL",
    "createdDate": lambda one: one.created,
    "dueDate": lambda one: one.due,
    "completedDate": lambda one: one.completed,
    "modifiedDate": lambda one: one.modified or one.created,
    "referenceType": lambda one: [kind for kind, _id in one.references],
    "referenceId": lambda one: [reference for _kind, reference in one.references],
    "requesterId": lambda one: one.requester_id,
    "requesteeId": lambda one: one.requestee_id,
    "approverId": lambda one: one.approver_ids,
}
_FILTERS: dict[str, tuple[str, ...]] = {field: _DATE if field.endswith("Date") else _TEXT for field in _FIELDS}
_FILTERS_V2024: dict[str, tuple[str, ...]] = {"status": ("eq",), "referenceType": ("eq",)}
_INCLUDED = ("comments", "approvers", "reassignment-history", "batch-info")
_ACCESS_REQUEST_ID = "accessRequestId"


def list_all(call: Call) -> Answer:
    found = selected(
        {one.id: one for one in _visible(call)},
        call.query.get("filters", ""),
        _FILTERS_V2024 if call.version == "v2024" else _FILTERS,
        lambda one, field: _FIELDS[field](one),
    )
    items, headers = page(call, found)
    if call.version == "v2024":
        return Answer(200, [_answer_v2024(call, one) for one in items])
    if truth(call.query, "count-only"):
        return Answer(200, [], {"X-Total-Count": str(len(found))})
    included = {name for name in _INCLUDED if truth(call.query, "include-" + name)}
    return Answer(200, [_answer(call, one, included) for one in items], headers)


def get(call: Call) -> Answer:
    approval = _approval(call, call.path["id"])
    call.require_admin_or(_waits_for(call, approval, call.user.id), ORG_ADMIN)
    if call.version == "v2024":
        return Answer(200, _answer_v2024(call, approval))
    return Answer(200, _answer(call, approval, set(_INCLUDED)))


def reassign(call: Call) -> Answer:
    body = json_object(call)
    approval = _approval(call, call.path["id"])
    is_own = _waits_for(call, approval, call.user.id)
    call.require_admin_or(is_own, ORG_ADMIN)
    # Without reassignFrom it is the caller's; an administrator who is no approver adds one.
    source = body.get("reassignFrom") or (call.user.id if call.user.id in approval.approver_ids else None)
    call.take_effect(_change(call, approval, source, body))
    return Answer(204)


def bulk_reassign(call: Call) -> Answer:
    body = json_object(call)
    ids = body.get("approvalIds")
    if not isinstance(ids, list) or not ids or not all(isinstance(one, str) for one in ids):
        raise Refused(400, "approvalIds is required and must be a list of IDs.")
    source = known_identity(call, required_text(body, "reassignFrom"), "reassignFrom").id
    known_identity(call, required_text(body, "reassignTo"), "reassignTo")
    changes = []
    for approval_id in ids:
        try:
            changes.append(_change(call, _approval(call, approval_id), source, body))
        except Refused as refused:
            if call.switches.bad_bulk_approval == "refuse":
                raise Refused(400, refused.text) from None

    def done() -> None:
        for change in changes if call.switches.async_outcome == "success" else []:
            call.take_effect(quietly(change))

    call.start_job(done)
    return Answer(202, {})


def _visible(call: Call) -> list[GenericApproval]:
    """What the parameters ask for; refused (403) if that is not the user's own and the user is no administrator."""
    user, is_admin = call.user.id, call.permissions.has_level([ORG_ADMIN])
    wanted = {name: call.query[name] for name in ("approverId", "requesterId", "requesteeId") if name in call.query}
    if call.version == "v2024":
        wanted.pop("approverId", None)
        wanted.pop("requesteeId", None)
    mine_by_default = not wanted and (call.version == "v2024" or not is_admin)
    mine = truth(call.query, "mine") if "mine" in call.query else mine_by_default
    call.require_admin_or(mine or (bool(wanted) and set(wanted.values()) == {user}), ORG_ADMIN)
    return [
        one
        for one in _all(call)
        if (not mine or _waits_for(call, one, user))
        and ("approverId" not in wanted or _waits_for(call, one, wanted["approverId"]))
        and wanted.get("requesterId", one.requester_id) == one.requester_id
        and wanted.get("requesteeId", one.requestee_id) == one.requestee_id
    ]


def _all(call: Call) -> list[GenericApproval]:
    doubled = [_doubled(call, one) for one in call.tenant.access_request_approvals.values()]
    return list(call.tenant.generic_approvals.values()) + (doubled if _is_doubled(call) else [])


def _is_doubled(call: Call) -> bool:
    return call.switches.double_listing != "none" and call.version != "v2024"


def _doubled(call: Call, approval: AccessRequestApproval) -> GenericApproval:
    """An access-request approval as it shows among the generic ones."""
    own = call.switches.double_listing == "own_id"
    return GenericApproval(
        id=str(uuid.uuid5(uuid.NAMESPACE_OID, approval.id)) if own else approval.id,
        name=approval.name,
        approver_ids=[approval.approver_id],
        requester_id=approval.requester_id,
        requestee_id=approval.requested_for_id,
        created=approval.created,
        type=ACCESS_REQUEST,
        status=approval.state or PENDING,
        modified=approval.modified,
        references=[(_ACCESS_REQUEST_ID, approval.access_request_id)],
        reassignments=[
            Reassignment(
                step.old_approver_id, step.new_approver_id, step.comment, step.modified, step.forwarder_id or ""
            )
            for step in approval.forwards
        ],
    )


def _approval(call: Call, approval_id: str) -> GenericApproval:
    for approval in _all(call):
        if approval.id == approval_id:
            return approval
    raise Refused(404, "The approval %s was not found." % approval_id)


def _waits_for(call: Call, approval: GenericApproval, identity_id: str) -> bool:
    listed = call.tenant.groups_of(identity_id) if call.switches.group_members == "listed" else set()
    return not {identity_id, *listed}.isdisjoint(approval.approver_ids)


def _change(call: Call, approval: GenericApproval, source: str | None, body: dict[str, Any]) -> Callable[[], None]:
    """The reassignment that a body asks for; Refused (400) if it cannot be."""
    target = known_identity(call, required_text(body, "reassignTo"), "reassignTo").id
    comment, user = body.get("comment") or "", call.user.id
    approval.require_pending()
    if source is not None:
        approval.require_approver(source)
    steps = call.steps_to("GENERIC_APPROVALS", source or user, target)
    behind = _behind(call, approval)
    if behind is not None:
        return lambda: behind.forward(steps, comment, user)
    return lambda: approval.reassign(source, steps, comment, user)


def _behind(call: Call, approval: GenericApproval) -> AccessRequestApproval | None:
    """The access-request approval that this one shows, if it shows one."""
    if approval.id in call.tenant.generic_approvals:
        return None
    for one in call.tenant.access_request_approvals.values():
        if _doubled(call, one).id == approval.id:
            return one
    return None


def _person(call: Call, identity_id: str) -> dict[str, Any]:
    """An identity or a governance group as the newer versions show it."""
    reference = call.typed_reference(identity_id)
    answer: dict[str, Any] = {"identityID": identity_id, "type": reference["type"], "serialOrder": 0}
    answer["name"] = reference.get("name", "")
    group = call.tenant.governance_groups.get(identity_id)
    if group is not None:
        members = [call.tenant.identities.get(one) for one in group.member_ids]
        answer["members"] = [_member(member) for member in members if member]
    elif identity_id in call.tenant.identities:
        answer["email"] = call.tenant.identities[identity_id].email or ""
    return answer


def _member(identity: Identity) -> dict[str, str]:
    return {"email": identity.email or "", "id": identity.id, "name": identity.name, "type": "IDENTITY"}


def _answer(call: Call, approval: GenericApproval, included: set[str]) -> dict[str, Any]:
    """The approval without its status, as the schema has none; what is not asked for is left out."""
    approvers = [_person(call, one) for one in approval.approver_ids]
    text = [{"value": approval.name, "locale": "en_US"}]
    one_of_them = {"calculationType": "COUNT", "value": 1}
    answer: dict[str, Any] = {
        "id": approval.id,
        "tenantId": "38453251-6be2-5f8f-df93-5ce19e295837",
        "type": approval.type,
        "createdDate": call.date(approval.created),
        "modifiedDate": call.date(approval.modified or approval.created),
        "escalationStep": "0",
        "serialStep": 0,
        "isEscalated": False,
        "name": text,
        "description": text,
        "medium": "EMAIL",
        "priority": approval.priority,
        "requester": _person(call, approval.requester_id),
        "requestee": _person(call, approval.requestee_id),
        "assignedTo": approvers if approval.status == PENDING else [],
        "approvedBy": [],
        "rejectedBy": [],
        "approvalCriteria": {"type": "PARALLEL", "approval": one_of_them, "rejection": one_of_them},
        "referenceData": [{"id": reference, "type": kind} for kind, reference in approval.references],
    }
    dates = {"dueDate": approval.due, "completedDate": approval.completed}
    answer.update({name: call.date(moment) for name, moment in dates.items() if moment is not None})
    parts: dict[str, tuple[str, Any]] = {
        "comments": ("comments", []),
        "approvers": ("approvers", approvers),
        "batch-info": ("batchRequest", {"batchId": approval.id, "batchSize": 1}),
        "reassignment-history": ("reassignmentHistory", [_history(call, one) for one in approval.reassignments]),
    }
    answer.update(dict(parts[name] for name in sorted(included)))
    return answer


def _history(call: Call, entry: Reassignment) -> dict[str, Any]:
    answer = {
        "reassignedTo": _person(call, entry.target_id),
        "reassigner": _person(call, entry.reassigner_id),
        "reassignmentDate": call.date(entry.moment),
        "reassignmentType": entry.type,
    }
    return {**answer, "reassignedFrom": _person(call, entry.source_id)} if entry.source_id else answer


def _answer_v2024(call: Call, approval: GenericApproval) -> dict[str, Any]:
    """The approval in the schema of v2024, which has another name for its ID, plain references, and the status."""
    text = [{"value": approval.name, "locale": "en_US"}]
    answer = {
        "approvalId": approval.id,
        "approvers": [call.typed_reference(one) for one in approval.approver_ids],
        "createdDate": call.date(approval.created),
        "type": approval.type,
        "name": text,
        "batchRequest": {"batchId": approval.id, "batchSize": 1},
        "description": text,
        "priority": approval.priority,
        "requester": call.typed_reference(approval.requester_id),
        "comments": [],
        "approvedBy": [],
        "rejectedBy": [],
        "approvalCriteria": "SINGLE",
        "status": approval.status,
        "additionalAttributes": "{}",
        "referenceData": [{"id": reference, "type": kind} for kind, reference in approval.references],
    }
    return {**answer, "completedDate": call.date(approval.completed)} if approval.completed else answer
