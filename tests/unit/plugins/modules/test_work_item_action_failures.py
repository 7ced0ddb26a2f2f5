# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What work_item_action does when requests fail."""

from __future__ import annotations

import dataclasses

import pytest

from ansible_collections.community.sailpoint.plugins.modules import work_item_action
from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, Fault
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

ACTIONS = {
    "complete": ("ManualAction", {}),
    "approve": ("Approval", {}),
    "reject": ("Approval", {}),
    "forward": ("Generic", {"forward_to": "chloe.dubois", "comment": "Bruno is away.", "owner": "bruno.costa"}),
    "submit_account_selection": ("Form", {"account_selection": {"account": "bruno.admin"}}),
}
WITHOUT_EFFECT = [
    Fault("reset_before", method="POST"),
    Fault("timeout_before", method="POST", delay=0.05),
    Fault("status", method="POST", status=500),
    Fault("status", method="POST", status=503),
    Fault("html", method="POST", status=502),
    Fault("html", method="POST", status=200),
    Fault("unauthorized", method="POST"),
    Fault("status", method="POST", status=429, retry_after="0"),
]
WITH_EFFECT = [
    Fault("reset_after", method="POST"),
    Fault("timeout_after", method="POST", delay=0.05),
    Fault("status_after", method="POST", status=500),
    Fault("truncated", method="POST"),
    Fault("truncated_json", method="POST"),
    Fault("empty", method="POST"),
    Fault("wrong_shape", method="POST"),
]
#: Of one work item; a 404 of the service itself means that it does not exist.
UNREADABLE = [
    *(Fault("status", method="GET", status=status, times=ALWAYS) for status in (400, 403, 500, 503)),
    Fault("gateway", method="GET", status=404, times=ALWAYS),
    Fault("wrong_shape", method="GET", times=ALWAYS),
    Fault("html", method="GET", status=200, times=ALWAYS),
]


def name(value):
    return f"{value.kind}-{value.status}" if isinstance(value, Fault) else str(value)


@pytest.fixture()
def credentials(simulator):
    """Connection options with which a new token can be fetched."""
    return {
        "base_url": simulator.url,
        "client_id": simulator.client_id,
        "client_secret": simulator.client_secret,
        "rate_limit": 0,
    }


def add(simulator, number=1, type="ManualAction"):
    return [simulator.tenant.add_work_item("bruno.costa", type=type) for unused in range(number)]


def posts(simulator):
    return [request for request in simulator.writes() if request.method == "POST"]


def is_done(simulator, action, item):
    if action == "forward":
        return item.owner_id == simulator.tenant.identity("chloe.dubois").id
    return item.completed is not None


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("fault", WITHOUT_EFFECT, ids=name)
def test_what_had_no_effect_is_repeated(simulator, credentials, action, fault):
    item_type, options = ACTIONS[action]
    (item,) = add(simulator, type=item_type)
    simulator.add_fault(fault)
    result = run_module(work_item_action, {**credentials, "action": action, "ids": [item.id], **options})
    assert not result["failed"], result
    assert is_done(simulator, action, item)
    assert len(posts(simulator)) == 2


@pytest.mark.parametrize("finished_work_item", ["not_found", "found"])
@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("fault", WITH_EFFECT, ids=name)
def test_what_had_its_effect_is_seen_and_not_repeated(simulator, credentials, action, fault, finished_work_item):
    simulator.set(finished_work_item=finished_work_item)
    item_type, options = ACTIONS[action]
    (item,) = add(simulator, type=item_type)
    simulator.add_fault(fault)
    result = run_module(work_item_action, {**credentials, "action": action, "ids": [item.id], **options})
    assert not result["failed"], result
    assert [change["status"] for change in result["changes"]] == ["applied"]
    assert is_done(simulator, action, item)
    assert len(posts(simulator)) == 1


def test_one_approval_item_is_not_decided_twice(simulator, credentials):
    (item,) = add(simulator, type="Approval")
    ids = [one.id for one in item.approval_items]
    simulator.add_fault(Fault("reset_after", method="POST"))
    simulator.add_fault(Fault("reset_before", method="POST", after=1))
    result = run_module(
        work_item_action, {**credentials, "action": "reject", "ids": [item.id], "approval_item_ids": ids}
    )
    assert not result["failed"], result
    assert item.state == "Rejected"
    assert [request.path.rsplit("/", 1)[1] for request in posts(simulator)] == [ids[0], ids[1], ids[1]]


def test_somebody_else_was_faster_in_another_way(simulator, credentials):
    (item,) = add(simulator, type="Approval")
    decide = item.decide
    item.decide = lambda approval_item_id, state: decide(approval_item_id, "Rejected")
    simulator.add_fault(Fault("reset_after", method="POST"))
    result = run_module(work_item_action, {**credentials, "action": "approve", "ids": [item.id]})
    assert result["failed"] and not result["changed"]
    assert len(posts(simulator)) == 1


def test_an_error_that_stays_is_given_up_after_the_retries(simulator, credentials):
    (item,) = add(simulator)
    simulator.add_fault(Fault("status", method="POST", status=500, times=99))
    args = {**credentials, "retries": 2, "verify_timeout": 0, "action": "complete", "ids": [item.id]}
    result = run_module(work_item_action, args)
    assert result["failed"] and result["status_code"] == 500
    assert len(posts(simulator)) == 3
    assert result["changes"][0]["status"] == "failed"


def test_a_403_names_the_scope(simulator, credentials):
    (item,) = add(simulator)
    args = {**credentials, "action": "complete", "ids": [item.id]}
    simulator.add_fault(Fault("status", method="POST", status=403))
    assert "idn:work-item:update" in run_module(work_item_action, args)["hint"]
    simulator.add_fault(Fault("status", method="GET", status=403))
    result = run_module(work_item_action, args)
    assert "idn:work-item:read" in result["hint"] and "changes" not in result
    assert item.completed is None


def test_it_cannot_be_read_again(simulator, credentials):
    (item,) = add(simulator)
    simulator.add_fault(Fault("status", method="GET", path=item.id, status=403, after=1))
    result = run_module(work_item_action, {**credentials, "action": "complete", "ids": [item.id]})
    assert result["failed"]
    assert "The service accepted this. It could not be read again: GET" in result["msg"]


class TestPartialFailure:
    @pytest.mark.parametrize("check_mode", [True, False])
    def test_a_read_that_fails_writes_nothing(self, simulator, check_mode):
        items = add(simulator, 3)
        simulator.add_fault(Fault("status", method="GET", path=items[1].id, status=400))
        args = {**connection(simulator), "action": "complete", "ids": [item.id for item in items]}
        result = run_module(work_item_action, args, check_mode=check_mode)
        assert result["failed"] and result["status_code"] == 400 and "changes" not in result
        assert items[1].id in result["msg"] and simulator.writes() == []

    @pytest.mark.parametrize("check_mode", [True, False])
    @pytest.mark.parametrize("fault", UNREADABLE, ids=name)
    @pytest.mark.parametrize("action", ACTIONS)
    def test_one_that_cannot_be_read_fails_alone(self, simulator, action, fault, check_mode):
        item_type, options = ACTIONS[action]
        items = add(simulator, 3, type=item_type)
        simulator.add_fault(dataclasses.replace(fault, path=items[1].id))
        args = {"action": action, "ids": [item.id for item in items], "continue_on_error": True, "retries": 1}
        result = run_module(work_item_action, {**connection(simulator), **args, **options}, check_mode=check_mode)
        done = "planned" if check_mode else "applied"
        assert result["failed"] and result["changed"]
        assert [change["status"] for change in result["changes"]] == [done, "failed", done]
        assert result["summary"] == {action: 2, "unchanged": 0, "skipped": 0, "failed": 1, "not_tried": 0}
        assert len(result["diff"]["after"]) == 2
        change = result["changes"][1]
        assert change["work_item"] == {"id": items[1].id, "name": None, "type": None}
        assert change["before"] is None and change["after"] is None
        assert change["error"].get("status_code") == (fault.status if fault.kind in ("status", "gateway") else None)
        assert f"First failure: {action} work item ({items[1].id}): " in result["msg"]
        assert [is_done(simulator, action, item) for item in items] == [not check_mode, False, not check_mode]

    @pytest.mark.parametrize("action", ["approve", "reject"])
    def test_its_approval_items_are_not_taken_for_unknown_ones(self, simulator, action):
        items = add(simulator, 2, type="Approval")
        simulator.add_fault(Fault("status", method="GET", path=items[0].id, status=403, times=ALWAYS))
        chosen = [item.approval_items[0].id for item in items]
        args = {"action": action, "ids": [item.id for item in items], "approval_item_ids": chosen}
        result = run_module(work_item_action, {**connection(simulator), **args, "continue_on_error": True})
        assert [change["status"] for change in result["changes"]] == ["failed", "applied"]

    @pytest.mark.parametrize("owner", [None, "bruno.costa"])
    def test_one_that_does_not_exist(self, simulator, owner):
        items, nowhere = add(simulator, 2), "0" * 32
        args = {"action": "complete", "ids": [nowhere, *(item.id for item in items)], "owner": owner}
        result = run_module(work_item_action, {**connection(simulator), **args})
        assert result["failed"] and nowhere in result["msg"] and not simulator.writes()
        result = run_module(work_item_action, {**connection(simulator), **args, "continue_on_error": True})
        assert [change["status"] for change in result["changes"]] == ["failed", "applied", "applied"]
        assert "was not found, neither open nor completed" in result["msg"] and ("hint" in result) == (owner is None)

    def test_what_concerns_all_fails_at_once(self, simulator):
        items = add(simulator, 3)
        simulator.add_fault(Fault("status", method="GET", path="work-items", status=429, times=ALWAYS))
        args = {"action": "complete", "ids": [item.id for item in items], "continue_on_error": True, "retries": 0}
        result = run_module(work_item_action, {**connection(simulator), **args})
        assert result["failed"] and result["status_code"] == 429 and "changes" not in result

    def test_the_limit_counts_what_would_be_written(self, simulator):
        items = add(simulator, 3)
        simulator.add_fault(Fault("status", method="GET", path=items[0].id, status=403, times=ALWAYS))
        args = {"action": "complete", "ids": [item.id for item in items], "continue_on_error": True}
        refused = run_module(work_item_action, {**connection(simulator), **args, "max_changes": 1})
        assert "2 changes, more than max_changes" in refused["msg"] and not simulator.writes()
        assert [change["status"] for change in refused["changes"]] == ["failed", "planned", "planned"]
        result = run_module(work_item_action, {**connection(simulator), **args, "max_changes": 2})
        assert result["summary"]["complete"] == 2

    def test_stop_at_the_first(self, simulator):
        items = add(simulator, 5)
        simulator.add_fault(Fault("status", method="POST", path=items[2].id, status=400))
        args = {**connection(simulator), "action": "complete", "ids": [item.id for item in items], "concurrency": 1}
        result = run_module(work_item_action, args)
        assert [change["status"] for change in result["changes"]] == ["applied"] * 2 + ["failed"] + ["not_tried"] * 2
        assert result["summary"] == {"complete": 2, "unchanged": 0, "skipped": 0, "failed": 1, "not_tried": 2}
        assert result["changed"]
        assert len(result["diff"]["after"]) == 2
        assert result["msg"].startswith(
            f"1 of 5 changes failed, 2 applied, 2 not tried. First failure: complete ManualAction ({items[2].id})"
        )
        assert result["status_code"] == result["changes"][2]["error"]["status_code"] == 400
        assert [item.completed is not None for item in items] == [True, True, False, False, False]

    @pytest.mark.parametrize("concurrency", [1, 8])
    def test_go_on(self, simulator, concurrency):
        items = add(simulator, 9)
        for item in items[::3]:
            simulator.add_fault(Fault("status", method="POST", path=item.id, status=400))
        args = {
            **connection(simulator),
            "action": "complete",
            "ids": [item.id for item in items],
            "concurrency": concurrency,
            "continue_on_error": True,
        }
        result = run_module(work_item_action, args)
        assert result["failed"]
        assert [change["status"] for change in result["changes"]] == ["failed", "applied", "applied"] * 3
        again = run_module(work_item_action, {**args, "owner": "bruno.costa"})
        assert (again["failed"], again["summary"]["complete"], again["summary"]["unchanged"]) == (False, 3, 6)

    def test_the_second_approval_item_of_one(self, simulator):
        (item,) = add(simulator, type="Approval")
        first, second = (one.id for one in item.approval_items)
        simulator.add_fault(Fault("status", method="POST", path=second, status=400))
        args = {"action": "approve", "ids": [item.id], "approval_item_ids": [first, second]}
        result = run_module(work_item_action, {**connection(simulator), **args})
        assert [change["status"] for change in result["changes"]] == ["applied", "failed"]
        assert [one.state for one in item.approval_items] == ["Finished", None]
        assert list(result["diff"]["after"].values()) == [
            {f"Add groups Role 1 (Active Directory) ({first})": "Finished"}
        ]


def test_within_the_rate_limit(simulator):
    simulator.set(rate_limit=100)
    items = add(simulator, 20)
    args = {**connection(simulator), "rate_limit": 100, "action": "complete", "owner": "bruno.costa", "max_changes": 20}
    assert run_module(work_item_action, args)["summary"]["complete"] == 20
    assert all(item.completed for item in items)
    assert 429 not in [request.status for request in simulator.calls()]


def test_several_at_a_time(simulator):
    simulator.set(latency=0.5)
    add(simulator, 8)
    run_module(
        work_item_action, {**connection(simulator), "action": "complete", "owner": "bruno.costa", "max_changes": 20}
    )
    started = sorted(request.started for request in posts(simulator))
    first_answer = min(request.finished for request in posts(simulator))
    assert len(started) == 8
    assert started[1] < first_answer
