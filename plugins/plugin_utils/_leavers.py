# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Decides who gets the work of people who leave. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t

Person = t.Mapping[str, t.Any]


class LeaverOptions(t.NamedTuple):
    """The names in the role's variables; ``None`` if not set."""

    leavers: t.Sequence[str]
    reassign_to: str | None
    fallback: str | None


class Move(t.NamedTuple):
    """The work of one person goes to another; ``reason`` states why it is the fallback."""

    leaver: Person
    target: Person | None
    reason: str
    #: The variable and entry that name the leaver.
    source: str


def plan_moves(found: Person, options: LeaverOptions) -> tuple[list[Move], list[str]]:
    """Plan who gets whose work, and collect problems as sentences.

    ``found`` is what ``identity_info`` returns for all names, with ``missing: list`` and ``managers: true``.
    """
    problems = _missing(found["ids"], options)
    people = {identity["id"]: identity for identity in found["identities"]}

    def person(name: str | None) -> Person | None:
        return people.get(found["ids"].get(name))

    fallback = person(options.fallback)
    sources = _sources(found["ids"], options.leavers)
    if fallback and (unfit := _unfit(fallback, sources)):
        problems.append(f"leaver_fallback: {unfit}.")
    moves = []
    for leaver_id, source in sources.items():
        leaver = people[leaver_id]
        wanted = person(options.reassign_to) if options.reassign_to else leaver["manager"]
        reason = _unfit(wanted, sources) if wanted else "there is no manager"
        moves.append(Move(leaver, fallback if reason else wanted, reason, source))
    if not options.fallback:
        problems += _without_target(moves)
    return moves, problems


def _without_target(moves: t.Iterable[Move]) -> list[str]:
    return [
        f"{move.source}: nobody can get the work of {label(move.leaver)}: {move.reason}. Set leaver_fallback."
        for move in moves
        if move.target is None
    ]


def _sources(ids: t.Mapping[str, str], names: t.Sequence[str]) -> dict[str, str]:
    """Return the variable and entry that first name each leaver, by the leaver's ID."""
    sources: dict[str, str] = {}
    for number, name in enumerate(names, start=1):
        if name in ids:
            sources.setdefault(ids[name], f"leaver_identities, entry {number}")
    return sources


def _missing(ids: t.Mapping[str, str], options: LeaverOptions) -> list[str]:
    names = [(f"leaver_identities, entry {number}", name) for number, name in enumerate(options.leavers, start=1)]
    names += [("leaver_reassign_to", options.reassign_to or ""), ("leaver_fallback", options.fallback or "")]
    return [
        f"{place}: no identity has the ID, alias, or email {name!r}."
        for place, name in names
        if name and name not in ids
    ]


def _unfit(person: Person, leaver_ids: t.Container[str]) -> str:
    """Return why the person cannot get work, or ``None``; a manager who does not exist has ``active: null``."""
    if person["active"] is None:
        return f"the manager {label(person)} does not exist"
    if not person["active"]:
        return f"{label(person)} is inactive"
    return f"{label(person)} leaves as well" if person["id"] in leaver_ids else ""


def label(person: Person) -> str:
    """Return ``Anna Berg (anna.berg)``, as far as known."""
    name, other = person["name"] or person["alias"], person["alias"] or person["id"]
    return f"{name} ({other})" if name and name != other else str(other)


def configs_of(moves: t.Iterable[Move]) -> list[dict[str, t.Any]]:
    """Return the option ``configs`` of ``reassignment_configs``."""
    return [
        {"identity": move.leaver["id"], "reassign_to": move.target["id"], "permanent": True, "source": move.source}
        for move in moves
        if move.target
    ]


def handovers_of(moves: t.Iterable[Move]) -> list[dict[str, t.Any]]:
    """Return the option ``handovers`` of ``waiting_work_handover`` for work types that the tenant does not reassign."""
    return [
        {"from": move.leaver["id"], "to": move.target["id"], "if_unavailable": "skip"} for move in moves if move.target
    ]
