# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The campaigns: lists, and handing over whole certifications of one."""

from __future__ import annotations

from typing import Any

from .certification import ACTIVE, Campaign, Certification
from .certification_tasks import Move, start_task
from .certifications import mover
from .errors import Refused
from .filters import selected
from .service import Answer, Call, in_order, json_object, known_identity, page, required_text

_FILTERS = {"id": ("eq", "in"), "name": ("eq", "sw"), "status": ("eq", "in")}
_MAX_CERTIFICATIONS = 250


def list_all(call: Call) -> Answer:
    detail = call.query.get("detail", "SLIM")
    if detail not in ("SLIM", "FULL"):
        raise Refused(400, "detail: %r is neither SLIM nor FULL." % detail)
    found = selected(call.tenant.campaigns, call.query.get("filters", ""), _FILTERS, getattr)
    items, headers = page(call, in_order(call, found, ("name", "created"), getattr))
    return Answer(200, [_answer(call, one, full=detail == "FULL") for one in items], headers)


def get(call: Call) -> Answer:
    return Answer(200, _answer(call, _campaign(call), full=call.query.get("detail") == "FULL"))


def reassign(call: Call) -> Answer:
    campaign, body = _campaign(call), json_object(call)
    to, ids = body.get("reassignTo"), body.get("certificationIds")
    if not isinstance(to, dict) or to.get("type", "IDENTITY") != "IDENTITY":
        raise Refused(400, "reassignTo is required and must be an identity.")
    target = known_identity(call, required_text(to, "id"), "reassignTo.id").id
    if not isinstance(ids, list) or not 0 < len(ids) <= _MAX_CERTIFICATIONS:
        raise Refused(400, "certificationIds must be a list of 1 to %d IDs." % _MAX_CERTIFICATIONS)
    moves: dict[str, Move] = {}
    bad: dict[str, str] = {}
    for certification_id in ids:
        try:
            moves[certification_id] = _move(call, campaign, certification_id, target, body.get("reason") or "")
        except Refused as refused:
            if call.switches.bad_certification == "refuse":
                raise Refused(400, refused.text) from None
            bad[certification_id] = refused.text
    return Answer(202, start_task(call, "ADMIN_REASSIGN", "CAMPAIGN", campaign.id, moves, bad))


def _move(call: Call, campaign: Campaign, certification_id: Any, target: str, reason: str) -> Move:
    """How one certification is moved; Refused if it cannot be reassigned."""
    found = call.tenant.certifications.get(certification_id) if isinstance(certification_id, str) else None
    if found is None or found.campaign_id != campaign.id:
        raise Refused(400, "The campaign %s has no certification %s." % (campaign.id, certification_id))
    certification: Certification = found
    steps = call.steps_to("CERTIFICATIONS", certification.reviewer_id, target)
    final = steps[-1][1]
    certification.require_movable(final)
    return mover(call, certification, certification.items, final, reason), steps


def _campaign(call: Call) -> Campaign:
    found = call.tenant.campaigns.get(call.path["id"])
    if found is None:
        raise Refused(404, "The campaign %s was not found." % call.path["id"])
    return found


def _answer(call: Call, campaign: Campaign, full: bool) -> dict[str, Any]:
    certifications = [one for one in call.tenant.certifications.values() if one.campaign_id == campaign.id]
    answer: dict[str, Any] = {
        "id": campaign.id,
        "name": campaign.name,
        "description": campaign.name,
        "type": campaign.type,
        "emailNotificationEnabled": True,
        "autoRevokeAllowed": False,
        "recommendationsEnabled": False,
        "status": campaign.status,
        "correlatedStatus": "CORRELATED",
        "created": call.date(campaign.created),
        "totalCertifications": len(certifications),
        "completedCertifications": sum(one.phase != ACTIVE for one in certifications),
        "alerts": [],
    }
    if campaign.deadline is not None:
        answer["deadline"] = call.date(campaign.deadline)
    if full:
        answer.update({"modified": call.date(campaign.created), "mandatoryCommentRequirement": "NO_DECISIONS"})
    return answer
