# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timezone

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.chains import after_changes
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import Key
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.order import order_changes
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._reassignments.test_chains import (
    NOW,
    PEOPLE,
    TYPE,
    change,
    check,
    edges,
)


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
