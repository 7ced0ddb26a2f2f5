# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A simulated tenant, and a running rulebook."""

from __future__ import annotations

import sys
import typing as t
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from rulebook import Rulebook, free_port
from stage import Stage, open_stage


@pytest.fixture
def stage() -> t.Iterator[Stage]:
    with open_stage("--people", "30", "--set", "rate_limit=0") as running:
        yield running


@pytest.fixture
def rulebook(stage: Stage, tmp_path: Path) -> t.Iterator[Rulebook]:
    running = Rulebook(stage, tmp_path, free_port())
    try:
        yield running
    finally:
        running.stop()
