# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine import executor
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._engine.shelf import (
    Clock,
    Shelf,
)


@pytest.fixture()
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(executor, "time", clock)
    return clock


@pytest.fixture()
def shelf(clock):
    return Shelf(clock)
