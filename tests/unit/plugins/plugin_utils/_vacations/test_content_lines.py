# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.content_lines import (
    read_components,
    unescape,
)


def components(*lines):
    return read_components("\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""]).encode())


def test_components_with_their_lines():
    (calendar,) = components(
        "VERSION:2.0", "BEGIN:VEVENT", "SUMMARY:a", " b", "BEGIN:VALARM", "END:VALARM", "END:VEVENT"
    )
    (event,) = calendar.components
    assert (calendar.name, calendar.number, [line.text for line in calendar.lines]) == ("VCALENDAR", 1, ["VERSION:2.0"])
    assert (event.name, event.number, event.text("SUMMARY"), event.text("LOCATION")) == ("VEVENT", 3, "ab", "")
    assert [line.number for line in event.lines] == [4]
    assert [one.name for one in event.components] == ["VALARM"]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("SUMMARY:a:b;c", "SUMMARY", "a:b;c"),
        ('summary;X="a:b";Y=c: d', "SUMMARY", "d"),
        ('X-OWNER;CN="a":mailto:a@x.org', "X-OWNER", "mailto:a@x.org"),
        ('SUMMARY;X="a:b', "SUMMARY", None),
        ("no name:b", "", "b"),
        ("nothing", "", None),
    ],
)
def test_lines(line, name, value):
    (found,) = components(line)[0].lines
    assert (found.name, found.value) == (name, value)


def test_texts():
    assert unescape(r"a\, b\; c\\d\ne\Nf") == "a, b; c\\d\ne\nf"


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["BEGIN:VEVENT"], "line 3: END:VCALENDAR is in the wrong place: the VEVENT of line 2 has no END."),
        (["END:VEVENT"], "line 2: END:VEVENT is in the wrong place: the VCALENDAR of line 1 has no END."),
        (["BEGIN:VALARM"], "line 2: BEGIN:VALARM is in the wrong place: the VCALENDAR of line 1 has no END before it."),
        (["BEGIN:VEVNT"], "line 2: BEGIN:VEVNT is in the wrong place: unknown component."),
        (["END:VCALENDAR", "SUMMARY:x"], "line 3: 'SUMMARY:x' is outside of BEGIN:VCALENDAR and END:VCALENDAR."),
        (["END:VCALENDAR", "END:VEVENT"], "line 3: END:VEVENT is in the wrong place: it has no BEGIN."),
        (["SUMMARY:a\rb"], "line 2: a CR without LF: save the file with the line ends CRLF or LF."),
    ],
)
def test_what_is_nested_wrongly(lines, problem):
    with pytest.raises(InvalidInput) as raised:
        components(*lines)
    assert raised.value.message == problem


@pytest.mark.parametrize(
    "data", [b"", b"\r\n", b"identity;reassign_to\r\n", b"X-A:b\r\n", b"END:VCALENDAR", b" BEGIN:VCALENDAR"]
)
def test_what_is_no_calendar(data):
    with pytest.raises(InvalidInput):
        read_components(data)


def test_a_line_that_is_not_utf_8_is_named():
    with pytest.raises(InvalidInput, match="line 2 is not UTF-8"):
        read_components(b"BEGIN:VCALENDAR\nSUMMARY:\xfc\nEND:VCALENDAR\n")
