# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.filter.leaver_plan import FilterModule

(plan,) = FilterModule().filters().values()

ANNA = {"id": "id-anna", "name": "Anna", "alias": "anna", "email": None, "state": "ACTIVE", "active": True}
BRUNO = {**ANNA, "id": "id-bruno", "name": "Bruno", "alias": "bruno"}
FOUND = {"identities": [{**BRUNO, "manager": ANNA}], "ids": {"bruno": "id-bruno"}}


def test_the_whole_plan():
    assert plan(FOUND, ["bruno"]) == {
        "moves": [{"from": BRUNO, "to": ANNA, "reason": ""}],
        "problems": [],
        "configs": [
            {
                "identity": "id-bruno",
                "reassign_to": "id-anna",
                "permanent": True,
                "source": "leaver_identities, entry 1",
            }
        ],
        "handovers": [{"from": "id-bruno", "to": "id-anna", "if_unavailable": "skip"}],
    }


def test_nobody_can_get_the_work():
    result = plan({**FOUND, "identities": [{**BRUNO, "manager": None}]}, ["bruno"])
    assert result["moves"] == [{"from": BRUNO, "to": None, "reason": "there is no manager"}]
    assert len(result["problems"]) == 1 and result["configs"] == result["handovers"] == []


@pytest.mark.parametrize("blank", [None, "", " "])
def test_blanks(blank):
    assert plan(FOUND, ["bruno", blank], blank, blank) == plan(FOUND, ["bruno"])


@pytest.mark.parametrize("found", [[], None, {"ids": {}}, {"identities": [{}], "ids": {}}])
def test_what_is_no_result_of_identity_info(found):
    with pytest.raises(AnsibleFilterError, match=r"takes the result of community\.sailpoint\.identity_info"):
        plan(found, ["bruno"])
