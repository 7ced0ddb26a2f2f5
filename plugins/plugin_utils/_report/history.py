# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The handovers in a journal, for the report. Pure: no I/O, no Ansible."""

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

#: The states of a handover: still with the cover, handed back, closed or passed on to somebody else.
_HANDOVER_STATES = ("open", RETURNED, GONE)


def read_history(journal: str, path: str) -> list[dict[str, t.Any]]:
    """Return the handovers in a journal: open ones first, then the latest. Raises ``InvalidInput`` for an invalid journal."""
    handovers = read_journal(journal.encode("utf-8", "surrogatepass"), path).handovers
    latest_first = sorted(handovers, key=lambda one: one.since, reverse=True)
    lines = [_handover(one) for one in latest_first if one.reason != NOT_MOVED]
    return sorted(lines, key=lambda line: _HANDOVER_STATES.index(line["state"]))


def _handover(handover: Handover) -> dict[str, t.Any]:
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
