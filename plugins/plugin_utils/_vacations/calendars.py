# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Vacations in iCalendar files, as rows of fields. Pure: no I/O.

The libraries that read iCalendar are optional; they are imported only when a calendar has a vacation.
"""

from __future__ import annotations

import re
import typing as t
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from ansible.module_utils.basic import missing_required_lib

from ansible_collections.community.sailpoint.plugins.module_utils._instants import UTC, format_instant, zone_info
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import (
    Defaults,
    PlacedProblems,
    Value,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.content_lines import (
    ContentLine,
    RawComponent,
    read_components,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.events import (
    PAST,
    Chosen,
    EventOptions,
    choose_events,
    is_between,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.people import (
    Event,
    PeopleFinder,
    PeopleOptions,
    text_of,
)

_MAX_OCCURRENCES = 100_000
_ONLY_ONCE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "STATUS", "SUMMARY", "DESCRIPTION", "ORGANIZER")
_STATUSES = ("", "CONFIRMED", "TENTATIVE")

#: The properties of events that are registered, so that the second line of a text, after a line break that
#: should have been escaped, is not taken for a property. Others begin with X-.
_PROPERTIES = frozenset(
    [
        "ACKNOWLEDGED",
        "ATTACH",
        "ATTENDEE",
        "CATEGORIES",
        "CLASS",
        "COLOR",
        "COMMENT",
        "COMPLETED",
        "CONCEPT",
        "CONFERENCE",
        "CONTACT",
        "CREATED",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "DUE",
        "DURATION",
        "EXDATE",
        "EXRULE",
        "GEO",
        "IMAGE",
        "LAST-MODIFIED",
        "LINK",
        "LOCATION",
        "NAME",
        "ORGANIZER",
        "PERCENT-COMPLETE",
        "PRIORITY",
        "RDATE",
        "RECURRENCE-ID",
        "REFID",
        "REFRESH-INTERVAL",
        "RELATED-TO",
        "REQUEST-STATUS",
        "RESOURCES",
        "RRULE",
        "SEQUENCE",
        "SOURCE",
        "STATUS",
        "STRUCTURED-DATA",
        "STYLED-DESCRIPTION",
        "SUMMARY",
        "TRANSP",
        "UID",
        "URL",
    ]
)


class CalendarOptions(t.NamedTuple):
    """Which events are vacations, and how they name people."""

    people: PeopleOptions = PeopleOptions()
    events: EventOptions = EventOptions()


class Occurrence(t.NamedTuple):
    """An event, or one of a series; ``place`` is how a person finds it."""

    place: str
    fields: t.Mapping[str, Value]
    problems: t.Sequence[str]
    #: Whether it had ended when the file was read, so that what is wrong with it does not matter.
    is_over: bool


def read_calendar(data: bytes, defaults: Defaults, now: datetime, options: CalendarOptions) -> list[Occurrence]:
    """The vacations that have not ended long before ``now`` and begin before the horizon, recurring ones one by one.

    Days and times without a zone are meant in the time zone of ``defaults``, else in the calendar's own
    X-WR-TIMEZONE. Raises ``InvalidInput`` for a file that is no iCalendar, is cut off, or is nested
    wrongly, and for a missing library; ``PlacedProblems`` for chosen events that cannot be read.
    """
    calendars = read_components(data)
    try:
        return [one for calendar in calendars for one in _CalendarReader(calendar, defaults, now, options).read()]
    except InvalidInput:
        raise
    except Exception as error:
        # What is broken in a way that nobody has thought of makes the libraries raise errors of any kind.
        raise InvalidInput(f"it cannot be understood ({type(error).__name__}: {error}).") from error


class _CalendarReader:
    def __init__(self, calendar: RawComponent, defaults: Defaults, now: datetime, options: CalendarOptions) -> None:
        self._calendar = calendar
        self._now = now
        self._options = options
        self._zone = defaults.timezone or calendar.text("X-WR-TIMEZONE") or None
        self._zone_option = defaults.option("timezone")
        self._people = PeopleFinder(calendar, options.people, options.events.summary_pattern, defaults)

    def read(self) -> list[Occurrence]:
        for line in self._calendar.lines:
            if not line.name or line.value is None:
                raise InvalidInput(_unreadable(line, "it is no property of a calendar"))
        if (self._calendar.text("METHOD") or "").upper() == "CANCEL":
            return []
        chosen = choose_events(self._calendar, self._now, self._options.events)
        if not chosen.events:
            return []
        parsed = self._parse(chosen)
        return [self._occurrence(event) for event in self._expand(parsed)]

    def _parse(self, chosen: Chosen) -> Event:
        """The chosen events as a calendar of the library; raises ``PlacedProblems`` for what it cannot read.

        An event that is over is left out if there is something wrong with it.
        """
        icalendar = _import_icalendar()
        icalendar.use_zoneinfo()  # forgets the zones that other files describe under the same names
        broken = {event.number: found for event in chosen.events if (found := list(self._line_problems(event)))}
        try:
            parsed = icalendar.Calendar.from_ical(self._write(chosen, broken))
        except Exception:  # of any kind, depending on the property and the version
            for event in chosen.events:
                if event.number not in broken and (found := _unreadable_lines(event)):
                    broken[event.number] = found
            parsed = icalendar.Calendar.from_ical(self._write(chosen, broken))
        sound = [event for event in chosen.events if event.number not in broken]
        for raw, event in zip(sound, parsed.walk("VEVENT")):
            if found := self._event_problems(raw, event):
                broken[raw.number] = found
                parsed.subcomponents.remove(event)
        problems = [
            (_place(later), f"UID: the event of line {first.number} has the same UID and differs.")
            for first, later in chosen.conflicts
            if self._may_last(first) or self._may_last(later)
        ]
        lasting = [event for event in chosen.events if event.number in broken and self._may_last(event)]
        problems += [(_place(event), problem) for event in lasting for problem in broken[event.number]]
        if problems:
            raise PlacedProblems(problems)
        return parsed

    def _write(self, chosen: Chosen, broken: t.Container[int]) -> str:
        sound = [event for event in chosen.events if event.number not in broken]
        return _write(self._calendar, sound, chosen.replaced)

    @staticmethod
    def _event_problems(raw: RawComponent, event: Event) -> list[str]:
        """What the library says of an event, and what it would guess or leave out silently."""
        if event.errors:
            return _unreadable_lines(raw) or [
                f"{name or 'a line'} cannot be read: {why}." for name, why in event.errors
            ]
        return list(_time_problems(event))

    def _may_last(self, event: RawComponent) -> bool:
        return is_between(event, self._now, datetime.max.replace(tzinfo=UTC) - timedelta(days=9))

    def _line_problems(self, event: RawComponent) -> t.Iterator[str]:
        """What can be told without the library, each with its line."""
        labels = {label.upper() for label in self._options.people[:2]}
        for line in event.lines:
            known = line.name in _PROPERTIES or line.name.startswith("X-")
            if line.name in labels or (line.name and not known):
                yield _unreadable(line, "there is no such property; line breaks in a text are written as \\n")
        for name in _ONLY_ONCE:
            lines = event.all(name)
            if len({line.text for line in lines}) > 1:
                yield f"line {lines[1].number}: duplicate property {name}."
        status = (event.text("STATUS") or "").upper()
        if status not in _STATUSES:
            number = event.all("STATUS")[0].number
            yield f"line {number}: unknown STATUS {status[:80]!r}: it must be CONFIRMED, TENTATIVE, or CANCELLED."

    def _expand(self, calendar: Event) -> list[Event]:
        try:
            import recurring_ical_events  # type: ignore[import-untyped]
        except Exception as error:  # missing, or installed and broken
            raise InvalidInput(missing_required_lib("recurring-ical-events", reason="to read .ics files")) from error
        for event in calendar.walk("VEVENT"):
            _correct_until(event, self._zone)
        horizon = self._now + self._options.events.horizon
        events = recurring_ical_events.of(calendar).between(self._now - PAST, horizon)
        events = [event for event in events if text_of(event, "STATUS") != _REPLACED]
        if len(events) > _MAX_OCCURRENCES:
            raise InvalidInput(
                f"it has {len(events)} vacations, counting recurring ones, more than {_MAX_OCCURRENCES}."
            )
        return sorted(events, key=lambda event: (event["DTSTART"].to_ical(), text_of(event, "UID")))

    def _occurrence(self, event: Event) -> Occurrence:
        people = self._people.find(event)
        problems = list(self._people.problems)
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        fields: dict[str, Value] = {**people, "timezone": self._zone or ""}
        ended = end
        if isinstance(start, datetime):
            if start == end:
                problems.append("DTEND: it ends when it begins.")
            try:
                instants = [self._instant(local) for local in (start, end)]
                fields["start"], fields["end"] = map(format_instant, instants)
                ended = instants[1]
            except InvalidInput as error:
                problems.append(error.message)
        else:
            # DTEND is the day after the last one; some programs write the day itself if there is only one.
            last = max(start, end - timedelta(days=1))
            fields["first_day"], fields["last_day"] = start.isoformat(), last.isoformat()
        place = _name_place(text_of(event, "SUMMARY"), start)
        return Occurrence(place, fields, problems, self._is_over(ended))

    def _is_over(self, end: date | datetime) -> bool:
        """Whether an occurrence has ended, whatever its time zone."""
        if isinstance(end, datetime) and end.tzinfo is not None:
            return end <= self._now
        day = end.date() if isinstance(end, datetime) else end
        return day < self._now.date() - timedelta(days=1)

    def _instant(self, local: datetime) -> datetime:
        """In UTC. Of the local times that occur twice the first is meant, as iCalendar has it."""
        if local.tzinfo is None:
            if not self._zone:
                raise InvalidInput(f"timezone: times without a time zone need one: set {self._zone_option}.")
            local = local.replace(tzinfo=zone_info(self._zone))
        return local.astimezone(UTC)


#: Marks the occurrences that take the place of regular ones without being meant themselves.
_REPLACED = "X-SAILPOINT-REPLACED"


def _write(calendar: RawComponent, events: t.Sequence[RawComponent], replaced: t.Sequence[RawComponent]) -> str:
    """A calendar that contains only these events, without alarms, and the time zones that they refer to."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//community.sailpoint//EN"]
    zones = {zone for event in (*events, *replaced) for line in event.lines if (zone := _zone_of(line))}
    for component in calendar.components:
        if component.name == "VTIMEZONE" and component.text("TZID") in zones:
            lines += _all_lines(component)
    for event in events:
        # Equal lines count once: the library would make lists of them.
        lines += ["BEGIN:VEVENT", *dict.fromkeys(line.text for line in event.lines), "END:VEVENT"]
    for event in replaced:
        recurrence = event.all("RECURRENCE-ID")[0].text
        start = "DTSTART" + re.sub(r";RANGE=[^;:]*", "", recurrence[len("RECURRENCE-ID") :], flags=re.IGNORECASE)
        kept = [line.text for line in event.lines if line.name in ("UID", "SEQUENCE")]
        lines += ["BEGIN:VEVENT", *kept, recurrence, start, f"STATUS:{_REPLACED}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _zone_of(line: ContentLine) -> str | None:
    match = re.search(r';TZID=(?:"([^"]*)"|([^";:]*))', line.text, re.IGNORECASE)
    return (match[1] or match[2]) if match else None


def _all_lines(component: RawComponent) -> list[str]:
    inner = [text for one in component.components for text in _all_lines(one)]
    return [f"BEGIN:{component.name}", *(line.text for line in component.lines), *inner, f"END:{component.name}"]


def _import_icalendar() -> t.Any:
    try:
        import icalendar
    except Exception as error:  # missing, or installed and broken
        raise InvalidInput(
            missing_required_lib("icalendar and recurring-ical-events", reason="to read .ics files")
        ) from error
    return icalendar


def _unreadable_lines(event: RawComponent) -> list[str]:
    """The lines of an event that the library cannot read, each on its own."""
    found = []
    for line in event.lines:
        text = f"BEGIN:VEVENT\r\n{line.text}\r\nEND:VEVENT\r\n"
        try:
            why = "".join(str(error[-1]) for error in _import_icalendar().Event.from_ical(text).errors)
        except Exception as error:  # of any kind, depending on the property and the version
            why = str(error)
        if why:
            found.append(_unreadable(line, why))
    return found


def _unreadable(line: ContentLine, why: str) -> str:
    why = " ".join(why.rpartition(f"{line.text}': ")[2].split())
    return f"line {line.number} cannot be read: {line.text[:80]!r} ({why[:160].rstrip('.')})."


def _time_problems(event: Event) -> t.Iterator[str]:
    if "DTSTART" not in event:
        yield "DTSTART: it is missing."
        return
    if not isinstance(event["DTSTART"].dt, date):
        yield "DTSTART: it is not a date."
        return
    for name in ("DTSTART", "DTEND"):
        zone = event[name].params.get("TZID") if name in event else None
        if zone and event[name].dt.tzinfo is None:
            yield f"{name}: the time zone {zone!r} is not known, and the file does not describe it."
            return
    for rule in _rules(event):
        if not rule.get("FREQ"):
            yield "RRULE: FREQ is missing."
        if {str(part).upper() for part in rule.get("FREQ", [])} & {"SECONDLY", "MINUTELY", "HOURLY"}:
            yield "RRULE: a vacation cannot recur more often than daily."
        if any(interval < 1 for interval in rule.get("INTERVAL", [])):
            yield "RRULE: INTERVAL must be at least 1."  # with 0, the library would never end
    if "DURATION" in event and "DTEND" in event:
        yield "DURATION: DTEND and DURATION are mutually exclusive."
        return
    if "DURATION" in event and event["DURATION"].dt < timedelta():
        yield "DURATION: it is negative."
    if "DTEND" in event:
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        if isinstance(start, datetime) != isinstance(end, datetime):
            yield "DTEND: it is a day where DTSTART has a time, or the other way round."
        elif bool(getattr(start, "tzinfo", None)) != bool(getattr(end, "tzinfo", None)):
            yield "DTEND: it has a time zone where DTSTART has none, or the other way round."
        elif end < start:
            yield "DTEND: it is before DTSTART."


def _rules(event: Event) -> list[t.Any]:
    rule = event.get("RRULE")
    return rule if isinstance(rule, list) else [rule] if rule else []


def _correct_until(event: Event, zone: str | None) -> None:
    """Give UNTIL the form of DTSTART, in which the library compares them.

    A day includes that day; a time without a zone is meant in that of DTSTART.
    """
    start = event["DTSTART"].dt
    for rule in _rules(event):
        rule_end = next(iter(rule.get("UNTIL", [])), None)
        if rule_end is not None:
            rule["UNTIL"] = [_until(rule_end, start, zone)]


def _until(until: date, start: date, zone: str | None) -> date:
    if not isinstance(start, datetime):
        if isinstance(until, datetime):
            return until.astimezone(zone_info(zone) if zone and until.tzinfo else until.tzinfo).date()
        return until
    if not isinstance(until, datetime):
        until = datetime.combine(until, time_of_day(23, 59, 59))
    if start.tzinfo is None:
        local = until.astimezone(zone_info(zone)) if until.tzinfo and zone else until
        return local.replace(tzinfo=None)
    return (until if until.tzinfo else until.replace(tzinfo=start.tzinfo)).astimezone(UTC)


def _place(event: RawComponent) -> str:
    return _name_place(event.text("SUMMARY") or "", None) + f" (line {event.number})"


def _name_place(summary: str, start: date | None) -> str:
    """How a person finds the event: by its name, and its first day or line."""
    summary = " ".join(summary.split())
    name = f"event {summary[:60]!r}" if summary else "event without a title"
    return f"{name} on {start.isoformat()[:10]}" if start else name
