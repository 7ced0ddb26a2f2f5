# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Parses instants, and formats them for programs and for people. Pure: no I/O, no Ansible."""

from __future__ import annotations

import functools
import re
import sys
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

UTC = timezone.utc

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_ISO_8601 = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:[Tt ](?P<time>\d{2}:\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?P<offset>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)


def utc_now() -> datetime:
    """Return the current time in UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


# Many entries of a task have the same dates.
@functools.lru_cache(maxsize=1024)
def parse_instant(text: str, timezone_name: str | None, option: str) -> datetime:
    """Return the UTC instant of an ISO 8601 text, in whole milliseconds, the precision of the service.

    Without an offset, the text is local time in the IANA zone ``timezone_name``; a date alone means 00:00 on that day.
    Raises ``InvalidInput``, naming ``option``, for invalid text: no time zone, a local time that daylight saving time
    skips or repeats, or a date that does not exist.
    """
    text = text.strip()
    match = _ISO_8601.fullmatch(text)
    if not match:
        raise InvalidInput(f"{option}: {text[:80]!r} is not an ISO 8601 date and time such as 2026-12-24T08:00:00Z.")
    fraction = (match["fraction"] or "").ljust(3, "0")[:3]
    try:
        local = datetime.fromisoformat(
            f"{match['date']}T{match['time'] or '00:00'}:{match['second'] or '00'}.{fraction or '000'}"
        )
        if match["offset"]:
            instant = local.replace(tzinfo=_offset(match["offset"])).astimezone(UTC)
        else:
            instant = _localise(local, timezone_name, text, option)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(f"{option}: {text!r} does not exist: {error}.") from error
    if not 1970 <= instant.year < 9999:
        # The service uses the year 1 for "permanent", and offsets cannot shift the first and last days of the calendar.
        raise InvalidInput(f"{option}: {text!r} is not between the years 1970 and 9998.")
    return instant


def _offset(text: str) -> timezone:
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    if int(digits[2:]) > 59:
        raise ValueError(f"the offset {text} has more than 59 minutes")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-shift if text[0] == "-" else shift)


def _localise(local: datetime, timezone_name: str | None, text: str, option: str) -> datetime:
    if not timezone_name:
        raise InvalidInput(
            f"{option}: {text!r} has no time zone: add Z or an offset such as +01:00, or set the option timezone."
        )
    zone = zone_info(timezone_name)
    readings = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    # A time that daylight saving time skips is not the same after conversion to UTC and back.
    real = sorted(instant for instant in readings if instant.astimezone(zone).replace(tzinfo=None) == local)
    if not real:
        raise InvalidInput(
            f"{option}: {text!r} does not exist in {timezone_name}: daylight saving time skips it."
            " Choose another time, or write it with an offset."
        )
    if len(real) > 1:
        choices = " or ".join(instant.astimezone(zone).isoformat() for instant in real)
        raise InvalidInput(
            f"{option}: {text!r} happens twice in {timezone_name} because daylight saving time ends: write {choices}."
        )
    return real[0]


def zone_info(name: str) -> ZoneInfo:
    """Return the IANA time zone ``name``; raise ``InvalidInput`` if it does not exist."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        if not available_timezones():
            raise InvalidInput(
                "This machine has no time zone data: install the Python library tzdata"
                f" for {sys.executable}, which runs the module.",
            ) from error
        raise InvalidInput(f"timezone: {name[:80]!r} is not a known IANA time zone such as Europe/Berlin.") from error


def zone_or_none(name: str | None) -> ZoneInfo | None:
    """Return the IANA time zone ``name``, if any; raise ``InvalidInput`` if it does not exist."""
    return zone_info(name) if name else None


def format_instant(instant: datetime) -> str:
    """Return ``instant`` in UTC for programs, as ``2026-12-24T08:00:00Z``, with milliseconds only if they are not 0."""
    timespec = "milliseconds" if instant.microsecond else "seconds"
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec=timespec) + "Z"


def local_time(instant: datetime, zone: ZoneInfo | None) -> str:
    """Return ``instant`` for people: ``2026-12-21 00:00+01:00`` in ``zone``, or ``2026-12-20 23:00Z`` without one."""
    local = _in_zone(instant, zone or UTC)
    timespec = "milliseconds" if local.microsecond else "seconds" if local.second else "minutes"
    text = local.isoformat(" ", timespec)
    return text if zone else text.replace("+00:00", "Z")


def local_span(start: datetime | None, end: datetime | None, zone: ZoneInfo | None) -> str:
    """Return a time window for people; ``None`` means that there is no start, or no end.

    Whole days in ``zone`` are shown as inclusive dates: ``from 21 Dec 2026 to 6 Jan 2027``. Other windows are shown as
    ``from 2026-12-21 08:00+01:00 until 2027-01-07 08:00+01:00``, or ``permanently``.
    """
    if start and end and zone and (days := _whole_days(start, end, zone)):
        return days
    words = [f"from {local_time(start, zone)}"] if start else []
    return " ".join([*words, f"until {local_time(end, zone)}" if end else "permanently"])


def until_in_words(end: datetime, zone: ZoneInfo | None) -> str:
    """``up to and including 6 Jan 2027`` if that is a whole day in ``zone``, else ``until 2027-01-07 08:00+01:00``."""
    local = _in_zone(end, zone or UTC)
    if zone and local.time() == time.min:
        return f"up to and including {_day(local.date() - timedelta(days=1))}"
    return f"until {local_time(end, zone)}"


def _in_zone(instant: datetime, zone: tzinfo) -> datetime:
    try:
        return instant.astimezone(zone)
    except OverflowError:  # at either end of the calendar
        return instant.astimezone(UTC)


def _whole_days(start: datetime, end: datetime, zone: ZoneInfo) -> str | None:
    first, next_day = _in_zone(start, zone), _in_zone(end, zone)
    if any(local.time() != time.min for local in (first, next_day)) or next_day.date() <= first.date():
        return None
    last = next_day.date() - timedelta(days=1)
    return f"on {_day(last)}" if first.date() == last else f"from {_day(first.date())} to {_day(last)}"


def _day(day: date) -> str:
    # Not strftime: its month names depend on the locale.
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
