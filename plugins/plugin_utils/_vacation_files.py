# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Vacation files of all kinds: from bytes to entries for reassignment_configs. Pure: no I/O."""

from __future__ import annotations

import typing as t
from datetime import datetime
from pathlib import PurePath

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacation_calendars import (
    CalendarOptions,
    read_calendar,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacation_tables import (
    Row,
    read_csv,
    read_entries,
    read_yaml,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations import (
    Defaults,
    Entry,
    Problems,
    to_config,
)

#: In bytes; a vacation of each of 50,000 people needs less.
MAX_SIZE = 10 * 1024 * 1024

_MOST_TOLD = 200


class VacationReader:
    """Collects entries, and all that is wrong with them, from several files.

    C(defaults) and C(calendar) say what files do not say; C(now) is aware.
    """

    def __init__(self, defaults: Defaults, now: datetime, calendar: CalendarOptions) -> None:
        self._defaults = defaults
        self._now = now
        self._calendar = calendar
        self._entries: list[Entry] = []
        self._problems: list[str] = []

    def read_file(self, name: str, data: bytes) -> None:
        """Add the entries of a file, whose kind its C(name) tells."""
        self._read(name, lambda: self._rows(name, data))

    def read_list(self, name: str, entries: t.Sequence[t.Any]) -> None:
        """Add entries that are in no file; C(name) is what problems call them."""
        self._read(name, lambda: read_entries(entries))

    def problem(self, name: str, message: str) -> None:
        """Add what is wrong with a file as a whole."""
        self._problems.append(f"{name}: {message}")

    def entries(self) -> list[Entry]:
        """All entries; raises one C(InvalidInput) with all that is wrong, a line for each."""
        if self._problems:
            # Libraries and names of files can bring line breaks along.
            told = [" ".join(problem.split()) for problem in self._problems[:_MOST_TOLD]]
            if len(self._problems) > len(told):
                told.append(f"... and {len(self._problems) - len(told)} more.")
            raise InvalidInput("\n".join(["The vacations cannot be used, and nothing was written.", *told]))
        return self._entries

    def _rows(self, name: str, data: bytes) -> list[Row]:
        kind = PurePath(name).suffix.lower()
        if kind not in (".csv", ".ics", ".json", ".yaml", ".yml"):
            raise InvalidInput("the name must end with .yml, .yaml, .json, .csv, or .ics.")
        text = _decode(data)
        if kind == ".csv":
            return read_csv(text, bool(self._defaults.delegates))
        if kind == ".ics":
            return read_calendar(text, self._defaults.timezone, self._now, self._calendar)
        return read_yaml(text)

    def _read(self, name: str, rows: t.Callable[[], list[Row]]) -> None:
        told: set[tuple[str, str]] = set()
        try:
            for row in rows():
                for message in self._take(f"{name}, {row.place}", row):
                    if not row.series or (row.series, message) not in told:
                        told.add((row.series, message))
                        self.problem(f"{name}, {row.place}", message)
        except Problems as error:
            self._problems += [f"{name}, {message}" for message in error.messages]
        except InvalidInput as error:
            self.problem(name, error.message)

    def _take(self, source: str, row: Row) -> list[str]:
        """Add the entry of a row, or return what is wrong with it."""
        if row.problems and not row.fields:
            return list(row.problems)
        try:
            config = to_config(row.fields, self._defaults)
        except Problems as error:
            fields = {message.partition(":")[0] for message in row.problems}
            return [*row.problems, *(one for one in error.messages if one.partition(":")[0] not in fields)]
        if not row.problems:
            self._entries.append(Entry(source, config))
        return list(row.problems)


def _decode(data: bytes) -> str:
    if len(data) > MAX_SIZE:
        raise InvalidInput(
            f"it has {len(data) // 1024 // 1024} MB, more than the {MAX_SIZE // 1024 // 1024} MB allowed."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInput("it is UTF-16: save it as UTF-8.")
    if b"\0" in data:
        raise InvalidInput("it is not a text file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidInput(f"line {line} is not UTF-8: save the file as UTF-8 (in Excel: CSV UTF-8).") from error
