# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timezone

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.chains import (
    after_changes,
    check_chains,
    next_unknown,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.order import order_changes
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

TYPE = "CERTIFICATIONS"
NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)
ALWAYS = Window(NOW, None)


def edge(source, target, window=ALWAYS):
    return Configuration(Key(source, TYPE), target, window)


def edges(*pairs):
    return {conf.key: conf for conf in (edge(source, target) for source, target in pairs)}


def change(current, source, target, window=ALWAYS):
    before = current.get(Key(source, TYPE))
    after = edge(source, target, window) if target else None
    action = "delete" if after is None else "update" if before else "create"
    return Change(action, before, after)


def check(current, *changes):
    return check_chains(after_changes(current, changes), changes, NOW, str.upper)


def test_a_loop_names_the_people_in_order():
    current = edges(("b", "c"), ("c", "a"))
    problems = check(current, change(current, "a", "b"))
    assert problems.loops == [f"{TYPE}: A → B → C → A."]


def test_a_loop_of_two_changes_is_told_once():
    problems = check({}, change({}, "a", "b"), change({}, "b", "a"))
    assert len(problems.loops) == 1


def test_a_loop_of_another_work_type_is_none():
    current = {Key("b", "MANUAL_TASKS"): Configuration(Key("b", "MANUAL_TASKS"), "a", ALWAYS)}
    assert check(current, change(current, "a", "b")) == ([], [])


def test_windows_that_never_overlap_make_no_loop():
    summer = Window(datetime(2026, 7, 1, tzinfo=timezone.utc), datetime(2026, 8, 1, tzinfo=timezone.utc))
    autumn = Window(datetime(2026, 9, 1, tzinfo=timezone.utc), datetime(2026, 10, 1, tzinfo=timezone.utc))
    assert check({}, change({}, "a", "b", summer), change({}, "b", "a", autumn)) == ([], [])


def test_what_has_ended_makes_no_loop():
    ended = Window(datetime(2026, 1, 1, tzinfo=timezone.utc), datetime(2026, 2, 1, tzinfo=timezone.utc))
    current = {Key("b", TYPE): edge("b", "a", ended)}
    assert check(current, change(current, "a", "b", Window(None, None))) == ([], [])


def test_somebody_who_is_away_is_told():
    current = edges(("b", "c"))
    (problem,) = check(current, change(current, "a", "b")).others
    assert "B, who covers for A, is absent at the same time; the work is passed on: A → B → C." in problem


def test_somebody_who_goes_away_although_others_rely_on_them_is_told():
    current = edges(("a", "b"), ("z", "a"))
    (problem,) = check(current, change(current, "b", "c")).others
    assert "B, who covers for A, is absent at the same time; the work is passed on: A → B → C." in problem


def test_what_is_the_same_for_several_work_types_is_told_once():
    def of_type(config_type, identity, target):
        return Change("create", None, Configuration(Key(identity, config_type), target, Window(None, None)))

    types = ("T1", "T2", "T3")
    loop = [of_type(one, *pair) for one in types for pair in (("a", "b"), ("b", "a"))]
    assert check({}, *loop).loops == ["T1, T2, T3: A → B → A."]
    chain = [of_type(one, *pair) for one in types for pair in zip("abcdef", "bcdefg")]
    problems = check({}, *chain).others
    assert all(problem.startswith("T1, T2, T3: ") for problem in problems) and len(problems) == 6


def test_a_chain_that_becomes_too_deep_is_told_wherever_the_change_is():
    whole = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("f", "g")]
    for new in whole:
        current = edges(*(pair for pair in whole if pair != new))
        problems = check(current, change(current, *new)).others
        assert any("A → B → C → D → E → F → G is deeper than 5" in problem for problem in problems), new
    shorter = whole[:-1]
    current = edges(*shorter[1:])
    assert not any("deeper" in problem for problem in check(current, change(current, "a", "b")).others)


def test_only_those_who_decide_how_a_chain_goes_on_are_unknown():
    current = edges(("b", "c"), ("x", "y"))
    changes = [change(current, "a", "b"), change(current, "x", None)]
    final = after_changes(current, changes)
    assert next_unknown(final, changes, {"a", "b"}) == {"c"}
    assert next_unknown(final, changes, {"a", "b", "c"}) == set()


class StrictService:
    """Refuses every write that closes a loop with what it holds, whatever the windows."""

    def __init__(self, current):
        self.held = dict(current)

    def write(self, change):
        if change.after is None:
            del self.held[change.before.key]
            return
        key, target = change.after.key, change.after.target_id
        seen = target
        while seen != key.identity_id and Key(seen, key.config_type) in self.held:
            seen = self.held[Key(seen, key.config_type)].target_id
        assert seen != key.identity_id, f"refused: {change.after}"
        self.held[key] = change.after


def apply_in_waves(current, changes, shuffle=lambda wave: wave):
    service = StrictService(current)
    waves = order_changes(current, changes, NOW)
    assert sorted(map(id, changes)) == sorted(id(change) for wave in waves for change in wave)
    for wave in waves:
        for each in shuffle(wave):
            service.write(each)
    assert service.held == after_changes(current, changes)
    return waves


def test_a_swap_is_written_without_a_loop_in_between():
    current = edges(("a", "b"))
    apply_in_waves(current, [change(current, "a", None), change(current, "b", "a")])
    apply_in_waves(current, [change(current, "a", "c"), change(current, "b", "a")])


def test_a_rotation_of_three():
    current = edges(("a", "b"), ("b", "c"))
    changes = [change(current, "a", None), change(current, "b", "a"), change(current, "c", "b")]
    apply_in_waves(current, changes, shuffle=reversed)


def test_a_swap_in_the_middle_of_a_long_chain():
    people = [f"p{number:02}" for number in range(40)]
    current = edges(*zip(people, people[1:]))
    new_order = people[:19] + [people[20], people[19]] + people[21:]
    wanted = dict(zip(new_order, new_order[1:]))
    changes = [
        change(current, source, wanted.get(source))
        for source in people
        if wanted.get(source) != (current[Key(source, TYPE)].target_id if Key(source, TYPE) in current else None)
    ]
    apply_in_waves(current, changes)
    apply_in_waves(current, changes, shuffle=reversed)


def test_a_reversed_chain():
    people = [f"p{number:02}" for number in range(30)]
    current = edges(*zip(people, people[1:]))
    changes = [change(current, people[0], None)]
    changes += [change(current, later, earlier) for earlier, later in zip(people, people[1:])]
    apply_in_waves(current, changes, shuffle=reversed)


def test_changes_that_do_not_touch_each_other_are_one_wave():
    current = {}
    waves = order_changes(current, [change(current, f"a{n}", "boss") for n in range(50)], NOW)
    assert [len(wave) for wave in waves] == [50]


def test_a_loop_whose_windows_never_overlap_is_still_written():
    summer = Window(datetime(2026, 7, 1, tzinfo=timezone.utc), datetime(2026, 8, 1, tzinfo=timezone.utc))
    autumn = Window(datetime(2026, 9, 1, tzinfo=timezone.utc), datetime(2026, 10, 1, tzinfo=timezone.utc))
    changes = [change({}, "a", "b", summer), change({}, "b", "a", autumn)]
    assert sum(len(wave) for wave in order_changes({}, changes, NOW)) == 2


def test_what_is_over_is_in_nobodys_way():
    """Where the service looks at the windows, a cover that has ended closes no loop."""
    over = Window(datetime(2026, 5, 1, tzinfo=timezone.utc), NOW)
    later = Window(datetime(2026, 6, 2, tzinfo=timezone.utc), datetime(2026, 6, 3, tzinfo=timezone.utc))
    begun = Window(datetime(2026, 5, 20, tzinfo=timezone.utc), None)
    current = dict((*edges(("c", "b")).items(), *edges(("b", "a")).items()))
    current = {
        Key("c", TYPE): current[Key("c", TYPE)]._replace(window=over),
        Key("b", TYPE): current[Key("b", TYPE)]._replace(window=later),
    }
    first, second = change(current, "a", "b", begun), change(current, "b", "c", begun)
    assert order_changes(current, [first, second], NOW) == [[second], [first]]


@st.composite
def forests(draw, people):
    """Edges without a loop: everybody's cover comes later in a random order."""
    order = draw(st.permutations(people))
    found = {}
    for place, person in enumerate(order[:-1]):
        if draw(st.booleans()):
            found[person] = draw(st.sampled_from(order[place + 1 :]))
    return found


PEOPLE = list("abcdefghij")


@given(forests(PEOPLE), forests(PEOPLE), st.randoms(use_true_random=False))
def test_every_legal_state_is_reached_from_every_other(before, after, random):
    current = edges(*before.items())
    changes = [
        change(current, person, after.get(person)) for person in PEOPLE if before.get(person) != after.get(person)
    ]
    assert check(current, *changes).loops == []

    def shuffled(wave):
        wave = list(wave)
        random.shuffle(wave)
        return wave

    apply_in_waves(current, changes, shuffled)


@given(st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)))
def test_a_loop_is_found_if_and_only_if_there_is_one(wanted):
    wanted = {source: target for source, target in wanted.items() if source != target}
    changes = [change({}, source, target) for source, target in wanted.items()]

    def on_a_loop(person):
        seen = wanted.get(person)
        for unused in range(len(PEOPLE)):
            if seen is None or seen == person:
                break
            seen = wanted.get(seen)
        return seen == person

    assert bool(check({}, *changes).loops) == any(map(on_a_loop, wanted))
