# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a campaign, one of its certifications, and a task that reassigns some are."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

from .dates import now
from .errors import Refused

QUEUED, IN_PROGRESS, SUCCESS, ERROR = "QUEUED", "IN_PROGRESS", "SUCCESS", "ERROR"
ACTIVE, SIGNED = "ACTIVE", "SIGNED"
MANAGER, SEARCH = "MANAGER", "SEARCH"


@dataclasses.dataclass
class Campaign:
    """What holds certifications together."""

    id: str
    name: str
    created: datetime
    type: str = MANAGER
    status: str = "ACTIVE"
    deadline: datetime | None = None


@dataclasses.dataclass
class ReviewItem:
    """One access of one person that is reviewed."""

    id: str
    subject_id: str
    summary_id: str
    """The ID of the summary of all items of this person in this certification."""
    decided: bool = False


@dataclasses.dataclass
class Certification:
    """What one reviewer, an identity or a governance group, is to review in a campaign."""

    id: str
    name: str
    campaign_id: str
    reviewer_id: str
    created: datetime
    items: list[ReviewItem]
    due: datetime | None = None
    modified: datetime | None = None
    signed: datetime | None = None
    reassigned_from: dict[str, Any] | None = None
    """ID, name and reviewer of the certification that this one was, and the reason for the change."""

    @property
    def completed(self) -> bool:
        return all(item.decided for item in self.items)

    @property
    def phase(self) -> str:
        return SIGNED if self.signed else ACTIVE

    @property
    def subject_ids(self) -> list[str]:
        """Who is reviewed, each once."""
        return list(dict.fromkeys(item.subject_id for item in self.items))

    def require_movable(self, target_id: str, items: list[ReviewItem] | None = None) -> None:
        """Refused if it is signed off or if the target would review themselves."""
        if self.signed:
            raise Refused(400, "The certification %s is signed off." % self.id)
        if target_id in {item.subject_id for item in (self.items if items is None else items)}:
            raise Refused(400, "The certification %s cannot be reassigned to a person it reviews." % self.id)

    def reassign(self, target_id: str, reason: str) -> None:
        """Hand over the whole of it under the same ID."""
        self.require_movable(target_id)
        self.reassigned_from = self._former(reason)
        self.reviewer_id, self.modified = target_id, now()

    def split(self, items: list[ReviewItem], target_id: str, reason: str, id: str) -> Certification:
        """Hand over some items, or all, as a certification of its own."""
        self.require_movable(target_id, items)
        self.items = [item for item in self.items if item not in items]
        self.modified = now()
        former = self._former(reason)
        return dataclasses.replace(self, id=id, reviewer_id=target_id, items=list(items), reassigned_from=former)

    def _former(self, reason: str) -> dict[str, Any]:
        return {"id": self.id, "name": self.name, "reviewer_id": self.reviewer_id, "reason": reason}

    def sign_off(self) -> None:
        for item in self.items:
            item.decided = True
        self.signed = self.modified = now()


@dataclasses.dataclass
class CertificationTask:
    """A reassignment that was accepted."""

    id: str
    type: str
    target_type: str
    target_id: str
    created: datetime
    certification_ids: list[str]
    status: str = QUEUED
    errors: list[str] = dataclasses.field(default_factory=list)
    trail: list[tuple[str, str, str]] = dataclasses.field(default_factory=list)
    """Previous owner, new owner and kind of each step."""

    @property
    def is_pending(self) -> bool:
        return self.status in (QUEUED, IN_PROGRESS)
