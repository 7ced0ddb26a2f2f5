# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Summarizes a handover of waiting work for people. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.words import count_in_words, queue_noun

_Item = t.Mapping[str, t.Any]

#: How many items are named in one line.
_NAMED = 5


def handover_lines(result: t.Mapping[str, t.Any]) -> list[str]:
    """Return lines on what was handed over, what stays, and why; ``result`` is that of ``waiting_work_handover``."""
    moved: dict[tuple[str, str, str], dict[str, int]] = {}
    for change in result.get("changes", ()):
        if change["status"] in ("planned", "applied"):
            counts = moved.setdefault((change.get("action", ""), _name(change["from"]), _name(change["to"])), {})
            counts[change["queue"]] = counts.get(change["queue"], 0) + 1
    left_out = (one for one in result.get("queues_left_out", ()) if one["scope"])
    return [
        *(
            f"Still open, goes back from {source} to {to}: {count_in_words(counts)}"
            if action == "hand_back"
            else f"Waiting work of {source} goes to {to}: {count_in_words(counts)}"
            for (action, source, to), counts in moved.items()
        ),
        *_staying(result.get("skipped_items", ()), lambda one: one["reason"]),
        *_staying(result.get("in_process_items", ()), _in_process),
        *(
            f"Not checked, because the token has no permission: {queue_noun(one['queue'], 2)}. {one['reason']}"
            for one in left_out
        ),
    ]


def _staying(items: t.Iterable[_Item], reason_of: t.Callable[[_Item], str]) -> t.Iterator[str]:
    """Yield one line for all items that stay for the same reason."""
    groups: dict[tuple[str, str], list[_Item]] = {}
    for item in items:
        groups.setdefault((_name(item["from"]), reason_of(item)), []).append(item)
    for (source, reason), members in groups.items():
        counts: dict[str, int] = {}
        for member in members:
            counts[member["queue"]] = counts.get(member["queue"], 0) + 1
        names = [member["item"]["name"] or member["item"]["id"] for member in members]
        more = f", and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        named = ", ".join(map(str, names[:_NAMED]))
        yield f"Stays with {source}: {count_in_words(counts)} ({named}{more}). {reason}"


def _in_process(item: _Item) -> str:
    action = f" ({item['action']})" if item["action"] else ""
    return f"The service is already processing this{action}."


def _name(person: _Item) -> str:
    return str(person["name"] or person["id"])
