# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.filter.leaver_plan import FilterModule

(plan,) = FilterModule().filters().values()


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


def moves(result):
    return [(one["from"]["alias"], one["to"] and one["to"]["alias"], one["reason"]) for one in result["moves"]]


def test_the_manager_gets_the_work():
    result = plan(found(BRUNO), ["bruno"])
    assert moves(result) == [("bruno", "anna", "")]
    assert result["problems"] == []
    assert result["configs"] == [
        {"identity": "id-bruno", "reassign_to": "id-anna", "permanent": True, "source": "leaver_identities, entry 1"}
    ]
    assert result["handovers"] == [{"from": "id-bruno", "to": "id-anna", "if_unavailable": "skip"}]
    assert "manager" not in result["moves"][0]["from"]


def test_a_named_person_takes_precedence():
    assert moves(plan(found(BRUNO, ZOE, FARID), ["bruno", "zoe"], "farid")) == [
        ("bruno", "farid", ""),
        ("zoe", "farid", ""),
    ]


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
    result = plan(found(leaver), [name])
    assert result["problems"] == [
        f"leaver_identities, entry 1: nobody can get the work of {name.title()} ({name}): {reason}. Set leaver_fallback."
    ]
    assert result["configs"] == result["handovers"] == []


def test_a_manager_who_leaves_as_well():
    result = plan(found(BRUNO, ANNA, FARID), ["bruno", "anna"], None, "farid")
    assert moves(result) == [("bruno", "farid", "Anna (anna) leaves as well"), ("anna", "farid", "there is no manager")]


def test_an_inactive_named_person():
    assert moves(plan(found(BRUNO, YANN, FARID), ["bruno"], "yann", "farid")) == [
        ("bruno", "farid", "Yann (yann) is inactive")
    ]


@pytest.mark.parametrize(
    ("fallback", "problem"),
    [
        ("yann", "leaver_fallback: Yann (yann) is inactive."),
        ("bruno", "leaver_fallback: Bruno (bruno) leaves as well."),
    ],
)
def test_a_fallback_that_is_none(fallback, problem):
    assert problem in plan(found(*EVERYBODY), ["bruno"], None, fallback)["problems"]


def test_names_that_nobody_has_are_told_with_their_own_places():
    result = plan(found(BRUNO), ["bruno", "nobody", "none"], "who", "whom")
    assert [problem.split(":")[0] for problem in result["problems"]] == [
        "leaver_identities, entry 2",
        "leaver_identities, entry 3",
        "leaver_reassign_to",
        "leaver_fallback",
    ]


def test_an_error_blames_the_entry_that_is_wrong():
    result = plan(found(BRUNO, CHLOE, ZOE), ["bruno", "chloe", "zoe"])
    assert [problem.split(":")[0][-1] for problem in result["problems"]] == ["2", "3"]


def test_somebody_who_is_named_twice_is_one_person():
    people = found(BRUNO)
    people["ids"]["bruno@example.com"] = "id-bruno"
    result = plan(people, ["bruno", "bruno@example.com"])
    assert len(result["configs"]) == 1


@pytest.mark.parametrize("blank", [None, "", " "])
def test_blanks(blank):
    assert moves(plan(found(BRUNO), ["bruno", blank], blank, blank)) == [("bruno", "anna", "")]


def test_what_is_no_result_of_identity_info():
    with pytest.raises(AnsibleFilterError, match=r"takes the result of community\.sailpoint\.identity_info"):
        plan([], ["bruno"])
