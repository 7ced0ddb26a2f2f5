# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Entries in CSV, YAML, and JSON texts, as rows of fields. Pure: no I/O."""

from __future__ import annotations

import csv
import io
import json
import re
import typing as t

from ansible.module_utils.basic import missing_required_lib

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import (
    FIELDS,
    PlacedProblems,
    Value,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

try:
    import yaml
except Exception:  # missing, or installed and broken; only YAML needs it
    yaml = None  # type: ignore[assignment]

_NO_MAPPING = "it must be a mapping such as {identity: anna.berg, reassign_to: bruno.costa, last_day: 2026-12-24}."
_NO_LIST = "it must contain a list of entries, or a mapping whose only key is vacations, with such a list."

#: The line by which a table can tell spreadsheets what separates its columns.
_SEPARATOR_LINE = re.compile(r'\A"?sep=([^\r\n])"?[ \t]*(?:\r\n|\n|\r|\Z)', re.IGNORECASE)
_SEPARATORS = ";,\t"


class Row(t.NamedTuple):
    """What is written in one place of a file; ``place`` is how a person finds it."""

    place: str
    fields: t.Mapping[str, Value]
    #: What is wrong with its form.
    problems: t.Sequence[str] = ()


class TableOptions(t.NamedTuple):
    """What tables may contain and need not."""

    #: Columns and keys that do not matter, besides those that begin with an underscore.
    ignored: tuple[str, ...] = ()
    #: Whether it is known without the table who covers for whom.
    has_delegates: bool = False
    #: What messages call the option of ``ignored``.
    option_name: str = "ignore_columns"

    def ignores(self, name: str) -> bool:
        name = _column(name)
        return name.startswith("_") or name in map(_column, self.ignored)

    def unknown(self, kind: str, name: str) -> str:
        """What is wrong with a column or key that is neither known nor ignored."""
        return (
            f"unknown {kind} {name[:80]!r}. The {kind}s are {', '.join(FIELDS)};"
            f" others must be listed in {self.option_name}."
        )


def read_csv(text: str, options: TableOptions) -> list[Row]:
    """The rows of a CSV table with a header in any order, separated by commas, semicolons, or tabs.

    A first line such as ``sep=;`` is understood, and is not counted, as in spreadsheets. Raises
    ``InvalidInput`` for a text that is no table, and ``PlacedProblems`` for a header with unknown, duplicate,
    or missing columns.
    """
    records = [(f"row {number}", cells) for number, cells in _records(text) if any(map(str.strip, cells))]
    if not records:
        raise InvalidInput("it is empty.")
    (place, cells), *others = records
    header = _header(cells, place, options)
    return [_csv_row(place, header, cells, options) for place, cells in others]


def _csv_row(place: str, header: t.Sequence[str], cells: t.Sequence[str], options: TableOptions) -> Row:
    problems = []
    if any(map(str.strip, cells[len(header) :])):
        problems.append(f"it has {len(cells)} cells, more than the header ({len(header)}).")
    fields: dict[str, Value] = {name: cell for name, cell in zip(header, cells) if not options.ignores(name)}
    return Row(place, fields, problems)


def _records(text: str) -> t.Iterator[tuple[int, list[str]]]:
    """The records with their numbers as a spreadsheet shows them: a cell can have several lines."""
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
    header = [_column(cell) for cell in cells]
    while header and not header[-1]:
        header.pop()
    known = [name for name in header if not options.ignores(name)]
    problems = [options.unknown("column", name) for name in dict.fromkeys(known) if name not in FIELDS]
    problems += [f"duplicate column {name}." for name in sorted({*known}) if known.count(name) > 1]
    needed = [["identity"], ["last_day", "end", "permanent", "state"]] + [["reassign_to"]] * (not options.has_delegates)
    problems += [f"the column {' or '.join(names)} is missing." for names in needed if not set(names) & set(known)]
    if problems:
        raise PlacedProblems([(place, problem) for problem in problems])
    return header


def read_yaml(text: str, options: TableOptions) -> list[Row]:
    """The rows of a YAML list, or of the list ``vacations`` of a mapping.

    Every value is taken as it is written, so that no version of YAML makes a number of an alias or
    something else of a date. Raises ``InvalidInput`` for what contains no such list, or if the library
    for YAML is missing.
    """
    if yaml is None:
        raise InvalidInput(missing_required_lib("PyYAML", reason="to read YAML"))
    try:
        loader = yaml.SafeLoader(text)
        return _yaml_rows(loader, loader.get_single_node(), options)
    except RecursionError as error:
        raise InvalidInput("it is nested too deeply.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}: " if mark else ""
        raise InvalidInput(f"{place}this is not YAML: {getattr(error, 'problem', None) or error}.") from error


def _yaml_rows(loader: yaml.SafeLoader, node: yaml.Node | None, options: TableOptions) -> list[Row]:
    if node is None:
        raise InvalidInput("it is empty.")
    if isinstance(node, yaml.MappingNode):
        lists = [value for key, value in node.value if key.value == "vacations"]
        if len(lists) != 1 or len(node.value) != 1:
            raise InvalidInput(_NO_LIST)
        node = lists[0]
    if not isinstance(node, yaml.SequenceNode):
        raise InvalidInput(_NO_LIST)
    return [
        _yaml_row(loader, item, f"entry {number} (line {item.start_mark.line + 1})", options)
        for number, item in enumerate(node.value, 1)
    ]


def _yaml_row(loader: yaml.SafeLoader, node: yaml.Node, place: str, options: TableOptions) -> Row:
    if not isinstance(node, yaml.MappingNode):
        return Row(place, {}, [_NO_MAPPING])
    problems = _duplicates([_scalar(key) for key, unused in node.value])
    loader.flatten_mapping(node)  # what <<: refers to; comes first, so that the entry's own values win
    row = _mapping_row({_scalar(key): _yaml_value(value) for key, value in node.value}, place, options)
    return row._replace(problems=[*problems, *row.problems])


def _duplicates(keys: t.Sequence[str]) -> list[str]:
    return [f"{key}: duplicate key." for key in sorted({*keys}) if keys.count(key) > 1]


def _yaml_value(node: yaml.Node) -> t.Any:
    """A text or a list of texts; a mapping for what is neither, so that it is refused."""
    if isinstance(node, yaml.SequenceNode):
        return [_yaml_value(item) for item in node.value]
    return _scalar(node) if node.tag.startswith("tag:yaml.org,2002:") and isinstance(node, yaml.ScalarNode) else {}


def _scalar(node: yaml.Node) -> str:
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


class _Pairs(list[tuple[str, t.Any]]):
    """A JSON object, with all its keys."""


def read_json(text: str, options: TableOptions) -> list[Row]:
    """The same of a JSON text. Raises ``InvalidInput`` for what contains no such list."""
    try:
        # Numbers are taken as they are written.
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
        raise InvalidInput(_NO_LIST)
    return [_json_row(item, f"entry {number}", options) for number, item in enumerate(content, 1)]


def _json_row(item: t.Any, place: str, options: TableOptions) -> Row:
    if not isinstance(item, _Pairs):
        return Row(place, {}, [_NO_MAPPING])
    row = _mapping_row(dict(item), place, options)
    return row._replace(problems=[*_duplicates([key for key, unused in item]), *row.problems])


def read_entries(entries: t.Sequence[t.Any], options: TableOptions) -> list[Row]:
    """The rows of a list that is in no file. An entry can say in ``source`` where it was read."""
    rows: list[Row] = []
    for number, entry in enumerate(entries, 1):
        place = f"entry {number}"
        if not isinstance(entry, t.Mapping):
            rows.append(Row(place, {}, [_NO_MAPPING]))
        else:
            fields = {key: value for key, value in entry.items() if key != "source"}
            rows.append(_mapping_row(fields, str(entry.get("source") or "") or place, options))
    return rows


def _mapping_row(mapping: t.Mapping[t.Any, t.Any], place: str, options: TableOptions) -> Row:
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
    # Dates that YAML has recognised already.
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
