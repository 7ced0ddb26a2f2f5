# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Warnings about undeclared reassignments. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import Configuration
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import Plan


def undeclared_warnings(
    plan: Plan,
    label: t.Callable[[str], str],
    details: t.Callable[[Configuration], str],
    work_types: t.Callable[[t.Collection[str]], str],
) -> list[str]:
    """Return a sentence for each undeclared window that defers a declared one, or is replaced by it.

    ``label`` names an identity by its ID, and ``details`` tells target and window of a configuration, such as
    ``to bruno.costa from … until …``; ``work_types`` puts several work types into words. What is the same for several
    work types is one sentence.
    """

    def exists(existing: Configuration, config_types: t.Collection[str]) -> str:
        who = f"{label(existing.key.identity_id)} ({work_types(config_types)})"
        return f"{who}: the existing reassignment {details(existing)} is not declared."

    return [
        f"{exists(existing, config_types)} It is kept, and the declared one {details(declared)} is deferred."
        for (existing, declared), config_types in _by_person_and_windows(plan.kept)
    ] + [
        f"{exists(existing, config_types)} It is lost, because the declared one {details(declared)} replaces it."
        for (existing, declared), config_types in _by_person_and_windows(plan.replaced)
    ]


_Pair = tuple[Configuration, Configuration]


def _by_person_and_windows(pairs: t.Iterable[_Pair]) -> list[tuple[_Pair, list[str]]]:
    """Return one pair for all work types with the same two configurations, with these work types."""
    grouped: dict[t.Hashable, tuple[_Pair, list[str]]] = {}
    for existing, declared in pairs:
        group = (existing.key.identity_id, existing[1:], declared[1:])
        grouped.setdefault(group, ((existing, declared), []))[1].append(existing.key.config_type)
    return list(grouped.values())
