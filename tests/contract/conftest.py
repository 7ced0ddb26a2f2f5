# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated tenant, and the official SDK connected to it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from sdk import Sdk

from tests.simulator import Simulator

importlib.import_module("tests.unit.conftest")  # makes the collection importable


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator(people=12) as simulator:
        yield simulator


@pytest.fixture
def sdk(sim: Simulator, version: str) -> Sdk:
    """The SDK for the version that the test is parametrized with."""
    return Sdk(version, sim.url, sim.client_id, sim.client_secret)
