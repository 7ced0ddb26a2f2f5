# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.access_request_approvals import (
    AccessRequestApprovalQueue,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService

APPROVAL = {"id": "1"}


def queue_of(*answers):
    service = RecordedService(*answers)
    return AccessRequestApprovalQueue(service.client()), service.requests


def waiting(approval):
    (item,) = queue_of([approval])[0].list("anna")
    return item


def test_what_an_approval_tells():
    item = waiting(
        {
            **APPROVAL,
            "name": "Role",
            "requestType": "GRANT_ACCESS",
            "created": "2026-11-02T12:00:00.123Z",
            "accessRequestId": "r",
            "requester": {"id": "bruno", "name": "Bruno"},
            "requestedFor": {"id": "chloe", "name": None},
            "owner": {"id": "daniel"},
            "actionInProcess": "FORWARDED",
        }
    )
    assert (item.queue, item.config_type, item.id) == ("access_request_approvals", "ACCESS_REQUESTS", "1")
    assert item.owner_id == "anna", "the owner in the answer is that of the access item"
    assert (item.name, item.type, item.in_process) == ("Role", "GRANT_ACCESS", "FORWARDED")
    assert (item.requester, item.requested_for) == (Reference("bruno", "Bruno"), Reference("chloe", None))
    assert item.access_request_ids == {"r"}


@pytest.mark.parametrize(
    "fields", [{}, {"requester": None, "requestedFor": {"name": "Chloe"}, "accessRequestId": None, "created": ""}]
)
def test_an_approval_need_not_tell_more_than_its_id(fields):
    item = waiting({**APPROVAL, **fields})
    assert (item.requester, item.requested_for, item.created, item.in_process) == (None, None, None, None)
    assert item.access_request_ids == frozenset()


@pytest.mark.parametrize("action", ["APPROVED", "FORWARDED", "AN_ACTION_OF_LATER"])
def test_an_action_that_the_service_has_accepted_is_in_process(action):
    queue, requests = queue_of([{**APPROVAL, "actionInProcess": action}, {"id": "2", "actionInProcess": None}])
    assert queue.ids_in_process(list(queue.list("anna"))) == {"1"}
    assert len(requests) == 1


def test_each_approval_is_forwarded_with_a_request_of_its_own():
    queue, requests = queue_of([APPROVAL, {"id": "2"}], None, None)
    assert queue.hand_over(list(queue.list("anna")), "bruno", "Anna leaves.") is None
    assert requests[0].params["owner-id"] == "anna"
    assert [one.path for one in requests[1:]] == [
        f"/access-request-approvals/v1/{approval_id}/forward" for approval_id in ("1", "2")
    ]
    assert [one.body for one in requests[1:]] == [{"newOwnerId": "bruno", "comment": "Anna leaves."}] * 2


def test_the_approvals_of_the_target_show_what_has_arrived():
    queue, requests = queue_of([APPROVAL, {"id": "2"}], [{"id": "2"}, {"id": "other"}])
    assert queue.ids_with("bruno", list(queue.list("anna"))) == {"2"}
    assert requests[1].params["owner-id"] == "bruno"
    assert all(f'"{approval_id}"' in requests[1].params["filters"] for approval_id in ("1", "2"))


def test_the_whole_list_of_the_target_is_read_if_there_are_too_many_ids_for_a_filter():
    many = [{"id": f"{number:036}"} for number in range(100)]
    queue, requests = queue_of(many, many[:60])
    assert len(queue.ids_with("bruno", list(queue.list("anna")))) == 60
    assert "filters" not in requests[1].params


def test_ids_are_compared_without_case():
    queue, unused = queue_of([{"id": "ab", "accessRequestId": "CD"}], [{"id": "AB"}])
    items = list(queue.list("anna"))
    assert queue.ids_with("bruno", items) == {"ab"}
    assert items[0].access_request_ids == {Id("cd")}
