# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine import shorten
from ansible_collections.community.sailpoint.plugins.module_utils._engine.shorten import shortened


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(shorten, "LONGEST_LIST", 3)
    monkeypatch.setattr(shorten, "LONGEST_DIFF", 2)


def result(statuses, **more):
    changes = [{"id": number, "status": status} for number, status in enumerate(statuses)]
    return {"changed": True, "changes": changes, "summary": {"create": 1}, "diff": {"before": {}, "after": {}}, **more}


def test_what_is_short_stays_as_it_is():
    whole = result(["applied"] * 3, notes=["a"], diff={"before": {"a": 1}, "after": {"b": 1}})
    assert shortened(whole) == whole


@pytest.mark.parametrize(
    "statuses, kept",
    [
        (["applied"] * 5, [0, 1, 2]),
        (["applied", "applied", "failed", "applied", "failed"], [0, 2, 4]),
        (["failed"] * 5, [0, 1, 2, 3, 4]),
        (["applied", "failed", "failed", "failed", "failed"], [1, 2, 3, 4]),
    ],
)
def test_changes_that_failed_are_never_left_out(statuses, kept):
    short = shortened(result(statuses))
    assert [change["id"] for change in short["changes"]] == kept
    assert short["omitted"] == {"changes": 5 - len(kept)}
    assert short["summary"] == {"create": 1}


def test_other_lists_and_the_diff_are_cut():
    diff = {"before": {"a": 1, "b": 1}, "after": {"a": 2, "c": 1, "d": 1}, "prepared": "Later.\n"}
    short = shortened(result(["applied"], notes=list("abcde"), diff=diff))
    assert short["notes"] == list("abc") and short["omitted"] == {"notes": 2}
    assert short["diff"] == {
        "before": {"a": 1, "b": 1},
        "after": {"a": 2},
        "prepared": "Later.\n2 more are not shown.\n",
    }
