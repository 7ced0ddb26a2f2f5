# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.away_covers import (
    find_away_covers,
    find_deep_chains,
    find_lost_covers,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import Uncovered
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


def conf(identity, target, start, end, config_type="T"):
    return Configuration(Key(identity, config_type), target, Window(NOW + timedelta(start), NOW + timedelta(end)))


def test_a_cover_whose_own_vacation_overlaps():
    later, own = conf("a", "b", 20, 30), conf("b", "c", 25, 28)
    assert [*find_away_covers([later, own], [later])] == [(later, own)]
    assert [*find_away_covers([later, own], [own])] == [(later, own)]


def test_what_is_applied_now_is_left_to_the_chains():
    assert [*find_away_covers([conf("a", "b", 20, 30), conf("b", "c", 25, 28)], [])] == []


def test_other_times_other_types_and_other_people_are_no_matter():
    later = conf("a", "b", 20, 30)
    others = [conf("b", "c", 30, 40), conf("b", "c", 25, 28, "U"), conf("c", "d", 20, 30), conf("a", "d", 31, 33)]
    assert [*find_away_covers([later, *others], [later, *others])] == []


def test_a_cover_whom_nobody_covers():
    covered = conf("a", "b", 20, 30)
    away = Uncovered("label", "b", None, Window(NOW + timedelta(25), NOW + timedelta(26)))
    assert [*find_lost_covers([covered], [away])] == [(covered, away)]
    assert [*find_lost_covers([covered], [away._replace(config_types=("T",))])] != []
    for other in ({"config_types": ("U",)}, {"identity_id": "a"}, {"window": Window(NOW + timedelta(30), None)}):
        assert [*find_lost_covers([covered], [away._replace(**other)])] == []


def chain_of(length, start=20, end=30):
    people = "abcdefghij"[: length + 1]
    return [conf(*pair, start, end) for pair in zip(people, people[1:])]


def test_chains_that_will_be_longer_than_the_service_follows():
    long = chain_of(7)
    assert [len(found) for found in find_deep_chains(long, long[:1])] == [6], "only those with a deferred window"
    assert [found[0] for found in find_deep_chains(long, long)] == long[:2]
    assert [*find_deep_chains(long, [])] == [*find_deep_chains(chain_of(5), chain_of(5))] == []


def test_only_if_all_have_some_time_in_common():
    long = chain_of(6)
    apart = [*long[:5], conf("f", "g", 30, 40)]
    assert [*find_deep_chains(apart, apart)] == []
    assert len([*find_deep_chains([*apart, conf("f", "h", 25, 26)], apart)]) == 1


def test_loops_are_no_deep_chains():
    loop = [*chain_of(3), conf("d", "a", 20, 30)]
    assert [*find_deep_chains(loop, loop)] == []
