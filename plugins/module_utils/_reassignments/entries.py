# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""All entries of a task: checked together, and with their names resolved."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._identities.people import People
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import UnresolvedNames
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_options import declared_entry
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import (
    check_config_types,
    offered_config_types,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import (
    Declaration,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import MANAGER, Entry
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)

Params = t.Mapping[str, t.Any]


class _Placed(t.NamedTuple):
    """An entry, and what messages call it."""

    entry: Entry
    label: str
    #: What stands before a sentence about the entry; nothing if there is only one.
    prefix: str


class Entries:
    """The entries in the order in which they are given."""

    def __init__(self, client: Client, configs: t.Sequence[Params]) -> None:
        """``configs`` have the options of ``ENTRY_SPEC``; raises one ``InvalidInput`` with all problems."""
        self._client = client
        #: All work types that there are, as far as that is known without asking more than is needed.
        self.work_types: tuple[str, ...] = tuple(ReassignmentConfigurations(client).config_types)
        self._placed: list[_Placed] = []
        problems: list[str] = []
        hints: dict[str | None, None] = {}
        for number, config in enumerate(configs):
            label, prefix = _label(number, config, len(configs))
            try:
                check_config_types(client, config["config_types"])
                self._placed.append(_Placed(declared_entry(config), label, prefix))
            except InvalidInput as error:
                problems.append(prefix + error.message)
                hints[error.hint] = None
        if problems:
            raise InvalidInput(" ".join(problems), " ".join(filter(None, hints)) or None)

    def __iter__(self) -> t.Iterator[Entry]:
        return (placed.entry for placed in self._placed)

    def __len__(self) -> int:
        return len(self._placed)

    def declare(self, people: People) -> list[Declaration]:
        """What the entries declare; raises ``InvalidInput`` for names that mean nobody, or several."""
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
        """Raise one ``InvalidInput`` for the declarations that are about IDs in ``missing``."""
        problems = [
            f"{placed.prefix}No identity has the ID {identity_id}."
            for placed, declaration in zip(self._placed, declarations)
            for identity_id in (declaration.identity_id, declaration.target_id)
            if identity_id in missing
        ]
        if problems:
            raise InvalidInput(f"{' '.join(dict.fromkeys(problems))} Nothing was written.")

    def _problems_of_names(self, problems: t.Mapping[str, str]) -> list[str]:
        """A sentence for each problem, with the first entry that has the name."""
        sentences: dict[str, str] = {}
        for placed in self._placed:
            for name in filter(problems.__contains__, _names(placed.entry)):
                sentences.setdefault(problems[name], placed.prefix + problems[name])
        return list(sentences.values())

    def _managers(self, people: People, ids: t.Mapping[str, str]) -> dict[str, str]:
        """The IDs of the managers to whom work goes, by the IDs of those whose work it is."""
        needed = {
            ids[placed.entry.identity]: placed.prefix for placed in self._placed if placed.entry.reassign_to == MANAGER
        }
        if not needed:
            return {}
        managers = people.managers(needed)
        lacking = [identity_id for identity_id in needed if identity_id not in managers]
        if lacking:
            problems = (f"{needed[identity_id]}{people.label(identity_id)} has no manager." for identity_id in lacking)
            raise InvalidInput(" ".join(problems), "Set reassign_to to somebody else.")
        return managers


def _label(number: int, config: Params, of: int) -> tuple[str, str]:
    """What messages call an entry, by the place where it is written if that is known, and before their sentences."""
    place = config.get("source") or (f"configs[{number}]" if of > 1 else None)
    if not place:
        return config["identity"], ""
    label = f"{place} ({config['identity']})"
    return label, f"{label}: "


def _names(entry: Entry) -> list[str]:
    """The names of identities that are to be resolved."""
    return [entry.identity, *(name for name in [entry.reassign_to] if name and name != MANAGER)]


def _needs_types(entry: Entry) -> bool:
    return bool(entry.reassign_to and not entry.config_types)


def _target_id(entry: Entry, ids: t.Mapping[str, str], managers: t.Mapping[str, str]) -> str | None:
    if entry.reassign_to == MANAGER:
        return managers[ids[entry.identity]]
    return ids[entry.reassign_to] if entry.reassign_to else None
