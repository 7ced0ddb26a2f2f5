# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import sys

import icalendar
import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.content_lines import read_components
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.event_checks import (
    event_problems,
    import_icalendar,
    line_problems,
    rules_of,
    unknown_zones,
    unreadable_lines,
    zone_of,
)

DECEMBER = ["DTSTART;VALUE=DATE:20261221", "DTEND;VALUE=DATE:20261224"]
START = "DTSTART:20261221T080000Z"


def event(*lines):
    """The event as it is in the file, from line 3, and as the library reads it."""
    text = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])
    (raw,) = read_components(text.encode())[0].components
    return raw, icalendar.Calendar.from_ical(text).walk("VEVENT")[0]


def of_lines(*lines, labels=()):
    return line_problems(event(*lines)[0], labels)


def problem(*lines):
    (found,) = event_problems(*event(*lines))
    return found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["X-ANYTHING:x", "summary:lower case", "STATUS:tentative", "STATUS:tentative"], []),
        (
            ["DESCRIPTION:a", "Delegate:b"],
            ["line 4 cannot be read: 'Delegate:b' (unknown property; line breaks in a text must be written as \\n)."],
        ),
        (["EXRULE:FREQ=DAILY"], ["line 3: EXRULE is not supported: use EXDATE."]),
        ([*DECEMBER, "DTSTART;VALUE=DATE:20261222"], ["line 5: duplicate property DTSTART."]),
        (["SUMMARY:a", "SUMMARY:b", "ATTENDEE:a", "ATTENDEE:b"], ["line 4: duplicate property SUMMARY."]),
        (["STATUS:DONE"], ["line 3: unknown STATUS 'DONE': it must be CONFIRMED, TENTATIVE, or CANCELLED."]),
    ],
)
def test_problems_that_lines_show(lines, found):
    assert of_lines(*lines) == found


def test_a_property_by_the_name_of_a_label_is_the_second_line_of_a_description():
    lines = ["DESCRIPTION:Away", "CONTACT:bruno.costa"]
    assert of_lines(*lines) == [] and of_lines(*lines, labels=["Delegate"]) == []
    assert of_lines(*lines, labels=["Contact"])[0].startswith("line 4 cannot be read: 'CONTACT:bruno.costa'")


@pytest.mark.parametrize(
    "lines",
    [
        DECEMBER,
        [START],
        [START, "DTEND:20261221T080000Z"],
        [START, "DURATION:PT0S"],
        [*DECEMBER, "RRULE:FREQ=WEEKLY;INTERVAL=2", "RRULE:FREQ=DAILY"],
        ["DTSTART;TZID=Europe/Berlin:20261221T080000", "DTEND:20261222T080000Z"],
    ],
)
def test_a_sound_event(lines):
    assert event_problems(*event(*lines)) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["DTSTART:2026-12-21", "DTEND:20261224T000000Z"], "line 3 cannot be read: 'DTSTART:2026-12-21'"),
        ([], "DTSTART: it is missing."),
        (["DTSTART;VALUE=TIME:080000", "DURATION:P1D"], "DTSTART: it is not a date."),
        ([*DECEMBER, "RRULE:INTERVAL=2"], "RRULE: FREQ is missing."),
        (["DTSTART;TZID=Nowhere/Foo:20261221T080000"], "DTSTART: the time zone 'Nowhere/Foo' is not known"),
        ([START, "DTEND;TZID=Nowhere:20261222T080000"], "DTEND: the time zone 'Nowhere' is not known"),
        ([START, "DTEND:20261221T075959Z"], "DTEND: it is before DTSTART."),
        (["DTSTART;VALUE=DATE:20261224", "DTEND:20261225T080000Z"], "DTEND: DTSTART and DTEND must both be days, or"),
        (["DTSTART:20261224T080000", "DTEND:20261225T080000Z"], "DTEND: DTSTART and DTEND must both have a time zone"),
        ([START, "DTEND:20261222T080000Z", "DURATION:P1D"], "DURATION: DTEND and DURATION are mutually exclusive."),
        ([START, "RRULE:FREQ=SECONDLY"], "RRULE: a vacation cannot recur more often than daily."),
        ([*DECEMBER, "RRULE:FREQ=DAILY;INTERVAL=0"], "RRULE: INTERVAL must be at least 1."),
        (["DTSTART;VALUE=DATE:20261221", "DURATION:-P1D"], "DURATION: it is negative."),
    ],
)
def test_times_that_cannot_be_understood(lines, found):
    assert problem(*lines).startswith(found)


def test_lines_that_the_library_cannot_read_one_by_one():
    raw, _read = event(*DECEMBER)
    broken = [*raw.lines, raw.lines[0]._replace(number=9, text="RRULE:FREQ=SOMETIMES")]
    (found,) = unreadable_lines(broken)
    assert found.startswith("line 9 cannot be read: 'RRULE:FREQ=SOMETIMES' (") and "\n" not in found
    assert len(unreadable_lines([broken[-1]._replace(text="DTSTART:" + "x" * 900)])[0]) < 300


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("DTSTART;TZID=Europe/Berlin:20261221T080000", "Europe/Berlin"),
        ('DTSTART;X=1;tzid="W. Europe: Standard":20261221t080000', "W. Europe: Standard"),
        ("DTSTART;TZID=Europe/Berlin;VALUE=DATE:20261221", None),  # a day is in no zone
        ("DTSTART:20261221T080000Z", None),
        ("DTSTART;TZID=Europe/Berlin", None),
    ],
)
def test_the_time_zone_of_a_line(line, zone):
    assert zone_of(event("SUMMARY:x")[0].lines[0]._replace(text=line)) == zone


def test_only_the_first_unknown_zone_is_told():
    raw, _read = event("DTSTART;TZID=Nowhere:20261221T080000", "EXDATE;TZID=Elsewhere:20261222T080000")
    (found,) = unknown_zones(raw)
    assert found == "DTSTART: the time zone 'Nowhere' is not known, and the file does not describe it."


def test_rules_are_a_list_however_many_there_are():
    assert [len(rules_of(event(*DECEMBER, *rules)[1])) for rules in ([], ["RRULE:FREQ=DAILY"])] == [0, 1]
    assert len(rules_of(event(*DECEMBER, "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY")[1])) == 2


def test_a_missing_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(InvalidInput, match="icalendar and recurring-ical-events"):
        import_icalendar()
