# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Entries in CSV and JSON texts, and in lists, as rows of fields. Pure: no I/O."""

from __future__ import annotations

import csv
import io
import json
import re
import typing as t
from collections import Counter

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import (
    FIELDS,
    PlacedProblems,
    Value,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

NO_MAPPING = "it must be a mapping such as {identity: anna.berg, reassign_to: bruno.costa, last_day: 2026-12-24}."
NO_LIST = "it must contain a list of entries, or a mapping whose only key is vacations, with such a list."

#: The line by which a table tells spreadsheets its column separator.
_SEPARATOR_LINE = re.compile(r'\A"?sep=([^\r\n])"?[ \t]*(?:\r\n|\n|\r|\Z)', re.IGNORECASE)
_SEPARATORS = ";,\t"


class Row(t.NamedTuple):
    """One entry of a file; ``place`` describes where it is."""

    place: str
    fields: t.Mapping[str, Value]
    #: Problems with its format.
    problems: t.Sequence[str] = ()
    #: Whether it had already ended, so that its problems do not matter.
    is_over: bool = False


class TableOptions(t.NamedTuple):
    """What tables may contain, and need not contain."""

    #: Columns and keys to ignore, in addition to those that start with an underscore.
    ignored: tuple[str, ...] = ()
    #: Whether the covers are known without the table.
    has_delegates: bool = False
    #: The name of the option of ``ignored`` in messages.
    option_name: str = "ignore_columns"

    def ignores(self, name: str) -> bool:
        name = _column(name)
        return name.startswith("_") or name in map(_column, self.ignored)

    def unknown(self, kind: str, name: str) -> str:
        """Return the problem with a column or key that is neither known nor ignored."""
        others = f"be listed in {self.option_name}" if self.option_name else "start with an underscore"
        return f"unknown {kind} {name[:80]!r}. The {kind}s are {', '.join(FIELDS)}; others must {others}."


def read_csv(text: str, options: TableOptions) -> list[Row]:
    """Return the rows of a CSV table with a header, separated by commas, semicolons, or tabs.

    A first line such as ``sep=;`` is accepted and not counted, as in spreadsheets. Raises ``InvalidInput`` for text
    that is not a table, and ``PlacedProblems`` for a header with unknown, duplicate, or missing columns.
    """
    records = [(f"row {number}", cells) for number, cells in _records(text) if any(map(str.strip, cells))]
    if not records:
        raise InvalidInput("it is empty.")
    (place, cells), *others = records
    header = _header(cells, place, options)
    return [_csv_row(place, header, cells) for place, cells in others]


def _csv_row(place: str, header: t.Sequence[str], cells: t.Sequence[str]) -> Row:
    problems = []
    if any(map(str.strip, cells[len(header) :])):
        problems.append(f"it has {len(cells)} cells, more than the header ({len(header)}).")
    fields: dict[str, Value] = {name: cell for name, cell in zip(header, cells) if name}
    return Row(place, fields, problems)


def _records(text: str) -> t.Iterator[tuple[int, list[str]]]:
    """Yield the records with their numbers as in a spreadsheet: a cell can have several lines."""
    declared = _SEPARATOR_LINE.match(text)
    text = text[declared.end() :] if declared else text
    first = text.lstrip().partition("\n")[0]
    delimiter = declared[1] if declared else max(_SEPARATORS, key=first.count)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            yield number, cells
    except csv.Error as error:
        raise InvalidInput(f"row {number + 1}: this is not CSV: {error}.") from error


def _column(name: str) -> str:
    return name.strip().lower().replace(" ", "_")


def _header(cells: t.Sequence[str], place: str, options: TableOptions) -> list[str]:
    """The names of the columns, empty for those that are ignored."""
    header = [_column(cell) for cell in cells]
    while header and not header[-1]:
        header.pop()
    problems = _header_problems([name for name in header if not options.ignores(name)], options)
    if problems:
        raise PlacedProblems([(place, problem) for problem in problems])
    return ["" if options.ignores(name) else name for name in header]


def _header_problems(columns: t.Sequence[str], options: TableOptions) -> list[str]:
    """Return the problems with unknown, duplicate, and missing columns, in this order."""
    unknown = [name for name in dict.fromkeys(columns) if name not in FIELDS]
    duplicate = [name for name, number in sorted(Counter(columns).items()) if number > 1]
    needed = [["identity"], ["last_day", "end", "permanent", "state"]] + [["reassign_to"]] * (not options.has_delegates)
    missing = [names for names in needed if not set(names) & set(columns)]
    return [
        *(options.unknown("column", name) for name in unknown),
        *(f"duplicate column {name[:80]}." for name in duplicate),
        *(f"the column {' or '.join(names)} is missing." for names in missing),
    ]


def duplicates(keys: t.Sequence[str]) -> list[str]:
    return [f"{key[:80]}: duplicate key." for key, number in sorted(Counter(keys).items()) if number > 1]


class _Pairs(list[tuple[str, t.Any]]):
    """A JSON object, with all its keys."""


def read_json(text: str, options: TableOptions) -> list[Row]:
    """Return the rows of a JSON text. Raises ``InvalidInput`` if it contains no such list."""
    try:
        # Numbers are kept as written.
        content = json.loads(text, object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError as error:
        raise InvalidInput("it is nested too deeply.") from error
    except json.JSONDecodeError as error:
        if not text.strip():
            raise InvalidInput("it is empty.") from error
        raise InvalidInput(f"line {error.lineno}: this is not JSON: {error.msg}.") from error
    if isinstance(content, _Pairs):
        content = content[0][1] if [key for key, unused in content] == ["vacations"] else None
    if not isinstance(content, list) or isinstance(content, _Pairs):
        raise InvalidInput(NO_LIST)
    return [_json_row(item, f"entry {number}", options) for number, item in enumerate(content, 1)]


def _json_row(item: t.Any, place: str, options: TableOptions) -> Row:
    if not isinstance(item, _Pairs):
        return Row(place, {}, [NO_MAPPING])
    row = mapping_row(dict(item), place, options)
    return row._replace(problems=[*duplicates([key for key, unused in item]), *row.problems])


def read_entries(entries: t.Sequence[t.Any], options: TableOptions) -> list[Row]:
    """Return the rows of a list that is not in a file. ``source`` can state where an entry comes from."""
    rows: list[Row] = []
    for number, entry in enumerate(entries, 1):
        place = f"entry {number}"
        if not isinstance(entry, t.Mapping):
            rows.append(Row(place, {}, [NO_MAPPING]))
        else:
            fields = {key: value for key, value in entry.items() if key != "source"}
            rows.append(mapping_row(fields, str(entry.get("source") or "") or place, options))
    return rows


def mapping_row(mapping: t.Mapping[t.Any, t.Any], place: str, options: TableOptions) -> Row:
    fields: dict[str, Value] = {}
    problems: list[str] = []
    for key, value in mapping.items():
        if options.ignores(str(key)):
            continue
        if key not in FIELDS:
            problems.append(options.unknown("key", str(key)))
        elif isinstance(value, (_Pairs, t.Mapping)) or _holds_more_than_texts(value):
            problems.append(f"{key}: it must be a text.")
        else:
            fields[key] = _as_text(value)
    return Row(place, fields, problems)


def _holds_more_than_texts(value: t.Any) -> bool:
    return isinstance(value, (list, tuple)) and any(isinstance(item, (list, tuple, t.Mapping)) for item in value)


def _as_text(value: t.Any) -> Value:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (list, tuple)):
        return [None if item is None else str(item) for item in value]
    # Dates that YAML has already parsed.
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
