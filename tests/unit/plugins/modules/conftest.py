# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine import executor
from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.plugins.modules.waiting import Waiting


@pytest.fixture()
def simulator() -> t.Iterator[Simulator]:
    """A simulated tenant of five people."""
    with Simulator(people=5) as running:
        yield running


@pytest.fixture()
def waiting(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Waiting:
    """A tenant with queues in which nothing waits yet, whose effects are looked for without long pauses."""
    monkeypatch.setattr(executor, "_VERIFY_PAUSE", (0.01, 0.05))
    monkeypatch.setattr(executor, "_RETRY_PAUSE", (0.01, 0.02))
    return Waiting(simulator)
