# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Where windows of time lie on a line. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ansible_collections.community.sailpoint.plugins.module_utils._instants import (
    UTC,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

#: The names are part of a page that must not depend on the language of the machine.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_TICKS = 9
_WEEK = timedelta(weeks=1)


class Bar(t.NamedTuple):
    """Where a window lies, in percent of the line, and whether it goes on beyond its ends."""

    left: float
    width: float
    from_before: bool
    until_after: bool


class Tick(t.NamedTuple):
    at: float
    label: str


def _month(day: date) -> str:
    """The year only where it begins, or else the labels of a long line overlap."""
    return f"{_MONTHS[day.month - 1]} {day.year}" if day.month == 1 else _MONTHS[day.month - 1]


class TimeLine:
    """The days around C(today) that hold the windows, a week at the least, unless C(before) and C(after) are less."""

    def __init__(
        self, windows: t.Sequence[Window], today: date, zone: ZoneInfo, before: timedelta, after: timedelta
    ) -> None:
        self._zone = zone
        self._today = today
        starts = [self._day(window.start) for window in windows if window.start]
        ends = [self._day(window.end) + timedelta(days=1) for window in windows if window.end]
        self._first = min(today, max(today - before, min([today - _WEEK, *starts])))
        self._last = max(today + timedelta(days=1), min(today + after, max([today + _WEEK, *ends])))
        self._from, self._span = self._midnight(self._first), self._midnight(self._last) - self._midnight(self._first)

    @property
    def today(self) -> Bar:
        return self.bar_of(Window(self._midnight(self._today), self._midnight(self._today + timedelta(days=1))))

    def bar_of(self, window: Window) -> Bar:
        """The part of the window that can be seen; one that cannot has no width and lies at the end that is near."""
        start = self._at(window.start) if window.start else -1.0
        end = self._at(window.end) if window.end else 101.0
        left, right = (min(max(edge, 0.0), 100.0) for edge in (start, end))
        return Bar(round(left, 2), round(right - left, 2), start < 0, end > 100)

    def ticks(self) -> list[Tick]:
        """Beginnings of weeks, or of months where those would be too many."""
        days = (self._last - self._first).days
        weeks = -(-days // (7 * _MOST_TICKS))
        if weeks <= 4:
            found = {day: f"{day.day} {_MONTHS[day.month - 1]}" for day in self._mondays(weeks)}
        else:
            found = {day: _month(day) for day in self._months(-(-days // (30 * _MOST_TICKS)))}
        return [Tick(round(self._at(self._midnight(day)), 2), label) for day, label in found.items()]

    def _mondays(self, step: int) -> list[date]:
        monday = self._first + timedelta(days=-self._first.weekday() % 7)
        return [monday + timedelta(days=day) for day in range(0, (self._last - monday).days, 7 * step)]

    def _months(self, step: int) -> list[date]:
        months = range(self._first.year * 12 + self._first.month, self._last.year * 12 + self._last.month, step)
        return [date(month // 12, month % 12 + 1, 1) for month in months]

    def _at(self, instant: datetime) -> float:
        return (instant - self._from) / self._span * 100

    def _day(self, instant: datetime) -> date:
        return instant.astimezone(self._zone).date()

    def _midnight(self, day: date) -> datetime:
        # In UTC, for differences within one zone leave out the hour that daylight saving takes.
        return datetime.combine(day, time(), self._zone).astimezone(UTC)
