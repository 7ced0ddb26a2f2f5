# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes of the simulated tenant that become visible later than their answers."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.simulator.effects import Effects
from ansible_collections.community.sailpoint.tests.simulator.errors import Refused
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client


def test_effects_wait_for_seconds_and_requests() -> None:
    moment, seen = [0.0], []
    effects = Effects(clock=lambda: moment[0])
    effects.add(lambda: seen.append("at once"))
    effects.add(lambda: seen.append("5 s"), delay=5)
    effects.add(lambda: seen.append("1 request"), requests=1)
    effects.add(lambda: seen.append("never"), delay=float("inf"))
    effects.request_came()
    assert seen == ["at once"]
    effects.request_came()
    assert seen == ["at once", "1 request"]
    moment[0] = 5.0
    effects.settle()
    assert seen == ["at once", "1 request", "5 s"]
    assert len(effects) == 1
    effects.finish()
    assert seen[3:] == ["never"]


def test_a_late_effect_may_have_become_impossible() -> None:
    def refuse() -> None:
        raise Refused(400, "too late")

    effects = Effects()
    with pytest.raises(Refused):
        effects.add(refuse)
    effects.add(refuse, requests=1)
    effects.finish()
    assert len(effects) == 0


def test_an_effect_may_cause_another() -> None:
    effects, seen = Effects(), []
    effects.add(lambda: effects.add(lambda: seen.append("second"), requests=9), requests=9)
    effects.finish()
    assert seen == ["second"]


def test_configurations_are_written_late(sim: Simulator, client: Client) -> None:
    anna, bruno = list(sim.tenant.identities)[:2]
    body = {"reassignedFromId": anna, "reassignedToId": bruno, "configType": "CERTIFICATIONS", "endDate": None}

    def stored() -> Any:
        answer = client.configurations("GET", "/" + anna)
        return len(answer.json()["configDetails"]) if answer.status_code == 200 else answer.status_code

    sim.set(effect_requests=1)
    answer = client.configurations("POST", json={**body, "startDate": "2026-03-01T00:00:00Z"})
    assert len(answer.json()["configDetails"]) == 1
    assert [stored(), stored()] == [404, 1]
    assert client.configurations("DELETE", f"/{anna}/CERTIFICATIONS").status_code == 204
    assert [stored(), stored()] == [1, 404]


def test_the_tenant_switch_is_written_late(sim: Simulator, client: Client) -> None:
    sim.set(effect_requests=1)
    wanted = {"disabled": True}
    answer = client.configurations("PUT", "/tenant-config", json={"configDetails": wanted})
    assert answer.json()["configDetails"] == wanted
    read = [client.configurations("GET", "/tenant-config").json()["configDetails"] for _number in range(2)]
    assert read == [{}, wanted]


def test_work_items_change_late_or_never(sim: Simulator, client: Client) -> None:
    anna, bruno = list(sim.tenant.identities)[:2]
    item, other = sim.tenant.add_work_item(anna), sim.tenant.add_work_item(anna)
    sim.set(effect_delay="inf")
    client.work_items("POST", f"/{item.id}/forward", json={"targetOwnerId": bruno, "comment": "away"})
    assert client.work_items("POST", f"/bulk-approve/{other.id}").json()["state"] == "Finished"
    assert client.work_items("GET", "/" + item.id).json()["ownerId"] == anna
    assert client.work_items("GET", "/" + other.id).json()["state"] == "Pending"
    requests.post(sim.url + "/_simulator/finish_effects", timeout=30).raise_for_status()
    assert client.work_items("GET", "/" + item.id).json()["ownerId"] == bruno
    assert other.state == "Finished"
