# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Chooses the events of a calendar that are vacations, from their lines alone. Pure: no I/O.

This is done first, so that other events cannot make a file fail, and cost little. If this is unclear from
a line, the event is chosen and checked later.
"""

from __future__ import annotations

import re
import typing as t
from datetime import date, datetime, timedelta

from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.content_lines import (
    RawComponent,
    unescape,
)

CANCELLED = ("CANCELLED", "CANCELED")

#: Vacations that ended longer ago are ignored.
PAST = timedelta(days=31)
#: Days are compared without time zones here.
_MARGIN = timedelta(days=2)
_DATE = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)", re.ASCII)
_DURATION = re.compile(
    r"\+?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,7})S)?)?", re.ASCII
)
_SPLIT_LIST = re.compile(r"(?<!\\),")
#: Properties about when the event was written, not about its content.
_BOOKKEEPING = ("DTSTAMP", "CREATED", "LAST-MODIFIED")


class EventOptions(t.NamedTuple):
    """Which events are vacations."""

    #: Only events that have one of these categories, if any are given.
    categories: tuple[str, ...] = ()
    #: Only events whose summary matches.
    summary_pattern: re.Pattern[str] | None = None
    #: No events whose summary matches.
    exclude_pattern: re.Pattern[str] | None = None
    out_of_office_only: bool = False
    tentative: bool = False
    #: How far ahead to read.
    horizon: timedelta = timedelta(days=400)


class Chosen(t.NamedTuple):
    """The events of one calendar to read."""

    events: list[RawComponent]
    #: Changed occurrences of chosen series that are not chosen themselves, but replace regular occurrences.
    replaced: list[RawComponent]
    #: Pairs of events with the same UID that contradict each other.
    conflicts: list[tuple[RawComponent, RawComponent]]


def choose_events(calendar: RawComponent, now: datetime, options: EventOptions) -> Chosen:
    """Return the chosen events that did not end long before ``now`` and start before the horizon."""
    chosen = Chosen([], [], [])
    for versions in _by_uid(calendar).values():
        newest, conflicts = _newest(versions)
        meant = [event for event in newest if _is_meant(event, options)]
        if any(is_between(event, now - PAST, now + options.horizon) for event in meant):
            _add(chosen, newest, meant, conflicts)
    return chosen


def _add(
    chosen: Chosen,
    newest: t.Sequence[RawComponent],
    meant: t.Sequence[RawComponent],
    conflicts: t.Iterable[tuple[RawComponent, RawComponent]],
) -> None:
    numbers = {event.number for event in meant}
    chosen.events.extend(meant)
    for event in newest:
        if event.number not in numbers and event.all("RECURRENCE-ID"):
            chosen.replaced.append(event)
    for first, later in conflicts:
        if first.number in numbers or later.number in numbers:
            chosen.conflicts.append((first, later))


def is_between(event: RawComponent, first: datetime, last: datetime) -> bool:
    """Return whether the event, or one of a series, can take place between these instants, give or take two days."""
    lower, upper = (first - _MARGIN).date(), (last + _MARGIN).date()
    start = _first_date(event, "DTSTART")
    if start is None:
        return True
    if start > upper:
        return False
    length = _length(event, start)
    if length is None or "THISANDFUTURE" in _raw(event, "RECURRENCE-ID").upper():
        return True
    starts = [start, *_dates(" ".join(line.text for line in event.all("RDATE")))]
    if any(begin <= upper and lower - begin <= length for begin in starts):
        return True
    earliest = lower - length if length < lower - date.min else date.min
    return any(_recurs_between(line.value, start, earliest, upper) for line in event.all("RRULE"))


def _by_uid(calendar: RawComponent) -> dict[str, list[RawComponent]]:
    events: dict[str, list[RawComponent]] = {}
    for event in calendar.components:
        if event.name == "VEVENT":
            # An event without a readable UID counts as a separate event.
            events.setdefault(event.text("UID") or f"\0{event.number}", []).append(event)
    return events


def _newest(versions: t.Sequence[RawComponent]) -> tuple[list[RawComponent], list[tuple[RawComponent, RawComponent]]]:
    """Return the newest version of each occurrence, and contradicting pairs."""
    if len(versions) == 1:
        return list(versions), []
    newest: dict[str, RawComponent] = {}
    conflicts: dict[str, tuple[RawComponent, RawComponent]] = {}
    for event in versions:
        occurrence = _raw(event, "RECURRENCE-ID")
        other = newest.setdefault(occurrence, event)
        if _sequence(event) > _sequence(other):
            newest[occurrence] = event
            conflicts.pop(occurrence, None)
        elif _sequence(event) == _sequence(other) and _content(event) != _content(other):
            conflicts[occurrence] = (other, event)
    return list(newest.values()), list(conflicts.values())


def _sequence(event: RawComponent) -> int:
    text = event.text("SEQUENCE") or ""
    return int(text) if text.isdecimal() else 0


def _content(event: RawComponent) -> list[str]:
    return sorted(line.text for line in event.lines if line.name not in _BOOKKEEPING)


def _raw(event: RawComponent, name: str) -> str:
    return next((line.text for line in event.all(name)), "")


def _is_meant(event: RawComponent, options: EventOptions) -> bool:
    status = (event.text("STATUS") or "").upper()
    if status in CANCELLED or (status == "TENTATIVE" and not options.tentative):
        return False
    if options.out_of_office_only and not _is_out_of_office(event):
        return False
    if options.categories and not _has_category(event, options.categories):
        return False
    return _has_meant_summary(event, options)


def _is_out_of_office(event: RawComponent) -> bool:
    busy = event.text("X-MICROSOFT-CDO-BUSYSTATUS")
    return busy is None or busy.upper() == "OOF"


def _has_meant_summary(event: RawComponent, options: EventOptions) -> bool:
    summary = event.text("SUMMARY")
    if summary is None:
        return True
    if options.exclude_pattern and options.exclude_pattern.search(summary):
        return False
    return options.summary_pattern is None or options.summary_pattern.search(summary) is not None


def _has_category(event: RawComponent, categories: t.Iterable[str]) -> bool:
    lines = [line.value for line in event.all("CATEGORIES")]
    if None in lines:
        return True
    found = {unescape(one).strip().casefold() for line in lines for one in _SPLIT_LIST.split(line or "")}
    return not found.isdisjoint(category.casefold() for category in categories)


def _dates(text: str) -> list[date]:
    found = []
    for year, month, day in _DATE.findall(re.sub(r"T\d{6}Z?", "", text)):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found


def _first_date(event: RawComponent, name: str) -> date | None:
    line = next(iter(event.all(name)), None)
    return next(iter(_dates(line.value or "")), None) if line else None


def _length(event: RawComponent, start: date) -> timedelta | None:
    """Return the maximum length of the event; ``None`` if it is unknown."""
    if event.all("DTEND"):
        end = _first_date(event, "DTEND")
        return end - start if end else None
    duration = event.text("DURATION")
    if not duration:
        return timedelta() if duration == "" and not event.all("DURATION") else None
    match = _DURATION.fullmatch(duration.upper())
    if not match:
        return None
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in match.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _recurs_between(rule: str | None, start: date, lower: date, upper: date) -> bool:
    """Return whether a rule that starts on ``start`` may have an occurrence between these days."""
    try:
        from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # a dependency of the calendar libraries
    except ImportError:
        return True
    rule = re.sub(r"UNTIL=(\d{8})[^;]*", r"UNTIL=\1T235959", (rule or "").upper())
    if not re.search(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)", rule) or re.search(r"INTERVAL=0*(;|$)", rule):
        return True
    midnight = datetime.min.time()
    try:
        # Times of day would only shift days, by less than the margin.
        found = rrulestr(rule, dtstart=datetime.combine(start, midnight)).after(datetime.combine(lower, midnight), True)
    except (ValueError, TypeError, KeyError, OverflowError):
        return True
    return found is not None and found.date() <= upper
