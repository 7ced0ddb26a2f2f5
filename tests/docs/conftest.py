# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A simulated tenant for what the documentation shows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from stage import Stage, open_stage


@pytest.fixture(scope="session")
def running_stage() -> Iterator[Stage]:
    with open_stage("--people", "30", "--set", "rate_limit=0") as running:
        yield running


@pytest.fixture
def stage(running_stage: Stage) -> Stage:
    """A tenant of 30 people as it was in the beginning."""
    running_stage.control("POST", "reset", {"people": 30, "switches": {"rate_limit": 0}})
    running_stage.control("DELETE", "requests")
    return running_stage
