# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import itertools
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.modules import work_item_action
from ansible_collections.community.sailpoint.tests.simulator import Fault
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

VERSIONS = ["v1", "v2026", "v2025", "v2024", "v3", "beta"]
NOW = datetime.now(timezone.utc).replace(microsecond=0)
SWITCHES = {"finished_work_item": ["not_found", "found"], "work_item_owner_default": ["current_user", "tenant"]}
TENANTS = [dict(zip(SWITCHES, values)) for values in itertools.product(*SWITCHES.values())]
CASES = [
    *((version, switches) for version in VERSIONS for switches in TENANTS),
    *(("beta", {**switches, "beta_work_item_form": "object"}) for switches in TENANTS),
    *(("v1", {"date_form": form}) for form in ("millis", "seconds", "micros", "offset")),
]


class Queue:
    """Runs the module against a simulator, in check mode first, and keeps the promises of every run."""

    def __init__(self, simulator):
        self.simulator = simulator
        self.anna, self.bruno, self.chloe = (
            simulator.tenant.identity(alias).id for alias in ("anna.berg", "bruno.costa", "chloe.dubois")
        )
        self.connection = connection(simulator)

    def add(self, owner="bruno.costa", **kwargs):
        """A work item of Bruno, who is not the user of the token."""
        return self.simulator.tenant.add_work_item(owner, **kwargs)

    def run(self, again=True, **args):
        args = {**self.connection, **args}
        self.simulator.clear_log()
        planned = run_module(work_item_action, args, check_mode=True)
        assert self.simulator.writes() == []
        self.simulator.clear_log()
        result = run_module(work_item_action, args)
        if not result["failed"]:
            for key in ("changed", "summary", "diff", "skipped_work_items"):
                assert result[key] == planned[key]
            assert [{**change, "status": "planned"} for change in result["changes"]] == planned["changes"]
            assert {change["status"] for change in result["changes"]} <= {"applied"}
            assert result["changed"] == bool(result["changes"])
            log = list(self.simulator.calls())
            if again:
                second = run_module(work_item_action, args)
                assert (second["failed"], second["changed"], second["changes"]) == (False, False, [])
                assert second["diff"] == {"before": {}, "after": {}}
            self.log = log
        return result

    def refused(self, **args):
        """The message of a run that fails before anything is written, in check mode too."""
        args = {**self.connection, **args}
        self.simulator.clear_log()
        results = [run_module(work_item_action, args, check_mode=check_mode) for check_mode in (True, False)]
        assert self.simulator.writes() == []
        assert [result["failed"] for result in results] == [True, True]
        assert results[0]["msg"] == results[1]["msg"]
        return results[1]

    def operations(self):
        """Of the first run outside check mode."""
        return [request.operation for request in self.log]

    def bodies(self):
        return [request.body for request in self.log if request.method == "POST"]


@pytest.fixture()
def queue(simulator):
    return Queue(simulator)


def forward(**more):
    return {"action": "forward", "forward_to": "chloe.dubois", "comment": "Bruno is away.", **more}


@pytest.mark.parametrize(
    ("api_version", "switches"), [pytest.param(*case, id=",".join((case[0], *case[1].values()))) for case in CASES]
)
def test_all_actions_whatever_the_service_does(queue, api_version, switches):
    queue.simulator.set(**switches)
    approved, rejected, done, passed, chosen = (
        queue.add(),
        queue.add(type="Approval"),
        queue.add(type="ManualAction"),
        queue.add(type="PolicyViolation"),
        queue.add(type="Form"),
    )
    common = {"api_version": api_version, "owner": "bruno.costa"}
    for item, args, state in (
        (approved, {"action": "approve"}, "Finished"),
        (rejected, {"action": "reject"}, "Rejected"),
        (done, {"action": "complete"}, "Finished"),
        (chosen, {"action": "submit_account_selection", "account_selection": {"account": "bruno.admin"}}, "Finished"),
    ):
        result = queue.run(ids=[item.id], **args, **common)
        assert not result["failed"], result
        assert [change["work_item"]["id"] for change in result["changes"]] == [item.id]
        assert (item.state, item.completed is not None) == (state, True)
        assert len([request for request in queue.log if request.method == "POST"]) == 1
    assert {one.state for one in approved.approval_items} == {"Finished"}
    assert {one.state for one in rejected.approval_items} == {"Rejected"}
    assert chosen.form_values == {"account": "bruno.admin"}
    result = queue.run(ids=[passed.id], **forward(), **common)
    assert passed.owner_id == queue.chloe
    assert result["changes"][0]["work_item"] == {"id": passed.id, "name": "PolicyViolation", "type": "PolicyViolation"}


class TestForward:
    def test_everything_that_waits(self, queue):
        items = [queue.add(name=f"Request {number}") for number in range(5)]
        others = [queue.add("anna.berg"), queue.add("chloe.dubois")]
        result = queue.run(owner="bruno.costa", **forward())
        assert [item.owner_id for item in items] == [queue.chloe] * 5
        assert [item.owner_id for item in others] == [queue.anna, queue.chloe]
        assert result["summary"] == {"forward": 5, "unchanged": 0, "skipped": 0, "failed": 0, "not_tried": 0}
        change = result["changes"][0]
        assert change == {
            "action": "forward",
            "work_item": {"id": items[0].id, "name": items[0].name, "type": "Approval"},
            "before": {"owner": {"id": queue.bruno, "name": "Bruno Costa"}},
            "after": {"owner": {"id": queue.chloe, "name": "Chloé Dubois"}},
            "status": "applied",
            "error": None,
        }
        label = f"{items[0].name} ({items[0].id})"
        assert result["diff"]["before"][label] == {"owner": f"Bruno Costa ({queue.bruno})"}
        assert result["diff"]["after"][label] == {"owner": f"Chloé Dubois ({queue.chloe})"}
        # The names, the list, and for each the forward and a look at what it did.
        assert sorted(queue.operations()) == sorted(
            ["identities.list_public", "work_items.list"] + 5 * ["work_items.forward", "work_items.get"]
        )

    @pytest.mark.parametrize("send_notifications", [None, True, False])
    def test_what_is_sent(self, queue, send_notifications):
        item = queue.add()
        more = {} if send_notifications is None else {"send_notifications": send_notifications}
        queue.run(ids=[item.id], **forward(**more))
        assert queue.bodies() == [
            {
                "targetOwnerId": queue.chloe,
                "comment": "Bruno is away.",
                "sendNotifications": send_notifications is not False,
            }
        ]

    def test_by_id_it_costs_three_requests_and_one_if_it_is_done(self, queue):
        item = queue.add()
        args = {"action": "forward", "forward_to": queue.chloe, "comment": "Away.", "ids": [item.id]}
        queue.run(**args)
        assert queue.operations() == ["work_items.get", "work_items.forward", "work_items.get"]
        queue.run(**args)
        assert queue.operations() == ["work_items.get"]

    def test_the_new_owner_given_by_id_has_the_name_that_the_work_items_tell(self, queue):
        item = queue.add()  # requested by Anna
        result = queue.run(
            action="forward", forward_to=queue.anna.upper(), comment="Away.", ids=[item.id, item.id.upper()]
        )
        assert result["summary"]["forward"] == 1
        label = f"{item.name} ({item.id})"
        assert result["diff"]["after"][label]["owner"].lower() == f"anna berg ({queue.anna})"

    def test_what_the_target_has_finished_meanwhile_is_unchanged(self, queue):
        item = queue.add(type="ManualAction")
        queue.run(ids=[item.id], owner="bruno.costa", **forward())
        item.finish()
        result = queue.run(ids=[item.id], owner="bruno.costa", **forward())
        assert (result["failed"], result["changed"], result["summary"]["unchanged"]) == (False, False, 1)

    def test_what_is_visible_only_under_its_new_owner(self, queue):
        item = queue.add()
        queue.simulator.add_fault(Fault("status", method="GET", path=item.id, status=404, after=1, times=99))
        args = {**queue.connection, "ids": [item.id], **forward()}
        assert run_module(work_item_action, args)["changes"][0]["status"] == "applied"
        result = run_module(work_item_action, args)
        assert (result["failed"], result["changed"]) == (False, False)

    def test_said_yes_and_nothing_happened(self, queue):
        queue.simulator.set(silent_forward=True)
        item = queue.add()
        result = run_module(work_item_action, {**queue.connection, "ids": [item.id], "verify_timeout": 0, **forward()})
        assert result["failed"] and result["changed"], "the service has accepted a write"
        assert "accepted this, but its effect was not seen within 0 s" in result["msg"]
        assert "Bruno Costa" in result["msg"]

    def test_a_finished_item_cannot_be_forwarded(self, queue):
        item = queue.add()
        item.finish()
        assert "is already Finished" in queue.refused(ids=[item.id], owner="bruno.costa", **forward())["msg"]

    def test_an_inactive_target_is_a_warning(self, queue):
        queue.simulator.tenant.add_identity("gone", state="INACTIVE_SHORT_TERM")
        queue.add()
        result = queue.run(owner="bruno.costa", **{**forward(), "forward_to": "gone"})
        assert result["warnings"] == ["The new owner gone is inactive."]

    def test_to_the_owner_is_unchanged(self, queue):
        queue.add("chloe.dubois")
        result = queue.run(owner="chloe.dubois", **forward())
        assert (result["changed"], result["summary"]["unchanged"]) == (False, 1)


class TestDecisions:
    @pytest.mark.parametrize(("action", "state"), [("approve", "Finished"), ("reject", "Rejected")])
    def test_all_with_one_request_and_the_diff_lists_each(self, queue, action, state):
        item = queue.add(name="Access request 1", approval_items=2)
        result = queue.run(action=action, ids=[item.id], owner=queue.bruno)
        assert queue.operations() == ["work_items.get", f"work_items.bulk_{action}", "work_items.get"]
        first, second = item.approval_items
        line = "Add groups Role {} (Active Directory) ({})"
        label = f"Access request 1 ({item.id})"
        assert result["diff"]["before"] == {
            label: {line.format(1, first.id): "Pending", line.format(2, second.id): "Pending"}
        }
        assert result["diff"]["after"] == {label: {line.format(1, first.id): state, line.format(2, second.id): state}}
        assert result["changes"][0]["after"]["approval_items"][1] == {
            "id": second.id,
            "description": "Add groups Role 2 (Active Directory)",
            "state": state,
        }

    @pytest.mark.parametrize(("action", "state"), [("approve", "Finished"), ("reject", "Rejected")])
    def test_some_one_by_one(self, queue, action, state):
        item = queue.add(approval_items=3)
        first, unused, third = item.approval_items
        result = queue.run(action=action, ids=[item.id], approval_item_ids=[third.id, first.id])
        assert queue.operations().count(f"work_items.{action}") == 2
        assert [one.state for one in item.approval_items] == [state, None, state]
        assert result["summary"][action] == 2
        assert len(result["diff"]["after"][f"{item.name} ({item.id})"]) == 2
        assert item.completed is None

    def test_those_that_are_decided_already_are_not_sent_again(self, queue):
        item = queue.add(approval_items=2)
        first, second = item.approval_items
        item.decide(first.id, "Finished")
        queue.run(action="approve", ids=[item.id], approval_item_ids=[first.id, second.id], owner=queue.bruno)
        assert queue.operations().count("work_items.approve") == 1
        assert [one.state for one in item.approval_items] == ["Finished", "Finished"]

    def test_one_that_was_decided_otherwise_is_an_error_by_id_and_skipped_by_owner(self, queue):
        mixed, plain = queue.add(name="Mixed"), queue.add(name="Plain")
        mixed.decide(mixed.approval_items[0].id, "Rejected")
        message = queue.refused(action="approve", ids=[mixed.id, plain.id])["msg"]
        assert f"Mixed ({mixed.id}) was decided differently: {mixed.approval_items[0].id} is Rejected." in message
        result = queue.run(action="approve", owner="bruno.costa", max_changes=2)
        assert plain.state == "Finished"
        assert mixed.approval_items[1].state is None
        assert result["summary"]["skipped"] == 1
        assert result["skipped_work_items"][0]["work_item"]["id"] == mixed.id
        assert "is Rejected" in result["skipped_work_items"][0]["reason"]

    @pytest.mark.parametrize("finished_work_item", ["found", "not_found"])
    def test_a_contradicting_end_is_an_error(self, queue, finished_work_item):
        queue.simulator.set(finished_work_item=finished_work_item)
        item = queue.add()
        item.decide(None, "Rejected")
        assert "is Rejected" in queue.refused(action="approve", ids=[item.id], owner="bruno.costa")["msg"]

    def test_all_that_does_not_fit_is_told_at_once(self, queue):
        form, manual, fitting = queue.add(type="Form"), queue.add(type="ManualAction"), queue.add()
        for args in ({"ids": [form.id, fitting.id, manual.id]}, {"owner": "bruno.costa", "max_changes": 9}):
            message = queue.refused(action="approve", **args)["msg"]
            for item in (form, manual):
                assert f"{item.name} ({item.id}) has no approval items, so approve does not apply to it." in message
            assert fitting.id not in message
            assert message.endswith("Nothing was written.")

    def test_approval_items_that_are_nowhere(self, queue):
        item, other = queue.add(), queue.add()
        approval_item = item.approval_items[0].id
        message = queue.refused(action="approve", ids=[item.id], approval_item_ids=[approval_item, "nowhere"])["msg"]
        assert "Approval items that do not belong to the work items: nowhere." in message
        message = queue.refused(action="approve", ids=[item.id, other.id], approval_item_ids=[approval_item])["msg"]
        assert f"({other.id}) has none of approval_item_ids" in message

    def test_said_yes_and_nothing_happened(self, queue):
        item = queue.add()
        item.decide = lambda approval_item_id, state: None
        result = run_module(
            work_item_action, {**queue.connection, "action": "approve", "ids": [item.id], "verify_timeout": 0}
        )
        assert result["failed"] and "accepted this, but its effect was not seen" in result["msg"]


class TestComplete:
    @pytest.mark.parametrize("action", ["complete", "approve", "reject"])
    def test_completed_items_are_searched_only_if_the_answer_does_not_tell(self, queue, action):
        item = queue.add()
        queue.run(action=action, ids=[item.id], owner=queue.bruno)
        sent = "complete" if action == "complete" else f"bulk_{action}"
        assert queue.operations() == ["work_items.get", f"work_items.{sent}", "work_items.get"]

    @pytest.mark.parametrize("body", [None, "", 'Von Hand erledigt: für "Anna"'])
    def test_the_body(self, queue, body):
        item = queue.add(type="ManualAction")
        queue.run(action="complete", ids=[item.id], owner="bruno.costa", **({} if body is None else {"body": body}))
        assert queue.bodies() == [body or None]

    @pytest.mark.parametrize("state", ["Rejected", "Returned", "Expired", "Canceled"])
    def test_a_contradicting_end(self, queue, state):
        item, waiting = queue.add(type="ManualAction"), queue.add(type="ManualAction")
        item.finish(state)
        message = queue.refused(action="complete", ids=[waiting.id, item.id], owner="bruno.costa")["msg"]
        assert f"({item.id}) is already {state}." in message

    def test_an_open_item_in_a_final_state_is_skipped(self, queue):
        item = queue.add(type="ManualAction")
        item.state = "Expired"
        result = queue.run(action="complete", owner="bruno.costa", max_changes=1)
        assert (result["changed"], result["skipped_work_items"][0]["reason"]) == (False, "It is already Expired.")

    @pytest.mark.parametrize("state", [None, "SomethingNew"])
    def test_states_that_are_not_documented_are_open(self, queue, state):
        item = queue.add(type="SomeNewType")
        item.state = state
        result = queue.run(action="complete", owner="bruno.costa", max_changes=1)
        assert item.state == "Finished"
        assert result["changes"][0]["before"] == {"state": state or "Pending"}

    def test_without_owner_the_user_of_the_token_is_meant(self, queue):
        item = queue.add("anna.berg", type="ManualAction")
        queue.run(action="complete", ids=[item.id])
        assert item.state == "Finished"

    def test_done_and_not_shown_without_owner_says_what_to_do(self, queue):
        item = queue.add(type="ManualAction")
        item.finish()
        result = queue.refused(action="complete", ids=[item.id])
        assert item.id in result["msg"] and "not found" in result["msg"]
        assert "set owner" in result["hint"]

    def test_said_yes_and_nothing_happened(self, queue):
        item = queue.add(type="ManualAction")
        item.finish = lambda: None
        result = run_module(
            work_item_action, {**queue.connection, "action": "complete", "ids": [item.id], "verify_timeout": 0}
        )
        assert result["failed"] and "still shows the state Pending" in result["msg"]

    def test_said_yes_and_it_vanished(self, queue):
        item = queue.add(type="ManualAction")
        item.finish = lambda: queue.simulator.tenant.work_items.pop(item.id)
        result = run_module(
            work_item_action, {**queue.connection, "action": "complete", "ids": [item.id], "verify_timeout": 0}
        )
        assert result["failed"] and "The work item was not found, neither open nor completed" in result["msg"]


class TestAccountSelection:
    def select(self, item, **selection):
        return {
            "action": "submit_account_selection",
            "ids": [item.id],
            "owner": "bruno.costa",
            "account_selection": selection,
        }

    def test_what_is_shown_and_sent(self, queue):
        item = queue.add(type="Form")
        result = queue.run(**self.select(item, account="bruno.admin"))
        assert queue.bodies() == [{"account": "bruno.admin"}]
        assert result["changes"][0]["before"] == {"state": "Pending", "account_selection": {"account": None}}
        assert result["diff"]["after"] == {f"Form ({item.id})": {"state": "Finished", "account": "bruno.admin"}}

    def test_an_item_without_a_form(self, queue):
        item = queue.add()
        assert "has no form" in queue.refused(**self.select(item, account="bruno.admin"))["msg"]

    def test_a_field_that_the_form_does_not_have(self, queue):
        item = queue.add(type="Form")
        message = queue.refused(**self.select(item, acount="bruno.admin"))["msg"]
        assert "has no field acount in its form (it has account)" in message

    def test_another_selection_was_submitted(self, queue):
        item = queue.add(type="Form")
        item.fill_in({"account": "bruno.costa"})
        message = queue.refused(**self.select(item, account="bruno.admin"))["msg"]
        assert "was submitted with other values: account is 'bruno.costa'" in message

    def test_a_value_that_is_there_already_is_still_to_be_submitted(self, queue):
        item = queue.add(type="Form")
        item.form_values = {"account": "bruno.admin"}
        assert queue.run(**self.select(item, account="bruno.admin"))["changed"]
        assert item.state == "Finished"


class TestSelection:
    @pytest.mark.parametrize(
        ("chosen", "expected"),
        [
            ({}, {"Access 1", "Access 2", "Other [x]"}),
            ({"types": ["ManualAction"]}, {"Access 2"}),
            ({"types": ["ManualAction", "Generic"]}, {"Access 2", "Other [x]"}),
            ({"name_pattern": "Access *"}, {"Access 1", "Access 2"}),
            ({"name_pattern": "access *"}, set()),
            ({"name_pattern": "Access"}, set()),
            ({"name_pattern": "*[[]x]"}, {"Other [x]"}),
            ({"created_before": "2026-01-03T00:30:00", "timezone": "Europe/Berlin"}, {"Access 1"}),
            ({"created_before": "2026-01-03T01:00:00+01:00"}, {"Access 1"}),
            ({"created_before": "2026-01-03T00:00:01Z"}, {"Access 1", "Access 2"}),
            ({"created_before": "2026-01-03T00:00:01Z", "name_pattern": "*2"}, {"Access 2"}),
        ],
    )
    def test_filters(self, queue, chosen, expected):
        def created(day):
            return datetime(2026, 1, day, tzinfo=timezone.utc)

        queue.add(name="Access 1", created=created(2))
        queue.add(name="Access 2", type="ManualAction", created=created(3))
        queue.add(name="Other [x]", type="Generic", created=created(4))
        result = queue.run(owner="bruno.costa@example.com", **forward(), **chosen)
        assert {change["work_item"]["name"] for change in result["changes"]} == expected

    def test_the_oldest_first(self, queue):
        names = ["third", "first", "second"]
        for name, days in zip(names, (1, 3, 2)):
            queue.add(name=name, created=NOW - timedelta(days=days))
        result = queue.run(owner="bruno.costa", **forward())
        assert [change["work_item"]["name"] for change in result["changes"]] == ["first", "second", "third"]

    def test_more_than_a_page(self, queue):
        items = [queue.add(name=f"{number:03}") for number in range(501)]
        result = queue.run(owner="bruno.costa", concurrency=16, **forward())
        assert result["summary"]["forward"] == 501
        assert {item.owner_id for item in items} == {queue.chloe}
        assert queue.operations().count("work_items.list") == 3

    def test_ids_in_their_order_and_once(self, queue):
        items = [queue.add(type="ManualAction") for unused in range(3)]
        ids = [items[2].id, items[0].id, f" {items[2].id} "]
        result = queue.run(action="complete", ids=ids, owner="bruno.costa")
        assert [change["work_item"]["id"] for change in result["changes"]] == [items[2].id, items[0].id]
        assert items[1].completed is None

    def test_no_ids_are_no_change(self, queue):
        result = queue.run(action="complete", ids=[])
        assert (result["changed"], queue.operations()) == (False, [])

    def test_somebody_elses(self, queue):
        hers, his = queue.add("anna.berg", name="Hers"), queue.add()
        message = queue.refused(action="complete", ids=[his.id, hers.id], owner="bruno.costa")["msg"]
        assert message == f"Hers ({hers.id}) belongs to Anna Berg, not to bruno.costa. Nothing was written."

    def test_one_that_is_nowhere(self, queue):
        item = queue.add()
        message = queue.refused(action="approve", ids=["nowhere", item.id, "../x"], owner="bruno.costa")["msg"]
        assert message.startswith("Work items not found, neither open nor completed: nowhere, ../x.")

    def test_a_service_that_ignores_the_owner_mixes_in_nothing(self, queue, monkeypatch):
        from ansible_collections.community.sailpoint.plugins.module_utils._service import work_items

        params = work_items._work_item_params
        monkeypatch.setattr(work_items, "_work_item_params", lambda owner_id, offset: params(None, offset))
        queue.simulator.set(work_item_owner_default="tenant")
        hers, his = queue.add("anna.berg"), queue.add()
        queue.run(owner="bruno.costa", **forward())
        assert (hers.owner_id, his.owner_id) == (queue.anna, queue.chloe)

    def test_max_changes(self, queue):
        for unused in range(3):
            queue.add()
        refused = queue.refused(owner="bruno.costa", max_changes=2, **forward())
        assert refused["msg"] == "This would make 3 changes, more than max_changes allows (2). Nothing was written."
        assert [change["status"] for change in refused["changes"]] == ["planned"] * 3
        assert len(refused["diff"]["after"]) == refused["summary"]["forward"] == 3
        assert queue.run(owner="bruno.costa", max_changes=3, **forward())["summary"]["forward"] == 3
        assert not queue.run(owner="bruno.costa", max_changes=0, **forward())["changed"]


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize("action", ["complete", "approve", "reject"])
def test_deciding_on_all_that_waits_needs_a_limit_or_a_choice(queue, action, check_mode):
    """It cannot be undone; forwarding can, and is the daily work of covers."""
    item = queue.add(name="Badge", type="Approval", created=datetime(2026, 1, 1, tzinfo=timezone.utc))
    args = {**queue.connection, "action": action, "owner": "bruno.costa"}
    refused = run_module(work_item_action, args, check_mode=check_mode)
    assert refused["failed"] and "max_changes" in refused["hint"] and "types" in refused["hint"]
    assert queue.simulator.requests == []
    choices = (
        {"max_changes": 0},
        {"types": ["Form"]},
        {"name_pattern": "x*"},
        {"created_before": "2020-01-01T00:00:00Z"},
    )
    for choice in choices:
        result = run_module(work_item_action, {**args, **choice}, check_mode=check_mode)
        assert "requires max_changes" not in result.get("msg", "")
    assert item.completed is None


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"action": "complete"}, "one of the following is required: ids, owner"),
        ({"action": "forward", "owner": "x", "comment": "y"}, "missing: forward_to"),
        ({"action": "forward", "owner": "x", "forward_to": "y"}, "missing: comment"),
        ({"action": "submit_account_selection", "ids": ["x"]}, "missing: account_selection"),
        ({"action": "complete", "ids": ["x"], "types": ["Form"]}, "mutually exclusive: ids|types"),
        ({"action": "complete", "ids": ["x"], "name_pattern": "*"}, "mutually exclusive: ids|name_pattern"),
        ({"action": "complete", "ids": ["x"], "created_before": "2026-01-01T00:00:00Z"}, "mutually exclusive"),
        ({"action": "complete", "owner": "x", "types": ["Fomr"]}, "Got no match for: Fomr"),
        ({"action": "complete", "owner": "x", "comment": "y"}, "comment is only for action=forward, not for"),
        ({"action": "approve", "ids": ["x"], "approval_item_ids": []}, "approval_item_ids is empty"),
        ({"action": "submit_account_selection", "ids": ["x"], "account_selection": {}}, "account_selection is empty"),
        ({"action": "reject", "owner": "x", "name_pattern": " "}, "all work items of x requires max_changes"),
        (
            {"action": "forward", "owner": "x", "forward_to": "y", "comment": " "},
            "all of the following are missing: comment",
        ),
        ({"action": "complete", "ids": ["completed"]}, "'completed' is not a valid work item ID."),
        ({"action": "complete", "ids": [" "]}, "one of the following is required: ids, owner"),
        ({"action": "complete", "ids": [None]}, "one of the following is required: ids, owner"),
        ({"action": "forward", "owner": "x", "forward_to": None, "comment": "x"}, "are missing: forward_to"),
        ({"action": "forward", "owner": "x", "forward_to": "y", "comment": None}, "are missing: comment"),
        ({"action": "complete", "owner": None}, "one of the following is required: ids, owner"),
        ({"action": "complete", "ids": [".."]}, "'..' is not a valid work item ID."),
    ],
)
def test_bad_input_is_told_before_any_request(queue, args, message):
    assert message in queue.refused(**args)["msg"]
    assert queue.simulator.requests == []


def test_names_that_nobody_has_are_told_together(queue):
    queue.add()
    message = queue.refused(owner="nobody", **{**forward(), "forward_to": "noone"})["msg"]
    assert "'nobody'" in message and "'noone'" in message
    assert [request.operation for request in queue.simulator.calls()] == 2 * ["identities.list_public"]
