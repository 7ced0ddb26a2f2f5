# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""What a person should know about reassignments that the task does not declare. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import Configuration
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import Plan


def undeclared_warnings(
    plan: Plan, label: t.Callable[[str], str], details: t.Callable[[Configuration], str]
) -> list[str]:
    """A sentence for each window of the tenant that makes a declared one wait, or is lost to a declared one.

    ``label`` names an identity by its ID, and ``details`` tells target and window of a configuration, such as
    ``to bruno.costa from … until …``. What is the same for several work types is one sentence.
    """
    kept = _by_person_and_windows(plan.kept)
    replaced = _by_person_and_windows(plan.replaced)
    return [
        f"{label(existing.key.identity_id)} ({config_types}): the existing reassignment {details(existing)} is not"
        f" declared. It is kept, and the declared one {details(declared)} is deferred."
        for (existing, declared), config_types in kept
    ] + [
        f"{label(existing.key.identity_id)} ({config_types}): the existing reassignment {details(existing)} is not"
        f" declared. It is lost, because the declared one {details(declared)} replaces it."
        for (existing, declared), config_types in replaced
    ]


_Pair = tuple[Configuration, Configuration]


def _by_person_and_windows(pairs: t.Iterable[_Pair]) -> list[tuple[_Pair, str]]:
    """One pair for all work types in which both agree, with these work types."""
    grouped: dict[t.Hashable, tuple[_Pair, list[str]]] = {}
    for existing, declared in pairs:
        group = (existing.key.identity_id, existing[1:], declared[1:])
        grouped.setdefault(group, ((existing, declared), []))[1].append(existing.key.config_type)
    return [(pair, ", ".join(config_types)) for pair, config_types in grouped.values()]
