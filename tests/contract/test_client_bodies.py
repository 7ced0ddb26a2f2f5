# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""That the official SDK's models accept every body that the collection's modules send."""

from __future__ import annotations

import pytest
from request_bodies import assert_accepted
from sdk import REASSIGNMENT_VERSIONS, VERSIONS

from ansible_collections.community.sailpoint.tests.unit.tours import TOURS, Tour
from tests.simulator import Simulator

_REASSIGNMENT_MODULES = ("reassignment_config", "reassignment_configs", "tenant_reassignment_settings")
CASES = [(module, version) for module in _REASSIGNMENT_MODULES for version in REASSIGNMENT_VERSIONS]
CASES += [(module, version) for module in ("waiting_work_handover", "work_item_action") for version in VERSIONS]


@pytest.mark.parametrize(("module", "version"), CASES)
def test_bodies(sim: Simulator, module: str, version: str) -> None:
    TOURS[module](Tour(sim, module, version))
    assert sim.writes()
    for request in sim.writes():
        assert_accepted(version, request.operation, request.body)
