# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every module under every API version, through all the operations that it has by the documentation's table."""

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS, OPERATIONS
from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.tools.operations_table import USED_BY
from ansible_collections.community.sailpoint.tests.unit.helpers import run_module
from ansible_collections.community.sailpoint.tests.unit.tours import TOURS, Tour

MODULES = sorted({module for modules in USED_BY.values() for module in modules})


def expected_operations(module, version):
    """What the table says; the two ways to find identities replace each other."""
    operations = {
        name for name, modules in USED_BY.items() if module in modules and version in OPERATIONS[name].versions
    }
    if (module, version) == ("waiting_work_handover", "v2024"):
        operations -= {"generic_approvals.list"}  # which cannot be handed over there
    return operations - {"identities.list"} if "identities.list_public" in operations else operations


@pytest.mark.parametrize("version", API_VERSIONS)
@pytest.mark.parametrize("module", MODULES)
def test_tour(module, version):
    needed = {name for name, modules in USED_BY.items() if module in modules and not name.startswith("identities.")}
    with Simulator(people=6) as simulator:
        tour = Tour(simulator, module, version)
        if module not in WITHOUT_SOME and any(version not in OPERATIONS[name].versions for name in needed):
            check_refusal(tour)
            return
        TOURS[module](tour)
        assert {call.operation for call in simulator.calls()} == expected_operations(module, version)
        assert {call.version for call in simulator.calls()} == {version}
        assert {call.status for call in simulator.calls()} <= {200, 201, 202, 204, 404}


#: They do with what a version has.
WITHOUT_SOME = ("waiting_work_handover", "waiting_work_info")
REQUIRED = {
    "reassignment_config": {"identity": "anna.berg", "reassign_to": "bruno.costa", "permanent": True},
    "reassignment_configs": {"configs": [{"identity": "anna.berg", "state": "absent"}]},
    "reassignment_evaluation_info": {"identities": ["anna.berg"]},
    "tenant_reassignment_settings": {"enabled": True},
}


def check_refusal(tour):
    name = tour.module.__name__.rpartition(".")[2]
    result = run_module(tour.module, {**tour.arguments, **REQUIRED.get(name, {})})
    assert result["failed"]
    assert result["msg"] == f"api_version {tour.version} of the service has no reassignment configurations."
    assert "v1" in result["hint"]
    assert tour.simulator.requests == []
