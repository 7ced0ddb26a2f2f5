# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Vacation files of all kinds: from bytes to entries for reassignment_configs. Pure: no I/O."""

from __future__ import annotations

import typing as t
from datetime import datetime
from pathlib import PurePath

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import (
    Defaults,
    PlacedProblems,
    Problems,
    read_entry,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tables import (
    Row,
    TableOptions,
    read_csv,
    read_entries,
    read_json,
    read_yaml,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.calendars import (
    CalendarOptions,
    Occurrence,
    read_calendar,
)

#: In bytes; a vacation of each of 50,000 people needs less.
MAX_SIZE = 10 * 1024 * 1024

_TABLES = {".csv": read_csv, ".tsv": read_csv, ".json": read_json, ".yaml": read_yaml, ".yml": read_yaml}
#: How many problems are told, and of how many places that share one.
_MOST_TOLD = 50
_MOST_PLACES = 3


class VacationReader:
    """Collects entries, and everything that is wrong with them, from several files.

    ``defaults`` and ``calendar`` say what files do not say; ``now`` is aware.
    """

    def __init__(
        self, defaults: Defaults, now: datetime, calendar: CalendarOptions, ignored_columns: tuple[str, ...] = ()
    ) -> None:
        self._defaults = defaults
        self._now = now
        self._calendar = calendar
        self._table = TableOptions(ignored_columns, bool(defaults.delegates), defaults.option("ignore_columns"))
        self._entries: list[dict[str, t.Any]] = []
        #: The places of each problem, by what they are part of and the problem itself.
        self._problems: dict[tuple[str, str], list[str]] = {}

    def read_file(self, name: str, data: bytes) -> None:
        """Add the entries of a file, whose kind its ``name`` tells."""
        self._read(name, lambda: self._rows(name, data))

    def read_list(self, name: str, entries: t.Sequence[t.Any]) -> None:
        """Add entries that are in no file; ``name`` is what problems call them."""
        self._read(name, lambda: read_entries(entries, self._table))

    def problem(self, name: str, message: str, place: str = "") -> None:
        """Add what is wrong with a file as a whole, or in one ``place`` of it."""
        # Libraries and names of files can bring line breaks along.
        self._problems.setdefault((" ".join(name.split()), " ".join(message.split())), []).append(place)

    @property
    def entries(self) -> list[dict[str, t.Any]]:
        """The entries for the option ``configs`` of reassignment_configs, each with its ``source``."""
        return self._entries

    @property
    def problems(self) -> str:
        """Everything that is wrong, a line for each problem; empty if there is nothing."""
        if not self._problems:
            return ""
        lines = [
            ", ".join(part for part in (name, _places(places)) if part) + f": {message}"
            for (name, message), places in self._problems.items()
        ]
        if len(lines) > _MOST_TOLD:
            lines[_MOST_TOLD:] = [f"... and {len(lines) - _MOST_TOLD} more."]
        return "\n".join(lines)

    def _rows(self, name: str, data: bytes) -> t.Sequence[Row | Occurrence]:
        kind = PurePath(name).suffix.lower()
        if kind not in (*_TABLES, ".ics"):
            raise InvalidInput("the name must end with .yml, .yaml, .json, .csv, .tsv, or .ics.")
        _check_text(data)
        if kind == ".ics":
            return read_calendar(data, self._defaults, self._now, self._calendar)
        return _TABLES[kind](_decode(data), self._table)

    def _read(self, name: str, rows: t.Callable[[], t.Sequence[Row | Occurrence]]) -> None:
        try:
            for row in rows():
                self._take(name, row)
        except PlacedProblems as error:
            for place, message in error.found:
                self.problem(name, message, place)
        except InvalidInput as error:
            self.problem(name, error.message)

    def _take(self, name: str, row: Row | Occurrence) -> None:
        """Add the entry of a row, or what is wrong with it."""
        problems = list(row.problems)
        if row.fields or not problems:
            problems += self._read_row(name, row)
        if not (isinstance(row, Occurrence) and row.is_over):
            for message in problems:
                self.problem(name, message, row.place)

    def _read_row(self, name: str, row: Row | Occurrence) -> list[str]:
        """Add the entry of a row that is sound, or return what is wrong with its fields and is not known yet."""
        try:
            entry = read_entry(row.fields, self._defaults)
        except Problems as error:
            told = {message.partition(":")[0] for message in row.problems}
            return [message for message in error.messages if message.partition(":")[0] not in told]
        if not row.problems:
            self._entries.append({**entry.as_config(), "source": f"{name}, {row.place}"})
        return []


def _places(places: t.Sequence[str]) -> str:
    distinct = list(dict.fromkeys(places))
    told = ", ".join(distinct[:_MOST_PLACES])
    return told if len(distinct) <= _MOST_PLACES else f"{told} and {len(distinct) - _MOST_PLACES} more"


def _check_text(data: bytes) -> None:
    if len(data) > MAX_SIZE:
        megabytes = 1024 * 1024
        raise InvalidInput(f"it has {len(data) // megabytes} MB, more than the {MAX_SIZE // megabytes} MB allowed.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInput("it is UTF-16: save it as UTF-8.")
    if b"\0" in data:
        raise InvalidInput("it is not a text file.")


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidInput(f"line {line} is not UTF-8: save the file as UTF-8 (in Excel: CSV UTF-8).") from error
