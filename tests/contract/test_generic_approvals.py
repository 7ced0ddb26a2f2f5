# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official SDK drives the simulator's generic approvals and parses its answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from request_bodies import assert_accepted
from sdk import GENERIC_APPROVAL_VERSIONS, Sdk, model

from tests.simulator import Simulator

SERVICE = "approvals"
REASSIGNING_VERSIONS = tuple(version for version in GENERIC_APPROVAL_VERSIONS if version != "v2024")


def parsed(sdk: Sdk, response: Any) -> list[Any]:
    """The approvals of an HTTP response as the SDK's models, after their requesters were read as such.

    All versions of the SDK fail on approvals as it reads them: from_dict turns the requester into a model where the
    field is a dictionary, and needs a class for the batch that it does not import.
    """
    assert response.status == 200
    data = json.loads(response.data)
    several = data if isinstance(data, list) else [data]
    for one in several:
        model(sdk.version, SERVICE, "ApprovalIdentity").model_validate(one["requester"])
    name = "Approval2" if sdk.version == "v1" else "Approval"
    return [model(sdk.version, SERVICE, name).model_validate(one) for one in several]


@pytest.mark.parametrize("version", GENERIC_APPROVAL_VERSIONS)
def test_list_and_get(sim: Simulator, sdk: Sdk) -> None:
    if sdk.version == "v2024":
        check_v2024(sim, sdk)
    else:
        check_newer(sim, sdk)


def check_newer(sim: Simulator, sdk: Sdk) -> None:
    bruno = sim.tenant.identity("bruno.costa")
    sim.tenant.add_governance_group("Board", ["bruno.costa", "chloe.dubois"])
    sim.tenant.add_generic_approval("anna.berg")
    made = sim.tenant.add_generic_approval(
        ["bruno.costa", "Board"], requestee="chloe.dubois", due=sim.tenant.tenant_config_audit.created
    )
    sim.tenant.add_generic_approval("bruno.costa").decide("APPROVED")
    parameters = {"approver_id": bruno.id, "filters": 'status eq "PENDING"', "include_approvers": True, "count": True}
    (item,) = parsed(sdk, sdk.call(SERVICE, "get_approvals", raw=True, **parameters))
    assert (item.id, item.type, item.name[0].value) == (made.id, made.type, made.name)
    assert [(one.type, one.identity_id) for one in item.assigned_to] == [
        ("IDENTITY", bruno.id),
        ("GOVERNANCE_GROUP", made.approver_ids[1]),
    ]
    assert [member.name for member in item.assigned_to[1].members] == ["Bruno Costa", "Chloé Dubois"]
    assert item.approvers == item.assigned_to
    (read,) = parsed(sdk, sdk.call(SERVICE, "get_approval", made.id, raw=True))
    assert (read.id, read.batch_request) == (made.id, {"batchId": made.id, "batchSize": 1})


def check_v2024(sim: Simulator, sdk: Sdk) -> None:
    """v2024 has a schema of its own, and only the current user's approvals unless asked for others."""
    anna = sim.tenant.identity("anna.berg")
    made = sim.tenant.add_generic_approval("anna.berg", references=[("ENTITLEMENT", "e1")])
    sim.tenant.add_generic_approval("bruno.costa")
    (item,) = parsed(sdk, sdk.call(SERVICE, "get_approvals", filters='status eq "PENDING"', raw=True))
    assert (item.approval_id, item.status, item.approvers[0].id) == (made.id, "PENDING", anna.id)
    assert [(one.type, one.id) for one in item.reference_data] == [("ENTITLEMENT", "e1")]
    (read,) = parsed(sdk, sdk.call(SERVICE, "get_approval", made.id, raw=True))
    assert read == item


@pytest.mark.parametrize("version", REASSIGNING_VERSIONS)
def test_reassign(sim: Simulator, sdk: Sdk) -> None:
    anna, bruno = sim.tenant.identity("anna.berg"), sim.tenant.identity("bruno.costa")
    item = sim.tenant.add_generic_approval("anna.berg")
    body = model(sdk.version, SERVICE, "ApprovalReassignRequest")(
        reassignFrom=anna.id, reassignTo=bruno.id, comment="On vacation until Monday"
    )
    assert sdk.call(SERVICE, "update_approvals_reassign", item.id, body) is None
    assert item.approver_ids == [bruno.id]
    (read,) = parsed(sdk, sdk.call(SERVICE, "get_approval", item.id, raw=True))
    (step,) = read.reassignment_history
    assert (step.reassigned_from.identity_id, step.reassigned_to.identity_id) == (anna.id, bruno.id)
    assert_accepted(sdk.version, sim.writes()[0].operation, sim.writes()[0].body)


@pytest.mark.parametrize("version", REASSIGNING_VERSIONS)
def test_bulk_reassign(sim: Simulator, sdk: Sdk) -> None:
    anna, bruno = sim.tenant.identity("anna.berg"), sim.tenant.identity("bruno.costa")
    items = [sim.tenant.add_generic_approval("anna.berg") for _number in range(3)]
    body = model(sdk.version, SERVICE, "BulkReassignRequestDTO")(
        approvalIds=[item.id for item in items], reassignFrom=anna.id, reassignTo=bruno.id, comment="away"
    )
    assert sdk.call(SERVICE, "move_approval", body) == {}
    assert {one for item in items for one in item.approver_ids} == {bruno.id}
    assert_accepted(sdk.version, sim.writes()[0].operation, sim.writes()[0].body)
