# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The changes of one work item, for the engine."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Unit, Verdict
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import WorkItem, WorkItems
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.action_types import (
    Action,
    Aspect,
    WorkItemChange,
    in_words,
)
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.find import (
    WorkItemList,
)


class WorkItemUnit(Unit[Aspect, WorkItem]):
    """The changes of one work item."""

    def __init__(
        self,
        service: WorkItems,
        action: Action,
        changes: t.Sequence[WorkItemChange],
        other_lists: t.Callable[[str | None], t.Iterator[WorkItemList]],
    ) -> None:
        super().__init__([[change] for change in changes])
        self._service = service
        self._action = action
        self._item = changes[0].before.item
        self._other_lists = other_lists
        #: The work item in the last answer, if any.
        self._answer: WorkItem | None = None

    def write(self, changes: t.Sequence[WorkItemChange]) -> None:
        (change,) = changes
        self._answer = self._action.send(self._service, change)

    def read(self) -> WorkItem:
        found = self._service.get(self._item.id)
        if found is not None:
            return found
        if self._answer is not None and not self._answer.is_open:
            # No longer shown, and closed according to the last answer: no need to search all completed ones.
            return self._answer
        for items in self._other_lists(self._item.owner_id):
            for item in items:
                if item.id == self._item.id:
                    return item
        raise SailPointError("The work item was not found, neither open nor completed.")

    def compare(self, change: WorkItemChange, seen: WorkItem) -> Verdict:
        shown = self._action.look(change, seen)
        if shown == change.after.shown:
            return Verdict.DONE
        return Verdict.NO_EFFECT if shown == change.before.shown else Verdict.SOMETHING_ELSE

    def describe(self, change: WorkItemChange, seen: WorkItem) -> str:
        return in_words(self._action.look(change, seen))
