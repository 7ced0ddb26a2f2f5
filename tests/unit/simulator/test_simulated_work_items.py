# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated work items: who sees which, and how each action changes one."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client, text_of


def add(sim: Simulator, owner: str = "anna.berg", **named: Any) -> Any:
    return sim.tenant.add_work_item(sim.tenant.identity(owner).id, **named)


def test_lists_counts_and_summary_belong_to_the_owner(sim: Simulator, client: Client) -> None:
    mine, other, done = add(sim), add(sim, "bruno.costa"), add(sim)
    done.finish()

    def listed(path: str, **parameters: Any) -> list[str]:
        return [item["id"] for item in client.work_items("GET", path, params=parameters).json()]

    assert listed("") == [mine.id]
    assert listed("", ownerId=other.owner_id) == [other.id]
    assert listed("/completed") == [done.id]
    assert client.work_items("GET", "/count", params={"ownerId": other.owner_id}).json() == {"count": 1}
    assert client.work_items("GET", "/completed/count").json() == {"count": 1}
    assert client.work_items("GET", "/summary").json() == {"open": 1, "completed": 1, "total": 2}
    sim.set(work_item_owner_default="tenant")
    assert listed("") == [mine.id, other.id]


def test_paging(sim: Simulator, client: Client) -> None:
    items = [add(sim).id for _number in range(5)]
    answer = client.work_items("GET", params={"limit": 2, "offset": 3, "count": "true"})
    assert [item["id"] for item in answer.json()] == items[3:]
    assert answer.headers["X-Total-Count"] == "5"


@pytest.mark.parametrize(("form", "kind"), [("array", list), ("object", dict)])
def test_beta_may_answer_an_array(sim: Simulator, client: Client, form: str, kind: type) -> None:
    sim.set(beta_work_item_form=form)
    item = add(sim)
    assert isinstance(client.work_items("GET", "/" + item.id, version="beta").json(), kind)
    assert isinstance(client.work_items("GET", "/" + item.id).json(), dict)
    assert client.work_items("GET", "/completed/count", version="beta").json() == [{"count": 0}]


@pytest.mark.parametrize(("form", "status"), [("not_found", 404), ("found", 200)])
def test_finished_work_item(sim: Simulator, client: Client, form: str, status: int) -> None:
    sim.set(finished_work_item=form)
    item = add(sim, type="ManualAction")
    assert client.work_items("POST", "/" + item.id).json()["state"] == "Finished"
    assert client.work_items("GET", "/" + item.id).status_code == status


def test_decisions(sim: Simulator, client: Client) -> None:
    item = add(sim, approval_items=2)
    first, second = (one.id for one in item.approval_items)
    assert client.work_items("POST", f"/{item.id}/reject/{first}").json()["state"] == "Pending"
    assert "already Rejected" in text_of(client.work_items("POST", f"/{item.id}/approve/{first}"))
    assert client.work_items("POST", f"/{item.id}/approve/nothing").status_code == 404
    assert client.work_items("POST", f"/{item.id}/approve/{second}").json()["state"] == "Finished"
    assert "already Finished" in text_of(client.work_items("POST", f"/bulk-reject/{item.id}"))


@pytest.mark.parametrize(("action", "state"), [("bulk-approve", "Finished"), ("bulk-reject", "Rejected")])
def test_decisions_in_bulk(sim: Simulator, client: Client, action: str, state: str) -> None:
    item = add(sim, approval_items=3)
    answer = client.work_items("POST", f"/{action}/{item.id}").json()
    assert answer["state"] == state
    assert [one["state"] for one in answer["approvalItems"]] == [state] * 3
    assert client.work_items("POST", f"/{action}/{add(sim, type='ManualAction').id}").status_code == 400


def test_bulk_leaves_earlier_decisions_alone(sim: Simulator, client: Client) -> None:
    item = add(sim, approval_items=3)
    client.work_items("POST", f"/{item.id}/reject/{item.approval_items[1].id}")
    client.work_items("POST", f"/bulk-approve/{item.id}")
    assert [one.state for one in item.approval_items] == ["Finished", "Rejected", "Finished"]


def test_complete_takes_a_string_or_nothing(sim: Simulator, client: Client) -> None:
    item = add(sim, type="ManualAction")
    assert client.work_items("POST", "/" + item.id, json={}).status_code == 400
    assert client.work_items("POST", "/" + item.id, json="done").status_code == 200
    assert client.work_items("POST", "/" + item.id).status_code == 400


def test_account_selection(sim: Simulator, client: Client) -> None:
    item = add(sim, type="Form")
    path = f"/{item.id}/submit-account-selection"
    for wrong in ({}, {"colour": "red"}, ["account"]):
        assert client.work_items("POST", path, json=wrong).status_code == 400
    answer = client.work_items("POST", path, json={"account": "CN=Anna"}).json()
    assert answer["state"] == "Finished"
    assert answer["form"]["sections"][0]["formItems"][0]["value"] == "CN=Anna"
    no_form = add(sim, type="ManualAction")
    assert (
        client.work_items("POST", f"/{no_form.id}/submit-account-selection", json={"account": "x"}).status_code == 400
    )


@pytest.mark.parametrize("silent", [False, True])
def test_forward(sim: Simulator, client: Client, silent: bool) -> None:
    sim.set(silent_forward=silent)
    item, target = add(sim), sim.tenant.identity("bruno.costa")
    answer = client.work_items("POST", f"/{item.id}/forward", json={"targetOwnerId": target.id, "comment": "away"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert (item.owner_id == target.id) is not silent


@pytest.mark.parametrize(
    "wrong", [{"comment": None}, {"comment": ""}, {"targetOwnerId": "nobody"}, {"sendNotifications": "no"}]
)
def test_wrong_forward(sim: Simulator, client: Client, wrong: dict[str, Any]) -> None:
    item, target = add(sim), sim.tenant.identity("bruno.costa")
    body = {"targetOwnerId": target.id, "comment": "away", **wrong}
    assert client.work_items("POST", f"/{item.id}/forward", json=body).status_code == 400
    assert item.owner_id != target.id


@pytest.mark.parametrize(
    ("version", "name"), [("v1", "PolicyVioloation"), ("v2024", "PolicyViolation"), ("beta", "PolicyViolation")]
)
def test_the_misspelt_type(sim: Simulator, client: Client, version: str, name: str) -> None:
    add(sim, type="PolicyViolation")
    assert client.work_items("GET", version=version).json()[0]["type"] == name
