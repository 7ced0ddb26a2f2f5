# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work items: lists, counts, and what can be done with one."""

from __future__ import annotations

import copy
from typing import Any, Callable

from .errors import Refused
from .permissions import WORK_ITEM_ADMINS
from .service import Answer, Call, json_object, known_identity, page, required_text
from .work_item import FINISHED, REJECTED, WorkItem


def list_open(call: Call) -> Answer:
    return _list(call, completed=False)


def list_completed(call: Call) -> Answer:
    return _list(call, completed=True)


def count(call: Call) -> Answer:
    return Answer(200, {"count": len(_queue(call, completed=False))})


def count_completed(call: Call) -> Answer:
    counted = {"count": len(_queue(call, completed=True))}
    return Answer(200, [counted] if call.version == "beta" else counted)


def summary(call: Call) -> Answer:
    waiting, done = len(_queue(call, completed=False)), len(_queue(call, completed=True))
    return Answer(200, {"open": waiting, "completed": done, "total": waiting + done})


def get(call: Call) -> Answer:
    item = _item(call)
    if item.completed is not None and call.switches.finished_work_item == "not_found":
        raise _not_found(item.id)
    answer = _answer(call, item)
    as_array = call.version == "beta" and call.switches.beta_work_item_form == "array"
    return Answer(200, [answer] if as_array else answer)


def complete(call: Call) -> Answer:
    if not isinstance(call.body, (str, type(None))):
        raise Refused(400, "The request body must be a string or null.")
    return _changed(call, lambda item: item.finish())


def approve(call: Call) -> Answer:
    return _changed(call, lambda item: item.decide(call.path["approvalItemId"], FINISHED))


def reject(call: Call) -> Answer:
    return _changed(call, lambda item: item.decide(call.path["approvalItemId"], REJECTED))


def bulk_approve(call: Call) -> Answer:
    return _changed(call, lambda item: item.decide(None, FINISHED))


def bulk_reject(call: Call) -> Answer:
    return _changed(call, lambda item: item.decide(None, REJECTED))


def submit_account_selection(call: Call) -> Answer:
    values = json_object(call)
    return _changed(call, lambda item: item.fill_in(values))


def forward(call: Call) -> Answer:
    body = json_object(call)
    owner = known_identity(call, required_text(body, "targetOwnerId"), "targetOwnerId")
    required_text(body, "comment")
    if not isinstance(body.get("sendNotifications", True), bool):
        raise Refused(400, "sendNotifications must be true or false.")
    # No version documents a 404 here.
    item = _item(call, missing=400)
    item.require_open()
    call.require_admin_or(item.owner_id == call.user.id, *WORK_ITEM_ADMINS)
    final = call.steps_to("MANUAL_TASKS", item.owner_id, owner.id)[-1][1]
    if not call.switches.silent_forward:
        call.take_effect(lambda: item.forward(final))
    return Answer(200)


def _list(call: Call, completed: bool) -> Answer:
    items, headers = page(call, _queue(call, completed))
    return Answer(200, [_answer(call, item) for item in items], headers)


def _queue(call: Call, completed: bool) -> list[WorkItem]:
    owner: str | None = call.query.get("ownerId")
    if owner is None and call.switches.work_item_owner_default == "current_user":
        owner = call.user.id
    return [
        item
        for item in call.tenant.work_items.values()
        if owner in (None, item.owner_id) and (item.completed is not None) == completed
    ]


def _item(call: Call, missing: int = 404) -> WorkItem:
    item = call.tenant.work_items.get(call.path["id"])
    if item is None:
        raise _not_found(call.path["id"], missing)
    return item


def _not_found(item_id: str, status: int = 404) -> Refused:
    return Refused(status, "The work item %s was not found." % item_id)


def _changed(call: Call, change: Callable[[WorkItem], None]) -> Answer:
    item = _item(call)
    if not call.has_late_effects:
        change(item)
        return Answer(200, _answer(call, item))
    changed = copy.deepcopy(item)
    change(changed)
    call.take_effect(lambda: change(item))
    return Answer(200, _answer(call, changed))


def _answer(call: Call, item: WorkItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "requesterId": item.requester_id,
        "requesterDisplayName": call.reference(item.requester_id).get("name"),
        "ownerId": item.owner_id,
        "ownerName": call.reference(item.owner_id).get("name", ""),
        "created": call.date(item.created),
        "modified": call.date(item.modified),
        "description": item.name,
        "state": item.state,
        "type": _type_name(call, item.type),
        "remediationItems": [],
        # An undecided item has a null state: most versions of the official SDK fail on any other.
        "approvalItems": [
            {
                "id": one.id,
                "account": None,
                "application": "Active Directory",
                "name": "groups",
                "operation": "Add",
                "value": one.value,
                "state": one.state,
            }
            for one in item.approval_items
        ],
        "name": item.name,
        "completed": call.date(item.completed),
        "numItems": len(item.approval_items),
        "form": _form(call, item),
        "errors": [],
    }


def _type_name(call: Call, name: str) -> str:
    """The misspelling is documented for all versions but two."""
    misspelt = name == "PolicyViolation" and call.version not in ("beta", "v2024")
    return "PolicyVioloation" if misspelt else name


def _form(call: Call, item: WorkItem) -> dict[str, Any] | None:
    if item.form_values is None:
        return None
    fields = [{"name": name, "type": "select", "value": value} for name, value in item.form_values.items()]
    return {
        "id": item.id,
        "name": "AccountSelection Form",
        "title": "Account Selection",
        "subtitle": "Please select from the following",
        "targetUser": call.reference(item.owner_id).get("name", ""),
        "sections": [{"name": "accounts", "label": "Accounts", "formItems": fields}],
    }
