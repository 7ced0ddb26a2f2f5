# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The positions of time windows on a timeline. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ansible_collections.community.sailpoint.plugins.module_utils._instants import UTC
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

#: Not locale-dependent, because the page must not depend on the machine.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_TICKS = 9
_WEEK, _DAY = timedelta(weeks=1), timedelta(days=1)


class Bar(t.NamedTuple):
    """The position of a window, in percent of the timeline, and whether it extends beyond the ends."""

    left: float
    width: float
    from_before: bool
    until_after: bool


class Tick(t.NamedTuple):
    """A position, a label, and the space for it; positions and space are in percent.

    Every second tick has the space of two, every fourth that of four, so that a page that only shows fitting labels drops
    the others evenly.
    """

    at: float
    room: float
    label: str


class Timeline:
    """The days around ``today`` that contain all ``windows``: at least a week each way, at most the given days."""

    def __init__(self, windows: t.Sequence[Window], today: date, zone: ZoneInfo, before: int, after: int) -> None:
        def day(instant: datetime) -> date:
            return instant.astimezone(zone).date()

        def midnight(day: date) -> datetime:
            # In UTC, because a difference within one zone would ignore daylight saving time.
            return datetime.combine(day, time(), zone).astimezone(UTC)

        first = min([today - _WEEK, *(day(window.start) for window in windows if window.start)])
        last = max([today + _WEEK, *(day(window.end) + _DAY for window in windows if window.end)])
        first = min(today, max(today - timedelta(days=before), first))
        last = max(today + _DAY, min(today + timedelta(days=after), last))
        self._from, self._span = midnight(first), midnight(last) - midnight(first)
        self.today = self.bar_of(Window(midnight(today), midnight(today + _DAY)))
        places = [(self._at(midnight(day)), label) for day, label in _labels(first, last)]
        ends = [*(at for at, unused in places), *[100.0] * 4]
        steps = [4 if number % 4 == 0 else 2 if number % 2 == 0 else 1 for number in range(len(places))]
        self.ticks = [
            Tick(round(at, 2), round(ends[number + steps[number]] - at, 2), label)
            for number, (at, label) in enumerate(places)
        ]

    def bar_of(self, window: Window) -> Bar:
        """The visible part of the window; one that is out of sight has no width and lies at the nearer end."""
        start = self._at(window.start) if window.start else -1.0
        end = self._at(window.end) if window.end else 101.0
        left, right = (min(max(edge, 0.0), 100.0) for edge in (start, end))
        return Bar(round(left, 2), round(right - left, 2), start < 0, end > 100)

    def _at(self, instant: datetime) -> float:
        return (instant - self._from) / self._span * 100


def _labels(first: date, last: date) -> list[tuple[date, str]]:
    """Return Mondays, or else first days of months, with the year instead of January; only some if there are many."""
    days = (last - first).days
    weeks = -(-days // (7 * _MOST_TICKS))
    if weeks <= 4:
        monday = first + timedelta(days=-first.weekday() % 7)
        mondays = [monday + timedelta(days=number) for number in range(0, (last - monday).days, 7 * weeks)]
        return [(day, f"{day.day} {_MONTHS[day.month - 1]}") for day in mondays]
    step = -(-days // (30 * _MOST_TICKS))
    months = range(first.year * 12 + first.month, last.year * 12 + last.month, step)
    firsts = [date(month // 12, month % 12 + 1, 1) for month in months]
    return [(day, _MONTHS[day.month - 1] if day.month > 1 else str(day.year)) for day in firsts]
