# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
import yaml
from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.filter.role_variable_problems import FilterModule

(problems,) = FilterModule().filters().values()
SPECS = yaml.safe_load("argument_specs: {main: {options: {team_prune: {type: str}, team_on: {type: str}}}}")


def test_it_takes_the_argument_specs_of_a_role():
    assert problems({"team_prune": "all"}, SPECS) == []
    assert problems({"team_prunes": 1}, SPECS) == ["team_prunes is unknown. Did you mean team_prune?"]


def test_results_and_types():
    given = {"team_result": {}, "team_on": "maybe"}
    assert problems(given, SPECS, ["team_result"], {"bool": ["team_on"]}) == [
        "team_on must be true or false, not 'maybe'."
    ]


@pytest.mark.parametrize(
    "arguments", [({}, {}), (None, SPECS), ({}, None), ({"team_on": 1}, SPECS, [], {"str": ["team_on"]})]
)
def test_arguments_of_other_types(arguments):
    with pytest.raises(AnsibleFilterError, match="takes variables and the argument specs of a role"):
        problems(*arguments)
