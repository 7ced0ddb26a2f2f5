# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.filter.waiting_work_summary import FilterModule

(summary,) = FilterModule().filters().values()


@pytest.mark.parametrize("result", [{}, None, "", {"changed": False, "skipped": True}])
def test_a_task_that_did_nothing(result):
    assert summary(result) == []


def test_a_line_for_what_was_handed_over():
    anna, bruno = ({"id": name, "name": name} for name in ("Anna", "Bruno"))
    change = {"from": anna, "to": bruno, "queue": "work_items", "status": "applied"}
    assert summary({"changes": [change]}) == ["Waiting work of Anna goes to Bruno: 1 work item"]


@pytest.mark.parametrize("result", [{"changes": [1]}, {"changes": [{}]}, [1], "text"])
def test_what_is_no_result(result):
    with pytest.raises(AnsibleFilterError, match=r"takes the result of community\.sailpoint\.waiting_work_handover"):
        summary(result)
