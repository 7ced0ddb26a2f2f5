# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Vacations in iCalendar files, as rows of fields. Pure: no I/O.

The libraries that read iCalendar are optional; they are imported only when a calendar has a vacation.
"""

from __future__ import annotations

import typing as t
from datetime import date, datetime, timedelta

from ansible_collections.community.sailpoint.plugins.module_utils._instants import UTC, format_instant, zone_info
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import (
    Defaults,
    PlacedProblems,
    Value,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tables import Row
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.content_lines import (
    RawComponent,
    read_components,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.event_checks import (
    Event,
    event_problems,
    import_icalendar,
    line_problems,
    unreadable,
    unreadable_lines,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.events import (
    PAST,
    Chosen,
    EventOptions,
    choose_events,
    is_between,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.people import (
    PeopleFinder,
    PeopleOptions,
    text_of,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.recurrences import expand, write_calendar

#: Problems of events, by the numbers of their first lines.
_Broken = dict[int, list[str]]


class CalendarOptions(t.NamedTuple):
    """Which events are vacations, and how they name people."""

    people: PeopleOptions = PeopleOptions()
    events: EventOptions = EventOptions()


def read_calendar(data: bytes, defaults: Defaults, now: datetime, options: CalendarOptions) -> list[Row]:
    """The vacations that have not ended long before ``now`` and begin before the horizon, recurring ones one by one.

    Days and times without a zone are in the time zone of ``defaults``, or else in X-WR-TIMEZONE of the calendar. Raises
    ``InvalidInput`` for a file that is not iCalendar, is truncated, or is nested wrongly, and for a missing library;
    ``PlacedProblems`` for chosen events that cannot be read.
    """
    calendars = read_components(data)
    try:
        return [one for calendar in calendars for one in _CalendarReader(calendar, defaults, now, options).read()]
    except InvalidInput:
        raise
    except Exception as error:
        # The libraries raise all kinds of errors for unexpected input.
        raise InvalidInput(f"it cannot be read ({type(error).__name__}: {error}).") from error


class _CalendarReader:
    def __init__(self, calendar: RawComponent, defaults: Defaults, now: datetime, options: CalendarOptions) -> None:
        self._calendar = calendar
        self._now = now
        self._options = options
        self._zone = defaults.timezone or calendar.text("X-WR-TIMEZONE") or None
        self._zone_option = defaults.option("timezone")
        self._people = PeopleFinder(calendar, options.people, options.events.summary_pattern, defaults)

    def read(self) -> list[Row]:
        for line in self._calendar.lines:
            if not line.name or line.value is None:
                raise InvalidInput(unreadable(line, "it is not a property"))
        if (self._calendar.text("METHOD") or "").upper() == "CANCEL":
            return []
        chosen = choose_events(self._calendar, self._now, self._options.events)
        if not chosen.events:
            return []
        parsed = self._parse(chosen)
        events = expand(parsed, self._now - PAST, self._now + self._options.events.horizon, self._zone)
        return [self._occurrence(event) for event in events]

    def _parse(self, chosen: Chosen) -> Event:
        """Return the chosen events as a calendar of the library; raise ``PlacedProblems`` for what it cannot read.

        Events that are over and have problems are left out.
        """
        icalendar = import_icalendar()
        icalendar.use_zoneinfo()  # forget zones of the same names from other files
        broken: _Broken = {}
        for event in chosen.events:
            _add(broken, event, line_problems(event, self._options.people[:2]))
        for event in chosen.replaced:
            _add(broken, event, unreadable_lines(event.all("RECURRENCE-ID")))
        try:
            parsed = icalendar.Calendar.from_ical(self._write(chosen, broken))
        except Exception:  # of any kind, depending on the property and the version
            for event in _sound(chosen, broken):
                _add(broken, event, unreadable_lines(event.lines))
            parsed = icalendar.Calendar.from_ical(self._write(chosen, broken))
        events = zip(_sound(chosen, broken), parsed.walk("VEVENT"))
        # By identity: to compare events takes long.
        refused = {id(event) for raw, event in events if _add(broken, raw, event_problems(raw, event))}
        parsed.subcomponents = [component for component in parsed.subcomponents if id(component) not in refused]
        self._refuse(chosen, broken)
        return parsed

    def _write(self, chosen: Chosen, broken: _Broken) -> str:
        replaced = [event for event in chosen.replaced if event.number not in broken]
        return write_calendar(self._calendar, _sound(chosen, broken), replaced)

    def _refuse(self, chosen: Chosen, broken: _Broken) -> None:
        """Raise the problems of events that are not over."""
        problems = [
            (_place(later), f"UID: the event of line {first.number} has the same UID and differs.")
            for first, later in chosen.conflicts
            if self._may_last(first) or self._may_last(later)
        ]
        for event in (*chosen.events, *chosen.replaced):
            if event.number in broken and self._may_last(event):
                problems += [(_place(event), problem) for problem in broken[event.number]]
        if problems:
            raise PlacedProblems(problems)

    def _may_last(self, event: RawComponent) -> bool:
        return is_between(event, self._now, datetime.max.replace(tzinfo=UTC) - timedelta(days=9))

    def _occurrence(self, event: Event) -> Row:
        people = self._people.find(event)
        problems = list(self._people.problems)
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        fields: dict[str, Value] = {**people, "timezone": self._zone or ""}
        ended = end
        if isinstance(start, datetime):
            if start == end:
                problems.append("DTEND: it is the same as DTSTART.")
            try:
                instants = [self._instant(local) for local in (start, end)]
                fields["start"], fields["end"] = map(format_instant, instants)
                ended = instants[1]
            except InvalidInput as error:
                problems.append(error.message)
        else:
            # DTEND is the day after the last one. For a single day, some programs write the day itself.
            last = max(start, end - timedelta(days=1))
            fields["first_day"], fields["last_day"] = start.isoformat(), last.isoformat()
        place = _name_place(text_of(event, "SUMMARY"), start)
        return Row(place, fields, problems, self._is_over(ended))

    def _is_over(self, end: date | datetime) -> bool:
        """Return whether an occurrence has ended in every time zone."""
        if isinstance(end, datetime) and end.tzinfo is not None:
            return end <= self._now
        day = end.date() if isinstance(end, datetime) else end
        return day < self._now.date() - timedelta(days=1)

    def _instant(self, local: datetime) -> datetime:
        """Return the instant in UTC. For local times that occur twice, the first counts, as in iCalendar."""
        if local.tzinfo is None:
            if not self._zone:
                raise InvalidInput(f"timezone: times without a time zone need one: set {self._zone_option}.")
            local = local.replace(tzinfo=zone_info(self._zone))
        return local.astimezone(UTC)


def _sound(chosen: Chosen, broken: _Broken) -> list[RawComponent]:
    return [event for event in chosen.events if event.number not in broken]


def _add(broken: _Broken, event: RawComponent, problems: list[str]) -> bool:
    """Note the problems of an event; return whether there are any."""
    if problems:
        broken[event.number] = problems
    return bool(problems)


def _place(event: RawComponent) -> str:
    return _name_place(event.text("SUMMARY") or "", None) + f" (line {event.number})"


def _name_place(summary: str, start: date | None) -> str:
    """Describe the event by its title, and its first day or line."""
    summary = " ".join(summary.split())
    name = f"event {summary[:60]!r}" if summary else "event without a title"
    return f"{name} on {start.isoformat()[:10]}" if start else name
