# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the documents of the service leave open, and what goes wrong on the way."""

from __future__ import annotations

import itertools

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Fault
from ansible_collections.community.sailpoint.tests.unit.plugins.modules.waiting import (
    BRUNO,
    CHLOE,
    DANIEL,
    VERSIONS,
)

EVERYTHING = {"from": BRUNO, "to": CHLOE}
FORWARD, REASSIGN = "access-request-approvals.*/forward", "campaigns.*/reassign"
ASYNC = [{"async_requests": 8}, {"effect_requests": 8}, {"async_requests": 4, "effect_requests": 4}]


class TestLateEffects:
    """What the service has accepted is waited for, all of it together."""

    @pytest.mark.parametrize("version", VERSIONS)
    @pytest.mark.parametrize("switches", ASYNC)
    def test_are_waited_for(self, waiting, version, switches):
        waiting.simulator.set(**switches)
        waiting.fill()
        result = waiting.hand_over(EVERYTHING, api_version=version)
        assert not result["failed"], result["msg"]
        writes = [(one.path, str(one.body)) for one in waiting.sent()]
        assert len(writes) == len(set(writes)), "nothing is sent twice"

    def test_up_to_a_limit(self, waiting):
        waiting.simulator.set(async_delay="inf")
        waiting.fill()
        result = waiting.run(EVERYTHING, wait_timeout=0.3)
        assert result["failed"] and result["changed"], "the service has accepted it"
        failed = [change for change in result["changes"] if change["status"] == "failed"]
        assert {change["queue"] for change in failed} == {"access_request_approvals", "certifications"}
        assert all("accepted this, but its effect was not seen within 0.3 s" in one["error"]["msg"] for one in failed)
        assert result["summary"]["hand_over"] == 5

    def test_are_asked_for_few_times(self, waiting):
        waiting.simulator.set(async_delay=0.4)
        for unused in range(20):
            waiting.tenant.add_access_request_approval(BRUNO)
        waiting.hand_over(EVERYTHING)
        asked = [one for one in waiting.log if one.operation == "access_request_approvals.list_pending"]
        assert 3 < len(asked) < 40, "two lists for all twenty, each time"

    def test_that_do_not_come_are_failures(self, waiting):
        waiting.simulator.set(async_outcome="failure")
        for campaign in ("Autumn", "Autumn", "Winter"):
            waiting.tenant.add_certification(BRUNO, campaign)
        result = waiting.run(EVERYTHING)
        assert {change["error"]["msg"] for change in result["changes"]} == {
            "The service could not hand it over: The task has failed."
        }
        assert waiting.holders() == {BRUNO}

    def test_of_approvals_do_not_tell_why_they_do_not_come(self, waiting):
        waiting.simulator.set(async_outcome="failure")
        waiting.tenant.add_access_request_approval(BRUNO)
        (change,) = waiting.run(EVERYTHING, wait_timeout=0.3)["changes"]
        assert change["error"]["msg"].endswith("The service still shows it as waiting for its former owner.")


class TestInProcess:
    """What the service is working on is not sent again."""

    @pytest.mark.parametrize("version", VERSIONS)
    def test_by_an_interrupted_run(self, waiting, version):
        waiting.simulator.set(async_delay="inf")
        waiting.fill()
        waiting.run(EVERYTHING, wait_timeout=0, api_version=version)
        waiting.simulator.clear_log()
        later = waiting.tenant.add_access_request_approval(BRUNO)
        again = waiting.run(EVERYTHING, wait_timeout=0, api_version=version)
        assert [one.path.split("/")[-2] for one in waiting.simulator.writes()] == [later.id]
        assert again["summary"]["in_process"] == 6
        assert {one["action"] for one in again["in_process_items"]} == {"FORWARDED", None}
        waiting.tenant.effects.finish()
        last = waiting.run(EVERYTHING, api_version=version)
        assert not last["failed"] and not last["changed"]

    @pytest.mark.parametrize("second", ["refuse", "accept", "ignore"])
    @pytest.mark.parametrize("shown", [True, False])
    def test_when_the_answer_is_lost(self, waiting, second, shown):
        waiting.simulator.set(async_requests=5, second_forward=second, show_action_in_process=shown)
        approval = waiting.tenant.add_access_request_approval(BRUNO)
        waiting.simulator.add_fault(Fault("reset_after", method="POST", path=FORWARD))
        result = waiting.run(EVERYTHING)
        assert not result["failed"], result["msg"]
        assert approval.approver_id == waiting.chloe
        assert len(waiting.simulator.writes()) == (1 if shown else 2), "seen as in process, if the service shows it"

    @pytest.mark.parametrize("version", VERSIONS)
    def test_when_the_answer_about_certifications_is_lost(self, waiting, version):
        waiting.simulator.set(async_requests=5)
        for unused in range(3):
            waiting.tenant.add_certification(BRUNO, "Autumn")
        waiting.simulator.add_fault(Fault("reset_after", method="POST", path=REASSIGN))
        result = waiting.run(EVERYTHING, api_version=version)
        assert not result["failed"], result["msg"]
        assert waiting.holders() == {CHLOE} and len(waiting.simulator.writes()) == 1


class TestCertifications:
    """Those that cannot be handed over are told, and the others are handed over."""

    @pytest.mark.parametrize("version", VERSIONS)
    @pytest.mark.parametrize("bad", ["refuse", "error_some", "error_all", "success_some"])
    @pytest.mark.parametrize("late", [0, 4])
    def test_one_is_bad(self, waiting, version, bad, late):
        waiting.simulator.set(bad_certification=bad, async_requests=late, effect_requests=late)
        for number in range(7):
            waiting.tenant.add_certification(BRUNO, "Autumn", id="c%031d" % number)
        refused = waiting.tenant.certifications["c%031d" % 3]
        if version == "beta":  # which does not tell beforehand whom a certification reviews
            refused.items[0].subject_id = waiting.chloe
        else:
            waiting.before("POST", REASSIGN, refused.sign_off)
        result = waiting.run(EVERYTHING, api_version=version)
        assert result["failed"]
        failed = [change for change in result["changes"] if change["status"] == "failed"]
        assert {change["status"] for change in result["changes"] if change not in failed} == {"applied"}
        assert [holder for (unused, one), holder in waiting.held().items() if one != refused.id] == [CHLOE] * 6
        assert [change["item"]["id"] for change in failed] == [refused.id]
        reason = "cannot be reassigned to a person it reviews" if version == "beta" else "is signed off"
        assert reason in failed[0]["error"]["msg"]

    @pytest.mark.parametrize("bad", ["refuse", "error_some", "error_all", "success_some"])
    def test_one_is_known_to_be_bad(self, waiting, bad):
        waiting.simulator.set(bad_certification=bad)
        for number in range(5):
            waiting.tenant.add_certification(BRUNO, "Autumn", subjects=[CHLOE if number == 2 else DANIEL])
        result = waiting.hand_over({**EVERYTHING, "if_unavailable": "skip"})
        assert result["summary"]["hand_over"] == 4 and result["summary"]["skipped"] == 1
        assert len(waiting.sent()) == 1, "what is known to be refused is not sent"

    @pytest.mark.parametrize("version", VERSIONS)
    def test_get_another_id(self, waiting, version):
        waiting.simulator.set(reassigned_certification="new_id", async_requests=4)
        waiting.fill()
        result = waiting.hand_over(EVERYTHING, api_version=version)
        assert not result["failed"], result["msg"]

    def test_more_than_one_call_takes(self, waiting):
        for unused in range(260):
            waiting.tenant.add_certification(BRUNO, "Autumn")
        waiting.hand_over(EVERYTHING, again=False)
        assert [len(one.body["certificationIds"]) for one in waiting.sent()] == [250, 10]
        assert waiting.holders() == {CHLOE}

    def test_without_an_id_stay(self, waiting):
        waiting.simulator.set(beta_certification_id=False)
        for unused in range(2):
            waiting.tenant.add_certification(BRUNO)
        result = waiting.hand_over(EVERYTHING, api_version="beta")
        assert [one["reason"] for one in result["skipped_items"]] == ["This API version does not return its ID."] * 2

    def test_of_many_people_to_one_go_in_one_call(self, waiting):
        for owner in (BRUNO, DANIEL):
            waiting.tenant.add_certification(owner, "Autumn")
        waiting.hand_over(EVERYTHING, {"from": DANIEL, "to": CHLOE})
        assert len(waiting.sent()) == 1 and waiting.holders() == {CHLOE}


class TestDoubleListing:
    @pytest.mark.parametrize("form", ["same_id", "own_id"])
    @pytest.mark.parametrize("late", [0, 6])
    def test_one_approval_is_handed_over_once(self, waiting, form, late):
        waiting.simulator.set(double_listing=form, async_requests=late)
        waiting.tenant.add_access_request_approval(BRUNO)
        waiting.tenant.add_generic_approval(BRUNO)
        waiting.hand_over(EVERYTHING)
        assert sorted(one.operation for one in waiting.sent()) == [
            "access_request_approvals.forward",
            "generic_approvals.reassign",
        ]

    @pytest.mark.parametrize("form", ["same_id", "own_id"])
    def test_and_stays_if_its_own_type_is_not_asked_for(self, waiting, form):
        waiting.simulator.set(double_listing=form)
        waiting.tenant.add_access_request_approval(BRUNO)
        result = waiting.hand_over({**EVERYTHING, "config_types": ["GENERIC_APPROVALS"]})
        assert not result["changed"]


@pytest.mark.parametrize(
    "switches",
    [
        {"handover_obeys_reassignment": True},
        {"group_members": "hidden"},
        {"evaluate_form": "object"},
        {"date_form": "offset"},
        {"work_item_owner_default": "tenant"},
    ],
    ids=str,
)
def test_other_unknowns(waiting, switches):
    waiting.simulator.set(**switches)
    waiting.fill()
    waiting.reassign(BRUNO, CHLOE)
    assert not waiting.hand_over({"from": BRUNO})["failed"]


def test_the_target_of_the_target(waiting):
    """The target went away after the plan was made, and what is handed over goes on by itself."""
    waiting.simulator.set(handover_obeys_reassignment=True, async_requests=3)
    waiting.fill()
    waiting.before("POST", "", lambda: waiting.reassign(CHLOE, DANIEL))
    result = waiting.run(EVERYTHING)
    assert not result["failed"], result["msg"]
    assert waiting.holders() <= {CHLOE, DANIEL}


class TestPermissions:
    """A queue that the user may not use does not keep the others from being handed over."""

    @pytest.mark.parametrize(
        ("missing", "queues", "left"),
        [
            ("idn:campaign:read", ["certifications"], 3),
            ("idn:work-item:read", ["work_items"], 3),
            ("idn:access-request-approvals:read", ["access_request_approvals"], 3),
        ],
    )
    def test_to_read(self, waiting, missing, queues, left):
        waiting.limit_scopes(missing)
        waiting.fill()
        result = waiting.hand_over(EVERYTHING)
        assert not result["failed"] and result["summary"]["hand_over"] == 11 - left
        assert [one["queue"] for one in result["queues_left_out"]] == queues
        assert {one["scope"] for one in result["queues_left_out"]} == {missing}
        assert all(missing in warning for warning in result["warnings"])

    @pytest.mark.parametrize(
        ("missing", "queues"),
        [
            ("idn:campaign:manage", ["certifications"]),
            ("idn:work-item:update", ["work_items"]),
            ("idn:access-request-approvals:manage", ["access_request_approvals", "generic_approvals"]),
        ],
    )
    def test_to_write(self, waiting, missing, queues):
        waiting.limit_scopes(missing)
        waiting.fill()
        result = waiting.run(EVERYTHING)
        assert result["failed"] and missing in result["hint"]
        failed = {change["queue"] for change in result["changes"] if change["status"] == "failed"}
        assert sorted(failed) == queues
        assert [one["queue"] for one in result["queues_left_out"]] == queues
        assert {change["status"] for change in result["changes"] if change["queue"] not in queues} == {"applied"}
        assert len([one for one in waiting.simulator.writes() if one.status == 403]) <= len(queues), "no more than one"

    def test_no_queue_at_all(self, waiting):
        waiting.limit_scopes("idn:work-item:read")
        result = waiting.refused({**EVERYTHING, "config_types": ["MANUAL_TASKS"]})
        assert result["status_code"] == 403 and "idn:work-item:read" in result["hint"]

    def test_to_see_whether_somebody_is_away(self, waiting):
        waiting.limit_scopes("idn:reassignment-configuration:read", "idn:reassignment-configuration:manage")
        waiting.fill()
        result = waiting.hand_over(EVERYTHING)
        assert result["summary"]["hand_over"] == 11
        assert "It is not known whether Chloé Dubois" in result["warnings"][0]


KINDS = ["status", "status_after", "reset_before", "reset_after", "truncated", "empty"]


class TestFailures:
    @pytest.mark.parametrize(
        ("kind", "path"), list(itertools.product(KINDS, [FORWARD, REASSIGN, "forward", "reassign"]))
    )
    def test_an_unclear_answer_is_looked_up(self, waiting, kind, path):
        waiting.simulator.set(async_requests=2)
        waiting.fill()
        waiting.simulator.add_fault(Fault(kind, method="POST", path=path))
        result = waiting.run(EVERYTHING)
        assert not result["failed"], result["msg"]
        assert waiting.holders() == {CHLOE}

    def test_an_item_that_is_refused_is_told_and_the_others_go_on(self, waiting):
        waiting.fill()
        waiting.simulator.add_fault(Fault("status", method="POST", path="work-items", status=400))
        result = waiting.run(EVERYTHING)
        assert result["failed"] and result["status_code"] == 400
        assert result["summary"] == {
            "hand_over": 10, "unchanged": 0, "skipped": 0, "in_process": 0, "failed": 1, "not_tried": 0,
        }  # fmt: skip

    def test_or_not(self, waiting):
        for unused in range(5):
            waiting.tenant.add_work_item(BRUNO)
        waiting.simulator.add_fault(Fault("status", method="POST", path="work-items", status=400))
        result = waiting.run(EVERYTHING, continue_on_error=False)
        assert [change["status"] for change in result["changes"]] == ["failed"] + ["not_tried"] * 4

    def test_what_was_decided_meanwhile_is_not_waited_for(self, waiting):
        approval = waiting.tenant.add_access_request_approval(BRUNO)
        waiting.simulator.set(async_delay="inf")
        result = waiting.run(EVERYTHING, wait_timeout=0)
        assert result["failed"]
        approval.decide("APPROVED")
        assert not waiting.run(EVERYTHING)["changed"]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("stopped_after", range(9))
def test_a_run_that_is_killed_at_any_write_is_finished_by_the_next(waiting, version, stopped_after):
    waiting.simulator.set(async_requests=6)
    waiting.fill()
    # From this write on nothing gets through any more: what the killed run has not sent.
    waiting.simulator.add_fault(
        Fault("status", method="POST", status=400, path="forward|reassign", after=stopped_after, times=1000)
    )
    waiting.run(EVERYTHING, api_version=version, continue_on_error=False, concurrency=1, wait_timeout=0)
    accepted = [(one.path, str(one.body)) for one in waiting.simulator.writes() if one.status < 300]
    waiting.simulator.clear_faults()
    waiting.simulator.clear_log()
    waiting.run(EVERYTHING, api_version=version)
    accepted += [(one.path, str(one.body)) for one in waiting.simulator.writes()]
    waiting.tenant.effects.finish()
    last = waiting.run(EVERYTHING, api_version=version)
    accepted += [(one.path, str(one.body)) for one in waiting.simulator.writes()][len(accepted) :]
    assert not last["failed"] and last["summary"]["in_process"] == 0
    movable = {
        one for one in waiting.held().items() if version in ("v1", "v2026", "v2025") or one[0][0] != "generic_approvals"
    }
    assert {holder for unused, holder in movable} == {CHLOE}
    assert len(accepted) == len(set(accepted)), "nothing is sent twice"
