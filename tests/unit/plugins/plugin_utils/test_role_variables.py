# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.plugin_utils._role_variables import find_problems

KNOWN = ["team_max_changes", "team_max_deletes", "team_prune", "team_on", "team_names", "team_timeout"]
TYPES = {"int": ["team_max_changes"], "bool": ["team_on"], "dict": ["team_names"], "float": ["team_timeout"]}


def problems(**variables):
    return find_problems(variables, KNOWN, ["team_result"], TYPES)


def test_variables_that_are_known():
    assert problems(team_max_changes=3, team_prune="all", team_result={"changed": True}) == []
    assert problems() == []


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("team_max_change", "team_max_changes"), ("team_max_deltes", "team_max_deletes"), ("team_Prune", "team_prune")],
)
def test_a_misspelt_variable_and_the_nearest_name(name, nearest):
    assert problems(**{name: 3}) == [f"{name} is unknown. Did you mean {nearest}?"]


def test_a_variable_that_is_like_no_other():
    assert problems(team_completely_different="x") == ["team_completely_different is unknown."]


def test_a_result_is_no_name_to_suggest():
    assert problems(team_reslt={}) == ["team_reslt is unknown."]


@pytest.mark.parametrize("value", [None, "", "  ", [None], [""]])
def test_blanks_are_of_any_type(value):
    assert problems(**dict.fromkeys(KNOWN, value)) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("team_max_changes", value) for value in (3, "3", 0)),
        *(("team_on", value) for value in (True, "no", "true", 0)),
        *(("team_names", value) for value in ({}, {"a": "b"})),
        *(("team_timeout", value) for value in (300, 0.5, "12.5")),
    ],
)
def test_values_of_the_type(name, value):
    assert problems(**{name: value}) == []


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("team_max_changes", "many", "a whole number"),
        ("team_max_changes", [3], "a whole number"),
        ("team_on", "maybe", "true or false"),
        ("team_names", ["a"], "a dictionary"),
        ("team_timeout", "soon", "a number"),
    ],
)
def test_values_of_another_type(name, value, wanted):
    assert problems(**{name: value}) == [f"{name} must be {wanted}, not {value!r}."]


def test_all_problems_at_once():
    assert len(problems(team_max_change=1, team_on="maybe", team_other=2)) == 3
