# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Vacations of two people, in a table and in a calendar."""

from __future__ import annotations

import datetime
import typing as t
from pathlib import Path

from stage import Stage

#: Who covers for whom.
COVERS = {("anna.berg", "bruno.costa"), ("chloe.dubois", "daniel.okafor")}

_TABLE = """\
identity,reassign_to,first_day,last_day
anna.berg,bruno.costa,{first},{last}
"""

_CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Team calendar//EN
BEGIN:VEVENT
UID:1@example.com
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:{first:%Y%m%d}
DTEND;VALUE=DATE:{last:%Y%m%d}
SUMMARY:Vacation
ORGANIZER:mailto:chloe.dubois@example.com
DESCRIPTION:Delegate: daniel.okafor
END:VEVENT
END:VCALENDAR
"""


def write_vacations(directory: Path) -> dict[str, t.Any]:
    """Write files to C(directory), and return the variables of the role for playbooks that run there."""
    first = datetime.date.today() + datetime.timedelta(days=14)
    days = {"first": first, "last": first + datetime.timedelta(days=7)}
    for name, text in (("vacations.csv", _TABLE), ("team.ics", _CALENDAR)):
        (directory / name).write_text(text.format(**days), encoding="utf-8")
    return {"vacations_file": ["vacations.csv", "team.ics"], "vacations_timezone": "Europe/Berlin"}


def covers(stage: Stage) -> set[tuple[str, str]]:
    return {(held["identity"], held["reassign_to"]) for held in stage.control("GET", "configurations")}


def writes(stage: Stage) -> int:
    """How many requests have written something since this was asked last."""
    written = stage.control("GET", "requests?writes=1")
    stage.control("DELETE", "requests")
    return len(written)
