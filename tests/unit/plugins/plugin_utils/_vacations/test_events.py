# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.content_lines import read_components
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.events import (
    EventOptions,
    choose_events,
    is_between,
)

FIRST = datetime(2026, 12, 1, tzinfo=timezone.utc)
LAST = datetime(2026, 12, 31, tzinfo=timezone.utc)


def calendar(*events):
    lines = [line for event in events for line in ("BEGIN:VEVENT", *event, "END:VEVENT")]
    return read_components("\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode())[0]


def between(*lines):
    return is_between(calendar(lines).components[0], FIRST, LAST)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;VALUE=DATE:20261215"], True),
        (["DTSTART:20261128T120000Z"], False),
        (["DTSTART:20261129T120000Z"], True),
        (["DTSTART;TZID=Nowhere:20270103T080000"], False),
        (["DTSTART;VALUE=DATE:20261101", "DTEND;VALUE=DATE:20261128"], False),
        (["DTSTART;VALUE=DATE:20261101", "DTEND;VALUE=DATE:20261215"], True),
        (["DTSTART;VALUE=DATE:20261101", "DURATION:P2W"], False),
        (["DTSTART;VALUE=DATE:20261101", "DURATION:P1W30DT1H"], True),
        (["DTSTART;VALUE=DATE:20261101", "RDATE;VALUE=DATE:20261105,20261215"], True),
        (["DTSTART;VALUE=DATE:20261101", "RDATE;VALUE=DATE:20261105,20270115"], False),
        (["DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=YEARLY;BYMONTH=12"], True),
        (["DTSTART;VALUE=DATE:20200301", "RRULE:FREQ=YEARLY"], False),
        (["DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=WEEKLY;COUNT=100"], False),
        (["DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=WEEKLY;UNTIL=20261202T000000Z"], True),
        (["DTSTART;VALUE=DATE:20261001", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260901T080000Z"], True),
        # What cannot be told is looked at more closely later.
        ([], True),
        (["DTSTART:never"], True),
        (["DTSTART;VALUE=DATE:20261399"], True),
        (["DTSTART;VALUE=DATE:20200101", "DTEND:never"], True),
        (["DTSTART;VALUE=DATE:20200101", "DURATION:long"], True),
        (["DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=HOURLY"], True),
        (["DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=DAILY;INTERVAL=0"], True),
        (["DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=DAILY;BYDAY=never"], True),
        # The ends of the calendar.
        (["DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:99991231", "RDATE;VALUE=DATE:99991231"], True),
        (["DTSTART;VALUE=DATE:00010101", "DURATION:P99999D", "RRULE:FREQ=YEARLY;COUNT=2"], False),
        (["DTSTART;VALUE=DATE:99991231", "RRULE:FREQ=DAILY"], False),
    ],
)
def test_whether_an_event_can_take_place_in_december(lines, expected):
    assert between(*lines) is expected


MEANT = ["UID:1", "DTSTART;VALUE=DATE:20261215"]


def chosen(*events):
    found = choose_events(calendar(*events), FIRST, EventOptions())
    return [event.number for event in found.events], [event.number for event in found.replaced], len(found.conflicts)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([MEANT, MEANT], ([2], [], 0)),
        ([MEANT, [*MEANT, "DTSTAMP:20261101T000000Z"]], ([2], [], 0)),
        ([MEANT, [*MEANT, "SUMMARY:x"]], ([2], [], 1)),
        ([MEANT, [*MEANT, "SUMMARY:x"], [*MEANT, "SEQUENCE:1"]], ([11], [], 0)),
        ([[*MEANT, "SEQUENCE:2"], [*MEANT, "SEQUENCE:10"]], ([7], [], 0)),
        ([MEANT, [*MEANT, "SEQUENCE:1", "STATUS:CANCELLED"]], ([], [], 0)),
        ([MEANT, [*MEANT, "RECURRENCE-ID:20261215", "STATUS:CANCELLED"]], ([2], [6], 0)),
        # Without a UID, events have nothing to do with each other.
        ([MEANT[1:], [*MEANT[1:], "SUMMARY:x"]], ([2, 5], [], 0)),
    ],
)
def test_versions_of_an_event(events, expected):
    assert chosen(*events) == expected
