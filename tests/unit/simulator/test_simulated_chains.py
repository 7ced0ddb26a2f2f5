# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loops and evaluation in the simulated tenant."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Optional

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.simulator.chains import is_active
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client, text_of

TYPE = "ACCESS_REQUESTS"
NOW = datetime.now(timezone.utc)


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


def link(sim: Simulator, *people: int, start: int = -1, end: Optional[int] = None) -> None:
    """A chain of configurations along people's numbers."""
    ids = list(sim.tenant.identities)
    for source, target in zip(people, people[1:]):
        sim.tenant.put_configuration(ids[source], TYPE, ids[target], day(start), None if end is None else day(end))


def close(sim: Simulator, client: Client, source: int, target: int, start: int = -1, end: Optional[int] = None) -> Any:
    ids = list(sim.tenant.identities)
    body = {
        "reassignedFromId": ids[source],
        "reassignedToId": ids[target],
        "configType": TYPE,
        "startDate": day(start).isoformat(),
        "endDate": None if end is None else day(end).isoformat(),
    }
    return client.configurations("POST", json=body)


def test_a_loop_is_refused_with_everyone_in_it(sim: Simulator, client: Client) -> None:
    link(sim, 0, 1, 2)
    refused = close(sim, client, 2, 0)
    assert refused.status_code == 400
    assert "Chloé Dubois -> Anna Berg -> Bruno Costa -> Chloé Dubois" in text_of(refused)
    assert close(sim, client, 2, 3).status_code == 201


def test_each_type_has_its_own_chains(sim: Simulator, client: Client) -> None:
    ids = list(sim.tenant.identities)
    sim.tenant.put_configuration(ids[0], "CERTIFICATIONS", ids[1], day(-1))
    assert close(sim, client, 1, 0).status_code == 201


@pytest.mark.parametrize(
    ("rule", "start", "end", "status"),
    [
        ("always", 20, 30, 400),
        ("overlapping", 20, 30, 201),
        ("overlapping", 10, None, 201),  # the other ends where this one begins
        ("overlapping", 9, None, 400),
        ("off", 0, None, 201),
    ],
)
def test_loop_rule(sim: Simulator, client: Client, rule: str, start: int, end: Optional[int], status: int) -> None:
    sim.set(loop_rule=rule)
    link(sim, 0, 1, start=0, end=10)
    assert close(sim, client, 1, 0, start, end).status_code == status


def test_overlapping_needs_one_instant_common_to_all(sim: Simulator, client: Client) -> None:
    sim.set(loop_rule="overlapping")
    link(sim, 0, 1, start=0, end=10)
    link(sim, 1, 2, start=8, end=20)
    assert close(sim, client, 2, 0, 12, 30).status_code == 201
    assert close(sim, client, 2, 0, 9, 30).status_code == 400


def test_overlapping_counts_the_end_of_every_window(sim: Simulator, client: Client) -> None:
    sim.set(loop_rule="overlapping")
    link(sim, 0, 1, start=0, end=30)
    link(sim, 1, 2, start=15)
    assert close(sim, client, 2, 0, 0, 10).status_code == 201
    assert close(sim, client, 2, 0, 0, 16).status_code == 400


def test_a_window_ends_before_its_end(sim: Simulator) -> None:
    link(sim, 0, 1, start=-1, end=0)
    (configuration,) = sim.tenant.configurations.values()
    assert [is_active(configuration, day(number)) for number in (-2, -1, 0)] == [False, True, False]


def test_evaluate_follows_active_configurations_five_deep(sim: Simulator, client: Client) -> None:
    ids = list(sim.tenant.identities)
    extra = sim.tenant.add_identity("seventh.person").id
    link(sim, 0, 1, 2, 3, 4, 5)
    sim.tenant.put_configuration(ids[5], TYPE, extra, day(-1))
    (result,) = client.configurations("GET", f"/{ids[0]}/evaluate/{TYPE}").json()
    assert result["reassignToId"] == ids[5]
    assert [step["reassignedToId"] for step in result["lookupTrail"]] == ids[1:6]


@pytest.mark.parametrize(("start", "end"), [(1, None), (-9, -1)])
def test_evaluate_passes_over_what_is_not_active(
    sim: Simulator, client: Client, start: int, end: Optional[int]
) -> None:
    sim.set(evaluate_form="object")
    first = next(iter(sim.tenant.identities))
    link(sim, 0, 1, start=start, end=end)
    answer = client.configurations("GET", f"/{first}/evaluate/{TYPE}").json()
    assert answer == {"reassignToId": first, "lookupTrail": []}


def test_forms_of_an_evaluation(sim: Simulator, client: Client) -> None:
    link(sim, 0, 1, 2)
    ids = list(sim.tenant.identities)

    def evaluated(form: str, place: int) -> list[Any]:
        sim.set(evaluate_form=form)
        answer = client.configurations("GET", f"/{ids[place]}/evaluate/{TYPE}").json()
        assert isinstance(answer, list)
        trails = [[step["reassignedToId"] for step in result["lookupTrail"]] for result in answer]
        return [(result["reassignToId"], trail) for result, trail in zip(answer, trails)]

    whole = [(ids[2], ids[1:3])]
    assert (evaluated("array", 0), evaluated("array", 2)) == (whole, [(ids[2], [])])
    assert (evaluated("array_or_empty", 0), evaluated("array_or_empty", 2)) == (whole, [])
    steps = [(ids[1], [ids[1]]), (ids[2], [ids[2]])]
    assert (evaluated("array_of_steps", 0), evaluated("array_of_steps", 2)) == (steps, [])


def test_nothing_is_reassigned_while_the_tenant_has_it_disabled(sim: Simulator, client: Client) -> None:
    link(sim, 0, 1)
    first = next(iter(sim.tenant.identities))
    sim.tenant.tenant_config = {"disabled": True}
    (result,) = client.configurations("GET", f"/{first}/evaluate/{TYPE}").json()
    assert result["reassignToId"] == first
