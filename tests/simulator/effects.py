# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Effects that become visible later than the answer to the request that caused them."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from typing import Any, Callable

from .errors import Refused


@dataclasses.dataclass
class _Pending:
    effect: Callable[[], Any]
    due: float
    requests: int


class Effects:
    """What was accepted and has not happened yet."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._pending: list[_Pending] = []

    def __len__(self) -> int:
        return len(self._pending)

    def add(self, effect: Callable[[], Any], delay: float = 0.0, requests: int = 0) -> None:
        """Have the effect after so many seconds (infinity: never) and further requests; at once if both are 0."""
        if delay == 0 and requests == 0:
            effect()
        else:
            self._pending.append(_Pending(effect, self._clock() + delay, requests))

    def request_came(self) -> None:
        """Have what is due before this request, which counts as one of those to wait for."""
        self.settle()
        for pending in self._pending:
            pending.requests -= 1

    def settle(self) -> None:
        """Have all effects that are due."""
        moment = self._clock()
        self._run(lambda pending: pending.requests <= 0 and pending.due <= moment)

    def finish(self) -> None:
        """Have all effects now, and those that they cause."""
        while self._pending:
            self._run(lambda _pending: True)

    def _run(self, is_due: Callable[[_Pending], bool]) -> None:
        due = [pending for pending in self._pending if is_due(pending)]
        self._pending = [pending for pending in self._pending if pending not in due]
        for pending in due:
            quietly(pending.effect)()


def quietly(effect: Callable[[], Any]) -> Callable[[], None]:
    """The effect without a refusal: what was accepted may have become impossible, and nobody is left to be told."""

    def have() -> None:
        with contextlib.suppress(Refused):
            effect()

    return have
