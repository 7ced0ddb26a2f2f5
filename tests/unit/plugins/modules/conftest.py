# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Simulator


@pytest.fixture()
def simulator() -> t.Iterator[Simulator]:
    """A simulated tenant of five people."""
    with Simulator(people=5) as running:
        yield running
