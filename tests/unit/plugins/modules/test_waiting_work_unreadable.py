# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One of many lists or items cannot be read: of whom, and what becomes of the others."""

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.modules import waiting_work_info
from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, Fault
from ansible_collections.community.sailpoint.tests.unit.helpers import run_module
from ansible_collections.community.sailpoint.tests.unit.plugins.modules.waiting import (
    BRUNO,
    CHLOE,
    DANIEL,
    QUEUES,
)

LISTS = {
    "work_items": "work_items.list",
    "access_request_approvals": "access_request_approvals.list_pending",
    "generic_approvals": "generic_approvals.list",
    "certifications": "certifications.list",
}
BOTH = [{"from": BRUNO, "to": DANIEL}, {"from": CHLOE, "to": DANIEL}]
STATUSES = [400, 403, 404, 500]


@pytest.fixture()
def both(waiting):
    """Something waits for Bruno and for Chloé in all queues."""
    waiting.fill(BRUNO)
    waiting.fill(CHLOE)
    return waiting


def break_list(waiting, queue, status, person=None):
    waiting.simulator.add_fault(
        Fault("status", operation=LISTS[queue], identity=person or waiting.chloe, status=status, times=ALWAYS)
    )


def failed_changes(result):
    return [change for change in result["changes"] if change["status"] == "failed"]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("queue", QUEUES)
class TestOneList:
    def test_it_fails_alone(self, both, queue, status):
        before = both.held()
        break_list(both, queue, status)
        planned = both.run(*BOTH, check_mode=True, retries=0)
        result = both.run(*BOTH, retries=0)
        for one in (planned, result):
            (failed,) = failed_changes(one)
            assert (failed["queue"], failed["item"]["id"], failed["from"]["id"]) == (queue, None, both.chloe)
            assert failed["to"]["id"] == both.daniel and failed["error"]["status_code"] == status
            assert one["failed"] and one["status_code"] == status and one["queues_left_out"] == []
        changes = {key: holder for key, holder in both.held().items() if holder != before[key]}
        expected = {key for key, holder in before.items() if holder == BRUNO or key[0] != queue}
        assert changes.keys() == expected and set(changes.values()) == {DANIEL}
        assert result["summary"]["failed"] == 1 and result["summary"]["hand_over"] == len(expected)

    def test_without_the_option_nothing_is_written(self, both, queue, status):
        break_list(both, queue, status)
        result = both.refused(*BOTH, retries=0, continue_on_error=False)
        assert result["status_code"] == status and "changes" not in result
        assert "Waiting work could not be read for " in result["msg"] and both.chloe in result["msg"]

    def test_the_info_names_the_person(self, both, queue, status):
        break_list(both, queue, status)
        result = run_module(waiting_work_info, {**both.connection, "identities": [BRUNO, CHLOE]})
        assert result["failed"] and result["status_code"] == status
        assert f"Waiting work could not be read for {CHLOE}. GET " in result["msg"]


@pytest.mark.parametrize("queue", QUEUES)
def test_a_queue_that_may_not_be_read_for_anybody_is_left_out(both, queue):
    both.simulator.add_fault(Fault("status", operation=LISTS[queue], status=403, times=ALWAYS))
    result = both.run(*BOTH)
    assert not result["failed"] and [one["queue"] for one in result["queues_left_out"]] == [queue]
    assert queue not in {change["queue"] for change in result["changes"]}


@pytest.mark.parametrize("ids", [None, ["0" * 32]])
def test_what_was_not_read_is_not_called_unchanged(both, ids):
    break_list(both, "work_items", 500)
    entry = {**BOTH[1], "config_types": ["MANUAL_TASKS"], "ids": ids}
    result = both.run(entry, retries=0)
    assert result["failed"] and result["summary"]["unchanged"] == 0 and len(failed_changes(result)) == 1


@pytest.mark.parametrize("status", [403, 500])
class TestWhoGetsIt:
    def test_the_evaluation_of_one(self, both, status):
        both.reassign(BRUNO, DANIEL)
        both.reassign(CHLOE, DANIEL)
        path = f"{both.chloe}/evaluate/CERTIFICATIONS"
        both.simulator.add_fault(Fault("status", method="GET", path=path, status=status, times=ALWAYS))
        entries = [{"from": BRUNO}, {"from": CHLOE}]
        refused = both.refused(*entries, retries=0, continue_on_error=False)
        assert "Evaluations could not be read for " in refused["msg"] and both.chloe in refused["msg"]
        result = both.run(*entries, retries=0)
        failed = failed_changes(result)
        assert {(one["config_type"], one["from"]["id"], one["to"]) for one in failed} == {
            ("CERTIFICATIONS", both.chloe, None)
        }
        assert len(failed) == 3 and all(one["error"]["status_code"] == status for one in failed)
        assert both.holders() - {DANIEL} == {CHLOE}

    def test_whether_the_target_is_away(self, both, status):
        path = f"reassignment-configurations.*/{both.daniel}$"
        both.simulator.add_fault(Fault("status", method="GET", path=path, status=status, times=ALWAYS))
        entries = [{"from": BRUNO, "to": DANIEL}, {"from": CHLOE, "to": BRUNO}]
        result = both.run(*entries, retries=0)
        if status == 403:
            assert not result["failed"] and "is away as well" in str(result["warnings"])
            return
        assert {one["to"]["id"] for one in failed_changes(result)} == {both.daniel}
        assert {one["to"]["id"] for one in result["changes"] if one["status"] == "applied"} == {both.bruno}
        assert DANIEL not in both.holders()

    def test_whom_a_certification_reviews(self, both, status):
        one = next(found for found in both.tenant.certifications.values() if found.reviewer_id == both.chloe)
        # In a campaign of managers, only their reports are reviewed, and so it would not be read.
        both.tenant.campaigns[one.campaign_id].type = "SEARCH"
        path = f"certifications.*/{one.id}/identity-summar"
        both.simulator.add_fault(Fault("status", method="GET", path=path, status=status, times=ALWAYS))
        refused = both.refused(*BOTH, retries=0, continue_on_error=False)
        assert one.id in refused["msg"]
        result = both.run(*BOTH, retries=0)
        assert [change["item"]["id"] for change in failed_changes(result)] == [one.id]
        assert {key for key, holder in both.held().items() if holder != DANIEL} == {("certifications", one.id)}


def test_the_limit_counts_what_would_be_written(both):
    break_list(both, "work_items", 500)
    entry = {"config_types": ["MANUAL_TASKS"]}
    refused = both.refused(*({**one, **entry} for one in BOTH), retries=0, max_changes=2)
    assert "3 changes, more than max_changes" in refused["msg"]
    result = both.run(*({**one, **entry} for one in BOTH), retries=0, max_changes=3)
    assert result["summary"]["hand_over"] == 3 and result["summary"]["failed"] == 1


class TestTheWayBack:
    @pytest.fixture()
    def back(self, waiting, tmp_path):
        """What was handed from Bruno to Daniel can go back to Bruno."""
        waiting.fill(BRUNO)
        waiting.options = {"journal": str(tmp_path / "journal.jsonl"), "hand_back": True, "retries": 0}
        waiting.reassign(BRUNO, DANIEL)
        assert not waiting.run({"from": BRUNO}, **waiting.options)["failed"]
        waiting.tenant.configurations.clear()
        return waiting

    def test_what_cannot_be_listed(self, back):
        break_list(back, "work_items", 500, back.daniel)
        result = back.run({"from": BRUNO}, **back.options)
        (failed,) = failed_changes(result)
        assert failed["action"] == "hand_back" and failed["queue"] == "work_items" and failed["to"] is None
        assert {holder for (queue, unused), holder in back.held().items() if queue == "work_items"} == {DANIEL}
        assert {holder for (queue, unused), holder in back.held().items() if queue != "work_items"} == {BRUNO}
        back.simulator.clear_faults()
        assert not back.run({"from": BRUNO}, **back.options)["failed"] and back.holders() == {BRUNO}

    def test_who_gets_new_work(self, back):
        path = f"{back.bruno}/evaluate/MANUAL_TASKS"
        back.simulator.add_fault(Fault("status", method="GET", path=path, status=500, times=ALWAYS))
        result = back.run({"from": BRUNO}, **back.options)
        assert {one["queue"] for one in failed_changes(result)} == {"work_items"} and len(failed_changes(result)) == 3
        back.simulator.clear_faults()
        assert not back.run({"from": BRUNO}, **back.options)["failed"] and back.holders() == {BRUNO}
