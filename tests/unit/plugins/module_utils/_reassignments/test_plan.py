# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.chains import after_changes
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import (
    Declaration,
    Uncovered,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    GuardTripped,
    PlanOptions,
    change_key,
    make_plan,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id

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


def test_without_a_start_one_that_has_begun_is_kept_and_anything_else_begins_now():
    current = held(("a", "T", "x", -3, 5), ("b", "T", "x", 2, 5))
    result = plan([declared("a", "x", None, 9), declared("b", "x", None, 9), declared("c", "x", None, 9)], current)
    assert [change.after.window.start for change in result.changes] == [day(-3), NOW, NOW]


def test_a_start_in_the_future_is_never_adopted():
    """Such as an illness before a vacation that an earlier run has applied already."""
    christmas = declared("a", "x", 20, 30)
    result = plan([declared("a", "y", None, 5), christmas], held(("a", "T", "x", 20, 30)))
    (change,) = result.changes
    assert (change.action, change.after.target_id, change.after.window) == ("update", "y", window(0, 5))
    assert [conf.window for conf in result.deferred] == [christmas.window]
    assert (result.kept, result.replaced) == ([], [])
    (change,) = plan([declared("a", "x", None, None)], held(("a", "T", "x", 200, None))).changes
    assert change.after.window == window(0, None)


def test_an_unknown_start_that_the_service_does_not_tell_is_no_difference():
    current = {Key("a", "T"): Configuration(Key("a", "T"), "x", window(None, 5))}
    for start in (None, -2):
        assert plan([declared("a", "x", start, 5)], current).changes == []
        (change,) = plan([declared("a", "x", start, 6)], current).changes
        assert change.after.window == window(start or 0, 6)


def test_a_start_that_was_moved_a_little_is_kept():
    """Where the service refuses a start in the past, the reassignment begins a minute later than now."""
    current = held(("a", "T", "x", 60 / 86400, 5))
    assert plan([declared("a", "x", -1, 5)], current).changes == []
    assert plan([declared("a", "x", None, 5)], current).changes == []
    # But no start is kept that the declared window does not reach.
    (change,) = plan([declared("a", "x", None, 30 / 86400)], current).changes
    assert change.after.window.start == NOW


def test_starts_that_have_passed_are_equal():
    current = held(("a", "T", "x", -3, 5))
    assert plan([declared("a", "x", -1, 5)], current).changes == []
    (change,) = plan([declared("a", "x", -1, 6)], current).changes
    assert change.after.window == window(-3, 6)


# What the tenant holds, what is declared (target, start, end), and what comes of it with prune: none.
UNDECLARED = {
    # Kept, and the declared window waits:
    "active": (("x", -1, 5), ("y", 20, 30), "kept"),
    "active and permanent": (("x", -1, None), ("y", 20, 30), "kept"),
    "active, the start is not told": (("x", None, 5), ("y", 20, 30), "kept"),
    "active with the same cover": (("x", -1, 25), ("x", 20, 30), "kept"),
    "before the declared one": (("x", 5, 9), ("y", 20, 30), "kept"),
    "before it, and overlapping": (("x", 5, 25), ("y", 20, None), "kept"),
    "begun, and moved to later": (("x", -1, 30), ("x", 1, 30), "kept"),
    # Replaced, and told:
    "while the declared one is active": (("x", -1, 50), ("y", -2, 30), "replaced"),
    "while the declared one begins now": (("x", -1, 50), ("y", None, 30), "replaced"),
    "later, while the declared one is active": (("x", 40, 50), ("y", -2, 30), "replaced"),
    "later": (("x", 40, 50), ("y", 20, 30), "replaced"),
    "another one that begins at the same time": (("x", 20, 50), ("y", 20, 30), "replaced"),
    "longer with the same cover": (("x", 10, 50), ("x", 5, 30), "replaced"),
    "permanent, from later on": (("x", 40, None), ("y", 20, None), "replaced"),
    # Replaced, and nothing is lost:
    "the end was edited": (("x", 20, 40), ("x", 20, 30), "changed"),
    "the end was edited of an active one": (("x", -1, 40), ("x", -1, 30), "changed"),
    "the end was edited, the service began later": (("x", -1, 40), ("x", -3, 30), "changed"),
    "the cover was edited": (("x", 20, 30), ("y", 20, 30), "changed"),
    "the start was edited before it began": (("x", 10, 30), ("x", 20, 30), "changed"),
    "made permanent": (("x", -1, 5), ("x", -1, None), "changed"),
    "included in the declared one": (("x", 22, 25), ("x", 20, 30), "changed"),
    "ended": (("x", -9, -5), ("y", 20, 30), "changed"),
    "the same": (("x", 20, 30), ("x", 20, 30), "unchanged"),
}


def outcome(result):
    if result.kept or result.replaced:
        return "kept" if result.kept else "replaced"
    return "changed" if result.changes else "unchanged"


@pytest.mark.parametrize("case", UNDECLARED)
def test_what_the_tenant_holds_and_is_not_declared(case):
    existing, (target, start, end), expected = UNDECLARED[case]
    current = held(("a", "T", *existing))
    entry = declared("a", target, start, end)
    result = plan([entry], current)
    assert outcome(result) == expected
    (before,) = current.values()
    if expected == "kept":
        assert result.kept == [(before, result.deferred[0])] and result.changes == [] and result.unchanged == 1
        assert result.deferred == [Configuration(before.key, target, entry.window)]
    elif expected != "unchanged":
        (change,) = result.changes
        assert (change.action, change.before, change.after.target_id) == ("update", before, target)
        assert result.deferred == []
        assert result.replaced == ([(before, change.after)] if expected == "replaced" else [])
    for prune in ("listed", "all"):
        pruned = plan([entry], current, prune=prune)
        assert (pruned.kept, pruned.replaced, pruned.deferred) == ([], [], [])
        assert outcome(pruned) == ("unchanged" if expected == "unchanged" else "changed")


def test_all_that_waits_for_an_undeclared_window_is_deferred():
    entries = [declared("a", "y", 40, 50), declared("a", "x", 20, 30), declared("a", "z", -9, -5)]
    result = plan(entries, held(("a", "T", "w", -1, None)))
    assert [conf.target_id for conf in result.deferred] == ["y", "x"]
    assert [kept.deferred.target_id for kept in result.kept] == ["x"]
    assert [conf.target_id for conf in result.expired] == ["z"]


def test_a_declared_window_that_was_applied_gives_way_to_an_earlier_one():
    entries = [declared("a", "x", 20, 30), declared("a", "y", 5, 9)]
    result = plan(entries, held(("a", "T", "x", 20, 30)))
    assert [change.after.target_id for change in result.changes] == ["y"]
    assert (result.kept, result.replaced) == ([], [])


@pytest.mark.parametrize("target", ["x", "y"])
def test_an_entry_that_has_ended_does_not_declare_what_is_active(target):
    """Anna was away with the same cover before, or stays away longer than the file says."""
    entries = [declared("a", "x", -30, -20), declared("a", "y", 20, 30)]
    result = plan(entries, held(("a", "T", target, -25, 10)))
    assert result.changes == [] and len(result.kept) == 1


def test_each_configuration_names_the_entry_that_declares_it():
    entries = [
        declared("a", "x", None, 5, label="row 1"),
        declared("a", "y", 20, 30, label="row 2"),
        declared("a", "z", -9, -5, label="row 3"),
    ]
    result = plan(entries)
    found = [*result.deferred, *result.expired, *(change.after for change in result.changes)]
    assert [result.sources[conf] for conf in found] == ["row 2", "row 3", "row 1"]


def test_ids_are_compared_without_case_and_sent_as_the_service_writes_them():
    current = {Key(Id("AB"), "T"): Configuration(Key(Id("AB"), "T"), Id("CD"), window(-1, 5))}

    def entry(target, end):
        return Declaration("a", Id("ab"), ("T",), target and Id(target), window(-1, end))

    for prune in ("none", "listed", "all"):
        assert plan([entry("cd", 5)], current, prune=prune).changes == []
        (change,) = plan([entry("cd", 6)], current, prune=prune).changes
        assert (str(change.after.key.identity_id), str(change.after.target_id)) == ("AB", "CD")
        (change,) = plan([entry("ef", 5)], current, prune=prune).changes
        assert (change.action, str(change.after.key.identity_id), change.after.target_id) == ("update", "AB", "EF")
        assert actions(plan([entry(None, 5)], current, prune=prune)) == [("delete", "AB", "T")]
    with pytest.raises(InvalidInput, match="same identity"):
        plan([entry("AB", 5)])


def test_who_could_not_be_read_is_left_out_and_named():
    error = ServiceError("refused", status_code=403)
    entries = [
        declared("a", "x", 1, 5),
        declared("a", "y", 9, 12),
        declared("b", None),
        declared("c", None, types=None),
        declared("d", "x", 1, 5),
    ]
    unreadable = dict.fromkeys("abc", error)
    result = make_plan(entries, held(("a", "U", "x", -1, 5)), NOW, PlanOptions(prune="listed"), unreadable)
    assert actions(result) == [("create", "d", "T")]
    assert result.unreadable == unreadable
    assert [(each.action, *change_key(each)) for each in result.not_planned] == [
        ("create", "a", "T"),
        ("delete", "b", "T"),
        ("delete", "c", ""),
    ]
    assert all(each.before is None for each in result.not_planned)
    assert result.not_planned[0].after.target_id == "x" and result.not_planned[1].after is None
    assert [conf.target_id for conf in result.deferred] == ["y"]
    assert result.sources[result.not_planned[0].after] == "a"


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


def test_a_guard_that_trips_has_the_plan():
    for options in ({"max_changes": 0}, {"max_deletes": 0}):
        with pytest.raises(GuardTripped) as caught:
            plan([declared("b", None)], held(("b", "T", "x", -1, 5)), **options)
        assert actions(caught.value.plan) == [("delete", "b", "T")]


@pytest.mark.parametrize("prune", ["listed", "all"])
@pytest.mark.parametrize(
    "held_number, pruned, refused",
    [(30, 9, False), (30, 10, False), (20, 11, True), (36, 11, True), (37, 11, False), (11, 11, True), (10, 10, False)],
)
def test_prune_does_not_remove_much_of_what_there_is_without_being_told_so(prune, held_number, pruned, refused):
    types = [f"T{number}" for number in range(held_number)]
    current = held(*(("a", config_type, "x", -1, 5) for config_type in types))
    entries = [
        declared("a", "x", -1, 5, types=types[pruned:]) if pruned < held_number else declared("a", None, types=())
    ]
    if refused:
        with pytest.raises(GuardTripped, match=f"too much: {pruned} of the {held_number}") as caught:
            plan(entries, current, prune=prune)
        assert len(caught.value.plan.changes) == pruned
        assert f"max_deletes to {pruned}" in caught.value.hint
    else:
        assert len(plan(entries, current, prune=prune).changes) == pruned
    assert len(plan(entries, current, prune=prune, max_deletes=pruned).changes) == pruned


def test_the_limit_of_prune_counts_what_it_can_reach():
    others = [(f"o{number}", "T", "x", -1, 5) for number in range(100)]
    mine = [("a", f"T{number}", "x", -1, 5) for number in range(12)]
    entries = [declared("a", "x", -1, 5, types=["T0"])]
    with pytest.raises(GuardTripped, match="11 of the 12 reassignments that the listed identities have"):
        plan(entries, held(*others, *mine), prune="listed")
    # What is declared absent, or only ended, is not removed by prune.
    absent = [declared("a", None, types=None)]
    assert len(plan(absent, held(*others, *mine), prune="listed").changes) == 12


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


@pytest.mark.parametrize("prune", ["none", "listed", "all"])
def test_nothing_is_pruned_of_those_whom_nobody_covers(prune):
    """Whatever is declared for them besides, and however much that is; of others everything is."""
    current = held(*((f"p{number}", "T", "x", -1, 5) for number in range(40)), ("b", "T", "x", -1, 5))
    uncovered = [Uncovered(f"p{number}", f"p{number}", None, window(-1, 5)) for number in range(40)]
    entries = [declared("p0", "y", 10, 20), declared("b", "y", 10, 20)]
    found = make_plan(entries, current, NOW, PlanOptions(prune), uncovered=uncovered)
    assert actions(found) == ([] if prune == "none" else [("update", "b", "T")])
    assert [kept.existing.key.identity_id for kept in found.kept] == (["b", "p0"] if prune == "none" else ["p0"])


def test_an_absence_without_a_cover_contradicts_presence():
    away = Uncovered("row 2", "a", ("T",), window(1, 5))
    for types, problem in ((("T", "U"), True), (("U",), False), (None, True)):
        entries = [declared("a", None, types=types, label="row 1"), declared("b", None, label="row 3")]
        if problem:
            with pytest.raises(InvalidInput, match=r"^row 1 and row 2 contradict each other\.$"):
                make_plan(entries, {}, NOW, PlanOptions(), uncovered=[away])
        else:
            make_plan(entries, {}, NOW, PlanOptions(), uncovered=[away])
