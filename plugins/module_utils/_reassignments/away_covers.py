# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Covers who will be absent themselves according to the declarations. Pure: no I/O, no Ansible.

The check of chains covers what is applied now. This also checks the windows that are deferred to a later run.
"""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.chains import MAX_DEPTH
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window


class AwayCover(t.NamedTuple):
    """Two configurations at the same time: somebody is covered, and the cover is absent."""

    covered: Configuration
    away: Configuration


def find_away_covers(
    declared: t.Iterable[Configuration], deferred: t.Collection[Configuration]
) -> t.Iterator[AwayCover]:
    """Yield pairs of overlapping declared windows of which at least one is deferred."""
    if not deferred:
        return
    waiting = set(deferred)
    by_key = _by_key(declared)
    for conf in (conf for confs in by_key.values() for conf in confs):
        for own in by_key.get(Key(conf.target_id, conf.key.config_type), ()):
            if (conf in waiting or own in waiting) and conf.window.intersection(own.window):
                yield AwayCover(conf, own)


def find_deep_chains(
    declared: t.Iterable[Configuration], deferred: t.Collection[Configuration]
) -> t.Iterator[tuple[Configuration, ...]]:
    """Chains of declared windows that are deeper than the service follows, with a deferred one in each.

    Each is returned once, cut where it becomes too deep.
    """
    if not deferred:
        return
    waiting = set(deferred)
    by_key = _by_key(declared)
    for first in (conf for confs in by_key.values() for conf in confs):
        for chain in _chains(by_key, (first,), first.window):
            if not waiting.isdisjoint(chain):
                yield chain


def _by_key(declared: t.Iterable[Configuration]) -> dict[Key, list[Configuration]]:
    by_key: dict[Key, list[Configuration]] = {}
    for conf in declared:
        by_key.setdefault(conf.key, []).append(conf)
    return by_key


def _chains(
    by_key: t.Mapping[Key, t.Sequence[Configuration]], chain: tuple[Configuration, ...], common: Window
) -> t.Iterator[tuple[Configuration, ...]]:
    """Return the continuations of the chain that are one step deeper than the service follows, without loops."""
    if len(chain) > MAX_DEPTH:
        yield chain
        return
    last = chain[-1]
    people = {conf.key.identity_id for conf in chain}
    for link in by_key.get(Key(last.target_id, last.key.config_type), ()):
        both = common.intersection(link.window)
        if both and link.target_id not in people:
            yield from _chains(by_key, (*chain, link), both)
