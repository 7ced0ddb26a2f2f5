# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What reassignment_configs tells the task that hands over waiting work: the tenant's switch, and who is away now."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.modules import reassignment_configs
from ansible_collections.community.sailpoint.tests.simulator import Fault
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc)
SWITCH = "reassignments.get_tenant_config"
TYPES = ("CERTIFICATIONS", "MANUAL_TASKS")


def entry(identity, target, start=None, config_types=TYPES):
    begin = {} if start is None else {"start": (NOW + timedelta(days=start)).isoformat()}
    return {
        "identity": identity,
        "reassign_to": target,
        "permanent": True,
        "config_types": list(config_types),
        **begin,
    }


@pytest.fixture()
def run(simulator):
    def _run(*configs, check_mode=False, **options):
        simulator.clear_log()
        args = {**connection(simulator), "configs": list(configs), "return_handovers": "all", **options}
        result = run_module(reassignment_configs, args, check_mode=check_mode)
        assert not result["failed"], result["msg"]
        aliases = {identity.id: identity.alias for identity in simulator.tenant.identities.values()}
        for handover in result.get("handovers", ()):
            handover.update({key: aliases[handover[key]] for key in ("from", "to") if key in handover})
        return result

    return _run


def put(simulator, identity, target, start=-7, config_types=TYPES):
    ids = [simulator.tenant.identity(alias).id for alias in (identity, target)]
    for config_type in config_types:
        simulator.tenant.put_configuration(ids[0], config_type, ids[1], NOW + timedelta(days=start), None)


def test_nothing_more_is_read_or_returned_unless_asked_for(simulator, run):
    result = run(entry("anna.berg", "bruno.costa"), return_handovers="none")
    assert not {"tenant_enabled", "handovers"} & result.keys()
    assert SWITCH not in [call.operation for call in simulator.calls()]


@pytest.mark.parametrize("check_mode", [True, False])
def test_those_who_are_away_now(simulator, run, check_mode):
    put(simulator, "anna.berg", "chloe.dubois")
    put(simulator, "daniel.okafor", "chloe.dubois")  # not declared
    result = run(
        entry("anna.berg", "chloe.dubois"),
        entry("bruno.costa", "chloe.dubois", start=7),
        entry("elif.yilmaz", "chloe.dubois", config_types=["MANUAL_TASKS"]),
        check_mode=check_mode,
    )
    planned = {"to": "chloe.dubois", "if_unavailable": "skip"} if check_mode else {}
    assert result["handovers"] == [
        {"from": "anna.berg", "config_types": list(TYPES)},
        {"from": "elif.yilmaz", "config_types": ["MANUAL_TASKS"], **planned},
    ]


def test_an_absence_that_this_run_begins_is_passed_on_along_the_chain(simulator, run):
    """The service cannot say yet who gets the work in the end."""
    put(simulator, "bruno.costa", "chloe.dubois")
    (anna, daniel) = run(entry("anna.berg", "bruno.costa"), entry("daniel.okafor", "elif.yilmaz"), check_mode=True)[
        "handovers"
    ]
    assert (anna["to"], daniel["to"]) == ("chloe.dubois", "elif.yilmaz")


def test_somebody_who_is_away_already_gets_another_end_of_the_chain_by_this_run(simulator, run):
    put(simulator, "anna.berg", "bruno.costa")
    configs = [entry("anna.berg", "bruno.costa"), entry("bruno.costa", "chloe.dubois")]
    planned = run(*configs, check_mode=True)["handovers"]
    assert [handover["to"] for handover in planned] == ["chloe.dubois", "chloe.dubois"]
    assert all("to" not in handover for handover in run(*configs)["handovers"])


@pytest.mark.parametrize("check_mode", [True, False])
def test_until_when(simulator, run, check_mode):
    """By type of work, if their ends differ."""
    ends = ["2090-12-24T00:00:00Z", "2091-01-06T23:00:00Z"]
    configs = [
        {**entry("anna.berg", "bruno.costa", config_types=[config_type]), "permanent": False, "end": end}
        for config_type, end in zip(TYPES, ends)
    ]
    handovers = run(*configs, check_mode=check_mode)["handovers"]
    assert [(one["config_types"], one["until"]) for one in handovers] == [([TYPES[0]], ends[0]), ([TYPES[1]], ends[1])]


def test_a_chain_that_is_longer_than_the_service_follows_leads_to_somebody_who_is_away(simulator, run):
    people = [
        simulator.tenant.add_identity(name).alias for name in ("one", "two", "three", "four", "five", "six", "seven")
    ]
    configs = [entry(*pair) for pair in zip(people, people[1:])]
    planned = run(*configs, check_mode=True, chains="allow")["handovers"]
    assert {handover["from"]: handover["to"] for handover in planned} == dict.fromkeys(people[1:-1], people[-1])


def test_a_window_that_is_kept_counts_and_one_that_fails_does_not(simulator, run):
    put(simulator, "anna.berg", "bruno.costa")
    handovers = run(entry("anna.berg", "chloe.dubois", start=7))["handovers"]
    assert handovers == [{"from": "anna.berg", "config_types": list(TYPES)}]
    simulator.add_fault(Fault("status", method="POST", path="reassignment", status=403, times=99))
    args = {**connection(simulator), "configs": [entry("elif.yilmaz", "chloe.dubois")], "return_handovers": "all"}
    result = run_module(reassignment_configs, args)
    assert result["failed"] and result["handovers"] == []


@pytest.mark.parametrize("option", ["read", "warn"])
@pytest.mark.parametrize(("stored", "enabled"), [({}, True), ({"disabled": False}, True), ({"disabled": True}, False)])
def test_the_switch(simulator, run, stored, enabled, option):
    simulator.tenant.tenant_config = stored
    result = run(entry("anna.berg", "bruno.costa"), tenant_switch=option)
    assert result["tenant_enabled"] is enabled
    assert [call.operation for call in simulator.calls()].count(SWITCH) == 1
    warnings = " ".join(result.get("warnings", []))
    assert ("vacations_manage_tenant_switch" in warnings) == (option == "warn" and not enabled)


@pytest.mark.parametrize("fault", [{"kind": "status", "status": 403}, {"kind": "wrong_shape"}])
def test_a_switch_that_cannot_be_read_is_no_failure(simulator, run, fault):
    simulator.add_fault(Fault(path="tenant-config", times=99, **fault))
    result = run(entry("anna.berg", "bruno.costa"), tenant_switch="warn")
    assert result["tenant_enabled"] is None and result["changed"]


def test_while_reassignment_is_switched_off_the_service_is_not_asked(simulator, run):
    simulator.tenant.tenant_config = {"disabled": True}
    put(simulator, "anna.berg", "bruno.costa")
    (handover,) = run(entry("anna.berg", "bruno.costa"), tenant_switch="read")["handovers"]
    assert handover["to"] == "bruno.costa"


class TestWaiting:
    """People for whom nothing waits need no handover."""

    @pytest.mark.parametrize("check_mode", [True, False])
    def test_only_people_for_whom_something_waits(self, simulator, run, check_mode):
        put(simulator, "anna.berg", "chloe.dubois")
        put(simulator, "bruno.costa", "chloe.dubois")
        simulator.tenant.add_work_item("bruno.costa")
        entries = [entry(alias, "chloe.dubois") for alias in ("anna.berg", "bruno.costa", "elif.yilmaz")]
        simulator.tenant.add_certification("elif.yilmaz")
        found = run(*entries, return_handovers="waiting", check_mode=check_mode)["handovers"]
        assert [one["from"] for one in found] == ["bruno.costa", "elif.yilmaz"]

    def test_nobody_is_away(self, simulator, run):
        result = run(entry("anna.berg", "chloe.dubois", start=7), return_handovers="waiting")
        assert result["handovers"] == [] and not simulator.calls("work_items.list")

    def test_nobody_is_looked_at_while_reassignment_is_disabled(self, simulator, run):
        simulator.tenant.tenant_config = {"disabled": True}
        put(simulator, "anna.berg", "chloe.dubois")
        options = {"return_handovers": "waiting", "tenant_switch": "read"}
        assert len(run(entry("anna.berg", "chloe.dubois"), **options)["handovers"]) == 1
        assert not simulator.calls("work_items.list")

    def test_after_a_failure_everybody_is_returned_unread(self, simulator):
        put(simulator, "anna.berg", "chloe.dubois")
        simulator.add_fault(Fault("status", method="POST", path="reassignment", status=403, times=99))
        configs = [entry("anna.berg", "chloe.dubois"), entry("elif.yilmaz", "chloe.dubois")]
        args = {**connection(simulator), "configs": configs, "return_handovers": "waiting"}
        simulator.clear_log()
        result = run_module(reassignment_configs, args)
        assert result["failed"] and len(result["handovers"]) == 1 and not simulator.calls("work_items.list")
