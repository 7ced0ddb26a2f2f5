# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Hands over items of one queue, and checks the effect."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Unit, Verdict
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError, ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import Assignment
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import Progress, Queue

#: Status codes that can refuse a repeated request because the first one has taken effect.
_ALREADY_DONE = (400, 404, 409)

HandoverChange = Change[Assignment]


class Seen(t.NamedTuple):
    """What the lists show, by item ID."""

    with_target: t.Collection[str]
    with_owner: t.Mapping[str, WaitingItem]
    in_process: t.Collection[str]


@dataclass
class Task:
    """A task of the service that hands over items."""

    id: str
    item_ids: frozenset[str]
    progress: Progress = field(default_factory=lambda: Progress(ended=False))
    #: How often, after its end, a read showed that none of its items had moved.
    idle_reads: int = 0


class HandoverUnit(Unit[Assignment, Seen]):
    """Changes in one queue that one list can verify: those of one owner, or of one target if handed over in bulk."""

    def __init__(self, queue: Queue, changes: t.Sequence[HandoverChange], comment: str) -> None:
        super().__init__(steps_of(queue, changes))
        self._queue = queue
        self._changes = changes
        self._comment = comment
        self._tasks: list[Task] = []
        #: Items whose last write failed, but may have taken effect.
        self._unclear: set[str] = set()

    def write(self, changes: t.Sequence[HandoverChange]) -> None:
        if self._queue.refusal is not None:
            # The service has already refused this, and would refuse each further request.
            raise self._queue.refusal
        ids = {_id(change) for change in changes}
        try:
            task_id = self._queue.hand_over(
                [change.before.item for change in changes], changes[0].after.holder_id, self._comment
            )
        except SailPointError as error:
            if self._was_done_before(error, ids):
                return
            if error.unclear:
                self._unclear |= ids
            raise
        self._unclear -= ids
        if task_id is not None:
            self._tasks.append(Task(task_id, frozenset(ids)))

    def _was_done_before(self, error: SailPointError, ids: set[str]) -> bool:
        """Return whether the refusal means that the service had accepted the same request before."""
        if not isinstance(error, ServiceError):
            return False
        if error.status_code == 403:
            self._queue.refusal = error
        return error.status_code in _ALREADY_DONE and ids <= self._unclear

    def read(self) -> Seen:
        """Find the current owners of the items: first the target, others only if necessary."""
        with_target = self._ids_with_targets()
        elsewhere = [change for change in self._changes if _id(change) not in with_target]
        owners = dict.fromkeys(change.before.holder_id for change in elsewhere)
        with_owner = {item.id: item for owner_id in owners for item in self._queue.list(owner_id) if item.id}
        self._update_tasks(with_target)
        known = {item_id for task in self._tasks for item_id in task.item_ids}
        unknown = [with_owner[one] for change in elsewhere if (one := _id(change)) in with_owner and one not in known]
        return Seen(with_target, with_owner, self._queue.ids_in_process(unknown) if unknown else ())

    def _ids_with_targets(self) -> set[str]:
        by_target: dict[str, list[WaitingItem]] = {}
        for change in self._changes:
            by_target.setdefault(change.after.holder_id, []).append(change.before.item)
        found: set[str] = set()
        for target_id, items in by_target.items():
            found |= self._queue.ids_with(target_id, items) or set()
        return found

    def _update_tasks(self, with_target: t.Collection[str]) -> None:
        """Read the progress of tasks with items that are not with their targets yet."""
        for task in self._tasks:
            missing = task.item_ids.difference(with_target)
            if not missing:
                continue
            if not task.progress.ended:
                task.progress = self._queue.progress(task.id, min(missing))
            elif missing == task.item_ids:
                task.idle_reads += 1

    def compare(self, change: HandoverChange, seen: Seen) -> Verdict:
        item_id = _id(change)
        if item_id in seen.with_target:
            return Verdict.DONE
        task = next((task for task in reversed(self._tasks) if item_id in task.item_ids), None)
        if task is not None:
            _check_task(task, item_id)
        if item_id in seen.in_process or (task is not None and not task.progress.ended):
            return Verdict.ACCEPTED
        if item_id not in seen.with_owner:
            # It may have been passed on by the target's own reassignment, or decided.
            return Verdict.DONE
        # Checked twice, because the effect may become visible shortly after the end of the task.
        if task is not None and task.progress.failed and task.idle_reads > 0:
            return Verdict.REFUSED_TOGETHER
        return Verdict.NO_EFFECT

    def describe(self, change: HandoverChange, seen: Seen) -> str:
        item = seen.with_owner.get(_id(change), change.before.item)
        action = f", with the action {item.in_process} in process" if item.in_process else ""
        return f"it as waiting for its former owner{action}"


def group_of(queue: Queue, change: HandoverChange) -> tuple[str, str]:
    """Return the key that changes of the same unit share."""
    return queue.name, change.after.holder_id if queue.most_at_once > 1 else change.before.holder_id


def steps_of(queue: Queue, changes: t.Sequence[HandoverChange]) -> list[list[HandoverChange]]:
    """Return the changes, grouped by request."""
    batches: dict[t.Hashable, list[HandoverChange]] = {}
    for change in changes:
        batches.setdefault((queue.batch(change.before.item), change.after.holder_id), []).append(change)
    size = queue.most_at_once
    return [batch[begin : begin + size] for batch in batches.values() for begin in range(0, len(batch), size)]


def _check_task(task: Task, item_id: str) -> None:
    """Raise ``SailPointError`` if the task reports that it could not hand over the item."""
    errors = task.progress.errors
    named = [error for error in errors if item_id in error]
    if named or (task.progress.failed and len(task.item_ids) == 1):
        raise SailPointError(f"The service could not hand it over: {' '.join(named or errors) or 'it gave no reason.'}")


def _id(change: HandoverChange) -> str:
    return t.cast(str, change.before.item.id)
