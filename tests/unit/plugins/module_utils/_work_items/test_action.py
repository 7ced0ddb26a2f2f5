# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.result import PlanRefused
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._work_items.jobs import (
    ANNA,
    BRUNO,
    CHLOE,
    FORWARD,
    item,
    job,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import error


def refused(*answers, **params):
    with pytest.raises(InvalidInput) as caught:
        job(*answers, **params)
    return caught.value


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"action": "complete", "owner": "x", "max_changes": -1}, "max_changes must be at least 0"),
        ({"action": "complete", "owner": "x", "created_before": "2026-01-01"}, "has no time zone"),
        ({"action": "complete", "owner": "x", "created_before": "soon"}, "is not an ISO 8601 date"),
    ],
)
def test_options_that_do_not_fit_are_told_before_any_request(params, message):
    assert message in refused(**params).message


def test_work_items_by_id_each_once_in_their_order():
    made, service = job(item("y"), item("x"), action="complete", ids=[" y", "x", "Y"])
    assert [made.show(one)["work_item"]["id"] for one in made.outcomes] == ["y", "x"]
    assert len(service.requests) == 2


def test_the_work_items_of_an_owner_that_match_oldest_first():
    listed = [
        item("new", created="2026-02-01T00:00:00Z", type="Form"),
        item("old", created="2026-01-01T00:00:00Z", type="Form"),
        item("other", type="Approval"),
        item("of somebody else", CHLOE, type="Form"),
    ]
    made, _service = job(listed, action="complete", owner=BRUNO, types=["Form"])
    assert [one.change.before.item.id for one in made.outcomes] == ["old", "new"]


def test_a_work_item_that_is_nowhere_and_what_to_do_about_it():
    caught = refused(error(), [], action="complete", ids=["x"])
    assert caught.message == "Work items not found, neither open nor completed: x. Nothing was written."
    assert "set owner as well" in caught.hint
    assert refused(error(), [], action="complete", ids=["x"], owner=BRUNO).hint is None


def test_a_forwarded_work_item_may_only_be_in_the_lists_of_its_new_owner():
    made, service = job(error(), [item("x", CHLOE)], **FORWARD, ids=["x"], owner=BRUNO)
    assert made.counts == {"forward": 0, "unchanged": 1, "skipped": 0}
    assert service.requests[1].params["ownerId"] == CHLOE


def test_all_that_does_not_fit_is_told_at_once():
    message = refused(
        *(item("x", ANNA, ownerName=None), item("y", state="Expired"), item("z")),
        action="complete",
        ids=["x", "y", "z"],
        owner=BRUNO,
    ).message
    assert message == f"X (x) belongs to {ANNA}, not to {BRUNO}. Y (y) is already Expired. Nothing was written."


def test_what_has_ended_otherwise_is_skipped_where_it_was_not_asked_for_by_id():
    made, _service = job([item("x", state="Expired"), item("y")], action="complete", owner=BRUNO, max_changes=1)
    assert [one.change.before.item.id for one in made.outcomes] == ["y"]
    # The changes are counted from their outcomes.
    assert made.counts == {"complete": 0, "unchanged": 0, "skipped": 1}
    reference = {"id": "x", "name": "X", "type": None}
    assert made.extra == {"skipped_work_items": [{"work_item": reference, "reason": "It is already Expired."}]}


def test_more_changes_than_allowed_are_shown_with_the_refusal():
    with pytest.raises(PlanRefused) as caught:
        job([item("x"), item("y")], **FORWARD, owner=BRUNO, max_changes=1)
    assert [change["status"] for change in caught.value.result()["changes"]] == ["planned"] * 2


def test_approval_items_that_no_work_item_has_unless_a_closed_one_does_not_tell_its_own():
    params = {"action": "approve", "approval_item_ids": ["1", "2"]}
    waiting = item("x", approvalItems=[{"id": "1"}])
    message = refused(waiting, ids=["x"], **params).message
    assert message == "Approval items that do not belong to the work items: 2. Nothing was written."
    made, _service = job(waiting, item("y", state="Finished"), ids=["x", "y"], **params)
    assert (len(made.outcomes), made.counts["unchanged"]) == (1, 1)


def test_the_new_owner_given_by_id_has_the_name_that_the_work_items_tell():
    made, _service = job([item("x", requesterId=CHLOE, requesterDisplayName="Chloe")], **FORWARD, owner=BRUNO)
    (outcome,) = made.outcomes
    assert made.show(outcome)["after"] == {"owner": {"id": CHLOE, "name": "Chloe"}}
    assert made.diff_entry(outcome) == (("X (x)", "owner"), f"Bruno ({BRUNO})", f"Chloe ({CHLOE})")


def test_an_inactive_new_owner_is_a_warning():
    gone = {"id": CHLOE, "alias": "chloe", "identityState": "INACTIVE_LONG_TERM"}
    made, _service = job([gone], [item("x")], **{**FORWARD, "forward_to": "chloe"}, owner=BRUNO)
    assert made.warnings == ["The new owner chloe is inactive."]
