# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.hand_back import (
    Lists,
    evaluations_needed,
    plan_hand_backs,
    renamed_by,
    returned_by,
    review,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference, WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal import (
    DONE,
    GONE,
    INTENDED,
    NOT_MOVED,
    RETURNED,
    SETTLED,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import (
    HAND_BACK,
    Assignment,
    Facts,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._waiting_work.test_journal import (
    NOW,
    handover,
)

PEOPLE = ["anna", "bruno", "chloe", "daniel"]
ALL_READ = [("work_items", person) for person in PEOPLE]
TYPE = "MANUAL_TASKS"


def item(holder, id="1", **more):
    return WaitingItem("work_items", TYPE, id, holder, **more)


def look(opened, *items, read=ALL_READ, in_process=(), now=NOW):
    return review(opened, Lists(items, read), in_process, now)


def news(found):
    return [(one.giver.id, one.reason or one.status) for one in found.news]


#: From Anna to Bruno, and from him to Chloe.
CHAIN = [handover(giver="anna", receiver="bruno"), handover(giver="bruno", receiver="chloe")]


class TestReview:
    @pytest.mark.parametrize(
        ("holder", "expected", "held"),
        [
            ("bruno", [], 1),
            ("anna", [("anna", RETURNED)], 0),
            ("daniel", [("anna", GONE)], 0),
            (None, [("anna", GONE)], 0),
        ],
    )
    def test_where_it_is(self, holder, expected, held):
        found = look([handover()], *([item(holder)] if holder else []))
        assert (news(found), len(found.held)) == (expected, held)

    @pytest.mark.parametrize(
        ("holder", "expected", "held"),
        [
            ("chloe", [], 2),
            ("bruno", [("bruno", RETURNED)], 1),
            ("anna", [("anna", RETURNED), ("bruno", RETURNED)], 0),
            ("daniel", [("anna", GONE), ("bruno", GONE)], 0),
        ],
    )
    def test_through_several_hands(self, holder, expected, held):
        found = look(CHAIN, item(holder))
        assert (news(found), sum(len(one.chain) for one in found.held)) == (expected, held)

    @pytest.mark.parametrize(
        ("holder", "expected"), [("bruno", [("anna", DONE)]), ("anna", [("anna", NOT_MOVED)]), (None, [])]
    )
    def test_what_was_only_intended(self, holder, expected):
        assert news(look([handover(status=INTENDED)], *([item(holder)] if holder else []))) == expected

    def test_what_the_service_is_working_on(self):
        intended = [handover(status=INTENDED)]
        assert look(intended, item("anna"), in_process={"1"}) == ([], [], [])
        assert look(intended, item("anna", in_process="FORWARDED")) == ([], [], [])

    def test_what_is_nowhere_may_be_on_its_way_for_a_day(self):
        intended = [handover(status=INTENDED)]
        assert news(look(intended, now=NOW + timedelta(hours=23))) == []
        assert news(look(intended, now=NOW + timedelta(hours=25))) == [("anna", GONE)]

    @pytest.mark.parametrize("person", ["anna", "bruno"])
    def test_what_could_not_be_read_stays(self, person):
        read = [one for one in ALL_READ if one[1] != person]
        assert look([handover()], read=read) == ([], [], [])

    def test_what_comes_back_to_oneself_as_a_cover(self):
        circle = [handover(giver="anna", receiver="bruno"), handover(giver="bruno", receiver="anna")]
        found = look(circle, item("anna"))
        assert news(found) == [("anna", RETURNED), ("bruno", RETURNED)] and found.held == []

    def test_another_id_after_a_reassignment(self):
        assert len(look([handover()], item("bruno", "2", former_id="1")).held) == 1

    def test_another_id_with_each_reassignment(self):
        second = replace(handover(giver="bruno", receiver="chloe"), item=Reference("2", None), other_ids=("1",))
        found = look([handover(), second], item("chloe", "3", former_id="2"))
        assert (news(found), [len(one.chain) for one in found.held]) == ([], [2])
        change = Change(HAND_BACK, Assignment(found.held[0].item, "chloe"), Assignment(found.held[0].item, "bruno"))
        first, last = renamed_by(change, found.held)
        assert (first.other_ids, last.other_ids) == (("3",), ("1", "3"))
        after = look([first, last], item("bruno", "4", former_id="3"))
        assert (news(after), [len(one.chain) for one in after.held]) == ([("bruno", RETURNED)], [1])

    def test_what_may_be_the_same_is_doubtful(self):
        opened = [replace(handover(), item=Reference("1", "Review"))]
        similar = item("bruno", "9", former_id="8", name="Review")
        assert look(opened, similar).doubtful == [(opened[0], similar)]
        for other in (item("bruno", "9", name="Review"), item("bruno", "9", former_id="8", name="Other")):
            assert look(opened, other).doubtful == []
        taken = [*opened, replace(handover(), item=Reference("8", "Review"))]
        assert look(taken, similar).doubtful == [], "it is known what this one is"


class TestPlan:
    @pytest.mark.parametrize(
        ("work", "back"),
        [
            ({"anna": "bruno", "bruno": "chloe"}, None),
            ({"anna": "anna", "bruno": "chloe"}, "anna"),
            ({"anna": None, "bruno": "chloe"}, "anna"),
            ({"anna": "bruno", "bruno": "bruno"}, "bruno"),
            ({"anna": "anna", "bruno": "bruno"}, "anna"),
            ({}, None),
        ],
    )
    def test_to_the_first_who_is_present(self, work, back):
        held = look(CHAIN, item("chloe")).held
        assert evaluations_needed(held) == [("anna", TYPE), ("bruno", TYPE)]
        plan = plan_hand_backs(held, Facts({(person, TYPE): target for person, target in work.items()}))
        assert [one.change.after.holder_id for one in plan.planned] == ([back] if back else [])
        for planned in plan.planned:
            assert [one.giver.id for one in returned_by(planned.change, held)] == PEOPLE[PEOPLE.index(back) : 2]

    def test_whoever_cannot_see_to_it_gets_nothing(self):
        held = look([handover()], item("bruno")).held
        plan = plan_hand_backs(held, Facts({("anna", TYPE): "anna"}, unable={"anna": "is inactive."}))
        assert plan.planned == [] and [one.reason for one in plan.skipped] == ["{target} is inactive."]

    def test_what_the_service_is_working_on_stays(self):
        held = look([handover()], item("bruno")).held
        plan = plan_hand_backs(held, Facts({("anna", TYPE): "anna"}, in_process={"1"}))
        assert plan.planned == [] and plan.in_process == [item("bruno")]


@given(
    steps=st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=5),
    holder=st.sampled_from([*PEOPLE, None]),
    present=st.sets(st.sampled_from(PEOPLE)),
)
def test_whatever_has_happened_it_comes_to_an_end(steps, holder, present):
    """Nothing is settled that is with a cover, and after a hand-back nothing is left of what it undoes."""
    pairs = dict.fromkeys(pair for pair in zip(steps, steps[1:]) if pair[0] != pair[1])
    opened = [handover(giver=giver, receiver=receiver) for giver, receiver in pairs]
    found = look(opened, *([item(holder)] if holder else []))
    settled = [one.key for one in found.news if one.status == SETTLED]
    kept = [one.key for one in opened if one.key not in settled]
    for held in found.held:
        assert held.holder_id == holder and [one.key for one in held.chain if one.key not in kept] == []
    facts = Facts({(person, TYPE): person if person in present else "somebody" for person in PEOPLE})
    for planned in plan_hand_backs(found.held, facts).planned:
        back = planned.change.after.holder_id
        assert back in present and back != holder
        undone = [one.key for one in returned_by(planned.change, found.held)]
        assert undone
        left = [one for one in opened if one.key in kept and one.key not in undone]
        assert plan_hand_backs(look(left, item(back)).held, facts).planned == []
