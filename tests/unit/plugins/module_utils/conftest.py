# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine import executor
from ansible_collections.community.sailpoint.plugins.module_utils._service import cancellation, pacing, retries
from ansible_collections.community.sailpoint.tests.simulator import Simulator


@pytest.fixture()
def simulator() -> t.Iterator[Simulator]:
    """A simulated tenant of five people."""
    with Simulator(people=5) as running:
        yield running


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture()
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock for all that waits in the client."""
    clock = Clock()
    for module in (cancellation, pacing, retries, executor):
        monkeypatch.setattr(module, "time", clock)
    return clock
