# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated tenant and a client connected to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator(people=6) as simulator:
        yield simulator


@pytest.fixture
def client(sim: Simulator) -> Iterator[Client]:
    connected = Client(sim)
    with connected.session:
        yield connected
