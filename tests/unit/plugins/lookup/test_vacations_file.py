# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import functools

import pytest
from ansible.errors import AnsibleError, AnsibleLookupError
from ansible.parsing.vault import VaultLib, VaultSecret

from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.files import VacationReader

TABLE = "identity;reassign_to;first_day;last_day\nanna.berg;bruno.costa;2026-12-21;2027-01-06\n"
ENTRY = {
    "identity": "anna.berg",
    "reassign_to": "bruno.costa",
    "start": "2026-12-20T23:00:00Z",
    "end": "2027-01-06T23:00:00Z",
    "state": "present",
    "source": "a.csv, row 2",
}


def test_files_beside_the_playbook_in_files_and_in_the_working_directory(query, tmp_path):
    for directory, name in (("playbooks", "a.csv"), ("playbooks/files", "b.csv"), (".", "c.csv")):
        (tmp_path / directory).mkdir(exist_ok=True)
        (tmp_path / directory / name).write_text(TABLE)
    names = ["a.csv", "b.csv", "c.csv", str(tmp_path / "c.csv")]
    assert query(*names) == [{**ENTRY, "source": f"{name}, row 2"} for name in names]


def test_the_working_directory_comes_first(query, tmp_path):
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "a.csv").write_text("identity\n")
    (tmp_path / "a.csv").write_text(TABLE)
    assert query("a.csv") == [ENTRY]


def test_a_list(query):
    entries = [
        {"identity": "anna.berg", "reassign_to": "bruno.costa", "first_day": "2026-12-21", "last_day": "2027-01-06"}
    ]
    assert query(entries=entries) == [{**ENTRY, "source": "vacations, entry 1"}]


def test_problems_as_data(query, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "b.csv").write_text(TABLE * 2)
    assert query("a.csv", return_problems=True) == [{"entries": [ENTRY], "problems": ""}]
    (found,) = query("a.csv", "b.csv", return_problems=True)
    assert found["entries"] == []
    assert found["problems"].startswith("b.csv, row 3: first_day: 'first_day' is not a date such as 2026-12-24")
    for options in ({"summary_pattern": "("}, {"horizon_days": -1}, {"date_format": "%H"}):
        (found,) = query("a.csv", return_problems=True, option_names={next(iter(options)): "my_option"}, **options)
        assert found["problems"].startswith("my_option")


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:Sea
ORGANIZER:mailto:anna.berg@example.com
DESCRIPTION:Delegate: bruno.costa
DTSTART;VALUE=DATE:20401221
DTEND;VALUE=DATE:20401224
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Hills
ORGANIZER:mailto:chloe.dubois@example.com
DTSTART;VALUE=DATE:20401221
DTEND;VALUE=DATE:20401224
END:VEVENT
END:VCALENDAR
"""
OTHERS = {
    "a.csv": "identity;reassign_to;last_day\nanna.berg;bruno.costa;2040-12-23\nchloe.dubois;;2040-12-23\n",
    "a.yml": "- {identity: anna.berg, reassign_to: bruno.costa, last_day: 2040-12-23}\n"
    "- {identity: chloe.dubois, last_day: 2040-12-23}\n",
    "a.ics": CALENDAR.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_missing_covers_are_problems_or_are_left_open(query, tmp_path, name):
    (tmp_path / name).write_text(OTHERS[name], newline="")
    query = functools.partial(query, horizon_days=10000, timezone="UTC")
    (found,) = query(name, return_problems=True)
    assert found["entries"] == [] and "reassign_to: it is missing: name the cover." in found["problems"]
    (found,) = query(name, return_problems=True, missing_cover="allow")
    covered, uncovered = found["entries"]
    assert covered["reassign_to"] == "bruno.costa" and found["problems"] == ""
    assert uncovered["identity"].startswith("chloe.dubois") and uncovered["end"] == "2040-12-24T00:00:00Z"
    # Not absent, which would remove what there is.
    assert "reassign_to" not in uncovered and uncovered["state"] == "present"
    assert uncovered["source"].startswith(f"{name}, ")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        (
            "a.ics",
            OTHERS["a.ics"].replace("Delegate", "Cover"),
            "event 'Sea' on 2040-12-21, event 'Hills' on 2040-12-21: rea",
        ),
        (
            "a.yml",
            OTHERS["a.yml"].replace("reassign_to: bruno.costa, ", ""),
            "entry 1 (line 1), entry 2 (line 2): reassign_",
        ),
        ("a.yml", OTHERS["a.yml"].replace("reassign_to", "reasign_to"), "entry 1 (line 1): unknown key 'reasign_to'."),
        ("a.csv", OTHERS["a.csv"].replace("reassign_to", "cover"), "row 1: unknown column 'cover'."),
        ("a.csv", OTHERS["a.csv"].replace("reassign_to", "_cover"), "row 1: the column reassign_to is missing."),
        ("a.csv", OTHERS["a.csv"].replace(";;2040-12-23", ";;23.12."), "row 3: reassign_to: it is missing"),
    ],
)
def test_covers_that_nothing_in_a_file_names_are_problems_all_the_same(query, tmp_path, name, content, problem):
    (tmp_path / name).write_text(content, newline="")
    (found,) = query(name, return_problems=True, missing_cover="allow", horizon_days=10000)
    assert found["entries"] == [] and found["problems"].startswith(f"{name}, {problem}")


def test_a_cover_can_be_left_open_on_purpose(query):
    entries = [{"identity": "anna.berg", "reassign_to": None, "last_day": "2040-12-23"}]
    (found,) = query(entries=entries, return_problems=True, missing_cover="allow")
    assert [one["identity"] for one in found["entries"]] == ["anna.berg"] and found["problems"] == ""
    (found,) = query(
        entries=entries, return_problems=True, missing_cover="allow", delegates={"anna.berg": "bruno.costa"}
    )
    assert [one["reassign_to"] for one in found["entries"]] == ["bruno.costa"]


def test_delegates_that_fit_nobody_are_a_problem(query, tmp_path):
    (tmp_path / "a.csv").write_text("identity;last_day\nanna.berg;2040-12-23\nchloe.dubois;2040-12-23\n")
    options = {"return_problems": True, "missing_cover": "allow"}
    (found,) = query("a.csv", delegates={"Anna Berg": "bruno.costa"}, **options)
    assert found["problems"].startswith("a.csv, row 2, row 3: reassign_to: it is missing")
    (found,) = query("a.csv", delegates={"anna.berg": "bruno.costa"}, **options)
    assert [one.get("reassign_to") for one in found["entries"]] == ["bruno.costa", None]


def test_names_of_options(query, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE.replace("last_day", "last_day;colour"))
    (found,) = query("a.csv", return_problems=True, option_names={"ignore_columns": "my_columns"})
    assert "others must be listed in my_columns." in found["problems"]


def test_names_dates_and_columns_in_other_ways(query, tmp_path):
    text = (
        TABLE.replace("anna.berg", "Anna  BERG")
        .replace("bruno.costa", "Bruno Costa")
        .replace("2026-12-21", "21.12.2026")
    )
    lines = [line + ";x;y" for line in text.splitlines()]
    (tmp_path / "a.csv").write_text("\n".join(lines).replace(";x;y", ";Cost Centre;_note", 1))
    people = {"Anna Berg": "anna.berg", "bruno costa": "bruno.costa"}
    assert query("a.csv", people=people, date_format="%d.%m.%Y", ignore_columns=["cost centre"]) == [ENTRY]


def test_display_names(query, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE.replace("anna.berg", "Anna Berg"))
    assert query("a.csv")[0]["identity"] == "Anna Berg"
    assert query("a.csv", display_names=True)[0]["identity"] == "name:Anna Berg"


def test_encrypted_files(query, tmp_path, loader):
    secret = VaultSecret(b"secret")
    loader.set_vault_secrets([("default", secret)])
    (tmp_path / "a.csv").write_bytes(VaultLib([("default", secret)]).encrypt(TABLE, secret))
    assert query("a.csv") == [ENTRY]


def test_options(query, tmp_path):
    (tmp_path / "a.csv").write_text("identity,permanent\nAnna.Berg,yes\n")
    assert query("a.csv", delegates={"anna.berg": "b", "c": None}, config_types=["Certifications"]) == [
        {
            "identity": "Anna.Berg",
            "reassign_to": "b",
            "permanent": True,
            "config_types": ["CERTIFICATIONS"],
            "state": "present",
            "source": "a.csv, row 2",
        }
    ]


def test_options_of_calendars(query, tmp_path):
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20990101"]
    lines += ["CATEGORIES:Away", "X-MICROSOFT-CDO-BUSYSTATUS:OOF", "SUMMARY:Gone: a", "DESCRIPTION:Cover: b"]
    (tmp_path / "a.ics").write_text("\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]))
    options = {"summary_pattern": "^Gone: (?P<identity>.*)", "delegate_label": "Cover", "identity_label": "Who"}
    options |= {"categories": ["away"], "out_of_office_only": True, "horizon_days": 10}
    (entry,) = query("a.ics", **options)
    assert (entry["identity"], entry["reassign_to"]) == ("a", "b")
    assert query("a.ics", **{**options, "categories": ["home"]}) == []


@pytest.mark.parametrize("blank", [None, "", "  ", [""], [None]])
def test_blank_options_are_as_if_they_were_left_out(query, tmp_path, blank):
    (tmp_path / "a.csv").write_text(TABLE)
    names = ["categories", "config_types", "date_format", "delegates", "display_names", "entries", "exclude_pattern"]
    names += ["horizon_days", "identity_from", "identity_label", "ignore_columns", "out_of_office_only", "people"]
    assert query("a.csv", **dict.fromkeys(names, blank)) == [ENTRY]


def test_what_cannot_be_read_is_told_together(query, tmp_path):
    (tmp_path / "large.csv").write_bytes(b"")
    with open(tmp_path / "large.csv", "r+b") as file:
        file.truncate(50_000_000)
    (tmp_path / "directory.csv").mkdir()
    (tmp_path / "encrypted.csv").write_bytes(b"$ANSIBLE_VAULT;1.1;AES256\n3132\n")
    with pytest.raises(AnsibleError) as raised:
        query("large.csv", "directory.csv", "encrypted.csv", "missing.csv", entries=[{}])
    problems = str(raised.value)
    assert "large.csv: it is larger than 10 MB, the maximum size." in problems
    assert "directory.csv: it cannot be read: Is a directory." in problems
    assert "encrypted.csv: it cannot be read: " in problems
    assert "missing.csv: it cannot be read: No such file or directory." in problems
    assert "vacations, entry 1: identity: it is missing." in problems


def test_a_pattern_that_is_none(query):
    with pytest.raises(AnsibleError, match="summary_pattern is not a regular expression"):
        query(summary_pattern="(")


@pytest.mark.parametrize("name", ["\0.csv", "a\nb.csv", "x" * 5000 + ".csv", "../../\u202e.csv", "\ud800.csv", "", "."])
def test_names_of_files_that_are_none(query, name):
    with pytest.raises(AnsibleError, match=r"it cannot be read|the name must end with"):
        query(name)


@pytest.mark.parametrize("days", [10**9, -(10**9), -1])
def test_a_horizon_out_of_all_bounds(query, tmp_path, days):
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20261204", "END:VEVENT", "END:VCALENDAR"]
    (tmp_path / "a.ics").write_text("\r\n".join(lines))
    with pytest.raises(AnsibleError, match="horizon_days"):
        query("a.ics", horizon_days=days)


def test_a_mistake_is_told_once(query):
    """Ansible would add the message of a chained error to that of the lookup."""
    with pytest.raises(AnsibleLookupError, match=r"^summary_pattern is not a regular expression: [^:]+$") as caught:
        query(summary_pattern="(")
    assert caught.value.__cause__ is None


def test_a_bug_goes_to_ansible_as_it_is(query, monkeypatch, tmp_path):
    """Which chains it, and shows its traceback if ANSIBLE_DISPLAY_TRACEBACK is set."""
    monkeypatch.setattr(VacationReader, "read_file", lambda *unused: 1 // 0)
    (tmp_path / "a.csv").write_text(TABLE)
    for return_problems in (False, True):
        with pytest.raises(ZeroDivisionError):
            query("a.csv", return_problems=return_problems)
