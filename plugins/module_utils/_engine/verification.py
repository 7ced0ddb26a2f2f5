# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Verifies that the service shows what it has accepted, at once or a little later."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    FAILED,
    PLANNED,
    Change,
    Outcome,
)
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Unit, Verdict
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError, ServiceError

_Unit = Unit[t.Any, t.Any]
_Change = Change[t.Any]


class Verification:
    """The written changes of one unit whose effects are not visible yet."""

    def __init__(
        self,
        unit: _Unit,
        outcomes: t.Mapping[_Change, Outcome[t.Any]],
        write: t.Callable[[_Unit, t.Sequence[_Change]], t.Any],
    ) -> None:
        """``write`` sends a repair, and raises ``SailPointError``."""
        self.unit = unit
        self._outcomes = outcomes
        self._write = write
        self._unseen: list[_Change] = []
        self._unclear: list[_Change] = []
        self._repairs: list[_Change] = []
        #: The accepted steps, and the changes that had no effect because of others in the same step.
        self._accepted: list[t.Sequence[_Change]] = []
        self._refused_together: list[_Change] = []
        #: Why the effects are not visible.
        self._reason = ""

    @property
    def pending(self) -> bool:
        """Whether it is worth looking again."""
        return bool(self._unseen or self._unclear or self._repairs)

    @property
    def has_failed(self) -> bool:
        return any(outcome.status == FAILED for outcome in self._own_outcomes())

    def accepted(self, step: t.Sequence[_Change]) -> None:
        """The service has accepted the step, or a read has shown that it was applied."""
        self._accepted.append(step)
        for change in step:
            self._note(change)
            self._unseen.append(change)

    def take_refused_together(self) -> list[t.Sequence[_Change]]:
        """The steps to write in place of those that had no effect because of one of their changes."""
        refused = set(self._refused_together)
        kept, steps = [], []
        for step in self._accepted:
            again = [change for change in step if change in refused]
            if again:
                steps += halves(again)
            else:
                kept.append(step)
        self._accepted, self._refused_together = kept, []
        return steps

    def _note(self, change: _Change) -> None:
        self.unit.accepted(change)
        outcome = self._outcomes[change]
        outcome.accepted = True
        outcome.written = self.unit.written(change)

    def failed(self, step: t.Sequence[_Change], error: SailPointError) -> None:
        """The step has failed, as far as is known."""
        for change in step:
            self._outcomes[change].fail(error)
            if error.unclear:
                self._unclear.append(change)
            else:
                self.unit.had_no_effect(change)

    def look(self, answer: t.Any = None) -> None:
        """Compare the changes with an answer, or else with what the service shows now."""
        if not self._unseen and not self._unclear and not self._repairs:
            return
        try:
            seen = self.unit.read() if answer is None or self._unclear else answer
            # First, since what turns out to have had an effect can have broken something.
            self._settle_unclear(seen)
            seen = self._repair(seen)
        except SailPointError as error:
            self._could_not_read(error)
        else:
            self._settle(seen)

    def give_up_unclear(self, limit: str) -> None:
        """What has failed in an unclear way and has shown no effect so far is taken to have none."""
        given_up, self._unclear = self._unclear, []
        for change in given_up:
            error = self._outcomes[change].error
            if error:
                error["msg"] += f" No effect was seen {limit}."
            self.unit.had_no_effect(change)
        if given_up and any(outcome.accepted for outcome in self._own_outcomes()):
            # What the other writes broke had to wait for this one.
            try:
                self._repair(self.unit.read())
            except SailPointError as error:
                self._could_not_read(error)

    def _own_outcomes(self) -> t.Iterator[Outcome[t.Any]]:
        return (self._outcomes[change] for step in self.unit.steps for change in step)

    def give_up(self, limit: str) -> None:
        """What has not been seen has failed, although the service has accepted it; ``limit`` says until when."""
        self.give_up_unclear(limit)
        broken = " ".join(self.unit.repair_failed(repair) for repair in self._repairs)
        unseen = SailPointError(
            f"The service accepted this, but its effect was not seen {limit}. {broken or self._reason}".strip(),
            "It may still become visible: run the task again, or increase verify_timeout.",
        )
        for change in self._unseen:
            self._outcomes[change].fail(unseen)
        if broken:
            self._fail_all(SailPointError(f"{broken} The service accepted the repair, but does not show it."))
        self._unseen, self._repairs = [], []

    def _repair(self, seen: t.Any) -> t.Any:
        """Write the repairs of the unit; return what the service shows afterwards."""
        wanted = list(self.unit.repairs(seen))
        missing = [repair for repair in self._repairs if self.unit.compare(repair, seen) is not Verdict.DONE]
        done = [repair for repair in self._repairs if repair not in missing]
        if done:
            self.unit.repaired(done)
        self._repairs = missing
        if not wanted:
            return seen
        problems = []
        for repair in wanted:
            try:
                self._write(self.unit, [repair])
                self.unit.accepted(repair)
                self._repairs.append(repair)
            except SailPointError as error:
                problems.append(f"{self.unit.repair_failed(repair)} {error.message}")
        if problems:
            self._fail_all(SailPointError(" ".join(problems)))
        return self._repair(self.unit.read())

    def _settle(self, seen: t.Any) -> None:
        """Set the outcomes that are clear."""
        unseen = []
        for change in self._unseen:
            outcome = self._outcomes[change]
            try:
                verdict = self.unit.compare(change, seen)
            except SailPointError as error:
                outcome.fail(error)
                continue
            if verdict is Verdict.DONE:
                outcome.applied()
            elif verdict is Verdict.SOMETHING_ELSE:
                shown = self.unit.describe(change, seen)
                outcome.fail(SailPointError(f"The service accepted this, but afterwards shows {shown}."))
            elif verdict is Verdict.REFUSED_TOGETHER:
                self._refused_together.append(change)
            else:
                self._reason = f"The service still shows {self.unit.describe(change, seen)}."
                unseen.append(change)
        self._unseen = unseen

    def _settle_unclear(self, seen: t.Any) -> None:
        """An effect of a write that failed in an unclear way can show, now or later."""
        unseen = []
        for change in self._unclear:
            outcome = self._outcomes[change]
            try:
                verdict = self.unit.compare(change, seen)
            except SailPointError:
                continue
            if verdict is Verdict.DONE:
                self._note(change)
                outcome.applied()
            elif verdict is Verdict.ACCEPTED:
                outcome.status, outcome.error = PLANNED, None
                self.accepted([change])
            elif verdict is Verdict.NO_EFFECT:
                unseen.append(change)
            elif verdict is Verdict.SOMETHING_ELSE and outcome.error:
                outcome.error["msg"] += f" The service now shows {self.unit.describe(change, seen)}."
        self._unclear = unseen

    def _could_not_read(self, error: SailPointError) -> None:
        self._reason = error.message
        for change in self._unclear:
            outcome = self._outcomes[change]
            if outcome.error and error.message not in outcome.error["msg"]:
                outcome.error["msg"] += f" {error.message}"
        self._unclear = []
        if isinstance(error, ServiceError) and error.status_code in (401, 403):
            # Reading again later would not help.
            self._fail_all(SailPointError(f"It could not be read again: {error.message}", error.hint))

    def _fail_all(self, error: SailPointError) -> None:
        """Fail the changes that the service has accepted: the unit is not as it should be."""
        for outcome in self._own_outcomes():
            if outcome.accepted and outcome.status != FAILED:
                outcome.fail(SailPointError(f"The service accepted this. {error.message}", error.hint))
        self._unseen = []


def halves(step: t.Sequence[_Change]) -> list[t.Sequence[_Change]]:
    """The step as two smaller ones, or as it is if it has one change only."""
    middle = len(step) // 2
    return [step[:middle], step[middle:]] if middle else [step]
