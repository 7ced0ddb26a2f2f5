# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Several at once on one tenant: two bulk runs, and a bulk run beside a person who edits."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.modules import reassignment_configs
from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, ConcurrentChange, Fault
from ansible_collections.community.sailpoint.tests.trust.processes import result_of, start_module, wait_until
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc).replace(microsecond=0)
START, END = NOW - timedelta(days=1), NOW + timedelta(days=30)
TYPE, SIBLING = "ACCESS_REQUESTS", "MANUAL_TASKS"


def put(simulator, person, config_type, target):
    simulator.tenant.put_configuration(person, config_type, target, START, None)


def declare(people, target, config_type=TYPE):
    window = {"start": START.isoformat(), "end": END.isoformat()}
    return [{"identity": one, "reassign_to": target, "config_types": [config_type], **window} for one in people]


def held(simulator, config_type):
    return {key[0]: value for key, value in simulator.tenant.snapshot().items() if key[1] == config_type}


def check_account(result):
    """The result is whole, and says of what failed why."""
    assert result["changes"], result
    for change in result["changes"]:
        assert change["status"] in ("applied", "failed", "not_tried")
        assert bool(change["error"]) == (change["status"] == "failed")


@pytest.fixture()
def people(simulator):
    """Twenty people, all with something that nobody declares, half of them with something to update."""
    ids = list(simulator.tenant.identities)
    for number, person in enumerate(ids[:20]):
        put(simulator, person, SIBLING, ids[29])
        if number % 2:
            put(simulator, person, TYPE, ids[28])
    return ids


def run_both(simulator, first, second, rate_limit=0):
    """Two runs that begin together: neither is let in before the other has come."""
    simulator.add_fault(Fault("status", status=429, retry_after="0", times=10**6))
    processes = {}
    for configs in (first, second):
        arguments = {**connection(simulator), "continue_on_error": True, "configs": configs}
        processes[f"Bearer {arguments['access_token']}"] = start_module("reassignment_configs", arguments)
    wait_until(lambda: processes.keys() == {request.headers["authorization"] for request in simulator.calls()})
    simulator.clear_log()
    # Long enough for one to come while the other is at work, whoever of them is let in first.
    simulator.set(rate_limit=rate_limit, latency=0.05)
    simulator.clear_faults()
    results = [result_of(process) for process in processes.values()]
    spans = []
    for token in processes:
        started = [request.started for request in simulator.calls() if request.headers["authorization"] == token]
        spans.append((started[0], started[-1]))
    assert max(start for start, unused in spans) < min(end for unused, end in spans), "they did not run together"
    return results


@pytest.mark.parametrize("post_existing", ["replace", "refuse"])
def test_two_runs_of_the_same(simulator, people, post_existing):
    simulator.set(post_existing=post_existing, latency=0.005)
    configs = declare(people[:20], people[27])
    results = run_both(simulator, configs, configs)
    for result in results:
        assert not result.get("failed"), result
    assert any(result["changed"] for result in results)
    assert held(simulator, TYPE) == {person: [people[27], START, END] for person in people[:20]}
    assert held(simulator, SIBLING) == {person: [people[29], START, None] for person in people[:20]}
    assert not run_module(reassignment_configs, {**connection(simulator), "configs": configs})["changed"]


def test_two_runs_for_different_people_under_one_rate_limit(simulator, people):
    first, second = declare(people[:10], people[27]), declare(people[10:20], people[26])
    results = run_both(simulator, first, second, rate_limit=20)
    for result in results:
        assert not result.get("failed"), result["msg"]
        assert result["summary"]["create"] + result["summary"]["update"] == 10
    targets = {person: value[0] for person, value in held(simulator, TYPE).items()}
    assert targets == {**dict.fromkeys(people[:10], people[27]), **dict.fromkeys(people[10:20], people[26])}


def test_two_runs_for_different_types_of_the_same_people(simulator, people):
    simulator.set(latency=0.005)
    other = "CERTIFICATIONS"
    results = run_both(simulator, declare(people[:20], people[27]), declare(people[:20], people[26], other))
    assert not any(result.get("failed") for result in results), results
    assert held(simulator, TYPE).keys() == held(simulator, other).keys() == set(people[:20])
    assert held(simulator, SIBLING).keys() == set(people[:20])


def test_two_runs_that_contradict_each_other(simulator, people):
    """Whoever writes last wins, and nothing is lost."""
    simulator.set(latency=0.005)
    results = run_both(simulator, declare(people[:20], people[27]), declare(people[:20], people[26]))
    for result in results:
        check_account(result)
    now = held(simulator, TYPE)
    assert now.keys() == set(people[:20])
    assert {value[0] for value in now.values()} <= {people[26], people[27]}
    assert held(simulator, SIBLING).keys() == set(people[:20])
    configs = declare(people[:20], people[27])
    assert not run_module(reassignment_configs, {**connection(simulator), "configs": configs})["failed"]
    assert {value[0] for value in held(simulator, TYPE).values()} == {people[27]}


@pytest.mark.parametrize("put_scope", ["one_type", "all_types"])
@pytest.mark.parametrize("post_existing", ["replace", "refuse"])
def test_beside_a_person_who_edits(simulator, people, moment, put_scope, post_existing):
    """Just before each write somebody changes, adds or removes something of the same people."""
    simulator.set(put_scope=put_scope, post_existing=post_existing, delete_missing="not_found")
    dice = random.Random(moment)
    edited = {}

    def edit():
        person, config_type = dice.choice(people[:20]), dice.choice([TYPE, SIBLING, "CERTIFICATIONS"])
        if dice.random() < 0.4:
            simulator.tenant.configurations.pop((person, config_type), None)
            edited[person, config_type] = None
        else:
            put(simulator, person, config_type, people[25])
            edited[person, config_type] = [people[25], START, None]

    absent = [{"identity": person, "config_types": [TYPE], "state": "absent"} for person in people[15:20]]
    args = {**connection(simulator), "configs": [*declare(people[:15], people[27]), *absent], "continue_on_error": True}
    simulator.add_change(ConcurrentChange("before", writes=True, times=ALWAYS, action=edit))
    result = run_module(reassignment_configs, args)
    simulator.clear_changes()
    check_account(result)
    now = simulator.tenant.snapshot()
    for (person, config_type), value in edited.items():
        if config_type == TYPE or now.get((person, config_type)) == value:
            continue
        # What somebody has just removed looks like something that the service dropped with a write;
        # it is put back, and that is said. What somebody has just set can be lost only to such a service.
        text = " ".join(result.get("warnings", []))
        assert put_scope == "all_types" or (value is None and f"types of {person}" in text), (config_type, value, text)
    again = run_module(reassignment_configs, args)
    assert not again["failed"], again["msg"]
    assert held(simulator, TYPE) == {person: [people[27], START, END] for person in people[:15]}


def test_what_somebody_changed_in_the_meantime_stays(simulator, people):
    simulator.set(write_answer="one_type")
    person = people[1]

    def edit():
        put(simulator, person, SIBLING, people[25])

    args = {**connection(simulator), "configs": declare([person], people[27])}
    simulator.add_change(ConcurrentChange("before", writes=True, action=edit))
    result = run_module(reassignment_configs, args)
    assert not result["failed"]
    # About the permanent reassignment that was there before.
    (warning,) = result["warnings"]
    assert "It is lost, because the declared one" in warning
    assert held(simulator, SIBLING)[person][0] == people[25]


def test_what_somebody_created_in_the_meantime_is_told(simulator, people):
    """That the service refuses to replace it is not taken for a start that it refuses."""
    simulator.set(post_existing="refuse")
    person = people[0]

    def create():
        put(simulator, person, TYPE, people[25])

    args = {**connection(simulator), "configs": declare([person], people[27])}
    simulator.add_change(ConcurrentChange("before", writes=True, action=create))
    result = run_module(reassignment_configs, args)
    assert result["failed"] and "warnings" not in result
    told = f"Somebody else created it during this task: it now shows a reassignment to {people[25]}"
    assert told in result["changes"][0]["error"]["msg"]
    assert len(simulator.writes()) == 1
    assert not run_module(reassignment_configs, args)["failed"]
    assert held(simulator, TYPE)[person] == [people[27], START, END]
