# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Simulated tenants of any size with everything that a report can say."""

from __future__ import annotations

import random
import typing as t
from datetime import datetime, timedelta

from tests.simulator.people import first_people

NOW = "2026-11-22T10:00:00Z"
_TYPES = ("ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS")
#: Nothing may break at these, nor may they break anything.
_NAMES = (
    "<script>throw 1</script>",
    "Wolfeschlegelsteinhausenbergerdorff-Müller-Lüdenscheidt",
    "a@very.long.and.unbreakable.alias.of.somebody.example.com",
    "محمد عبدالله",
)


def tenant(size: int) -> dict[str, t.Any]:
    """A scenario of the simulator in which C(size) people have reassignments."""
    chance = random.Random(size)
    unusual = [{"alias": f"unusual{number}", "name": name} for number, name in enumerate(_NAMES)]
    gone = [{"alias": "gone", "name": "Someone Inactive", "state": "INACTIVE_LONG_TERM"}]
    people = [who["alias"] for who in unusual] + [alias for alias, *unused in first_people(size * 2)]
    configurations = []
    for identity in people[:size]:
        target = chance.choice(["gone"] if chance.random() < 0.05 else [other for other in people if other != identity])
        start, end = _window(chance)
        for config_type in _TYPES[: chance.choice([1, 2, 4])]:
            configurations.append(
                {"identity": identity, "config_type": config_type, "reassign_to": target, "start": start, "end": end}
            )
    return {"people": size * 2, "identities": [*unusual, *gone], "configurations": configurations}


def _window(chance: random.Random) -> tuple[str, str | None]:
    """Active, scheduled, permanent or expired."""
    now = datetime.fromisoformat(NOW.replace("Z", "+00:00"))
    past, future = (timedelta(days=chance.randint(2, 90)) for unused in range(2))
    start, end = chance.choice(
        [
            (now - past, now + future),
            (now + future, now + future + past),
            (now - past, None),
            (now - past * 2, now - past),
        ]
    )
    return start.isoformat(), end and end.isoformat()
