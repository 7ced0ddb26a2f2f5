# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import contextlib
import re
import sys
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults, Problems
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.calendars import (
    CalendarOptions,
    read_calendar,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.events import EventOptions
from ansible_collections.community.sailpoint.tests.unit.helpers import calls

OPTIONS = CalendarOptions()
NOW = datetime(2026, 11, 22, tzinfo=timezone.utc)
DECEMBER = ["DTSTART;VALUE=DATE:20261221", "DTEND;VALUE=DATE:20261224"]
PEOPLE = ["X-SAILPOINT-IDENTITY:anna.berg", "X-SAILPOINT-REASSIGN-TO:bruno.costa"]

OUTLOOK = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-CALSTART:20261221T070000Z
X-WR-RELCALID:{0000002E-A1B2-C3D4-E5F6-001122334455}
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CATEGORIES:Vacation,Private
CLASS:PUBLIC
CREATED:20261101T091523Z
DESCRIPTION:Away with the family.\\n\\nDelegate: Bruno Costa <bruno.costa@example.com>\\n
 \\nSee you
DTEND;TZID="W. Europe Standard Time":20270107T080000
DTSTAMP:20261101T091523Z
DTSTART;TZID="W. Europe Standard Time":20261221T080000
ORGANIZER;CN="Berg, Anna":mailto:Anna.Berg@example.com
SEQUENCE:0
SUMMARY;LANGUAGE=en-us:Skiing
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E008000000001
X-MICROSOFT-CDO-BUSYSTATUS:OOF
X-MICROSOFT-CDO-IMPORTANCE:1
END:VEVENT
END:VCALENDAR
""".replace("\\\\", "\\")

GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:anna.berg@example.com
X-WR-TIMEZONE:America/New_York
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261221
DTEND;VALUE=DATE:20261224
DTSTAMP:20261101T091523Z
UID:4k2@google.com
DESCRIPTION:<p>Out</p>Delegate: <a href="mailto:bruno.costa@example.com">bruno.costa@example.com</a><br>Bye
STATUS:CONFIRMED
SUMMARY:Out of office
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def event(*lines, uid="1"):
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", *lines, "END:VEVENT"])


def calendar(*components, head=()):
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", *head, *components, "END:VCALENDAR", ""])


def chosen_by(**events):
    return CalendarOptions(events=EventOptions(**events))


def read(text, zone="Europe/Berlin", options=OPTIONS, **defaults):
    return read_calendar(text.replace("\n", "\r\n").encode(), Defaults(zone, **defaults), NOW, options)


def titled(title, *lines):
    return event(f"SUMMARY:{title}", *DECEMBER, *lines, uid=title)


def titles(text, **events):
    return [row.place.split("'")[1] for row in read(text, options=chosen_by(**events))]


def fields(text, **options):
    (row,) = read(text, **options)
    assert not row.problems
    return row.fields


def span(*lines, zone="Europe/Berlin"):
    found = fields(calendar(event(*PEOPLE, *lines)), zone=zone)
    return {name: text for name, text in found.items() if name not in ("identity", "reassign_to", "timezone")}


def whole_problem(text, zone="Europe/Berlin"):
    with pytest.raises(InvalidInput) as raised:
        read(text, zone)
    return raised.value.message


def test_outlook():
    assert fields(OUTLOOK, zone="Asia/Tokyo") == {
        "identity": "Anna.Berg@example.com",
        "reassign_to": "bruno.costa@example.com",
        "timezone": "Asia/Tokyo",
        "start": "2026-12-21T07:00:00Z",
        "end": "2027-01-07T07:00:00Z",
    }


def test_google():
    expected = {
        "identity": "anna.berg@example.com",
        "reassign_to": "bruno.costa@example.com",
        "first_day": "2026-12-21",
        "last_day": "2026-12-23",
    }
    assert fields(GOOGLE, zone=None) == {**expected, "timezone": "America/New_York"}
    assert fields(GOOGLE) == {**expected, "timezone": "Europe/Berlin"}


def test_the_place_names_the_event():
    (row,) = read(calendar(event("SUMMARY:Skiing  in\\nthe Alps", *DECEMBER)))
    assert row.place == "event 'Skiing in the Alps' on 2026-12-21"
    (row,) = read(calendar(event(*DECEMBER)))
    assert row.place == "event without a title on 2026-12-21"


@pytest.mark.parametrize("end", [[], ["DTEND;VALUE=DATE:20261221"], ["DTEND;VALUE=DATE:20261222"], ["DURATION:P1D"]])
def test_one_day(end):
    assert span("DTSTART;VALUE=DATE:20261221", *end) == {"first_day": "2026-12-21", "last_day": "2026-12-21"}


@pytest.mark.parametrize(
    ("start", "instant"),
    [
        ("DTSTART:20261221T070000Z", "2026-12-21T07:00:00Z"),
        ("DTSTART:20261221T080000", "2026-12-21T07:00:00Z"),
        ("DTSTART;TZID=America/New_York:20261221T080000", "2026-12-21T13:00:00Z"),
        # As Outlook calls time zones, here without a description in the file.
        ("DTSTART;TZID=Pacific Standard Time:20261221T080000", "2026-12-21T16:00:00Z"),
        # Skipped by daylight saving time: as before it begins. Repeated: the first.
        ("DTSTART;TZID=Europe/Berlin:20270328T023000", "2027-03-28T01:30:00Z"),
        ("DTSTART:20270328T023000", "2027-03-28T01:30:00Z"),
        ("DTSTART;TZID=Europe/Berlin:20271031T023000", "2027-10-31T00:30:00Z"),
        ("DTSTART:20271031T023000", "2027-10-31T00:30:00Z"),
    ],
)
def test_times(start, instant):
    options = chosen_by(horizon=timedelta(days=500))
    (row,) = read(calendar(event(*PEOPLE, start, "DURATION:P10D")), options=options)
    assert row.fields["start"] == instant


def test_a_zone_that_only_the_file_knows():
    zone = ["BEGIN:VTIMEZONE", "TZID:Customized Time Zone", "BEGIN:STANDARD", "DTSTART:16010101T000000"]
    zone += ["TZOFFSETFROM:+0530", "TZOFFSETTO:+0530", "END:STANDARD", "END:VTIMEZONE"]
    start = "DTSTART;TZID=Customized Time Zone:20261221T080000"
    found = fields(calendar(event(*PEOPLE, start, "DURATION:PT8H"), head=zone))
    assert (found["start"], found["end"]) == ("2026-12-21T02:30:00Z", "2026-12-21T10:30:00Z")


def test_times_without_a_zone_need_one():
    (row,) = read(calendar(event(*PEOPLE, "DTSTART:20261221T080000", "DURATION:P1D")), zone=None)
    assert row.problems == ["timezone: times without a time zone need one: set timezone."]


def test_recurring_events_within_the_horizon():
    rule = ["DTSTART;VALUE=DATE:20200103", "RRULE:FREQ=WEEKLY;BYDAY=FR", "EXDATE;VALUE=DATE:20261204"]
    moved = event(*PEOPLE, "RECURRENCE-ID;VALUE=DATE:20261211", "DTSTART;VALUE=DATE:20261210")
    cancelled = event(*PEOPLE, "RECURRENCE-ID;VALUE=DATE:20261218", "DTSTART;VALUE=DATE:20261218", "STATUS:CANCELLED")
    text = calendar(event(*PEOPLE, *rule), moved, cancelled)
    rows = read(text, options=chosen_by(horizon=timedelta(days=35)))
    days = [row.fields["first_day"] for row in rows]
    # Those that have ended not long ago are still of interest, and what reaches into the horizon.
    assert days[:5] == ["2026-10-23", "2026-10-30", "2026-11-06", "2026-11-13", "2026-11-20"]
    assert days[5:] == ["2026-11-27", "2026-12-10", "2026-12-25"]


def test_a_vacation_that_has_begun():
    assert span("DTSTART;VALUE=DATE:20260901", "DTEND;VALUE=DATE:20261201")["first_day"] == "2026-09-01"


@pytest.mark.parametrize(
    "lines",
    [
        ["STATUS:CANCELLED", *DECEMBER],
        ["DTSTART;VALUE=DATE:20260901", "DTEND;VALUE=DATE:20260915"],
        ["DTSTART;VALUE=DATE:20280901", "DTEND;VALUE=DATE:20280915"],
    ],
)
def test_events_that_are_left_out(lines):
    assert read(calendar(event(*PEOPLE, *lines))) == []


def test_a_cancellation_as_it_is_sent():
    assert read(calendar(event(*PEOPLE, *DECEMBER), head=["METHOD:CANCEL"])) == []


def test_several_calendars_in_one_file():
    text = calendar(event(*PEOPLE, *DECEMBER)) + calendar(event(*PEOPLE, *DECEMBER))
    assert len(read(text)) == 2


def test_categories():
    text = calendar(
        titled("1", "CATEGORIES:Private,Vacation"),
        titled("2", "CATEGORIES:Holiday"),
        titled("3", "CATEGORIES:Private", "CATEGORIES:VACATION"),
        titled("4"),
        titled("5", "CATEGORIES;LANGUAGE=en:No\\, Vacation"),
    )
    assert titles(text, categories=("vacation",)) == ["1", "3"]


def test_out_of_office_only():
    text = calendar(
        titled("1", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"),
        titled("2", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"),
        titled("3"),
    )
    assert titles(text, out_of_office_only=True) == ["1"]


def test_summary_pattern():
    pattern = re.compile(r"^Vacation (?P<identity>\S+)(?: \((?P<reassign_to>\S+)\))?")
    text = calendar(
        event("SUMMARY:Vacation anna.berg (bruno.costa)", *DECEMBER, uid="1"),
        event("SUMMARY:Vacation bruno.costa", "ATTENDEE:mailto:c@example.com", *DECEMBER, uid="2"),
        event("SUMMARY:Team meeting", *DECEMBER, uid="3"),
    )
    rows = read(text, options=chosen_by(summary_pattern=pattern))
    assert [(row.fields["identity"], row.fields["reassign_to"]) for row in rows] == [
        ("anna.berg", "bruno.costa"),
        ("bruno.costa", "c@example.com"),
    ]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["DTSTART:2026-12-21", "DTEND:20261224T000000Z"], "line 9 cannot be read: 'DTSTART:2026-12-21'"),
        ([*DECEMBER, "DTSTART;VALUE=DATE:20261222"], "line 11: duplicate property DTSTART."),
        ([*DECEMBER, "RRULE:FREQ=SOMETIMES"], "line 11 cannot be read: 'RRULE:FREQ=SOMETIMES'"),
        (["DTSTART;TZID=Nowhere/Foo:20261221T080000"], "DTSTART: the time zone 'Nowhere/Foo' is not known"),
    ],
)
def test_what_is_wrong_with_an_event_is_told_with_its_title(lines, problem):
    with pytest.raises(Problems) as raised:
        read(calendar(event(*PEOPLE, *lines, "SUMMARY:Skiing")))
    message = raised.value.messages[0]
    assert message.startswith("event 'Skiing'")
    assert f": {problem}" in message


def test_an_event_that_ends_when_it_begins():
    (row,) = read(calendar(event(*PEOPLE, "DTSTART:20261221T080000Z")))
    assert row.problems == ["DTEND: it is the same as DTSTART."]


def test_different_events_with_the_same_uid():
    later = ["DTSTART;VALUE=DATE:20270121", "DTEND;VALUE=DATE:20270124"]
    same = calendar(event(*PEOPLE, *DECEMBER), event(*PEOPLE, *DECEMBER))
    assert len(read(same)) == 1
    assert "(line 12): UID: the event of line 4 has the same UID and differs." in whole_problem(
        calendar(event(*PEOPLE, *DECEMBER), event(*PEOPLE, *later))
    )
    newer = read(calendar(event(*PEOPLE, *DECEMBER), event("SEQUENCE:1", *PEOPLE, *later)))
    assert [row.fields["first_day"] for row in newer] == ["2027-01-21"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "this is not iCalendar"),
        ("identity;reassign_to\n", "this is not iCalendar"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", "it is cut off"),
        (OUTLOOK[: len(OUTLOOK) // 2], "it is cut off"),
        ("BEGIN:VCALENDAR\nthis is no line\nEND:VCALENDAR\n", "line 2 cannot be read: 'this is no line'"),
    ],
)
def test_what_is_no_calendar(text, problem):
    assert whole_problem(text).startswith(problem)


@pytest.mark.parametrize("library", ["icalendar", "recurring_ical_events"])
def test_a_missing_library(monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    assert "Failed to import the required Python library" in whole_problem(calendar(event(*PEOPLE, *DECEMBER)))


def single_events(number):
    return [[f"UID:{n}", *DECEMBER, *PEOPLE] for n in range(number)]


def replaced_occurrences(number):
    """Of one series that recurs every day."""
    first = datetime(2026, 12, 1)
    days = [(first + timedelta(days=n)).strftime("%Y%m%d") for n in range(number)]
    series = ["UID:1", f"DTSTART;VALUE=DATE:{days[0]}", f"RRULE:FREQ=DAILY;COUNT={number}", *PEOPLE]
    changed = [
        ["UID:1", f"RECURRENCE-ID;VALUE=DATE:{day}", f"DTSTART;VALUE=DATE:{day}", "SUMMARY:Changed", *PEOPLE]
        for day in days
    ]
    return [series, *changed]


def versions(number):
    return [["UID:1", f"SEQUENCE:{n}", *DECEMBER, *PEOPLE] for n in range(number)]


def conflicts(number):
    return [["UID:1", f"SUMMARY:{n}", *DECEMBER, *PEOPLE] for n in range(number)]


def broken_events(number):
    return [[f"UID:{n}", "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261221", *PEOPLE] for n in range(number)]


def sound_and_broken_events(number):
    return single_events(number) + [[f"UID:b{event[0]}", *event[1:]] for event in broken_events(number)]


def unreadable_events(number):
    return [[f"UID:{n}", "DTSTART:tomorrow", *PEOPLE] for n in range(number)]


def one_with_many_lines(number):
    return [["UID:1", *DECEMBER, *PEOPLE, *(f"X-NOTE-{n}:x" for n in range(number))]]


def attendees(number):
    return [["UID:1", *DECEMBER, *(f"ATTENDEE:mailto:p{n}@example.com" for n in range(number))]]


CALENDARS = [
    *(single_events, replaced_occurrences, versions, conflicts, broken_events),
    *(sound_and_broken_events, unreadable_events, one_with_many_lines, attendees),
]


@pytest.mark.parametrize("make", CALENDARS)
def test_it_takes_no_more_than_twice_as_long_for_twice_as_many(make):
    """Calls are counted, not seconds."""

    def count(number):
        lines = [line for event in make(number) for line in ("BEGIN:VEVENT", *event, "END:VEVENT")]
        data = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""]).encode()

        def read():
            with contextlib.suppress(Problems):
                read_calendar(data, Defaults("UTC"), NOW, OPTIONS)

        read()  # what is done once only
        return calls(read)

    small, large = count(100), count(200)
    assert large < 2.2 * small
