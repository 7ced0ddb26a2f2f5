# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Reads files of entries, and reports all their problems. Does not import Ansible.

The bulk module and the lookup vacations_file read their files here.
"""

from __future__ import annotations

import typing as t
from pathlib import PurePath

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import (
    Defaults,
    PlacedProblems,
    Problems,
    SourcedEntry,
    read_entry,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tables import (
    Row,
    TableOptions,
    read_csv,
    read_entries,
    read_json,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

#: In bytes; enough for vacations of 50,000 people.
MAX_SIZE = 10 * 1024 * 1024

#: Parses the content of a file into rows.
ReadRows = t.Callable[[bytes], t.Sequence[Row]]


def _read_yaml(text: str, options: TableOptions) -> list[Row]:
    # Only here, since the library for YAML takes long to import.
    from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.yaml_entries import read_yaml

    return read_yaml(text, options)


_TABLES = {".yml": _read_yaml, ".yaml": _read_yaml, ".json": read_json, ".csv": read_csv, ".tsv": read_csv}
#: How many problems are reported, and how many places per problem.
_MOST_TOLD = 50
_MOST_PLACES = 3


class EntryReader:
    """Collects the entries of several files, and all problems.

    ``defaults`` supplement the files. ``other_kinds`` are parsers for other formats, by file name extension in lower
    case.
    """

    def __init__(
        self, defaults: Defaults, options: TableOptions, other_kinds: t.Mapping[str, ReadRows] | None = None
    ) -> None:
        self._defaults = defaults
        self._options = options
        self._other_kinds = other_kinds or {}
        #: The valid entries, in the order of the files and their rows.
        self.entries: list[SourcedEntry] = []
        #: The places of each problem, by file and problem.
        self._problems: dict[tuple[str, str], list[str]] = {}

    def read_path(self, name: str, path: str) -> None:
        """Add the entries of the file at ``path``; ``name`` determines its format, and is used in messages."""
        try:
            with open(path, "rb") as file:
                # The file could be of any size by mistake.
                data = file.read(MAX_SIZE + 1)
        except (OSError, ValueError) as error:  # invalid file names are ValueErrors
            self.problem(name, f"it cannot be read: {getattr(error, 'strerror', None) or error}.")
        else:
            self.read_file(name, data)

    def read_file(self, name: str, data: bytes) -> None:
        """Add the entries of a file with this content; ``name`` determines its format."""
        self._read(name, lambda: self._rows(name, data))

    def read_list(self, name: str, entries: t.Sequence[t.Any]) -> None:
        """Add entries that are not in a file; ``name`` is used in messages."""
        self._read(name, lambda: read_entries(entries, self._options))

    def problem(self, name: str, message: str, place: str = "") -> None:
        """Add a problem with a file, or with one ``place`` in it."""
        # Messages of libraries and file names can contain line breaks.
        self._problems.setdefault((" ".join(name.split()), " ".join(message.split())), []).append(place)

    @property
    def problems(self) -> str:
        """All problems, one per line; empty if there are none."""
        if not self._problems:
            return ""
        lines = [
            ", ".join(part for part in (name, _places(places)) if part) + f": {message}"
            for (name, message), places in self._problems.items()
        ]
        if len(lines) > _MOST_TOLD:
            lines[_MOST_TOLD:] = [f"... and {len(lines) - _MOST_TOLD} more."]
        return "\n".join(lines)

    def _rows(self, name: str, data: bytes) -> t.Sequence[Row]:
        kind = PurePath(name).suffix.lower()
        kinds = (*_TABLES, *self._other_kinds)
        if kind not in kinds:
            raise InvalidInput(f"the name must end with {', '.join(kinds[:-1])}, or {kinds[-1]}.")
        _check_text(data)
        if kind in self._other_kinds:
            return self._other_kinds[kind](data)
        return _TABLES[kind](_decode(data), self._options)

    def _read(self, name: str, rows: t.Callable[[], t.Sequence[Row]]) -> None:
        try:
            for row in rows():
                self._take(name, row)
        except PlacedProblems as error:
            for place, message in error.found:
                self.problem(name, message, place)
        except InvalidInput as error:
            self.problem(name, error.message)

    def _take(self, name: str, row: Row) -> None:
        """Add the entry of a row, or its problems."""
        problems = list(row.problems)
        if row.fields or not problems:
            problems += self._read_row(name, row)
        if not row.is_over:
            for message in problems:
                self.problem(name, message, row.place)

    def _read_row(self, name: str, row: Row) -> list[str]:
        """Add the entry of a valid row, or return new problems of its fields."""
        try:
            entry = read_entry(row.fields, self._defaults)
        except Problems as error:
            told = {message.partition(":")[0] for message in row.problems}
            return [message for message in error.messages if message.partition(":")[0] not in told]
        if not row.problems:
            self.entries.append(SourcedEntry(entry, f"{name}, {row.place}"))
        return []


def _places(places: t.Sequence[str]) -> str:
    distinct = list(dict.fromkeys(places))
    told = ", ".join(distinct[:_MOST_PLACES])
    return told if len(distinct) <= _MOST_PLACES else f"{told} and {len(distinct) - _MOST_PLACES} more"


def _check_text(data: bytes) -> None:
    if len(data) > MAX_SIZE:
        raise InvalidInput(f"it is larger than {MAX_SIZE // 1024 // 1024} MB, the maximum size.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInput("it is UTF-16: save it as UTF-8.")
    if data.startswith(b"$ANSIBLE_VAULT;"):
        raise InvalidInput(
            "it is encrypted with Ansible Vault: read it with the lookup community.sailpoint.vacations_file, and pass"
            " the result to configs."
        )
    if b"\0" in data:
        raise InvalidInput("it is not a text file.")


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidInput(f"line {line} is not UTF-8: save the file as UTF-8 (in Excel: CSV UTF-8).") from error
