# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_info import (
    reassignment_config_info_result,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error

ANNA, BRUNO, CHLOE = ("a" * 32, "b" * 32, "c" * 32)
NOW = datetime.now(timezone.utc).replace(microsecond=0)


def instant(days):
    return (NOW + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def person(identity_id, name=None):
    return {"id": identity_id, "name": name}


def held(identity_id, *details, name="Anna Berg"):
    """What the service answers about one identity; details are a work type, a start, and an end."""
    return {
        "identity": person(identity_id, name),
        "configDetails": [
            {"configType": config_type, "targetIdentity": person(BRUNO, "Bruno"), "startDate": start, "endDate": end}
            for config_type, start, end in details
        ],
    }


ALL = [
    ("MANUAL_TASKS", instant(-9), instant(-1)),
    ("CERTIFICATIONS", instant(1), instant(9)),
    ("ACCESS_REQUESTS", instant(-9), ""),
]


def read(*answers, version="v1", **options):
    service = RecordedService(*answers)
    params = {"identities": None, "config_types": None, "status": None, **options}
    return reassignment_config_info_result(service.client(version), params), service.requests


def keys(result):
    return [(one["identity"]["id"], one["config_type"], one["status"]) for one in result["reassignments"]]


def test_everything_is_sorted_by_identity_and_work_type_with_its_status():
    result, requests = read([held(CHLOE, ALL[0], name="Chloé"), held(ANNA, *ALL)])
    assert keys(result) == [
        (ANNA, "ACCESS_REQUESTS", "active"),
        (ANNA, "CERTIFICATIONS", "scheduled"),
        (ANNA, "MANUAL_TASKS", "expired"),
        (CHLOE, "MANUAL_TASKS", "expired"),
    ]
    assert result["reassignments"][0] == {
        "identity": person(ANNA, "Anna Berg"),
        "config_type": "ACCESS_REQUESTS",
        "reassign_to": person(BRUNO, "Bruno"),
        "start": instant(-9),
        "end": None,
        "permanent": True,
        "status": "active",
    }
    assert (result["complete"], result["incomplete_reason"]) == (True, None) and "warnings" not in result
    assert len(requests) == 1


@pytest.mark.parametrize(
    ("options", "types"),
    [
        ({"status": ["active", "scheduled"]}, ["ACCESS_REQUESTS", "CERTIFICATIONS"]),
        ({"status": []}, ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS"]),
        ({"config_types": ["MANUAL_TASKS", "CERTIFICATIONS"]}, ["CERTIFICATIONS", "MANUAL_TASKS"]),
        ({"config_types": ["MANUAL_TASKS"], "status": ["active"]}, []),
    ],
)
@pytest.mark.parametrize("identities", [None, [ANNA]])
def test_only_what_was_asked_for_is_shown(options, types, identities):
    answer = held(ANNA, *ALL)
    result, unused = read(answer if identities else [answer], identities=identities, **options)
    assert [one["config_type"] for one in result["reassignments"]] == types


@pytest.mark.parametrize("answer", [error(404), held(ANNA), {"configDetails": None}])
def test_an_identity_without_reassignments_is_no_error(answer):
    result, requests = read(answer, identities=[ANNA.upper()])
    assert (result["reassignments"], result["complete"]) == ([], True)
    assert [one.path for one in requests] == [f"/reassignment-configurations/v1/{ANNA}"]


def test_names_that_the_service_leaves_out_are_looked_up_and_an_unknown_one_stays_null():
    answer = held(ANNA, ALL[2], name=None)
    answer["configDetails"][0]["targetIdentity"]["name"] = None
    result, requests = read(answer, [{"id": ANNA, "name": "Anna Berg"}], identities=[ANNA])
    (found,) = result["reassignments"]
    assert (found["identity"], found["reassign_to"]) == (person(ANNA, "Anna Berg"), person(BRUNO))
    assert all(identity_id in requests[1].params["filters"] for identity_id in (ANNA, BRUNO))


def test_a_target_that_the_service_does_not_tell_is_not_looked_up():
    answer = held(ANNA, ALL[2], name=None)
    answer["configDetails"][0]["targetIdentity"] = None
    result, requests = read(answer, [], identities=[ANNA])
    assert result["reassignments"][0]["reassign_to"]["name"] is None
    assert requests[1].params["filters"] == f'id in ("{ANNA}")'


def test_a_list_that_may_be_cut_is_not_called_complete():
    page = [held(f"{number:032x}", ALL[2]) for number in range(20)]
    result, unused = read(page, page)
    assert len(result["reassignments"]) == 20 and result["complete"] is False
    assert result["incomplete_reason"] and result["incomplete_reason"] in result["warnings"][0]


def test_nobody_is_asked_about_if_the_list_of_identities_is_empty():
    result, requests = read(identities=[])
    assert (result["reassignments"], requests) == ([], [])


@pytest.mark.parametrize("options", [{"version": "v3"}, {"version": "beta", "config_types": ["GENERIC_APPROVALS"]}])
def test_what_the_api_version_lacks_is_refused_without_a_request(options):
    with pytest.raises(InvalidInput, match=options["version"]):
        read(**options)
