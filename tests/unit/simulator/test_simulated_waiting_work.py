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
