# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Chains of covers who are absent themselves: loops, and chains that are too deep.

Pure: no I/O, no Ansible. Each identity has at most one configuration, and so one cover, per work type.
"""

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

#: The service follows a chain to this depth.
MAX_DEPTH = 5

Configurations = t.Mapping[Key, Configuration]
Names = t.Callable[[str], str]


def after_changes(current: Configurations, changes: t.Iterable[ReassignmentChange]) -> dict[Key, Configuration]:
    """Return the state after all changes are applied."""
    final = dict(current)
    for change in changes:
        if change.after:
            final[change.after.key] = change.after
        else:
            final.pop(change_key(change), None)
    return final


def next_unknown(final: Configurations, changes: t.Iterable[ReassignmentChange], known: t.Container[str]) -> set[str]:
    """Return the identities that determine how the changed chains continue and that have not been read."""
    firsts = [change.after for change in changes if change.after]
    # A chain that joins one of these, or the rest of a chain seen before, leads to nothing new.
    seen: set[t.Hashable] = set(firsts)
    unknown = set()
    for first in firsts:
        last = _last_new(final, first, seen)
        if last.target_id not in known and last.target_id != first.key.identity_id:
            unknown.add(last.target_id)
    return unknown


def _last_new(final: Configurations, first: Configuration, seen: set[t.Hashable]) -> Configuration:
    """Return the end of the chain, or where it joins one in ``seen``; update ``seen``."""
    last = first
    for last, common in _links(final, first):
        if last != first and (last in seen or (last, common) in seen):
            break
        seen.add((last, common))
    return last


def follow_chain(final: Configurations, first: Configuration, at_most: int | None = None) -> list[Configuration]:
    """Return the chain that starts with ``first``, as far as all its windows overlap.

    In a loop, the last configuration leads back to an identity in the chain. A chain with more than ``at_most``
    configurations is cut.
    """
    trail = []
    for link, unused in _links(final, first):
        trail.append(link)
        if len(trail) == at_most:
            break
    return trail


def _links(final: Configurations, first: Configuration) -> t.Iterator[tuple[Configuration, Window]]:
    """Yield the configurations of a chain, each with the common window of all of them so far."""
    link: Configuration | None = first
    common: Window | None = first.window
    seen = set()
    while link and common:
        yield link, common
        seen.add(link.key.identity_id)
        if link.target_id in seen:
            return
        link = final.get(Key(link.target_id, first.key.config_type))
        common = link and common.intersection(link.window)


class ChainProblems(t.NamedTuple):
    """Sentences for people."""

    loops: list[str]
    #: Chains that are too deep, and covers who are absent at the same time.
    others: list[str]


def check_chains(
    final: Configurations, changes: t.Sequence[ReassignmentChange], now: datetime, name: Names
) -> ChainProblems:
    """Check the chains that contain changes; return each problem once, with all its work types."""
    alive = {key: conf for key, conf in final.items() if not conf.window.has_ended(now)}
    upstream: _Upstream = {}
    for conf in alive.values():
        upstream.setdefault(Key(conf.target_id, conf.key.config_type), []).append(conf)
    changed = [change.after for change in changes if change.after and change.after.key in alive]
    # People for whom a changed identity already covers.
    relying = [conf for change in changed for conf in upstream.get(change.key, ())]
    firsts = list(dict.fromkeys([*changed, *relying]))
    ends, cycles = _trace(alive)
    loops = _loops(alive, cycles, firsts, name)
    away = _away(alive, firsts, name)
    return ChainProblems(loops.told(), away.told() + _too_deep(alive, upstream, ends, changed, name).told())


#: The configurations that rely on a cover, by the cover's key.
_Upstream = dict[Key, list[Configuration]]


class _Sentences:
    """Sentences about problems, each with all its work types."""

    def __init__(self) -> None:
        self._found: dict[t.Hashable, tuple[str, dict[str, None]]] = {}

    def add(self, problem: t.Hashable, config_type: str, text: str) -> None:
        """Add a work type that has the problem; the first text is used."""
        self._found.setdefault(problem, (text, {}))[1][config_type] = None

    def told(self) -> list[str]:
        return [f"{', '.join(config_types)}: {text}" for text, config_types in self._found.values()]


def _trace(alive: Configurations) -> tuple[dict[Key, str], list[list[Key]]]:
    """Return the end of each chain, and the cycles, both ignoring windows. Each key is visited once."""
    ends: dict[Key, str] = {}
    cycles = []
    for start in alive:
        path: dict[Key, int] = {}
        key = start
        while key in alive and key not in ends and key not in path:
            path[key] = len(path)
            key = Key(alive[key].target_id, key.config_type)
        if key in path:
            cycles.append(list(path)[path[key] :])
        end = ends.get(key, key.identity_id)
        ends.update(dict.fromkeys(path, end))
    return ends, cycles


def _loops(
    alive: Configurations, cycles: t.Iterable[list[Key]], firsts: t.Sequence[Configuration], name: Names
) -> _Sentences:
    """Return the cycles that contain a change and whose windows overlap."""
    ranks = {first.key: rank for rank, first in enumerate(firsts)}
    loops = _Sentences()
    for cycle in cycles:
        rank, begin = min((ranks.get(key, len(ranks)), place) for place, key in enumerate(cycle))
        if rank < len(ranks) and _overlap(alive[key].window for key in cycle):
            people = [key.identity_id for key in (*cycle[begin:], *cycle[:begin])]
            loops.add(frozenset(people), cycle[0].config_type, f"{' → '.join(map(name, [*people, people[0]]))}.")
    return loops


def _overlap(windows: t.Iterable[Window]) -> bool:
    common: Window | None = Window(None, None)
    for window in windows:
        common = common and common.intersection(window)
    return common is not None


def _away(alive: Configurations, firsts: t.Iterable[Configuration], name: Names) -> _Sentences:
    """Return the covers who are absent at the same time."""
    away = _Sentences()
    for first in firsts:
        people = _people(alive, first)
        if len(people) > 2 and people[-1] not in people[:-1]:
            chain = _told(people, name)
            away.add(
                chain,
                first.key.config_type,
                f"{name(first.target_id)}, who covers for {name(people[0])}, is absent at the same time;"
                f" the work is passed on: {chain}.",
            )
    return away


def _too_deep(
    alive: Configurations,
    upstream: _Upstream,
    ends: t.Mapping[Key, str],
    changed: t.Iterable[Configuration],
    name: Names,
) -> _Sentences:
    """Return the chains through a change that are too deep for the service, one for each end."""
    deep = _Sentences()
    for change in changed:
        for head in _heads(upstream, change):
            trail = follow_chain(alive, head, MAX_DEPTH + 1)
            people = _people(alive, head)
            if len(trail) > MAX_DEPTH and change in trail and len(set(people)) == len(people):
                text = (
                    f"the chain {_told(people, name)} is deeper than {MAX_DEPTH}, where the service stops following it."
                )
                deep.add(ends[head.key], change.key.config_type, text)
    return deep


def _heads(upstream: _Upstream, change: Configuration) -> list[Configuration]:
    """Return where chains through the change can start, no further up than the depth limit."""
    layer = heads = [change]
    for unused in range(MAX_DEPTH):
        layer = [conf for link in layer for conf in upstream.get(link.key, ())]
        heads = heads + layer
    return heads


def _people(alive: Configurations, first: Configuration) -> list[str]:
    """Return the IDs of the people in a chain, one more than are shown if there are more."""
    trail = follow_chain(alive, first, MAX_DEPTH + 2)
    return [first.key.identity_id, *(link.target_id for link in trail)]


def _told(people: t.Sequence[str], name: Names) -> str:
    """Return the people of a chain as text, cut at the depth limit of the service."""
    told = " → ".join(map(name, people[: MAX_DEPTH + 2]))
    return told if len(people) <= MAX_DEPTH + 2 else f"{told} → …"
