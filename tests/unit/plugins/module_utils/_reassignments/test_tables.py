# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime
import json

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tables import (
    TableOptions,
    read_csv,
    read_entries,
    read_json,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

PLAIN = TableOptions()


def csv_rows(text, delegates=False):
    return [(row.place, row.fields) for row in read_csv(text, TableOptions(has_delegates=delegates))]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_csv_with_commas_semicolons_and_tabs(separator, line_end):
    lines = ["last_day,identity,reassign_to", "2026-12-24,anna.berg,bruno.costa"]
    text = line_end.join(line.replace(",", separator) for line in lines) + line_end
    assert csv_rows(text) == [
        ("row 2", {"identity": "anna.berg", "reassign_to": "bruno.costa", "last_day": "2026-12-24"})
    ]


def test_csv_quotes_blank_rows_and_rows_of_spreadsheets():
    text = (
        '\nIdentity;Reassign To;"Last day";;\n'
        '"anna;berg";"say ""hi""";2026-12-24;;\n'
        ";;;;\n"
        "\n"
        '"two\nlines";x;2026-12-24;;\n'
        "bruno.costa;y;2026-12-24;;\n"
    )
    rows = csv_rows(text)
    assert [place for place, unused in rows] == ["row 3", "row 6", "row 7"]
    assert rows[0][1] == {"identity": "anna;berg", "reassign_to": 'say "hi"', "last_day": "2026-12-24"}
    assert rows[1][1]["identity"] == "two\nlines"


def test_csv_short_rows_say_nothing_of_the_rest():
    assert csv_rows("identity,state,reassign_to\nanna.berg,absent\n")[0][1] == {
        "identity": "anna.berg",
        "state": "absent",
    }


def test_csv_without_delegates_where_they_are_known():
    assert csv_rows("identity,last_day\nanna.berg,2026-12-24\n", delegates=True)


def test_csv_a_header_alone_is_an_empty_list():
    assert csv_rows("identity,reassign_to,end\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["it is empty."]),
        (" \n;;\n", ["it is empty."]),
        (
            "identity,delegate,last_day\n",
            [
                "row 1: unknown column 'delegate'. The columns are identity",
                "row 1: the column reassign_to is missing.",
            ],
        ),
        ("reassign_to,last_day\n", ["row 1: the column identity is missing."]),
        ("identity,reassign_to\n", ["row 1: the column last_day or end or permanent or state is missing."]),
        ("identity,identity,reassign_to,end\n", ["row 1: duplicate column identity."]),
        ("identity;;reassign_to;end\n", ["row 1: unknown column ''."]),
        ("identity|reassign_to|end\n", ["row 1: unknown column 'identity|reassign_to|end'"]),
        ('identity,reassign_to,end\na,b,"2026\n', ["row 2: this is not CSV"]),
        ('identity,reassign_to,end\na,"b"c,2026\n', ["row 2: this is not CSV"]),
    ],
)
def test_csv_that_cannot_be_understood(text, expected):
    with pytest.raises(InvalidInput) as raised:
        read_csv(text, PLAIN)
    messages = getattr(raised.value, "messages", [raised.value.message])
    for message, beginning in zip(messages, expected):
        assert message.startswith(beginning)


def test_csv_rows_with_too_many_cells():
    first, second = read_csv("identity,reassign_to,end\na,b,c,d\na,b,c,,\n", PLAIN)
    assert first.problems == ["it has 4 cells, more than the header (3)."]
    assert second.problems == []


def test_entries_with_dates_that_yaml_has_recognised():
    when = datetime.datetime(2026, 12, 21, 8, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
    entries = [{"identity": 7, "start": when, "last_day": datetime.date(2026, 12, 24), "permanent": False, "end": None}]
    (row,) = read_entries(entries, PLAIN)
    assert row.fields == {
        "identity": "7",
        "start": "2026-12-21T08:00:00+01:00",
        "last_day": "2026-12-24",
        "permanent": False,
        "end": None,
    }


def test_entries_that_cannot_be_understood():
    first, second = read_entries(["anna.berg", {"identity": "a", "delegate": "b"}], PLAIN)
    assert first.place == "entry 1"
    assert first.problems[0].startswith("it must be a mapping")
    assert second.problems[0].startswith("unknown key 'delegate'.")


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "sep=; "])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_csv_that_says_what_separates_its_columns(line, line_end):
    # Spreadsheets do not show that line, and do not count it. The commas of the header do not count either.
    text = line_end.join([line, "identity;reassign_to;last_day;_a,b,c,d,e", "a,b;c;2026-12-24;"])
    assert csv_rows(text) == [("row 2", {"identity": "a,b", "reassign_to": "c", "last_day": "2026-12-24"})]


def test_columns_and_keys_that_do_not_matter():
    options = TableOptions(ignored=("Cost Centre", "comment"))
    text = "Cost centre,identity,reassign_to,COMMENT,_note,_note,end\n1,a,b,2,3,4,5\n"
    fields = {"identity": "a", "reassign_to": "b", "end": "5"}
    assert [row.fields for row in read_csv(text, options)] == [fields]
    entry = {**fields, "cost_centre": 1, "comment": {"more": ["than", "a", "text"]}, "_note": None}
    for row in (
        *read_json(json.dumps([entry]), options),
        *read_entries([entry], options),
    ):
        assert (row.fields, row.problems) == (fields, [])


def test_json_is_taken_as_it_is_written():
    text = '{\n\t"vacations": [\n\t\t{"identity": 1e3, "reassign_to": 12345678901234567890, "end": null,'
    text += ' "permanent": true, "config_types": ["CERTIFICATIONS", null]}\n\t]}'
    (row,) = read_json(text, PLAIN)
    assert row.place == "entry 1"
    assert row.fields == {
        "identity": "1e3",
        "reassign_to": "12345678901234567890",
        "end": None,
        "permanent": True,
        "config_types": ["CERTIFICATIONS", None],
    }


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('{"identity": "a", "delegate": "b"}', "unknown key 'delegate'."),
        ('{"identity": "a", "identity": "b"}', "identity: duplicate key."),
        ('{"identity": {"name": "a"}}', "identity: it must be a text."),
        ('{"identity": {}}', "identity: it must be a text."),
        ('{"config_types": [["a"]]}', "config_types: it must be a text."),
        ("7", "it must be a mapping"),
        ("[]", "it must be a mapping"),
    ],
)
def test_json_entries_that_cannot_be_understood(entry, problem):
    good, bad = read_json(f'[{{"identity": "x"}}, {entry}]', PLAIN)
    assert not good.problems
    assert bad.place == "entry 2"
    assert bad.problems[0].startswith(problem)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "it is empty."),
        ("[\n{]", "line 2: this is not JSON"),
        ('[{"identity": "a"}] x', "line 1: this is not JSON"),
        ("7", "it must contain a list"),
        ("{}", "it must contain a list"),
        ('{"vacations": {}}', "it must contain a list"),
        ('{"vacations": [], "more": 1}', "it must contain a list"),
        ("[" * 200_000, "it is nested too deeply."),
    ],
)
def test_json_that_cannot_be_understood(text, expected):
    with pytest.raises(InvalidInput) as raised:
        read_json(text, PLAIN)
    assert raised.value.message.startswith(expected)


def test_entries_can_say_where_they_were_read():
    first, second = read_entries(
        [{"identity": "a", "source": "team.csv, row 7"}, {"identity": "a", "source": ""}], PLAIN
    )
    assert (first.place, second.place) == ("team.csv, row 7", "entry 2")
    assert first.fields == {"identity": "a"}
