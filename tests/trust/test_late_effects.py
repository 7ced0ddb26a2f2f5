# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Effects that become visible later than the answer, or never: they are waited for, all together, and none stops others."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.modules import (
    reassignment_configs,
    tenant_reassignment_settings,
    work_item_action,
)
from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, Fault, Simulator
from ansible_collections.community.sailpoint.tests.simulator.effects import Effects
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

START = datetime.now(timezone.utc).replace(microsecond=0) - timedelta(days=1)
FORWARD = {"action": "forward", "owner": "bruno.costa", "forward_to": "chloe.dubois", "comment": "Bruno is away."}
TYPES = ("ACCESS_REQUESTS", "CERTIFICATIONS")
NOT_SEEN = "The service accepted this, but its effect was not seen within 30 s."


@pytest.fixture()
def late(simulator, clock):
    """A tenant whose clock is the client's: time passes where the client waits."""
    simulator.tenant.effects = Effects(clock.monotonic)
    return simulator


def forty_items(simulator):
    return [simulator.tenant.add_work_item("bruno.costa", type="Generic") for unused in range(40)]


def owners(simulator):
    return [simulator.tenant.identities[item.owner_id].alias for item in simulator.tenant.work_items.values()]


def remove_from(simulator, people):
    """The options of a task that removes two reassignments of each."""
    for person in people:
        for config_type in TYPES:
            simulator.tenant.put_configuration(person, config_type, list(simulator.tenant.identities)[-1], START, None)
    absent = [{"identity": person, "state": "absent", "config_types": list(TYPES)} for person in people]
    return {**connection(simulator), "configs": absent, "max_deletes": 10**6}


@pytest.mark.parametrize("delay", [1.0, 25.0])
def test_forwards_whose_owner_changes_later(late, delay):
    forty_items(late)
    late.set(effect_delay=delay)
    result = run_module(work_item_action, {**connection(late), **FORWARD})
    assert not result["failed"] and result["changed"]
    assert {change["status"] for change in result["changes"]} == {"applied"} and len(result["changes"]) == 40
    assert owners(late) == ["chloe.dubois"] * 40
    assert len(late.writes()) == 40


def test_deletions_that_are_visible_later(late):
    arguments = remove_from(late, list(late.tenant.identities)[:10])
    late.set(effect_delay=2)
    result = run_module(reassignment_configs, arguments)
    assert not result["failed"] and result["summary"]["delete"] == 20
    assert late.tenant.snapshot() == {} and len(late.writes()) == 20


@pytest.mark.parametrize("write_answer", ["identity", "one_type"])
@pytest.mark.parametrize("types", [TYPES[:1], TYPES])
def test_updates_that_take_others_along_later(late, types, write_answer):
    """That the others are still there is no sign that they stay, as long as the update itself does not show."""
    people = list(late.tenant.identities)[:5]
    remove_from(late, people)
    before = late.tenant.snapshot()
    late.set(effect_delay=2, put_scope="all_types", write_answer=write_answer)
    target = list(late.tenant.identities)[-2]
    entry = {"reassign_to": target, "config_types": list(types), "start": START.isoformat(), "permanent": True}
    arguments = {**connection(late), "configs": [{"identity": person, **entry} for person in people]}
    result = run_module(reassignment_configs, arguments)
    assert not result["failed"], result["msg"]
    late.tenant.effects.finish()
    wanted = {(person, config_type): [target, START, None] for person in people for config_type in types}
    assert late.tenant.snapshot() == {**before, **wanted}


@pytest.mark.parametrize("continue_on_error", [False, True])
@pytest.mark.parametrize("fault", [{"kind": "gateway"}, {"kind": "status", "status": 500}])
def test_an_update_takes_others_along_and_the_next_one_fails(late, fault, continue_on_error):
    """What the first update of an identity removed is restored, whatever becomes of the second."""
    person, *unused, target, old = late.tenant.identities
    remove_from(late, [person])
    late.set(put_scope="all_types")
    late.add_fault(Fault(method="PUT", after=1, times=ALWAYS, **fault))
    entry = {"identity": person, "reassign_to": target, "config_types": list(TYPES), "start": START.isoformat()}
    options = {"configs": [{**entry, "permanent": True}], "retries": 1, "continue_on_error": continue_on_error}
    result = run_module(reassignment_configs, {**connection(late), **options})
    assert [change["status"] for change in result["changes"]] == ["applied", "failed"]
    assert {key[1]: value[0] for key, value in late.tenant.snapshot().items()} == {
        TYPES[0]: target,
        TYPES[1]: old,
    }


def test_a_tenant_wide_switch_that_is_visible_later(late):
    late.set(effect_delay=2)
    result = run_module(tenant_reassignment_settings, {**connection(late), "enabled": False})
    assert not result["failed"] and result["changed"] and len(late.writes()) == 1


@pytest.mark.parametrize("continue_on_error", [False, True])
def test_an_effect_that_never_shows_does_not_stop_the_others(late, continue_on_error):
    """Nor is it denied: the service has accepted it."""
    forty_items(late)
    late.set(effect_delay=math.inf)
    options = {**connection(late), **FORWARD, "continue_on_error": continue_on_error}
    result = run_module(work_item_action, options)
    assert result["failed"] and result["changed"]
    assert result["msg"].startswith("40 of 40 changes failed, 0 applied, 0 not tried.")
    assert all(NOT_SEEN in change["error"]["msg"] for change in result["changes"])
    assert len(late.writes()) == 40 and owners(late) == ["bruno.costa"] * 40


def test_some_effects_show_and_others_do_not(late):
    items = forty_items(late)
    late.set(effect_delay=1)
    late.tenant.effects.add(lambda: late.set(effect_delay=math.inf), requests=30)
    result = run_module(work_item_action, {**connection(late), **FORWARD})
    shown = {change["work_item"]["id"]: change["status"] for change in result["changes"]}
    moved = {item.id: "applied" if owner == "chloe.dubois" else "failed" for item, owner in zip(items, owners(late))}
    assert shown == moved and set(moved.values()) == {"applied", "failed"}


def test_many_effects_are_waited_for_together(late, clock, soak):
    """A thousand late writes are not a thousand waits."""
    number = 1000 if soak else 100
    with Simulator(people=number + 1) as simulator:
        simulator.tenant.effects = Effects(clock.monotonic)
        arguments = remove_from(simulator, list(simulator.tenant.identities)[:number])
        simulator.set(effect_delay=10)
        slept = clock.slept
        result = run_module(reassignment_configs, arguments)
        assert not result["failed"] and result["summary"]["delete"] == 2 * number
        assert clock.slept - slept < 20
        reads = [request for request in simulator.calls() if request.method == "GET"]
        assert len(reads) <= 10 * number


def test_failures_that_do_not_tell_are_looked_for_too(late):
    """The connection breaks at every try, and what was sent has its effect two seconds later."""
    arguments = remove_from(late, list(late.tenant.identities)[:5])
    late.set(effect_delay=2)
    late.add_fault(Fault("reset_after", method="DELETE", times=ALWAYS))
    result = run_module(reassignment_configs, {**arguments, "retries": 0, "continue_on_error": True})
    assert not result["failed"] and result["summary"]["delete"] == 10
    assert late.tenant.snapshot() == {} and len(late.writes()) == 10


def test_without_waiting_the_result_says_what_was_accepted(late):
    forty_items(late)
    late.set(effect_delay=1)
    result = run_module(work_item_action, {**connection(late), **FORWARD, "verify_timeout": 0})
    assert result["failed"] and result["changed"] and result["summary"]["failed"] == 40
    late.tenant.effects.finish()
    assert owners(late) == ["chloe.dubois"] * 40
    assert not run_module(work_item_action, {**connection(late), **FORWARD})["changed"]
