# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Vacations in CSV and YAML files, as rows of texts. Pure: no I/O."""

from __future__ import annotations

import csv
import io
import typing as t

import yaml

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations import FIELDS, Problems, Value

_NO_MAPPING = "it must be a mapping such as {identity: anna.berg, reassign_to: bruno.costa, last_day: 2026-12-24}."


class Row(t.NamedTuple):
    """What is written in one place of a file; C(place) is how a person finds it."""

    place: str
    fields: t.Mapping[str, Value]
    #: What is wrong with its form.
    problems: t.Sequence[str] = ()
    #: Shared by what recurs, of which one problem is told once.
    series: str = ""


def read_csv(text: str, delegates: bool) -> list[Row]:
    """The rows of a CSV table with a header in any order, separated by commas or semicolons.

    C(delegates) says whether it is known without the table who covers for whom. Raises C(InvalidInput)
    for a table that is none, and C(Problems) for a header that cannot be understood.
    """
    header: list[str] = []
    rows: list[Row] = []
    for number, cells in _records(text):
        if not any(cell.strip() for cell in cells):
            continue
        place = f"row {number}"
        if not header:
            header = _header(cells, place, delegates)
            continue
        problems = []
        if any(cell.strip() for cell in cells[len(header) :]):
            problems.append(f"it has {len(cells)} cells, more than the header ({len(header)}).")
        rows.append(Row(place, dict(zip(header, cells)), problems))
    if not header:
        raise InvalidInput("it is empty.")
    return rows


def _records(text: str) -> t.Iterator[tuple[int, list[str]]]:
    """The records with their numbers as a spreadsheet shows them: a cell can have several lines."""
    header = text.lstrip().partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            yield number, cells
    except csv.Error as error:
        raise InvalidInput(f"row {number + 1}: this is not CSV: {error}.") from error


def _header(cells: t.Sequence[str], place: str, delegates: bool) -> list[str]:
    header = [cell.strip().lower().replace(" ", "_") for cell in cells]
    while header and not header[-1]:
        header.pop()
    problems = [
        f"{place}: there is no column {name[:80]!r}. The columns are {', '.join(FIELDS)}."
        for name in dict.fromkeys(header)
        if name not in FIELDS
    ]
    problems += [f"{place}: the column {name} is there twice." for name in sorted({*header}) if header.count(name) > 1]
    needed = [["identity"], ["last_day", "end", "permanent", "state"]] + [["reassign_to"]] * (not delegates)
    problems += [
        f"{place}: the column {' or '.join(names)} is missing." for names in needed if not set(names) & set(header)
    ]
    if problems:
        raise Problems(problems)
    return header


def read_yaml(text: str) -> list[Row]:
    """The rows of a YAML list, or of the list C(vacations) of a mapping.

    Every value is taken as it is written, so that no version of YAML makes a number of an alias or
    something else of a date. Raises C(InvalidInput) for what holds no such list.
    """
    try:
        loader = yaml.SafeLoader(text)
        return _rows(loader, loader.get_single_node())
    except RecursionError as error:
        raise InvalidInput("it is nested too deeply.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}: " if mark else ""
        raise InvalidInput(f"{place}this is not YAML: {getattr(error, 'problem', None) or error}.") from error


def _rows(loader: yaml.SafeLoader, node: yaml.Node | None) -> list[Row]:
    if node is None:
        raise InvalidInput("it is empty.")
    if isinstance(node, yaml.MappingNode):
        lists = [value for key, value in node.value if key.value == "vacations"]
        if len(lists) != 1 or len(node.value) != 1:
            raise InvalidInput("it must hold a list of vacations, or a mapping with the key vacations alone.")
        node = lists[0]
    if not isinstance(node, yaml.SequenceNode):
        raise InvalidInput("it must hold a list of vacations.")
    return [
        _row(loader, item, f"entry {number} (line {item.start_mark.line + 1})")
        for number, item in enumerate(node.value, 1)
    ]


def _row(loader: yaml.SafeLoader, node: yaml.Node, place: str) -> Row:
    if not isinstance(node, yaml.MappingNode):
        return Row(place, {}, [_NO_MAPPING])
    keys = [_scalar(key) for key, unused in node.value]
    problems = [f"{key}: it is there twice." for key in sorted({*keys}) if keys.count(key) > 1]
    loader.flatten_mapping(node)  # what <<: refers to; comes first, so that the entry's own values win
    fields: dict[str, Value] = {}
    for key_node, value in node.value:
        key = _scalar(key_node)
        if key not in FIELDS:
            problems.append(_unknown_key(key))
        elif isinstance(value, yaml.SequenceNode) and all(isinstance(one, yaml.ScalarNode) for one in value.value):
            fields[key] = [_scalar(one) for one in value.value]
        elif isinstance(value, yaml.ScalarNode) and value.tag.startswith("tag:yaml.org,2002:"):
            fields[key] = _scalar(value)
        else:
            problems.append(f"{key}: it must be a text.")
    return Row(place, fields, problems)


def _scalar(node: yaml.Node) -> str:
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def read_entries(entries: t.Sequence[t.Any]) -> list[Row]:
    """The rows of a list that is in no file."""
    rows: list[Row] = []
    for number, entry in enumerate(entries, 1):
        place = f"entry {number}"
        if not isinstance(entry, t.Mapping):
            rows.append(Row(place, {}, [_NO_MAPPING]))
            continue
        problems = [_unknown_key(str(key)) for key in entry if key not in FIELDS]
        rows.append(Row(place, {key: _as_text(value) for key, value in entry.items()}, problems))
    return rows


def _unknown_key(key: str) -> str:
    return f"{key[:80]}: there is no such key. The keys are {', '.join(FIELDS)}."


def _as_text(value: t.Any) -> Value:
    if value is None:
        return None
    if isinstance(value, (list, tuple)):
        return [str(item) for item in value]
    # Dates that YAML has recognised already.
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
