# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import Key
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import (
    Declaration,
    group_by_key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


def declared(identity, target, start=None, end=None, types=("T",), label=None):
    days = (None if number is None else NOW + timedelta(days=number) for number in (start, end))
    return Declaration(label or identity, identity, types, target, Window(*days))


def problems(*entries, held=(), zone=None):
    with pytest.raises(InvalidInput) as caught:
        group_by_key(entries, held, NOW, zone)
    return caught.value.message


def test_the_windows_of_a_key_are_sorted_by_start_and_one_without_a_start_is_first():
    entries = [
        declared("a", "x", 20, 30),
        declared("a", "y", None, 5),
        declared("a", "z", 5, 20),
        declared("b", "x", 1, None, types=("T", "U")),
    ]
    present, absent = group_by_key(entries, [], NOW)
    assert {key: [entry.target_id for entry in found] for key, found in present.items()} == {
        Key("a", "T"): ["y", "z", "x"],
        Key("b", "T"): ["x"],
        Key("b", "U"): ["x"],
    }
    assert absent == set()


def test_absence_of_all_work_types_means_those_that_the_tenant_has():
    held = [Key("a", "T"), Key("a", "U"), Key("b", "T")]
    entries = [declared("a", None, types=None), declared("c", None, types=("T",)), declared("d", None, types=None)]
    assert group_by_key(entries, held, NOW) == ({}, {Key("a", "T"), Key("a", "U"), Key("c", "T")})


def test_overlaps_quote_both_entries():
    one, other = (
        declared("a", "x", 1, 5, label="configs[0] (a)"),
        declared("a", "y", 4, 9, ("T", "U"), "configs[1] (a)"),
    )
    message = problems(other, one)
    assert "configs[0] (a) (from 2026-06-02 00:00Z until 2026-06-06 00:00Z)" in message
    assert "configs[1] (a) (from 2026-06-05 00:00Z until 2026-06-10 00:00Z) overlap for T." in message
    assert "2026-06-02 02:00+02:00" in problems(other, one, zone=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((1, 5), (5, 9), False),
        ((1, 6), (5, 9), True),
        ((1, None), (5, 9), True),
        ((None, 5), (5, 9), False),
        ((None, None), (5, 9), True),
        # An entry without a start begins now at the earliest.
        ((-30, -20), (None, 5), False),
        ((-30, 1), (None, 5), True),
        ((-30, -20), (-25, -10), True),
    ],
)
def test_windows_that_overlap_are_refused_and_those_that_only_touch_are_not(one, other, overlap):
    entries = [declared("a", "x", *one), declared("a", "y", *other)]
    if overlap:
        assert "overlap for T." in problems(*entries)
    else:
        assert len(group_by_key(entries, [], NOW).present[Key("a", "T")]) == 2


def test_other_people_and_other_work_types_overlap_with_nothing():
    entries = [declared("a", "x", 1, 5), declared("b", "x", 1, 5), declared("a", "x", 1, 5, types=("U",))]
    assert len(group_by_key(entries, [], NOW).present) == 3


@pytest.mark.parametrize("types", [("T",), None])
def test_present_and_absent_at_once_is_a_contradiction(types):
    message = problems(declared("a", "x", 1, 5, label="row 2"), declared("a", None, types=types, label="row 3"))
    assert "row 3 and row 2 contradict each other for T." in message
    entries = [declared("a", "x", 1, 5), declared("a", None, types=("U",))]
    assert group_by_key(entries, [], NOW).absent == {Key("a", "U")}


def test_nobody_covers_for_themselves_whatever_the_case_of_the_id():
    assert "row 2: work cannot be reassigned to the same identity." in problems(
        declared(Id("ab"), Id("AB"), types=("T", "U"), label="row 2")
    )


def test_all_problems_are_told_together_and_each_once_with_its_work_types():
    entries = [
        declared("a", "a", 1, 5),
        declared("b", "x", 1, 5, ("T", "U"), "row 2"),
        declared("b", None, types=("T", "U"), label="row 3"),
        declared("c", "x", 1, 5, ("T", "U"), "row 4"),
        declared("c", "y", 4, 9, ("T", "U"), "row 5"),
    ]
    message = problems(*entries)
    assert "a: work cannot be reassigned to the same identity." in message
    assert message.count("row 2") == message.count("row 4") == 1
    assert "contradict each other for T, U." in message and "overlap for T, U." in message
