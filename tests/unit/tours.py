# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each module can do, step by step, against a simulated tenant, under any API version that has it.

C(TOURS) holds them by the name of the module. Each goes through all the operations that the module has
by the documentation's table.
"""

from __future__ import annotations

import importlib
from datetime import datetime, timedelta, timezone

from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

LAST_WEEK = datetime.now(timezone.utc) - timedelta(days=7)
TYPES = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS"]


class Tour:
    """Runs one module under one API version; nothing that it sends may belong to another version."""

    def __init__(self, simulator, module, version):
        self.simulator = simulator
        self.module = importlib.import_module(f"ansible_collections.community.sailpoint.plugins.modules.{module}")
        self.version = version
        self.arguments = {**connection(simulator), "api_version": version}
        self.config_types = TYPES[:3] if version in ("beta", "v2024") else TYPES

    def read(self, **options):
        result = run_module(self.module, {**self.arguments, **options})
        assert not result["failed"], result["msg"]
        assert self.simulator.writes() == []
        assert not result["changed"]
        return result

    def write(self, **options):
        """Check mode writes nothing and has the plan; the run applies it; the second run is unchanged."""
        arguments = {**self.arguments, **options}
        written = len(self.simulator.writes())
        planned = run_module(self.module, arguments, check_mode=True)
        assert not planned["failed"], planned["msg"]
        assert len(self.simulator.writes()) == written
        result = run_module(self.module, arguments)
        assert not result["failed"], result["msg"]
        assert result["changed"] and planned["changed"]
        assert result["diff"] == planned["diff"]
        assert [change["status"] for change in result["changes"]] == ["applied"] * len(planned["changes"])
        again = run_module(self.module, arguments)
        assert (again["failed"], again["changed"]) == (False, False)
        return result

    def held(self, alias):
        """The types that the identity has configured, with the alias of the one who gets the work."""
        tenant = self.simulator.tenant
        mine = tenant.configurations.of(tenant.identity(alias).id)
        return {config_type: tenant.identities[found.target_id].alias for config_type, found in mine.items()}

    def id_of(self, alias):
        return self.simulator.tenant.identity(alias).id

    @property
    def has_reassignments(self):
        return self.version != "v3"

    def wait_in_all_queues(self):
        """Have one thing wait for Bruno in each queue that the version has; their IDs by queue."""
        tenant = self.simulator.tenant
        waiting = {
            "work_items": tenant.add_work_item("bruno.costa").id,
            "access_request_approvals": tenant.add_access_request_approval("bruno.costa").id,
            "generic_approvals": tenant.add_generic_approval("bruno.costa").id,
            # Somebody who does not report to Bruno: only then it is read whom it reviews.
            "certifications": tenant.add_certification("bruno.costa", subjects=["anna.berg"]).id,
        }
        if self.version in ("v3", "beta"):
            del waiting["generic_approvals"]
        return waiting

    def work_item(self, **values):
        return self.simulator.tenant.add_work_item(self.id_of("bruno.costa"), **values).id


def identity_info(tour):
    found = tour.read(identities=["anna.berg", tour.id_of("bruno.costa")])["identities"]
    assert [identity["name"] for identity in found] == ["Anna Berg", "Bruno Costa"]


def reassignment_config(tour):
    # The plan of a reassignment without a start says "now", and so is another one a second later.
    always = {"start": LAST_WEEK.isoformat(), "permanent": True}
    tour.write(identity="anna.berg", reassign_to="bruno.costa@example.com", **always)
    assert tour.held("anna.berg") == dict.fromkeys(tour.config_types, "bruno.costa")
    tour.write(identity="anna.berg", reassign_to="chloe.dubois", config_types=TYPES[:1], **always)
    assert tour.held("anna.berg") == {**dict.fromkeys(tour.config_types, "bruno.costa"), TYPES[0]: "chloe.dubois"}
    tour.write(identity="anna.berg", state="absent")
    assert tour.held("anna.berg") == {}


def reassignment_configs(tour):
    people = ["anna.berg", "bruno.costa", "chloe.dubois", "daniel.okafor"]
    always = {"start": LAST_WEEK.isoformat(), "permanent": True}
    configs = [{"identity": alias, "reassign_to": "elif.yilmaz", **always} for alias in people]
    tour.write(configs=configs[:1])
    tour.write(configs=configs, prune="all", tenant_switch="warn")
    assert all(tour.held(alias) == dict.fromkeys(tour.config_types, "elif.yilmaz") for alias in people)
    tour.write(configs=[{**configs[0], "reassign_to": "daniel.okafor"}])
    tour.write(configs=[{"identity": alias, "state": "absent"} for alias in people])
    assert not tour.simulator.tenant.configurations


def reassignment_config_info(tour):
    anna, bruno = tour.id_of("anna.berg"), tour.id_of("bruno.costa")
    for config_type in TYPES:
        tour.simulator.tenant.put_configuration(anna, config_type, bruno, LAST_WEEK)
    for options in ({}, {"identities": ["anna.berg"]}):
        found = tour.read(**options)["reassignments"]
        assert [entry["config_type"] for entry in found] == sorted(tour.config_types)
        assert {entry["reassign_to"]["name"] for entry in found} == {"Bruno Costa"}


def reassignment_evaluation_info(tour):
    tour.simulator.tenant.put_configuration(tour.id_of("anna.berg"), TYPES[0], tour.id_of("bruno.costa"), LAST_WEEK)
    found = tour.read(identities=["anna.berg"])["evaluations"]
    assert [(entry["config_type"], entry["reassign_to"]["name"]) for entry in found] == [
        (config_type, "Bruno Costa" if config_type == TYPES[0] else "Anna Berg") for config_type in tour.config_types
    ]


def reassignment_type_info(tour):
    assert [found["config_type"] for found in tour.read()["config_types"]] == tour.config_types


def tenant_reassignment_settings(tour):
    for enabled in (False, True):
        tour.write(enabled=enabled)
        assert tour.simulator.tenant.tenant_config == {"disabled": not enabled}


def tenant_reassignment_settings_info(tour):
    tour.simulator.tenant.tenant_config = {"disabled": True}
    assert tour.read()["settings"]["enabled"] is False


def waiting_work_info(tour):
    found = tour.wait_in_all_queues()
    result = tour.read(identities=["bruno.costa"])
    assert {item["queue"]: item["id"] for item in result["waiting"]} == found
    assert result["queues"] == list(found)
    assert [item["identity"]["name"] for item in result["waiting"]] == ["Bruno Costa"] * len(found)


def waiting_work_handover(tour):
    tour.simulator.set(async_requests=6)
    everything = {"from": "bruno.costa", "to": "chloe.dubois@example.com"}
    if tour.has_reassignments:
        for config_type in TYPES:
            tenant = tour.simulator.tenant
            tenant.put_configuration(tour.id_of("bruno.costa"), config_type, tour.id_of("daniel.okafor"), LAST_WEEK)
        found = tour.wait_in_all_queues()
        result = tour.write(handovers=[{"from": "bruno.costa"}])
        assert {change["to"]["name"] for change in result["changes"]} == {"Daniel Okafor"}
        assert len(result["changes"]) == len(found) - (tour.version == "v2024")
        tour.simulator.tenant.configurations.clear()
    found = tour.wait_in_all_queues()
    result = tour.write(handovers=[everything])
    movable = {queue: one for queue, one in found.items() if (tour.version, queue) != ("v2024", "generic_approvals")}
    assert {change["queue"]: change["item"]["id"] for change in result["changes"]} == movable
    assert [change["to"]["name"] for change in result["changes"]] == ["Chloé Dubois"] * len(movable)


def work_item_action(tour):
    items = tour.simulator.tenant.work_items
    for action, state in (("approve", "Finished"), ("reject", "Rejected")):
        whole, single = tour.work_item(), tour.work_item(approval_items=1)
        tour.write(action=action, ids=[whole], owner="bruno.costa")
        decided = [item.id for item in items[single].approval_items]
        tour.write(action=action, ids=[single], owner="bruno.costa", approval_item_ids=decided)
        assert [items[one].state for one in (whole, single)] == [state, state]
    manual = tour.work_item(type="ManualAction")
    tour.write(action="complete", owner="bruno.costa", max_changes=1)
    form = tour.work_item(type="Form")
    fields = dict.fromkeys(items[form].form_values, "chosen")
    tour.write(action="submit_account_selection", ids=[form], owner="bruno.costa", account_selection=fields)
    assert [items[one].state for one in (manual, form)] == ["Finished", "Finished"]
    assert items[form].form_values == fields
    waiting = tour.work_item()
    tour.write(action="forward", owner="bruno.costa", forward_to="chloe.dubois", comment="Bruno is away")
    assert items[waiting].owner_id == tour.id_of("chloe.dubois")


def work_item_info(tour):
    waiting, done = tour.work_item(), tour.work_item()
    tour.simulator.tenant.work_items[done].finish()
    tour.simulator.tenant.add_work_item(tour.id_of("anna.berg"))
    for completed, expected in ((False, waiting), (True, done)):
        result = tour.read(owner="bruno.costa", completed=completed, gather=["items", "count", "summary"])
        assert [item["id"] for item in result["work_items"]] == [expected]
        assert {item["owner"]["name"] for item in result["work_items"]} == {"Bruno Costa"}
        assert result["count"] == 1
        assert result["summary"]["open"] == result["summary"]["completed"] == 1
    found = tour.read(ids=[waiting, done], owner="bruno.costa")["work_items"]
    assert {item["id"] for item in found} == {waiting, done}


TOURS = {
    tour.__name__: tour
    for tour in (
        identity_info,
        reassignment_config,
        reassignment_config_info,
        reassignment_configs,
        reassignment_evaluation_info,
        reassignment_type_info,
        tenant_reassignment_settings,
        tenant_reassignment_settings_info,
        waiting_work_handover,
        waiting_work_info,
        work_item_action,
        work_item_info,
    )
}
