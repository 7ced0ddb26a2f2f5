# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._instants import UTC
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.plugin_utils._report.timeline import Bar, Timeline

TODAY = date(2026, 3, 18)
BERLIN = ZoneInfo("Europe/Berlin")


def at(day, hour=0, zone=UTC):
    return datetime.combine(day, datetime.min.time(), zone) + timedelta(hours=hour)


def days(number):
    return TODAY + timedelta(days=number)


def line(*windows, before=14, after=90, zone=UTC):
    return Timeline(windows, TODAY, zone, before, after)


def test_a_week_around_today_at_the_least():
    empty = line()
    assert empty.bar_of(Window(at(days(-7)), at(days(7)))) == Bar(0, 100, False, False)
    assert empty.today == Bar(50, pytest.approx(100 / 14, abs=0.01), False, False)


def test_no_longer_than_the_windows_need():
    window = Window(at(days(-10), 8), at(days(20), 8))
    assert line(window).bar_of(Window(at(days(-10)), at(days(21)))) == Bar(0, 100, False, False)


def test_no_longer_than_allowed():
    window = Window(at(days(-100)), at(days(500)))
    assert line(window).bar_of(window) == Bar(0, 100, True, True)
    assert line(window).bar_of(Window(at(days(-14)), at(days(90)))) == Bar(0, 100, False, False)


def test_today_at_the_least():
    assert line(before=0, after=0).today == line(before=-5, after=-5).today == Bar(0, 100, False, False)


def test_windows_without_an_end_go_on():
    assert line().bar_of(Window(None, at(TODAY))) == Bar(0, 50, True, False)
    assert line().bar_of(Window(at(TODAY), None)) == Bar(50, 50, False, True)


def test_windows_that_cannot_be_seen_have_no_width():
    assert line().bar_of(Window(at(days(-30)), at(days(-20)))) == Bar(0, 0, True, False)
    assert line().bar_of(Window(at(days(20)), None)) == Bar(100, 0, False, True)


def test_days_are_those_of_the_time_zone():
    # On the 29th of March the day has 23 hours.
    window = Window(at(days(-7), zone=BERLIN), at(days(20), zone=BERLIN))
    first_day = line(window, zone=BERLIN).bar_of(Window(at(days(-7), zone=BERLIN), at(days(-6), zone=BERLIN)))
    assert first_day == Bar(0, pytest.approx(24 / (28 * 24 - 1) * 100, abs=0.01), False, False)


@pytest.mark.parametrize(
    ("after", "labels"),
    [
        (7, "16 Mar, 23 Mar"),
        (55, "16 Mar, 23 Mar, 30 Mar, 6 Apr, 13 Apr, 20 Apr, 27 Apr, 4 May, 11 May"),
        (90, "16 Mar, 30 Mar, 13 Apr, 27 Apr, 11 May, 25 May, 8 Jun"),
        (365, "Apr, Jun, Aug, Oct, Dec, Feb"),
        (730, "Apr, Jul, Oct, 2027, Apr, Jul, Oct, 2028"),
    ],
)
def test_ticks(after, labels):
    found = line(Window(at(days(after - 1)), at(days(after - 1), 1)), after=after, before=7).ticks
    assert ", ".join(tick.label for tick in found) == labels


def test_the_room_of_labels():
    ticks = line(Window(None, at(days(54))), before=7).ticks
    places = [*(tick.at for tick in ticks), *[100] * 4]
    nexts = [places[number + step] for number, step in enumerate([4, 1, 2, 1, 4, 1, 2, 1, 4])]
    assert [tick.at + tick.room for tick in ticks] == pytest.approx(nexts, abs=0.02)


instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
windows = st.builds(Window, st.none() | instants, st.none() | instants).filter(
    lambda window: window.start is None or window.end is None or window.start < window.end
)


@given(
    st.lists(windows),
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.sampled_from([UTC, BERLIN, ZoneInfo("Asia/Tokyo")]),
)
def test_everything_lies_on_the_line(shown, before, after, zone):
    timeline = line(*shown, before=before, after=after, zone=zone)
    for one in [*map(timeline.bar_of, shown), timeline.today]:
        assert 0 <= one.left <= 100 and one.width >= 0 and one.left + one.width <= 100.01
    places = [tick.at for tick in timeline.ticks]
    assert places == sorted(set(places)) and all(0 <= place <= 100 for place in places) and len(places) <= 10
