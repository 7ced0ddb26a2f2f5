# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Covers who will be absent themselves according to the declarations. Pure: no I/O, no Ansible.

The check of chains covers what is applied now. This also checks the windows that are deferred to a later run.
"""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)


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
    by_key: dict[Key, list[Configuration]] = {}
    for conf in declared:
        by_key.setdefault(conf.key, []).append(conf)
    for conf in (conf for confs in by_key.values() for conf in confs):
        for own in by_key.get(Key(conf.target_id, conf.key.config_type), ()):
            if (conf in waiting or own in waiting) and conf.window.intersection(own.window):
                yield AwayCover(conf, own)
