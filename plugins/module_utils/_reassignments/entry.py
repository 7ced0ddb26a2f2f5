# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Reads one entry as written in a playbook or a file. Pure: no I/O.

Modules and files of all kinds read their entries here, so that the same rules apply everywhere.
"""

from __future__ import annotations

import re
import typing as t
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from ansible_collections.community.sailpoint.plugins.module_utils._identities.names import (
    DISPLAY_NAME,
    is_display_name,
    name_key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._instants import (
    UTC,
    format_instant,
    local_time,
    parse_instant,
    zone_info,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.config_types import CONFIG_TYPES
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

#: The keyword that ``reassign_to`` can contain instead of a name.
MANAGER = "manager"

#: The fields of an entry: keys in YAML, columns of tables, options of modules.
FIELDS = (
    "identity",
    "reassign_to",
    "first_day",
    "last_day",
    "start",
    "end",
    "permanent",
    "config_types",
    "timezone",
    "state",
)

#: The value of a field; ``None`` and blank text count as not set.
Value = t.Union[str, bool, t.Sequence[t.Any], None]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HAS_OFFSET = re.compile(r".*:\d{2}([.,]\d+)?([Zz]|[+-]\d{2}(:?\d{2})?)", re.ASCII)
_YES = ("true", "yes", "on", "1", "y", "t", "1.0")
_NO = ("false", "no", "off", "0", "n", "f", "0.0")


class Defaults(t.NamedTuple):
    """Defaults for missing fields, and how to interpret names and dates."""

    #: An IANA name.
    timezone: str | None = None
    config_types: tuple[str, ...] = ()
    #: Who covers for whom. The keys of this and of ``people`` are made by ``name_key``.
    delegates: t.Mapping[str, str] = {}
    #: Identities by the names in files.
    people: t.Mapping[str, str] = {}
    #: Whether names with a space are looked up as display names.
    display_names: bool = False
    #: The format of days for ``datetime.strptime``, in addition to 2026-12-24.
    date_format: str | None = None
    #: The names of options in messages, if they differ.
    option_names: t.Mapping[str, str] = {}

    def option(self, name: str) -> str:
        """Return the name of the option in messages."""
        return self.option_names.get(name, name)

    def person(self, name: str) -> str:
        """Return the identity that ``people`` contains for ``name``, or else ``name`` itself.

        Display names get a prefix.
        """
        known = self.people.get(name_key(name))
        if not known and self.display_names and is_display_name(name):
            return DISPLAY_NAME + name
        return known or name


class Entry(t.NamedTuple):
    """A declared entry, before names are looked up. Instants are in UTC."""

    identity: str
    #: ``None`` for ``state: absent``; ``MANAGER`` for the identity's manager.
    reassign_to: str | None
    #: ``None`` means all work types that the tenant offers.
    config_types: tuple[str, ...] | None
    window: Window
    state: str

    def as_config(self) -> dict[str, t.Any]:
        """Return the entry in the form of the option ``configs`` of ``reassignment_configs``."""
        config: dict[str, t.Any] = {"identity": self.identity, "state": self.state}
        if self.config_types:
            config["config_types"] = list(self.config_types)
        if self.state == "absent":
            return config
        config["reassign_to"] = self.reassign_to
        if self.window.start:
            config["start"] = format_instant(self.window.start)
        if self.window.end:
            config["end"] = format_instant(self.window.end)
        else:
            config["permanent"] = True
        return config


class SourcedEntry(t.NamedTuple):
    """An entry and its source, such as ``team.csv, row 3``."""

    entry: Entry
    source: str


class Problems(InvalidInput):
    """All problems of an entry or a file; ``messages`` has one sentence for each."""

    def __init__(self, messages: t.Sequence[str], hint: str | None = None) -> None:
        super().__init__(" ".join(messages), hint)
        self.messages = list(messages)


class PlacedProblems(Problems):
    """All problems of a file: pairs of a place in the file and a sentence."""

    def __init__(self, found: t.Sequence[tuple[str, str]]) -> None:
        super().__init__([f"{place}: {message}" for place, message in found])
        self.found = list(found)


def read_entry(fields: t.Mapping[str, Value], defaults: Defaults) -> Entry:
    """Return what ``fields`` declare.

    ``first_day`` and ``last_day`` are whole days, both included, in the time zone; ``start`` and
    ``end`` are instants with a time of day. Raises ``Problems`` with at most one sentence per field, which starts with
    the name of the field.
    """
    return _Reader(fields, defaults).read()


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the start of ``day`` in ``zone`` as UTC, even if daylight saving time skips or repeats midnight."""
    return datetime.combine(day, time_of_day(), zone).astimezone(UTC)


def check_date_format(date_format: str) -> None:
    """Raise ``InvalidInput`` unless the format contains a whole date and does not misread 2001-02-03."""
    day = date(2001, 2, 3)
    try:
        complete = datetime.strptime(day.strftime(date_format), date_format).date() == day
    except ValueError as error:
        raise InvalidInput(f"{date_format!r} is not a valid Python date format: {error}.") from error
    if not complete:
        raise InvalidInput(f"{date_format!r} must contain the day, the month, and the year, such as %d.%m.%Y.")
    if _by_format(day.isoformat(), date_format) not in (None, day):
        raise InvalidInput(f"{date_format!r} misreads ISO 8601 dates such as 2001-02-03.")


def _by_format(text: str, date_format: str) -> date | None:
    try:
        return datetime.strptime(text, date_format).date()
    except ValueError:
        return None


class _Reader:
    def __init__(self, fields: t.Mapping[str, Value], defaults: Defaults) -> None:
        self._fields = fields
        self._defaults = defaults
        self._problems: dict[str, str] = {}
        self._hints: list[str] = []
        self._zone = self._time_zone()

    def read(self) -> Entry:
        written = self._text("identity") or ""
        if not written:
            self._add("identity", "it is missing.")
        identity = self._defaults.person(written)
        state = self._choice("state", ("present", "absent"), "present")
        config_types = self._config_types()
        reassign_to, window = None, Window(None, None)
        if state != "absent":
            reassign_to = self._reassign_to(written, identity)
            window = self._window()
        if self._problems:
            raise Problems(
                [f"{field}: {problem}" for field, problem in self._problems.items()], " ".join(self._hints) or None
            )
        return Entry(identity, reassign_to, config_types, window, state)

    def _add(self, field: str, problem: str) -> None:
        """Keep the first problem of each field; others follow from it."""
        self._problems.setdefault(field, problem)

    def _add_error(self, field: str, error: InvalidInput) -> None:
        """Add an error whose message may already start with the field."""
        named, colon, problem = error.message.partition(": ")
        self._add(*(named, problem) if colon and named in FIELDS else (field, error.message))
        self._hints += [error.hint] if error.hint and error.hint not in self._hints else []

    def _text(self, field: str) -> str | None:
        value = self._fields.get(field)
        if value is None or isinstance(value, (str, bool)):
            return str("" if value is None else value).strip() or None
        self._add(field, "it must be a single text, not a list.")
        return None

    def _time_zone(self) -> ZoneInfo | None:
        name = self._text("timezone") or self._defaults.timezone
        try:
            return zone_info(name) if name else None
        except InvalidInput as error:
            self._add_error("timezone", error)
            return None

    def _choice(self, field: str, choices: t.Collection[str], default: str) -> str:
        text = (self._text(field) or default).lower()
        if text not in choices:
            self._add(field, f"{text[:80]!r} is not one of {', '.join(choices)}.")
        return text

    def _config_types(self) -> tuple[str, ...] | None:
        value = self._fields.get("config_types")
        items = re.split(r"[\s,;|]+", value) if isinstance(value, str) else list(t.cast(t.Any, value) or ())
        wanted = [str(item).strip().upper() for item in items if item is not None and str(item).strip()]
        wanted = list(dict.fromkeys(wanted or self._defaults.config_types))
        unknown = [item for item in wanted if item not in CONFIG_TYPES]
        if unknown:
            self._add("config_types", f"{', '.join(unknown)[:80]!r} is not one of {', '.join(CONFIG_TYPES)}.")
        return tuple(wanted) or None

    def _reassign_to(self, written: str, identity: str) -> str | None:
        delegates = self._defaults.delegates
        name = self._text("reassign_to") or delegates.get(name_key(written)) or delegates.get(name_key(identity))
        if not name:
            self._add("reassign_to", "it is missing: name the cover.")
            return None
        if name.lower() == MANAGER:
            return MANAGER
        cover = self._defaults.person(name)
        if cover.casefold() == identity.casefold():
            self._add("reassign_to", "it is the same as identity.")
        return cover

    def _window(self) -> Window:
        permanent = ["permanent"] if self._permanent() else []
        if not self._only_one([*self._given("last_day", "end"), *permanent]):
            self._add("last_day", "it is missing: give last_day, end, or permanent: true.")
        self._only_one(self._given("first_day", "start"))
        start = self._day("first_day") if self._text("first_day") else self._instant("start", "first_day")
        last = self._day("last_day", days_later=1)
        end = last or self._instant("end", "last_day")
        if start and end and end <= start:
            times = f"{local_time(end, self._zone)} is not after the start {local_time(start, self._zone)}."
            self._add(*(("last_day", "it is before the start.") if last else ("end", times)))
        return Window(start, end)

    def _given(self, *fields: str) -> list[str]:
        return [field for field in fields if self._text(field)]

    def _only_one(self, given: t.Sequence[str]) -> bool:
        """Report fields that exclude each other; return whether any is given."""
        if len(given) > 1:
            self._add(given[1], f"{' and '.join(given)} are mutually exclusive.")
        return bool(given)

    def _permanent(self) -> bool:
        text = (self._text("permanent") or "false").lower()
        if text not in (*_YES, *_NO):
            self._add("permanent", f"{text[:80]!r} is neither true nor false.")
        return text in _YES

    def _day(self, field: str, days_later: int = 0) -> datetime | None:
        """Return the start of the day, or of the day ``days_later``."""
        text = self._text(field)
        if not text:
            return None
        try:
            day = self._date(text) + timedelta(days=days_later)
            if not 1970 < day.year < 9999:
                raise ValueError("the year must be between 1971 and 9998")
        except (ValueError, OverflowError) as error:
            expected = f"a date such as {self._example()}"
            self._add(field, f"{text[:80]!r} is not {expected}: {error}.")
            return None
        if not self._zone:
            self._add_no_zone()
            return None
        return start_of_day(day, self._zone)

    def _date(self, text: str) -> date:
        """Parse a day, in ISO 8601 or in ``date_format``; raise ``ValueError``."""
        if self._defaults.date_format and (day := _by_format(text, self._defaults.date_format)):
            return day
        if not _DAY.fullmatch(text):
            raise ValueError(self._expected_date())
        return date.fromisoformat(text)

    def _expected_date(self) -> str:
        option = self._defaults.option("date_format")
        if self._defaults.date_format:
            return f"{option} is {self._defaults.date_format}"
        return "write year, month, and day" + (f", or set {option}" if option else "")

    def _example(self) -> str:
        return date(2026, 12, 24).strftime(self._defaults.date_format or "%Y-%m-%d")

    def _add_no_zone(self) -> None:
        if "timezone" not in self._problems:
            name = self._defaults.option("timezone")
            self._add("timezone", f"days, and times without an offset such as +01:00, need a time zone: set {name}.")

    def _instant(self, field: str, field_of_day: str) -> datetime | None:
        text = self._iso_8601(self._text(field))
        if not text:
            return None
        if _DAY.fullmatch(text):
            # It is ambiguous: the start of the day or its end.
            self._add(field, f"{text!r} has no time of day: use {field_of_day} for whole days.")
            return None
        if not self._zone and not _HAS_OFFSET.fullmatch(text):
            self._add_no_zone()
            return None
        try:
            return parse_instant(text, self._zone.key if self._zone else None, field)
        except InvalidInput as error:
            self._add_error(field, error)
            return None

    def _iso_8601(self, text: str | None) -> str | None:
        """Return ``text`` with its date in ISO 8601, if it is in ``date_format``."""
        if text and self._defaults.date_format:
            if day := _by_format(text, self._defaults.date_format):
                return day.isoformat()
            first, space, time = text.rpartition(" ")
            if space and (day := _by_format(first, self._defaults.date_format)):
                return f"{day.isoformat()}T{time}"
        return text
