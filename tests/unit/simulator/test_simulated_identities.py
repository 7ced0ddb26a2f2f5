# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated lists of identities and their filter language."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client, text_of

STRANGE = 'o"brien\\ #1 50% & a+b ünï'


def found(client: Client, service: str = "public-identities", **parameters: Any) -> list[str]:
    answer = client.call("GET", service, params=parameters)
    assert answer.status_code == 200, answer.text
    return sorted(identity["alias"] for identity in answer.json())


@pytest.mark.parametrize(
    ("filters", "aliases"),
    [
        ('alias eq "ANNA.Berg"', ["anna.berg"]),
        ('email eq "Bruno.Costa@Example.com"', ["bruno.costa"]),
        ('alias sw "a" or alias sw "B"', ["anna.berg", "bruno.costa"]),
        ('firstname eq "Chloé" and lastname sw "Dub"', ["chloe.dubois"]),
        ('alias eq "anna.berg" or alias eq "bruno.costa" and lastname eq "Berg"', ["anna.berg"]),
        ('(alias eq "anna.berg" or alias eq "bruno.costa") and lastname eq "Costa"', ["bruno.costa"]),
        ('id in ("ID:anna.berg", "ID:elif.yilmaz","nobody")', ["anna.berg", "elif.yilmaz"]),
        ('id eq "ID:anna.berg"', ["anna.berg"]),
        ('alias eq "anna.berg\\" or alias sw \\""', []),
    ],
)
def test_filters(sim: Simulator, client: Client, filters: str, aliases: list[str]) -> None:
    for alias in ("anna.berg", "elif.yilmaz"):
        filters = filters.replace("ID:" + alias, sim.tenant.identity(alias).id)
    assert found(client, filters=filters) == aliases


def test_values_are_data(sim: Simulator, client: Client) -> None:
    sim.tenant.add_identity(STRANGE)
    escaped = STRANGE.replace("\\", "\\\\").replace('"', '\\"')
    assert found(client, filters=f'alias eq "{escaped}"') == [STRANGE]


@pytest.mark.parametrize(
    "filters",
    [
        'alias co "a"',
        'alias in ("a")',
        'name eq "Anna Berg"',
        'alias eq "a" or',
        'alias eq "a" alias eq "b"',
        'alias eq "a',
        'alias eq "a\\n"',
        "alias eq anna",
        "alias eq true",
        '(alias eq "a"',
        "id in ()",
        "alias",
        "%",
    ],
)
def test_wrong_filters_are_refused(client: Client, filters: str) -> None:
    answer = client.call("GET", "public-identities", params={"filters": filters})
    assert answer.status_code == 400
    assert "filter" in text_of(answer)


def test_uncorrelated_identities_are_hidden_from_identities(sim: Simulator, client: Client) -> None:
    sim.tenant.add_identity("robot", correlated=False)
    filters = 'alias eq "robot" or name eq "Anna Berg"'
    assert found(client, "identities", filters=filters) == ["anna.berg"]
    assert found(client, "identities", filters=filters, defaultFilter="NONE") == ["anna.berg", "robot"]
    assert found(client, "identities", filters="correlated eq false", defaultFilter="NONE") == ["robot"]
    assert found(client, filters='alias eq "robot"') == ["robot"]
    assert client.call("GET", "identities", params={"defaultFilter": "ALL"}).status_code == 400


def test_one_email_may_belong_to_several(sim: Simulator, client: Client) -> None:
    sim.tenant.add_identity("anna.two", email="anna.berg@example.com")
    assert found(client, filters='email eq "anna.berg@example.com"') == ["anna.berg", "anna.two"]


def test_paging_and_sorting(client: Client) -> None:
    answer = client.call(
        "GET", "public-identities", params={"limit": 2, "offset": 1, "count": "true", "sorters": "-name"}
    )
    assert [identity["alias"] for identity in answer.json()] == ["elif.yilmaz", "daniel.okafor"]
    assert answer.headers["X-Total-Count"] == "6"
    for wrong in ({"limit": 251}, {"sorters": "email"}, {"sorters": "--name"}):
        assert client.call("GET", "public-identities", params=wrong).status_code == 400


def test_a_public_identity(sim: Simulator, client: Client) -> None:
    sim.tenant.add_identity("gone", email="", manager="anna.berg", state="INACTIVE_LONG_TERM")
    (answer,) = client.call("GET", "public-identities", params={"filters": 'alias eq "gone"'}).json()
    assert (answer["email"], answer["identityState"]) == (None, "INACTIVE_LONG_TERM")
    assert answer["manager"] == {"type": "IDENTITY", "id": sim.tenant.identity("anna.berg").id, "name": "Anna Berg"}


def test_get_one(sim: Simulator, client: Client) -> None:
    anna = sim.tenant.identity("anna.berg")
    assert client.call("GET", "identities", "/" + anna.id).json()["alias"] == "anna.berg"
    assert client.call("GET", "identities", "/" + anna.id + "%2Fx").status_code == 404
