# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Vacations in iCalendar files, as rows of texts. Pure: no I/O.

The libraries that read iCalendar are optional; they are imported only when a calendar is read.
"""

from __future__ import annotations

import re
import typing as t
from datetime import date, datetime, timedelta

from ansible.module_utils.basic import missing_required_lib

from ansible_collections.community.sailpoint.plugins.module_utils._instants import UTC, format_instant, zone_info
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacation_people import (
    Component,
    People,
    find_people,
    text_of,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacation_tables import Row
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations import Problems

#: Vacations that ended longer ago are of no interest any more.
_PAST = timedelta(days=31)
_MAX_OCCURRENCES = 100_000
_TIMES_ONCE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
_TIMES = (*_TIMES_ONCE, "RRULE", "RDATE", "EXDATE")


class CalendarOptions(t.NamedTuple):
    """Which events are vacations, and how they name people."""

    people: People = People()
    #: Only events that have one of these categories, if any are given.
    categories: tuple[str, ...] = ()
    #: Only events whose summary matches.
    summary_pattern: re.Pattern[str] | None = None
    out_of_office_only: bool = False
    #: How far to look into the future.
    horizon: timedelta = timedelta(days=400)


def read_calendar(text: str, timezone: str | None, now: datetime, options: CalendarOptions) -> list[Row]:
    """The vacations that have not ended long before C(now) and begin before the horizon, recurring ones one by one.

    Days and times without a zone are meant in C(timezone), else in the calendar's own C(X-WR-TIMEZONE).
    Raises C(InvalidInput) for what is no complete calendar, for a missing library, and C(Problems) for
    events whose times cannot be understood.
    """
    try:
        return [row for calendar in _parse(text) for row in _rows(calendar, timezone, now, options)]
    except InvalidInput:
        raise
    except Exception as error:
        # What is broken in a way that nobody has thought of makes the libraries raise errors of any kind.
        raise InvalidInput(f"it cannot be understood ({type(error).__name__}: {error}).") from error


def _rows(calendar: Component, timezone: str | None, now: datetime, options: CalendarOptions) -> list[Row]:
    if text_of(calendar, "METHOD").upper() == "CANCEL":
        return []
    zone = timezone or text_of(calendar, "X-WR-TIMEZONE") or None
    calendar.pop("X-WR-TIMEZONE", None)  # else the library applies it
    _check_events(calendar)
    return [
        _row(event, calendar, zone, options)
        for event in _occurrences(calendar, now, options)
        if _is_vacation(event, options)
    ]


def _parse(text: str) -> list[Component]:
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise InvalidInput(
            missing_required_lib("icalendar and recurring-ical-events", reason="to read .ics files")
        ) from error
    # The library takes the complete calendars of a file that was cut off, which may be none.
    lines = text.split()
    if not lines or lines[0].upper() != "BEGIN:VCALENDAR":
        raise InvalidInput("this is not iCalendar: it does not begin with BEGIN:VCALENDAR.")
    if lines[-1].upper() != "END:VCALENDAR":
        raise InvalidInput("it is cut off: it does not end with END:VCALENDAR.")
    calendars: list[Component] = Calendar.from_ical(text, multiple=True)
    return calendars


def _check_events(calendar: Component) -> None:
    """Raise C(Problems) for what the libraries would guess or leave out silently."""
    problems: list[str] = []
    versions: dict[tuple[str, ...], bytes] = {}
    for event in calendar.walk("VEVENT"):
        problems += [f"{_place(event)}: {problem}" for problem in _time_problems(event)]
        if "UID" in event:
            version = tuple(_raw(event, name) for name in ("UID", "RECURRENCE-ID", "SEQUENCE"))
            if versions.setdefault(version, event.to_ical()) != event.to_ical():
                problems.append(f"{_place(event)}: UID: another event has the same UID {version[0]!r}.")
    if problems:
        raise Problems(problems)


def _raw(event: Component, name: str) -> str:
    """The value of a property as it is written, for comparing."""
    value = event.get(name, "")
    return value.to_ical().decode() if hasattr(value, "to_ical") else str(value)


def _time_problems(event: Component) -> t.Iterator[str]:
    broken = [f"{name}: {why}." for name, why in event.errors if name in _TIMES]
    broken += [f"{name}: it is there twice." for name in _TIMES_ONCE if isinstance(event.get(name), list)]
    yield from broken
    if broken:
        return
    if "DTSTART" not in event:
        yield "DTSTART: it is missing."
        return
    for name in ("DTSTART", "DTEND"):
        zone = event[name].params.get("TZID") if name in event else None
        if zone and event[name].dt.tzinfo is None:
            yield f"{name}: the time zone {zone!r} is not known, and the file does not describe it."
            return
    rule = event.get("RRULE")
    for one in rule if isinstance(rule, list) else [rule] if rule else []:
        if {str(part).upper() for part in one.get("FREQ", [])} & {"SECONDLY", "MINUTELY", "HOURLY"}:
            yield "RRULE: a vacation cannot recur more often than daily."
        if any(interval < 1 for interval in one.get("INTERVAL", [])):
            yield "RRULE: INTERVAL must be at least 1."  # with 0, the library would never end
    if "DURATION" in event and event["DURATION"].dt < timedelta():
        yield "DURATION: it is negative."
    if "DTEND" in event:
        start, end = _times(event)
        if isinstance(start, datetime) != isinstance(end, datetime):
            yield "DTEND: it is a day where DTSTART has a time, or the other way round."
        elif bool(getattr(start, "tzinfo", None)) != bool(getattr(end, "tzinfo", None)):
            yield "DTEND: it has a time zone where DTSTART has none, or the other way round."
        elif end < start:
            yield "DTEND: it is before DTSTART."


def _occurrences(calendar: Component, now: datetime, options: CalendarOptions) -> t.Iterator[Component]:
    try:
        import recurring_ical_events  # type: ignore[import-untyped]
    except ImportError as error:
        raise InvalidInput(missing_required_lib("recurring-ical-events", reason="to read .ics files")) from error
    events = recurring_ical_events.of(calendar).between(now - _PAST, now + options.horizon)
    if len(events) > _MAX_OCCURRENCES:
        raise InvalidInput(f"it has {len(events)} events, counting recurring ones, more than {_MAX_OCCURRENCES}.")
    yield from sorted(events, key=lambda event: (_raw(event, "DTSTART"), _raw(event, "UID")))


def _is_vacation(event: Component, options: CalendarOptions) -> bool:
    if text_of(event, "STATUS").upper() == "CANCELLED":
        return False
    if options.out_of_office_only and text_of(event, "X-MICROSOFT-CDO-BUSYSTATUS").upper() != "OOF":
        return False
    if options.categories:
        wanted = {category.casefold() for category in options.categories}
        if wanted.isdisjoint(str(category).strip().casefold() for category in event.categories):
            return False
    pattern = options.summary_pattern
    return pattern is None or pattern.search(text_of(event, "SUMMARY")) is not None


def _row(event: Component, calendar: Component, zone: str | None, options: CalendarOptions) -> Row:
    people, problems = find_people(event, calendar, options.people, options.summary_pattern)
    start, end = _times(event)
    fields: dict[str, str] = {**people, "timezone": zone or ""}
    if isinstance(start, datetime):
        if start == end:
            problems.append("DTEND: it ends when it begins.")
        try:
            fields["start"], fields["end"] = (format_instant(_instant(local, zone)) for local in (start, end))
        except InvalidInput as error:
            problems.append(f"DTSTART: {error.message}")
    else:
        fields["first_day"] = start.isoformat()
        # DTEND is the day after the last one; some programs write the day itself if there is only one.
        fields["last_day"] = max(start, end - timedelta(days=1)).isoformat()
    return Row(_place(event), fields, problems, series=_raw(event, "UID"))


def _times(event: Component) -> tuple[t.Any, t.Any]:
    """Either two days or two times."""
    return event["DTSTART"].dt, event["DTEND"].dt


def _instant(local: datetime, zone: str | None) -> datetime:
    """In UTC. Of the local times that occur twice the first is meant, as iCalendar has it."""
    if local.tzinfo is None:
        if not zone:
            raise InvalidInput("it has no time zone, and none is set for all.")
        local = local.replace(tzinfo=zone_info(zone))
    return local.astimezone(UTC)


def _place(event: Component) -> str:
    """How a person finds the event: by its name and its first day."""
    summary = " ".join(text_of(event, "SUMMARY").split())
    name = f"event {summary[:60]!r}" if summary else "event without a name"
    # A property that is broken has no such attribute, or refuses to give it.
    start = getattr(event.get("DTSTART"), "dt", None) if not event.errors else None
    return f"{name} on {start.isoformat()[:10]}" if isinstance(start, date) else name
