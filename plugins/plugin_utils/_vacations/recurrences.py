# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Expands the events of a calendar into occurrences. Pure: no I/O."""

from __future__ import annotations

import re
import typing as t
from datetime import date, datetime
from datetime import time as time_of_day

from ansible.module_utils.basic import missing_required_lib

from ansible_collections.community.sailpoint.plugins.module_utils._instants import UTC, zone_info
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.content_lines import RawComponent
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.event_checks import (
    Event,
    rules_of,
    zone_of,
)

_MAX_OCCURRENCES = 100_000

#: Marks occurrences that replace regular ones without being chosen themselves.
_REPLACED = "X-SAILPOINT-REPLACED"


def write_calendar(calendar: RawComponent, events: t.Sequence[RawComponent], replaced: t.Sequence[RawComponent]) -> str:
    """Return a calendar with only these events, without alarms, and the time zones that they use."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//community.sailpoint//EN"]
    zones = {zone for event in (*events, *replaced) for line in event.lines if (zone := zone_of(line))}
    for component in calendar.components:
        if component.name == "VTIMEZONE" and component.text("TZID") in zones:
            lines += _all_lines(component)
    for event in events:
        # Drop duplicate lines, because the library would turn them into lists.
        lines += ["BEGIN:VEVENT", *dict.fromkeys(line.text for line in event.lines), "END:VEVENT"]
    for event in replaced:
        recurrence = event.all("RECURRENCE-ID")[0].text
        start = "DTSTART" + re.sub(r";RANGE=[^;:]*", "", recurrence[len("RECURRENCE-ID") :], flags=re.IGNORECASE)
        kept = [line.text for line in event.lines if line.name in ("UID", "SEQUENCE")]
        lines += ["BEGIN:VEVENT", *kept, recurrence, start, f"STATUS:{_REPLACED}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _all_lines(component: RawComponent) -> list[str]:
    inner = [text for one in component.components for text in _all_lines(one)]
    return [f"BEGIN:{component.name}", *(line.text for line in component.lines), *inner, f"END:{component.name}"]


def expand(calendar: Event, first: datetime, last: datetime, zone: str | None) -> list[Event]:
    """Return the occurrences between two instants, sorted by time; ``zone`` applies to times without one.

    Raises ``InvalidInput`` if the optional library is missing, and for too many occurrences.
    """
    try:
        import recurring_ical_events  # type: ignore[import-untyped]
    except Exception as error:  # missing, or installed and broken
        raise InvalidInput(missing_required_lib("recurring-ical-events", reason="to read .ics files")) from error
    for event in calendar.walk("VEVENT"):
        _correct_until(event, zone)
    events = recurring_ical_events.of(calendar).between(first, last)
    events = [event for event in events if str(event.get("STATUS", "")) != _REPLACED]
    if len(events) > _MAX_OCCURRENCES:
        raise InvalidInput(f"it has {len(events)} vacations, counting recurring ones, more than {_MAX_OCCURRENCES}.")
    return sorted(events, key=lambda event: (event["DTSTART"].to_ical(), str(event.get("UID", ""))))


def _correct_until(event: Event, zone: str | None) -> None:
    """Convert UNTIL to the type of DTSTART, as the library requires for comparison.

    A day is inclusive; a time without a zone is in the zone of DTSTART.
    """
    start = event["DTSTART"].dt
    for rule in rules_of(event):
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
