# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Parses iCalendar files into components of content lines (RFC 5545). Pure: no I/O.

The iCalendar libraries silently repair or drop broken content. Truncated files, wrong nesting, and unknown components
must be found before.
"""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass, field

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

#: Which components can contain which. All others can contain those of ``_IN_ANY``.
_INSIDE = {
    "": {"VCALENDAR"},
    "VCALENDAR": {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY", "VPOLL", "VVENUE"},
    "VTIMEZONE": {"STANDARD", "DAYLIGHT"},
}
_IN_ANY = {"VALARM", "AVAILABLE", "PARTICIPANT", "VLOCATION", "VRESOURCE", "VOTE"}


class ContentLine(t.NamedTuple):
    """An unfolded line; ``number`` is the number of its first line in the file."""

    number: int
    text: str
    #: The name of the property, in upper case; empty if there is none.
    name: str

    @property
    def value(self) -> str | None:
        """The text after the first colon outside of quotes; ``None`` if there is none."""
        quoted = False
        for position, char in enumerate(self.text):
            if char == '"':
                quoted = not quoted
            elif char == ":" and not quoted:
                return self.text[position + 1 :].strip()
        return None


@dataclass(eq=False)
class RawComponent:
    """The content between the lines BEGIN and END of a calendar, an event, or another component."""

    name: str
    #: The number of the line BEGIN.
    number: int
    lines: list[ContentLine] = field(default_factory=list)
    components: list[RawComponent] = field(default_factory=list)
    _by_name: dict[str, list[ContentLine]] = field(default_factory=dict)

    def add(self, line: ContentLine) -> None:
        self.lines.append(line)
        self._by_name.setdefault(line.name, []).append(line)

    def all(self, name: str) -> t.Sequence[ContentLine]:
        """Return the lines of the property ``name``."""
        return self._by_name.get(name, ())

    def text(self, name: str) -> str | None:
        """Return the text of the first property ``name``: empty if there is none, ``None`` if it cannot be read."""
        line = next(iter(self.all(name)), None)
        value = line.value if line else ""
        return None if value is None else unescape(value)


def unescape(value: str) -> str:
    """Return the unescaped text of a value of type TEXT."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def read_components(data: bytes) -> list[RawComponent]:
    """Return the calendars in a file.

    Raises ``InvalidInput``, with the line, for a file that is not iCalendar, is truncated, is nested wrongly, or is not
    UTF-8.
    """
    calendars: list[RawComponent] = []
    stack: list[RawComponent] = []
    for line in _unfold(data):
        if line.name == "BEGIN":
            component = _begin(line, stack, bool(calendars))
            (stack[-1].components if stack else calendars).append(component)
            stack.append(component)
        elif line.name == "END":
            _check_end(line, stack)
            stack.pop()
        elif stack:
            stack[-1].add(line)
        elif not line.name.startswith("X-"):
            raise _not_icalendar(line, bool(calendars))
    if stack:
        raise InvalidInput(f"it is cut off: the {stack[-1].name} of line {stack[-1].number} has no END.")
    if not calendars:
        raise _not_icalendar(None, False)
    return calendars


def _check_end(line: ContentLine, stack: t.Sequence[RawComponent]) -> None:
    name = (line.value or "").upper()
    if not stack or stack[-1].name != name:
        inside = f"the {stack[-1].name} of line {stack[-1].number} has no END" if stack else "it has no BEGIN"
        raise InvalidInput(f"line {line.number}: END:{name[:40]} is in the wrong place: {inside}.")


def _begin(line: ContentLine, stack: t.Sequence[RawComponent], later: bool) -> RawComponent:
    name = (line.value or "").upper()
    _check_begin(line, name, stack, later)
    return RawComponent(name, line.number)


def _check_begin(line: ContentLine, name: str, stack: t.Sequence[RawComponent], later: bool) -> None:
    outer = stack[-1] if stack else None
    allowed = _INSIDE.get(outer.name if outer else "", _IN_ANY)
    if name in allowed or (outer and name.startswith("X-")):
        return
    if not outer:
        raise _not_icalendar(line, later)
    known = name in _IN_ANY or any(name in names for names in _INSIDE.values())
    problem = f"the {outer.name} of line {outer.number} has no END before it" if known else "unknown component"
    raise InvalidInput(f"line {line.number}: BEGIN:{name[:40]} is in the wrong place: {problem}.")


def _not_icalendar(line: ContentLine | None, later: bool) -> InvalidInput:
    if later and line:
        return InvalidInput(f"line {line.number}: {line.text[:60]!r} is outside of BEGIN:VCALENDAR and END:VCALENDAR.")
    return InvalidInput("this is not iCalendar: it does not begin with BEGIN:VCALENDAR.")


def _unfold(data: bytes) -> t.Iterator[ContentLine]:
    """Yield the lines that are not empty. A line can be folded within a multi-byte character."""
    number, parts = 0, [b""]
    for position, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        one = raw.removesuffix(b"\r")
        if b"\r" in one:
            raise InvalidInput(f"line {position}: a CR without LF: save the file with the line ends CRLF or LF.")
        if number and one[:1] in (b" ", b"\t"):
            parts.append(one[1:])
        elif one.strip():
            if number:
                yield _decode(number, parts)
            number, parts = position, [one]
    if number:
        yield _decode(number, parts)


def _decode(number: int, parts: t.Sequence[bytes]) -> ContentLine:
    try:
        text = b"".join(parts).decode("utf-8").rstrip()
    except UnicodeDecodeError as error:
        raise InvalidInput(f"line {number} is not UTF-8: save the file as UTF-8.") from error
    name = _NAME.match(text)
    return ContentLine(number, text, name[0].upper() if name else "")
