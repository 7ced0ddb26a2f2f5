# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.access_request_approvals import (
    AccessRequestApprovals,
    ForwardApprovalRequest,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService

ANNA = {"id": "A1", "name": "Anna Berg"}


def read(item):
    (approval,) = AccessRequestApprovals(RecordedService([item]).client()).list_pending("a1", 0).items
    return approval


@pytest.mark.parametrize("version", API_VERSIONS)
@pytest.mark.parametrize("filters", [None, 'id in ("1")'])
def test_the_approver_is_always_named_since_an_administrator_would_get_everybodys(version, filters):
    service = RecordedService([])
    AccessRequestApprovals(service.client(version)).list_pending("a1", 250, filters)
    (request,) = service.requests
    assert request.path.endswith("/pending") and version in request.path
    wanted = {"owner-id": "a1", "limit": 250, "offset": 250}
    assert request.params == (wanted if filters is None else {**wanted, "filters": filters})


def test_a_page_has_the_total_that_the_service_counts():
    service = RecordedService(Answer(200, {"X-Total-Count": "7"}, [{"id": "1"}]))
    page = AccessRequestApprovals(service.client()).list_pending("a1", 0)
    assert (page.total, [one.id for one in page.items]) == (7, ["1"])


def test_what_an_approval_says():
    approval = read(
        {
            "id": "1",
            "accessRequestId": "R1",
            "name": "Payroll",
            "created": "2026-11-02T01:00:00.123456+01:00",
            "requestType": "GRANT_ACCESS",
            "requester": ANNA,
            "requestedFor": {"id": "B1", "name": None},
            "actionInProcess": "FORWARDED",
            "owner": {"id": "owner of the access item"},
        }
    )
    assert (approval.name, approval.access_request_id, approval.action_in_process) == ("Payroll", "R1", "FORWARDED")
    assert approval.created.isoformat() == "2026-11-02T00:00:00.123000+00:00"
    assert approval.requester.id == "a1" and approval.requested_for.id == "b1", "the case of an ID does not matter"
    assert not hasattr(approval, "owner")


@pytest.mark.parametrize("missing", [{}, dict.fromkeys(["name", "created", "requester", "requestedFor"])])
def test_an_approval_that_says_little(missing):
    approval = read({"id": "1", **missing})
    assert (approval.name, approval.created, approval.action_in_process) == (None, None, None)
    assert (approval.requester.id, approval.requested_for.id) == (None, None)


@pytest.mark.parametrize("answer", [{}, None, [{"name": "no ID"}], [{"id": None}], ["x"]])
def test_an_answer_that_is_no_list_of_approvals(answer):
    with pytest.raises(UnexpectedAnswer):
        AccessRequestApprovals(RecordedService(answer).client()).list_pending("a1", 0)


@pytest.mark.parametrize("version", API_VERSIONS)
def test_forward_sends_both_required_fields(version):
    service = RecordedService(Answer(202, {}, None))
    body = ForwardApprovalRequest(new_owner_id="b1", comment="Anna is away.")
    assert AccessRequestApprovals(service.client(version)).forward("x/1", body) is None
    (request,) = service.requests
    assert request.method == "POST" and request.path.endswith("/x%2F1/forward")
    assert request.body == {"newOwnerId": "b1", "comment": "Anna is away."}
