# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""From what a person writes about a vacation to an entry of the option configs of reassignment_configs.

Pure: no I/O. Rows of all kinds of files come here as texts, so that the same rules hold for all.
"""

from __future__ import annotations

import re
import typing as t
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from ansible_collections.community.sailpoint.plugins.module_utils._instants import (
    UTC,
    format_instant,
    parse_instant,
    zone_info,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import CONFIG_TYPES_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

#: What can be said of a vacation: the columns of a table, the keys of a YAML entry.
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

#: What a field can hold; C(None) and empty texts mean that nothing is said.
Value = t.Union[str, t.Sequence[str], None]
Config = dict[str, t.Any]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YES = ("true", "yes", "1")
_NO = ("false", "no", "0")


class Defaults(t.NamedTuple):
    """What holds where an entry does not say it."""

    #: An IANA name.
    timezone: str | None = None
    config_types: tuple[str, ...] = ()
    #: Who covers for whom, by casefolded identity.
    delegates: t.Mapping[str, str] = {}


class Entry(t.NamedTuple):
    """A vacation, and where it is written."""

    source: str
    config: Config


class Problems(InvalidInput):
    """All that is wrong with some entries; C(messages) has one sentence for each, which names its field."""

    def __init__(self, messages: t.Sequence[str]) -> None:
        super().__init__(" ".join(messages))
        self.messages = list(messages)


def to_config(fields: t.Mapping[str, Value], defaults: Defaults) -> Config:
    """The entry of C(configs) that C(fields) mean, with instants in UTC.

    C(first_day) and C(last_day) are whole days, both included, in the time zone; C(start) and
    C(end) are instants with a time of day. Raises C(Problems) with everything that is wrong.
    """
    return _Reader(fields, defaults).read()


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of C(day) in C(zone), in UTC, also where daylight saving time skips or repeats midnight."""
    return datetime.combine(day, time_of_day(), zone).astimezone(UTC)


class _Reader:
    def __init__(self, fields: t.Mapping[str, Value], defaults: Defaults) -> None:
        self._fields = fields
        self._defaults = defaults
        self._problems: dict[str, str] = {}
        self._timezone = self._text("timezone") or defaults.timezone

    def read(self) -> Config:
        identity = self._text("identity")
        if not identity:
            self._add("identity: it is missing.")
        config: Config = {"identity": identity, "state": self._choice("state", ("present", "absent"), "present")}
        if config_types := self._config_types():
            config["config_types"] = config_types
        if config["state"] != "absent":
            config["reassign_to"] = self._delegate(identity or "")
            config.update(self._window())
        if self._problems:
            raise Problems(list(self._problems.values()))
        return config

    def _add(self, problem: str) -> None:
        """The first problem of each field is told: others follow from it."""
        self._problems.setdefault(problem.partition(":")[0], problem)

    def _text(self, field: str) -> str | None:
        value = self._fields.get(field)
        if value is None or isinstance(value, str):
            return (value or "").strip() or None
        self._add(f"{field}: it must be one text, not a list.")
        return None

    def _choice(self, field: str, choices: t.Collection[str], default: str) -> str:
        text = (self._text(field) or default).lower()
        if text not in choices:
            self._add(f"{field}: {text[:80]!r} is none of {', '.join(choices)}.")
        return text

    def _config_types(self) -> list[str]:
        value = self._fields.get("config_types") or ()
        wanted = re.split(r"[\s,;|]+", value.strip()) if isinstance(value, str) else [item.strip() for item in value]
        wanted = [item.upper() for item in wanted if item] or list(self._defaults.config_types)
        unknown = [item for item in wanted if item not in CONFIG_TYPES_SPEC["choices"]]
        if unknown:
            self._add(
                f"config_types: {', '.join(unknown)[:80]!r} is none of {', '.join(CONFIG_TYPES_SPEC['choices'])}."
            )
        return list(dict.fromkeys(wanted))

    def _delegate(self, identity: str) -> str | None:
        delegate = self._text("reassign_to") or self._defaults.delegates.get(identity.casefold())
        if not delegate:
            self._add("reassign_to: nobody is named who gets the work.")
        elif delegate.casefold() == identity.casefold():
            self._add("reassign_to: it is the same as identity.")
        return delegate

    def _window(self) -> Config:
        """C(start), if given, and C(end) or C(permanent)."""
        permanent = self._choice("permanent", (*_YES, *_NO), "false") in _YES
        endings = [field for field in ("last_day", "end") if self._text(field)] + ["permanent"] * permanent
        if not endings:
            self._add("last_day: say when it ends, with last_day, end, or permanent.")
        for given in (endings, [field for field in ("first_day", "start") if self._text(field)]):
            if len(given) > 1:
                self._add(f"{given[1]}: {' and '.join(given)} exclude each other: give one of them.")
        start = self._first_of(self._day("first_day"), self._instant("start", "first_day"))
        last = self._day("last_day", days_later=1)
        end = self._first_of(last, self._instant("end", "last_day"))
        if start and end and end <= start:
            field = "last_day" if last else "end"
            self._add(f"{field}: it is before the beginning." if last else f"{field}: it is not after start.")
        window: Config = {"start": format_instant(start)} if start else {}
        return {**window, "permanent": True} if permanent else {**window, "end": end and format_instant(end)}

    @staticmethod
    def _first_of(one: datetime | None, other: datetime | None) -> datetime | None:
        return one if one is not None else other

    def _day(self, field: str, days_later: int = 0) -> datetime | None:
        """The first instant of the day, or of one some days later."""
        text = self._text(field)
        if not text:
            return None
        try:
            if not _DAY.fullmatch(text):
                raise ValueError("write the year, the month and the day")
            day = date.fromisoformat(text) + timedelta(days=days_later)
            if not 1970 < day.year < 9999:
                raise ValueError("write a year between 1971 and 9998")
        except (ValueError, OverflowError) as error:
            self._add(f"{field}: {text[:80]!r} is not a date such as 2026-12-24: {error}.")
            return None
        if not self._timezone:
            self._add(f"{field}: a day needs a time zone, here or for all.")
            return None
        try:
            return start_of_day(day, zone_info(self._timezone))
        except InvalidInput as error:
            self._add(error.message)
            return None

    def _instant(self, field: str, field_of_day: str) -> datetime | None:
        text = self._text(field)
        if not text:
            return None
        if _DAY.fullmatch(text):
            # Nobody can tell whether it means the beginning of the day or its end.
            self._add(f"{field}: {text!r} has no time of day: use {field_of_day} for whole days.")
            return None
        try:
            return parse_instant(text, self._timezone, field)
        except InvalidInput as error:
            self._add(error.message)
            return None
