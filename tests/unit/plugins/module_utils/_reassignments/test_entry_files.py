# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry_files import (
    MAX_SIZE,
    EntryReader,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tables import Row, TableOptions

TABLE = "identity,reassign_to,last_day\nanna.berg,bruno.costa,2026-12-24\n"
LIST = '[{"identity": "anna.berg", "reassign_to": "bruno.costa", "last_day": "2026-12-24"}]'


def reader(timezone="UTC", other_kinds=None):
    return EntryReader(Defaults(timezone), TableOptions(), other_kinds)


def read(name, data):
    one = reader()
    one.read_file(name, data if isinstance(data, bytes) else data.encode())
    return one


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", TABLE),
        ("A.TSV", TABLE.replace(",", "\t")),
        ("a.YML", LIST),
        ("a.b.yaml", LIST),
        ("a.json", LIST),
    ],
)
def test_the_ending_of_its_name_tells_the_kind_of_a_file(name, text, encoding):
    (found,) = read(name, text.replace("bruno", "jörg").encode(encoding)).entries
    assert (found.entry.identity, found.entry.reassign_to) == ("anna.berg", "jörg.costa")
    assert found.source.startswith(f"{name}, ")


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.csv", b"", "a.csv: it is empty."),
        ("a.yml", b"\xef\xbb\xbf", "a.yml: it is empty."),
        ("a.csv", TABLE.replace("bruno", "jörg").encode("latin-1"), "a.csv: line 2 is not UTF-8"),
        ("a.csv", TABLE.encode("utf-16"), "a.csv: it is UTF-16"),
        ("a.csv", b"PK\x03\x04\x00\x00", "a.csv: it is not a text file."),
        pytest.param("a.csv", b"x" * (MAX_SIZE + 1), "a.csv: it is larger than 10 MB", id="a large file"),
        ("a.yml", b"$ANSIBLE_VAULT;1.1;AES256\n3132\n", "a.yml: it is encrypted with Ansible Vault"),
        ("a.ics", TABLE, "a.ics: the name must end with .yml, .yaml, .json, .csv, or .tsv."),
        ("a", TABLE, "a: the name must end with"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(name, data, problem):
    found = read(name, data)
    assert found.entries == [] and found.problems.startswith(problem) and len(found.problems.splitlines()) == 1


def test_a_file_on_the_disk(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(TABLE)
    one = reader()
    one.read_path("team.csv", str(path))
    assert [found.source for found in one.entries] == ["team.csv, row 2"]
    for problem, missing in (("No such file", "missing.csv"), ("Is a directory", ""), ("null byte", "a\0.csv")):
        one = reader()
        one.read_path("team.csv", str(tmp_path / missing))
        assert one.problems.startswith("team.csv: it cannot be read: ") and problem in one.problems


def test_everything_that_is_wrong_in_all_files_is_told_at_once():
    one = reader()
    one.read_file("team/a.csv", b"identity,reassign_to,last_day\na,b,24.12.2026\nb,c,2026-12-24\nc,,2026-12-32,x\n")
    one.read_file("team/b.yml", b"- {identity: a}\n- {reassign: x}\n- 7\n")
    one.read_file("team/c.csv", b"identity,who\n")
    one.problem("team/d\n.csv", "it cannot\nbe read.")
    one.read_list("vacations", [{"identity": "a"}])
    places = [":".join(line.split(":")[:2]) for line in one.problems.splitlines()]
    assert [place.partition(". The ")[0] for place in places] == [
        "team/a.csv, row 2: last_day",
        "team/a.csv, row 4: it has 4 cells, more than the header (3).",
        "team/a.csv, row 4: reassign_to",
        "team/a.csv, row 4: last_day",
        "team/b.yml, entry 1 (line 1): reassign_to",
        "team/b.yml, entry 1 (line 1): last_day",
        "team/b.yml, entry 2 (line 2): unknown key 'reassign'",
        "team/b.yml, entry 3 (line 3): it must be a mapping such as {identity",
        "team/c.csv, row 1: unknown column 'who'",
        "team/c.csv, row 1: the column last_day or end or permanent or state is missing.",
        "team/c.csv, row 1: the column reassign_to is missing.",
        "team/d .csv: it cannot be read.",
        "vacations, entry 1: reassign_to",
        "vacations, entry 1: last_day",
    ]
    assert [found.source for found in one.entries] == ["team/a.csv, row 3"], "what is sound is kept"


def test_a_row_with_a_problem_is_no_entry_and_each_field_has_one_problem():
    one = reader()
    one.read_file("a.csv", TABLE.replace("24", "24,too many").encode())
    one.read_file("b.json", b'[{"identity": {"name": "anna"}, "state": "absent"}]')
    assert one.entries == []
    assert [line.partition(":")[0] for line in one.problems.splitlines()] == ["a.csv, row 2", "b.json, entry 1"]


@pytest.mark.parametrize(("rows", "places"), [(2, "row 2, row 3"), (80, "row 2, row 3, row 4 and 77 more")])
def test_equal_problems_of_several_rows_are_one_line(rows, places):
    one = reader(timezone=None)
    header, row = TABLE.splitlines()
    one.read_file("a.csv", "\n".join([header, *[row] * rows]).encode())
    assert one.problems.startswith(f"a.csv, {places}: timezone: ") and len(one.problems.splitlines()) == 1


def test_very_many_problems_are_cut():
    rows = "".join(f"a,b,c{row}\n" for row in range(1000))
    found = read("a.csv", f"identity,reassign_to,last_day\n{rows}").problems.splitlines()
    assert len(found) == 51
    assert found[-1] == "... and 950 more."


def test_other_kinds_get_the_bytes_and_what_is_over_is_no_problem():
    def rows(data):
        fields = {"identity": data.decode()}
        return [Row("event 1", fields, [], is_over=True), Row("event 2", fields, ["no date."], is_over=False)]

    one = reader(other_kinds={".ics": rows})
    one.read_file("a.ICS", b"anna")
    lines = one.problems.splitlines()
    assert "a.ICS, event 2: no date." in lines
    assert lines and all(line.startswith("a.ICS, event 2: ") for line in lines)
