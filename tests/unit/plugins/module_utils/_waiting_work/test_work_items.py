# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.work_items import WorkItemQueue
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService

ITEM = {"id": "1", "ownerId": "anna"}


def waiting(*answers, version="v1"):
    return list(WorkItemQueue(RecordedService(*answers).client(version)).list("anna"))


def test_what_a_work_item_tells():
    (item,) = waiting(
        [
            {
                **ITEM,
                "name": "Review",
                "type": "PolicyVioloation",
                "state": "Pending",
                "created": "2026-11-02T12:00:00+01:00",
                "requesterId": "bruno",
                "requesterDisplayName": "Bruno",
            }
        ]
    )
    assert (item.queue, item.config_type, item.id, item.owner_id) == ("work_items", "MANUAL_TASKS", "1", "anna")
    assert (item.name, item.type) == ("Review", "PolicyViolation")
    assert item.requester == Reference("bruno", "Bruno")
    assert item.reference()["created"] == "2026-11-02T11:00:00Z"


@pytest.mark.parametrize("extra", [{}, {"requesterId": None, "requesterDisplayName": "Bruno", "type": None}])
def test_a_work_item_need_not_tell_more_than_its_id_and_owner(extra):
    (item,) = waiting([{**ITEM, **extra}])
    assert (item.requester, item.created, item.name, item.type) == (None, None, None, None)


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({"state": None}, True),
        ({"state": "Pending"}, True),
        ({"state": "AStateOfLater"}, True),
        ({"state": "Finished"}, False),
        ({"state": "Canceled"}, False),
        ({"state": None, "completed": "2026-11-02T12:00:00Z"}, False),
        ({"ownerId": "bruno"}, False),
        ({"ownerId": None}, False),
    ],
)
def test_only_open_items_of_the_owner_wait(fields, is_open):
    assert len(waiting([{**ITEM, **fields}])) == is_open


@pytest.mark.parametrize("send_notifications", [True, False])
def test_each_item_is_forwarded_with_a_request_of_its_own(send_notifications):
    service = RecordedService([ITEM, {**ITEM, "id": "2"}], None, None)
    queue = WorkItemQueue(service.client(), send_notifications)
    items = list(queue.list("anna"))
    assert queue.hand_over(items, "bruno", "Anna leaves.") is None
    assert [(one.method, one.path) for one in service.requests[1:]] == [
        ("POST", f"/work-items/v1/{item_id}/forward") for item_id in ("1", "2")
    ]
    body = {"targetOwnerId": "bruno", "comment": "Anna leaves.", "sendNotifications": send_notifications}
    assert [one.body for one in service.requests[1:]] == [body, body]


def test_the_list_of_the_target_is_not_read():
    queue = WorkItemQueue(RecordedService().client())
    assert queue.ids_with("bruno", waiting([ITEM])) is None
