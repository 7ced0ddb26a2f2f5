# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter language of the identity lists: fields with eq, sw and in, joined by and, or and parentheses."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Callable, TypeVar

from .dates import parse_instant
from .errors import Refused

_TOKEN = re.compile(r'\s*(?:(?P<text>"(?:[^"\\]|\\["\\])*")|(?P<word>[\w.]+(?:[-:+][\w.]+)*)|(?P<mark>[(),]))')

_Item = TypeVar("_Item")
_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "in": operator.eq,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
    "co": lambda found, wanted: wanted in found,
    "sw": lambda found, wanted: found.startswith(wanted),
}
Lookup = Callable[[str, str, list[Any]], set[str]]
"""Answers the IDs that match field, operator and values."""


def matching_ids(text: str, operators: Mapping[str, tuple[str, ...]], lookup: Lookup) -> set[str]:
    """The IDs that match the filter.

    operators names the supported operators of each supported field; anything else is Refused (400).
    """
    parser = _Parser(_tokens(text), operators, lookup)
    found = parser.alternatives()
    rest = parser.peek()
    if rest is not None:
        raise Refused(400, "Invalid filter: unexpected %s." % rest[1])
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None:
            raise Refused(400, "Invalid filter: syntax error at position %d." % position)
        tokens.extend((kind, found) for kind, found in match.groupdict().items() if found is not None)
        position = match.end()
    return tokens


class _Parser:
    """Recursive descent that evaluates to sets of IDs as it goes; "and" binds closer than "or"."""

    def __init__(self, tokens: list[tuple[str, str]], operators: Mapping[str, tuple[str, ...]], lookup: Lookup) -> None:
        self._tokens, self._next = tokens, 0
        self._operators, self._lookup = operators, lookup

    def peek(self) -> tuple[str, str] | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, kind: str, wanted: str = "") -> str:
        token = self.peek()
        if token is None or token[0] != kind or (wanted and token[1] != wanted):
            raise Refused(
                400, "Invalid filter: expected %s, found %s." % (wanted or kind, token[1] if token else "the end")
            )
        self._next += 1
        return token[1]

    def _joined(self, word: str) -> bool:
        token = self.peek()
        if token is None or token[0] != "word" or token[1].lower() != word:
            return False
        self._next += 1
        return True

    def alternatives(self) -> set[str]:
        found = self._conjunction()
        while self._joined("or"):
            found = found | self._conjunction()
        return found

    def _conjunction(self) -> set[str]:
        found = self._term()
        while self._joined("and"):
            found = found & self._term()
        return found

    def _term(self) -> set[str]:
        if self.peek() == ("mark", "("):
            self._take("mark")
            found = self.alternatives()
            self._take("mark", ")")
            return found
        field, operator = self._take("word"), self._take("word")
        if operator not in self._operators.get(field, ()):
            raise Refused(400, "Invalid filter: the field %s does not support %s." % (field, operator))
        return self._lookup(field, operator, self._values() if operator == "in" else [self._value()])

    def _values(self) -> list[Any]:
        self._take("mark", "(")
        values = [self._value()]
        while self.peek() == ("mark", ","):
            self._take("mark")
            values.append(self._value())
        self._take("mark", ")")
        return values

    def _value(self) -> Any:
        token = self.peek()
        if token in (("word", "true"), ("word", "false")):
            return self._take("word") == "true"
        if token and token[0] == "word" and token[1][:1].isdigit():
            return self._take("word")  # a date needs no quotes
        return re.sub(r"\\(.)", r"\1", self._take("text")[1:-1])


def selected(
    items: Mapping[str, _Item], text: str, operators: Mapping[str, tuple[str, ...]], read: Callable[[_Item, str], Any]
) -> list[_Item]:
    """The items that match the filter, all without one, in their order. read gives the value of an item's field:
    text, a boolean, an aware datetime, None, or a list of those, of which one has to match."""
    if not text.strip():
        return list(items.values())

    def lookup(field: str, operator: str, values: list[Any]) -> set[str]:
        return {key for key, item in items.items() if _matches(field, read(item, field), operator, values)}

    found = matching_ids(text, operators, lookup)
    return [item for key, item in items.items() if key in found]


def _matches(field: str, found: Any, operator: str, wanted: list[Any]) -> bool:
    values = found if isinstance(found, list) else [found]
    if operator == "ne":
        return not _matches(field, found, "eq", wanted)
    return any(_compare(field, value, operator, one) for value in values for one in wanted)


def _compare(field: str, found: Any, operator: str, wanted: Any) -> bool:
    if found is None:
        return False
    if isinstance(found, bool) != isinstance(wanted, bool):
        raise Refused(400, "Invalid filter: %s does not take that kind of value." % field)
    if isinstance(found, datetime):
        wanted = parse_instant(wanted, field)
    elif isinstance(found, str):
        found, wanted = found.casefold(), wanted.casefold()
    return bool(_COMPARISONS[operator](found, wanted))
