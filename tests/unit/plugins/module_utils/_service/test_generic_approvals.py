# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.generic_approvals import (
    GenericApprovals,
    ReassignApprovalRequest,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService


def read(version="v1", **item):
    (approval,) = GenericApprovals(RecordedService([item]).client(version)).list_pending("a1", 0).items
    return approval


@pytest.mark.parametrize("version", ["v1", "v2026", "v2025"])
def test_the_list_is_restricted_to_the_approver(version):
    service = RecordedService([], [])
    approvals = GenericApprovals(service.client(version))
    assert not approvals.lists_everybody
    approvals.list_pending("a1", 20)
    approvals.list_pending("a1", 0, 'type eq "X"')
    first, second = (request.params for request in service.requests)
    assert first == {"approverId": "a1", "filters": 'status eq "PENDING"', "limit": 250, "offset": 20}
    assert second["filters"] == 'status eq "PENDING" and type eq "X"'


def test_in_v2024_the_list_has_the_approvals_of_everybody():
    service = RecordedService([])
    approvals = GenericApprovals(service.client("v2024"))
    assert approvals.lists_everybody
    approvals.list_pending("a1", 0, 'type eq "X"')
    assert service.requests[0].params == {"mine": "false", "filters": 'status eq "PENDING"', "limit": 250, "offset": 0}


@pytest.mark.parametrize("version", ["v3", "beta"])
def test_versions_without_generic_approvals_are_not_asked(version):
    service = RecordedService()
    with pytest.raises(InvalidInput, match="has no generic approvals"):
        GenericApprovals(service.client(version)).list_pending("a1", 0)
    assert service.requests == []


@pytest.mark.parametrize("key", ["id", "approvalId"])
@pytest.mark.parametrize("identity_key", ["identityID", "identityId", "id"])
def test_each_version_names_its_ids_in_another_way(key, identity_key):
    approval = read(**{key: "1", "requester": {identity_key: "a1", "type": "IDENTITY"}})
    assert (approval.id, approval.requester.id) == ("1", "a1")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Payroll", "Payroll"),
        ([{"value": "Payroll", "locale": "en"}, {"value": "Lohn", "locale": "de"}], "Payroll"),
        ([{"value": ""}, "nonsense", {"locale": "en"}, {"value": "Lohn"}], "Lohn"),
        ([], None),
        (None, None),
    ],
)
def test_the_name_is_the_first_text_of_any_language(name, expected):
    assert read(id="1", name=name).name == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"assignedTo": [{"id": "a"}], "approvers": [{"id": "b"}]}, ["a"]),
        ({"assignedTo": [], "approvers": [{"id": "b"}]}, ["b"]),
        (
            {"assignedTo": None, "approvers": [{"identityID": "b"}, {"identityID": "c", "type": "GOVERNANCE_GROUP"}]},
            ["b", "c"],
        ),
        ({"approvers": None}, []),
        ({}, []),
    ],
)
def test_it_waits_for_whom_it_is_assigned_to_or_else_for_all_approvers(fields, expected):
    assert [one.id for one in read(id="1", **fields).approvers] == expected


@pytest.mark.parametrize(
    ("fields", "pending"),
    [
        ({}, True),
        ({"status": None, "completedDate": ""}, True),
        ({"status": "PENDING", "completedDate": "0001-01-01T00:00:00Z"}, True),
        ({"status": "PENDING", "completedDate": "2026-11-02T00:00:00Z"}, False),
        ({"status": "APPROVED"}, False),
        ({"status": "SOMETHING_NEW"}, False),
    ],
)
def test_whether_an_approval_is_pending(fields, pending):
    assert read(id="1", **fields).is_pending is pending


def test_reassign_names_the_former_approver_since_another_one_would_only_be_added():
    service = RecordedService(Answer(204, {}, None))
    body = ReassignApprovalRequest(reassign_from="a1", reassign_to="b1", comment="Anna is away.")
    GenericApprovals(service.client("v2026")).reassign("1", body)
    (request,) = service.requests
    assert (request.method, request.path) == ("POST", "/v2026/generic-approvals/1/reassign")
    assert request.body == {"reassignFrom": "a1", "reassignTo": "b1", "comment": "Anna is away."}
    with pytest.raises(InvalidInput):
        GenericApprovals(service.client("v2024")).reassign("1", body)
