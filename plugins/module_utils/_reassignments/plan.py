# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""From what is declared and what is there to what has to change. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change, check_limit
from ansible_collections.community.sailpoint.plugins.module_utils._instants import (
    format_instant,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

#: An existing start that is no further ahead counts as passed: where the service refuses a start in
#: the past, the reassignment was made to begin a little later than declared.
NEARLY_STARTED = timedelta(minutes=2)


class Key(t.NamedTuple):
    """The service holds one configuration per identity and work type."""

    identity_id: str
    config_type: str


class Configuration(t.NamedTuple):
    """Work of one type is reassigned from one identity to another during a window of time."""

    key: Key
    target_id: str
    window: Window


ReassignmentChange = Change[t.Optional[Configuration]]


class Declaration(t.NamedTuple):
    """One entry of what shall be, with names resolved and dates parsed."""

    #: How an error names this entry.
    label: str
    identity_id: str
    #: C(None) with C(target_id) C(None): whatever types are there.
    config_types: tuple[str, ...] | None
    #: C(None): nothing shall be there.
    target_id: str | None
    window: Window


class PlanOptions(t.NamedTuple):
    """The options of the modules that decide what a plan may do."""

    prune: str = "none"
    on_expired: str = "ignore"
    max_changes: int | None = None
    max_deletes: int | None = None


@dataclass
class Plan:
    """What to do, in a stable order, and what needs nothing."""

    changes: list[ReassignmentChange] = field(default_factory=list)
    unchanged: int = 0
    #: Declared windows that come after the one that is applied.
    deferred: list[Configuration] = field(default_factory=list)
    #: Declared windows that have ended.
    expired: list[Configuration] = field(default_factory=list)


def make_plan(
    declarations: t.Sequence[Declaration],
    current: t.Mapping[Key, Configuration],
    now: datetime,
    options: PlanOptions,
) -> Plan:
    """The plan that leads from C(current) to what is declared.

    C(current) must hold all configurations of the declared identities, and with C(prune=all) of the
    whole tenant. Raises C(InvalidInput) for contradicting entries and for a plan that is larger than
    the options allow.
    """
    plan = Plan()
    calendars, removed = _sort_by_key(declarations, current, now)
    for key in sorted(calendars):
        _plan_calendar(plan, key, calendars[key], current.get(key), now, options)
    for key in sorted(removed):
        if key in current:
            plan.changes.append(Change("delete", current[key], None))
        else:
            plan.unchanged += 1
    if options.prune != "none":
        listed = {declaration.identity_id for declaration in declarations}
        for key in sorted(current.keys() - calendars.keys() - removed):
            if options.prune == "all" or key.identity_id in listed:
                plan.changes.append(Change("delete", current[key], None))
    plan.changes.sort(key=change_key)
    _guard(plan, options)
    return plan


def change_key(change: ReassignmentChange) -> Key:
    """The identity and work type that a change is about."""
    return t.cast(Configuration, change.after or change.before).key


def _sort_by_key(
    declarations: t.Sequence[Declaration], current: t.Mapping[Key, Configuration], now: datetime
) -> tuple[dict[Key, list[Declaration]], set[Key]]:
    """The declared windows by identity and type, and the keys that shall have none."""
    held: dict[str, list[Key]] = {}
    for key in current:
        held.setdefault(key.identity_id, []).append(key)
    calendars: dict[Key, list[Declaration]] = {}
    removed: dict[Key, Declaration] = {}
    #: The work types for which each sentence holds, none for one that holds for all.
    problems: dict[str, list[str]] = {}
    absent = [declaration for declaration in declarations if declaration.target_id is None]
    present = [declaration for declaration in declarations if declaration.target_id is not None]
    for declaration in present:
        if declaration.target_id == declaration.identity_id:
            problems[f"{declaration.label}: work cannot be reassigned to the same identity"] = []
        for config_type in declaration.config_types or ():
            calendars.setdefault(Key(declaration.identity_id, config_type), []).append(declaration)
    for declaration in absent:
        keys = (
            held.get(declaration.identity_id, [])
            if declaration.config_types is None
            else [Key(declaration.identity_id, config_type) for config_type in declaration.config_types]
        )
        removed.update(dict.fromkeys(keys, declaration))
        of_identity = [key for key in calendars if key.identity_id == declaration.identity_id] if present else []
        for key in of_identity:
            if declaration.config_types is None or key.config_type in declaration.config_types:
                other = calendars[key][0].label
                problems.setdefault(f"{declaration.label} and {other} contradict each other for", []).append(
                    key.config_type
                )
    for key, entries in calendars.items():
        for sentence in _overlaps(entries, now):
            problems.setdefault(sentence, []).append(key.config_type)
    if problems:
        sentences = (f"{sentence} {', '.join(dict.fromkeys(types))}".rstrip() for sentence, types in problems.items())
        raise InvalidInput(". ".join(sentences) + ".")
    return calendars, set(removed)


def _overlaps(entries: list[Declaration], now: datetime) -> t.Iterator[str]:
    if any(entry.window.start is None for entry in entries):
        # It begins now at the earliest: what has ended is no matter.
        entries = [entry for entry in entries if not entry.window.has_ended(now)]
    in_order = sorted(entries, key=lambda entry: _start(entry.window))
    for earlier, later in zip(in_order, in_order[1:]):
        if earlier.window.intersection(later.window):
            yield f"{earlier.label} ({_span(earlier.window)}) and {later.label} ({_span(later.window)}) overlap for"


def _start(window: Window) -> float:
    return float("-inf") if window.start is None else window.start.timestamp()


def _span(window: Window) -> str:
    start = format_instant(window.start) if window.start else "now"
    return f"{start} to {format_instant(window.end)}" if window.end else f"from {start} permanently"


def _plan_calendar(
    plan: Plan,
    key: Key,
    entries: list[Declaration],
    existing: Configuration | None,
    now: datetime,
    options: PlanOptions,
) -> None:
    """Of the windows declared for one key the active one, else the next to come, is applied."""
    live = []
    for entry in sorted(entries, key=lambda entry: _start(entry.window)):
        # Only entries with a target are in a calendar.
        declared = Configuration(key, t.cast(str, entry.target_id), entry.window)
        if entry.window.has_ended(now):
            plan.expired.append(declared)
        else:
            live.append((entry, declared))
    if live:
        entry, declared = live[0]
        plan.deferred.extend(later for unused, later in live[1:])
        wanted = _with_start(declared, existing, now, entry.label)
        if wanted == existing:
            plan.unchanged += 1
        else:
            plan.changes.append(Change("update" if existing else "create", existing, wanted))
    elif existing and _remove_leftover(existing, now, options):
        plan.changes.append(Change("delete", existing, None))
    else:
        plan.unchanged += 1


def _remove_leftover(existing: Configuration, now: datetime, options: PlanOptions) -> bool:
    """Whether to remove what is there although every declared window has ended."""
    if existing.window.has_ended(now):
        return options.on_expired == "remove"
    return options.prune != "none"


def _with_start(declared: Configuration, existing: Configuration | None, now: datetime, label: str) -> Configuration:
    """The declared configuration with the start to send.

    A start that has passed is not compared with another that has passed: it has no effect any more,
    and the service may refuse it where it is new. What has ended has no start to keep.
    """
    start = declared.window.start
    kept = existing.window.start if existing and not existing.window.has_ended(now) else None
    if kept is not None and (start is None or (start <= now and kept <= now + NEARLY_STARTED)):
        start = kept
    if start is None:
        start = now
    if declared.window.end is not None and declared.window.end <= start:
        raise InvalidInput(
            f"{label}: the existing start {format_instant(start)} is kept because none is given,"
            f" and the end {format_instant(declared.window.end)} is not after it.",
            "Set start as well.",
        )
    return declared._replace(window=declared.window._replace(start=start))


def _guard(plan: Plan, options: PlanOptions) -> None:
    deletes = sum(change.action == "delete" for change in plan.changes)
    check_limit(len(plan.changes), "changes", "max_changes", options.max_changes)
    check_limit(deletes, "deletions", "max_deletes", options.max_deletes)
