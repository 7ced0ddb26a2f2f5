# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.result import PlanRefused
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Verdict
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import WorkItem
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.action import WorkItemJob
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error

ANNA, BRUNO, CHLOE = (letter * 32 for letter in "abc")
NOTHING = Answer(200, {}, None)
PARAMS = {
    **dict.fromkeys(["ids", "owner", "types", "created_before", "timezone", "name_pattern", "approval_item_ids"]),
    **dict.fromkeys(["forward_to", "comment", "account_selection", "body", "max_changes"]),
    "send_notifications": True,
    "continue_on_error": False,
    "concurrency": 1,
    "retries": 5,
    "verify_timeout": 30.0,
}
FORWARD = {"action": "forward", "forward_to": CHLOE, "comment": "Bruno is away."}


def item(work_item_id, owner=BRUNO, **fields):
    return {"id": work_item_id, "name": work_item_id.upper(), "ownerId": owner, "ownerName": "Bruno", **fields}


def job(*answers, **params):
    """The job, and the service of which it has asked what it needs for its plan."""
    service = RecordedService(*answers)
    return WorkItemJob(service.client(), {**PARAMS, **params}), service


def refused(*answers, **params):
    with pytest.raises(InvalidInput) as caught:
        job(*answers, **params)
    return caught.value


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"action": "complete", "owner": "x", "comment": "y"}, "comment is only for action=forward, not for"),
        ({"action": "approve", "owner": "x", "forward_to": "y"}, "forward_to is only for action=forward"),
        ({"action": "approve", "ids": ["x"], "body": "y"}, "body is only for action=complete"),
        ({"action": "approve", "ids": ["x"], "account_selection": {"a": 1}}, "account_selection is only for"),
        (
            {"action": "complete", "ids": ["x"], "approval_item_ids": ["y"]},
            "approval_item_ids is only for action=approve and action=reject, not for action=complete.",
        ),
        ({"action": "approve", "owner": "x", "approval_item_ids": ["y"]}, "approval_item_ids needs ids"),
        ({"action": "approve", "ids": ["x"], "approval_item_ids": []}, "approval_item_ids is empty"),
        ({"action": "complete", "owner": "x", "types": []}, "types is empty"),
        ({"action": "complete", "owner": "x"}, "all work items of x requires max_changes"),
        ({"action": "approve", "owner": "x"}, "all work items of x requires max_changes"),
        ({"action": "reject", "owner": "x"}, "all work items of x requires max_changes"),
        ({"action": "complete", "owner": "x", "max_changes": -1}, "max_changes must be at least 0, not -1."),
        ({"action": "complete", "owner": "x", "concurrency": 0}, "concurrency must be at least 1, not 0."),
        ({"action": "complete", "owner": "x", "created_before": "2026-01-01"}, "has no time zone"),
        ({"action": "complete", "owner": "x", "created_before": "soon"}, "is not an ISO 8601 date"),
        ({**FORWARD, "owner": "x", "comment": " "}, "comment is empty"),
        ({"action": "submit_account_selection", "ids": ["x"], "account_selection": {}}, "account_selection is empty"),
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
