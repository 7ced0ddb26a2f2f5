# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.evaluation_info import read_evaluations
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService

ANNA, BRUNO, CHLOE = ("a" * 32, "b" * 32, "c" * 32)
TYPE = "CERTIFICATIONS"


def answer(target, *trail):
    return {
        "reassignToId": target,
        "lookupTrail": [{"reassignedFromId": source, "reassignedToId": to} for source, to in trail],
    }


def read(*answers, version="v1", **options):
    service = RecordedService(*answers)
    params = {"identities": [ANNA], "config_types": [TYPE], "exclusion_filters": None, **options}
    return read_evaluations(service.client(version), params)["evaluations"], service.requests


NAMES = [{"id": ANNA, "name": "Anna"}, {"id": BRUNO, "alias": "bruno.costa"}]


@pytest.mark.parametrize("form", [list, lambda answers: answers[0]])
def test_an_evaluation_names_everybody_in_it(form):
    found = answer(CHLOE, (ANNA, BRUNO), (BRUNO.upper(), CHLOE))
    found["lookupTrail"][0]["reassignmentType"] = "AUTOMATIC_REASSIGNMENT"
    found["lookupTrail"][1]["reassignmentType"] = "MANUAL_REASSIGNMENT,"
    (shown,), requests = read(form([found]), NAMES)
    anna, bruno, chloe = (
        {"id": one, "name": name} for one, name in ((ANNA, "Anna"), (BRUNO, "bruno.costa"), (CHLOE, None))
    )
    assert shown == {
        "identity": anna,
        "config_type": TYPE,
        "reassigned": True,
        "reassign_to": chloe,
        "trail": [
            {"reassigned_from": anna, "reassigned_to": bruno, "type": "AUTOMATIC_REASSIGNMENT"},
            {"reassigned_from": bruno, "reassigned_to": chloe, "type": "MANUAL_REASSIGNMENT"},
        ],
    }
    assert len(requests) == 2, "all names come with one request"


@pytest.mark.parametrize(
    "empty", [[], {}, answer(ANNA), answer(ANNA.upper()), {"reassignToId": None, "lookupTrail": None}]
)
def test_without_a_reassignment_the_identity_keeps_its_work(empty):
    (shown,), unused = read(empty, NAMES)
    assert (shown["reassigned"], shown["trail"]) == (False, [])
    assert shown["reassign_to"] == {"id": ANNA, "name": "Anna"}


def test_the_offered_types_are_read_if_none_are_given():
    types = [{"internalNameCamel": TYPE}]
    (shown,), requests = read(types, answer(BRUNO), NAMES, config_types=None, exclusion_filters=["SELF"])
    assert shown["config_type"] == TYPE
    assert [one.path.rpartition("/")[2] for one in requests] == ["types", TYPE, "v1"]
    assert requests[1].params == {"exclusionFilters": ["SELF"]}


def test_an_identity_that_is_named_twice_is_evaluated_once():
    shown, requests = read(answer(BRUNO), NAMES, identities=[ANNA, f" {ANNA.upper()} "])
    assert len(shown) == 1 and requests[0].params is None


def test_nobody_is_evaluated_without_a_request():
    assert read(identities=[]) == ([], [])


@pytest.mark.parametrize("options", [{"version": "v3"}, {"version": "v2024", "config_types": ["GENERIC_APPROVALS"]}])
def test_what_the_api_version_lacks_is_refused_without_a_request(options):
    with pytest.raises(InvalidInput, match=options["version"]):
        read(**options)
