# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry_files import MAX_SIZE
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
        ("a.csv", b"", "a.csv: it is empty."),
        ("a.yml", b"\xef\xbb\xbf", "a.yml: it is empty."),
        ("a.ics", b"", "a.ics: this is not iCalendar"),
        (
            "a.csv",
            TABLE.replace("bruno", "jörg").encode("latin-1"),
            "a.csv: line 2 is not UTF-8: save the file as UTF-8",
        ),
        ("a.csv", TABLE.encode("utf-16"), "a.csv: it is UTF-16: save it as UTF-8."),
        ("a.csv", b"PK\x03\x04\x00\x00", "a.csv: it is not a text file."),
        ("a.csv", b"x" * (MAX_SIZE + 1), "a.csv: it is larger than 10 MB, the maximum size."),
        ("a.xlsx", TABLE, "a.xlsx: the name must end with .yml, .yaml, .json, .csv, .tsv, or .ics."),
        ("a", TABLE, "a: the name must end with"),
    ],
)
def test_files_that_cannot_be_read(name, data, problem):
    (found,) = problems(name, data)
    assert found.startswith(problem)


def test_everything_that_is_wrong_in_all_files_is_told_at_once():
    one = reader()
    one.read_file("team/a.csv", b"identity,reassign_to,last_day\na,b,24.12.2026\nb,c,2026-12-24\nc,,2026-12-32,x\n")
    one.read_file("team/b.yml", b"- {identity: a}\n- {reassign: x}\n- 7\n")
    one.read_file("team/c.csv", b"identity,who\n")
    one.problem("team/d.csv", "it cannot be read: No such file or directory.")
    one.read_list("vacations", [{"identity": "a"}])
    places = [":".join(line.split(":")[:2]) for line in one.problems.splitlines()]
    assert places == [
        "team/a.csv, row 2: last_day",
        "team/a.csv, row 4: it has 4 cells, more than the header (3).",
        "team/a.csv, row 4: reassign_to",
        "team/a.csv, row 4: last_day",
        "team/b.yml, entry 1 (line 1): reassign_to",
        "team/b.yml, entry 1 (line 1): last_day",
        "team/b.yml, entry 2 (line 2): unknown key 'reassign'. The keys are identity, reassign_to, first_day, last_day,"
        " start, end, permanent, config_types, timezone, state; others must be listed in ignore_columns.",
        "team/b.yml, entry 3 (line 3): it must be a mapping such as {identity",
        "team/c.csv, row 1: unknown column 'who'. The columns are identity, reassign_to, first_day, last_day, start,"
        " end, permanent, config_types, timezone, state; others must be listed in ignore_columns.",
        "team/c.csv, row 1: the column last_day or end or permanent or state is missing.",
        "team/c.csv, row 1: the column reassign_to is missing.",
        "team/d.csv: it cannot be read",
        "vacations, entry 1: reassign_to",
        "vacations, entry 1: last_day",
    ]


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


def test_equal_problems_of_many_rows_are_one_line():
    one = VacationReader(
        Defaults(option_names={"timezone": "my_timezone"}),
        datetime(2026, 11, 22, tzinfo=timezone.utc),
        CalendarOptions(),
    )
    rows = "anna.berg,bruno.costa,2026-12-21,2026-12-24\n" * 80
    one.read_file("a.csv", f"identity,reassign_to,first_day,last_day\n{rows}".encode())
    assert one.problems == (
        "a.csv, row 2, row 3, row 4 and 77 more: timezone: days, and times without an offset such as +01:00, need a time"
        " zone: set my_timezone."
    )


def test_very_many_problems_are_cut():
    found = problems("a.csv", "identity,reassign_to,last_day\n" + "".join(f"a,b,c{row}\n" for row in range(1000)))
    assert len(found) == 51
    assert found[-1] == "... and 950 more."


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
