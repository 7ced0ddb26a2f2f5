# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.generic_approvals import (
    GenericApprovalQueue,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService

VERSIONS = ["v1", "v2026", "v2025"]


def approver(identity_id, kind="IDENTITY", name=None):
    return {"identityID": identity_id, "type": kind, "name": name}


def approval(approval_id="1", *approvers, **fields):
    return {"id": approval_id, "approvers": list(approvers or [approver("anna")]), **fields}


def queue_of(*answers, version="v1"):
    service = RecordedService(*answers)
    return GenericApprovalQueue(service.client(version)), service.requests


def waiting(*approvals, version="v1", owner="anna"):
    return list(queue_of(list(approvals), version=version)[0].list(owner))


@pytest.mark.parametrize("version", VERSIONS)
def test_what_an_approval_tells(version):
    (item,) = waiting(
        approval(
            name=[{"value": "", "locale": "de"}, {"value": "Access", "locale": "en"}],
            type="ACCESS_REQUEST_APPROVAL",
            createdDate="2026-11-02T12:00:00Z",
            dueDate="2026-11-09T12:00:00Z",
            requester=approver("bruno", name="Bruno"),
            requestee={"name": "nobody"},
            referenceData=[{"id": "r", "type": "ACCESS_REQUEST"}, {"id": None}],
        ),
        version=version,
    )
    assert (item.queue, item.config_type, item.id, item.owner_id) == (
        "generic_approvals",
        "GENERIC_APPROVALS",
        "1",
        "anna",
    )
    assert (item.name, item.type, item.group) == ("Access", "ACCESS_REQUEST_APPROVAL", None)
    assert (item.created.day, item.due.day) == (2, 9)
    assert (item.requester, item.requested_for) == (Reference("bruno", "Bruno"), None)
    assert item.access_request_ids == {"r"}


@pytest.mark.parametrize(
    ("fields", "is_pending"),
    [
        ({}, True),
        ({"status": None}, True),
        ({"status": "PENDING"}, True),
        ({"status": "APPROVED"}, False),
        ({"status": "A_STATUS_OF_LATER"}, False),
        ({"completedDate": "2026-11-02T12:00:00Z"}, False),
        ({"completedDate": ""}, True),
    ],
)
@pytest.mark.parametrize("version", ["v1", "v2024"])
def test_only_pending_approvals_wait(version, fields, is_pending):
    assert len(waiting(approval(**fields), version=version)) == is_pending


@pytest.mark.parametrize(
    ("approvers", "group"),
    [
        ([approver("anna"), approver("g", "GOVERNANCE_GROUP", "Auditors")], None),
        ([approver("g", "GOVERNANCE_GROUP", "Auditors")], "Auditors"),
        ([approver("g", "GOVERNANCE_GROUP")], "g"),
        ([approver("bruno")], None),
    ],
)
def test_what_waits_for_a_person_through_a_group_names_the_group(approvers, group):
    (item,) = waiting(approval("1", *approvers))
    assert item.group == group


def test_v2024_lists_everybody_once_and_its_fields_have_other_names():
    mine = {"approvalId": "1", "approvers": [{"identityId": "anna"}]}
    queue, requests = queue_of([mine, {"approvalId": "2", "approvers": [{"id": "bruno"}]}], version="v2024")
    assert [[item.id for item in queue.list(owner)] for owner in ("anna", "bruno", "chloe")] == [["1"], ["2"], []]
    assert len(requests) == 1 and requests[0].params["mine"] == "false"


def test_each_approver_is_replaced_with_a_request_of_its_own():
    queue, requests = queue_of([approval("1"), approval("2")], None, None)
    assert queue.hand_over(list(queue.list("anna")), "bruno", "Anna leaves.") is None
    assert [one.path for one in requests[1:]] == [f"/generic-approvals/v1/{one}/reassign" for one in ("1", "2")]
    body = {"reassignFrom": "anna", "reassignTo": "bruno", "comment": "Anna leaves."}
    assert [one.body for one in requests[1:]] == [body, body]


def test_an_approval_has_arrived_when_its_owner_is_no_approver_any_more():
    both = [approver("bruno"), approver("anna")]
    found = [approval("1", *both), approval("2", approver("bruno")), approval("other", approver("bruno"))]
    queue, requests = queue_of([approval("1"), approval("2")], found)
    assert queue.ids_with("bruno", list(queue.list("anna"))) == {"2"}
    assert requests[1].params["approverId"] == "bruno" and '"1", "2"' in requests[1].params["filters"]


@pytest.mark.parametrize("version", ["v1", "v2024"])
def test_an_approver_is_the_same_in_any_letter_case(version):
    (item,) = waiting(
        approval("1", approver("g", "GOVERNANCE_GROUP"), approver("ANNA")), version=version, owner=Id("anna")
    )
    assert item.group is None


def test_an_approval_that_is_still_with_its_owner_has_not_arrived_in_any_letter_case():
    found = [approval("AB", approver("ANNA")), approval("CD", approver("BRUNO"))]
    queue, unused = queue_of([approval("ab"), approval("cd")], found)
    assert queue.ids_with(Id("bruno"), list(queue.list(Id("anna")))) == {"cd"}
