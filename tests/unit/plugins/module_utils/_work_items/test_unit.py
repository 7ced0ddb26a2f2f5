# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Verdict
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import WorkItem
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._work_items.jobs import (
    ANNA,
    BRUNO,
    CHLOE,
    FORWARD,
    item,
    job,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import error

NOTHING = Answer(200, {}, None)


def test_the_approval_items_of_a_work_item_are_decided_one_after_another():
    items = [item(name, approvalItems=[{"id": f"{name}1"}, {"id": f"{name}2"}]) for name in "xy"]
    ids = ["x1", "x2", "y1", "y2"]
    made, _service = job(*items, action="approve", ids=["x", "y"], approval_item_ids=ids)
    (wave,) = made.waves()
    assert [[len(step) for step in unit.steps] for unit in wave] == [[1, 1], [1, 1]]


def unit(*answers, **params):
    """The unit of one work item that is to be changed, and the service with these answers."""
    made, service = job(item("x"), ids=["x"], **params)
    service.answers += answers
    ((one,),) = made.waves()
    return one, service


def test_a_closed_work_item_that_is_not_shown_any_more_is_not_searched_for():
    one, service = unit(item("x", state="Finished"), error(), action="complete")
    one.write(one.steps[0])
    assert one.compare(one.steps[0][0], one.read()) is Verdict.DONE
    assert len(service.requests) == 3


@pytest.mark.parametrize("answer", [NOTHING, item("x")])
def test_a_work_item_whose_end_the_answer_does_not_tell_is_searched_for(answer):
    one, _service = unit(answer, error(), [item("x")], action="complete")
    one.write(one.steps[0])
    assert one.read().status == "Finished", "since it is in the list of completed ones"


def test_a_work_item_that_has_vanished():
    one, _service = unit(NOTHING, error(), [], action="complete")
    one.write(one.steps[0])
    with pytest.raises(SailPointError, match="neither open nor completed"):
        one.read()


@pytest.mark.parametrize(
    ("owner", "verdict"), [(CHLOE, Verdict.DONE), (BRUNO, Verdict.NO_EFFECT), (ANNA, Verdict.SOMETHING_ELSE)]
)
def test_what_a_read_says_about_a_change(owner, verdict):
    one, _service = unit(**FORWARD)
    ((change,),) = one.steps
    seen = WorkItem.model_validate(item("x", owner, ownerName="Known by another name"))
    assert one.compare(change, seen) is verdict
    if owner == ANNA:
        assert one.describe(change, seen) == "the owner Known by another name"
