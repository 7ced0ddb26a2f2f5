# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The option ``handovers``: the options of an entry, and their meaning. Pure: no I/O."""

from __future__ import annotations

import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import check_least
from ansible_collections.community.sailpoint.plugins.module_utils._instants import parse_instant
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import CONFIG_TYPES_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._service.access_request_approvals import (
    LONGEST_COMMENT,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import Entry
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.find import WORK_ITEM_TYPES

Params = t.Mapping[str, t.Any]

_FAIL, _SKIP = "fail", "skip"

#: The options of one entry of ``handovers``.
HANDOVER_SPEC: dict[str, t.Any] = {
    "from": {"type": "str", "required": True},
    "to": {"type": "str"},
    "config_types": CONFIG_TYPES_SPEC,
    "ids": {"type": "list", "elements": "str"},
    "work_item_types": {"type": "list", "elements": "str", "choices": list(WORK_ITEM_TYPES)},
    "created_before": {"type": "str"},
    "until": {"type": "str"},
    "if_unavailable": {"type": "str", "choices": [_FAIL, _SKIP], "default": _FAIL},
}


class Dates(t.NamedTuple):
    """The parsed dates of an entry; ``None`` if not set."""

    created_before: datetime | None
    until: datetime | None


def check_options(params: Params) -> list[Dates]:
    """Return the dates of the entries; raise ``InvalidInput`` for what can be checked without a request."""
    check_least(params, max_changes=0, concurrency=1, wait_timeout=0, journal_keep_days=0)
    if params["hand_back"] and not params["journal"]:
        raise InvalidInput("hand_back requires journal, which records what was handed over.")
    if not 0 < len(params["comment"].strip()) <= LONGEST_COMMENT:
        raise InvalidInput(f"comment must have 1 to {LONGEST_COMMENT} characters.")
    return [
        _checked_dates(entry, f"handovers[{number}]", params["timezone"])
        for number, entry in enumerate(params["handovers"], start=1)
    ]


def _checked_dates(entry: Params, where: str, timezone: str | None) -> Dates:
    for option in ("config_types", "work_item_types", "ids"):
        if entry[option] is not None and not entry[option]:
            raise InvalidInput(f"{where}: {option} is empty: leave it out to mean all.")
    if entry["to"] is not None and entry["to"].strip().casefold() == entry["from"].strip().casefold():
        raise InvalidInput(f"{where}: from and to are the same person, {entry['to']}.")
    given = (
        parse_instant(entry[option], timezone, f"{where}: {option}") if entry[option] is not None else None
        for option in Dates._fields
    )
    return Dates(*given)


def names_in(handovers: t.Iterable[Params]) -> list[str]:
    """Return all people that the entries name."""
    return [entry[option] for entry in handovers for option in ("from", "to") if entry[option] is not None]


def make_entry(
    entry: Params, config_types: t.Collection[str], dates: Dates, by_name: t.Mapping[str, Identity]
) -> Entry:
    """Return an entry with names resolved; ``config_types`` are those of the available queues."""
    target_id = by_name[entry["to"]].id if entry["to"] is not None else None
    return Entry(
        by_name[entry["from"]].id,
        target_id,
        config_types,
        {one.strip() for one in entry["ids"]} if entry["ids"] is not None else None,
        entry["work_item_types"],
        dates.created_before,
        dates.until,
        target_id is None or entry["if_unavailable"] == _SKIP,
    )
