# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments import yaml_entries
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tables import TableOptions
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.yaml_entries import read_yaml
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

PLAIN = TableOptions()


@pytest.fixture(params=[True, False], ids=["C parser", "Python parser"])
def parser(request, monkeypatch):
    """PyYAML as it is, and without its parser in C."""
    monkeypatch.setattr(yaml_entries.yaml, "__with_libyaml__", request.param and yaml_entries.yaml.__with_libyaml__)


@pytest.mark.usefixtures("parser")
def test_values_are_taken_as_they_are_written():
    text = """
        - {identity: 012345, reassign_to: NO, start: 2026-12-21 08:00:00 +01:00, end: 2026-12-24T08:00}
        - identity: 1e3
          reassign_to: ~
          first_day: 2026-12-21
          permanent: yes
          config_types: [CERTIFICATIONS, MANUAL_TASKS]
    """
    first, second = read_yaml(text, PLAIN)
    assert first.place == "entry 1 (line 2)"
    assert first.fields == {
        "identity": "012345",
        "reassign_to": "NO",
        "start": "2026-12-21 08:00:00 +01:00",
        "end": "2026-12-24T08:00",
    }
    assert second.place == "entry 2 (line 3)"
    assert second.fields == {
        "identity": "1e3",
        "reassign_to": "",
        "first_day": "2026-12-21",
        "permanent": "yes",
        "config_types": ["CERTIFICATIONS", "MANUAL_TASKS"],
    }


@pytest.mark.usefixtures("parser")
def test_list_below_a_key():
    assert [
        row.fields["identity"] for row in read_yaml("---\nvacations:\n  - identity: a\n  - identity: b\n", PLAIN)
    ] == [
        "a",
        "b",
    ]
    assert read_yaml('{"vacations": [{"identity": "a", "permanent": true}]}', PLAIN)[0].fields["permanent"] == "true"
    assert read_yaml("[]", PLAIN) == []


@pytest.mark.usefixtures("parser")
def test_anchors():
    text = """
        - &first {identity: a, reassign_to: c, last_day: 2026-12-24}
        - <<: *first
          identity: b
    """
    assert read_yaml(text, PLAIN)[1].fields == {"identity": "b", "reassign_to": "c", "last_day": "2026-12-24"}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{identity: a, delegate: b}", "unknown key 'delegate'."),
        ("{identity: a, identity: b}", "identity: duplicate key."),
        ("{identity: {name: a}}", "identity: it must be a text."),
        ("{config_types: [[a]]}", "config_types: it must be a text."),
        ("{config_types: [{}]}", "config_types: it must be a text."),
        ("{identity: !vault abc}", "identity: it must be a text."),
        ("anna.berg", "it must be a mapping"),
        ("[a, b]", "it must be a mapping"),
    ],
)
def test_entries_that_cannot_be_understood(entry, problem):
    good, bad = read_yaml(f"- identity: x\n- {entry}\n", PLAIN)
    assert not good.problems
    assert bad.place == "entry 2 (line 2)"
    assert bad.problems[0].startswith(problem)


def test_keys_that_do_not_matter():
    text = "- {identity: a, reassign_to: b, end: 5, cost_centre: 1, comment: {more: [than, a, text]}, _note: ~}"
    (row,) = read_yaml(text, TableOptions(ignored=("Cost Centre", "comment")))
    assert (row.fields, row.problems) == ({"identity": "a", "reassign_to": "b", "end": "5"}, [])


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "it is empty."),
        ("# nothing\n", "it is empty."),
        ("anna.berg", "it must contain a list"),
        ("people: []", "it must contain a list"),
        ("vacations: {}", "it must contain a list"),
        ("vacations: []\nmore: 1", "it must contain a list"),
        ("- a\n- {b", r"line [23]: this is not YAML"),
        ("- a\n---\n- b\n", "line 2: this is not YAML"),
        ("- a\n\t- b", "line 2: this is not YAML"),
        ("- \x07", "this is not YAML"),
        ("- {a: b}\n- <<: *b", "line 2: this is not YAML"),
        ("vacations:\n- a\nmore:\n- {", "it must contain a list"),
        ("[" * 5000, r"it is nested too deeply\.|line 1: .* nesting depth"),
    ],
)
def test_text_that_cannot_be_understood(text, expected):
    with pytest.raises(InvalidInput) as raised:
        read_yaml(text, PLAIN)
    assert re.match(expected, raised.value.message)


@pytest.mark.usefixtures("parser")
def test_aliases_of_aliases_are_not_expanded():
    lines = ["- _0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"  _{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    (row,) = read_yaml("\n".join([*lines, "  config_types: *a29"]), PLAIN)
    assert row.problems == ["config_types: it must be a text."]


def test_the_library_can_be_missing(monkeypatch):
    monkeypatch.setattr(yaml_entries, "_unusable", ModuleNotFoundError("No module named yaml", name="yaml"))
    with pytest.raises(InvalidInput, match="PyYAML"):
        read_yaml("[]", PLAIN)
