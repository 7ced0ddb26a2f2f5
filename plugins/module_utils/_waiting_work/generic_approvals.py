# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The queue of generic approvals."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.generic_approvals import (
    Approver,
    GenericApproval,
    GenericApprovals,
    ReassignApprovalRequest,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference, WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import (
    Queue,
    filter_for,
    read_list,
)

_GROUP = "GOVERNANCE_GROUP"


class GenericApprovalQueue(Queue):
    name = "generic_approvals"
    config_type = "GENERIC_APPROVALS"
    list_operation = "generic_approvals.list"
    handover_operation = "generic_approvals.reassign"

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._service = GenericApprovals(client)
        #: The approvals of everybody, if the list cannot be restricted to one person.
        self._of_everybody: t.Sequence[GenericApproval] | None = None

    def list(self, owner_id: str) -> t.Iterable[WaitingItem]:
        return [self._item(owner_id, found) for found in self._waiting_for(owner_id)]

    def _waiting_for(self, owner_id: str) -> t.Iterator[GenericApproval]:
        if not self._service.lists_everybody:
            yield from (found for found in self._read(owner_id, None) if found.is_pending)
            return
        with self.lock:
            if self._of_everybody is None:
                self._of_everybody = self._read(owner_id, None)
        for found in self._of_everybody:
            if found.is_pending and owner_id in {approver.id for approver in found.approvers}:
                yield found

    def _read(self, owner_id: str, filters: str | None) -> t.Sequence[GenericApproval]:
        return read_list(
            "generic approvals",
            lambda offset: self._service.list_pending(owner_id, offset, filters),
            lambda approval: approval.id,
        )

    def _item(self, owner_id: str, found: GenericApproval) -> WaitingItem:
        return WaitingItem(
            queue=self.name,
            config_type=self.config_type,
            id=found.id,
            owner_id=owner_id,
            name=found.name,
            type=found.type,
            created=found.created_date,
            due=found.due_date,
            requester=_reference(found.requester),
            requested_for=_reference(found.requestee),
            group=_group(owner_id, found),
            access_request_ids=frozenset(reference.id for reference in found.reference_data if reference.id),
        )

    def hand_over(self, items: t.Sequence[WaitingItem], target_id: str, comment: str) -> None:
        for item in items:
            body = ReassignApprovalRequest(reassign_from=item.owner_id, reassign_to=target_id, comment=comment)
            self._service.reassign(t.cast(str, item.id), body)

    def ids_with(self, target_id: str, items: t.Sequence[WaitingItem]) -> set[str]:
        # An approver can already have been one before, so the list of the owner decides.
        owner_id = items[0].owner_id
        wanted = {item.id for item in items}
        found = self._read(target_id, filter_for("approvalId", wanted))
        return {
            approval.id
            for approval in found
            if approval.id in wanted and owner_id not in {approver.id for approver in approval.approvers}
        }


def _group(owner_id: str, found: GenericApproval) -> str | None:
    """The governance group of the approval, if the person is not an approver by name."""
    if any(approver.id == owner_id for approver in found.approvers):
        return None
    groups = (approver for approver in found.approvers if approver.type == _GROUP)
    return next((group.name or group.id for group in groups), None)


def _reference(found: Approver | None) -> Reference | None:
    return Reference(found.id, found.name) if found and found.id else None
