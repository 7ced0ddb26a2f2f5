# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import APPLIED
from ansible_collections.community.sailpoint.plugins.module_utils._engine.result import PlanRefused
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.handover import HandoverJob
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error

ANNA, BRUNO = "a" * 32, "b" * 32
PEOPLE = [{"id": ANNA, "name": "Anna"}, {"id": BRUNO, "name": "Bruno", "alias": "bruno.costa"}]
INACTIVE = [PEOPLE[0], {**PEOPLE[1], "identityState": "INACTIVE_LONG_TERM"}]
NOT_AWAY = {"configDetails": []}
ITEMS = [{"id": str(number), "ownerId": ANNA, "name": "Review"} for number in (1, 2)]
ENTRY = {
    "from": ANNA,
    "to": BRUNO,
    "config_types": ["MANUAL_TASKS"],
    "ids": None,
    "work_item_types": None,
    "created_before": None,
    "until": None,
    "if_unavailable": "fail",
}
OPTIONS = {
    "base_url": "https://acme.api.identitynow.com",
    "comment": "Anna leaves.",
    "concurrency": 1,
    "continue_on_error": True,
    "hand_back": False,
    "journal": None,
    "journal_keep_days": 90,
    "max_changes": None,
    "retries": 3,
    "send_notifications": False,
    "timezone": None,
    "wait_timeout": 60,
}


@pytest.fixture()
def service():
    return RecordedService(ITEMS, PEOPLE, NOT_AWAY)


def job(service, *entries, version="v1", **options):
    handovers = [{**ENTRY, **one} for one in entries or [{}]]
    return HandoverJob(service.client(version), {**OPTIONS, "handovers": handovers, **options})


def test_making_the_job_plans_everything_and_writes_nothing(service):
    made = job(service)
    assert [one.method for one in service.requests] == ["GET"] * 3
    assert [(one.change.action, one.status) for one in made.outcomes] == [("hand_over", "planned")] * 2
    assert made.counts == {"hand_over": 0, "unchanged": 0, "skipped": 0, "in_process": 0}
    assert made.options == (1, True, 3, 60)
    assert made.warnings == []


def test_the_units_send_what_was_planned(service):
    ((unit,),) = list(job(service).waves())
    service.answers += [None, None]
    for step in unit.steps:
        unit.write(step)
    body = {"targetOwnerId": BRUNO, "comment": "Anna leaves.", "sendNotifications": False}
    assert [(one.path, one.body) for one in service.requests[3:]] == [
        (f"/work-items/v1/{number}/forward", body) for number in (1, 2)
    ]


def test_how_a_change_is_shown(service):
    made = job(service)
    anna, bruno = {"id": ANNA, "name": "Anna"}, {"id": BRUNO, "name": "Bruno"}
    shown = made.show(made.outcomes[0])
    assert (shown["from"], shown["to"]) == (anna, bruno)
    assert (shown["before"], shown["after"]) == ({"owner": anna}, {"owner": bruno})
    assert (shown["queue"], shown["item"]["id"], shown["item"]["name"]) == ("work_items", "1", "Review")
    path, before, after = made.diff_entry(made.outcomes[0])
    assert path == (f"Anna ({ANNA})", "MANUAL_TASKS", "Review (1)")
    assert (before, after) == (f"Anna ({ANNA})", f"Bruno ({BRUNO})")


def test_only_what_was_not_refused_is_news_for_the_target(service):
    made = job(service)
    made.outcomes[0].status = APPLIED
    assert "2 work items" in made.extra["covers"][0]["message"]
    made.outcomes[1].fail(error(400))
    (cover,) = made.extra["covers"]
    assert cover["identity"]["alias"] == "bruno.costa" and "1 work item" in cover["message"]


@pytest.mark.parametrize("if_unavailable", ["fail", "skip"])
def test_a_target_who_cannot_see_to_it_fails_the_items_or_leaves_them(if_unavailable):
    made = job(RecordedService(ITEMS, INACTIVE, NOT_AWAY), {"if_unavailable": if_unavailable})
    failed, skipped = [one.error["msg"] for one in made.outcomes], made.extra["skipped_items"]
    reasons = failed if if_unavailable == "fail" else [one["reason"] for one in skipped]
    assert len(reasons) == 2 and all("Bruno" in one and "INACTIVE_LONG_TERM" in one for one in reasons)
    assert (len(failed), made.counts["skipped"], len(skipped)) == ((2, 0, 0) if if_unavailable == "fail" else (0, 2, 2))
    assert list(made.waves()) == [[]], "nothing is sent"
    assert made.extra["covers"] == []


def test_what_is_in_process_is_told_apart():
    approval = {"id": "1", "name": "Role", "actionInProcess": "FORWARDED"}
    made = job(RecordedService([approval], []), {"config_types": ["ACCESS_REQUESTS"]})
    (shown,) = made.extra["in_process_items"]
    assert (shown["item"]["id"], shown["action"], made.counts["in_process"]) == ("1", "FORWARDED", 1)


def test_more_changes_than_allowed_are_refused_with_the_plan(service):
    with pytest.raises(PlanRefused, match="max_changes") as caught:
        job(service, max_changes=1)
    result = caught.value.result()
    assert [one["status"] for one in result["changes"]] == ["planned"] * 2 and result["changed"] is False


def test_a_queue_whose_handover_is_refused_is_left_out_with_its_scope(service):
    made = job(service)
    ((unit,),) = made.waves()
    service.answers.append(error(403))
    with pytest.raises(ServiceError):
        unit.write(unit.steps[0])
    assert [(one["queue"], one["scope"]) for one in made.extra["queues_left_out"]] == [
        ("work_items", "idn:work-item:update")
    ]
    assert "idn:work-item:update" in made.warnings[0]


def test_the_journal_is_written_around_the_units(service, tmp_path):
    path = tmp_path / "j.jsonl"
    made = job(service, journal=str(path), hand_back=True)
    assert made.counts["hand_back"] == 0 and not path.exists()
    for unused in made.waves():
        assert path.read_text().count('"intended"') == 2
        made.outcomes[0].status = APPLIED
    assert path.read_text().count('"done"') == 1


def test_the_journal_tells_nothing_of_what_is_not_sent(tmp_path):
    path = tmp_path / "j.jsonl"
    made = job(RecordedService(ITEMS, INACTIVE, NOT_AWAY), journal=str(path))
    assert list(made.waves()) == [[]] and not path.exists()


def test_a_journal_that_cannot_be_written_at_the_end_is_a_warning(service, tmp_path):
    path = tmp_path / "j.jsonl"
    made = job(service, journal=str(path))
    for unused in made.waves():
        made.outcomes[0].status = APPLIED
        path.write_text("")
    assert [str(path) in one for one in made.warnings] == [True]


def test_what_the_journal_does_not_know_is_not_sent(service, tmp_path):
    path = tmp_path / "j.jsonl"
    made = job(service, journal=str(path))
    path.touch()
    assert list(made.waves()) == []
    assert {one.status for one in made.outcomes} == {"failed"}
    assert all(str(path) in one.error["msg"] for one in made.outcomes)


@pytest.mark.parametrize(
    ("entry", "options", "said"),
    [
        ({"ids": []}, {}, "ids"),
        ({}, {"comment": ""}, "comment"),
        ({}, {"timezone": "Mars/Olympus"}, "Mars/Olympus"),
        ({"config_types": ["GENERIC_APPROVALS"]}, {"version": "v2024"}, "v2024"),
    ],
)
def test_what_cannot_be_is_refused_without_a_request(entry, options, said):
    with pytest.raises(InvalidInput, match=said):
        job(RecordedService(), entry, **options)


def test_a_queue_that_several_entries_cannot_use_is_left_out_once():
    made = job(RecordedService([], [], []), {"config_types": None}, {"config_types": None}, version="v3")
    assert [one["queue"] for one in made.extra["queues_left_out"]] == ["generic_approvals"]
    assert made.warnings == []
