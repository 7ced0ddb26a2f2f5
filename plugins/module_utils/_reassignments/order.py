# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The order in which changes are written, so that no write closes a loop. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    Configuration,
    Key,
    ReassignmentChange,
    change_key,
)


def order_changes(
    current: t.Mapping[Key, Configuration], changes: t.Sequence[ReassignmentChange]
) -> list[list[ReassignmentChange]]:
    """The changes in waves: within a wave any order is legal, and all may be under way at once.

    The service refuses a write that closes a loop with what it holds at that moment. A change that
    would do so waits until those that are in its way are done: of the changes that remain there is
    always one that nothing is in the way of, for if each waited for another the chain of what is
    there now would have to be a loop itself. Only where the final state has a loop whose windows
    never overlap is something left over; then loops are only looked for where windows overlap.
    """
    edges: _Edges = {key: {conf} for key, conf in current.items()}
    deletes = [change for change in changes if not change.after]
    waves = [deletes] if deletes else []
    for change in deletes:
        edges.pop(change_key(change), None)
    remaining = [change for change in changes if change.after]
    while remaining:
        wave = _next_wave(edges, remaining, overlapping_only=False)
        wave = wave or _next_wave(edges, remaining, overlapping_only=True) or remaining
        edges.update({change_key(change): {_wanted(change)} for change in wave})
        waves.append(wave)
        done = set(map(id, wave))
        remaining = [change for change in remaining if id(change) not in done]
    return waves


#: What the service may hold while a wave is under way: the old configuration and the new one.
_Edges = dict[Key, set[Configuration]]


def _next_wave(
    edges: _Edges, remaining: t.Sequence[ReassignmentChange], *, overlapping_only: bool
) -> list[ReassignmentChange]:
    """Those of the changes that close no loop, whichever of them are done; adds them to the edges."""
    wave = []
    for change in remaining:
        new = _wanted(change)
        if not _closes_loop(edges, new, overlapping_only):
            edges.setdefault(new.key, set()).add(new)
            wave.append(change)
    return wave


def _wanted(change: ReassignmentChange) -> Configuration:
    """What a change that is no deletion leads to."""
    return t.cast(Configuration, change.after)


def _closes_loop(edges: _Edges, new: Configuration, overlapping_only: bool) -> bool:
    """Whether following the edges from the new one can lead back to where it begins."""
    stack = [(new.target_id, new.window)]
    seen = set()
    while stack:
        identity_id, common = stack.pop()
        if identity_id == new.key.identity_id:
            return True
        for following in edges.get(Key(identity_id, new.key.config_type), ()):
            window = common.intersection(following.window) if overlapping_only else common
            if window and (following, window) not in seen:
                seen.add((following, window))
                stack.append((following.target_id, window))
    return False
