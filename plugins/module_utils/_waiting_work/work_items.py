# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The queue of work items."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import (
    ForwardRequest,
    WorkItem,
    WorkItems,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference, WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import Queue
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.find import open_work_items


class WorkItemQueue(Queue):
    """The list cannot be filtered, and that of a cover for many is long, so ``ids_with`` returns ``None``.

    The service has forwarded a work item when it answers, so it is enough that it has left its owner's list.
    """

    name = "work_items"
    config_type = "MANUAL_TASKS"
    list_operation = "work_items.list"
    handover_operation = "work_items.forward"

    def __init__(self, client: Client, send_notifications: bool = True) -> None:
        super().__init__()
        self._service = WorkItems(client)
        self._send_notifications = send_notifications

    def list(self, owner_id: str) -> t.Iterable[WaitingItem]:
        return [self._item(found) for found in open_work_items(self._service, owner_id) if found.is_open]

    def _item(self, found: WorkItem) -> WaitingItem:
        requester = Reference(found.requester_id, found.requester_display_name) if found.requester_id else None
        return WaitingItem(
            queue=self.name,
            config_type=self.config_type,
            id=found.id,
            owner_id=t.cast(str, found.owner_id),
            name=found.name,
            type=found.type,
            created=found.created,
            requester=requester,
        )

    def hand_over(self, items: t.Sequence[WaitingItem], target_id: str, comment: str) -> None:
        for item in items:
            body = ForwardRequest(
                target_owner_id=target_id, comment=comment, send_notifications=self._send_notifications
            )
            self._service.forward(t.cast(str, item.id), body)
