# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Planned changes and their outcomes. Imports neither Ansible nor the service."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, SailPointError

State = t.TypeVar("State")

#: Services repeat in their refusals whom a request was about.
_AN_ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)

PLANNED, APPLIED, FAILED, NOT_TRIED = "planned", "applied", "failed", "not_tried"


@dataclass(frozen=True, eq=False)
class Change(t.Generic[State]):
    """One planned change: the state ``before`` and ``after``; ``None`` if nothing exists."""

    action: str
    before: State
    after: State


@dataclass
class Outcome(t.Generic[State]):
    """The outcome of a change."""

    change: Change[State]
    status: str = PLANNED
    #: What was written, if the service required something other than planned.
    written: t.Optional[State] = None
    #: Whether the service accepted the write or shows its effect, even if the change failed.
    accepted: bool = False
    #: The message and details of the failure, as in a failed result.
    error: t.Optional[dict[str, t.Any]] = None
    #: The reason of the failure without details of this change, to count equal failures.
    reason: str = ""

    @property
    def after(self) -> State:
        """The state after the change, if it succeeded."""
        return self.change.after if self.written is None else self.written

    @property
    def has_changed_something(self) -> bool:
        """Whether the change counts as ``changed``: planned in check mode, applied, or accepted by the service."""
        return self.status in (PLANNED, APPLIED) or self.accepted

    def applied(self) -> None:
        self.status, self.error = APPLIED, None

    def fail(self, error: SailPointError) -> None:
        self.status, self.error = FAILED, {"msg": error.message, **error.result()}
        self.reason = _AN_ID.sub("…", getattr(error, "said", "") or error.message)


def check_least(params: t.Mapping[str, t.Any], **least: int) -> None:
    """Raise ``InvalidInput`` if one of the options is below its minimum."""
    for option, minimum in least.items():
        if params[option] is not None and params[option] < minimum:
            raise InvalidInput(f"{option} must be at least {minimum}, not {params[option]}.")


def check_limit(number: int, what: str, option: str, limit: int | None) -> None:
    """Raise ``InvalidInput`` if there are more changes than the option allows; ``None`` allows any number."""
    if limit is not None and number > limit:
        raise InvalidInput(
            f"This would make {number} {what}, more than {option} allows ({limit}). Nothing was written.",
            f"Check the plan; raise {option} if it is what you want.",
        )
