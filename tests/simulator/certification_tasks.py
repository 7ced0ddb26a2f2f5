# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tasks that reassign certifications: from QUEUED over IN_PROGRESS to SUCCESS or ERROR."""

from __future__ import annotations

from typing import Any, Callable

from .certification import ERROR, IN_PROGRESS, SUCCESS, CertificationTask
from .dates import now
from .effects import quietly
from .errors import Refused
from .filters import selected
from .permissions import CERT_ADMIN, ORG_ADMIN
from .service import Answer, Call, page

Move = tuple[Callable[[], None], list[tuple[str, str]]]
"""What to do for a certification, and the steps from owner to owner that it takes."""
_FILTERS = {"id": ("eq", "in"), "targetId": ("eq", "in"), "type": ("eq", "in")}


def get(call: Call) -> Answer:
    task_id = call.path["taskId"] if call.version == "beta" else call.path["id"]
    task = call.tenant.certification_tasks.get(task_id)
    if task is None or (call.version == "beta" and call.path["id"] not in task.certification_ids):
        raise Refused(404, "The task %s was not found." % task_id)
    call.require_admin_or(_is_reviewer(call, task), ORG_ADMIN, CERT_ADMIN)
    return Answer(200, task_answer(call, task))


def list_pending(call: Call) -> Answer:
    is_admin = call.permissions.has_level([ORG_ADMIN, CERT_ADMIN])
    tasks = {
        task.id: task
        for task in call.tenant.certification_tasks.values()
        if task.is_pending
        and (is_admin or _is_reviewer(call, task))
        and call.path.get("id", task.certification_ids[0]) in task.certification_ids
    }
    fields = {"id": "id", "targetId": "target_id", "type": "type"}
    found = selected(tasks, call.query.get("filters", ""), _FILTERS, lambda one, field: getattr(one, fields[field]))
    items, headers = page(call, found)
    return Answer(200, [task_answer(call, task) for task in items], headers)


def start_task(
    call: Call, type: str, target_type: str, target_id: str, moves: dict[str, Move], bad: dict[str, str]
) -> dict[str, Any]:
    """The answer that tells of a queued task, which moves certifications and tells what is wrong with the bad ones.

    moves and bad, which has texts, are by the certification's ID.
    """
    tenant, switches = call.tenant, call.switches
    ids = [*moves, *bad]
    task = CertificationTask(tenant.new_id("task"), type, target_type, target_id, now(), ids)
    tenant.certification_tasks[task.id] = task

    def begin() -> None:
        if task.is_pending:
            task.status = IN_PROGRESS

    def end() -> None:
        task.errors = list(bad.values())
        if switches.async_outcome == "failure":
            task.errors.append("The task has failed.")
        task.status = ERROR if task.errors and switches.bad_certification != "success_some" else SUCCESS
        if switches.async_outcome == "failure":
            task.status = ERROR
        elif not (bad and switches.bad_certification == "error_all"):
            _move(call, task, moves)

    queued = task_answer(call, task)
    call.start_job(begin, part=0.5)
    call.start_job(end)
    return queued


def _move(call: Call, task: CertificationTask, moves: dict[str, Move]) -> None:
    for move, steps in moves.values():
        call.take_effect(quietly(move))
        task.trail += [(source, target, "AUTOMATIC_REASSIGNMENT") for source, target in steps[1:]]


def task_answer(call: Call, task: CertificationTask) -> dict[str, Any]:
    if call.version == "beta" and task.target_type == "CERTIFICATION":
        return {
            "id": task.id,
            "certificationId": task.target_id,
            "type": task.type,
            "status": task.status,
            "errors": list(task.errors),
        }
    answer: dict[str, Any] = {
        "id": task.id,
        "type": task.type,
        "targetType": task.target_type,
        "targetId": task.target_id,
        "status": task.status,
        "errors": [{"locale": "en-US", "localeOrigin": "DEFAULT", "text": text} for text in task.errors],
        "created": call.date(task.created),
    }
    if call.version != "beta":
        answer["reassignmentTrailDTOs"] = [
            {"previousOwner": source, "newOwner": target, "reassignmentType": kind}
            for source, target, kind in task.trail
        ]
    return answer


def _is_reviewer(call: Call, task: CertificationTask) -> bool:
    found = [call.tenant.certifications.get(one) for one in task.certification_ids]
    return any(one is not None and one.reviewer_id == call.user.id for one in found)
