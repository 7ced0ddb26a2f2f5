# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import sys
from datetime import datetime, timezone

import icalendar
import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations import recurrences
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.content_lines import read_components
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.recurrences import (
    expand,
    write_calendar,
)

FIRST, LAST = datetime(2026, 12, 1, tzinfo=timezone.utc), datetime(2027, 4, 30, tzinfo=timezone.utc)
FRIDAYS = ["UID:1", "DTSTART;VALUE=DATE:20261204", "RRULE:FREQ=WEEKLY;COUNT=3"]
MOVED = ["UID:1", "RECURRENCE-ID;VALUE=DATE:20261211", "DTSTART;VALUE=DATE:20261210"]


def zone(name):
    return [
        *("BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", "DTSTART:16010101T000000"),
        *("TZOFFSETFROM:+0530", "TZOFFSETTO:+0530", "END:STANDARD", "END:VTIMEZONE"),
    ]


def calendar(*events, head=()):
    """The calendar, and its events, as they are in the file."""
    lines = [line for event in events for line in ("BEGIN:VEVENT", *event, "END:VEVENT")]
    (found,) = read_components("\n".join(["BEGIN:VCALENDAR", *head, *lines, "END:VCALENDAR"]).encode())
    return found, [one for one in found.components if one.name == "VEVENT"]


def written(events, replaced=(), head=()):
    found, components = calendar(*events, *replaced, head=head)
    return write_calendar(found, components[: len(events)], components[len(events) :])


def occurrences(*events, replaced=(), local_zone="Europe/Berlin", first=FIRST, last=LAST):
    found = expand(icalendar.Calendar.from_ical(written(events, replaced)), first, last, local_zone)
    return [event["DTSTART"].to_ical().decode() for event in found]


def test_only_the_chosen_events_and_the_zones_that_they_use_are_written():
    event = ["UID:1", "DTSTART;TZID=Used:20261204T080000", "BEGIN:VALARM", "TRIGGER:never", "END:VALARM"]
    head = ["X-WR-CALNAME:Anna", *zone("Used"), *zone("Unused")]
    text = written([event], head=head)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == text.count("BEGIN:VTIMEZONE") == 1
    assert "TZOFFSETTO:+0530\r\nEND:STANDARD\r\nEND:VTIMEZONE" in text
    assert not any(dropped in text for dropped in ("Unused", "VALARM", "TRIGGER", "X-WR-CALNAME"))


def test_duplicate_lines_are_written_once():
    text = written([["UID:1", "DTSTART;VALUE=DATE:20261204", "DTSTART;VALUE=DATE:20261204"]])
    assert text.count("DTSTART") == 1


def test_what_replaces_an_occurrence_without_being_chosen_is_written_without_its_content():
    text = written([FRIDAYS], [[*MOVED, "SUMMARY:Work", "DTEND:broken", "SEQUENCE:1"]])
    assert "Work" not in text and "broken" not in text
    assert "RECURRENCE-ID;VALUE=DATE:20261211\r\nDTSTART;VALUE=DATE:20261211\r\n" in text and "SEQUENCE:1" in text


def test_occurrences_come_by_time():
    assert occurrences(["UID:2", "DTSTART;VALUE=DATE:20261205"], FRIDAYS) == [
        *("20261204", "20261205", "20261211", "20261218")
    ]


def test_an_occurrence_that_is_moved_and_one_that_is_replaced():
    assert occurrences(FRIDAYS, MOVED) == ["20261204", "20261210", "20261218"]
    assert occurrences(FRIDAYS, replaced=[MOVED]) == ["20261204", "20261218"]


def test_all_later_occurrences_are_replaced():
    later = ["UID:1", "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261211", "DTSTART;VALUE=DATE:20261212"]
    assert "DTSTART;VALUE=DATE:20261211" in written([FRIDAYS], [later])


def test_occurrences_outside_of_the_time_are_left_out():
    endless = ["UID:1", "DTSTART;VALUE=DATE:20200103", "RRULE:FREQ=WEEKLY"]
    last = datetime(2026, 12, 12, tzinfo=timezone.utc)
    assert occurrences(endless, last=last) == ["20261204", "20261211"]


def test_recurring_times_follow_daylight_saving():
    lines = ["UID:1", "DTSTART;TZID=Europe/Berlin:20270320T080000", "DURATION:PT8H", "RRULE:FREQ=WEEKLY;COUNT=3"]
    (found, _events) = calendar(lines)
    events = expand(icalendar.Calendar.from_ical(write_calendar(found, _events, [])), FIRST, LAST, None)
    assert [event["DTSTART"].dt.astimezone(timezone.utc).hour for event in events] == [7, 7, 6]


@pytest.mark.parametrize(
    ("start", "until", "days"),
    [
        ("DTSTART;TZID=Europe/Berlin:20261214T080000", "20261216", ["14", "15", "16"]),
        ("DTSTART;TZID=Europe/Berlin:20261214T080000", "20261216T070000Z", ["14", "15", "16"]),
        ("DTSTART;TZID=Europe/Berlin:20261214T080000", "20261216T065959Z", ["14", "15"]),
        # Written in the time of the series.
        ("DTSTART;TZID=America/New_York:20261214T080000", "20261216T080000", ["14", "15", "16"]),
        ("DTSTART:20261214T080000", "20261216", ["14", "15", "16"]),
        ("DTSTART:20261214T080000", "20261216T070000Z", ["14", "15", "16"]),
        ("DTSTART:20261214T080000Z", "20261216", ["14", "15", "16"]),
        ("DTSTART;VALUE=DATE:20261214", "20261216", ["14", "15", "16"]),
        ("DTSTART;VALUE=DATE:20261214", "20261215T230000Z", ["14", "15", "16"]),
    ],
)
def test_until_includes_its_day(start, until, days):
    found = occurrences(["UID:1", start, f"RRULE:FREQ=DAILY;UNTIL={until}"])
    assert [day[6:8] for day in found] == days


def test_without_a_zone_until_is_compared_as_it_is_written():
    rule = "RRULE:FREQ=DAILY;UNTIL=20261216T070000Z"
    assert len(occurrences(["UID:1", "DTSTART:20261214T080000", rule], local_zone=None)) == 2


def test_more_occurrences_than_a_file_can_have(monkeypatch):
    monkeypatch.setattr(recurrences, "_MAX_OCCURRENCES", 2)
    with pytest.raises(InvalidInput, match="it has 3 vacations, counting recurring ones, more than 2"):
        occurrences(FRIDAYS)
    monkeypatch.setattr(recurrences, "_MAX_OCCURRENCES", 3)
    assert len(occurrences(FRIDAYS)) == 3


def test_a_missing_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "recurring_ical_events", None)
    with pytest.raises(InvalidInput, match="recurring-ical-events"):
        occurrences(FRIDAYS)
