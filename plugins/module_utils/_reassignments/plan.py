# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Plans the changes from the declared entries and the state of the tenant. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change, check_limit
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import (
    Declaration,
    Uncovered,
    group_by_key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, SailPointError

#: Starts that differ by at most this are equal, and a start that is at most this far ahead has passed: if the service
#: refuses starts in the past, the reassignment was created with a slightly later start than declared.
NEARLY_STARTED = timedelta(minutes=2)

#: How many reassignments, or which part of them, ``prune`` may remove without ``max_deletes``.
PRUNE_FREELY, PRUNE_FREELY_PART = 10, 0.3

ReassignmentChange = Change[t.Optional[Configuration]]


class PlanOptions(t.NamedTuple):
    """The options that determine what a plan may contain."""

    prune: str = "none"
    on_expired: str = "ignore"
    max_changes: int | None = None
    max_deletes: int | None = None
    #: The time zone in error messages; ``None`` means UTC.
    zone: ZoneInfo | None = None


class Kept(t.NamedTuple):
    """An undeclared window of the tenant that is kept, so that the declared one is deferred."""

    existing: Configuration
    deferred: Configuration


class Replaced(t.NamedTuple):
    """An undeclared window of the tenant that a declared one replaces."""

    existing: Configuration
    declared: Configuration


@dataclass(frozen=True, eq=False)
class NotPlanned(ReassignmentChange):
    """A declaration for an identity that could not be read, so that the state before is unknown."""

    #: Without a work type if the entry applies to all that the identity has configured.
    key: Key


@dataclass
class Plan:
    """The changes in a stable order, and what needs no change."""

    changes: list[ReassignmentChange] = field(default_factory=list)
    #: The number of identities and work types that need no change.
    unchanged: int = 0
    #: Declared windows that come after the one that is applied or kept.
    deferred: list[Configuration] = field(default_factory=list)
    #: Declared windows that have ended.
    expired: list[Configuration] = field(default_factory=list)
    #: Both only where nothing is pruned.
    kept: list[Kept] = field(default_factory=list)
    replaced: list[Replaced] = field(default_factory=list)
    #: Errors by the IDs of identities that could not be read, and the declarations for these identities.
    unreadable: dict[str, SailPointError] = field(default_factory=dict)
    not_planned: list[NotPlanned] = field(default_factory=list)
    #: The label of the entry that declares each configuration above: deferred, expired, not planned, or ``after``.
    sources: dict[Configuration, str] = field(default_factory=dict)


class GuardTripped(InvalidInput):
    """The plan exceeds a safety limit; nothing was written."""

    def __init__(self, message: str, hint: str | None, plan: Plan) -> None:
        super().__init__(message, hint)
        self.plan = plan


def make_plan(
    declarations: t.Sequence[Declaration],
    current: t.Mapping[Key, Configuration],
    now: datetime,
    options: PlanOptions,
    unreadable: t.Mapping[str, SailPointError] | None = None,
    uncovered: t.Sequence[Uncovered] = (),
) -> Plan:
    """Return the plan that leads from ``current`` to what is declared.

    ``current`` must contain all configurations of the declared identities except those in ``unreadable`` (identity ID
    to error), and with ``prune=all`` of the whole tenant. ``prune`` removes nothing of the people in ``uncovered``,
    for whom somebody may have chosen a cover elsewhere. Raises ``InvalidInput`` for contradicting entries, and
    ``GuardTripped`` for a plan that exceeds a safety limit.
    """
    declared = group_by_key(declarations, current, now, options.zone, uncovered)
    planner = _Planner(now, options, unreadable or {}, {one.identity_id for one in uncovered})
    for key in sorted(declared.present):
        planner.plan_windows(key, declared.present[key], current.get(key))
    for key in sorted(declared.absent):
        planner.plan_absent(key, current.get(key))
    planner.note_unknown_absent(declarations)
    pruned = _undeclared(declarations, current, declared.present.keys() | declared.absent, options.prune)
    planner.prune(pruned)
    plan = planner.plan
    plan.changes.sort(key=change_key)
    _check_guards(plan, planner.pruned, _within_reach(declarations, current, options.prune), options)
    return plan


def change_key(change: ReassignmentChange) -> Key:
    """Return the identity and work type of a change."""
    if isinstance(change, NotPlanned):
        return change.key
    return t.cast(Configuration, change.after or change.before).key


class _Planner:
    """Builds the plan, one identity and work type after another."""

    def __init__(
        self,
        now: datetime,
        options: PlanOptions,
        unreadable: t.Mapping[str, SailPointError],
        spared: t.Container[str],
    ) -> None:
        """``spared`` are the identities of which nothing is pruned."""
        self._now = now
        self._options = options
        self._spared = spared
        self.plan = Plan(unreadable=dict(unreadable))
        #: How many changes remove undeclared reassignments.
        self.pruned = 0

    def plan_windows(self, key: Key, entries: t.Sequence[Declaration], existing: Configuration | None) -> None:
        """Plan the active one of the windows declared for a key, or else the next one."""
        live = self._without_expired(key, entries)
        self.plan.deferred.extend(live[1:])
        if key.identity_id in self.plan.unreadable:
            if live:
                self.plan.not_planned.append(NotPlanned("create", None, live[0], key))
        elif live:
            self._plan_next(live, existing)
        elif existing and self._is_leftover(existing):
            self.pruned += not existing.window.has_ended(self._now)
            self._change(existing, None)
        else:
            self.plan.unchanged += 1

    def plan_absent(self, key: Key, existing: Configuration | None) -> None:
        if key.identity_id in self.plan.unreadable:
            self.plan.not_planned.append(NotPlanned("delete", None, None, key))
        else:
            self._change(existing, None)

    def note_unknown_absent(self, declarations: t.Iterable[Declaration]) -> None:
        """Note the entries that remove all reassignments of identities that could not be read."""
        unknown = {entry.identity_id for entry in declarations if entry.config_types is None}
        for identity_id in sorted(unknown & self.plan.unreadable.keys()):
            self.plan.not_planned.append(NotPlanned("delete", None, None, Key(identity_id, "")))

    def prune(self, undeclared: t.Iterable[Configuration]) -> None:
        for existing in undeclared:
            if existing.key.identity_id not in self.plan.unreadable and self._prunes(existing):
                self.pruned += 1
                self._change(existing, None)

    def _prunes(self, existing: Configuration) -> bool:
        """Return whether the existing window is removed if it is not declared."""
        return self._options.prune != "none" and existing.key.identity_id not in self._spared

    def _without_expired(self, key: Key, entries: t.Iterable[Declaration]) -> list[Configuration]:
        """Return the declared configurations that have not ended; note the others."""
        live: list[Configuration] = []
        for entry in entries:
            declared = Configuration(key, t.cast(str, entry.target_id), entry.window)
            self.plan.sources[declared] = entry.label
            (self.plan.expired if entry.window.has_ended(self._now) else live).append(declared)
        return live

    def _plan_next(self, live: t.Sequence[Configuration], existing: Configuration | None) -> None:
        """Plan the first declared configuration, unless an undeclared one takes precedence."""
        undeclared = existing if self._is_undeclared(existing, live) else None
        if undeclared and self._stays(undeclared, live[0].window):
            self.plan.kept.append(Kept(undeclared, live[0]))
            self.plan.deferred.append(live[0])
            self.plan.unchanged += 1
            return
        wanted = _as_written(live[0], existing)._replace(window=_with_start(live[0], existing, self._now))
        self.plan.sources[wanted] = self.plan.sources[live[0]]
        if undeclared and not self._goes_on(undeclared, wanted):
            self.plan.replaced.append(Replaced(undeclared, wanted))
        self._change(existing, wanted)

    def _is_undeclared(self, existing: Configuration | None, live: t.Iterable[Configuration]) -> bool:
        """Return whether this is a relevant undeclared window: with ``prune`` none is, nor is one that has ended."""
        if existing is None or self._prunes(existing) or existing.window.has_ended(self._now):
            return False
        return not any(_declares(declared, existing, self._now) for declared in live)

    def _stays(self, existing: Configuration, declared: Window) -> bool:
        """Return whether the existing window comes before a declared one that has not started."""
        if declared.start is None or declared.start <= self._now:
            return False
        return existing.window.start is None or existing.window.start < declared.start

    def _goes_on(self, existing: Configuration, wanted: Configuration) -> bool:
        """Return whether the wanted configuration includes the rest of the existing one."""
        (start, end), (wanted_start, wanted_end) = existing.window, wanted.window
        rest_start = max(start, self._now) if start else self._now
        return (
            existing.target_id == wanted.target_id
            and (wanted_start is None or wanted_start <= rest_start)
            and (wanted_end is None or (end is not None and end <= wanted_end))
        )

    def _is_leftover(self, existing: Configuration) -> bool:
        """Return whether to remove the existing window when all declared windows have ended."""
        if existing.window.has_ended(self._now):
            return self._options.on_expired == "remove"
        return self._prunes(existing)

    def _change(self, existing: Configuration | None, wanted: Configuration | None) -> None:
        if existing == wanted:
            self.plan.unchanged += 1
        else:
            action = "delete" if wanted is None else "update" if existing else "create"
            self.plan.changes.append(Change(action, existing, wanted))


def _has_begun(window: Window, now: datetime) -> bool:
    return window.start is None or window.start <= now + NEARLY_STARTED


def _declares(declared: Configuration, existing: Configuration, now: datetime) -> bool:
    """Return whether the existing configuration is the declared one, possibly before the entry was edited.

    It is if both have the same target and start, the same window, or, before it starts, the same target and end. An
    existing start within the declared window equals the declared one: it was kept, or could not be earlier.
    """
    (start, end), (declared_start, declared_end) = existing.window, declared.window
    same_start = start is not None and declared_start is not None and abs(start - declared_start) <= NEARLY_STARTED
    if existing.target_id != declared.target_id:
        return same_start and end == declared_end
    if not _has_begun(existing.window, now):
        return same_start or (end is not None and end == declared_end)
    if declared_start is None:
        return True
    return same_start or (declared_start <= now and (start is None or declared_start <= start))


def _as_written(declared: Configuration, existing: Configuration | None) -> Configuration:
    """Return the declared configuration, with the IDs as the service writes them."""
    if existing is None:
        return declared
    target_id = existing.target_id if existing.target_id == declared.target_id else declared.target_id
    return declared._replace(key=existing.key, target_id=target_id)


def _with_start(declared: Configuration, existing: Configuration | None, now: datetime) -> Window:
    """Return the declared window with the start to send.

    The start of a reassignment that has already started is kept: it has no effect any more, and the service may refuse
    a new start in the past. Otherwise, without a declared start, the reassignment starts now.
    """
    start, end = declared.window
    if existing and (start is None or start <= now) and _is_running(existing.window, now):
        kept = existing.window.start
        if existing == declared._replace(window=Window(kept, end)):
            return existing.window
        if kept is not None and (end is None or kept < end):
            return Window(kept, end)
    return Window(now if start is None else start, end)


def _is_running(window: Window, now: datetime) -> bool:
    return _has_begun(window, now) and not window.has_ended(now)


def _undeclared(
    declarations: t.Iterable[Declaration],
    current: t.Mapping[Key, Configuration],
    declared: t.AbstractSet[Key],
    prune: str,
) -> list[Configuration]:
    """Return what ``prune`` removes, sorted."""
    reach = _within_reach(declarations, current, prune)
    return [current[key] for key in sorted(reach - declared)]


def _within_reach(
    declarations: t.Iterable[Declaration], current: t.Mapping[Key, Configuration], prune: str
) -> set[Key]:
    """Return the keys in the reach of ``prune``: none, those of the listed identities, or those of the tenant."""
    if prune == "none":
        return set()
    if prune == "all":
        return set(current)
    listed = {declaration.identity_id for declaration in declarations}
    return {key for key in current if key.identity_id in listed}


def _check_guards(plan: Plan, pruned: int, within_reach: t.Sized, options: PlanOptions) -> None:
    deletes = sum(change.action == "delete" for change in plan.changes)
    try:
        check_limit(len(plan.changes), "changes", "max_changes", options.max_changes)
        check_limit(deletes, "deletions", "max_deletes", options.max_deletes)
    except InvalidInput as error:
        raise GuardTripped(error.message, error.hint, plan) from None
    if options.max_deletes is None and pruned > max(PRUNE_FREELY, PRUNE_FREELY_PART * len(within_reach)):
        whose = "the tenant has" if options.prune == "all" else "the listed identities have"
        raise GuardTripped(
            f"prune would remove too much: {pruned} of the {len(within_reach)} reassignments that {whose},"
            f" more than {PRUNE_FREELY_PART:.0%}. Nothing was written.",
            f"Check the plan. If it is what you want, set max_deletes to {deletes}.",
            plan,
        )
