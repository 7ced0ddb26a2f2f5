# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A work item and how it changes. No HTTP."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

from .dates import now
from .errors import Refused

FINISHED, REJECTED, PENDING = "Finished", "Rejected", "Pending"
FORM_FIELD = "account"


@dataclasses.dataclass
class ApprovalItem:
    """One thing to decide on; state None is undecided."""

    id: str
    value: str
    state: str | None = None


@dataclasses.dataclass
class WorkItem:
    """An entry of someone's queue. It is open until it has a completion date."""

    id: str
    type: str
    name: str
    owner_id: str
    requester_id: str
    created: datetime
    state: str | None = PENDING
    modified: datetime | None = None
    completed: datetime | None = None
    approval_items: list[ApprovalItem] = dataclasses.field(default_factory=list)
    form_values: dict[str, Any] | None = None
    """The form's fields with what was filled in (None: nothing yet); None without a form."""

    def require_open(self) -> None:
        if self.completed is not None:
            raise Refused(400, "The work item %s is already %s." % (self.id, self.state))

    def finish(self, state: str = FINISHED) -> None:
        self.require_open()
        self.state, self.completed, self.modified = state, now(), now()

    def forward(self, owner_id: str) -> None:
        self.require_open()
        self.owner_id, self.modified = owner_id, now()

    def decide(self, approval_item_id: str | None, state: str) -> None:
        """Decide one approval item, or all that are undecided; the last decision ends the work item."""
        self.require_open()
        if approval_item_id is None:
            chosen = [item for item in self.approval_items if item.state is None]
            if not chosen:
                raise Refused(400, "The work item %s has no approval items to decide." % self.id)
        else:
            chosen = [item for item in self.approval_items if item.id == approval_item_id]
            if not chosen:
                raise Refused(404, "The work item %s has no approval item %s." % (self.id, approval_item_id))
            if chosen[0].state is not None:
                raise Refused(400, "The approval item %s is already %s." % (approval_item_id, chosen[0].state))
        for item in chosen:
            item.state = state
        self.modified = now()
        if all(item.state is not None for item in self.approval_items):
            self.finish(FINISHED if any(item.state == FINISHED for item in self.approval_items) else REJECTED)

    def fill_in(self, values: dict[str, Any]) -> None:
        """Submit the account selection."""
        self.require_open()
        if self.form_values is None:
            raise Refused(400, "The work item %s has no form." % self.id)
        unknown = sorted(set(values) - set(self.form_values))
        if unknown or not values:
            raise Refused(400, "The form has no field %s." % ", ".join(unknown) if unknown else "No field is given.")
        self.form_values.update(values)
        self.finish()


def new_work_item(
    owner_id: str,
    requester_id: str,
    type: str,
    name: str | None,
    approval_items: int,
    form: bool,
    created: datetime,
    id: str,
) -> WorkItem:
    """An open work item; a form has the one field "account"."""
    return WorkItem(
        id=id,
        type=type,
        name=name or type,
        owner_id=owner_id,
        requester_id=requester_id,
        created=created,
        approval_items=[
            ApprovalItem("%s%02d" % (id[:30], number), "Role %d" % number) for number in range(1, approval_items + 1)
        ],
        form_values={FORM_FIELD: None} if form else None,
    )
