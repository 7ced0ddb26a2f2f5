# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The identities of a simulated tenant: always the same people, from many places."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator

ACTIVE = "ACTIVE"

_FIRST_PEOPLE = (
    ("anna.berg", "Anna Berg"),
    ("bruno.costa", "Bruno Costa"),
    ("chloe.dubois", "Chloé Dubois"),
    ("daniel.okafor", "Daniel Okafor"),
    ("elif.yilmaz", "Elif Yılmaz"),
    ("farid.rahimi", "Farid Rahimi"),
    ("grace.mwangi", "Grace Mwangi"),
    ("hiroshi.tanaka", "田中 浩"),
    ("ingrid.solberg", "Ingrid Sølberg"),
    ("joao.pereira", "João Pereira"),
    ("katarzyna.nowak", "Katarzyna Nowak"),
    ("liam.obrien", "Liam O'Brien"),
    ("marta.garcia", "Marta García"),
    ("na.li", "李 娜"),
    ("olena.shevchenko", "Олена Шевченко"),
    ("priya.sharma", "Priya Sharma"),
    ("quynh.nguyen", "Nguyễn Quỳnh"),
    ("rasmus.lindqvist", "Rasmus Lindqvist"),
    ("sofia.papadopoulou", "Σοφία Παπαδοπούλου"),
    ("tomas.dvorak", "Tomáš Dvořák"),
    ("umar.farooq", "Umar Farooq"),
    ("valentina.rossi", "Valentina Rossi"),
    ("wei.zhang", "张 伟"),
    ("xenia.petrova", "Ксения Петрова"),
    ("yael.cohen", "Yael Cohen"),
    ("zsofia.kovacs", "Zsófia Kovács"),
    ("aino.virtanen", "Aino Virtanen"),
    ("minjun.kim", "김 민준"),
    ("noor.devries", "Noor de Vries"),
    ("thabo.molefe", "Thabo Molefe"),
)


@dataclasses.dataclass
class Identity:
    """A person. Alias, email and ID are indexed by the tenant and must not be changed afterwards."""

    id: str
    alias: str
    email: str | None
    name: str
    manager_id: str | None = None
    state: str | None = ACTIVE
    correlated: bool = True

    @property
    def firstname(self) -> str:
        return self.name.partition(" ")[0]

    @property
    def lastname(self) -> str:
        return self.name.partition(" ")[2]


@dataclasses.dataclass
class GovernanceGroup:
    """Several people who can be asked as one; what is asked of the group waits for each of them."""

    id: str
    name: str
    member_ids: list[str]


def identity_id(alias: str) -> str:
    """The 32-digit hex ID that belongs to an alias."""
    return hashlib.sha256(alias.encode()).hexdigest()[:32]


def first_people(count: int) -> Iterator[tuple[str, str, str | None]]:
    """Alias, name and the manager's alias of the first people: the first has no manager, each manages five."""
    aliases = []
    for number in range(count):
        if number < len(_FIRST_PEOPLE):
            alias, name = _FIRST_PEOPLE[number]
        else:
            alias, name = "person%04d" % (number + 1), "Person %04d" % (number + 1)
        aliases.append(alias)
        yield alias, name, aliases[(number - 1) // 5] if number else None
