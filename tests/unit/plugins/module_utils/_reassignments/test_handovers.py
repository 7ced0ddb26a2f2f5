# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.handovers import find_handovers
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)
ALWAYS = Window(None, None)


def conf(source, target, window=ALWAYS, config_type="T"):
    return Configuration(Key(source, config_type), target, window)


def span(start, end):
    return Window(NOW + timedelta(days=start), NOW + timedelta(days=end))


def find(*confs, declared=None, unknown=()):
    """The handovers; unless told otherwise everything is declared."""
    final = {one.key: one for one in confs}
    return find_handovers(final if declared is None else declared, final, set(unknown), NOW)


def test_where_the_service_knows_who_gets_the_work_it_is_left_to_it():
    assert find(conf("a", "b")) == [{"from": "a", "config_types": ["T"]}]


def test_only_declared_people_who_are_away_now_count():
    confs = [conf("a", "x"), conf("b", "x", span(1, 5)), conf("c", "x", span(-5, -1)), conf("d", "x", span(-5, 5))]
    declared = [Key(name, "T") for name in "bcde"]
    assert [one["from"] for one in find(*confs, declared=declared)] == ["d"]


def test_work_types_are_one_handover_unless_something_else_differs():
    soon, later = span(-1, 5), span(-1, 9)
    confs = [conf("a", "x", soon, "U"), conf("a", "y", soon, "T"), conf("a", "x", later, "S")]
    assert find(*confs, declared=[*(one.key for one in confs), confs[0].key]) == [
        {"from": "a", "config_types": ["T", "U"], "until": "2026-06-06T00:00:00Z"},
        {"from": "a", "config_types": ["S"], "until": "2026-06-10T00:00:00Z"},
    ]
    targets = [one["to"] for one in find(*confs, unknown=[one.key for one in confs])]
    assert targets == ["x", "y", "x"], "each with its own target, since the service does not tell it"


@pytest.mark.parametrize(
    ("unknown", "target"),
    [("a", "d"), ("b", "d"), ("c", "d"), ("z", None)],
)
def test_a_chain_of_which_the_service_does_not_know_a_part_leads_to_its_end(unknown, target):
    confs = [conf("a", "b"), conf("b", "c"), conf("c", "d"), conf("z", "y")]
    (handover,) = find(*confs, declared=[Key("a", "T")], unknown=[Key(unknown, "T")])
    assert handover.get("to") == target
    # It is the end that is expected, and nobody's decision.
    assert handover.get("if_unavailable") == (target and "skip")


def test_a_chain_ends_with_somebody_who_is_there_now():
    confs = [conf("a", "b"), conf("b", "c", span(1, 5)), conf("b", "c", ALWAYS, "U")]
    (handover,) = find(*confs, declared=[Key("a", "T")], unknown=[Key("a", "T")])
    assert handover["to"] == "b"


def test_the_end_of_a_chain_that_is_longer_than_the_service_follows_is_nobody():
    chain = [conf(*pair) for pair in zip("abcdef", "bcdefg")]
    assert find(*chain, declared=[Key("a", "T")], unknown=[Key("a", "T")]) == []
    assert find(*chain, declared=[Key("b", "T")], unknown=[Key("b", "T")])[0]["to"] == "g"
    assert find(*chain, declared=[Key("a", "T")]) == [{"from": "a", "config_types": ["T"]}]
