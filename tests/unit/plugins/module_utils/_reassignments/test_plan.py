# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.chains import after_changes
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    Configuration,
    Declaration,
    Key,
    PlanOptions,
    make_plan,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


def day(number):
    return NOW + timedelta(days=number)


def window(start, end):
    return Window(None if start is None else day(start), None if end is None else day(end))


def declared(identity, target, start=None, end=None, types=("T",), label=None):
    return Declaration(label or identity, identity, types, target, window(start, end))


def held(*rows):
    return {
        Key(identity, config_type): Configuration(Key(identity, config_type), target, window(start, end))
        for identity, config_type, target, start, end in rows
    }


def actions(plan):
    return [(change.action, *(change.after or change.before).key) for change in plan.changes]


def plan(declarations, current=None, **options):
    return make_plan(declarations, current or {}, NOW, PlanOptions(**options))


def test_create_update_unchanged_and_delete():
    current = held(("b", "T", "x", -1, 5), ("c", "T", "x", -1, 5), ("d", "T", "x", -1, 5))
    result = plan(
        [
            declared("a", "x", -1, 5),
            declared("b", "y", -1, 5),
            declared("c", "x", -1, 5),
            declared("d", None),
            declared("e", None),
        ],
        current,
    )
    assert actions(result) == [("create", "a", "T"), ("update", "b", "T"), ("delete", "d", "T")]
    assert result.unchanged == 2


def test_a_missing_start_keeps_the_existing_one_and_else_means_now():
    current = held(("a", "T", "x", -3, 5), ("b", "T", "x", 2, 5))
    result = plan([declared("a", "x", None, 9), declared("b", "x", None, 9), declared("c", "x", None, 9)], current)
    assert [change.after.window.start for change in result.changes] == [day(-3), day(2), NOW]


def test_an_end_before_the_start_that_is_kept_is_an_error():
    with pytest.raises(InvalidInput, match=r"the existing start .* is kept"):
        plan([declared("a", "x", None, 1)], held(("a", "T", "x", 2, 5)))


def test_starts_that_have_passed_are_equal():
    current = held(("a", "T", "x", -3, 5))
    assert plan([declared("a", "x", -1, 5)], current).changes == []
    (change,) = plan([declared("a", "x", -1, 6)], current).changes
    assert change.after.window == window(-3, 6)
    (change,) = plan([declared("a", "x", 1, 5)], current).changes
    assert change.after.window == window(1, 5)


def test_an_existing_one_that_has_ended_is_updated():
    (change,) = plan([declared("a", "x", 1, 5)], held(("a", "T", "x", -5, -1))).changes
    assert change.action == "update"


@pytest.mark.parametrize("start", [None, -2])
def test_what_has_ended_has_no_start_to_keep(start):
    (change,) = plan([declared("a", "y", start, 5)], held(("a", "T", "x", -400, -390))).changes
    assert change.after.window == window(start or 0, 5)


def test_what_has_ended_does_not_overlap_with_what_begins_now():
    result = plan([declared("a", "x", -30, -20), declared("a", "y", None, 5)])
    assert actions(result) == [("create", "a", "T")] and len(result.expired) == 1


def test_of_several_windows_the_active_one_else_the_next_is_applied():
    windows = [declared("a", "x", -9, -5), declared("a", "y", 20, 25), declared("a", "z", 5, 9)]
    result = plan(windows)
    assert [change.after.target_id for change in result.changes] == ["z"]
    assert [conf.target_id for conf in result.deferred] == ["y"]
    assert [conf.target_id for conf in result.expired] == ["x"]
    result = plan([*windows, declared("a", "w", -1, 1)])
    assert [change.after.target_id for change in result.changes] == ["w"]


def test_overlaps_quote_both_entries():
    with pytest.raises(InvalidInput) as caught:
        plan([declared("a", "x", 1, 5, label="configs[0] (a)"), declared("a", "y", 4, 9, label="configs[1] (a)")])
    assert "configs[0] (a) (2026-06-02T00:00:00Z to 2026-06-06T00:00:00Z)" in caught.value.message
    assert "configs[1] (a) (2026-06-05T00:00:00Z to 2026-06-10T00:00:00Z) overlap for T" in caught.value.message


def test_problems_are_told_together():
    with pytest.raises(InvalidInput) as caught:
        plan([declared("a", "a", 1, 5), declared("b", "x", 1, 5), declared("b", None)])
    assert "a: work cannot be reassigned to the same identity." in caught.value.message
    assert "contradict each other for T" in caught.value.message


def test_absent_without_types_removes_what_is_there():
    current = held(("a", "T", "x", -1, 5), ("a", "U", "x", -5, -1), ("b", "T", "x", -1, 5))
    assert actions(plan([declared("a", None, types=None)], current)) == [("delete", "a", "T"), ("delete", "a", "U")]


CURRENT = (
    ("a", "T", "x", -1, 5),
    ("a", "U", "x", -1, 5),
    ("b", "T", "x", -1, 5),
)


@pytest.mark.parametrize(
    "prune, deleted",
    [
        ("none", []),
        ("listed", [("delete", "a", "U")]),
        ("all", [("delete", "a", "U"), ("delete", "b", "T")]),
    ],
)
def test_prune(prune, deleted):
    assert actions(plan([declared("a", "x", -1, 5)], held(*CURRENT), prune=prune)) == deleted


def test_leftovers_of_ended_windows():
    ended = [declared("a", "x", -9, -5)]
    expired, other = held(("a", "T", "x", -9, -5)), held(("a", "T", "y", -2, 5))
    assert actions(plan(ended, expired)) == []
    assert actions(plan(ended, expired, prune="listed")) == []
    assert actions(plan(ended, expired, on_expired="remove")) == [("delete", "a", "T")]
    assert actions(plan(ended, other, on_expired="remove")) == []
    assert actions(plan(ended, other, prune="listed")) == [("delete", "a", "T")]


def test_guards():
    declarations = [declared("a", "x", 1, 5), declared("b", None)]
    current = held(("b", "T", "x", -1, 5))
    assert len(plan(declarations, current, max_changes=2, max_deletes=1).changes) == 2
    with pytest.raises(InvalidInput, match="2 changes, more than max_changes"):
        plan(declarations, current, max_changes=1)
    with pytest.raises(InvalidInput, match="1 deletions, more than max_deletes"):
        plan(declarations, current, max_deletes=0)


PEOPLE, TYPES = list("abcde"), ["T", "U"]
spans = st.tuples(st.none() | st.integers(-20, 20), st.none() | st.integers(1, 20)).map(
    lambda pair: (pair[0], None if pair[1] is None else (pair[0] or 0) + pair[1])
)


@st.composite
def tenants(draw):
    keys = draw(st.sets(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(TYPES))))
    rows = []
    for identity, config_type in sorted(keys):
        start, end = draw(spans)
        rows.append((identity, config_type, draw(st.sampled_from("xyz")), start or 0, end))
    return held(*rows)


@st.composite
def declarations(draw):
    """Up to three windows in a row for each of some identities and types, or their absence."""
    found = []
    for identity in draw(st.sets(st.sampled_from(PEOPLE))):
        if draw(st.booleans()):
            found.append(declared(identity, None, types=draw(st.sampled_from([None, ("T",), ("T", "U")]))))
            continue
        at = draw(st.integers(-40, 20))
        types = draw(st.sampled_from([("T",), ("U",), ("T", "U")]))
        for unused in range(draw(st.integers(1, 3))):
            end = at + draw(st.integers(1, 20))
            found.append(declared(identity, draw(st.sampled_from("xyz")), at, end, types=types))
            at = end + draw(st.integers(0, 5))
    return found


options = st.fixed_dictionaries(
    {"prune": st.sampled_from(["none", "listed", "all"]), "on_expired": st.sampled_from(["ignore", "remove"])}
)


@given(declarations(), tenants(), options)
def test_a_plan_reaches_what_is_declared_and_no_more(entries, current, chosen):
    result = plan(entries, current, **chosen)
    final = after_changes(current, result.changes)
    assert plan(entries, final, **chosen).changes == []
    assert actions(result) == actions(plan(entries[::-1], current, **chosen))

    named = {entry.identity_id for entry in entries}
    for change in result.changes:
        assert change.before == current.get((change.before or change.after).key)
        assert change.before != change.after
        if change.action == "delete" and chosen["prune"] != "all":
            assert change.before.key.identity_id in named
    mentioned = {
        Key(entry.identity_id, config_type) for entry in entries for config_type in entry.config_types or TYPES
    }
    if chosen["prune"] == "none":
        assert {key: conf for key, conf in current.items() if key not in mentioned} == {
            key: conf for key, conf in final.items() if key not in mentioned
        }
    for entry in entries:
        if entry.target_id and entry.window.start <= NOW and not entry.window.has_ended(NOW):
            for config_type in entry.config_types:
                conf = final[Key(entry.identity_id, config_type)]
                assert (conf.target_id, conf.window.end) == (entry.target_id, entry.window.end)
                assert conf.window.status(NOW) == "active"
        if entry.target_id is None:
            assert not any(Key(entry.identity_id, config_type) in final for config_type in entry.config_types or TYPES)


@given(declarations(), tenants(), options, st.integers(0, 5), st.integers(0, 5))
def test_guards_hold(entries, current, chosen, max_changes, max_deletes):
    try:
        result = plan(entries, current, **chosen, max_changes=max_changes, max_deletes=max_deletes)
    except InvalidInput:
        found = plan(entries, current, **chosen).changes
        assert len(found) > max_changes or sum(each.action == "delete" for each in found) > max_deletes
    else:
        assert len(result.changes) <= max_changes
        assert sum(change.action == "delete" for change in result.changes) <= max_deletes
