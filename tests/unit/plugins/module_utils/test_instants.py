# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import sys
import zoneinfo
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._instants import (
    format_instant,
    local_span,
    local_time,
    parse_instant,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "text, zone, expected",
    [
        ("2026-12-24T08:00:00Z", None, at(2026, 12, 24, 8)),
        ("2026-12-24t08:00:00z", "Europe/Berlin", at(2026, 12, 24, 8)),
        ("2026-12-24T08:00:00+02:00", None, at(2026, 12, 24, 6)),
        ("2026-12-24T08:00:00-0530", None, at(2026, 12, 24, 13, 30)),
        ("2026-12-24T08:00+02", None, at(2026, 12, 24, 6)),
        ("2026-12-24 08:00", "Europe/Berlin", at(2026, 12, 24, 7)),
        ("2026-07-24T08:00:00", "Europe/Berlin", at(2026, 7, 24, 6)),
        ("2026-12-24", "America/New_York", at(2026, 12, 24, 5)),
        ("2026-12-24T08:00:00.5Z", None, at(2026, 12, 24, 8, 0, 0, 500000)),
        ("2026-12-24T08:00:00.123456789Z", None, at(2026, 12, 24, 8, 0, 0, 123000)),
        ("2026-12-24T08:00:00,25Z", None, at(2026, 12, 24, 8, 0, 0, 250000)),
        (" 2026-12-24T08:00:00Z ", None, at(2026, 12, 24, 8)),
    ],
)
def test_instants(text, zone, expected):
    assert parse_instant(text, zone, "start") == expected


@pytest.mark.parametrize(
    "text, zone, says",
    [
        ("2026-12-24T08:00:00", None, "has no time zone"),
        ("2026-12-24", None, "has no time zone"),
        ("2026-03-29T02:30:00", "Europe/Berlin", "does not exist in Europe/Berlin: daylight saving"),
        ("2026-10-25T02:30:00", "Europe/Berlin", "happens twice in Europe/Berlin"),
        ("2011-12-30T12:00:00", "Pacific/Apia", "does not exist in Pacific/Apia"),
        ("2026-02-30T08:00:00Z", None, "does not exist"),
        ("2026-12-24T25:00:00Z", None, "does not exist"),
        ("2026-06-30T23:59:60Z", None, "does not exist"),
        ("2026-12-24T08:00:00+25:00", None, "does not exist"),
        ("2026-12-24T08:00:00+01:75", None, "does not exist"),
        ("0001-01-01T00:00:00Z", None, "is not between the years"),
        ("0001-01-01T00:00:00+05:00", None, "does not exist"),
        ("9999-12-31T23:59:59-05:00", None, "does not exist"),
        ("9999-12-31T23:59:59Z", None, "is not between the years"),
        ("24.12.2026", None, "is not an ISO 8601"),
        ("2026-W52-4", None, "is not an ISO 8601"),
        ("20261224T080000Z", None, "is not an ISO 8601"),
        ("1798099200", None, "is not an ISO 8601"),
        ("٢٠٢٦-12-24T08:00:00Z", None, "is not an ISO 8601"),
        ("tomorrow", None, "is not an ISO 8601"),
        ("", None, "is not an ISO 8601"),
        ("2026-12-24T08:00:00", "Mars/Olympus", "is not a known IANA time zone"),
        ("2026-12-24T08:00:00", "../../etc/passwd", "is not a known IANA time zone"),
        ("2026-12-24T08:00:00", "Europe", "is not a known IANA time zone"),
        ("2026-12-24T08:00:00", "a\0b", "is not a known IANA time zone"),
    ],
)
def test_what_is_no_instant(text, zone, says):
    with pytest.raises(InvalidInput) as caught:
        parse_instant(text, zone, "start")
    assert says in caught.value.message


def test_an_ambiguous_time_names_its_two_instants():
    with pytest.raises(InvalidInput, match=r"write 2026-10-25T02:30:00\+02:00 or 2026-10-25T02:30:00\+01:00"):
        parse_instant("2026-10-25T02:30:00", "Europe/Berlin", "end")


@given(st.text(max_size=40), st.none() | st.text(max_size=30))
def test_any_text_is_an_instant_or_a_clear_error(text, zone):
    try:
        parse_instant(text, zone, "start")
    except InvalidInput as error:
        assert error.message.startswith(("start: ", "timezone: "))


@given(st.datetimes(datetime(1971, 1, 1), datetime(9990, 1, 1), timezones=st.timezones()))
def test_instants_survive_writing_and_reading(instant):
    instant = instant.astimezone(timezone.utc)
    instant = instant.replace(microsecond=instant.microsecond // 1000 * 1000)
    assert parse_instant(format_instant(instant), None, "start") == instant


BERLIN, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")


@pytest.mark.parametrize(
    "instant, zone, shown",
    [
        (at(2026, 12, 20, 23), BERLIN, "2026-12-21 00:00+01:00"),
        (at(2026, 7, 20, 22), BERLIN, "2026-07-21 00:00+02:00"),
        (at(2026, 12, 20, 23), None, "2026-12-20 23:00Z"),
        (at(2026, 12, 20, 23, 0, 5), None, "2026-12-20 23:00:05Z"),
        (at(2026, 12, 20, 23, 0, 0, 7000), None, "2026-12-20 23:00:00.007Z"),
        (at(2026, 1, 1), ZoneInfo("Europe/London"), "2026-01-01 00:00+00:00"),
        (at(9999, 12, 31, 23), BERLIN, "9999-12-31 23:00+00:00"),
    ],
)
def test_times_for_people(instant, zone, shown):
    assert local_time(instant, zone) == shown


@pytest.mark.parametrize(
    "start, end, zone, shown",
    [
        (at(2026, 12, 20, 23), at(2027, 1, 6, 23), BERLIN, "from 21 Dec 2026 to 6 Jan 2027"),
        (at(2026, 3, 28, 23), at(2026, 3, 29, 22), BERLIN, "on 29 Mar 2026"),
        (at(2026, 12, 20, 23), at(2027, 1, 6, 23), None, "from 2026-12-20 23:00Z until 2027-01-06 23:00Z"),
        (at(2026, 12, 21), at(2026, 12, 22), None, "from 2026-12-21 00:00Z until 2026-12-22 00:00Z"),
        (at(2026, 12, 21, 7), at(2027, 1, 6, 23), BERLIN, "from 2026-12-21 08:00+01:00 until 2027-01-07 00:00+01:00"),
        (at(2026, 12, 20, 23), None, BERLIN, "from 2026-12-21 00:00+01:00 permanently"),
        (None, at(2026, 12, 20, 23), BERLIN, "until 2026-12-21 00:00+01:00"),
        (None, None, BERLIN, "permanently"),
        (
            at(2026, 12, 21, 23),
            at(2026, 12, 20, 23),
            BERLIN,
            "from 2026-12-22 00:00+01:00 until 2026-12-21 00:00+01:00",
        ),
        (at(2026, 12, 19, 10), at(2026, 12, 20, 10), APIA, "from 2026-12-19 23:00+13:00 until 2026-12-20 23:00+13:00"),
    ],
)
def test_spans_for_people(start, end, zone, shown):
    assert local_span(start, end, zone) == shown


@given(st.datetimes(datetime(1971, 1, 1), datetime(9990, 1, 1), timezones=st.timezones()), st.timezones())
def test_times_for_people_keep_their_instant(instant, zone):
    instant = instant.astimezone(timezone.utc)
    instant = instant.replace(microsecond=instant.microsecond // 1000 * 1000)
    assert datetime.fromisoformat(local_time(instant, zone)) == instant


EARLY, MIDDLE, LATE = at(2026, 1, 1), at(2026, 6, 1), at(2026, 12, 1)


@pytest.mark.parametrize(
    "window, status",
    [
        (Window(EARLY, MIDDLE), "expired"),
        (Window(EARLY, LATE), "active"),
        (Window(MIDDLE, LATE), "active"),
        (Window(LATE, None), "scheduled"),
        (Window(None, None), "active"),
        (Window(EARLY, None), "active"),
    ],
)
def test_status(window, status):
    assert window.status(MIDDLE) == status


def test_windows_that_touch_have_nothing_in_common():
    assert Window(EARLY, MIDDLE).intersection(Window(MIDDLE, LATE)) is None
    assert Window(EARLY, LATE).intersection(Window(MIDDLE, None)) == Window(MIDDLE, LATE)
    assert Window(None, None).intersection(Window(None, LATE)) == Window(None, LATE)


def test_a_machine_without_time_zone_data_is_told_of_tzdata(monkeypatch):
    for name in {"tzdata", *(name for name in sys.modules if name.startswith("tzdata."))}:
        monkeypatch.setitem(sys.modules, name, None)
    zoneinfo.ZoneInfo.clear_cache()
    zoneinfo.reset_tzpath(to=[])
    try:
        with pytest.raises(InvalidInput, match="no time zone data: install the Python library tzdata") as caught:
            parse_instant("2026-12-24T08:00:00", "Europe/Berlin", "start")
        assert "Berlin" not in caught.value.message
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()
