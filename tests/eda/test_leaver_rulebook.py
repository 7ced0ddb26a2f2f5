# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Event triggers of Identity Security Cloud end in one run of the playbook community.sailpoint.leaver."""

from __future__ import annotations

import typing as t

import pytest
from rulebook import TOKEN, Rulebook
from stage import Stage


@pytest.fixture
def ids(stage: Stage) -> dict[str, str]:
    return {person["alias"]: person["id"] for person in stage.control("GET", "identities")}


def changes(identity: str, *changed: tuple[str, t.Any, t.Any]) -> dict[str, t.Any]:
    """What the trigger idn:identity-attributes-changed sends."""
    return {
        "identity": {"type": "IDENTITY", "id": identity, "name": "Somebody"},
        "changes": [{"attribute": name, "oldValue": old, "newValue": new} for name, old, new in changed],
    }


def left(identity: str) -> dict[str, t.Any]:
    manager = {"type": "IDENTITY", "id": "0" * 32, "name": "Somebody else"}
    others = [("manager", manager, None), ("isContractor", False, True)]
    return changes(identity, *others, ("cloudLifecycleState", "active", "terminated"))


def lifecycle(identity: str, state: t.Any) -> dict[str, t.Any]:
    """What the trigger "Identity Lifecycle State Changed" of a workflow knows."""
    reference = {"type": "IDENTITY", "id": identity, "name": "Somebody"}
    return {"identity": reference, "oldLifecycleState": "active", "newLifecycleState": state}


def covers(stage: Stage) -> set[tuple[str, str]]:
    return {(held["identity"], held["reassign_to"]) for held in stage.control("GET", "configurations")}


def writes(stage: Stage) -> int:
    """How many requests have written something since this was asked last."""
    written = stage.control("GET", "requests?writes=1")
    stage.control("DELETE", "requests")
    return len(written)


def test_events_of_a_minute_are_one_run_and_the_same_again_changes_nothing(
    rulebook: Rulebook, stage: Stage, ids: dict[str, str]
) -> None:
    assert rulebook.post(left(ids["daniel.okafor"])) == 200
    assert rulebook.post(left(ids["daniel.okafor"])) == 200
    assert rulebook.post(lifecycle(ids["elif.yilmaz"], "inactive")) == 200
    # Her manager leaves as well: she goes to the fallback of the inventory.
    assert rulebook.post(left(ids["zsofia.kovacs"])) == 200
    (first,) = rulebook.runs(1)
    assert (first["failed"], first["changed"] > 0) == (0, True), rulebook.output()
    assert writes(stage) > 0
    moved = covers(stage)
    assert moved == {("daniel.okafor", "anna.berg"), ("elif.yilmaz", "anna.berg"), ("zsofia.kovacs", "yael.cohen")}

    # Once more, and alone, which the engine hands over in another way.
    assert rulebook.post(left(ids["daniel.okafor"])) == 200
    second = rulebook.runs(2)[1]
    assert (second["failed"], second["changed"]) == (0, 0), rulebook.output()
    assert (writes(stage), covers(stage)) == (0, moved)


def test_a_run_that_fails_does_not_end_the_rulebook(rulebook: Rulebook, stage: Stage, ids: dict[str, str]) -> None:
    assert rulebook.post(left(ids["yael.cohen"])) == 200
    (failed,) = rulebook.runs(1)
    assert failed["failed"] == 1
    assert "leaver_fallback: Yael Cohen (yael.cohen) leaves as well" in rulebook.output()
    assert (writes(stage), covers(stage)) == (0, set())

    assert rulebook.post(left(ids["bruno.costa"])) == 200
    assert rulebook.runs(2)[1]["failed"] == 0, rulebook.output()
    assert covers(stage) == {("bruno.costa", "anna.berg")}


def test_all_else_is_ignored_or_refused(rulebook: Rulebook, stage: Stage, ids: dict[str, str]) -> None:
    anna, bruno = ids["anna.berg"], ids["bruno.costa"]
    assert rulebook.post(left(anna), token=None) == 401
    assert rulebook.post(left(anna), token="guessed") == 401
    assert rulebook.post(left(anna), token="") == 401

    other_states = [
        changes(anna, ("department", "terminated", "terminated")),
        # A person who comes back, whose other attributes say that somebody has left.
        changes(anna, ("employment", "active", "terminated"), ("cloudLifecycleState", "terminated", "active")),
        changes(anna, ("cloudLifecycleState", "active", None)),
        changes(anna, ("cloudLifecycleState", "active", {"name": "terminated"})),
        changes(anna),
        lifecycle(anna, "active"),
        lifecycle(anna, None),
    ]
    template = "{{ lookup('ansible.builtin.pipe', 'touch stolen') }}"
    no_ids = [template, f"{anna} {template}", f"{template}{anna}", "anna.berg", ""]
    other_things = [
        {},
        {"changes": None},
        {"changes": ["left"]},
        {"identity": anna},
        [left(anna)],
        "left",
        None,
        b"left",
    ]
    for body in [*other_states, *map(left, no_ids), *(lifecycle(one, "inactive") for one in no_ids), *other_things]:
        # Refused is as good as ignored; the rulebook goes on in any case.
        assert rulebook.post(body) in (200, 400, 500)

    assert rulebook.post(left(bruno)) == 200
    (only,) = rulebook.runs(1)
    assert (only["failed"], only["changed"] > 0) == (0, True), rulebook.output()
    # What was posted before has not become a run of its own, nor part of this one.
    assert covers(stage) == {("bruno.costa", "anna.berg")}
    assert TOKEN not in rulebook.output()
    assert stage.environment["SAIL_CLIENT_SECRET"] not in rulebook.output()


@pytest.mark.parametrize("number", [20, 60])
def test_a_storm_is_one_run(rulebook: Rulebook, stage: Stage, number: int) -> None:
    """Several events of each person. Those of 60 are 240 changes, which leaver_max_changes of the inventory stops."""
    stage.control("POST", "reset", {"people": 100, "switches": {"rate_limit": 0}})
    known = {person["alias"]: person["id"] for person in stage.control("GET", "identities")}
    # Who manages nobody.
    people = list(known)[-number:]
    for person in people * 3:
        assert rulebook.post(left(known[person])) == 200
    (only,) = rulebook.runs(1)
    if number == 20:
        assert only["failed"] == 0, rulebook.output()
        assert {one for one, _cover in covers(stage)} == set(people)
    else:
        assert only["failed"] == 1
        assert "max_changes" in rulebook.output()
        assert (writes(stage), covers(stage)) == (0, set())
