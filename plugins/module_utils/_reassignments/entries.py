# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The entries of a task: checked together, with names resolved."""

from __future__ import annotations

import contextlib
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._identities.people import People
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import UnresolvedNames
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_options import (
    declared_entry,
    defaults_of_task,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import (
    check_config_types,
    offered_config_types,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import (
    Declaration,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import (
    MANAGER,
    Entry,
    SourcedEntry,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)

Params = t.Mapping[str, t.Any]


class Declared(t.NamedTuple):
    """The entries as a task gives them."""

    #: The entries in the task itself, each with the options of ``ENTRY_SPEC``.
    configs: t.Sequence[Params] = ()
    #: Those of files, which come after those of the task.
    src: t.Sequence[SourcedEntry] = ()
    #: Everything that is wrong with the files, a line for each problem.
    src_problems: str = ""
    #: The IANA time zone of entries without one.
    timezone: str | None = None


class _Placed(t.NamedTuple):
    """An entry, and how messages refer to it."""

    entry: Entry
    label: str
    #: Whether the label has a place: it has none if there is only one entry.
    has_place: bool

    @property
    def prefix(self) -> str:
        """The start of a sentence about the entry."""
        return f"{self.label}: " if self.has_place else ""


class Entries:
    """The entries in the order of the option."""

    def __init__(self, client: Client, declared: Declared) -> None:
        """Raises one ``InvalidInput`` with all problems of all entries."""
        self._client = client
        #: All work types, as far as they are known without an extra request.
        self.work_types: tuple[str, ...] = tuple(ReassignmentConfigurations(client).config_types)
        self._placed: list[_Placed] = []
        self._problems: list[str] = []
        self._hints: dict[str | None, None] = {}
        defaults = defaults_of_task(declared.timezone)
        alone = len(declared.configs) == 1 and not (declared.src or declared.src_problems)
        for number, config in enumerate(declared.configs):
            place = config.get("source") or ("" if alone else f"configs[{number}]")
            with self._noting_problems(_label(place, config["identity"]) if place else ""):
                check_config_types(client, config["config_types"])
                self._add(declared_entry(config, defaults), place)
        for entry, source in declared.src:
            with self._noting_problems(_label(source, entry.identity)):
                check_config_types(client, entry.config_types)
                self._add(entry, source)
        found = [" ".join(self._problems), declared.src_problems]
        if any(found):
            raise InvalidInput("\n".join(filter(None, found)), " ".join(filter(None, self._hints)) or None)

    def _add(self, entry: Entry, place: str) -> None:
        """``place`` is the source of the entry; empty if it is the only one."""
        label = _label(place, entry.identity) if place else entry.identity
        self._placed.append(_Placed(entry, label, bool(place)))

    @contextlib.contextmanager
    def _noting_problems(self, label: str) -> t.Iterator[None]:
        """Add the label of the entry, if it has one, to problems found inside."""
        try:
            yield
        except InvalidInput as error:
            self._problems.append(": ".join(filter(None, [label, error.message])))
            self._hints[error.hint] = None

    def __iter__(self) -> t.Iterator[Entry]:
        return (placed.entry for placed in self._placed)

    def __len__(self) -> int:
        return len(self._placed)

    def declare(self, people: People) -> list[Declaration]:
        """Return what the entries declare; raise ``InvalidInput`` for names that match no identity or several."""
        names = [name for entry in self for name in _names(entry)]
        try:
            ids = people.resolve(names)
        except UnresolvedNames as error:
            raise InvalidInput(" ".join(self._problems_of_names(error.problems)), error.hint) from error
        managers = self._managers(people, ids)
        if any(map(_needs_types, self)):
            self.work_types = offered_config_types(self._client)
        return [
            Declaration(
                placed.label,
                ids[placed.entry.identity],
                placed.entry.config_types or (self.work_types if placed.entry.reassign_to else None),
                _target_id(placed.entry, ids, managers),
                placed.entry.window,
            )
            for placed in self._placed
        ]

    def check_that_they_exist(self, declarations: t.Sequence[Declaration], missing: t.Container[str | None]) -> None:
        """Raise one ``InvalidInput`` for all declarations that mention IDs in ``missing``."""
        problems = [
            f"{placed.prefix}No identity has the ID {identity_id}."
            for placed, declaration in zip(self._placed, declarations)
            for identity_id in (declaration.identity_id, declaration.target_id)
            if identity_id in missing
        ]
        if problems:
            raise InvalidInput(f"{' '.join(dict.fromkeys(problems))} Nothing was written.")

    def _problems_of_names(self, problems: t.Mapping[str, str]) -> list[str]:
        """Return a sentence for each problem, with the first entry that contains the name."""
        sentences: dict[str, str] = {}
        for placed in self._placed:
            for name in filter(problems.__contains__, _names(placed.entry)):
                sentences.setdefault(problems[name], placed.prefix + problems[name])
        return list(sentences.values())

    def _managers(self, people: People, ids: t.Mapping[str, str]) -> dict[str, str]:
        """Return the IDs of the managers to whom work goes, by identity ID."""
        needed = {
            ids[placed.entry.identity]: placed.prefix for placed in self._placed if placed.entry.reassign_to == MANAGER
        }
        if not needed:
            return {}
        managers = people.managers(needed)
        lacking = [identity_id for identity_id in needed if identity_id not in managers]
        if lacking:
            problems = (f"{needed[identity_id]}{people.label(identity_id)} has no manager." for identity_id in lacking)
            raise InvalidInput(" ".join(problems), "Set reassign_to to another person.")
        return managers


def _label(place: str, identity: str) -> str:
    """Return how messages refer to the entry at ``place``."""
    return f"{place} ({identity})"


def _names(entry: Entry) -> list[str]:
    """Return the names of identities to resolve."""
    return [entry.identity, *(name for name in [entry.reassign_to] if name and name != MANAGER)]


def _needs_types(entry: Entry) -> bool:
    return bool(entry.reassign_to and not entry.config_types)


def _target_id(entry: Entry, ids: t.Mapping[str, str], managers: t.Mapping[str, str]) -> str | None:
    if entry.reassign_to == MANAGER:
        return managers[ids[entry.identity]]
    return ids[entry.reassign_to] if entry.reassign_to else None
