# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Checks a plan against the tenant: that people exist and are active, and that chains end."""

from __future__ import annotations

import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._identities.people import People
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.chains import (
    after_changes,
    check_chains,
    next_unknown,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import Declaration
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entries import Entries
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    Plan,
    ReassignmentChange,
    change_key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.state import KnownReassignments
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, ServiceError


class PlanChecks:
    """Reads no more than necessary: if nothing changes, it sends no request."""

    def __init__(
        self,
        plan: Plan,
        declarations: t.Sequence[Declaration],
        known: KnownReassignments,
        people: People,
        now: datetime,
        *,
        keep_errors: bool,
    ) -> None:
        """``keep_errors`` means that identities that cannot be read do not stop the others."""
        self._plan = plan
        self._declarations = declarations
        self._known = known
        self._people = people
        self._now = now
        self._keep_errors = keep_errors
        #: Sentences for the user, and those of them that are about what will go wrong.
        self.warnings: list[str] = []
        self.problems: list[str] = []

    def _warn(self, problems: t.Collection[str]) -> None:
        self.warnings += problems
        self.problems += problems

    def check_people(self, entries: Entries, others: t.AbstractSet[str] = frozenset()) -> None:
        """Look up all identities in the plan, and ``others``; raise ``InvalidInput`` for those of the plan that do not exist."""
        must_exist = _must_exist(self._plan)
        missing = self._look_up(must_exist | _mentioned(self._plan) | others)
        entries.check_that_they_exist(self._declarations, missing & must_exist)
        self._warn_of_inactive()

    def _look_up(self, identity_ids: set[str]) -> set[str]:
        """Return the IDs that do not exist. Without the right to look them up, there is only a warning."""
        try:
            return self._people.look_up(identity_ids - {""})
        except ServiceError as error:
            if error.status_code != 403:
                raise
            self.warnings.append(f"Identities given by ID could not be checked: {error.message}")
            return set()

    def _warn_of_inactive(self) -> None:
        targets = {
            declaration.target_id
            for declaration in self._declarations
            if declaration.target_id and not declaration.window.has_ended(self._now)
        }
        inactive = (target for target in targets if (identity := self._people.get(target)) and identity.is_inactive)
        self._warn(sorted(f"The cover {self._people.label(target)} is inactive." for target in inactive))

    def problem_of_chains(self, chains: str) -> InvalidInput | None:
        """Return loops, and other problems if ``chains`` is ``fail``; warn of these if it is ``warn``."""
        changes = self._plan.changes
        final = after_changes(self._known.configurations, changes)
        while unknown := next_unknown(final, changes, self._known) - self._known.errors.keys():
            self._known.read(unknown, keep_errors=self._keep_errors)
            final = after_changes(self._known.configurations, changes)
        mentioned: set[str] = set()

        def label(identity_id: str) -> str:
            mentioned.add(identity_id)
            return self._people.label(identity_id)

        problems = check_chains(final, changes, self._now, label)
        if problems.loops or problems.others:
            self._look_up(mentioned)
            problems = check_chains(final, changes, self._now, self._people.label)
        if problems.loops:
            # A single entry has no place.
            placed = [one.label for one in self._declarations if one.identity_id in mentioned and one.label[-1] == ")"]
            see = f" See {', '.join(dict.fromkeys(placed))}." if placed else ""
            return InvalidInput(
                f"The reassignments would form a loop. {' '.join(problems.loops)}{see} Nothing was written.",
                "In each loop, somebody needs a cover who is not in the loop.",
            )
        if problems.others and chains == "fail":
            return InvalidInput(f"{' '.join(problems.others)} Nothing was written.", "Set chains: warn to allow this.")
        if chains == "warn":
            self._warn(problems.others)
        return None


def _must_exist(plan: Plan) -> set[str]:
    """Return the IDs that the plan or a later run adds to the tenant."""
    new = [change for change in plan.changes if change.after and not _same_target(change)]
    targets = {conf.target_id for conf in [*plan.deferred, *(change.after for change in new)] if conf}
    return targets | {change_key(change).identity_id for change in new if not change.before}


def _mentioned(plan: Plan) -> set[str]:
    """Return all IDs in the changes, the deferred windows, and the windows that defer them."""
    confs = [conf for change in plan.changes for conf in (change.before, change.after) if conf]
    confs += [*plan.deferred, *(kept.existing for kept in plan.kept)]
    mentioned = {identity_id for conf in confs for identity_id in (conf.key.identity_id, conf.target_id)}
    return mentioned | plan.unreadable.keys()


def _same_target(change: ReassignmentChange) -> bool:
    return bool(change.before and change.after and change.before.target_id == change.after.target_id)
