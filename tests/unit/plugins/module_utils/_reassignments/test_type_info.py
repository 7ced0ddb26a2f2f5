# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.type_info import read_config_types
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, UnexpectedAnswer
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService


def read(*answer, version="v1"):
    return read_config_types(RecordedService(list(answer)).client(version), {})["config_types"]


def named(name, priority=None):
    return {"internalNameCamel": name, "priority": priority}


def test_types_are_sorted_by_priority_and_those_without_one_come_last_by_name():
    types = read(named("D"), named("C"), named("B", 2), named("A", 2), named("E", 1), named("F", 0))
    assert [one["config_type"] for one in types] == ["F", "E", "A", "B", "C", "D"]
    assert [one["priority"] for one in types] == [0, 1, 2, 2, None, None]


@pytest.mark.parametrize(
    "names",
    [
        {"internalName": "manualTasks", "internalNameCamel": "MANUAL_TASKS"},
        {"internalName": "MANUAL_TASKS", "internalNameCamel": "manualTasks"},
        {"internalName": "MANUAL_TASKS"},
    ],
)
def test_a_type_has_the_name_that_the_other_modules_use(names):
    (found,) = read({**names, "displayName": "Manual Tasks", "description": "Work items", "priority": 3})
    assert found == {
        "config_type": "MANUAL_TASKS",
        "display_name": "Manual Tasks",
        "description": "Work items",
        "priority": 3,
    }


def test_a_type_without_a_name_is_left_out_and_unknown_fields_do_not_matter():
    found = read({"displayName": "Nameless"}, {**named("NEW_TYPE"), "later": {"more": 1}})
    assert [(one["config_type"], one["display_name"], one["description"]) for one in found] == [
        ("NEW_TYPE", None, None)
    ]


def test_an_answer_that_is_no_list_is_an_error():
    with pytest.raises(UnexpectedAnswer):
        read_config_types(RecordedService({"types": []}).client(), {})


def test_v3_has_no_types():
    with pytest.raises(InvalidInput, match="v3"):
        read(version="v3")
