# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""One item of waiting work, the same for all queues. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant


class Reference(t.NamedTuple):
    """The ID and name of a person or an object, as far as known."""

    id: str | None
    name: str | None

    def shown(self) -> dict[str, str | None]:
        return {"id": self.id, "name": self.name}


@dataclass(frozen=True)
class WaitingItem:
    """An item that waits for a person in one of the queues."""

    #: The name of the queue, such as ``work_items``.
    queue: str
    config_type: str
    #: ``None`` if the API version does not return it; then the item cannot be handed over.
    id: str | None
    #: The ID of the identity for whom it waits.
    owner_id: str
    #: The ID before the reassignment, if that changes the ID.
    former_id: str | None = None
    name: str | None = None
    type: str | None = None
    created: datetime | None = None
    due: datetime | None = None
    requester: Reference | None = None
    requested_for: Reference | None = None
    campaign: Reference | None = None
    #: The ID of the manager, if a certification only reviews people who report to this manager.
    manager_id: str | None = None
    #: The name of the governance group, if it does not wait for the person alone.
    group: str | None = None
    #: The action that the service has accepted but not finished, such as ``FORWARDED``.
    in_process: str | None = None
    #: The IDs of its access requests.
    access_request_ids: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """A label of the item for people, unique if it has an ID."""
        name = self.name or self.type or self.queue.replace("_", " ").rstrip("s")
        return f"{name} ({self.id})" if self.id else name

    def reference(self) -> dict[str, t.Any]:
        """Return the item for results."""
        return {
            "id": self.id,
            "name": self.name,
            "type": self.type,
            "created": format_instant(self.created) if self.created else None,
            "due": format_instant(self.due) if self.due else None,
            "campaign": self.campaign.shown() if self.campaign else None,
        }


def in_stable_order(items: t.Iterable[WaitingItem]) -> list[WaitingItem]:
    """Return the items, oldest first; items without a date come before all others."""
    return sorted(items, key=lambda item: (item.created.timestamp() if item.created else 0.0, item.id or ""))
