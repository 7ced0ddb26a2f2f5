# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work import info
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.info import (
    read_waiting_work,
    show_left_out,
    warnings_about,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queues import LeftOut
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error

ANNA, BRUNO = "a" * 32, "b" * 32
NAMES = [{"id": ANNA, "name": "Anna"}, {"id": BRUNO, "alias": "bruno.costa"}]


def certification(item_id, created=None, **more):
    return {"id": item_id, "created": created and f"{created}T00:00:00Z", **more}


@pytest.fixture()
def read(monkeypatch):
    """Sends one request after another, so that they get the answers in their order."""
    monkeypatch.setattr(info, "DEFAULT_CONCURRENCY", 1)

    def run(*answers, version="v1", **options):
        params = {
            "identities": [ANNA],
            "config_types": ["CERTIFICATIONS"],
            "created_before": None,
            "due_before": None,
            "timezone": None,
            **options,
        }
        return read_waiting_work(RecordedService(*answers).client(version), params)

    return run


def test_what_waits_is_sorted_by_person_as_asked_and_then_the_oldest_first(read):
    of_bruno = [certification("1", "2026-11-03"), certification("2", "2026-11-02"), certification("3")]
    result = read(of_bruno, [certification("4")], NAMES, identities=[BRUNO, ANNA, BRUNO.upper()])
    assert [(one["identity"]["name"], one["id"]) for one in result["waiting"]] == [
        ("bruno.costa", "3"),
        ("bruno.costa", "2"),
        ("bruno.costa", "1"),
        ("Anna", "4"),
    ]
    assert result["people"] == [
        {
            "identity": {"id": BRUNO, "name": "bruno.costa"},
            "total": 3,
            "by_queue": {"certifications": 3},
            "oldest": "2026-11-02T00:00:00Z",
        },
        {"identity": {"id": ANNA, "name": "Anna"}, "total": 1, "by_queue": {"certifications": 1}, "oldest": None},
    ]
    assert (result["queues"], result["queues_left_out"], result["warnings"]) == (["certifications"], [], [])


def test_what_an_item_does_not_tell_is_null(read):
    (shown,) = read([certification("1")], [])["waiting"]
    assert shown["identity"] == {"id": ANNA, "name": None}
    unknown = ("name", "type", "created", "due", "campaign", "requester", "requested_for", "governance_group")
    assert [shown[key] for key in (*unknown, "in_process")] == [None] * 9


def test_people_and_groups_of_an_item_are_shown(read):
    approval = {
        "id": "1",
        "requester": {"identityID": BRUNO, "name": "Bruno"},
        "requestee": {"identityID": ANNA},
        "approvers": [{"identityID": "g", "type": "GOVERNANCE_GROUP", "name": "Auditors"}],
    }
    (shown,) = read([approval], [], config_types=["GENERIC_APPROVALS"])["waiting"]
    assert shown["requester"] == {"id": BRUNO, "name": "Bruno"}
    assert shown["requested_for"] == {"id": ANNA, "name": None}
    assert shown["governance_group"] == "Auditors"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, ["3", "1", "2"]),
        ({"created_before": "2026-11-03T00:00:00Z"}, ["1"]),
        ({"created_before": "2026-11-03", "timezone": "America/New_York"}, ["1", "2"]),
        ({"due_before": "2027-01-01T00:00:00Z"}, ["3"]),
        ({"due_before": "2027-01-01T00:00:00Z", "created_before": "2027-01-01T00:00:00Z"}, []),
    ],
)
def test_what_has_no_such_date_is_not_before_it(read, options, found):
    answer = [certification("1", "2026-11-02"), certification("2", "2026-11-03")]
    answer.append(certification("3", due="2026-12-01T00:00:00Z"))
    result = read(answer, NAMES, **options)
    assert [one["id"] for one in result["waiting"]] == found and result["people"][0]["total"] == len(found)


def test_a_queue_that_may_not_be_read_is_left_out_with_a_warning(read):
    result = read([], error(403), [], NAMES, config_types=None, version="v3")
    assert result["queues"] == ["work_items", "certifications"]
    assert {one["queue"] for one in result["queues_left_out"]} == {"access_request_approvals", "generic_approvals"}
    (warning,) = result["warnings"]
    assert "access_request_approvals" in warning and "idn:access-request-approvals:read" in warning


def test_the_only_queue_that_may_not_be_read_is_an_error(read):
    with pytest.raises(ServiceError, match="403"):
        read(error(403))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"config_types": []}, "config_types is empty"),
        ({"created_before": "soon"}, "created_before"),
        ({"due_before": "2026-11-03"}, "due_before"),
        ({"config_types": ["GENERIC_APPROVALS"], "version": "beta"}, "beta"),
    ],
)
def test_what_cannot_be_asked_is_refused_without_a_request(read, options, said):
    with pytest.raises(InvalidInput, match=said):
        read(**options)


def test_only_a_missing_permission_is_worth_a_warning():
    left_out = [LeftOut("certifications", "CERTIFICATIONS", "Refused.", "idn:x"), LeftOut("work_items", "T", "None.")]
    assert [("certifications" in one, "idn:x" in one) for one in warnings_about(left_out)] == [(True, True)]
    assert [(one["queue"], one["scope"]) for one in show_left_out(left_out)] == [
        ("certifications", "idn:x"),
        ("work_items", None),
    ]
