# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The paging of the simulated list of configurations."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client

PEOPLE = 45


@pytest.fixture
def sim() -> Any:
    with Simulator(people=PEOPLE) as simulator:
        people = list(simulator.tenant.identities)
        for source in people[1:]:
            start = datetime(2026, 1, 1, tzinfo=timezone.utc)
            simulator.tenant.put_configuration(source, "CERTIFICATIONS", people[0], start)
        yield simulator


def listed(client: Client, version: str = "v1", **parameters: Any) -> tuple[list[str], Any]:
    answer = client.configurations("GET", version=version, params=parameters)
    assert answer.status_code == 200
    return [entry["identity"]["id"] for entry in answer.json()], answer.headers.get("X-Total-Count")


@pytest.mark.parametrize(
    ("paging", "offset", "first", "amount", "total"),
    [
        ("20", 0, 0, 20, "44"),
        ("20", 40, 40, 4, "44"),
        ("20", 44, 44, 0, "44"),
        ("250", 0, 0, 44, "44"),
        ("none", 40, 0, 44, None),
        ("offset_ignored", 40, 0, 20, "44"),
        ("offset_ignored_no_count", 40, 0, 20, None),
    ],
)
def test_list_paging(
    sim: Simulator, client: Client, paging: str, offset: int, first: int, amount: int, total: Any
) -> None:
    sim.set(list_paging=paging)
    expected = list(sim.tenant.identities)[1:][first : first + amount]
    assert listed(client, offset=offset, count="true") == (expected, total)


def test_list_count(sim: Simulator, client: Client) -> None:
    assert listed(client)[1] is None
    sim.set(list_count=False)
    assert listed(client, count="true")[1] is None


@pytest.mark.parametrize("version", ["beta", "v1"])
def test_more_than_the_documented_maximum_is_refused(client: Client, version: str) -> None:
    assert client.configurations("GET", version=version, params={"limit": 21}).status_code == 400


def test_without_a_documented_maximum_the_page_is_cut(client: Client) -> None:
    assert len(listed(client, version="v2025", limit=250)[0]) == 20


@pytest.mark.parametrize("wrong", [{"limit": "many"}, {"offset": "-1"}, {"count": "maybe"}])
def test_wrong_parameters_are_refused(client: Client, wrong: dict[str, str]) -> None:
    assert client.configurations("GET", params=wrong).status_code == 400
