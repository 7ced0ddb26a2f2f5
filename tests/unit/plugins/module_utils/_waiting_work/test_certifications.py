# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.certifications import (
    CertificationQueue,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error

CAMPAIGN = {"id": "c", "name": "Autumn"}


def certification(certification_id="1", **fields):
    return {"id": certification_id, "campaign": CAMPAIGN, **fields}


def queue_of(*answers, version="v1"):
    service = RecordedService(*answers)
    return CertificationQueue(service.client(version)), service.requests


def waiting(*certifications, version="v1"):
    return list(queue_of(list(certifications), version=version)[0].list("anna"))


def test_what_a_certification_tells():
    (item,) = waiting(
        certification(
            name="Review",
            created="2026-11-02T12:00:00Z",
            due="2026-11-09T12:00:00Z",
            reviewer={"id": "anna", "type": "IDENTITY"},
            reassignment={"from": {"id": "0"}},
        )
    )
    assert (item.queue, item.config_type, item.id, item.owner_id) == ("certifications", "CERTIFICATIONS", "1", "anna")
    assert (item.name, item.campaign, item.group, item.former_id) == ("Review", Reference("c", "Autumn"), None, "0")
    assert (item.created.day, item.due.day) == (2, 9)


def test_beta_calls_the_campaign_otherwise_and_need_not_tell_an_id():
    items = waiting({"campaignRef": CAMPAIGN}, {"campaignRef": CAMPAIGN}, version="beta")
    assert [(item.id, item.name, item.campaign.id) for item in items] == [(None, "Autumn", "c")] * 2


@pytest.mark.parametrize("fields", [{"campaign": None}, {"campaign": {"name": "Autumn"}}, {"reassignment": None}])
def test_a_certification_need_not_tell_more_than_its_id(fields):
    (item,) = waiting({"id": "1", **fields})
    assert (item.id, item.campaign, item.former_id, item.group) == ("1", None, None, None)


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({}, True),
        ({"completed": False, "phase": "ACTIVE", "signed": ""}, True),
        ({"phase": "A_PHASE_OF_LATER"}, True),
        ({"completed": True}, False),
        ({"phase": "SIGNED"}, False),
        ({"signed": "2026-11-02T12:00:00Z"}, False),
    ],
)
def test_what_is_signed_off_does_not_wait(fields, is_open):
    assert len(waiting(certification(**fields))) == is_open


@pytest.mark.parametrize(("reviewer", "group"), [({"name": "Auditors"}, "Auditors"), ({"name": None}, "g")])
def test_what_waits_for_a_group_names_it(reviewer, group):
    (item,) = waiting(certification(reviewer={"id": "g", "type": "GOVERNANCE_GROUP", **reviewer}))
    assert item.group == group


def test_the_certifications_of_a_campaign_are_reassigned_together_by_a_task():
    queue, requests = queue_of([certification("1"), certification("2")], {"id": "task"})
    items = list(queue.list("anna"))
    assert queue.batch(items[0]) == queue.batch(items[1]) and queue.most_at_once == 250
    assert queue.hand_over(items, "bruno", "Anna leaves.") == "task"
    assert requests[1].path == "/campaigns/v1/c/reassign"
    assert requests[1].body == {
        "certificationIds": ["1", "2"],
        "reassignTo": {"id": "bruno", "type": "IDENTITY"},
        "reason": "Anna leaves.",
    }


@pytest.mark.parametrize(
    ("version", "field"), [("v1", "campaign.id"), ("v3", "campaign.id"), ("beta", "campaignRef.id")]
)
def test_a_certification_has_arrived_under_its_own_or_a_new_id(version, field):
    found = [certification("2"), certification("9", reassignment={"from": {"id": "1"}}), certification("8")]
    queue, requests = queue_of([certification(one) for one in "123"], found, version=version)
    assert queue.ids_with("bruno", list(queue.list("anna"))) == {"1", "2"}
    assert f'{field} in ("c")' in requests[1].params["filters"]


TASKS = [{"id": "t", "type": "REASSIGN", "targetId": "c"}, {"id": "u", "type": "SIGN_OFF", "targetId": "d"}]


@pytest.mark.parametrize(
    ("version", "answers", "busy"),
    [("v1", [TASKS], {"1", "2"}), ("beta", [TASKS[:1], [], TASKS[1:]], {"1"})],
)
def test_what_a_task_is_working_on(version, answers, busy):
    certifications = [certification("1"), certification("2"), certification("3", campaign={"id": "d"})]
    queue, unused = queue_of(certifications, *answers, version=version)
    assert queue.ids_in_process(list(queue.list("anna"))) == busy


@pytest.mark.parametrize(
    ("answer", "progress"),
    [
        ({"status": "QUEUED"}, (False, False, [])),
        ({"status": "A_STATUS_OF_LATER", "errors": None}, (False, False, [])),
        ({"status": "SUCCESS"}, (True, False, [])),
        (
            {"status": "ERROR", "errors": ["1 is signed off", {"text": "2 as well"}]},
            (True, True, ["1 is signed off", "2 as well"]),
        ),
    ],
)
@pytest.mark.parametrize(
    ("version", "path"), [("v1", "certification-tasks/v1/t"), ("beta", "beta/certifications/1/tasks/t")]
)
def test_how_far_a_task_is(version, path, answer, progress):
    queue, requests = queue_of({"id": "t", **answer}, version=version)
    assert queue.progress("t", "1") == progress
    assert requests[0].path == f"/{path}"


@pytest.mark.parametrize(("version", "subjects"), [("v1", {"bruno", "chloe"}), ("beta", set())])
def test_who_is_reviewed_as_far_as_the_version_tells(version, subjects):
    summaries = [{"id": "1", "identityId": "bruno"}, {"id": "2", "identityId": "chloe"}, {"id": "3"}]
    queue, unused = queue_of([certification()], summaries, version=version)
    (item,) = queue.list("anna")
    assert queue.subject_ids(item) == subjects


def test_nobody_is_asked_whom_a_certification_without_an_id_reviews():
    queue, requests = queue_of([certification(None)])
    (item,) = queue.list("anna")
    assert queue.subject_ids(item) == set() and len(requests) == 1


def test_a_refusal_of_the_service_is_raised():
    queue, unused = queue_of(error(403))
    with pytest.raises(ServiceError, match="403"):
        list(queue.list("anna"))


def test_ids_are_compared_without_case():
    found = [certification("AB"), certification("x", reassignment={"from": {"id": "CD"}})]
    tasks = [{"id": "t", "type": "REASSIGN", "targetId": "C"}]
    queue, unused = queue_of([certification("ab"), certification("cd")], found, tasks, [{"identityId": "BRUNO"}])
    items = list(queue.list("anna"))
    assert queue.ids_with("bruno", items) == {"ab", "cd"}
    assert queue.ids_in_process(items) == {"ab", "cd"}
    assert Id("bruno") in queue.subject_ids(items[0])
