# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""What a task wants to change, and how far it got. Shared by all modules that write."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

_Before = t.TypeVar("_Before")

PLANNED, APPLIED, FAILED, NOT_TRIED = "planned", "applied", "failed", "not_tried"


@dataclass
class Change(t.Generic[_Before]):
    """One write: what is there C(before), C(None) for nothing, and what shall be there C(after)."""

    action: str
    before: _Before
    after: _Before
    status: str = PLANNED
    #: The message, and what else is known of the failure, as in a failed result.
    error: dict[str, t.Any] | None = None
