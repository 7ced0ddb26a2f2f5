# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Entries in YAML texts, as rows of fields. Pure: no I/O."""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import missing_required_lib

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tables import (
    NO_LIST,
    NO_MAPPING,
    Row,
    TableOptions,
    duplicates,
    mapping_row,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

#: Why PyYAML cannot be imported.
_unusable: Exception | None = None

try:
    import yaml
except Exception as error:  # also what a broken installation raises, such as SystemError
    _unusable = error


def read_yaml(text: str, options: TableOptions) -> list[Row]:
    """The rows of a YAML list, or of the list ``vacations`` of a mapping.

    Values are kept as written, so that YAML does not convert aliases to numbers, or dates. Raises ``InvalidInput`` if
    there is no such list, or if PyYAML is missing.
    """
    if _unusable:
        # Only here, since it imports the libraries that modules need.
        from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import why_unusable

        missing = missing_required_lib("PyYAML", reason="to read YAML")
        raise InvalidInput(f"{missing}{why_unusable(_unusable)}") from _unusable
    try:
        loader = _loader(text)
        # One entry after another, because the nodes of a whole file take a hundred times its size.
        return [
            _row(loader, node, f"entry {number} (line {node.start_mark.line + 1})", options)
            for number, node in enumerate(_entries(loader), 1)
        ]
    except RecursionError as error:
        raise InvalidInput("it is nested too deeply.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}: " if mark else ""
        raise InvalidInput(f"{place}this is not YAML: {getattr(error, 'problem', None) or error}.") from error


def _loader(text: str) -> t.Any:
    """A loader that parses in C if possible, and composes nodes in Python, which can recurse safely."""
    if not getattr(yaml, "__with_libyaml__", False):
        return yaml.SafeLoader(text)

    class Loader(yaml.composer.Composer, yaml.CSafeLoader):
        def __init__(self) -> None:
            yaml.composer.Composer.__init__(self)
            yaml.CSafeLoader.__init__(self, text)

    return Loader()


def _entries(loader: t.Any) -> t.Iterator[yaml.Node]:
    """Yield the items of the list that is the document, or the only value of a mapping, with the key ``vacations``."""
    loader.get_event()  # the beginning of the stream
    if loader.check_event(yaml.StreamEndEvent):
        raise InvalidInput("it is empty.")
    loader.get_event()  # the beginning of the document
    in_mapping = loader.check_event(yaml.MappingStartEvent)
    if in_mapping:
        loader.get_event()
        if loader.check_event(yaml.MappingEndEvent) or loader.compose_node(None, None).value != "vacations":
            raise InvalidInput(NO_LIST)
    if not loader.check_event(yaml.SequenceStartEvent):
        raise InvalidInput(NO_LIST)
    sequence = loader.get_event()
    while not loader.check_event(yaml.SequenceEndEvent):
        yield loader.compose_node(None, None)
    loader.get_event()
    if in_mapping:
        if not loader.check_event(yaml.MappingEndEvent):
            raise InvalidInput(NO_LIST)
        loader.get_event()
    loader.get_event()  # the end of the document
    if not loader.check_event(yaml.StreamEndEvent):
        mark = loader.get_event().start_mark
        raise yaml.composer.ComposerError(None, sequence.start_mark, "there is another document", mark)


def _row(loader: t.Any, node: yaml.Node, place: str, options: TableOptions) -> Row:
    if not isinstance(node, yaml.MappingNode):
        return Row(place, {}, [NO_MAPPING])
    problems = duplicates([_scalar(key) for key, unused in node.value])
    loader.flatten_mapping(node)  # merged keys (<<:) come first, so that the entry's own values win
    row = mapping_row({_scalar(key): _value(value) for key, value in node.value}, place, options)
    return row._replace(problems=[*problems, *row.problems])


def _value(node: yaml.Node) -> t.Any:
    """Return text or a list of texts; for anything else a mapping, which is rejected later."""
    if isinstance(node, yaml.SequenceNode):
        return [_text(item) for item in node.value]
    return _text(node)


def _text(node: yaml.Node) -> t.Any:
    # Not expanded, because aliases can make a small text very large.
    return _scalar(node) if node.tag.startswith("tag:yaml.org,2002:") and isinstance(node, yaml.ScalarNode) else {}


def _scalar(node: yaml.Node) -> str:
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)
