# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal import (
    GONE,
    INTENDED,
    NOT_MOVED,
    RETURNED,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._report.history import read_history
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._waiting_work.test_journal import (
    NOW,
    handover,
)

LATER = NOW + timedelta(hours=5)


def history(*handovers):
    lines = [one.line(one.until or one.since) for one in handovers]
    return read_history("".join(f"{line}\n" for line in lines), "j.jsonl")


def test_what_one_line_holds():
    moved = replace(handover("1"), item=Reference("1", "Badge"), giver=Reference("anna", "Anna Berg"))
    (line,) = history(moved, moved.settled(RETURNED, LATER))
    assert line == {
        "item": {"id": "1", "name": "Badge"},
        "queue": "work_items",
        "config_type": "MANUAL_TASKS",
        "from": {"id": "anna", "name": "Anna Berg"},
        "to": {"id": "bruno", "name": None},
        "since": "2026-11-02T00:00:00Z",
        "until": "2026-11-02T05:00:00Z",
        "state": "returned",
    }


@pytest.mark.parametrize("status", [INTENDED, "done"])
def test_what_is_still_with_the_cover_has_no_end(status):
    (line,) = history(handover("1", status=status))
    assert (line["state"], line["until"]) == ("open", None)


def test_what_is_open_comes_first_and_then_the_latest():
    made = history(
        handover("gone").settled(GONE, LATER),
        handover("returned").settled(RETURNED, LATER),
        handover("older"),
        replace(handover("newer"), since=LATER),
    )
    assert [line["item"]["id"] for line in made] == ["newer", "older", "returned", "gone"]


def test_what_never_moved_is_no_history():
    assert history(handover("1").settled(NOT_MOVED, LATER)) == []


@pytest.mark.parametrize("content", ["", "\n", " \n\n", '{"format": 1, "time'])
def test_a_journal_without_a_whole_line(content):
    assert read_history(content, "j.jsonl") == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("x\n", "line 1: it is not valid JSON"),
        ("\ud83c\n", "line 1: it is not valid JSON"),  # half a character, as Ansible reads what is not UTF-8
        ("\n[]\n", "line 2: it is not a JSON object"),
        ('{"format": 9}\n', "newer release"),
    ],
)
def test_what_is_no_journal(content, problem):
    with pytest.raises(InvalidInput, match=problem) as caught:
        read_history(content, "j.jsonl")
    assert "j.jsonl" in caught.value.message
