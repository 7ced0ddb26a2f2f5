# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Finds problems in the chosen events of a calendar. Pure: no I/O.

The iCalendar libraries drop what they cannot read, or guess. Each problem here is one sentence.
"""

from __future__ import annotations

import re
import typing as t
from datetime import date, datetime, timedelta

from ansible.module_utils.basic import missing_required_lib

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.content_lines import (
    ContentLine,
    RawComponent,
)

#: An event. The optional library icalendar has its own types for properties.
Event = t.Any

_ONLY_ONCE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "STATUS", "SUMMARY", "DESCRIPTION", "ORGANIZER")
_WITH_ZONES = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
_STATUSES = ("", "CONFIRMED", "TENTATIVE")

#: The registered properties of events, so that the second line of a text with an unescaped line break is not taken for
#: a property. Others start with X-.
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


def import_icalendar() -> t.Any:
    """Import the optional library; raise ``InvalidInput`` if it is missing."""
    try:
        import icalendar
    except Exception as error:  # missing, or installed and broken
        raise InvalidInput(
            missing_required_lib("icalendar and recurring-ical-events", reason="to read .ics files")
        ) from error
    return icalendar


def line_problems(event: RawComponent, labels: t.Iterable[str]) -> list[str]:
    """Return the problems visible in the lines of an event; ``labels`` are those of lines in descriptions."""
    return [*_unknown_properties(event, {label.upper() for label in labels}), *_contradictions(event)]


def _unknown_properties(event: RawComponent, labels: t.Collection[str]) -> t.Iterator[str]:
    for line in event.lines:
        known = line.name in _PROPERTIES or line.name.startswith("X-")
        if line.name in labels or (line.name and not known):
            yield unreadable(line, "unknown property; line breaks in a text must be written as \\n")
        elif line.name == "EXRULE":
            yield f"line {line.number}: EXRULE is not supported: use EXDATE."


def _contradictions(event: RawComponent) -> t.Iterator[str]:
    for name in _ONLY_ONCE:
        lines = event.all(name)
        if len({line.text for line in lines}) > 1:
            yield f"line {lines[1].number}: duplicate property {name}."
    status = (event.text("STATUS") or "").upper()
    if status not in _STATUSES:
        number = event.all("STATUS")[0].number
        yield f"line {number}: unknown STATUS {status[:80]!r}: it must be CONFIRMED, TENTATIVE, or CANCELLED."


def event_problems(raw: RawComponent, event: Event) -> list[str]:
    """Return the problems that the library reports, and those that it would silently ignore."""
    if event.errors:
        return unreadable_lines(raw.lines) or [
            f"{name or 'a line'} cannot be read: {why}." for name, why in event.errors
        ]
    return unknown_zones(raw) or list(_time_problems(event))


def unknown_zones(raw: RawComponent) -> list[str]:
    """Return problems for time zones that are neither known nor described in the calendar that was read last."""
    zones = {line.name: zone for name in _WITH_ZONES for line in raw.all(name) if (zone := zone_of(line))}
    from_ical = import_icalendar().vDDDTypes.from_ical
    return [
        f"{name}: the time zone {zone!r} is not known, and the file does not describe it."
        for name, zone in zones.items()
        if from_ical("20260101T000000", zone).tzinfo is None
    ][:1]


def zone_of(line: ContentLine) -> str | None:
    """Return the time zone name of a line with a time of day, if it has one."""
    if not line.value or "T" not in line.value.upper():
        return None
    match = re.search(r';TZID=(?:"([^"]*)"|([^";:]*))', line.text, re.IGNORECASE)
    return (match[1] or match[2]) if match else None


def unreadable_lines(lines: t.Iterable[ContentLine]) -> list[str]:
    """Return problems for lines that the library cannot read individually."""
    found = []
    for line in lines:
        text = f"BEGIN:VEVENT\r\n{line.text}\r\nEND:VEVENT\r\n"
        try:
            why = "".join(str(error[-1]) for error in import_icalendar().Event.from_ical(text).errors)
        except Exception as error:  # of any kind, depending on the property and the version
            why = str(error)
        if why:
            found.append(unreadable(line, why))
    return found


def unreadable(line: ContentLine, why: str) -> str:
    """Return the sentence for a line that cannot be read."""
    why = " ".join(why.rpartition(f"{line.text}': ")[2].split())
    return f"line {line.number} cannot be read: {line.text[:80]!r} ({why[:160].rstrip('.')})."


def _time_problems(event: Event) -> t.Iterator[str]:
    if "DTSTART" not in event:
        yield "DTSTART: it is missing."
        return
    if not isinstance(event["DTSTART"].dt, date):
        yield "DTSTART: it is not a date."
        return
    for rule in rules_of(event):
        yield from _rule_problems(rule)
    if "DURATION" in event and "DTEND" in event:
        yield "DURATION: DTEND and DURATION are mutually exclusive."
    elif "DURATION" in event and event["DURATION"].dt < timedelta():
        yield "DURATION: it is negative."
    elif "DTEND" in event:
        yield from _end_problems(event["DTSTART"].dt, event["DTEND"].dt)


def _rule_problems(rule: t.Any) -> t.Iterator[str]:
    if not rule.get("FREQ"):
        yield "RRULE: FREQ is missing."
    if {str(part).upper() for part in rule.get("FREQ", [])} & {"SECONDLY", "MINUTELY", "HOURLY"}:
        yield "RRULE: a vacation cannot recur more often than daily."
    if any(interval < 1 for interval in rule.get("INTERVAL", [])):
        yield "RRULE: INTERVAL must be at least 1."  # with 0, the library would never end


def _end_problems(start: t.Any, end: t.Any) -> t.Iterator[str]:
    if isinstance(start, datetime) != isinstance(end, datetime):
        yield "DTEND: DTSTART and DTEND must both be days, or both have a time."
    elif bool(getattr(start, "tzinfo", None)) != bool(getattr(end, "tzinfo", None)):
        yield "DTEND: DTSTART and DTEND must both have a time zone, or neither."
    elif end < start:
        yield "DTEND: it is before DTSTART."


def rules_of(event: Event) -> list[t.Any]:
    """Return the recurrence rules of an event."""
    rule = event.get("RRULE")
    return rule if isinstance(rule, list) else [rule] if rule else []
