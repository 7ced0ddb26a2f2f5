# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Trust: what is promised must also hold when everything around goes wrong.

`pytest tests/trust` is the bounded part, `pytest tests/trust --soak` goes through everything.
"""

from __future__ import annotations

import collections
import importlib
import sys
import threading
import time
import typing as t
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))
importlib.import_module("tests.unit.conftest")  # makes the collection importable

from ansible_collections.community.sailpoint.plugins.module_utils._engine import executor
from ansible_collections.community.sailpoint.plugins.module_utils._service import cancellation, pacing, retries
from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.trust import matrix


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="go through everything, which takes long")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    soak = metafunc.config.getoption("--soak")
    if "cell" in metafunc.fixturenames:
        metafunc.parametrize("cell", matrix.all_cells() if soak else matrix.some_cells(), ids=str)
    if "moment" in metafunc.fixturenames:
        metafunc.parametrize("moment", range(25 if soak else 4))


@pytest.fixture()
def soak(request: pytest.FixtureRequest) -> bool:
    """Whether to go through everything."""
    return bool(request.config.getoption("--soak"))


class Clock:
    """The real time, but nobody who sleeps has to wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._slept = 0.0

    def monotonic(self) -> float:
        with self._lock:
            return time.monotonic() + self._slept

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self._slept += seconds

    @property
    def slept(self) -> float:
        """Seconds that all threads together have waited."""
        return self._slept


@pytest.fixture()
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock for all that waits in the client."""
    clock = Clock()
    for module in (cancellation, pacing, retries, executor):
        monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture(scope="session")
def running() -> t.Iterator[Simulator]:
    """A simulated tenant of thirty people for many tests."""
    with Simulator(people=30) as simulator:
        yield simulator


@pytest.fixture()
def simulator(running: Simulator) -> Simulator:
    """A fresh tenant of thirty people."""
    running.reset()
    return running


def pytest_terminal_summary(terminalreporter: t.Any) -> None:
    """Print the fault matrix: for each operation and fault how the cells ended."""
    cells = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for key, value in report.user_properties
        if key == matrix.CELL
    ]
    if not cells:
        return
    counts = collections.Counter((operation, fault, outcome) for operation, fault, outcome in cells)
    operations, faults = (list(dict.fromkeys(cell[place] for cell in cells)) for place in (0, 1))
    terminalreporter.section("fault matrix")
    terminalreporter.line("declared state reached / failed with an exact account")
    width = max(map(len, faults))
    for number, operation in enumerate(operations):
        terminalreporter.line(f"{chr(65 + number)}: {operation}")
    terminalreporter.line(" " * width + "".join(f"{chr(65 + number):>8}" for number in range(len(operations))))
    for fault in faults:
        row = [
            f"{counts[operation, fault, matrix.REACHED]}/{counts[operation, fault, matrix.TOLD]}"
            for operation in operations
        ]
        terminalreporter.line(f"{fault:{width}}" + "".join(f"{entry:>8}" for entry in row))
    reached = sum(outcome == matrix.REACHED for unused, unused2, outcome in cells)
    terminalreporter.line(
        f"{len(operations)} operations x {len(faults)} faults, {len(cells)} cells:"
        f" {reached} reached the declared state, {len(cells) - reached} failed with an exact account"
    )
