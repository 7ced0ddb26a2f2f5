# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Shortens results with very many changes, to keep them readable and Ansible's memory use low. Pure."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import FAILED

#: Longest list in a result, and most entries of a diff.
LONGEST_LIST, LONGEST_DIFF = 5000, 500

Result = dict[str, t.Any]
_Change = t.TypeVar("_Change")


def shortened(result: Result) -> Result:
    """Return the result with long lists cut, and the numbers of entries left out. Failed changes are kept."""
    lists = {name: value for name, value in result.items() if isinstance(value, list) and len(value) > LONGEST_LIST}
    cut = {name: value[:LONGEST_LIST] for name, value in lists.items()}
    if "changes" in lists:
        cut["changes"] = kept_changes(lists["changes"], lambda change: str(change["status"]))
    omitted = {**result.get("omitted", {}), **{name: len(value) - len(cut[name]) for name, value in lists.items()}}
    return {**result, **cut, "diff": _short_diff(result["diff"]), **({"omitted": omitted} if omitted else {})}


def kept_changes(changes: t.Sequence[_Change], status: t.Callable[[_Change], str]) -> list[_Change]:
    """Return the failed ones, and as many others as fit into a result, in their order."""
    room = LONGEST_LIST - sum(status(change) == FAILED for change in changes)
    kept = []
    for change in changes:
        failed = status(change) == FAILED
        if not failed:
            room -= 1
        if failed or room >= 0:
            kept.append(change)
    return kept


def _short_diff(diff: Result) -> Result:
    entries = list(dict.fromkeys([*diff["before"], *diff["after"]]))
    if len(entries) <= LONGEST_DIFF:
        return diff
    kept = set(entries[:LONGEST_DIFF])
    short = {
        side: {entry: value for entry, value in diff[side].items() if entry in kept} for side in ("before", "after")
    }
    more = f"{len(entries) - LONGEST_DIFF} more are not shown.\n"
    return {**diff, **short, "prepared": diff.get("prepared", "") + more}
