# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.modules import reassignment_type_info
from ansible_collections.community.sailpoint.tests.simulator import Fault
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

ALL = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS"]


@pytest.mark.parametrize(
    ("version", "expected"),
    [("v1", ALL), ("v2026", ALL), ("v2025", ALL), ("v2024", ALL[:3]), ("beta", ALL[:3])],
)
def test_types_by_priority(simulator, version, expected):
    result = run_module(reassignment_type_info, {**connection(simulator), "api_version": version})
    assert not result["failed"] and not result["changed"]
    assert [found["config_type"] for found in result["config_types"]] == expected
    assert [found["priority"] for found in result["config_types"]] == list(range(1, len(expected) + 1))
    assert result["config_types"][0]["display_name"] == "Access Requests"
    assert result["config_types"][0]["description"]
    assert len(simulator.calls()) == 1


def test_v3_has_none(simulator):
    result = run_module(reassignment_type_info, {**connection(simulator), "api_version": "v3"})
    assert result["failed"] and "api_version v3" in result["msg"]
    assert simulator.requests == []


def test_without_permission_the_scope_is_named(simulator):
    simulator.add_fault(Fault("status", status=403))
    result = run_module(reassignment_type_info, connection(simulator))
    assert result["failed"] and "idn:reassignment-configuration:read " in result["hint"]


def test_an_answer_of_another_shape_is_no_list(simulator):
    simulator.add_fault(Fault("wrong_shape"))
    result = run_module(reassignment_type_info, connection(simulator))
    assert result["failed"]
    assert "The service returned something that is not a list." in result["msg"]
