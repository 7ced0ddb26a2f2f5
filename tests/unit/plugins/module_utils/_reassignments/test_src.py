# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.src import read_src

HEADER = "identity,reassign_to,last_day"


@pytest.fixture()
def write(tmp_path):
    """Writes a file; its path as an option has it."""

    def _write(name, *lines):
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return str(path)

    return _write


def read(*paths):
    return read_src(paths, Defaults("UTC"))


def test_the_entries_of_all_files_in_their_order_name_the_file_and_the_row(write):
    yaml = write("more.yml", "- {identity: chloe, state: absent}")
    table = write("team.csv", HEADER, "anna,bruno,2026-12-24", "bruno,anna,2026-12-31")
    entries, problems = read(yaml, table)
    assert problems == ""
    assert [(one.entry.identity, one.source) for one in entries] == [
        ("chloe", f"{yaml}, entry 1 (line 1)"),
        ("anna", f"{table}, row 2"),
        ("bruno", f"{table}, row 3"),
    ]


def test_what_a_file_says_of_its_source_is_ignored(write):
    table = write("team.csv", f"{HEADER},source", "anna,bruno,2026-12-24,hr.xlsx")
    yaml = write("more.yml", "- {identity: chloe, state: absent, source: hr.xlsx}")
    entries, problems = read(table, yaml)
    assert problems == "" and [one.source.partition(",")[0] for one in entries] == [table, yaml]


@pytest.mark.parametrize("name", ["team.ics", "TEAM.ICS"])
def test_a_calendar_is_left_to_the_lookup_and_not_opened(tmp_path, name):
    entries, problems = read(str(tmp_path / name))
    assert entries == [] and len(problems.splitlines()) == 1
    assert name in problems and "vacations_file" in problems and "No such file" not in problems


def test_problems_of_all_files_are_told_and_sound_entries_are_still_returned(write, tmp_path):
    table = write("team.csv", HEADER, "anna,bruno,24.12.2026", "bruno,anna,2026-12-24")
    missing = str(tmp_path / "missing.json")
    entries, problems = read(missing, table)
    assert [one.entry.identity for one in entries] == ["bruno"]
    assert [line.partition(":")[0] for line in problems.splitlines()] == [missing, f"{table}, row 2"]


def test_an_unknown_key_is_a_problem_that_names_no_option_of_the_lookup(write):
    path = write("more.yml", "- {identity: chloe, state: absent, delegate: anna}")
    problems = read(path)[1]
    assert "'delegate'" in problems and "ignore_columns" not in problems
