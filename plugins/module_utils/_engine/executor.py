# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The only loop that writes: order, concurrency, unclear results, and the outcome of each change."""

from __future__ import annotations

import threading
import time
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    NOT_TRIED,
    PLANNED,
    Change,
    Outcome,
)
from ansible_collections.community.sailpoint.plugins.module_utils._engine.options import ExecutionOptions
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Unit, Verdict
from ansible_collections.community.sailpoint.plugins.module_utils._engine.verification import Verification, halves
from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    Cancelled,
    SailPointError,
    ServiceError,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import in_parallel

#: First and longest pause, in seconds, before a write without effect is retried.
_RETRY_PAUSE = (0.25, 10.0)
#: First and longest pause, in seconds, between reads while the service does not show an effect yet.
_VERIFY_PAUSE = (0.5, 15.0)
#: How long, in seconds, to look for the effect of a write whose failure does not tell whether it had one.
_UNCLEAR_TIMEOUT = 10.0
#: How long, in seconds, started work may continue after a cancellation.
_TIME_TO_FINISH = 60.0
#: Status codes with which the service may refuse several changes because of one of them.
_REFUSALS = (400, 404, 409, 422)

_Unit = Unit[t.Any, t.Any]
_Step = t.Sequence[Change[t.Any]]


class Executor:
    """Applies units in waves: one wave after another, the units of a wave concurrently.

    Every change ends as applied, failed, or not tried; ``SailPointError`` is never raised.
    """

    def __init__(
        self, outcomes: t.Iterable[Outcome[t.Any]], options: ExecutionOptions, cancellation: Cancellation
    ) -> None:
        """After a cancellation, no further step starts; started steps are verified and repaired."""
        self._outcomes = {outcome.change: outcome for outcome in outcomes}
        self._options = options
        self._cancellation = cancellation
        self._failed = threading.Event()

    def run(self, waves: t.Iterable[t.Sequence[_Unit]]) -> None:
        """Apply all waves, and set the outcome of every change."""
        for wave in waves:
            written = list(in_parallel(self._finish_unit, wave, self._options.concurrency))
            self._wait_for([verification for verification in written if verification.pending])
        for outcome in self._outcomes.values():
            if outcome.status == PLANNED:
                outcome.status = NOT_TRIED

    @property
    def _stopped(self) -> bool:
        return self._cancellation.is_cancelled or (self._failed.is_set() and not self._options.continue_on_error)

    def _finish_unit(self, unit: _Unit) -> Verification:
        """Write the steps of a unit and check their effects once, even if the task is cancelled in the meantime."""
        verification = Verification(unit, self._outcomes, self._write_step)
        with self._cancellation.shielded(_TIME_TO_FINISH):
            self._look(verification, self._write_steps(unit, verification, unit.steps))
        return verification

    def _look(self, verification: Verification, answer: t.Any = None) -> None:
        """Check the effects, and retry, in smaller steps, the changes that had none because of others in the same step."""
        verification.look(answer)
        again = verification.take_refused_together()
        if again:
            self._write_steps(verification.unit, verification, again)
        if verification.has_failed:
            self._failed.set()

    def _write_steps(self, unit: _Unit, verification: Verification, planned: t.Sequence[_Step]) -> t.Any:
        """Write the steps; return what the last answer shows."""
        answer = None
        steps = list(reversed(planned))
        while steps and not self._stopped:
            step = steps.pop()
            try:
                answer = self._write_step(unit, step)
            except SailPointError as error:
                if _can_be_split(step, error):
                    steps += reversed(halves(step))
                else:
                    self._note_failure(verification, step, error)
            else:
                verification.accepted(step)
        return answer

    def _note_failure(self, verification: Verification, step: _Step, error: SailPointError) -> None:
        verification.failed(step, error)
        if not self._options.continue_on_error:
            # The write may have taken effect nevertheless.
            verification.look()
            if verification.has_failed:
                self._failed.set()

    def _write_step(self, unit: _Unit, step: _Step) -> t.Any:
        """Send a step; after an unclear failure, re-read the state before retrying the write."""
        pause, longest = _RETRY_PAUSE
        unclear = False
        for tries_left in range(self._options.retries, -1, -1):
            try:
                return unit.write(step)
            except SailPointError as error:
                # A retry can be refused because the first write has taken effect since the last read.
                unclear, is_refused = unclear or error.unclear, not error.unclear
                if not unclear:
                    raise
                # The first write can also take effect later.
                error.unclear = True
                seen, verdicts = _look_after(error, unit, step)
                if verdicts <= {Verdict.DONE, Verdict.ACCEPTED}:
                    return seen
                if verdicts != {Verdict.NO_EFFECT} or is_refused or not tries_left or self._cancellation.is_cancelled:
                    raise
            self._cancellation.sleep(pause)
            pause = min(pause * 2, longest)
        raise AssertionError("the last try returns or raises")

    def _wait_for(self, pending: t.Sequence[Verification]) -> None:
        """Look again, at all of them together, until every effect is seen or the time is up."""
        limit = f"within {self._options.verify_timeout:g} s"
        begun = time.monotonic()
        deadline = begun + self._options.verify_timeout
        pause, longest = _VERIFY_PAUSE
        while pending and (left := deadline - time.monotonic()) > 0:
            try:
                self._cancellation.sleep(min(pause, left))
            except Cancelled:
                limit = "before the task was cancelled"
                break
            pause = min(pause * 1.5, longest)
            for unused in in_parallel(self._look, pending, self._options.concurrency):
                pass
            for verification in pending if time.monotonic() - begun >= _UNCLEAR_TIMEOUT else ():
                verification.give_up_unclear(f"within {_UNCLEAR_TIMEOUT:g} s")
            pending = [verification for verification in pending if verification.pending]
        with self._cancellation.shielded(_TIME_TO_FINISH):
            for verification in pending:
                verification.give_up(limit)


def _can_be_split(step: _Step, error: SailPointError) -> bool:
    """Return whether one of several changes may be why all were refused."""
    return len(step) > 1 and isinstance(error, ServiceError) and error.status_code in _REFUSALS


def _look_after(error: SailPointError, unit: _Unit, step: _Step) -> tuple[t.Any, set[Verdict]]:
    """Read the state after an unclear failure; return it and the verdicts. Raises the error if that fails, too."""
    try:
        seen = unit.read()
        return seen, {unit.compare(change, seen) for change in step}
    except SailPointError as unseen:
        error.message += f" It is not known whether this had an effect: {unseen.message}"
        raise error from None
