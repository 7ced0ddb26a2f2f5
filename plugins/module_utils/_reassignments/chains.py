# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Who covers for those who cover: loops, long chains, and an order of writes without loops.

Pure: no I/O, no Ansible. Each identity has at most one edge per work type, to the one who covers.
"""

from __future__ import annotations

import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    Configuration,
    Key,
    ReassignmentChange,
    change_key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

#: The service follows a chain to this depth.
MAX_DEPTH = 5

Names = t.Callable[[str], str]


def after_changes(
    current: t.Mapping[Key, Configuration], changes: t.Iterable[ReassignmentChange]
) -> dict[Key, Configuration]:
    """What is there when all changes are applied."""
    final = dict(current)
    for change in changes:
        if change.after:
            final[change.after.key] = change.after
        else:
            final.pop(change_key(change), None)
    return final


def next_unknown(
    final: t.Mapping[Key, Configuration], changes: t.Iterable[ReassignmentChange], known: t.Container[str]
) -> set[str]:
    """The identities whose configurations decide how the changed chains go on, and have not been read."""
    unknown = set()
    for change in changes:
        if change.after:
            trail = follow_chain(final, change.after)
            last = trail[-1].target_id
            if last not in known and last != change.after.key.identity_id:
                unknown.add(last)
    return unknown


def follow_chain(final: t.Mapping[Key, Configuration], first: Configuration) -> list[Configuration]:
    """The chain that begins with C(first), as far as there is a time at which all of it applies.

    If it is a loop the last one leads back to an identity that is in the chain already.
    """
    trail = [first]
    seen = {first.key.identity_id}
    common: Window | None = first.window
    while trail[-1].target_id not in seen:
        following = final.get(Key(trail[-1].target_id, first.key.config_type))
        if following is None or common is None:
            break
        common = common.intersection(following.window)
        if common is None:
            break
        trail.append(following)
        seen.add(following.key.identity_id)
    return trail


class ChainProblems(t.NamedTuple):
    """Sentences for people."""

    loops: list[str]
    #: Chains that are too deep, and targets who are away at the same time.
    others: list[str]


def check_chains(
    final: t.Mapping[Key, Configuration], changes: t.Sequence[ReassignmentChange], now: datetime, name: Names
) -> ChainProblems:
    """What is wrong with the chains in which the changes are, each problem once, with all its work types."""
    alive = {key: conf for key, conf in final.items() if not conf.window.has_ended(now)}
    covered: _Covered = {}
    for conf in alive.values():
        covered.setdefault(Key(conf.target_id, conf.key.config_type), []).append(conf)
    changed = [change.after for change in changes if change.after and change.after.key in alive]
    # Somebody for whom one who changes is to cover already.
    upstream = [conf for change in changed for conf in covered.get(change.key, ())]
    loops, away, deep = _Sentences(), _Sentences(), _Sentences()
    for first in dict.fromkeys([*changed, *upstream]):
        trail = follow_chain(alive, first)
        config_type = first.key.config_type
        people = [first.key.identity_id, *(link.target_id for link in trail)]
        chain = " → ".join(map(name, people))
        if people[-1] in people[:-1]:
            # A chain that runs into a loop further on is reported by the one that closes that loop.
            if people[-1] == people[0]:
                loops.add(frozenset(people), config_type, f"{chain}.")
        elif len(trail) > 1:
            away.add(
                chain,
                config_type,
                f"{name(first.target_id)}, who is to cover for {name(people[0])}, is away at the same time;"
                f" the work goes on: {chain}.",
            )
    for change in changed:
        for people in _too_deep(alive, covered, change):
            chain = " → ".join(map(name, people))
            text = f"the chain {chain} is deeper than {MAX_DEPTH}, where the service stops following it."
            deep.add(people[-1], change.key.config_type, text)
    return ChainProblems(loops.told(), away.told() + deep.told())


#: Who is covered by somebody, by the one who covers and the work type.
_Covered = dict[Key, list[Configuration]]


class _Sentences:
    """What is the same for several work types is told once."""

    def __init__(self) -> None:
        self._found: dict[t.Hashable, tuple[str, dict[str, None]]] = {}

    def add(self, problem: t.Hashable, config_type: str, text: str) -> None:
        """Add a work type that has the problem; the first text is the one that is told."""
        self._found.setdefault(problem, (text, {}))[1][config_type] = None

    def told(self) -> list[str]:
        return [f"{', '.join(config_types)}: {text}" for text, config_types in self._found.values()]


def _too_deep(alive: t.Mapping[Key, Configuration], covered: _Covered, change: Configuration) -> t.Iterator[list[str]]:
    """The chains through a change that are deeper than the service follows, as the IDs of their people."""
    # Upstream, all who lead here; no further than is needed to be too deep.
    layer = heads = [change]
    for unused in range(MAX_DEPTH):
        layer = [conf for link in layer for conf in covered.get(link.key, ())]
        heads = heads + layer
    for head in heads:
        trail = follow_chain(alive, head)
        people = [head.key.identity_id, *(link.target_id for link in trail)]
        if len(trail) > MAX_DEPTH and change in trail and len(set(people)) == len(people):
            yield people
