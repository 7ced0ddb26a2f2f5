# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Problems of the declared absences that will occur later. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from datetime import datetime, timedelta

from ansible_collections.community.sailpoint.plugins.module_utils._identities.people import People
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import manager_of
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.away_covers import (
    find_away_covers,
    find_deep_chains,
    find_lost_covers,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import (
    Declaration,
    Uncovered,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import Plan, change_key
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.presentation import Wording
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window


class Absences(t.NamedTuple):
    """The declared absences, with and without a cover."""

    covered: t.Sequence[Declaration]
    #: Only those that have not ended.
    uncovered: t.Sequence[Uncovered]


class Outlook:
    """Finds the problems; the people are named as far as they are known when a method is called."""

    def __init__(
        self,
        absences: Absences,
        plan: Plan,
        held: t.Mapping[Key, Configuration],
        now: datetime,
        warn_days: int | None,
    ) -> None:
        """``held`` is what the tenant holds before the plan; ``warn_days`` is how far to look ahead."""
        self._absences = absences
        self._plan = plan
        self._now = now
        self._warn_days = warn_days
        self._kept = self._find_kept(held) if absences.uncovered else {}

    def _find_kept(self, held: t.Mapping[Key, Configuration]) -> dict[str, list[Configuration]]:
        """What stays as it is of those for whom nobody covers, by identity."""
        identity_ids = {one.identity_id for one in self._absences.uncovered}
        changed = {change_key(change) for change in self._plan.changes}
        kept: dict[str, list[Configuration]] = {}
        for key, conf in held.items():
            if key.identity_id in identity_ids and key not in changed and not conf.window.has_ended(self._now):
                kept.setdefault(key.identity_id, []).append(conf)
        return kept

    @property
    def mentioned(self) -> set[str]:
        """The IDs of those whom the sentences about missing covers name."""
        covers = {conf.target_id for confs in self._kept.values() for conf in confs}
        return covers | {one.identity_id for one in self._absences.uncovered}

    def without_cover(self, wording: Wording, *, soon: bool) -> list[str]:
        """Return a sentence for each absence without a cover that has begun or begins soon, or else for the others."""
        return [
            wording.without_cover(one, _of_its_types(one, self._kept.get(one.identity_id, ())))
            for one in self._absences.uncovered
            if self._begins_within(one.window, self._warn_days or 0) == soon
        ]

    def later(self, wording: Wording, people: People, *, chains: bool) -> list[str]:
        """Return what the check of the chains that are applied now does not find; ``chains`` is whether to look at chains."""
        declared, deferred = self._configurations(), self._plan.deferred
        return [
            *(wording.away_covers(find_away_covers(declared, deferred)) if chains else ()),
            *(wording.deep_chains(find_deep_chains(declared, deferred)) if chains else ()),
            *wording.lost_covers(find_lost_covers(declared, self._absences.uncovered)),
            *wording.without_manager(conf for conf in declared if self._lacks_manager(conf, people)),
        ]

    def _configurations(self) -> list[Configuration]:
        return [
            Configuration(Key(declaration.identity_id, config_type), declaration.target_id, declaration.window)
            for declaration in self._absences.covered
            for config_type in declaration.config_types or ()
            if declaration.target_id
        ]

    def _lacks_manager(self, conf: Configuration, people: People) -> bool:
        """Return whether the cover of a window that starts soon is known to have no manager."""
        if self._warn_days is None or conf.window.has_ended(self._now):
            return False
        identity = people.get(conf.target_id) if self._begins_within(conf.window, self._warn_days) else None
        manager = manager_of(identity) if identity else None
        return identity is not None and not (manager and manager.id)

    def _begins_within(self, window: Window, days: int) -> bool:
        return window.start is None or window.start - self._now <= timedelta(days=days)


def _of_its_types(uncovered: Uncovered, confs: t.Iterable[Configuration]) -> list[Configuration]:
    """Return those of the work types of the absence."""
    return [conf for conf in confs if uncovered.concerns(conf.key.config_type)]
