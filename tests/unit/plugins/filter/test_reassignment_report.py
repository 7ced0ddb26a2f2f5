# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.filter.reassignment_report import reassignment_report
from ansible_collections.community.sailpoint.tests.unit.plugins.filter.tenants import NOW, person, reassignment

EVERYBODY = [person(name) for name in "abcdefgh"]


def report(*reassignments, identities=EVERYBODY, **options):
    made = reassignment_report(list(reassignments), identities, **{"now": NOW, **options})
    assert json.loads(json.dumps(made)) == made
    return made


def problems(made):
    return {line["identity"]["id"]: [problem["kind"] for problem in line["problems"]] for line in made["reassignments"]}


def trails(made):
    return {line["identity"]["id"]: [who["id"] for who in line["trail"]] for line in made["reassignments"]}


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
    statuses = [(line["status"], line["identity"]["id"], line["config_type"][0]) for line in made["reassignments"]]
    assert statuses == [
        ("active", "c", "C"),
        ("active", "d", "C"),
        ("active", "d", "M"),
        ("scheduled", "a", "C"),
        ("expired", "b", "C"),
    ]
    none = {"people": 0, "reassignments": 0}
    assert made["summary"] == {
        "active": {"people": 2, "reassignments": 3},
        "scheduled": {"people": 1, "reassignments": 1},
        "expired": {"people": 1, "reassignments": 1},
        "permanent": {"people": 1, "reassignments": 1},
        "target_away": none,
        "target_inactive": none,
        "problems": none,
        "chains": 0,
        "loops": 0,
    }


def test_what_one_line_holds():
    (line,) = report(reassignment("a", "b"), identities=[person("a"), person("b", name="B", email=None)])[
        "reassignments"
    ]
    assert line == {
        "identity": {
            "id": "a",
            "name": "A",
            "alias": "a.alias",
            "email": "a@example.com",
            "state": "ACTIVE",
            "active": True,
        },
        "config_type": "CERTIFICATIONS",
        "reassign_to": {
            "id": "b",
            "name": "B",
            "alias": "b.alias",
            "email": None,
            "state": "ACTIVE",
            "active": True,
        },
        "start": "2026-12-01T08:00:00Z",
        "end": "2026-12-31T08:00:00Z",
        "permanent": False,
        "status": "active",
        "trail": [{"id": "b", "name": "B", "active": True}],
        "problems": [],
    }


def test_a_target_who_is_away_at_the_same_time():
    made = report(reassignment("a", "b", "2026-12-01", "2026-12-31"), reassignment("b", "c", "2026-12-20", None))
    assert trails(made) == {"a": ["b", "c"], "b": ["c"]}
    assert made["reassignments"][0]["problems"] == [
        {"kind": "target_away", "start": "2026-12-20T08:00:00Z", "end": "2026-12-31T08:00:00Z"}
    ]
    assert chains(made) == [("abc", ["CERTIFICATIONS"])]
    assert made["summary"]["target_away"] == made["summary"]["problems"] == {"people": 1, "reassignments": 1}


@pytest.mark.parametrize(
    "other",
    [
        reassignment("b", "c", "2027-01-01", "2027-01-31"),
        reassignment("b", "c", "2026-11-01", "2026-11-30"),
        reassignment("b", "c", "2026-12-01", "2026-12-31", "MANUAL_TASKS"),
    ],
    ids=["later", "ended", "other type of work"],
)
def test_a_target_who_is_there(other):
    made = report(reassignment("a", "b"), other)
    assert trails(made)["a"] == ["b"] and problems(made)["a"] == []
    assert chains(made) == []


def test_only_the_longest_chains_are_listed():
    made = report(
        reassignment("a", "c"),
        reassignment("b", "c"),
        reassignment("c", "d"),
        reassignment("d", "e"),
        *(reassignment(identity, to, config_type="MANUAL_TASKS") for identity, to in ("ac", "cd", "de")),
        reassignment("c", "d", config_type="ACCESS_REQUESTS"),
        reassignment("d", "e", config_type="ACCESS_REQUESTS"),
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
    people = [person("a"), person("b", active=False, state="INACTIVE_LONG_TERM"), person("c")]
    made = report(
        reassignment("a", "b"),
        reassignment("c", "gone"),
        reassignment("b", "gone", "2026-01-01", "2026-02-01"),
        identities=people,
    )
    assert problems(made) == {"a": ["target_inactive"], "c": ["target_unknown"], "b": []}
    assert made["summary"]["target_inactive"] == {"people": 2, "reassignments": 2}
    gone = made["reassignments"][1]["reassign_to"]
    assert gone["name"] == "Gone" and gone["active"] is None


def test_somebody_without_a_name_has_an_id():
    nameless = {**reassignment("a", "f00"), "reassign_to": {"id": "f00", "name": None}}
    nobody = {**reassignment("b", ""), "reassign_to": {"id": "", "name": None}}
    assert [line["reassign_to"]["name"] for line in report(nameless, nobody)["reassignments"]] == ["f00", "nobody"]


def test_ids_are_the_same_in_upper_case():
    (line,) = report(reassignment("AB", "CD"), identities=[person("ab"), person("cd")])["reassignments"]
    assert line["identity"]["alias"] == "ab.alias" and line["problems"] == []


def test_the_same_at_any_time_of_a_day():
    lines = [reassignment("a", "b"), reassignment("c", "d", "2026-12-15")]
    days = [report(*lines, now=f"2026-12-10T{hour:02}:59:59Z", timezone="UTC") for hour in range(24)]
    assert all(day == days[0] for day in days)
    assert days[0]["date"] == "2026-12-10"


def test_the_date_is_that_of_the_time_zone():
    assert report(now="2026-12-10T23:30:00Z", timezone="Europe/Berlin")["date"] == "2026-12-11"
    assert report(now="2026-12-10", timezone="Asia/Tokyo")["date"] == "2026-12-10"


def test_the_present_is_the_default():
    begun, ended = reassignment("a", "b", "2020-01-01", None), reassignment("b", "a", "2020-01-01", "2020-01-02")
    for now in (None, ""):
        assert [line["status"] for line in report(begun, ended, now=now)["reassignments"]] == ["active", "expired"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([{}], []), "takes the reassignments of.*KeyError.*identity"),
        ((None, []), "takes the reassignments of"),
        (([], [None]), "takes the reassignments of"),
        (([], [], "tomorrow"), "now: 'tomorrow'"),
        (([], [], NOW, "Mars/Olympus"), "Mars/Olympus"),
    ],
)
def test_what_no_report_can_be_made_of(arguments, message):
    with pytest.raises(AnsibleFilterError, match=message):
        reassignment_report(*arguments)
