# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official SDK drives the simulator's approvals of access requests and parses its answers."""

from __future__ import annotations

import pytest
from request_bodies import assert_accepted
from sdk import VERSIONS, Sdk, model

from tests.simulator import Simulator

pytestmark = pytest.mark.parametrize("version", VERSIONS)
SERVICE = "access_request_approvals"


def test_pending_and_completed(sim: Simulator, sdk: Sdk) -> None:
    bruno, chloe = sim.tenant.identity("bruno.costa"), sim.tenant.identity("chloe.dubois")
    waiting = sim.tenant.add_access_request_approval("bruno.costa", requested_for="chloe.dubois")
    sim.tenant.add_access_request_approval("anna.berg")
    done = sim.tenant.add_access_request_approval("bruno.costa", state="REJECTED")
    filters = 'requestedFor.id eq "%s"' % chloe.id
    (item,) = sdk.call(SERVICE, "list_pending_approvals", owner_id=bruno.id, limit=250, count=True, filters=filters)
    assert (item.id, item.name, item.requested_for.id) == (waiting.id, waiting.name, chloe.id)
    assert (item.action_in_process, item.forward_history) == (None, [])
    if sdk.version != "beta":
        assert item.access_request_id == waiting.access_request_id
    (completed,) = sdk.call(SERVICE, "list_completed_approvals", owner_id=bruno.id, sorters="-modified")
    assert (completed.id, completed.state, completed.reviewed_by.id) == (done.id, "REJECTED", bruno.id)


def test_forward(sim: Simulator, sdk: Sdk) -> None:
    item = sim.tenant.add_access_request_approval("anna.berg")
    bruno = sim.tenant.identity("bruno.costa")
    sim.set(async_requests=1)
    body = model(sdk.version, SERVICE, "ForwardApprovalDto")(newOwnerId=bruno.id, comment="On vacation until Monday")
    assert sdk.call(SERVICE, "forward_access_request", item.id, body) == {}
    (running,) = sdk.call(SERVICE, "list_pending_approvals", owner_id="me")
    assert running.action_in_process == "FORWARDED"
    (forwarded,) = sdk.call(SERVICE, "list_pending_approvals", owner_id=bruno.id)
    (step,) = forwarded.forward_history
    assert (step.old_approver_name, step.new_approver_name, step.reassignment_type) == (
        "Anna Berg",
        "Bruno Costa",
        "MANUAL_REASSIGNMENT",
    )
    assert_accepted(sdk.version, sim.writes()[0].operation, sim.writes()[0].body)
