# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.targets import (
    evaluate,
    find_away,
    find_unable,
    read_identities,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error

NOW = datetime.now(timezone.utc)
ANNA = ("anna", "MANUAL_TASKS")


def chain(*people):
    trail = [{"reassignedFromId": source, "reassignedToId": target} for source, target in zip(people, people[1:])]
    return {"reassignToId": people[-1], "lookupTrail": trail}


class TestEvaluate:
    @pytest.mark.parametrize(
        ("answer", "target"),
        [
            (chain("anna", "bruno"), "bruno"),
            ([chain("anna", "bruno", "chloe")], "chloe"),
            (chain("anna"), "anna"),
            ([], "anna"),
            ({"reassignToId": ""}, None),
            (error(400), None),
            (error(404), None),
        ],
    )
    def test_who_gets_new_work(self, answer, target):
        assert evaluate(RecordedService(answer).client(), [ANNA], 1).evaluated == {ANNA: target}

    def test_each_owner_and_work_type_is_asked_about_once(self):
        keys = [ANNA, ("anna", "CERTIFICATIONS"), ("bruno", "MANUAL_TASKS")]
        service = RecordedService(*(chain(owner, "chloe") for owner, unused in keys))
        assert evaluate(service.client(), keys, 1) == (dict.fromkeys(keys, "chloe"), set(), {})
        assert [one.path.split("/")[-3::2] for one in service.requests] == [list(key) for key in keys]

    @pytest.mark.parametrize("answer", [error(403), error(500), error(404, detail_code=None)])
    def test_any_other_error_is_kept_for_this_one_alone(self, answer):
        bruno = ("bruno", "MANUAL_TASKS")
        found = evaluate(RecordedService(answer, chain("bruno", "chloe")).client(), [ANNA, bruno], 1)
        assert (found.errors, found.evaluated) == ({ANNA: answer}, {bruno: "chloe"})

    def test_an_error_of_the_whole_connection_is_raised(self):
        with pytest.raises(ServiceError, match="401"):
            evaluate(RecordedService(error(401)).client(), [ANNA], 1)

    @pytest.mark.parametrize(("length", "doubtful"), [(4, set()), (5, {"f"}), (6, {"g"})])
    def test_the_end_of_a_chain_that_may_be_cut_may_be_away(self, length, doubtful):
        answer = chain(*"abcdefg"[: length + 1])
        assert evaluate(RecordedService(answer).client(), [("a", "MANUAL_TASKS")], 1).doubtful == doubtful

    def test_a_version_that_cannot_tell_is_refused_only_if_somebody_asks(self):
        client = RecordedService().client("v3")
        assert evaluate(client, [], 1) == ({}, set(), {})
        with pytest.raises(InvalidInput, match="v3"):
            evaluate(client, [ANNA], 1)


def held(*details):
    return {
        "configDetails": [
            {
                "configType": config_type,
                "targetIdentity": target and {"id": target},
                "startDate": start and (NOW + timedelta(days=start)).isoformat(),
                "endDate": end and (NOW + timedelta(days=end)).isoformat(),
            }
            for config_type, target, start, end in details
        ]
    }


class TestAway:
    def test_whose_work_goes_to_somebody_else_now(self):
        answer = held(
            ("MANUAL_TASKS", "bruno", -1, None),
            ("CERTIFICATIONS", "bruno", 1, 5),
            ("ACCESS_REQUESTS", "bruno", -5, -1),
            ("GENERIC_APPROVALS", "ANNA", -1, None),
            ("A_TYPE_OF_LATER", None, -1, None),
            (None, "bruno", -1, None),
        )
        assert find_away(RecordedService(answer).client(), ["anna"], 1) == ({("anna", "MANUAL_TASKS")}, {})

    def test_whoever_may_not_be_read_is_not_known_to_be_there(self):
        refusal = error(403)
        service = RecordedService(refusal, error(404), held(("MANUAL_TASKS", "bruno", None, None)))
        away, errors = find_away(service.client(), {"c", "b", "a"}, 1)
        assert (away, errors) == ({("c", "MANUAL_TASKS")}, {"a": refusal})

    def test_an_error_of_the_whole_connection_is_raised(self):
        with pytest.raises(ServiceError, match="401"):
            find_away(RecordedService(error(401)).client(), ["anna"], 1)

    def test_nobody_is_away_where_the_version_has_no_reassignments(self):
        assert find_away(RecordedService().client("v3"), ["anna"], 1) == (set(), {})


def test_those_who_do_not_exist_or_are_inactive_cannot_see_to_anything():
    people = [
        Identity(id="a", identity_state="ACTIVE"),
        Identity(id="b", identity_state="INACTIVE_LONG_TERM"),
        Identity(id="c", identity_status="TERMINATED"),
        Identity(id="d"),
        Identity(id="e", identity_state="A_STATE_OF_LATER"),
    ]
    unable = find_unable({one.id: one for one in people}, "abcdex")
    assert unable.keys() == {"b", "c", "x"}
    assert "INACTIVE_LONG_TERM" in unable["b"] and "TERMINATED" in unable["c"]


@pytest.mark.parametrize(("version", "path"), [("v1", "/public-identities/v1"), ("beta", "/beta/identities")])
def test_identities_are_read_together_and_those_that_do_not_exist_are_left_out(version, path):
    anna, bruno = "a" * 32, "b" * 32
    service = RecordedService([{"id": anna, "name": "Anna"}])
    found = read_identities(service.client(version), {anna, bruno}, 1)
    assert {key: one.name for key, one in found.items()} == {anna: "Anna"}
    assert [one.path for one in service.requests] == [path]
