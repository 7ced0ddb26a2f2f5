# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Orders the changes so that no write closes a loop. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    ReassignmentChange,
    change_key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

_Changes = list[ReassignmentChange]


def order_changes(
    current: t.Mapping[Key, Configuration], changes: t.Sequence[ReassignmentChange], now: datetime
) -> list[_Changes]:
    """Return the changes in waves. Within a wave, any order is valid, and all changes may run concurrently.

    The service refuses a write that closes a loop with what it holds at that moment. Such a change waits for the change
    that blocks it. There is always a change that nothing blocks, because otherwise the current chain would be a loop
    itself. Changes are only left over if the final state contains a loop whose windows never overlap from ``now`` on; for
    those, only loops with overlapping windows count.
    """
    held = _Held(current, changes, now)
    deletes = [change for change in changes if not change.after]
    held.apply(deletes)
    upserts = [change for change in changes if change.after]
    waves = [deletes, *_ordered(held, upserts)]
    waves += _ordered_by_windows(held, _without(upserts, waves))
    return [wave for wave in waves if wave]


def _ordered(held: _Held, changes: _Changes) -> t.Iterator[_Changes]:
    waiting: dict[Key, _Changes] = {}
    while changes:
        wave = _next_wave(held, changes, waiting)
        yield wave
        changes = [change for done in wave for change in waiting.pop(change_key(done), ())]


def _ordered_by_windows(held: _Held, changes: _Changes) -> t.Iterator[_Changes]:
    while changes:
        # If all are blocked, a service that ignores windows refuses one of these in any order.
        wave = _next_wave(held, changes, {}, overlapping_only=True) or changes
        held.apply(wave)
        yield wave
        changes = _without(changes, [wave])


def _next_wave(
    held: _Held, candidates: _Changes, waiting: dict[Key, _Changes], *, overlapping_only: bool = False
) -> _Changes:
    """Return the changes that close no loop in any order; the others wait for what blocks them."""
    wave = []
    for change in candidates:
        loop = held.find_loop(_wanted(change), overlapping_only)
        if not loop:
            held.begin(change)
            wave.append(change)
        elif loop.in_the_way:
            waiting.setdefault(loop.in_the_way, []).append(change)
    held.apply(wave)
    return wave


def _without(changes: _Changes, waves: t.Iterable[_Changes]) -> _Changes:
    done = {change_key(change) for wave in waves for change in wave}
    return [change for change in changes if change_key(change) not in done]


def _wanted(change: ReassignmentChange) -> Configuration:
    """Return the target state of a change that is not a deletion."""
    return t.cast(Configuration, change.after)


class _Loop(t.NamedTuple):
    """``in_the_way`` is the key of a change that breaks the loop once it is applied, if there is one."""

    in_the_way: Key | None


class _Step(t.NamedTuple):
    """The current end of a chain, its common time window, and what blocks it, as in ``_Loop``."""

    key: Key
    window: Window
    in_the_way: Key | None


class _Held:
    """What the service may hold: during a wave, the old and the new configuration."""

    def __init__(
        self, current: t.Mapping[Key, Configuration], changes: t.Iterable[ReassignmentChange], now: datetime
    ) -> None:
        self._from_now_on = Window(now, None)
        self._held = {key: [conf] for key, conf in current.items()}
        self._final = {change_key(change): change.after for change in changes}
        #: The starts of chains that no remaining change affects, and that end with somebody who has no cover.
        self._settled: set[Key] = set()

    def begin(self, change: ReassignmentChange) -> None:
        """Note that the change may be applied at any time from now on."""
        self._held.setdefault(change_key(change), []).append(_wanted(change))

    def apply(self, wave: t.Iterable[ReassignmentChange]) -> None:
        """Note that all changes of the wave have been applied."""
        for change in wave:
            self._held[change_key(change)] = [change.after] if change.after else []

    def find_loop(self, new: Configuration, overlapping_only: bool) -> _Loop | None:
        """Return the loop that the new configuration can close, if any."""
        window = new.window.intersection(self._from_now_on) if overlapping_only else new.window
        stack = [_Step(Key(new.target_id, new.key.config_type), window, None)] if window else []
        seen = set()
        while stack:
            step = stack.pop()
            if step.key == new.key:
                return _Loop(step.in_the_way)
            if step[:2] not in seen and step.key not in self._settled:
                seen.add(step[:2])
                stack += self._next_steps(step, overlapping_only)
        if not overlapping_only:
            self._settle({key for key, unused in seen})
        return None

    def _next_steps(self, step: _Step, overlapping_only: bool) -> t.Iterator[_Step]:
        for conf in self._held.get(step.key, ()):
            window = step.window.intersection(conf.window) if overlapping_only else step.window
            if window:
                key = Key(conf.target_id, conf.key.config_type)
                yield _Step(key, window, step.in_the_way or self._to_be_replaced(conf))

    def _settle(self, keys: set[Key]) -> None:
        if all(map(self._is_final, keys)):
            self._settled |= keys

    def _to_be_replaced(self, conf: Configuration) -> Key | None:
        """Return the key of the configuration if a remaining change replaces it."""
        return conf.key if self._final.get(conf.key, conf) != conf else None

    def _is_final(self, key: Key) -> bool:
        """Return whether no remaining change affects the key."""
        if key not in self._final:
            return True
        final = self._final[key]
        return self._held.get(key, []) == ([final] if final else [])
