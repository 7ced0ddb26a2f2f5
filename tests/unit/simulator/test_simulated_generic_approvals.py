# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated generic approvals: whose are listed, in which shape, and handing them over."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client, text_of

VERSIONS = ("v1", "v2026", "v2025", "v2024")
OLD = datetime(2026, 1, 1, tzinfo=timezone.utc)


def listed(client: Client, version: str = "v1", **parameters: Any) -> list[dict[str, Any]]:
    answer = client.generic_approvals("GET", version=version, params=parameters)
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def names(client: Client, version: str = "v1", **parameters: Any) -> list[str]:
    return [item["name"][0]["value"] for item in listed(client, version, **parameters)]


def reassign(client: Client, item_id: str, source: str | None, target: str = "bruno.costa", **changed: Any) -> Any:
    body: dict[str, Any] = {"reassignTo": client.sim.tenant.identity(target).id, "comment": "away"}
    if source:
        body["reassignFrom"] = client.sim.tenant.approver(source)
    return client.generic_approvals("POST", f"/{item_id}/reassign", json={**body, **changed})


def approvers(sim: Simulator, item_id: str) -> list[str]:
    return [sim.tenant.identities[one].alias for one in sim.tenant.generic_approvals[item_id].approver_ids]


def test_whose_are_listed(sim: Simulator, client: Client) -> None:
    bruno = sim.tenant.identity("bruno.costa").id
    sim.tenant.add_generic_approval("anna.berg", name="hers")
    sim.tenant.add_generic_approval("bruno.costa", name="his", requestee="chloe.dubois")
    assert names(client) == ["hers", "his"]
    assert names(client, mine="true") == ["hers"]
    assert names(client, approverId=bruno) == ["his"]
    assert names(client, requesteeId=sim.tenant.identity("chloe.dubois").id) == ["his"]
    assert names(client, "v2024") == ["hers"]
    assert names(client, "v2024", mine="false") == ["hers", "his"]
    assert names(client, "v2024", approverId=bruno) == ["hers"]  # a parameter that it does not know


def test_filters_pages_and_counts(sim: Simulator, client: Client) -> None:
    first = sim.tenant.add_generic_approval("anna.berg", name="first", created=OLD, priority="HIGH")
    sim.tenant.add_generic_approval("anna.berg", name="second", references=[("ENTITLEMENT", "e1")])
    sim.tenant.add_generic_approval("anna.berg", name="third").decide("APPROVED")
    assert names(client, filters='status eq "PENDING"') == ["first", "second"]
    assert names(client, filters='status ne "PENDING"') == ["third"]
    assert names(client, filters='name sw "SEC" or priority eq "HIGH"') == ["first", "second"]
    assert names(client, filters='createdDate lt "2026-02-01T00:00:00Z"') == ["first"]
    assert names(client, filters='referenceType eq "ENTITLEMENT" and referenceId eq "e1"') == ["second"]
    assert names(client, filters=f'approvalId in ("{first.id}", "x")') == ["first"]
    assert names(client, "v2024", filters='status eq "PENDING"') == ["first", "second"]
    assert client.generic_approvals("GET", version="v2024", params={"filters": 'name eq "x"'}).status_code == 400
    answer = client.generic_approvals("GET", params={"limit": 1, "offset": 1, "count": "true"})
    assert (len(answer.json()), answer.headers["X-Total-Count"]) == (1, "3")
    only = client.generic_approvals("GET", params={"count-only": "true", "filters": 'status eq "PENDING"'})
    assert (only.json(), only.headers["X-Total-Count"]) == ([], "2")


@pytest.mark.parametrize("version", VERSIONS)
def test_shapes(sim: Simulator, client: Client, version: str) -> None:
    anna = sim.tenant.identity("anna.berg").id
    sim.tenant.add_governance_group("Board", ["bruno.costa"])
    made = sim.tenant.add_generic_approval(["anna.berg", "Board"])
    (item,) = listed(client, version)
    one = client.generic_approvals("GET", "/" + made.id, version=version).json()
    if version == "v2024":
        assert (item["approvalId"], item["status"], item["approvers"][0]["id"]) == (made.id, "PENDING", anna)
        assert "id" not in item
    else:
        assert (item["id"], item["assignedTo"][0]["identityID"]) == (made.id, anna)
        assert (item["assignedTo"][1]["type"], item["assignedTo"][1]["members"][0]["name"]) == (
            "GOVERNANCE_GROUP",
            "Bruno Costa",
        )
        assert not {"status", "approvers", "comments"} & set(item)
        assert one["approvers"] == item["assignedTo"]
    assert client.generic_approvals("GET", "/nothing", version=version).status_code == 404


def test_reassign(sim: Simulator, client: Client) -> None:
    item = sim.tenant.add_generic_approval(["chloe.dubois", "daniel.okafor"])
    answer = reassign(client, item.id, "chloe.dubois")
    assert (answer.status_code, answer.content) == (204, b"")
    assert approvers(sim, item.id) == ["daniel.okafor", "bruno.costa"]
    (step,) = listed(client, **{"include-reassignment-history": "true"})[0]["reassignmentHistory"]
    assert (step["reassignedFrom"]["name"], step["reassignedTo"]["name"]) == ("Chloé Dubois", "Bruno Costa")


def test_without_a_source_an_administrator_adds_an_approver(sim: Simulator, client: Client) -> None:
    other = sim.tenant.add_generic_approval("chloe.dubois")
    own = sim.tenant.add_generic_approval("anna.berg")
    for item in (other, own):
        assert reassign(client, item.id, None).status_code == 204
    assert approvers(sim, other.id) == ["chloe.dubois", "bruno.costa"]
    assert approvers(sim, own.id) == ["bruno.costa"]


def test_wrong_reassignments(sim: Simulator, client: Client) -> None:
    item = sim.tenant.add_generic_approval("chloe.dubois")
    assert reassign(client, "nothing", "chloe.dubois").status_code == 404
    assert "no approver" in text_of(reassign(client, item.id, "daniel.okafor"))
    assert reassign(client, item.id, "chloe.dubois", reassignTo="nobody").status_code == 400
    item.decide("APPROVED")
    assert "already APPROVED" in text_of(reassign(client, item.id, "chloe.dubois"))
    assert approvers(sim, item.id) == ["chloe.dubois"]


@pytest.mark.parametrize(("members", "found"), [("listed", 1), ("hidden", 0)])
def test_governance_groups(sim: Simulator, client: Client, members: str, found: int) -> None:
    sim.set(group_members=members)
    sim.tenant.add_governance_group("Board", ["anna.berg", "bruno.costa"])
    item = sim.tenant.add_generic_approval("Board")
    assert len(listed(client, approverId=sim.tenant.identity("bruno.costa").id)) == found
    assert reassign(client, item.id, "bruno.costa").status_code == 400  # the group is the approver
    assert reassign(client, item.id, "Board").status_code == 204
    assert approvers(sim, item.id) == ["bruno.costa"]


@pytest.mark.parametrize("rule", ["skip", "refuse"])
def test_bulk_reassign(sim: Simulator, client: Client, rule: str) -> None:
    good = sim.tenant.add_generic_approval("chloe.dubois")
    bad = sim.tenant.add_generic_approval("daniel.okafor")
    chloe, bruno = sim.tenant.identity("chloe.dubois").id, sim.tenant.identity("bruno.costa").id
    sim.set(bad_bulk_approval=rule, async_requests=1)
    body = {"approvalIds": [good.id, bad.id, "nothing"], "reassignFrom": chloe, "reassignTo": bruno}
    answer = client.generic_approvals("POST", "/bulk-reassign", json=body)
    assert answer.status_code == (202 if rule == "skip" else 400)
    assert approvers(sim, good.id) == ["chloe.dubois"]
    sim.tenant.effects.finish()
    assert approvers(sim, good.id) == ["bruno.costa" if rule == "skip" else "chloe.dubois"]
    assert approvers(sim, bad.id) == ["daniel.okafor"]
    for wrong in ({"approvalIds": []}, {"reassignTo": "nobody"}, {"reassignFrom": None}):
        assert client.generic_approvals("POST", "/bulk-reassign", json={**body, **wrong}).status_code == 400


def test_an_approval_named_twice_in_bulk(sim: Simulator, client: Client) -> None:
    item = sim.tenant.add_generic_approval("chloe.dubois")
    chloe, bruno = sim.tenant.identity("chloe.dubois").id, sim.tenant.identity("bruno.costa").id
    body = {"approvalIds": [item.id, item.id], "reassignFrom": chloe, "reassignTo": bruno}
    assert client.generic_approvals("POST", "/bulk-reassign", json=body).status_code == 202
    assert approvers(sim, item.id) == ["bruno.costa"]


@pytest.mark.parametrize("form", ["none", "same_id", "own_id"])
def test_double_listing(sim: Simulator, client: Client, form: str) -> None:
    made = sim.tenant.add_access_request_approval("chloe.dubois", name="twice")
    sim.set(double_listing=form)
    assert names(client, "v2024", mine="false") == []
    chloe = sim.tenant.identity("chloe.dubois").id
    found = listed(client, approverId=chloe, filters='type eq "ACCESS_REQUEST_APPROVAL" and status eq "PENDING"')
    assert len(found) == (0 if form == "none" else 1)
    for item in found:
        assert (item["id"] == made.id) is (form == "same_id")
        assert item["referenceData"] == [{"id": made.access_request_id, "type": "accessRequestId"}]
        assert reassign(client, item["id"], "chloe.dubois").status_code == 204
        assert sim.tenant.identities[made.approver_id].alias == "bruno.costa"
        assert listed(client, approverId=chloe) == []


def test_late_and_obeying_the_targets_own_reassignment(sim: Simulator, client: Client) -> None:
    bruno, daniel = (sim.tenant.identity(alias).id for alias in ("bruno.costa", "daniel.okafor"))
    sim.tenant.put_configuration(bruno, "GENERIC_APPROVALS", daniel, OLD)
    item = sim.tenant.add_generic_approval("chloe.dubois")
    sim.set(handover_obeys_reassignment=True, effect_requests=1)
    reassign(client, item.id, "chloe.dubois")
    assert approvers(sim, item.id) == ["chloe.dubois"]
    sim.tenant.effects.finish()
    assert approvers(sim, item.id) == ["daniel.okafor"]
    history = listed(client, **{"include-reassignment-history": "true"})[0]["reassignmentHistory"]
    assert [step["reassignmentType"] for step in history] == ["MANUAL_REASSIGNMENT", "AUTO_REASSIGNMENT"]
