# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import NotChecked
from ansible_collections.community.sailpoint.plugins.module_utils._connection.reader import (
    Reader,
    config_types,
    rows,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError, UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error

TYPES = [{"internalName": "certifications", "internalNameCamel": "CERTIFICATIONS"}]
CONFIGURED = [{"identity": {"id": "Aa"}, "configDetails": [{"configType": "CERTIFICATIONS"}]}]


def read(*answers, version="v1"):
    """A reader, and the paths that it asks for."""
    service = RecordedService(*answers)
    return Reader(SimpleNamespace(transport=service), version), service


def paths(service):
    return [request.path for request in service.requests]


def test_each_question_is_asked_once_whatever_the_answer():
    reader, service = read(TYPES, error(403))
    assert reader.types() is reader.types()
    for _attempt in range(2):
        with pytest.raises(ServiceError, match="403"):
            reader.tenant_config()
    assert len(service.requests) == 2


def test_other_parameters_and_versions_are_other_questions():
    reader, service = read([], [], [], [])
    reader.configurations()
    reader.configurations(offset=1)
    reader.work_items()
    reader.work_items("v2025")
    assert [request.params.get("offset") for request in service.requests] == [0, 1, None, None]
    assert paths(service)[2:] == ["/work-items/v1", "/v2025/work-items"]


@pytest.mark.parametrize("version", API_VERSIONS)
def test_the_list_of_identities_is_that_of_the_version(version):
    reader, service = read([], version=version)
    reader.identities()
    assert ("public-identities" in paths(service)[0]) is (version != "beta")


@pytest.mark.parametrize(
    ("version", "ask", "reason"),
    [
        ("v3", Reader.configurations, "api_version v3 has no reassignment configurations"),
        ("v3", Reader.generic_approvals, "api_version v3 has no generic approvals"),
        ("beta", Reader.generic_approvals, "api_version beta has no generic approvals"),
    ],
)
def test_what_the_version_lacks_is_not_asked(version, ask, reason):
    reader, service = read(version=version)
    with pytest.raises(NotChecked, match=reason):
        ask(reader)
    assert service.requests == []


@pytest.mark.parametrize("ask", [Reader.configuration_of_nobody, Reader.evaluation_of_nobody])
def test_somebody_without_a_reassignment_is_looked_for_in_any_letter_case(ask):
    reader, service = read(CONFIGURED, [{"id": "aA"}, {"id": None}, {"name": "no ID"}, {"id": "b"}], TYPES, {})
    ask(reader)
    assert "/b" in paths(service)[-1]


@pytest.mark.parametrize("people", [[], [{"id": "aa"}]])
def test_there_is_nobody_without_a_reassignment(people):
    reader, _service = read(CONFIGURED, people)
    with pytest.raises(NotChecked, match="no identity without a reassignment"):
        reader.configuration_of_nobody()


def test_somebody_with_a_reassignment_is_evaluated():
    without = [{"identity": {"id": "a"}, "configDetails": []}, {"identity": None, "configDetails": [{}]}]
    reader, service = read([*without, *CONFIGURED], TYPES, {})
    reader.evaluation()
    assert paths(service)[-1] == "/reassignment-configurations/v1/Aa/evaluate/CERTIFICATIONS"


@pytest.mark.parametrize(
    ("answers", "reason"),
    [([[]], "there is no reassignment"), ([CONFIGURED, []], "the tenant offers no work types")],
)
def test_nothing_can_be_evaluated(answers, reason):
    reader, _service = read(*answers)
    with pytest.raises(NotChecked, match=reason):
        reader.evaluation()


def test_a_completed_work_item_by_its_id():
    reader, service = read([{"id": "x"}], {})
    reader.completed_work_item()
    assert paths(service) == ["/work-items/v1/completed", "/work-items/v1/x"]
    with pytest.raises(NotChecked, match="no completed work item found"):
        read([])[0].completed_work_item()


@pytest.mark.parametrize("data", [None, {}, "x", [None], [{}, "x"]])
def test_what_is_no_list_of_objects(data):
    with pytest.raises(UnexpectedAnswer, match="not a list of objects"):
        rows(Answer(200, {}, data))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"internalName": "manualTasks", "internalNameCamel": "MANUAL_TASKS"}, ["MANUAL_TASKS"]),
        ({"internalName": "MANUAL_TASKS", "internalNameCamel": "manualTasks"}, ["MANUAL_TASKS"]),
        ({"internalName": 1, "internalNameCamel": None}, []),
        ({}, []),
    ],
)
def test_the_two_names_of_a_work_type_may_be_swapped(row, expected):
    assert config_types(Answer(200, {}, [row])) == expected
