# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import (
    Reference,
    WaitingItem,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import (
    Entry,
    Facts,
    make_plan,
    targets_needed,
)

NOW = datetime(2026, 11, 2, tzinfo=timezone.utc)
TYPES = {
    "work_items": "MANUAL_TASKS",
    "access_request_approvals": "ACCESS_REQUESTS",
    "generic_approvals": "GENERIC_APPROVALS",
    "certifications": "CERTIFICATIONS",
}


def item(id="1", owner="anna", queue="work_items", **more):
    campaign = Reference("c", "Autumn") if queue == "certifications" else None
    return WaitingItem(
        **{"queue": queue, "config_type": TYPES[queue], "id": id, "owner_id": owner, "campaign": campaign, **more}
    )


def planned(plan):
    return [(one.change.before.item.id, one.change.after.holder_id, one.problem) for one in plan.planned]


NOTHING = Facts({})


def test_the_first_entry_that_matches_decides():
    entries = [Entry("anna", "bruno", ids={"1"}), Entry("anna", "chloe")]
    assert planned(make_plan(entries, [item("1"), item("2")], NOTHING)) == [("1", "bruno", None), ("2", "chloe", None)]


def test_the_service_is_asked_once_for_each_owner_and_type():
    items = [item("1"), item("2"), item("3", queue="certifications"), item("4", owner="bruno"), item("5", owner="dan")]
    entries = [Entry("anna"), Entry("bruno", "chloe"), Entry("dan", config_types=["CERTIFICATIONS"])]
    assert targets_needed(entries, items) == [("anna", "MANUAL_TASKS"), ("anna", "CERTIFICATIONS")]


@pytest.mark.parametrize("target", [None, "anna"])
def test_what_nobody_else_gets_is_unchanged(target):
    plan = make_plan([Entry("anna")], [item()], Facts({("anna", "MANUAL_TASKS"): target}))
    assert (plan.planned, plan.skipped, plan.unchanged) == ([], [], 1)


def test_ids_that_do_not_wait_are_unchanged():
    assert make_plan([Entry("anna", "bruno", ids={"1", "2", "3"})], [item("2")], NOTHING).unchanged == 2


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"unable": {"bruno": "is inactive."}}, "{target} is inactive."),
        (
            {"away": {("bruno", "CERTIFICATIONS")}},
            "{target} is away as well: this work is reassigned to somebody else.",
        ),
        ({"subjects": {"1": {"bruno"}}}, "{target} is reviewed in this certification."),
    ],
)
def test_a_target_who_cannot_see_to_it(facts, reason):
    facts = NOTHING._replace(**facts)
    certification = item(queue="certifications")
    assert planned(make_plan([Entry("anna", "bruno", skips=False)], [certification], facts)) == [("1", "bruno", reason)]
    skipped = make_plan([Entry("anna", "bruno", skips=True)], [certification], facts).skipped
    assert [(one.target_id, one.reason) for one in skipped] == [("bruno", reason)]
    assert not make_plan([Entry("anna", "chloe")], [certification], facts).skipped


@pytest.mark.parametrize(
    ("queue", "more", "reason"),
    [
        ("certifications", {"id": None}, "does not return its ID"),
        ("certifications", {"campaign": None}, "does not return its campaign"),
        ("generic_approvals", {"group": "Auditors"}, "the governance group Auditors"),
    ],
)
def test_what_cannot_be_moved_is_no_failure_even_of_a_named_target(queue, more, reason):
    plan = make_plan([Entry("anna", "bruno", skips=False)], [item(queue=queue, **more)], NOTHING)
    assert [reason in one.reason for one in plan.skipped] == [True] and not plan.planned


def test_what_is_in_process_is_left_alone():
    items = [item("1", in_process="FORWARDED"), item("2"), item("3")]
    plan = make_plan([Entry("anna", "bruno")], items, Facts({}, in_process={"2"}))
    assert [one.id for one in plan.in_process] == ["1", "2"]
    assert planned(plan) == [("3", "bruno", None)]


def test_restrictions():
    old, new = item("1", created=NOW - timedelta(days=1), type="Form"), item("2", created=NOW)
    other = item("3", queue="generic_approvals")
    for entry, expected in (
        (Entry("anna", "bruno", created_before=NOW), ["1"]),
        (Entry("anna", "bruno", work_item_types=["Form"]), ["1", "3"]),
        (Entry("anna", "bruno", config_types=["GENERIC_APPROVALS"]), ["3"]),
        (Entry("chloe", "bruno"), []),
    ):
        assert [one[0] for one in planned(make_plan([entry], [old, new, other], NOTHING))] == expected


people = st.sampled_from(["anna", "bruno", "chloe"])
items_of_people = st.lists(
    st.builds(
        item,
        id=st.uuids().map(str),
        owner=people,
        queue=st.sampled_from(list(TYPES)),
        in_process=st.sampled_from([None, "FORWARDED"]),
        group=st.sampled_from([None, "Auditors"]),
    ),
    max_size=8,
)


def entry_of(owner, target, config_types, skips):
    return Entry(owner, target, config_types, skips=skips)


entries_of_people = st.lists(
    st.builds(entry_of, people, st.none() | people, st.none() | st.just(["MANUAL_TASKS"]), st.booleans()), max_size=4
)
evaluations = st.dictionaries(st.tuples(people, st.sampled_from(sorted(TYPES.values()))), st.none() | people)
facts_of_people = st.builds(
    # Not Facts itself: older versions of hypothesis look for values for all of its fields.
    lambda evaluated, unable: Facts(evaluated, unable),  # pylint: disable=unnecessary-lambda
    evaluations,
    st.dictionaries(people, st.just("is inactive."), max_size=1),
)


@given(entries_of_people, items_of_people, facts_of_people)
def test_every_item_of_an_entry_is_accounted_for_once_and_nothing_goes_back(entries, items, facts):
    plan = make_plan(entries, items, facts)
    meant = [one for one in items if any(entry.matches(one) for entry in entries)]
    told = [one.change.before.item for one in plan.planned] + [one.assignment.item for one in plan.skipped]
    told += plan.in_process
    assert len(told) + plan.unchanged == len(meant) and len({one.id for one in told}) == len(told)
    for one in plan.planned:
        assert one.change.after.holder_id != one.change.before.holder_id
        assert one.problem or one.change.after.holder_id not in facts.unable
    moved = {one.change.before.item.id for one in plan.planned if not one.problem}
    again = make_plan(entries, [one for one in items if one.id not in moved], facts)
    assert all(one.problem for one in again.planned), "the second run has nothing left to write"
