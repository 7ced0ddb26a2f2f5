# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest

from ansible_collections.community.sailpoint.plugins.plugin_utils._report import data
from ansible_collections.community.sailpoint.tests.unit.helpers import calls
from ansible_collections.community.sailpoint.tests.unit.plugins.plugin_utils._report import tenants
from ansible_collections.community.sailpoint.tests.unit.plugins.plugin_utils._report.tenants import person, reassignment


def report(*reassignments, **options):
    made = tenants.report(*reassignments, **options)["data"]
    assert json.loads(json.dumps(made)) == made
    return made


def problems(made):
    return {line["identity"]["id"]: [problem["kind"] for problem in line["problems"]] for line in made["reassignments"]}


def chains(made):
    return [("".join(who["id"] for who in chain["people"]), chain["config_types"]) for chain in made["chains"]]


def test_statuses_and_counts():
    made = report(
        reassignment("a", "e", "2026-12-11", "2026-12-20"),
        reassignment("b", "e", "2026-11-01", "2026-12-10"),
        reassignment("c", "e", "2026-11-01", None),
        reassignment("d", "e", None, "2026-12-12"),
        reassignment("d", "e", None, "2026-12-12", "MANUAL_TASKS"),
    )
    statuses = [(line["status"], line["identity"]["id"] + line["config_type"][0]) for line in made["reassignments"]]
    assert statuses == [("active", "cC"), ("active", "dC"), ("active", "dM"), ("scheduled", "aC"), ("expired", "bC")]
    counts = {name: list(count.values()) for name, count in made["summary"].items() if isinstance(count, dict)}
    assert counts == {
        "active": [2, 3],
        "scheduled": [1, 1],
        "expired": [1, 1],
        "permanent": [1, 1],
        "target_away": [0, 0],
        "target_inactive": [0, 0],
        "problems": [0, 0],
    }
    assert (made["summary"]["chains"], made["summary"]["loops"], made["waiting_work"]) == (0, 0, None)


def test_what_one_line_holds():
    people = [person("a"), person("b", name="B", email=None)]
    (line,) = report(reassignment("a", "b"), identities=people)["reassignments"]
    anna, bruno = ({key: value for key, value in who.items() if key != "manager"} for who in people)
    assert line == {
        "identity": anna,
        "config_type": "CERTIFICATIONS",
        "reassign_to": bruno,
        "start": "2026-12-01T08:00:00Z",
        "end": "2026-12-31T08:00:00Z",
        "permanent": False,
        "status": "active",
        "trail": [bruno],
        "problems": [],
    }


def test_a_target_who_is_away_at_the_same_time():
    made = report(reassignment("a", "b", "2026-12-01", "2026-12-31"), reassignment("b", "c", "2026-12-20", None))
    assert [[who["id"] for who in line["trail"]] for line in made["reassignments"]] == [["b", "c"], ["c"]]
    assert made["reassignments"][0]["problems"] == [
        {"kind": "target_away", "start": "2026-12-20T08:00:00Z", "end": "2026-12-31T08:00:00Z"}
    ]
    assert chains(made) == [("abc", ["CERTIFICATIONS"])]
    assert made["summary"]["target_away"] == made["summary"]["problems"] == {"people": 1, "reassignments": 1}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(reassignment("b", "c", "2027-01-01", "2027-01-31"), id="later"),
        pytest.param(reassignment("b", "c", "2026-11-01", "2026-11-30"), id="ended"),
        pytest.param(reassignment("b", "c", config_type="MANUAL_TASKS"), id="other type of work"),
    ],
)
def test_a_target_who_is_there(other):
    made = report(reassignment("a", "b"), other)
    assert problems(made)["a"] == [] and chains(made) == []


def test_only_the_longest_chains_are_listed():
    made = report(
        *(reassignment(*pair) for pair in ("ac", "bc", "cd", "de")),
        *(reassignment(*pair, config_type="MANUAL_TASKS") for pair in ("ac", "cd", "de")),
        *(reassignment(*pair, config_type="ACCESS_REQUESTS") for pair in ("cd", "de")),
    )
    assert sorted(chains(made)) == [
        ("acde", ["CERTIFICATIONS", "MANUAL_TASKS"]),
        ("bcde", ["CERTIFICATIONS"]),
        ("cde", ["ACCESS_REQUESTS"]),
    ]


def test_a_chain_that_is_longer_than_the_service_follows():
    short = [reassignment(*pair) for pair in ("bc", "cd", "de", "ef", "fg")]
    assert not any(chain["too_deep"] for chain in report(*short)["chains"])
    made = report(reassignment("a", "b"), *short)
    assert problems(made)["a"] == ["too_deep"] and problems(made)["b"] == ["target_away"]
    assert [chain["too_deep"] for chain in made["chains"]] == [True]


def test_a_loop_is_listed_once():
    made = report(*(reassignment(*pair) for pair in ("ab", "bc", "ca", "da")))
    assert problems(made) == {name: ["loop"] for name in "abcd"}
    assert chains(made) == [("abca", ["CERTIFICATIONS"])]
    assert made["summary"]["loops"] == 1 and made["chains"][0]["loop"]


def test_targets_who_are_inactive_or_gone():
    made = report(
        reassignment("a", "b"),
        reassignment("c", "gone"),
        reassignment("b", "gone", "2026-01-01", "2026-02-01"),
        identities=[person("a"), person("b", active=False, state="INACTIVE_LONG_TERM"), person("c")],
    )
    assert problems(made) == {"a": ["target_inactive"], "c": ["target_unknown"], "b": []}
    assert made["summary"]["target_inactive"] == {"people": 2, "reassignments": 2}
    gone = made["reassignments"][1]["reassign_to"]
    assert gone["name"] == "Gone" and gone["active"] is None


def test_somebody_without_a_name_has_an_id():
    nameless = {**reassignment("a", "f00"), "reassign_to": {"id": "f00", "name": None}}
    nobody = [
        {**reassignment(who, ""), "reassign_to": {"id": no_id, "name": None}} for who, no_id in [("b", ""), ("c", None)]
    ]
    names = [line["reassign_to"]["name"] for line in report(nameless, *nobody)["reassignments"]]
    assert names == ["f00", "nobody", "nobody"]


def test_ids_are_the_same_in_upper_case():
    made = report(
        reassignment("AB", "CD"), reassignment("cd", "ef"), identities=[person(name) for name in ("ab", "cd", "ef")]
    )
    assert made["reassignments"][0]["identity"]["alias"] == "ab.alias"
    assert problems(made)["AB"] == ["target_away"]


def test_the_date_is_that_of_the_time_zone():
    assert report(now="2026-12-10T23:30:00Z", timezone="Europe/Berlin")["date"] == "2026-12-11"
    assert report(now="2026-12-10", timezone="Asia/Tokyo")["date"] == "2026-12-10"


@pytest.mark.parametrize("now", [None, ""])
def test_the_present_is_the_default(now):
    made = report(
        reassignment("a", "b", "2020-01-01", None), reassignment("b", "a", end="2020-01-02", start=None), now=now
    )
    assert [line["status"] for line in made["reassignments"]] == ["active", "expired"]


@pytest.mark.parametrize(("start", "end"), [("1900-01-01", "9999-12-31"), (None, "9999-12-31"), ("0001-01-02", None)])
def test_instants_with_which_a_service_says_always(start, end):
    made = report(reassignment("a", "b", start, end), reassignment("c", "b", None, "1900-01-01"))
    assert [(line["status"], line["permanent"]) for line in made["reassignments"]] == [
        ("active", end is None),
        ("expired", False),
    ]


def star(number):
    return [(f"p{n:04}", "a") for n in range(number)]


def pairs(number):
    return [(f"p{n:04}", f"p{n ^ 1:04}") for n in range(number)]


def chain(number):
    return [(f"p{n:04}", f"p{n + 1:04}") for n in range(number)]


def loop(number):
    return [(f"p{n:04}", f"p{(n + 1) % number:04}") for n in range(number)]


@pytest.mark.parametrize("make", [star, pairs, chain, loop])
def test_it_takes_no_more_than_twice_as_long_for_twice_as_many(make, monkeypatch):
    """Calls are counted, not seconds."""
    monkeypatch.setattr(data, "LONGEST_TRAIL", 10)

    def count(number):
        edges = make(number)
        people = [person(name) for name in sorted({name for one in edges for name in one})]
        reassignments = [reassignment(*one) for one in edges]
        return calls(lambda: tenants.report(*reassignments, identities=people))

    small, large = count(200), count(400)
    assert large < 2.2 * small


def test_a_very_long_chain_is_cut(monkeypatch):
    monkeypatch.setattr(data, "LONGEST_TRAIL", 10)
    made = report(*(reassignment(*one) for one in chain(30)), identities=[])
    assert max(len(line["trail"]) for line in made["reassignments"]) == 10
    assert problems(made)["p0000"] == ["target_unknown", "too_deep"]


def waiting(identity_id, total=3, oldest="2026-11-02T00:00:00Z"):
    """As waiting_work_info returns it."""
    by_queue = {"certifications": 1, "work_items": total - 1} if total else {}
    return {
        "identity": {"id": identity_id, "name": None},
        "total": total,
        "by_queue": by_queue,
        "oldest": oldest if total else None,
    }


def test_what_waits():
    left_out = [{"queue": "generic_approvals", "config_type": "GENERIC_APPROVALS", "reason": "403", "scope": None}]
    read = {"people": [waiting("b"), waiting("A", 2), waiting("c", 0)], "queues_left_out": left_out}
    made = report(reassignment("a", "d"), reassignment("b", "d"), reassignment("c", "d"), waiting_work=read)
    people = made["waiting_work"]["people"]
    assert [(one["identity"]["alias"], one["total"]) for one in people] == [("a.alias", 2), ("b.alias", 3)]
    assert people[1]["by_queue"] == {"certifications": 1, "work_items": 2}
    assert people[1]["oldest"] == "2026-11-02T00:00:00Z"
    assert made["waiting_work"]["queues_left_out"] == ["generic_approvals"]
