# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody else changes in the simulated tenant at a given moment of a task."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
import requests

from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, ConcurrentChange, Fault, Simulator
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client

TYPE = "CERTIFICATIONS"
START = datetime(2026, 1, 1, tzinfo=timezone.utc)


@pytest.fixture
def people(sim: Simulator) -> list[str]:
    """Six people; all but the first have a configuration."""
    people = list(sim.tenant.identities)
    for source in people[1:]:
        sim.tenant.put_configuration(source, TYPE, people[0], START)
    return people


def order(sim: Simulator, *changes: dict[str, Any]) -> requests.Response:
    return requests.post(sim.url + "/_simulator/concurrent_changes", json=list(changes), timeout=30)


def page(client: Client, offset: int) -> list[str]:
    answer = client.configurations("GET", params={"limit": 2, "offset": offset, "count": "true"})
    assert answer.headers["X-Total-Count"] == "5"
    return [entry["identity"]["id"] for entry in answer.json()]


def test_a_list_that_moves_while_it_is_read(sim: Simulator, client: Client, people: list[str]) -> None:
    """One entry goes and another is added between two pages: one person is on no page, and the total is the same."""
    anna, bruno = (sim.tenant.identities[person].alias for person in people[:2])
    added = {"identity": anna, "config_type": TYPE, "reassign_to": bruno, "start": "2026-01-01T00:00:00Z"}
    moved = {"remove": {"configurations": [{"identity": bruno, "config_type": TYPE}]}}
    rule = {"kind": "after", "operation": "reassignments.list", **moved, "add": {"configurations": [added]}}
    assert order(sim, rule).status_code == 200
    pages = [page(client, offset) for offset in (0, 2, 4)]
    assert pages == [[people[1], people[2]], [people[4], people[5]], [people[0]]]


def test_a_list_of_work_items_that_moves(sim: Simulator, client: Client) -> None:
    ids = [sim.tenant.add_work_item("anna.berg").id for _number in range(4)]
    new = "0" * 32
    order(
        sim,
        {
            "kind": "after",
            "operation": "work_items.list",
            "after": 1,
            "remove": {"work_items": [ids[0]]},
            "add": {"work_items": [{"owner": "anna.berg", "id": new}]},
        },
    )
    pages = [client.work_items("GET", params={"limit": 1, "offset": offset}).json() for offset in range(4)]
    assert [entry["id"] for entries in pages for entry in entries] == [ids[0], ids[1], ids[3], new]


@pytest.mark.parametrize(("kind", "seen"), [("before", [False, False, True]), ("after", [False, False, False, True])])
def test_the_moment(sim: Simulator, client: Client, kind: str, seen: list[bool]) -> None:
    order(
        sim,
        {
            "kind": kind,
            "operation": "reassignments.get_tenant_config",
            "after": 2,
            "add": {"tenant_config": {"disabled": True}},
        },
    )
    answers = [client.configurations("GET", "/tenant-config").json()["configDetails"] for _moment in seen]
    assert [bool(details) for details in answers] == seen


def test_a_change_after_a_request_needs_one_that_the_service_has_handled(sim: Simulator, client: Client) -> None:
    done: list[str] = []
    for kind in ("before", "after"):
        sim.add_change(ConcurrentChange(kind, method="GET", times=ALWAYS, action=lambda kind=kind: done.append(kind)))
    sim.add_fault(Fault("status"))
    client.work_items("GET")
    assert done == ["before"]
    sim.add_fault(Fault("reset_after"))
    with pytest.raises(requests.exceptions.ConnectionError):
        client.work_items("GET")
    assert done == ["before", "before", "after"]


def test_before_each_write(sim: Simulator, client: Client) -> None:
    at: list[int] = []
    sim.add_change(ConcurrentChange("before", writes=True, times=2, action=lambda: at.append(len(sim.calls()))))
    for method in ("GET", "POST", "GET", "POST", "POST"):
        client.work_items(method, "/nothing")
    assert at == [2, 4]


def test_people_come_and_go(sim: Simulator, client: Client, people: list[str]) -> None:
    rule = {"kind": "before", "identity": "bruno.costa"}
    order(sim, {**rule, "remove": {"identities": ["bruno.costa"]}, "add": {"identities": [{"alias": "new.one"}]}})
    assert client.configurations("GET", "/" + people[2]).status_code == 200
    assert sim.tenant.identity("bruno.costa").id == people[1]
    assert client.configurations("GET", "/" + people[1]).status_code == 404
    assert sim.tenant.identity("new.one")


def test_changes_can_be_cleared(sim: Simulator, client: Client) -> None:
    disable = {"kind": "before", "method": "GET", "add": {"tenant_config": {"disabled": True}}}
    order(sim, disable)
    requests.delete(sim.url + "/_simulator/concurrent_changes", timeout=30)
    client.work_items("GET")
    order(sim, disable)
    sim.reset()
    client.work_items("GET")
    sim.add_change(ConcurrentChange("before", action=sim.expire_tokens))
    sim.clear_changes()
    assert client.work_items("GET").status_code == 200
    assert sim.tenant.tenant_config == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "during"},
        {"kind": "before", "add": {"persons": 3}},
        {"kind": "before", "remove": {"tenant_config": {}}},
        {"kind": "before", "identity": "nobody"},
        {"kind": "before", "path": "["},
        {"kind": "before", "moment": 3},
    ],
)
def test_wrong_changes_are_refused(sim: Simulator, wrong: dict[str, Any]) -> None:
    answer = order(sim, wrong)
    assert answer.status_code == 400
    assert answer.json()["error"]
