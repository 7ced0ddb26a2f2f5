# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A service in memory that holds one value for each key, and a clock that passes only where somebody waits."""

from __future__ import annotations

import contextlib
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change, Outcome
from ansible_collections.community.sailpoint.plugins.module_utils._engine.executor import ExecutionOptions, Executor
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Unit, Verdict
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    Cancelled,
    ConnectionFailed,
    ServiceError,
)


class Clock:
    """Stands for the module time and for the cancellation of the task."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []
        self.is_cancelled = False

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        if self.is_cancelled:
            raise Cancelled
        self.waits.append(round(seconds, 3))
        self.now += seconds

    def shielded(self, seconds: float) -> t.ContextManager[None]:
        return contextlib.nullcontext()


class Shelf:
    """What is put takes effect ``delay`` seconds later; ``answers`` has errors to raise, by key."""

    def __init__(self, clock: Clock, delay: float = 0.0) -> None:
        self.clock = clock
        self.delay = delay
        self.held: dict[str, t.Any] = {}
        self.log: list[str] = []
        self.answers: dict[str, list[t.Any]] = {}
        self.unreadable: list[Exception] = []
        self._coming: list[tuple[float, str, t.Any]] = []

    def put(self, values: dict[str, t.Any]) -> None:
        self.log.append("put " + ",".join(sorted(values)))
        errors = [self.answers[key].pop(0) for key in values if self.answers.get(key)]
        if not errors or errors[0].has_effect:
            self._coming += [(self.clock.now + self.delay, key, value) for key, value in values.items()]
        for error in errors:
            raise error

    def get(self, keys: t.Iterable[str]) -> dict[str, t.Any]:
        keys = list(keys)
        self.log.append("get " + ",".join(keys))
        if self.unreadable:
            raise self.unreadable.pop(0)
        self.held.update({key: value for when, key, value in self._coming if when <= self.clock.now})
        self._coming = [coming for coming in self._coming if coming[0] > self.clock.now]
        return {key: self.held.get(key) for key in keys}


class ShelfUnit(Unit[t.Any, t.Any]):
    """Sets keys of the shelf; a state is a key and its value. ``lost`` are values that the writes are said to break."""

    def __init__(self, shelf: Shelf, steps: t.Sequence[t.Sequence[Change[t.Any]]], lost: t.Sequence[str] = ()) -> None:
        super().__init__(steps)
        self.shelf = shelf
        self.lost = [change(key) for key in lost]
        self.restored: list[str] = []
        #: Keys that the service is working on, and those that it does not touch beside others.
        self.in_process: set[str] = set()
        self.refused_together: set[str] = set()
        #: Called after each write.
        self.after_write: t.Callable[[], None] = lambda: None

    def write(self, changes: t.Sequence[Change[t.Any]]) -> None:
        self.shelf.put(dict(change.after for change in changes))
        self.after_write()

    def read(self) -> t.Any:
        keys = [change.after[0] for step in self.steps for change in step]
        return self.shelf.get([*keys, *(change.after[0] for change in self.lost)])

    def compare(self, change: Change[t.Any], seen: t.Any) -> Verdict:
        key, value = change.after
        if seen[key] == value:
            return Verdict.DONE
        if key in self.in_process:
            return Verdict.ACCEPTED
        if key in self.refused_together and f"put {key}" not in self.shelf.log:
            return Verdict.REFUSED_TOGETHER
        return Verdict.NO_EFFECT if seen[key] == change.before[1] else Verdict.SOMETHING_ELSE

    def describe(self, change: Change[t.Any], seen: t.Any) -> str:
        return str(seen[change.after[0]])

    def repairs(self, seen: t.Any) -> t.Sequence[Change[t.Any]]:
        return [change for change in self.lost if f"put {change.after[0]}" not in self.shelf.log]

    def repair_failed(self, change: Change[t.Any]) -> str:
        return f"{change.after[0]} could not be restored."

    def repaired(self, changes: t.Sequence[Change[t.Any]]) -> None:
        self.restored += [change.after[0] for change in changes]


def change(key: str, before: t.Any = None, after: t.Any = "new") -> Change[t.Any]:
    """One planned change of a key."""
    return Change("put", (key, before), (key, after))


def execute(clock: Clock, waves: t.Sequence[t.Sequence[ShelfUnit]], **options: t.Any) -> dict[str, Outcome[t.Any]]:
    """The outcomes by key, after one thread has carried out the waves."""
    outcomes = [Outcome(one) for wave in waves for unit in wave for step in unit.steps for one in step]
    Executor(outcomes, ExecutionOptions(**{"concurrency": 1, **options}), clock).run(waves)
    return {outcome.change.after[0]: outcome for outcome in outcomes}


def lost(has_effect: bool = False) -> t.Any:
    """No answer arrived; the write may have had its effect."""
    error: t.Any = ConnectionFailed("No answer.", unclear=True)
    error.has_effect = has_effect
    return error


def refused(status: int = 400) -> t.Any:
    error: t.Any = ServiceError(f"POST /x answered {status}: no.", status_code=status, said="no", unclear=status >= 500)
    error.has_effect = False
    return error


def units(shelf: Shelf, *keys: str) -> list[ShelfUnit]:
    """One unit for each key."""
    return [ShelfUnit(shelf, [[change(key)]]) for key in keys]


def statuses(outcomes: dict[str, Outcome[t.Any]]) -> dict[str, str]:
    return {key: outcome.status for key, outcome in outcomes.items()}
