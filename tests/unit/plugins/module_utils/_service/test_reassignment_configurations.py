# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.config_types import CONFIG_TYPES
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError, UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurationRequest,
    ReassignmentConfigurations,
    TenantConfigRequest,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error

BODY = {"reassigned_from_id": "a1", "reassigned_to_id": "b1", "config_type": "CERTIFICATIONS"}


def api(*answers, version="v1"):
    return ReassignmentConfigurations(RecordedService(*answers).client(version))


@pytest.mark.parametrize("version", [version for version in API_VERSIONS if version != "v3"])
def test_generic_approvals_are_a_work_type_of_the_newer_versions(version):
    expected = CONFIG_TYPES[:3] if version in ("beta", "v2024") else CONFIG_TYPES
    assert api(version=version).config_types == expected


@pytest.mark.parametrize("end", ["", None, "0001-01-01T00:00:00Z", "missing"])
def test_every_form_of_an_end_that_never_comes(end):
    details = {"configType": "CERTIFICATIONS", "startDate": "2026-11-02T00:00:00Z"}
    details.update({} if end == "missing" else {"endDate": end})
    (found,) = api({"identity": {"id": "a1"}, "configDetails": [details]}).get("a1").config_details
    assert found.end_date is None and found.start_date.year == 2026
    assert found.target_identity.id is None


@pytest.mark.parametrize("answer", [error(), {"configDetails": []}, {"configDetails": None, "identity": None}])
def test_an_identity_without_reassignments(answer):
    assert api(answer).get("a1").config_details == []


@pytest.mark.parametrize("answer", [error(404, None), error(403)])
def test_a_refusal_or_a_404_of_a_gateway_does_not_mean_that_nothing_is_configured(answer):
    for ask in (lambda: api(answer).get("a1"), lambda: api(answer).delete("a1", "X"), api(answer).get_tenant_config):
        with pytest.raises(ServiceError):
            ask()


def test_the_case_of_an_id_is_the_choice_of_the_service():
    answer = {"identity": {"id": "2C91ABCD"}, "configDetails": []}
    assert api(answer).get("2c91abcd").identity.id == "2c91abcd"
    with pytest.raises(UnexpectedAnswer, match="answered for 2C91ABCD"):
        api(answer).get("2c91abce")


@pytest.mark.parametrize("write", ["create", "update"])
def test_a_write_says_that_it_is_permanent_and_is_silent_about_a_start_that_is_not_set(write):
    service = RecordedService({"configDetails": []})
    body = ReassignmentConfigurationRequest(**BODY, end_date=None)
    getattr(ReassignmentConfigurations(service.client()), write)(body)
    (request,) = service.requests
    assert request.method == ("POST" if write == "create" else "PUT")
    assert request.path.endswith("/a1") is (write == "update")
    assert request.body == {
        "reassignedFromId": "a1",
        "reassignedToId": "b1",
        "configType": "CERTIFICATIONS",
        "endDate": None,
    }


@pytest.mark.parametrize("answer", [Answer(204, {}, None), error()])
def test_to_delete_what_does_not_exist_is_no_error(answer):
    assert api(answer).delete("a1", "CERTIFICATIONS") is None


def test_the_list_is_asked_for_without_a_limit():
    service = RecordedService([{"identity": None, "configDetails": []}])
    assert ReassignmentConfigurations(service.client("beta")).list(20).items[0].identity.id is None
    assert service.requests[0].params == {"offset": 20, "count": "true"}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"internalName": "accessRequests", "internalNameCamel": "ACCESS_REQUESTS"}, "ACCESS_REQUESTS"),
        ({"internalName": "ACCESS_REQUESTS", "internalNameCamel": "accessRequests"}, "ACCESS_REQUESTS"),
        ({"internalName": "accessRequests"}, "accessRequests"),
        ({"internalNameCamel": "", "internalName": None}, None),
    ],
)
def test_the_two_names_of_a_work_type_may_be_swapped(names, expected):
    (found,) = api([names]).list_types()
    assert found.config_type == expected


TO_B = {"reassignToId": "b"}
VIA_B = {
    "reassignToId": "c",
    "lookupTrail": [{"reassignedFromId": "a", "reassignedToId": "b"}, {"reassignedFromId": "b"}],
}


@pytest.mark.parametrize(
    ("data", "receiver", "trail"),
    [
        ([], "a", []),
        (TO_B, "b", []),
        ([{**TO_B, "lookupTrail": None}], "b", []),
        ([TO_B, {"reassignToId": "c"}], "c", [("a", "b"), ("b", "c")]),
        ([TO_B, {"reassignToId": "B"}, {"reassignToId": None}], "b", [("a", "b")]),
        ([VIA_B, {"reassignToId": "d"}], "d", [("a", "b"), ("b", None), ("c", "d")]),
    ],
)
def test_evaluations_are_an_array_or_an_object_and_several_are_consecutive_steps(data, receiver, trail):
    found = api(data).evaluate("a", "CERTIFICATIONS", [])
    assert found.reassign_to_id == receiver
    assert [(step.reassigned_from_id, step.reassigned_to_id) for step in found.lookup_trail] == trail


@pytest.mark.parametrize("filters", [[], ["SELF_REVIEW_DELEGATION"]])
def test_exclusion_filters_are_sent_if_there_are_any(filters):
    service = RecordedService([])
    ReassignmentConfigurations(service.client()).evaluate("a", "CERTIFICATIONS", filters)
    assert service.requests[0].params == ({"exclusionFilters": filters} if filters else None)


@pytest.mark.parametrize(
    ("answer", "enabled"),
    [
        ({"configDetails": {"disabled": True}}, False),
        ({"configDetails": {"disabled": False}}, True),
        ({"configDetails": {"disabled": None}}, True),
        ({"configDetails": None, "auditDetails": None}, True),
        ({}, True),
        (error(), True),
    ],
)
def test_reassignments_are_enabled_unless_the_tenant_says_that_they_are_disabled(answer, enabled):
    assert api(answer).get_tenant_config().enabled is enabled


def test_settings_that_are_not_known_are_kept():
    service = RecordedService({"configDetails": {"disabled": True, "newSetting": {"a": 1}}}, {})
    configurations = ReassignmentConfigurations(service.client())
    details = configurations.get_tenant_config().config_details.model_dump(mode="json")
    assert details == {"disabled": True, "newSetting": {"a": 1}}
    assert configurations.update_tenant_config(TenantConfigRequest(config_details=details)).enabled
    assert service.requests[1].body == {"configDetails": details}
