# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Who had what, from when until when: the journal of handovers as a part of the report."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal import (
    GONE,
    NOT_MOVED,
    RETURNED,
    Handover,
    read_journal,
)

#: What has become of an item: it is still with the cover; it is back; it was closed, or given to somebody else.
STATES = ("open", RETURNED, GONE)


def read_history(content: str, path: str) -> list[dict[str, t.Any]]:
    """What was handed over, by state, the latest first.

    Raises ``InvalidInput`` for what is no journal.
    """
    handovers = [
        one for one in read_journal(content.encode("utf-8", "surrogatepass"), path).handovers if one.reason != NOT_MOVED
    ]
    handovers.sort(key=lambda one: one.since, reverse=True)
    return sorted(map(_shown, handovers), key=lambda line: STATES.index(line["state"]))


def _shown(handover: Handover) -> dict[str, t.Any]:
    return {
        "item": handover.item.shown(),
        "queue": handover.queue,
        "config_type": handover.config_type,
        "from": handover.giver.shown(),
        "to": handover.receiver.shown(),
        "since": format_instant(handover.since),
        "until": handover.until and format_instant(handover.until),
        "state": handover.reason or "open",
    }
