# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The queue of access request approvals."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.access_request_approvals import (
    AccessRequestApproval,
    AccessRequestApprovals,
    ForwardApprovalRequest,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import IdentityReference
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference, WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import (
    Queue,
    filter_for,
    read_list,
)


class AccessRequestApprovalQueue(Queue):
    name = "access_request_approvals"
    config_type = "ACCESS_REQUESTS"
    list_operation = "access_request_approvals.list_pending"
    handover_operation = "access_request_approvals.forward"

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._service = AccessRequestApprovals(client)

    def list(self, owner_id: str) -> t.Iterable[WaitingItem]:
        return [self._item(owner_id, found) for found in self._read(owner_id, None)]

    def _read(self, owner_id: str, filters: str | None) -> t.Sequence[AccessRequestApproval]:
        return read_list(
            "approvals of access requests",
            lambda offset: self._service.list_pending(owner_id, offset, filters),
            lambda approval: approval.id,
        )

    def _item(self, owner_id: str, found: AccessRequestApproval) -> WaitingItem:
        return WaitingItem(
            queue=self.name,
            config_type=self.config_type,
            id=found.id,
            owner_id=owner_id,
            name=found.name,
            type=found.request_type,
            created=found.created,
            requester=_reference(found.requester),
            requested_for=_reference(found.requested_for),
            in_process=found.action_in_process,
            access_request_ids=frozenset({found.access_request_id} if found.access_request_id else ()),
        )

    def hand_over(self, items: t.Sequence[WaitingItem], target_id: str, comment: str) -> None:
        for item in items:
            self._service.forward(t.cast(str, item.id), ForwardApprovalRequest(new_owner_id=target_id, comment=comment))

    def ids_with(self, target_id: str, items: t.Sequence[WaitingItem]) -> set[str]:
        wanted = {item.id for item in items if item.id}
        return {approval.id for approval in self._read(target_id, filter_for("id", wanted))} & wanted


def _reference(found: IdentityReference) -> Reference | None:
    return Reference(found.id, found.name) if found.id else None
