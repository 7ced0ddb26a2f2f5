# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Which handovers are needed: those of people for whom something waits."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queues import (
    queues_of,
    read_waiting,
)

Handovers = list[dict[str, t.Any]]


def needed_handovers(client: Client, handovers: Handovers, concurrency: int) -> Handovers:
    """Return the handovers without those of people for whom nothing waits.

    If a queue cannot be read, the handovers that concern it stay, so that ``waiting_work_handover`` reports the reason.
    Sends one request per person and queue.
    """
    queues = {queue.config_type: queue for queue in queues_of(client) if client.has(queue.list_operation)}
    wanted = [(handover["from"], config_type) for handover in handovers for config_type in handover["config_types"]]
    pairs = {
        (owner_id, config_type): (queues[config_type], owner_id)
        for owner_id, config_type in wanted
        if config_type in queues
    }
    try:
        waiting = read_waiting(list(pairs.values()), concurrency)
    except SailPointError:
        return handovers
    if waiting.left_out:
        return handovers
    people = {
        *(Id(item.owner_id) for item in waiting.items),
        *(Id(owner_id) for unused, owner_id in waiting.errors),
        *(Id(owner_id) for owner_id, config_type in wanted if config_type not in queues),
    }
    return [handover for handover in handovers if Id(handover["from"]) in people]
