# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.plugin_utils._report.spreadsheet import neutral
from ansible_collections.community.sailpoint.tests.unit.plugins.plugin_utils._report.tenants import (
    person,
    reassignment,
    report,
)


def test_one_row_for_each_reassignment():
    people = [person("a", email=None, name="=A"), person("b")]
    text = report(reassignment("a", "b"), reassignment("b", "c", end=None), identities=people)["csv"]
    assert text.startswith("\ufeffstatus,identity,") and text.endswith("\r\n")
    first, second = csv.DictReader(io.StringIO(text[1:], newline=""))
    assert first == {
        "status": "active",
        "identity": "'=A",
        "identity_alias": "a.alias",
        "identity_email": "",
        "identity_id": "a",
        "config_type": "CERTIFICATIONS",
        "reassign_to": "B",
        "reassign_to_alias": "b.alias",
        "reassign_to_email": "b@example.com",
        "reassign_to_id": "b",
        "start": "2026-12-01T08:00:00Z",
        "end": "2026-12-31T08:00:00Z",
        "permanent": "no",
        "work_goes_to": "B > C",
        "problems": "target_away",
    }
    assert (second["end"], second["permanent"], second["problems"]) == ("", "yes", "target_unknown")


def test_a_tenant_without_reassignments_has_a_header():
    assert report()["csv"].count("\r\n") == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *[(name, f"'{name}") for name in ("=1+1", "+49 30", "-2", "@SUM(A1)", "  =1", "＝1", '"=1"')],
        *[(f"{skipped}=1", f"'{skipped}=1") for skipped in "\ufeff\xa0\u200b\x0b\x00\u3000\x1b\u2060"],
        *[(f"{before}=1", f"{before}'=1") for before in ("\t", "\r", "\n", "x;", "x,", "x|", "x\t", "x\r", "x\n")],
        ('x; \u200b"=1"', 'x;\' \u200b"=1"'),
        ("\x0b\t=1", "\x0b\t'=1"),
    ],
)
def test_nothing_is_a_formula(name, expected):
    assert neutral(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "",
        "\x1c\x85\x1f " * 500,
        'O"Brien',
        "Berg, Anna",
        "two\nlines",
        "Søren; 'x'",
        "田中 浩",
        "a=b",
        "Müller-Lüdenscheidt",
        "a; b",
    ],
)
def test_all_other_names_stay_as_they_are(name):
    assert neutral(name) == name


@given(st.text(st.sampled_from("=+-@a1 ;,\t\r\n\"'\xa0\ufeff\u200b\x00\x0b")), st.sampled_from(",;\t|"))
def test_no_cell_is_a_formula_whatever_separates_the_cells(text, separator):
    written = io.StringIO(newline="")
    csv.writer(written).writerow(["before", neutral(text), "after"])
    for cell in re.split(rf"[{separator}\r\n]", written.getvalue()):
        assert cell.strip(' "\xa0\ufeff\u200b\x00\x0b\t')[:1] not in tuple("=+-@")
    (row,) = csv.reader(io.StringIO(written.getvalue(), newline=""))
    assert row == ["before", neutral(text), "after"]
