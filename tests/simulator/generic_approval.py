# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one generic approval is."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from .dates import now
from .errors import Refused

PENDING = "PENDING"
ACCESS_REQUEST = "ACCESS_REQUEST_APPROVAL"


@dataclasses.dataclass
class Reassignment:
    """One change of approvers; from None adds one."""

    source_id: str | None
    target_id: str
    comment: str
    moment: datetime
    reassigner_id: str
    type: str = "MANUAL_REASSIGNMENT"


@dataclasses.dataclass
class GenericApproval:
    """It waits for all of its approvers, identities or governance groups, while its status is PENDING."""

    id: str
    name: str
    approver_ids: list[str]
    requester_id: str
    requestee_id: str
    created: datetime
    type: str = "ENTITLEMENT_DESCRIPTIONS"
    due: datetime | None = None
    priority: str = "MEDIUM"
    status: str = PENDING
    modified: datetime | None = None
    completed: datetime | None = None
    references: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    """Type and ID of what it refers to."""
    reassignments: list[Reassignment] = dataclasses.field(default_factory=list)

    def decide(self, status: str) -> None:
        self.require_pending()
        self.status, self.completed, self.modified = status, now(), now()

    def require_pending(self) -> None:
        if self.status != PENDING:
            raise Refused(400, "The approval %s is already %s." % (self.id, self.status))

    def require_approver(self, approver_id: str) -> None:
        self.require_pending()
        if approver_id not in self.approver_ids:
            raise Refused(400, "reassignFrom: %s is no approver of the approval %s." % (approver_id, self.id))

    def reassign(self, source_id: str | None, steps: list[tuple[str, str]], comment: str, reassigner_id: str) -> None:
        """Put the last target in the place of an approver, or beside all of them if the source is None."""
        if source_id is None:
            self.require_pending()
        else:
            self.require_approver(source_id)
            self.approver_ids = [one for one in self.approver_ids if one != source_id]
        for number, (source, target) in enumerate(steps):
            kind = "AUTO_REASSIGNMENT" if number else "MANUAL_REASSIGNMENT"
            self.reassignments.append(
                Reassignment(source if number else source_id, target, comment, now(), reassigner_id, kind)
            )
        final = steps[-1][1]
        if final not in self.approver_ids:
            self.approver_ids = [*self.approver_ids, final]
        self.modified = now()
