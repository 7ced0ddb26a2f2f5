# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated approvals of access requests: whose they are, and handing one over."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client, text_of

VERSIONS = ("v1", "v2026", "v2025", "v2024", "v3", "beta")
OLD, NEW = datetime(2026, 1, 1, tzinfo=timezone.utc), datetime(2026, 6, 1, tzinfo=timezone.utc)


def pending(client: Client, version: str = "v1", **parameters: Any) -> list[dict[str, Any]]:
    answer = client.access_request_approvals("GET", "/pending", version=version, params=parameters)
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def names(client: Client, **parameters: Any) -> list[str]:
    return [item["name"] for item in pending(client, **parameters)]


def forward(client: Client, item_id: str, target: str = "bruno.costa", **changed: Any) -> Any:
    body = {"newOwnerId": client.sim.tenant.identity(target).id, "comment": "away", **changed}
    return client.access_request_approvals("POST", f"/{item_id}/forward", json=body)


def owner_of(sim: Simulator, item_id: str) -> str:
    return sim.tenant.identities[sim.tenant.access_request_approvals[item_id].approver_id].alias


def test_whose_they_are_only_the_parameter_tells(sim: Simulator, client: Client) -> None:
    anna, bruno = list(sim.tenant.identities)[:2]
    sim.tenant.add_access_request_approval("anna.berg", name="hers")
    sim.tenant.add_access_request_approval("bruno.costa", name="his")
    sim.tenant.add_access_request_approval("bruno.costa", name="done", state="APPROVED")
    assert names(client) == ["hers", "his"]
    assert names(client, **{"owner-id": bruno}) == ["his"]
    assert names(client, **{"owner-id": "me"}) == ["hers"]
    (item,) = pending(client, **{"owner-id": bruno})
    assert item["owner"]["id"] == anna  # the owner of the access item
    (done,) = client.access_request_approvals("GET", "/completed", params={"owner-id": bruno}).json()
    assert (done["name"], done["state"], done["reviewedBy"]["id"]) == ("done", "APPROVED", bruno)


@pytest.mark.parametrize("version", VERSIONS)
def test_versions(sim: Simulator, client: Client, version: str) -> None:
    made = sim.tenant.add_access_request_approval("anna.berg", requested_for="chloe.dubois")
    (item,) = pending(client, version)
    assert item["requestedFor"]["id"] == sim.tenant.identity("chloe.dubois").id
    assert item.get("accessRequestId") == (None if version == "beta" else made.access_request_id)
    assert item.get("identityType") == ("HUMAN" if version == "v1" else None)
    assert "actionInProcess" not in item


def test_pages_filters_and_order(sim: Simulator, client: Client) -> None:
    for name, created in (("b", NEW), ("a", OLD), ("c", NEW)):
        sim.tenant.add_access_request_approval(
            "anna.berg", name=name, created=created, access_request_id="request-" + name
        )
    answer = client.access_request_approvals("GET", "/pending", params={"limit": 1, "offset": 1, "count": "true"})
    assert ([one["name"] for one in answer.json()], answer.headers["X-Total-Count"]) == (["a"], "3")
    assert names(client, sorters="created") == ["a", "b", "c"]
    assert names(client, filters='accessRequestId in ("request-a", "request-c")') == ["a", "c"]
    assert names(client, filters="created lt 2026-03-01T00:00:00Z") == ["a"]
    assert names(client, filters='created ge "2026-06-01T00:00:00Z" and accessRequestId eq "request-b"') == ["b"]
    for wrong in ({"limit": 251}, {"filters": 'name eq "a"'}, {"filters": "created lt yesterday"}, {"sorters": "name"}):
        assert client.access_request_approvals("GET", "/pending", params=wrong).status_code == 400


@pytest.mark.parametrize(("members", "found"), [("listed", ["the group's"]), ("hidden", [])])
def test_governance_groups(sim: Simulator, client: Client, members: str, found: list[str]) -> None:
    sim.set(group_members=members)
    sim.tenant.add_governance_group("Board", ["anna.berg", "bruno.costa"])
    item = sim.tenant.add_access_request_approval("Board", name="the group's")
    assert names(client, **{"owner-id": sim.tenant.identity("bruno.costa").id}) == found
    assert forward(client, item.id, "chloe.dubois").status_code == 202
    assert owner_of(sim, item.id) == "chloe.dubois"


def test_forward(sim: Simulator, client: Client) -> None:
    item = sim.tenant.add_access_request_approval("anna.berg")
    answer = forward(client, item.id)
    assert (answer.status_code, answer.json()) == (202, {})
    assert owner_of(sim, item.id) == "bruno.costa"
    (step,) = pending(client)[0]["forwardHistory"]
    assert (step["oldApproverName"], step["newApproverName"], step["comment"]) == ("Anna Berg", "Bruno Costa", "away")
    assert step["reassignmentType"] == "MANUAL_REASSIGNMENT"


@pytest.mark.parametrize(
    "wrong",
    [{"comment": ""}, {"comment": "x" * 256}, {"comment": None}, {"newOwnerId": "nobody"}, {"newOwnerId": None}],
)
def test_wrong_forward(sim: Simulator, client: Client, wrong: dict[str, Any]) -> None:
    item = sim.tenant.add_access_request_approval("anna.berg")
    assert forward(client, item.id, **wrong).status_code == 400
    assert owner_of(sim, item.id) == "anna.berg"


def test_forward_of_what_is_not_pending(sim: Simulator, client: Client) -> None:
    assert forward(client, "nothing").status_code == 404
    item = sim.tenant.add_access_request_approval("anna.berg", state="REJECTED")
    assert "already REJECTED" in text_of(forward(client, item.id))


@pytest.mark.parametrize("shown", [True, False])
def test_a_forward_takes_a_while(sim: Simulator, client: Client, shown: bool) -> None:
    item = sim.tenant.add_access_request_approval("anna.berg")
    sim.set(async_requests=1, show_action_in_process=shown)
    forward(client, item.id)
    assert pending(client)[0].get("actionInProcess") == ("FORWARDED" if shown else None)
    assert owner_of(sim, item.id) == "anna.berg"
    assert "actionInProcess" not in pending(client)[0]
    assert owner_of(sim, item.id) == "bruno.costa"


def test_the_list_may_lag_behind_the_end_of_a_forward(sim: Simulator, client: Client) -> None:
    item = sim.tenant.add_access_request_approval("anna.berg")
    sim.set(async_requests=1, effect_requests=1)
    forward(client, item.id)
    seen = [(pending(client)[0].get("actionInProcess"), owner_of(sim, item.id)) for _number in range(3)]
    assert seen == [("FORWARDED", "anna.berg"), (None, "anna.berg"), (None, "bruno.costa")]


def test_a_forward_may_come_to_nothing(sim: Simulator, client: Client) -> None:
    item = sim.tenant.add_access_request_approval("anna.berg")
    sim.set(async_outcome="failure")
    assert forward(client, item.id).status_code == 202
    assert (owner_of(sim, item.id), item.in_process) == ("anna.berg", None)
    sim.set(async_outcome="success", async_delay="inf")
    forward(client, item.id)
    assert [pending(client)[0]["actionInProcess"] for _number in range(3)] == ["FORWARDED"] * 3


@pytest.mark.parametrize(
    ("rule", "status", "owner"),
    [("refuse", 400, "bruno.costa"), ("ignore", 202, "bruno.costa"), ("accept", 202, "chloe.dubois")],
)
def test_a_second_forward_meanwhile(sim: Simulator, client: Client, rule: str, status: int, owner: str) -> None:
    item = sim.tenant.add_access_request_approval("anna.berg")
    sim.set(async_requests=5, second_forward=rule)
    forward(client, item.id)
    assert forward(client, item.id, "chloe.dubois").status_code == status
    sim.tenant.effects.finish()
    assert owner_of(sim, item.id) == owner


@pytest.mark.parametrize(
    ("obeys", "disabled", "owner"),
    [(True, False, "chloe.dubois"), (True, True, "bruno.costa"), (False, False, "bruno.costa")],
)
def test_the_targets_own_reassignment(sim: Simulator, client: Client, obeys: bool, disabled: bool, owner: str) -> None:
    bruno, chloe = (sim.tenant.identity(alias).id for alias in ("bruno.costa", "chloe.dubois"))
    sim.tenant.put_configuration(bruno, "ACCESS_REQUESTS", chloe, OLD)
    sim.tenant.tenant_config = {"disabled": disabled}
    sim.set(handover_obeys_reassignment=obeys)
    item = sim.tenant.add_access_request_approval("anna.berg")
    forward(client, item.id)
    assert owner_of(sim, item.id) == owner
    types = [step["reassignmentType"] for step in pending(client)[0]["forwardHistory"]]
    assert types == ["MANUAL_REASSIGNMENT", "AUTOMATIC_REASSIGNMENT"][: 1 + (owner == "chloe.dubois")]
