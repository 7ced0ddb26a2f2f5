# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""For any tenant and any declaration: what the bulk module promises, against a service that refuses loops."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.modules import reassignment_configs
from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc).replace(microsecond=0)
PEOPLE = range(7)
TYPES = ["ACCESS_REQUESTS", "CERTIFICATIONS"]
SWITCHES = st.fixed_dictionaries(
    {
        "missing_configuration": st.sampled_from(["not_found", "empty"]),
        "permanent_form": st.sampled_from(["null", "empty", "missing", "zero"]),
        "list_paging": st.sampled_from(["20", "250", "none", "offset_ignored", "offset_ignored_no_count"]),
        "put_scope": st.sampled_from(["one_type", "all_types"]),
        "post_existing": st.sampled_from(["replace", "refuse"]),
        "write_answer": st.sampled_from(["identity", "one_type"]),
        "date_form": st.sampled_from(["millis", "seconds", "micros", "offset"]),
        "past_start": st.sampled_from(["accept", "refuse"]),
    }
)


@st.composite
def covers(draw, windows):
    """Who covers for whom, without loops: the one who covers always stands later in a random order."""
    found = {}
    for config_type in TYPES:
        order = draw(st.permutations(PEOPLE))
        for place, person in enumerate(order[:-1]):
            if draw(st.booleans()):
                target = draw(st.sampled_from(order[place + 1 :]))
                found[person, config_type] = target, *draw(windows)
    return found


# Days from now; all overlap, so that only the order of writes keeps the service from seeing a loop.
ACTIVE = st.tuples(st.integers(-30, -1), st.none() | st.integers(1, 30))
ANY = st.tuples(st.integers(-30, 20), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1])) | ACTIVE


def instant(day):
    return None if day is None else NOW + timedelta(days=day)


@pytest.fixture(scope="module")
def running():
    with Simulator(people=len(PEOPLE)) as simulator:
        yield simulator


def entry(ids, key, cover):
    (person, config_type), (target, start, end) = key, cover
    window = {"permanent": True} if end is None else {"end": instant(end).isoformat()}
    return {
        "identity": ids[person],
        "reassign_to": ids[target],
        "config_types": [config_type],
        "start": instant(start).isoformat(),
        **window,
    }


# What is legal depends on whether the service looks at windows when it looks for loops.
HELD = st.tuples(st.just("always"), covers(ACTIVE)) | st.tuples(st.just("overlapping"), covers(ANY))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    loop_rule_and_held=HELD,
    wanted=covers(ACTIVE),
    switches=SWITCHES,
    prune=st.sampled_from(["none", "listed", "all"]),
    concurrency=st.integers(1, 4),
    max_changes=st.none() | st.integers(0, 8),
)
def test_every_run_converges_and_does_no_more_than_declared(
    running, loop_rule_and_held, wanted, switches, prune, concurrency, max_changes
):
    running.reset()
    loop_rule, held = loop_rule_and_held
    running.set(**switches, loop_rule=loop_rule)
    ids = list(running.tenant.identities)
    for (person, config_type), (target, start, end) in held.items():
        running.tenant.put_configuration(ids[person], config_type, ids[target], instant(start), instant(end))
    args = {
        **connection(running),
        "configs": [entry(ids, key, cover) for key, cover in wanted.items()],
        "prune": prune,
        "concurrency": concurrency,
        "max_deletes": 99,
    }
    if max_changes is not None:
        args["max_changes"] = max_changes
    before = running.tenant.snapshot()

    def state():
        return {key: (conf.target_id, conf.end) for key, conf in running.tenant.configurations.items()}

    was = state()
    running.clear_log()
    planned = run_module(reassignment_configs, args, check_mode=True)
    assert running.writes() == [] and running.tenant.snapshot() == before
    result = run_module(reassignment_configs, args)

    if planned["failed"]:
        # A guard, a list that may be cut, or a loop of what is declared with what else is there.
        assert result["failed"] and result["msg"] == planned["msg"]
        assert running.writes() == [] and running.tenant.snapshot() == before
        expected = ("max_changes", "cannot be trusted", "The reassignments would form a loop")
        assert any(reason in result["msg"] for reason in expected), result["msg"]
        return
    assert not result["failed"], result["msg"]

    plan = [(change["action"], change["identity"], change["config_type"]) for change in planned["changes"]]
    assert plan == [(change["action"], change["identity"], change["config_type"]) for change in result["changes"]]
    assert planned["summary"] == result["summary"]
    counts = result["summary"]
    assert counts["create"] + counts["update"] + counts["delete"] == len(result["changes"])
    assert counts["create"] + counts["update"] + counts["unchanged"] == len(wanted)
    assert max_changes is None or len(result["changes"]) <= max_changes

    now = state()
    listed = {ids[person] for person, unused in wanted}
    for (person, config_type), (target, unused, end) in wanted.items():
        assert now[ids[person], config_type] == (ids[target], instant(end))
    undeclared = {key: conf for key, conf in was.items() if key not in {(ids[p], kind) for p, kind in wanted}}
    kept = {
        "none": undeclared,
        "listed": {key: conf for key, conf in undeclared.items() if key[0] not in listed},
        "all": {},
    }[prune]
    if switches["put_scope"] == "all_types":
        # What the service dropped and had ended is not put back.
        kept = {key: conf for key, conf in kept.items() if key in now or conf[1] is None or conf[1] > NOW}
    assert {key: conf for key, conf in now.items() if key in undeclared} == kept

    again = run_module(reassignment_configs, args)
    assert (again["failed"], again["changed"], again["changes"]) == (False, False, [])
