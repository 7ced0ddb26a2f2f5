# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one approval of an access request is."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from .dates import now
from .errors import Refused

APPROVED, REJECTED, FORWARDED = "APPROVED", "REJECTED", "FORWARDED"


@dataclasses.dataclass
class Forward:
    """One step of the way that an approval has taken."""

    old_approver_id: str
    new_approver_id: str
    comment: str
    modified: datetime
    forwarder_id: str | None
    type: str = "MANUAL_REASSIGNMENT"


@dataclasses.dataclass
class AccessRequestApproval:
    """It is pending until it has a state. The approver is an identity or a governance group."""

    id: str
    name: str
    approver_id: str
    requester_id: str
    requested_for_id: str
    access_request_id: str
    created: datetime
    owner_id: str
    """The owner of the access item, who need not be the approver."""
    object_type: str = "ROLE"
    modified: datetime | None = None
    state: str | None = None
    in_process: str | None = None
    """The action that was accepted and is not finished."""
    forwards: list[Forward] = dataclasses.field(default_factory=list)

    def require_pending(self) -> None:
        if self.state is not None:
            raise Refused(400, "The approval %s is already %s." % (self.id, self.state))

    def decide(self, state: str) -> None:
        self.require_pending()
        self.state, self.modified = state, now()

    def forward(self, steps: list[tuple[str, str]], comment: str, forwarder_id: str) -> None:
        """Hand it over; every step after the first is one that a reassignment takes by itself."""
        self.require_pending()
        for number, (_source, target) in enumerate(steps):
            step = Forward(self.approver_id, target, comment, now(), forwarder_id)
            if number:
                step.comment, step.forwarder_id, step.type = "", None, "AUTOMATIC_REASSIGNMENT"
            self.forwards.append(step)
            self.approver_id = target
        self.modified = now()
