# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reports of any size, with everything that a report can show."""

from __future__ import annotations

import random
from datetime import date, timedelta

from ansible_collections.community.sailpoint.tests.unit.plugins.plugin_utils._report.tenants import (
    person,
    reassignment,
    report,
)
from tests.simulator.people import first_people

#: In people.
SIZES = (5, 200, 2000)
_TODAY = date(2026, 11, 22)
_TYPES = ("ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS")
#: Names that could break a page.
_NAMES = (
    "<script>throw 1</script>",
    "Wolfeschlegelsteinhausenbergerdorff-Müller-Lüdenscheidt",
    "a@very.long.and.unbreakable.alias.of.somebody.example.com",
    "محمد عبدالله",
)


def render(size: int) -> str:
    """Return a page on which ``size`` people have reassignments."""
    chance = random.Random(size)
    names = [*_NAMES, *(name for unused, name, unused in first_people(size * 2))]
    boss = {"id": "boss", "name": "Boss"}
    # One in ten has no manager.
    people = [
        person(f"p{number}", name=name, manager=boss if number % 10 else None) for number, name in enumerate(names)
    ]
    inactive = person("gone", active=False, state="INACTIVE_LONG_TERM")
    lines = []
    for identity in people[:size]:
        others = [other for other in chance.sample(people, 2) if other is not identity]
        target = inactive if chance.random() < 0.05 else others[0]
        start, end = _window(chance)
        for config_type in _TYPES[: chance.choice([1, 2, 4])]:
            lines.append(reassignment(identity["id"], target["id"], start, end, config_type))
    return report(*lines, identities=[*people, inactive], now=f"{_TODAY}T10:00:00Z", title="acme")["html"]


def _window(chance: random.Random) -> tuple[date, date | None]:
    """Return an active, scheduled, permanent or expired window."""
    past, future = (timedelta(days=chance.randint(2, 90)) for unused in range(2))
    return chance.choice(
        [
            (_TODAY - past, _TODAY + future),
            (_TODAY + future, _TODAY + future + past),
            (_TODAY - past, None),
            (_TODAY - past * 2, _TODAY - past),
        ]
    )
