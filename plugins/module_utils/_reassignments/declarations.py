# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The declared entries, by identity and work type, and their conflicts. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from datetime import datetime
from zoneinfo import ZoneInfo

from ansible_collections.community.sailpoint.plugins.module_utils._instants import local_span
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import Key
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput


class Declaration(t.NamedTuple):
    """One declared entry, with names resolved and dates parsed."""

    #: How messages refer to this entry, such as ``team.csv, row 3 (anna.berg)``.
    label: str
    identity_id: str
    #: ``None``, only with ``target_id=None``, means all work types that the identity has configured.
    config_types: tuple[str, ...] | None
    #: ``None`` means that nothing should be configured.
    target_id: str | None
    window: Window


class Uncovered(t.NamedTuple):
    """A declared absence for which nobody is named who covers: there is nothing to apply, and nothing to remove."""

    label: str
    identity_id: str
    #: ``None`` means all work types.
    config_types: tuple[str, ...] | None
    window: Window

    def concerns(self, config_type: str) -> bool:
        return self.config_types is None or config_type in self.config_types


class DeclarationsByKey(t.NamedTuple):
    """The entries of a task by key."""

    #: The entries with a target for each identity and work type, sorted by start.
    present: dict[Key, list[Declaration]]
    #: The keys for which nothing should be configured. No key is both here and in ``present``.
    absent: set[Key]


def group_by_key(
    declarations: t.Sequence[Declaration],
    held: t.Iterable[Key],
    now: datetime,
    zone: ZoneInfo | None = None,
    uncovered: t.Collection[Uncovered] = (),
) -> DeclarationsByKey:
    """Group the entries. ``held`` are the keys for which the tenant has a configuration. Errors show times in ``zone``;
    ``None`` means UTC.

    Raises one ``InvalidInput`` with all entries that contradict each other, overlap, or reassign work to the same
    identity.
    """
    problems = _Problems()
    present = _present(declarations, problems)
    absent = _absent(declarations, held, present, problems)
    _check_uncovered(declarations, uncovered, problems)
    for key, entries in present.items():
        entries.sort(key=_start)
        for problem in _overlaps(entries, now, zone):
            problems.add(problem, key.config_type)
    problems.raise_if_any()
    return DeclarationsByKey(present, absent)


class _Problems:
    """Sentences without duplicates, each with its work types."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, None]] = {}

    def add(self, sentence: str, *config_types: str) -> None:
        self._found.setdefault(sentence, {}).update(dict.fromkeys(config_types))

    def raise_if_any(self) -> None:
        if self._found:
            raise InvalidInput(
                " ".join(
                    f"{' '.join([sentence, ', '.join(types)]).rstrip()}." for sentence, types in self._found.items()
                )
            )


def _present(declarations: t.Iterable[Declaration], problems: _Problems) -> dict[Key, list[Declaration]]:
    found: dict[Key, list[Declaration]] = {}
    for entry in declarations:
        if entry.target_id is None:
            continue
        if entry.target_id == entry.identity_id:
            problems.add(f"{entry.label}: work cannot be reassigned to the same identity")
        for config_type in entry.config_types or ():
            found.setdefault(Key(entry.identity_id, config_type), []).append(entry)
    return found


def _absent(
    declarations: t.Iterable[Declaration],
    held: t.Iterable[Key],
    present: t.Mapping[Key, list[Declaration]],
    problems: _Problems,
) -> set[Key]:
    held_by, present_by = _by_identity(held), _by_identity(present)
    found: set[Key] = set()
    for entry in declarations:
        if entry.target_id is None:
            found.update(_keys_of(entry, held_by))
            for key in _keys_of(entry, present_by):
                if key in present:
                    labels = f"{entry.label} and {present[key][0].label}"
                    problems.add(f"{labels} contradict each other for", key.config_type)
    return found


def _check_uncovered(
    declarations: t.Iterable[Declaration], uncovered: t.Collection[Uncovered], problems: _Problems
) -> None:
    """Somebody who is present cannot be absent without a cover at the same time."""
    if not uncovered:
        return
    absent: dict[str, list[Declaration]] = {}
    for entry in declarations:
        if entry.target_id is None:
            absent.setdefault(entry.identity_id, []).append(entry)
    for one in uncovered:
        for entry in absent.get(one.identity_id, ()):
            if entry.config_types is None or any(map(one.concerns, entry.config_types)):
                problems.add(f"{entry.label} and {one.label} contradict each other")


def _keys_of(entry: Declaration, by_identity: t.Mapping[str, t.Sequence[Key]]) -> t.Sequence[Key]:
    """Return the keys of the entry; if it applies to all work types, all keys of its identity."""
    if entry.config_types is None:
        return by_identity.get(entry.identity_id, ())
    return [Key(entry.identity_id, config_type) for config_type in entry.config_types]


def _by_identity(keys: t.Iterable[Key]) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = {}
    for key in keys:
        found.setdefault(key.identity_id, []).append(key)
    return found


def _overlaps(entries: t.Sequence[Declaration], now: datetime, zone: ZoneInfo | None) -> t.Iterator[str]:
    if any(entry.window.start is None for entry in entries):
        # An entry without a start starts now at the earliest, so it cannot overlap with a window that has ended.
        entries = [entry for entry in entries if not entry.window.has_ended(now)]
    for earlier, later in zip(entries, entries[1:]):
        if earlier.window.intersection(later.window):
            first, second = (f"{entry.label} ({local_span(*entry.window, zone)})" for entry in (earlier, later))
            yield f"{first} and {second} overlap for"


def _start(entry: Declaration) -> float:
    return float("-inf") if entry.window.start is None else entry.window.start.timestamp()
