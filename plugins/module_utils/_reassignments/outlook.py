# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""What will go wrong later, as far as the declarations tell. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from datetime import datetime, timedelta

from ansible_collections.community.sailpoint.plugins.module_utils._identities.people import People
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import manager_of
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.away_covers import (
    find_away_covers,
    find_deep_chains,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import Configuration, Key
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import Declaration
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.presentation import Wording


class Outlook(t.NamedTuple):
    """What to look at."""

    now: datetime
    #: For how many days ahead to check whether those who cover have a manager; ``None`` for not at all.
    warn_days: int | None
    #: Whether to look at the chains of windows that are applied later.
    chains: bool

    def problems(
        self,
        declarations: t.Iterable[Declaration],
        deferred: t.Collection[Configuration],
        people: People,
        wording: Wording,
    ) -> list[str]:
        """Return notes on problems of windows that are applied later, and of covers in the next days."""
        declared = [
            Configuration(Key(declaration.identity_id, config_type), declaration.target_id, declaration.window)
            for declaration in declarations
            for config_type in declaration.config_types or ()
            if declaration.target_id
        ]
        problems = wording.without_manager(conf for conf in declared if self._lacks_manager(conf, people))
        if not self.chains:
            return problems
        return [
            *wording.away_covers(find_away_covers(declared, deferred)),
            *wording.deep_chains(find_deep_chains(declared, deferred)),
            *problems,
        ]

    def _lacks_manager(self, conf: Configuration, people: People) -> bool:
        """Return whether the cover of a window that starts soon is known to have no manager."""
        days, start = self.warn_days, conf.window.start
        if days is None or conf.window.has_ended(self.now) or (start and start - self.now > timedelta(days=days)):
            return False
        identity = people.get(conf.target_id)
        manager = manager_of(identity) if identity else None
        return identity is not None and not (manager and manager.id)
