# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.calendars import CalendarOptions
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.files import VacationReader

TABLE = "identity,reassign_to,last_day\nanna.berg,bruno.costa,2026-12-24\n"


def reader(**defaults):
    now = datetime(2026, 11, 22, tzinfo=timezone.utc)
    return VacationReader(Defaults("Europe/Berlin", **defaults), now, CalendarOptions())


def read(name, data):
    one = reader()
    one.read_file(name, data if isinstance(data, bytes) else data.encode())
    return one


def problems(name, data):
    return read(name, data).problems.splitlines()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("name", ["a.csv", "A.CSV", "a.yml", "a.yaml", "a.json"])
def test_kinds_of_files_with_and_without_a_byte_order_mark(name, encoding):
    text = (
        TABLE
        if name.lower() == "a.csv"
        else '[{"identity": "anna.berg", "reassign_to": "bruno.costa", "last_day": "2026-12-24"}]'
    )
    (entry,) = read(name, text.replace("bruno", "jörg").encode(encoding)).configs
    source = entry.pop("source")
    assert entry == {
        "identity": "anna.berg",
        "state": "present",
        "reassign_to": "jörg.costa",
        "end": "2026-12-24T23:00:00Z",
    }
    assert source.startswith(f"{name}, ")


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.ics", b"", "a.ics: this is not iCalendar"),
        ("a.xlsx", TABLE, "a.xlsx: the name must end with .yml, .yaml, .json, .csv, .tsv, or .ics."),
        ("a.csv", "identity,who\n", "a.csv, row 1: unknown column 'who'. The columns are identity, reassign_to, "),
    ],
)
def test_files_that_cannot_be_read(name, data, problem):
    found = problems(name, data)
    assert found[0].startswith(problem)


def test_columns_that_are_not_known_must_be_listed_in_an_option_of_the_lookup():
    assert "others must be listed in ignore_columns." in read("a.csv", "identity,who\n").problems


def calendar(*lines):
    return "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])


def test_what_is_wrong_with_a_recurring_event_is_told_once():
    lines = ["UID:1", "SUMMARY:Fridays", "DTSTART;VALUE=DATE:20261204", "ORGANIZER:mailto:a@x.org"]
    (found,) = problems("a.ics", calendar(*lines, "RRULE:FREQ=WEEKLY;COUNT=9"))
    assert found == (
        "a.ics, event 'Fridays' on 2026-12-04, event 'Fridays' on 2026-12-11, event 'Fridays' on 2026-12-18 and 6 more:"
        " reassign_to: it is missing: name the cover."
    )


def test_what_is_wrong_with_an_event_that_is_over_does_not_matter():
    over = calendar("UID:1", "DTSTART;VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261104")
    assert read("a.ics", over).problems == ""
    assert read("a.ics", over).entries == []
    lasting = over.replace("20261104", "20261126")
    assert "identity: it does not name the absent person." in read("a.ics", lasting).problems


def test_entries_come_in_the_order_of_files_and_rows():
    one = reader(delegates={"b": "c"})
    one.read_file("z.csv", b"identity,permanent\nb,yes\n")
    one.read_file("a.csv", TABLE.encode())
    one.read_list("vacations", [{"identity": "b", "permanent": True}])
    assert one.problems == ""
    assert [(entry["source"], entry["identity"]) for entry in one.configs] == [
        ("z.csv, row 2", "b"),
        ("a.csv, row 2", "anna.berg"),
        ("vacations, entry 1", "b"),
    ]
