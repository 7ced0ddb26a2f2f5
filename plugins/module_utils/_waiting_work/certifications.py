# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The queue of open certifications."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.certifications import (
    MOST_CERTIFICATIONS,
    Certification,
    Certifications,
    IdentitySummary,
    IdentityTarget,
    ReassignCertificationsRequest,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference, WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import (
    Progress,
    Queue,
    filter_for,
    read_list,
)

_GROUP = "GOVERNANCE_GROUP"


class CertificationQueue(Queue):
    name = "certifications"
    config_type = "CERTIFICATIONS"
    list_operation = "certifications.list"
    handover_operation = "campaigns.reassign"
    most_at_once = MOST_CERTIFICATIONS

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._service = Certifications(client)

    def list(self, owner_id: str) -> t.Iterable[WaitingItem]:
        return [self._item(owner_id, found) for found in self._read(owner_id, None) if found.is_open]

    def _read(self, owner_id: str, filters: str | None) -> t.Sequence[Certification]:
        return read_list(
            "certifications",
            lambda offset: self._service.list(owner_id, offset, filters),
            # One without an ID is treated as different from all others.
            lambda certification: certification.id or id(certification),
        )

    def _item(self, owner_id: str, found: Certification) -> WaitingItem:
        reviewer, campaign = found.reviewer, found.campaign
        return WaitingItem(
            queue=self.name,
            config_type=self.config_type,
            id=found.id,
            owner_id=owner_id,
            former_id=next(iter(found.ids - {found.id}), None),
            name=found.name or (campaign.name if campaign else None),
            created=found.created,
            due=found.due,
            campaign=Reference(campaign.id, campaign.name) if campaign and campaign.id else None,
            group=(reviewer.name or reviewer.id) if reviewer and reviewer.type == _GROUP else None,
        )

    def batch(self, item: WaitingItem) -> t.Hashable:
        return item.campaign

    def hand_over(self, items: t.Sequence[WaitingItem], target_id: str, comment: str) -> str:
        campaign = t.cast(Reference, items[0].campaign)
        body = ReassignCertificationsRequest(
            certification_ids=[t.cast(str, item.id) for item in items],
            reassign_to=IdentityTarget(id=target_id, type="IDENTITY"),
            reason=comment,
        )
        return self._service.reassign(t.cast(str, campaign.id), body).id

    def ids_with(self, target_id: str, items: t.Sequence[WaitingItem]) -> set[str]:
        campaigns = {item.campaign.id for item in items if item.campaign}
        found = self._read(target_id, filter_for(self._service.campaign_field, campaigns))
        # A reassignment can change the ID of a certification; then the old one is in the answer.
        return {item.id for item in items if item.id} & {one for certification in found for one in certification.ids}

    def ids_in_process(self, items: t.Sequence[WaitingItem]) -> set[str]:
        return self._service.ids_in_process(
            {item.id: (item.campaign.id or "") for item in items if item.id and item.campaign}
        )

    def progress(self, task_id: str, item_id: str) -> Progress:
        task = self._service.get_task(task_id, item_id)
        return Progress(task.has_ended, task.has_failed, task.errors)

    def subject_ids(self, item: WaitingItem) -> set[str]:
        if not self._service.tells_subjects or item.id is None:
            return set()
        certification_id = item.id
        summaries: list[IdentitySummary] = read_list(
            "the people whom a certification reviews",
            lambda offset: self._service.list_identity_summaries(certification_id, offset),
            lambda summary: summary.id or summary.identity_id,
        )
        return {summary.identity_id for summary in summaries if summary.identity_id}
