# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""What a task wants to change, and how far it got. Shared by all modules that write."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

_Before = t.TypeVar("_Before")

PLANNED, APPLIED, FAILED, NOT_TRIED = "planned", "applied", "failed", "not_tried"


@dataclass
class Change(t.Generic[_Before]):
    """One write: what is there C(before), C(None) for nothing, and what shall be there C(after)."""

    action: str
    before: _Before
    after: _Before
    status: str = PLANNED
    #: Whether the write has changed something although it failed: not into what was wanted.
    altered: bool = False
    #: The message, and what else is known of the failure, as in a failed result.
    error: dict[str, t.Any] | None = None


def check_least(params: t.Mapping[str, t.Any], **least: int) -> None:
    """Raise C(InvalidInput) if one of the options is set to less than makes sense."""
    for option, minimum in least.items():
        if params[option] is not None and params[option] < minimum:
            raise InvalidInput(f"{option} must be at least {minimum}, not {params[option]}.")


def check_limit(number: int, what: str, option: str, limit: int | None) -> None:
    """Raise C(InvalidInput) if there are more changes than the option allows; C(None) allows any number."""
    if limit is not None and number > limit:
        raise InvalidInput(
            f"This would make {number} {what}, more than {option} allows ({limit}). Nothing was written.",
            f"Look at the plan without {option} in check mode; raise {option} if it is what you want.",
        )
