# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Habits of all simulated services: totals that lie, lists without end, and the letter case of IDs."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, Optional

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client, text_of

TYPE = "CERTIFICATIONS"
START = datetime(2026, 1, 1, tzinfo=timezone.utc)
LISTS = ("reassignment-configurations", "work-items", "public-identities", "identities")


@pytest.fixture(autouse=True)
def five_of_everything(sim: Simulator) -> None:
    """Of six people all but the first have a configuration; the first has five work items."""
    first, *others = sim.tenant.identities
    for source in others:
        sim.tenant.put_configuration(source, TYPE, first, START)
        sim.tenant.add_work_item(first)


def id_of(entry: dict[str, Any]) -> str:
    return str(entry.get("identity", entry)["id"])


def amount(service: str) -> int:
    return 6 if "identities" in service else 5


@pytest.mark.parametrize("service", LISTS)
@pytest.mark.parametrize(
    ("total", "told"), [("absent", None), ("too_small", "half"), ("200000", "200000"), ("99999999", "99999999")]
)
def test_totals(sim: Simulator, client: Client, service: str, total: str, told: Optional[str]) -> None:
    sim.set(list_total=total)
    answer = client.call("GET", service, params={"count": "true"})
    assert len(answer.json()) == amount(service)
    assert answer.headers.get("X-Total-Count") == (str(amount(service) // 2) if told == "half" else told)
    assert "X-Total-Count" not in client.call("GET", service).headers


@pytest.mark.parametrize("service", LISTS)
def test_a_service_can_refuse_offsets_past_the_end(sim: Simulator, client: Client, service: str) -> None:
    sim.set(list_end="refuse")
    assert len(client.call("GET", service, params={"offset": amount(service) - 1}).json()) == 1
    answer = client.call("GET", service, params={"offset": amount(service)})
    assert (answer.status_code, "last record" in text_of(answer)) == (400, True)


def test_an_empty_list_is_refused_by_nobody(sim: Simulator, client: Client) -> None:
    sim.set(list_end="refuse")
    answer = client.call("GET", "work-items", "/completed", params={"offset": 0})
    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize("service", LISTS)
def test_lists_can_begin_again_at_their_end(sim: Simulator, client: Client, service: str) -> None:
    whole = client.call("GET", service).json()
    sim.set(list_end="repeat")
    assert client.call("GET", service, params={"offset": 20, "limit": 3}).json() == whole[:3]


@pytest.mark.parametrize("service", LISTS)
def test_lists_can_be_without_end(sim: Simulator, client: Client, service: str) -> None:
    whole = client.call("GET", service).json()
    sim.set(list_end="endless")
    entries: list[Any] = []
    for number in range(5):
        page = client.call("GET", service, params={"limit": 20, "offset": 20 * number}).json()
        assert len(page) == 20
        entries.extend(page)
    assert entries[: len(whole)] == whole
    assert len({id_of(entry) for entry in entries}) == 100


def test_a_list_without_entries_ends_and_so_do_chosen_identities(sim: Simulator, client: Client) -> None:
    sim.set(list_end="endless")
    assert client.call("GET", "work-items", "/completed").json() == []
    chosen = client.call("GET", "public-identities", params={"filters": 'alias eq "anna.berg"'}).json()
    assert [entry["alias"] for entry in chosen] == ["anna.berg"]


@pytest.mark.parametrize("case", ["upper", "lower", "mixed"])
def test_ids_in_another_letter_case(sim: Simulator, client: Client, case: str) -> None:
    sim.set(id_case=case)
    anna, bruno = list(sim.tenant.identities)[:2]
    body = {"reassignedFromId": bruno.upper(), "reassignedToId": anna, "configType": TYPE}
    answer = client.configurations("PUT", "/" + bruno.upper(), json={**body, "startDate": "2026-03-01T00:00:00Z"})
    written = answer.json()["identity"]["id"]
    assert written.lower() == bruno
    styles = {"upper": bruno.upper(), "lower": bruno, "mixed": written}
    assert written == styles[case]
    assert (written not in (bruno, bruno.upper())) == (case == "mixed")
    assert answer.json()["configDetails"][0]["targetIdentity"]["id"].lower() == anna
    assert sim.tenant.configurations[bruno, TYPE].start.month == 3  # stored under the one ID that there is
    found = client.call("GET", "public-identities", params={"filters": f'id in ("{bruno.upper()}", "{anna}")'}).json()
    assert {entry["id"].lower() for entry in found} == {anna, bruno}
    items = client.call("GET", "work-items", params={"ownerId": anna.upper()}).json()
    assert [entry["ownerId"].lower() for entry in items] == [anna] * 5


def test_one_id_in_two_letter_cases(sim: Simulator, client: Client) -> None:
    sim.set(id_case="varying")
    bruno = list(sim.tenant.identities)[1]
    assert id_of(client.configurations("GET").json()[0]) == bruno.upper()
    assert id_of(client.configurations("GET", "/" + bruno.upper()).json()) == bruno


def test_usually_the_letter_case_matters(sim: Simulator, client: Client) -> None:
    bruno = list(sim.tenant.identities)[1]
    assert client.configurations("GET", "/" + bruno.upper()).status_code == 404
