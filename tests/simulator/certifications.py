# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The certifications: lists, what they review, and handing over parts of one."""

from __future__ import annotations

from typing import Any, Callable

from .certification import Campaign, Certification, ReviewItem
from .certification_tasks import start_task
from .errors import Refused
from .filters import selected
from .permissions import CERT_ADMIN, ORG_ADMIN
from .service import Answer, Call, in_order, json_object, known_identity, page, required_text

_EQ_IN = ("eq", "in")
_FILTERS = {"id": _EQ_IN, "campaign.id": _EQ_IN, "phase": ("eq",), "completed": ("eq",)}
_BETA_FILTERS = {
    "id": _EQ_IN,
    "phase": ("eq",),
    "completed": ("eq", "ne"),
    "campaignRef.campaignType": _EQ_IN,
    "campaignRef.id": _EQ_IN,
}
_SUMMARY_FILTERS = {"id": _EQ_IN, "completed": ("eq", "ne"), "name": ("eq", "sw")}
_PART_TYPES = ("TARGET_SUMMARY", "ITEM", "IDENTITY_SUMMARY")
_MAX_PARTS, _MAX_PARTS_ASYNC = 50, 500


def list_all(call: Call) -> Answer:
    # Beta misspells the name of the parameter, and the service knows no other.
    reviewer = call.query.get("reviewer-identitiy" if call.version == "beta" else "reviewer-identity")
    if reviewer == "me" or (reviewer is None and not call.permissions.has_level([ORG_ADMIN, CERT_ADMIN])):
        reviewer = call.user.id
    call.require_admin_or(reviewer == call.user.id, ORG_ADMIN, CERT_ADMIN)
    queue = {one.id: one for one in call.tenant.certifications.values() if reviewer in (None, one.reviewer_id)}
    filters = _BETA_FILTERS if call.version == "beta" else _FILTERS

    def read(one: Certification, field: str) -> Any:
        return _field(call, one, field)

    found = selected(queue, call.query.get("filters", ""), filters, read)
    items, headers = page(call, in_order(call, found, ("name", "due", "signed"), read))
    return Answer(200, [_answer(call, one) for one in items], headers)


def get(call: Call) -> Answer:
    return Answer(200, _answer(call, _certification(call)))


def identity_summaries(call: Call) -> Answer:
    summaries = {}
    for item in _certification(call).items:
        summaries[item.summary_id] = _summary(call, item)
    found = selected(summaries, call.query.get("filters", ""), _SUMMARY_FILTERS, lambda one, field: one[field])
    items, headers = page(call, in_order(call, found, ("name",), lambda one, field: one[field]))
    return Answer(200, items, headers)


def access_review_items(call: Call) -> Answer:
    items, headers = page(call, _certification(call).items)
    return Answer(200, [_item_answer(call, item) for item in items], headers)


def reassign(call: Call) -> Answer:
    certification, target, items, reason = _parts(call, _MAX_PARTS)
    steps = call.steps_to("CERTIFICATIONS", certification.reviewer_id, target)
    certification.require_movable(steps[-1][1], items)
    call.take_effect(mover(call, certification, items, steps[-1][1], reason))
    return Answer(200, _answer(call, certification))


def reassign_async(call: Call) -> Answer:
    certification, target, items, reason = _parts(call, _MAX_PARTS_ASYNC)
    steps = call.steps_to("CERTIFICATIONS", certification.reviewer_id, target)
    certification.require_movable(steps[-1][1], items)
    moves = {certification.id: (mover(call, certification, items, steps[-1][1], reason), steps)}
    return Answer(200, start_task(call, "REASSIGN", "CERTIFICATION", certification.id, moves, {}))


def mover(
    call: Call, certification: Certification, items: list[ReviewItem], target_id: str, reason: str
) -> Callable[[], None]:
    """What hands the items of a certification over."""
    certifications = call.tenant.certifications
    keeps_id = call.switches.reassigned_certification == "same_id"

    def move() -> None:
        if certifications.get(certification.id) is not certification:
            raise Refused(400, "The certification %s is there no more." % certification.id)
        if keeps_id and len(items) == len(certification.items):
            certification.reassign(target_id, reason)
            return
        part = certification.split(items, target_id, reason, call.tenant.new_id("certification"))
        certifications[part.id] = part
        if not certification.items:
            del certifications[certification.id]

    return move


def _certification(call: Call) -> Certification:
    found = call.tenant.certifications.get(call.path["id"])
    if found is None:
        raise Refused(404, "The certification %s was not found." % call.path["id"])
    call.require_admin_or(found.reviewer_id == call.user.id, ORG_ADMIN, CERT_ADMIN)
    return found


def _parts(call: Call, maximum: int) -> tuple[Certification, str, list[ReviewItem], str]:
    """The certification, the target, the items and the reason that a body names; here reassignTo is a string."""
    certification, body = _certification(call), json_object(call)
    if certification.reviewer_id in call.tenant.governance_groups:
        raise Refused(400, "The certification %s is assigned to a governance group." % certification.id)
    target = known_identity(call, required_text(body, "reassignTo"), "reassignTo").id
    reason, parts = required_text(body, "reason"), body.get("reassign")
    if not isinstance(parts, list) or not 0 < len(parts) <= maximum:
        raise Refused(400, "reassign must be a list of 1 to %d items." % maximum)
    chosen = []
    for part in parts:
        if not isinstance(part, dict) or part.get("type") not in _PART_TYPES:
            raise Refused(400, "reassign: the type must be one of %s." % ", ".join(_PART_TYPES))
        found = [item for item in certification.items if part.get("id") in (item.id, item.summary_id)]
        if not found:
            raise Refused(400, "reassign: the certification has no item %r." % part.get("id"))
        chosen += [item for item in found if item not in chosen]
    return certification, target, chosen, reason


def _field(call: Call, one: Certification, field: str) -> Any:
    campaign = call.tenant.campaigns[one.campaign_id]
    return {
        "id": one.id,
        "name": one.name,
        "campaign.id": campaign.id,
        "campaignRef.id": campaign.id,
        "campaignRef.campaignType": campaign.type,
        "phase": one.phase,
        "completed": one.completed,
        "due": one.due,
        "signed": one.signed,
    }[field]


def _answer(call: Call, one: Certification) -> dict[str, Any]:
    is_beta = call.version == "beta"
    campaign = _campaign_reference(call.tenant.campaigns[one.campaign_id])
    decided = sum(item.decided for item in one.items)
    open_people = {item.subject_id for item in one.items if not item.decided}
    total = len(one.subject_ids)
    counted = "entities" if is_beta else "identities"
    answer: dict[str, Any] = {
        "campaignRef" if is_beta else "campaign": campaign,
        "phase": one.phase,
        "due": call.date(one.due),
        "signed": call.date(one.signed),
        "reviewer": _reviewer(call, one.reviewer_id),
        "reassignment": _reassignment(call, one),
        "hasErrors": False,
        "errorMessage": None,
        "completed": one.completed,
        "decisionsMade": decided,
        "decisionsTotal": len(one.items),
        counted + "Completed": total - len(open_people),
        counted + "Total": total,
    }
    if not is_beta or call.switches.beta_certification_id:
        answer.update({"id": one.id, "name": one.name})
    if not is_beta:
        answer.update({"created": call.date(one.created), "modified": call.date(one.modified or one.created)})
    return answer


def _campaign_reference(campaign: Campaign) -> dict[str, Any]:
    return {
        "id": campaign.id,
        "name": campaign.name,
        "type": "CAMPAIGN",
        "campaignType": campaign.type,
        "description": campaign.name,
        "correlatedStatus": "CORRELATED",
        "mandatoryCommentRequirement": "NO_DECISIONS",
    }


def _reviewer(call: Call, reviewer_id: str) -> dict[str, Any]:
    identity = call.tenant.identities.get(reviewer_id)
    return {**call.typed_reference(reviewer_id), "email": identity.email if identity else None}


def _reassignment(call: Call, one: Certification) -> dict[str, Any] | None:
    if one.reassigned_from is None:
        return None
    former = one.reassigned_from
    return {
        "from": {
            "id": former["id"],
            "name": former["name"],
            "type": "CERTIFICATION",
            "reviewer": _reviewer(call, former["reviewer_id"]),
        },
        "comment": former["reason"],
    }


def _summary(call: Call, item: ReviewItem) -> dict[str, Any]:
    name = call.reference(item.subject_id).get("name", "")
    return {"id": item.summary_id, "name": name, "identityId": item.subject_id, "completed": item.decided}


def _item_answer(call: Call, item: ReviewItem) -> dict[str, Any]:
    access = {"type": "ROLE", "id": item.id[::-1], "name": "Role"}
    return {
        "accessSummary": {"access": access, "entitlement": None},
        "identitySummary": _summary(call, item),
        "id": item.id,
        "completed": item.decided,
        "newAccess": False,
        "comments": None,
    }
