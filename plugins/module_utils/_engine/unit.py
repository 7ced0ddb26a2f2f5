# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""What a family of modules provides to the engine: how to write, read, and compare."""

from __future__ import annotations

import enum
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change, State

Seen = t.TypeVar("Seen")


class Verdict(enum.Enum):
    """What a read says about a change."""

    #: It has been applied.
    DONE = "done"
    #: The service has accepted it and is still working on it: it must not be sent again.
    ACCEPTED = "accepted"
    #: The service accepted the step, and then did nothing of it because of another change in it.
    REFUSED_TOGETHER = "refused together"
    #: What was there before is still there.
    NO_EFFECT = "no effect"
    #: Something is there that is neither the state before nor the one wanted.
    SOMETHING_ELSE = "something else"


class Unit(t.Generic[State, Seen]):
    """Changes that are written one step after another and verified by one read, such as those of one identity.

    The engine uses a unit from one thread at a time, and several units at the same time.
    """

    def __init__(self, steps: t.Sequence[t.Sequence[Change[State]]]) -> None:
        """``steps`` holds the changes of each write: several where one request makes several changes."""
        self.steps = steps
        #: Warnings for the user, known after the writes.
        self.warnings: list[str] = []

    def write(self, changes: t.Sequence[Change[State]]) -> Seen | None:
        """Send one step. What the answer shows, ``None`` unless it shows all that a read would show.

        Raises ``SailPointError``.
        """
        raise NotImplementedError

    def read(self) -> Seen:
        """What the service shows now. Raises ``SailPointError``."""
        raise NotImplementedError

    def compare(self, change: Change[State], seen: Seen) -> Verdict:
        """What was seen says about the change. Raises ``SailPointError`` if it shows that the change has failed."""
        raise NotImplementedError

    def describe(self, change: Change[State], seen: Seen) -> str:
        """What was seen, as the object of "The service shows ..."."""
        raise NotImplementedError

    def accepted(self, change: Change[State]) -> None:
        """Take note that the service has accepted the change."""

    def had_no_effect(self, change: Change[State]) -> None:
        """Take note that the write of the change failed, and is not expected to have an effect any more."""

    def written(self, change: Change[State]) -> State | None:
        """What was sent for the change, if it differs from the plan."""
        del change
        return None

    def repairs(self, seen: Seen) -> t.Sequence[Change[State]]:
        """Changes that restore what the writes of this unit removed and nobody declared as absent."""
        del seen
        return ()

    def repair_failed(self, change: Change[State]) -> str:
        """The sentence about a repair that did not succeed, without the reason."""
        raise NotImplementedError

    def repaired(self, changes: t.Sequence[Change[State]]) -> None:
        """Take note of the repairs that succeeded, for a warning."""
