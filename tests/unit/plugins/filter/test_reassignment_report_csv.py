# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import csv
import io

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.filter.reassignment_report import reassignment_report
from ansible_collections.community.sailpoint.plugins.filter.reassignment_report_csv import reassignment_report_csv
from ansible_collections.community.sailpoint.tests.unit.plugins.filter.tenants import NOW, person, reassignment


def rows(reassignments, identities):
    text = reassignment_report_csv(reassignment_report(reassignments, identities, NOW))
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_one_row_for_each_reassignment():
    lines = [reassignment("a", "b"), reassignment("b", "c", end=None)]
    first, second = rows(lines, [person("a", email=None), person("b")])
    assert first == {
        "status": "active",
        "identity": "A",
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
    text = reassignment_report_csv(reassignment_report([], [], NOW))
    assert text.startswith("\ufeffstatus,identity,") and text.count("\r\n") == 1


@pytest.mark.parametrize("name", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_no_name_is_a_formula(name):
    (row,) = rows([reassignment("a", "b")], [person("a", name=name), person("b", name=name)])
    assert row["identity"] == row["reassign_to"] == f"'{name}"
    assert row["work_goes_to"] == f"'{name}"


@pytest.mark.parametrize(
    "name", ['O"Brien', "Berg, Anna", "two\nlines", "Søren; 'x'", "田中 浩", "a=b", "Müller-Lüdenscheidt"]
)
def test_all_other_names_stay_as_they_are(name):
    (row,) = rows([reassignment("a", "b")], [person("a", name=name), person("b")])
    assert row["identity"] == name


def test_what_is_no_report():
    with pytest.raises(AnsibleFilterError, match="takes a report of"):
        reassignment_report_csv({"reassignments": [{}]})
