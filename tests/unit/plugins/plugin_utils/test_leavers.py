# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.plugin_utils._leavers import (
    LeaverOptions,
    configs_of,
    handovers_of,
    label,
    plan_moves,
)


def person(alias, manager=None, active=True):
    return {
        "id": f"id-{alias}",
        "name": alias.title(),
        "alias": alias,
        "email": f"{alias}@example.com",
        "state": "ACTIVE" if active else "INACTIVE_LONG_TERM",
        "active": active,
        "manager": manager,
    }


def manager(alias, active=True):
    shown = person(alias, active=active)
    del shown["manager"]
    return shown


UNKNOWN = {"id": "id-gone", "name": "Gone", "alias": None, "email": None, "state": None, "active": None}
ANNA, FARID, YANN = person("anna"), person("farid"), person("yann", active=False)
BRUNO = person("bruno", manager("anna"))
ZOE = person("zoe", manager("yann", active=False))
CHLOE = person("chloe", UNKNOWN)
EVERYBODY = [ANNA, FARID, YANN, BRUNO, ZOE, CHLOE]


def found(*people):
    return {"identities": list(people), "ids": {one["alias"]: one["id"] for one in people}}


def plan(people, leavers, reassign_to=None, fallback=None):
    return plan_moves(people, LeaverOptions(leavers, reassign_to, fallback))


def moves(planned):
    """Who gets whose work and why; there must be no problem."""
    made, problems = planned
    assert problems == []
    return [(one.leaver["alias"], one.target["alias"], one.reason) for one in made]


def test_the_manager_gets_the_work():
    assert moves(plan(found(BRUNO), ["bruno"])) == [("bruno", "anna", "")]


def test_a_named_person_takes_precedence():
    planned = plan(found(BRUNO, ZOE, FARID), ["bruno", "zoe"], "farid")
    assert moves(planned) == [("bruno", "farid", ""), ("zoe", "farid", "")]


@pytest.mark.parametrize(
    ("leaver", "reason"),
    [
        (ANNA, "there is no manager"),
        (ZOE, "Yann (yann) is inactive"),
        (CHLOE, "the manager Gone (id-gone) does not exist"),
    ],
)
def test_the_fallback(leaver, reason):
    name = leaver["alias"]
    assert moves(plan(found(leaver, FARID), [name], None, "farid")) == [(name, "farid", reason)]
    made, problems = plan(found(leaver), [name])
    assert problems == [
        f"leaver_identities, entry 1: nobody can get the work of {name.title()} ({name}): {reason}. Set leaver_fallback."
    ]
    assert configs_of(made) == handovers_of(made) == []


def test_a_manager_who_leaves_as_well():
    planned = plan(found(BRUNO, ANNA, FARID), ["bruno", "anna"], None, "farid")
    assert moves(planned) == [
        ("bruno", "farid", "Anna (anna) leaves as well"),
        ("anna", "farid", "there is no manager"),
    ]


def test_an_inactive_named_person():
    planned = plan(found(BRUNO, YANN, FARID), ["bruno"], "yann", "farid")
    assert moves(planned) == [("bruno", "farid", "Yann (yann) is inactive")]


@pytest.mark.parametrize(
    ("fallback", "problem"),
    [
        ("yann", "leaver_fallback: Yann (yann) is inactive."),
        ("bruno", "leaver_fallback: Bruno (bruno) leaves as well."),
    ],
)
def test_a_fallback_that_is_none(fallback, problem):
    assert plan(found(*EVERYBODY), ["bruno"], None, fallback)[1] == [problem]


def test_names_that_nobody_has_are_told_with_their_own_places():
    _made, problems = plan(found(BRUNO), ["bruno", "nobody", "none"], "who", "whom")
    places = ["leaver_identities, entry 2", "leaver_identities, entry 3", "leaver_reassign_to", "leaver_fallback"]
    assert [problem.split(":")[0] for problem in problems] == places
    assert problems[0].endswith("no identity has the ID, alias, or email 'nobody'.")


def test_an_error_blames_the_entry_that_is_wrong():
    _made, problems = plan(found(BRUNO, CHLOE, ZOE), ["bruno", "chloe", "zoe"])
    assert [problem.split(":")[0][-1] for problem in problems] == ["2", "3"]


def test_somebody_who_is_named_twice_is_one_person():
    people = found(BRUNO)
    people["ids"]["bruno@example.com"] = "id-bruno"
    assert len(moves(plan(people, ["bruno", "bruno@example.com"]))) == 1


def test_what_the_modules_get():
    made, _problems = plan(found(BRUNO), ["bruno"])
    assert configs_of(made) == [
        {"identity": "id-bruno", "reassign_to": "id-anna", "permanent": True, "source": "leaver_identities, entry 1"}
    ]
    assert handovers_of(made) == [{"from": "id-bruno", "to": "id-anna", "if_unavailable": "skip"}]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"name": "Anna Berg", "alias": "anna", "id": "1"}, "Anna Berg (anna)"),
        ({"name": "Anna Berg", "alias": None, "id": "1"}, "Anna Berg (1)"),
        ({"name": None, "alias": "anna", "id": "1"}, "anna"),
        ({"name": None, "alias": None, "id": "1"}, "1"),
    ],
)
def test_somebody_in_words_as_far_as_they_are_known(known, expected):
    assert label(known) == expected
