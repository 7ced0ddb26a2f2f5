# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import timedelta

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Fault, Simulator
from ansible_collections.community.sailpoint.tests.unit.plugins.modules.waiting import (
    BRUNO,
    CHLOE,
    DANIEL,
    NOW,
    QUEUES,
    VERSIONS,
    Waiting,
)

LAST_MONTH, YESTERDAY = NOW - timedelta(days=30), NOW - timedelta(days=1)


@pytest.mark.parametrize("version", VERSIONS)
def test_somebody_who_leaves_has_nothing_left(waiting, version):
    waiting.fill()
    result = waiting.hand_over({"from": BRUNO, "to": CHLOE}, api_version=version)
    assert not result["failed"], result["msg"]
    without = {"v2024": 2, "v3": 2, "beta": 2}.get(version, 0)
    assert result["summary"] == {
        "hand_over": 11 - without, "unchanged": 0, "skipped": 0, "in_process": 0, "failed": 0, "not_tried": 0,
    }  # fmt: skip
    assert {key for key, holder in waiting.held().items() if holder != CHLOE} == (
        set(waiting.held()) & {("generic_approvals", one) for one in waiting.tenant.generic_approvals}
        if without
        else set()
    )
    assert [one["queue"] for one in result["queues_left_out"]] == (["generic_approvals"] if without else [])


def test_what_is_sent(waiting):
    waiting.fill()
    waiting.hand_over({"from": BRUNO, "to": CHLOE}, comment="Bruno leaves.", send_notifications=False)
    bodies = {}
    for one in waiting.sent():
        bodies.setdefault(one.operation, []).append(one.body)
    assert (
        bodies["work_items.forward"]
        == [{"targetOwnerId": waiting.chloe, "comment": "Bruno leaves.", "sendNotifications": False}] * 3
    )
    assert bodies["access_request_approvals.forward"] == [{"newOwnerId": waiting.chloe, "comment": "Bruno leaves."}] * 3
    assert (
        bodies["generic_approvals.reassign"]
        == [{"reassignFrom": waiting.bruno, "reassignTo": waiting.chloe, "comment": "Bruno leaves."}] * 2
    )
    campaigns = bodies["campaigns.reassign"]
    assert sorted(len(body["certificationIds"]) for body in campaigns) == [1, 2], "one call for each campaign"
    assert all(body["reassignTo"] == {"id": waiting.chloe, "type": "IDENTITY"} for body in campaigns)
    assert all(body["reason"] == "Bruno leaves." for body in campaigns)


def test_a_change(waiting):
    certification = waiting.tenant.add_certification(
        BRUNO, "Autumn", name="Review", created=LAST_MONTH, due=NOW + timedelta(days=3)
    )
    result = waiting.hand_over({"from": BRUNO, "to": CHLOE})
    bruno, chloe = ({"id": one.id, "name": one.name} for one in map(waiting.tenant.identity, (BRUNO, CHLOE)))
    assert result["changes"] == [
        {
            "action": "hand_over",
            "queue": "certifications",
            "config_type": "CERTIFICATIONS",
            "item": {
                "id": certification.id,
                "name": "Review",
                "type": None,
                "created": LAST_MONTH.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "due": (NOW + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "campaign": {"id": certification.campaign_id, "name": "Autumn"},
            },
            "from": bruno,
            "to": chloe,
            "before": {"owner": bruno},
            "after": {"owner": chloe},
            "status": "applied",
            "error": None,
        }
    ]
    label, names = f"Review ({certification.id})", [f"{one['name']} ({one['id']})" for one in (bruno, chloe)]
    assert result["diff"] == {
        when: {names[0]: {"CERTIFICATIONS": {label: name}}} for when, name in zip(("before", "after"), names)
    }


class TestCovers:
    """One sentence for each who gets something."""

    def test_who_gets_what_from_whom_and_until_when(self, waiting):
        waiting.fill()
        waiting.tenant.add_work_item(DANIEL)
        result = waiting.hand_over(
            {"from": BRUNO, "to": CHLOE, "until": "2027-01-07T00:00"},
            {"from": DANIEL, "to": CHLOE, "until": "2027-01-07T08:30"},
            timezone="Europe/Berlin",
            again=False,
        )
        (cover,) = result["covers"]
        chloe = waiting.tenant.identity(CHLOE)
        assert cover["identity"] == {"id": chloe.id, "name": chloe.name, "alias": CHLOE, "email": chloe.email}
        assert cover["message"] == (
            "Chloé Dubois (chloe.dubois) gets from Bruno Costa (bruno.costa), who is away up to and including 6 Jan 2027:"
            " 3 work items, 3 access request approvals, 2 generic approvals, 3 certifications; gets from Daniel Okafor"
            " (daniel.okafor), who is away until 2027-01-07 08:30+01:00: 1 work item."
        )
        assert waiting.run({"from": BRUNO, "to": CHLOE})["covers"] == []

    def test_only_what_has_happened(self, waiting):
        waiting.tenant.add_work_item(BRUNO)
        waiting.tenant.add_generic_approval(BRUNO)
        waiting.simulator.add_fault(Fault("status", method="POST", path="generic-approvals", status=400, times=9))
        (cover,) = waiting.run({"from": BRUNO, "to": CHLOE})["covers"]
        assert cover["message"] == "Chloé Dubois (chloe.dubois) gets from Bruno Costa (bruno.costa): 1 work item."

    def test_a_date_that_is_none(self, waiting):
        result = waiting.refused({"from": BRUNO, "to": CHLOE, "until": "soon"})
        assert result["msg"].startswith("handovers[1]: until: 'soon' is not an ISO 8601 date")


class TestTargets:
    """Where new work goes, unless somebody is named."""

    def test_each_type_follows_the_service(self, waiting):
        waiting.fill()
        waiting.reassign(BRUNO, CHLOE, "MANUAL_TASKS", "ACCESS_REQUESTS")
        waiting.reassign(BRUNO, DANIEL, "CERTIFICATIONS")
        result = waiting.hand_over({"from": BRUNO})
        assert {(queue, holder) for (queue, unused), holder in waiting.held().items()} == {
            ("work_items", CHLOE), ("access_request_approvals", CHLOE), ("certifications", DANIEL),
            ("generic_approvals", BRUNO),
        }  # fmt: skip
        assert result["summary"]["unchanged"] == 2, "nobody gets new generic approvals"

    def test_to_the_end_of_a_chain(self, waiting):
        waiting.tenant.add_work_item(BRUNO)
        waiting.reassign(BRUNO, CHLOE)
        waiting.reassign(CHLOE, DANIEL)
        waiting.hand_over({"from": BRUNO})
        assert waiting.holders() == {DANIEL}

    def test_without_a_reassignment_everything_stays(self, waiting):
        waiting.fill()
        result = waiting.hand_over({"from": BRUNO})
        assert (result["changed"], result["summary"]["unchanged"]) == (False, 11)

    @pytest.mark.parametrize(("named", "status"), [(False, None), (True, "failed")])
    def test_somebody_inactive_gets_nothing(self, waiting, named, status):
        waiting.fill()
        waiting.tenant.identity(CHLOE).state = "INACTIVE_LONG_TERM"
        waiting.reassign(BRUNO, CHLOE)
        result = waiting.run({"from": BRUNO, **({"to": CHLOE} if named else {})})
        assert result["failed"] == named and waiting.holders() == {BRUNO}
        reason = f"Chloé Dubois ({waiting.chloe}) is inactive (INACTIVE_LONG_TERM)."
        if named:
            assert {(change["status"], change["error"]["msg"]) for change in result["changes"]} == {(status, reason)}
        else:
            assert {one["reason"] for one in result["skipped_items"]} == {reason}
            assert result["summary"]["skipped"] == 11

    def test_somebody_who_is_away_as_well_gets_nothing(self, waiting):
        waiting.fill()
        waiting.reassign(CHLOE, DANIEL, "MANUAL_TASKS")
        waiting.reassign(CHLOE, DANIEL, "ACCESS_REQUESTS", end=YESTERDAY)
        entry = {"from": BRUNO, "to": CHLOE, "if_unavailable": "skip"}
        result = waiting.hand_over(entry)
        assert result["summary"]["skipped"] == 3
        assert {one["queue"] for one in result["skipped_items"]} == {"work_items"}
        assert "is away as well" in result["skipped_items"][0]["reason"]
        named = waiting.run({"from": BRUNO, "to": CHLOE})
        assert named["failed"] and [change["status"] for change in named["changes"]] == ["failed"] * 3

    @pytest.mark.parametrize("named", [False, True])
    def test_nobody_reviews_themselves(self, waiting, named):
        own = waiting.tenant.add_certification(BRUNO, "Autumn", subjects=[CHLOE, DANIEL])
        other = waiting.tenant.add_certification(BRUNO, "Autumn", subjects=[DANIEL])
        waiting.reassign(BRUNO, CHLOE)
        result = waiting.run({"from": BRUNO, **({"to": CHLOE} if named else {})})
        assert (own.reviewer_id, other.reviewer_id) == (waiting.bruno, waiting.chloe)
        reason = f"Chloé Dubois ({waiting.chloe}) is reviewed in this certification."
        assert result["failed"] == named
        told = {change["error"]["msg"] for change in result["changes"] if change["error"]} or {
            one["reason"] for one in result["skipped_items"]
        }
        assert told == {reason}

    def test_a_governance_group_keeps_what_waits_for_it(self, waiting):
        group = waiting.tenant.add_governance_group("Auditors", [BRUNO, DANIEL])
        waiting.tenant.add_generic_approval("Auditors")
        waiting.tenant.add_generic_approval([BRUNO, "Auditors"])
        result = waiting.hand_over({"from": BRUNO, "to": CHLOE})
        assert result["summary"]["hand_over"] == 1
        assert [one["reason"] for one in result["skipped_items"]] == [
            "It is assigned to the governance group Auditors, whose other members can act on it."
        ]
        assert [one.approver_ids for one in waiting.tenant.generic_approvals.values()] == [
            [group.id],
            [group.id, waiting.chloe],
        ]


class TestRestrictions:
    def test_ids_whose_own_they_are_not_any_more(self, waiting):
        waiting.fill()
        items = [next(iter(waiting.tenant.work_items)), next(iter(waiting.tenant.certifications)), "gone"]
        result = waiting.hand_over({"from": BRUNO, "to": CHLOE, "ids": items})
        assert (result["summary"]["hand_over"], result["summary"]["unchanged"]) == (2, 1)
        assert sorted(key[1] for key, holder in waiting.held().items() if holder == CHLOE) == sorted(items[:2])

    def test_work_item_types_restrict_work_items_only(self, waiting):
        waiting.fill()
        form = waiting.tenant.add_work_item(BRUNO, type="Form")
        result = waiting.hand_over({"from": BRUNO, "to": CHLOE, "work_item_types": ["Form"]})
        assert result["summary"]["hand_over"] == 9 and form.owner_id == waiting.chloe

    def test_created_before(self, waiting):
        for add in (waiting.tenant.add_work_item, waiting.tenant.add_access_request_approval):
            add(BRUNO, created=LAST_MONTH)
            add(BRUNO, created=NOW)
        entry = {"from": BRUNO, "to": CHLOE, "created_before": YESTERDAY.isoformat()}
        result = waiting.hand_over(entry)
        assert result["summary"]["hand_over"] == 2
        assert {change["item"]["created"][:10] for change in result["changes"]} == {str(LAST_MONTH.date())}

    def test_config_types_of_each_entry_and_the_first_that_matches(self, waiting):
        waiting.fill()
        waiting.hand_over({"from": BRUNO, "to": DANIEL, "config_types": ["MANUAL_TASKS"]}, {"from": BRUNO, "to": CHLOE})
        assert {holder for (queue, unused), holder in waiting.held().items() if queue == "work_items"} == {DANIEL}
        assert {holder for (queue, unused), holder in waiting.held().items() if queue != "work_items"} == {CHLOE}

    def test_max_changes_returns_the_plan(self, waiting):
        waiting.fill()
        result = waiting.refused({"from": BRUNO, "to": CHLOE}, max_changes=10)
        assert "11 changes, more than max_changes allows (10)" in result["msg"]
        assert [change["status"] for change in result["changes"]] == ["planned"] * 11
        assert result["changed"] is False and result["summary"]["hand_over"] == 11

    @pytest.mark.parametrize(
        ("entry", "options", "said"),
        [
            ({"to": BRUNO}, {}, "handovers[1]: from and to are the same person"),
            ({"config_types": []}, {}, "handovers[1]: config_types is empty"),
            ({"ids": []}, {}, "handovers[1]: ids is empty"),
            ({"created_before": "soon"}, {}, "handovers[1]: created_before: 'soon' is not an ISO 8601"),
            ({}, {"comment": "x" * 256}, "comment must have 1 to 255 characters"),
            ({}, {"wait_timeout": -1}, "wait_timeout must be at least 0"),
            ({}, {"concurrency": 0}, "concurrency must be at least 1"),
            ({"to": "nobody"}, {}, "No identity has the alias or email 'nobody'"),
            ({}, {"api_version": "v3"}, "api_version v3 cannot determine who gets new work"),
            (
                {"config_types": ["GENERIC_APPROVALS"]},
                {"api_version": "v2024"},
                "config_types: api_version v2024 cannot hand over generic approvals.",
            ),
            (
                {"config_types": ["GENERIC_APPROVALS"]},
                {"api_version": "beta"},
                "config_types: api_version beta cannot list generic approvals.",
            ),
        ],
    )
    def test_what_cannot_be(self, waiting, entry, options, said):
        waiting.tenant.add_work_item(BRUNO)
        assert said in waiting.refused({"from": BRUNO, **entry}, **options)["msg"]


class TestRequests:
    """Lists are read once for each person and queue, before and after; few requests come on top."""

    def test_nothing_that_waits_costs_one_list_for_each_queue(self, waiting):
        result = waiting.hand_over({"from": waiting.bruno})
        assert result["changed"] is False
        assert sorted(one.operation.partition(".")[0] for one in waiting.log) == sorted(QUEUES)

    @pytest.mark.parametrize("named", [True, False])
    def test_hundreds_of_items_of_twenty_people(self, monkeypatch, named):
        with Simulator(people=30) as simulator:
            waiting = Waiting(simulator)
            people = list(simulator.tenant.identities)[:20]
            cover = list(simulator.tenant.identities)[-2]
            from ansible_collections.community.sailpoint.tests.simulator.waiting_work import add_in_bulk

            add_in_bulk(simulator.tenant, 500, people)
            for person in () if named else people:
                waiting.reassign(person, cover)
            handovers = [{"from": person, **({"to": cover} if named else {})} for person in people]
            result = waiting.run(*handovers)
            assert not result["failed"] and result["summary"]["hand_over"] == 500
            requests = len(simulator.calls())
            assert requests <= 500 + 3 * 20 * len(QUEUES), requests
            evaluations = [one.path for one in simulator.calls("reassignments.evaluate")]
            assert len(evaluations) == len(set(evaluations)) == (0 if named else 20 * len(QUEUES))
            simulator.clear_log()
            assert not waiting.run(*handovers)["changed"]
            assert len(simulator.calls()) == 20 * len(QUEUES)
