# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Setting up what waits for people in the simulated tenant, and reading it, over HTTP."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import requests

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client

CREATED = "2026-01-02T03:04:05.000Z"


def control(sim: Simulator, method: str, path: str, body: Any = None) -> Any:
    answer = requests.request(method, f"{sim.url}/_simulator/{path}", json=body, timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_scenario_and_readers(sim: Simulator) -> None:
    control(
        sim,
        "POST",
        "reset",
        {
            "people": 4,
            "governance_groups": [{"name": "Board", "members": ["anna.berg"]}],
            "access_request_approvals": [{"approver": "Board", "name": "Payroll", "created": CREATED}],
            "generic_approvals": [{"approvers": ["anna.berg", "Board"], "requestee": "bruno.costa", "due": CREATED}],
            "campaigns": [{"name": "Q3", "type": "SOURCE_OWNER"}],
            "certifications": [
                {"reviewer": "anna.berg", "campaign": "Q3", "subjects": ["bruno.costa"], "signed": CREATED}
            ],
            "clients": [{"client_id": "reader", "client_secret": "secret", "scopes": ["idn:campaign:read"]}],
        },
    )
    assert control(sim, "GET", "governance_groups") == [{"name": "Board", "members": ["anna.berg"]}]
    (item,) = control(sim, "GET", "access_request_approvals")
    assert (item["approver"], item["name"], item["created"], item["state"]) == ("Board", "Payroll", CREATED, None)
    (item,) = control(sim, "GET", "generic_approvals")
    assert (item["approvers"], item["due"], item["status"]) == (["anna.berg", "Board"], CREATED, "PENDING")
    (campaign,) = control(sim, "GET", "campaigns")
    assert (campaign["name"], campaign["type"]) == ("Q3", "SOURCE_OWNER")
    (item,) = control(sim, "GET", "certifications")
    assert (item["campaign_id"], item["subjects"], item["signed"]) == (campaign["id"], ["bruno.costa"], CREATED)
    assert sim.state.permissions["reader"].scopes == {"idn:campaign:read"}


def test_adding_and_watching_a_handover(sim: Simulator, client: Client) -> None:
    (added,) = control(sim, "POST", "certifications", [{"reviewer": "anna.berg", "subjects": ["chloe.dubois"]}])
    sim.set(async_requests=1)
    (campaign,) = sim.tenant.campaigns
    body = {"certificationIds": [added], "reassignTo": {"id": sim.tenant.identity("bruno.costa").id}}
    client.campaigns("POST", f"/{campaign}/reassign", json=body)
    (task,) = control(sim, "GET", "certification_tasks")
    assert (task["status"], task["certifications"]) == ("IN_PROGRESS", [added])
    control(sim, "POST", "finish_effects")
    (item,) = control(sim, "GET", "certifications")
    assert (item["reviewer"], item["reassigned"]) == ("bruno.costa", True)


def test_readers_have_effects_that_are_due(sim: Simulator, client: Client) -> None:
    (added,) = control(sim, "POST", "access_request_approvals", [{"approver": "anna.berg"}])
    sim.tenant.effects = type(sim.tenant.effects)(clock=lambda: 0.0)
    sim.set(async_delay=5)
    body = {"newOwnerId": sim.tenant.identity("bruno.costa").id, "comment": "away"}
    client.access_request_approvals("POST", f"/{added}/forward", json=body)
    assert control(sim, "GET", "access_request_approvals")[0]["in_process"] == "FORWARDED"
    sim.tenant.effects._clock = lambda: 5.0
    (item,) = control(sim, "GET", "access_request_approvals")
    assert (item["approver"], item["in_process"]) == ("bruno.costa", None)


def test_queues_that_move_while_they_are_read(sim: Simulator, client: Client) -> None:
    ids = [sim.tenant.add_access_request_approval("anna.berg").id for _number in range(3)]
    change = {
        "remove": {"access_request_approvals": ids[:1]},
        "add": {"generic_approvals": [{"approvers": "anna.berg"}]},
    }
    rule = {"kind": "after", "operation": "access_request_approvals.list_pending", **change}
    control(sim, "POST", "concurrent_changes", [rule])
    pages = [
        client.access_request_approvals("GET", "/pending", params={"limit": 2, "offset": offset}).json()
        for offset in (0, 2)
    ]
    assert [[item["id"] for item in page] for page in pages] == [ids[:2], []]
    assert len(sim.tenant.generic_approvals) == 1


@pytest.mark.parametrize(
    ("service", "path"),
    [("access-request-approvals", "/pending"), ("generic-approvals", ""), ("certifications", ""), ("campaigns", "")],
)
def test_the_habits_of_all_lists(sim: Simulator, client: Client, service: str, path: str) -> None:
    sim.tenant.add_access_request_approval("anna.berg")
    sim.tenant.add_generic_approval("anna.berg")
    certification = sim.tenant.add_certification("anna.berg")
    sim.set(list_end="endless", list_total="99999999")
    answer = client.call("GET", service, path, params={"limit": 50, "offset": 50, "count": "true"})
    assert len({item["id"] for item in answer.json()}) == 50
    assert answer.headers["X-Total-Count"] == "99999999"
    sim.set(list_end="refuse")
    assert client.call("GET", service, path, params={"offset": 1}).status_code == 400
    sim.set(id_case="upper")
    assert certification.campaign_id.upper() in client.call("GET", "certifications").text


def test_ids_in_another_letter_case(sim: Simulator, client: Client) -> None:
    approval, one = sim.tenant.add_access_request_approval("anna.berg"), sim.tenant.add_certification("anna.berg")
    bruno = sim.tenant.identity("bruno.costa").id
    sim.set(id_case="upper")
    body = {"newOwnerId": bruno.upper(), "comment": "away"}
    client.access_request_approvals("POST", f"/{approval.id.upper()}/forward", json=body)
    body = {"certificationIds": [one.id.upper()], "reassignTo": {"id": bruno.upper()}}
    task = client.campaigns("POST", f"/{one.campaign_id.upper()}/reassign", json=body).json()
    assert client.call("GET", "certification-tasks", "/" + task["id"]).json()["status"] == "SUCCESS"
    assert (approval.approver_id, one.reviewer_id) == (bruno, bruno)


def test_waiting_work_in_bulk(sim: Simulator) -> None:
    control(sim, "POST", "reset", {"people": 30})
    bulk = {"items": 500, "owners": 20, "campaigns": 3, "created": CREATED}
    counted = control(sim, "POST", "waiting_work", bulk)
    assert counted == {
        "work_items": 140,
        "access_request_approvals": 120,
        "generic_approvals": 120,
        "certifications": 120,
    }
    owners = Counter(item["owner"] for item in control(sim, "GET", "work_items"))
    owners.update(item["approver"] for item in control(sim, "GET", "access_request_approvals"))
    owners.update(item["approvers"][0] for item in control(sim, "GET", "generic_approvals"))
    certifications = control(sim, "GET", "certifications")
    owners.update(item["reviewer"] for item in certifications)
    assert set(owners.values()) == {25}
    assert len(owners) == 20
    assert Counter(item["campaign"] for item in certifications) == {"Campaign %d" % one: 40 for one in (1, 2, 3)}
    assert {item["created"] for item in certifications} == {CREATED}
    assert all(item["reviewer"] not in item["subjects"] for item in certifications)


def test_waiting_work_of_some_people_in_some_queues(sim: Simulator) -> None:
    bulk = {"items": 3, "owners": ["bruno.costa"], "queues": ["certifications", "generic_approvals"]}
    assert control(sim, "POST", "waiting_work", bulk) == {"certifications": 2, "generic_approvals": 1}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("waiting_work", {"items": 1, "owners": []}),
        ("waiting_work", {"items": 1, "queues": ["letters"]}),
        ("access_request_approvals", [{"approver": "nobody"}]),
        ("generic_approvals", [{"approvers": ["anna.berg"], "created": "tomorrow"}]),
        ("certifications", [{"reviewer": "anna.berg", "colour": "red"}]),
        ("governance_groups", [{"name": "Board", "members": ["nobody"]}]),
        ("clients", [{"client_id": "x", "client_secret": "y", "identity": "nobody"}]),
    ],
)
def test_wrong_control_requests_are_refused(sim: Simulator, path: str, body: Any) -> None:
    answer = requests.post(f"{sim.url}/_simulator/{path}", json=body, timeout=30)
    assert answer.status_code == 400
    assert answer.json()["error"]
