# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The result of the module ``waiting_work_info``."""

from __future__ import annotations

import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._identities.names import NameOf, show_identity
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import (
    identity_names,
    look_up_names,
    resolve_identities,
)
from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant, parse_instant
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, unreadable
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import DEFAULT_CONCURRENCY
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import (
    WaitingItem,
    in_stable_order,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queues import (
    LeftOut,
    choose_queues,
    queues_of,
    read_waiting,
)

Params = t.Mapping[str, t.Any]


def read_waiting_work(client: Client, params: Params) -> dict[str, t.Any]:
    """Return the result of the module; ``params`` are its options."""
    dates = _instant(params, "created_before"), _instant(params, "due_before")
    if params["config_types"] is not None and not params["config_types"]:
        raise InvalidInput("config_types is empty: leave it out to mean all work types.")
    queues, left_out = choose_queues(client, queues_of(client), params["config_types"], handover=False)
    resolved = resolve_identities(client, params["identities"], DEFAULT_CONCURRENCY)
    given = {resolved[name].id: name for name in params["identities"]}
    people = list(given)
    waiting = read_waiting([(queue, person) for person in people for queue in queues], DEFAULT_CONCURRENCY)
    if waiting.errors:
        raise unreadable("Waiting work", {given[person]: error for (unused, person), error in waiting.errors.items()})
    items = _by_person(waiting.items, people, *dates)
    names = identity_names(resolved.values())
    names.update(look_up_names(client, set(people) - names.keys(), DEFAULT_CONCURRENCY))
    left_out += waiting.left_out
    refused = {one.queue for one in left_out}
    return {
        "waiting": [_shown(item, names.get) for found in items.values() for item in found],
        "people": [_summary(person, found, names.get) for person, found in items.items()],
        "queues": [queue.name for queue in queues if queue.name not in refused],
        "queues_left_out": show_left_out(left_out),
        "warnings": warnings_about(left_out),
    }


def _by_person(
    items: t.Iterable[WaitingItem],
    people: t.Iterable[str],
    created_before: datetime | None,
    due_before: datetime | None,
) -> dict[str, list[WaitingItem]]:
    """Return the items that were created and are due before the dates, by person, in a stable order."""
    found: dict[str, list[WaitingItem]] = {person: [] for person in people}
    for item in in_stable_order(items):
        if _is_before(item.created, created_before) and _is_before(item.due, due_before):
            found[item.owner_id].append(item)
    return found


def show_left_out(left_out: t.Iterable[LeftOut]) -> list[dict[str, t.Any]]:
    """Return the key ``queues_left_out`` of a result."""
    return [one._asdict() for one in left_out]


def warnings_about(left_out: t.Iterable[LeftOut]) -> list[str]:
    """Return warnings about queues without permission; those that the API version lacks need no warning."""
    return [
        f"The queue {one.queue} was left out: {one.reason} The token needs the scope {one.scope}, and its user must be an"
        " administrator."
        for one in left_out
        if one.scope
    ]


def _instant(params: Params, option: str) -> datetime | None:
    return parse_instant(params[option], params["timezone"], option) if params[option] is not None else None


def _is_before(instant: datetime | None, limit: datetime | None) -> bool:
    return limit is None or (instant is not None and instant < limit)


def _shown(item: WaitingItem, name_of: NameOf) -> dict[str, t.Any]:
    return {
        "identity": show_identity(item.owner_id, name_of),
        "queue": item.queue,
        "config_type": item.config_type,
        **item.reference(),
        "requester": item.requester.shown() if item.requester else None,
        "requested_for": item.requested_for.shown() if item.requested_for else None,
        "governance_group": item.group,
        "in_process": item.in_process,
    }


def _summary(person: str, items: t.Sequence[WaitingItem], name_of: NameOf) -> dict[str, t.Any]:
    counts: dict[str, int] = {}
    for item in items:
        counts[item.queue] = counts.get(item.queue, 0) + 1
    oldest = min((item.created for item in items if item.created), default=None)
    return {
        "identity": show_identity(person, name_of),
        "total": len(items),
        "by_queue": counts,
        "oldest": format_instant(oldest) if oldest else None,
    }
