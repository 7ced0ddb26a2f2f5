# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from urllib.parse import quote

import pytest

from ansible_collections.community.sailpoint.plugins.modules import identity_info
from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

VERSIONS = ["v1", "v2026", "v2025", "v2024", "v3", "beta"]


@pytest.fixture()
def find(simulator):
    arguments = connection(simulator)
    return lambda names, **options: run_module(identity_info, {**arguments, "identities": names, **options})


@pytest.mark.parametrize("version", VERSIONS)
def test_by_id_alias_and_email(simulator, find, version):
    bruno, chloe = (simulator.tenant.identity(alias) for alias in ("bruno.costa", "chloe.dubois"))
    result = find(["anna.berg", bruno.id.upper(), " CHLOE.dubois@Example.com ", chloe.id], api_version=version)
    assert not result["failed"] and not result["changed"]
    assert [found["alias"] for found in result["identities"]] == ["anna.berg", "bruno.costa", "chloe.dubois"]
    anna = simulator.tenant.identity("anna.berg")
    assert result["identities"][1] == {
        "id": bruno.id,
        "name": "Bruno Costa",
        "alias": "bruno.costa",
        "email": "bruno.costa@example.com",
        "manager": {"id": anna.id, "name": "Anna Berg"},
        "state": "ACTIVE",
        "active": True,
    }
    assert result["identities"][0]["manager"] is None
    assert len(simulator.calls()) == 2  # one for names, one for IDs


@pytest.mark.parametrize("version", VERSIONS)
def test_by_marked_display_name(simulator, find, version):
    simulator.tenant.add_identity("b", name="Anna van Berg")
    simulator.tenant.add_identity("c", name="Berg, Anna")
    names = ["name:Anna Berg", "name: anna  BERG", "name:Anna van Berg", "bruno.costa"]
    result = find(names, api_version=version)
    assert [found["alias"] for found in result["identities"]] == ["anna.berg", "b", "bruno.costa"]
    assert len(simulator.calls()) == 1


def test_display_names_must_be_unique_and_marked(simulator, find):
    simulator.tenant.add_identity("another", name="Anna Berg")
    result = find(["name:Anna Berg", "name:Anna Costa", "Bruno Costa", "name:", "name: x"])
    assert "2 identities have the display name 'Anna Berg'" in result["msg"]
    assert "No identity has the display name 'Anna Costa'." in result["msg"]
    assert "No identity has the alias or email 'Bruno Costa'." in result["msg"]
    assert "No identity has the display name ''." in result["msg"]
    assert "No identity has the display name 'x'." in result["msg"]


@pytest.mark.parametrize("version", VERSIONS)
def test_inactive_and_uncorrelated_ones_are_found(simulator, find, version):
    simulator.tenant.add_identity("gone", state="INACTIVE_LONG_TERM", correlated=False, email="")
    found = find(["gone"], api_version=version)["identities"][0]
    assert (found["active"], found["email"]) == (False, None)
    assert found["state"] == ("DISABLED" if version == "beta" else "INACTIVE_LONG_TERM")


def test_all_problems_are_told_at_once(simulator, find):
    twins = [simulator.tenant.add_identity(alias, email="shared@example.com") for alias in ("twin.a", "twin.b")]
    unknown_id = "0" * 32
    result = find(["anna.berg", "nobody", "shared@example.com", unknown_id])
    assert result["failed"]
    assert "No identity has the alias or email 'nobody'." in result["msg"]
    assert f"No identity has the ID {unknown_id}." in result["msg"]
    assert "2 identities have the alias or email 'shared@example.com'" in result["msg"]
    for twin in twins:
        assert f"(alias {twin.alias}, ID {twin.id})" in result["msg"]


def test_one_email_is_another_alias(simulator, find):
    one = simulator.tenant.add_identity("shared@example.com", email="one@example.com")
    other = simulator.tenant.add_identity("other", email="shared@example.com")
    result = find(["shared@example.com"])
    assert result["failed"] and result["msg"].startswith("2 identities have the alias or email")
    assert one.id in result["msg"] and other.id in result["msg"]


def test_more_candidates_than_a_page_holds(simulator, find):
    for number in range(260):
        simulator.tenant.add_identity(f"twin{number}", email="shared@example.com")
    message = find(["shared@example.com"])["msg"]
    assert message.startswith("260 identities have the alias or email 'shared@example.com'")
    assert message.count("alias twin") == 10
    assert "and 250 more" in message
    assert [call.query["offset"] for call in simulator.calls()] == ["0", "249"]


@pytest.mark.parametrize(
    "alias",
    ['a"b', "back\\slash", "100%", "a&b=c", "a+b", "hash#tag", "with space", "Zoë/Ünal", '" or alias sw "', "(x)"],
)
@pytest.mark.parametrize("version", ["v1", "beta"])
def test_names_are_data(simulator, find, alias, version):
    identity = simulator.tenant.add_identity(alias, email="")
    assert [found["id"] for found in find([alias], api_version=version)["identities"]] == [identity.id]


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000])
def test_names_that_nobody_can_have_are_not_asked_for(simulator, find, name):
    result = find([name])
    assert result["failed"] and result["msg"].startswith("No identity has the alias or email")
    assert simulator.requests == []


def test_nobody():
    with Simulator(people=0) as simulator:
        assert run_module(identity_info, {**connection(simulator), "identities": []})["identities"] == []
        assert simulator.requests == []


@pytest.mark.parametrize("version", ["v1", "beta"])
def test_many_in_few_requests(version):
    with Simulator(people=600) as simulator:
        people = list(simulator.tenant.identities.values())
        names = [person.id if number % 2 else person.alias for number, person in enumerate(people)]
        result = run_module(identity_info, {**connection(simulator), "identities": names, "api_version": version})
        assert [found["id"] for found in result["identities"]] == [person.id for person in people]
        assert len(simulator.calls()) <= 12
        assert max(len(quote(call.query["filters"], safe="")) for call in simulator.calls()) <= 4000


def test_missing_ones_are_listed_if_asked(simulator, find):
    gone, anna = "f" * 32, simulator.tenant.identity("anna.berg")
    result = find([gone, "anna.berg", "nobody", anna.id, "nobody"], missing="list")
    assert not result["failed"]
    assert [found["id"] for found in result["identities"]] == [anna.id]
    assert sorted(result["missing"]) == [gone, "nobody"]
    assert find(["anna.berg"])["missing"] == []


def test_several_matches_are_an_error_even_if_missing_ones_are_not(simulator, find):
    for alias in ("first", "second"):
        simulator.tenant.add_identity(alias, email="shared@example.com")
    result = find(["nobody", "shared@example.com"], missing="list")
    assert result["failed"] and "2 identities" in result["msg"] and "nobody" not in result["msg"]


@pytest.mark.parametrize("case", ["upper", "lower", "mixed", "varying"])
def test_the_letter_case_of_ids_does_not_matter(simulator, find, case):
    simulator.set(id_case=case)
    bruno = simulator.tenant.identity("bruno.costa")
    result = find([bruno.id.upper(), bruno.id, "bruno.costa", "bruno.costa@example.com"])
    assert [found["alias"] for found in result["identities"]] == ["bruno.costa"]


@pytest.mark.parametrize("version", VERSIONS)
def test_managers(simulator, find, version):
    tenant = simulator.tenant
    tenant.add_identity("inactive", state="INACTIVE_LONG_TERM")
    tenant.add_identity("led.by.nobody.known").manager_id = "2c918083" + 24 * "0"
    tenant.add_identity("led.by.inactive", manager="inactive")
    names = ["anna.berg", "bruno.costa", "led.by.inactive", "led.by.nobody.known"]
    result = find(names, managers=True, api_version=version)
    none, anna, inactive, unknown = (found["manager"] for found in result["identities"])
    assert none is None
    assert (anna["alias"], anna["active"], anna["email"]) == ("anna.berg", True, "anna.berg@example.com")
    assert (inactive["alias"], inactive["active"]) == ("inactive", False)
    assert (unknown["alias"], unknown["active"]) == (None, None)
    assert "manager" not in anna
    assert len(simulator.calls()) == 2  # Anna is known already


def test_the_id_of_each_name_as_it_is_given(simulator, find):
    bruno = simulator.tenant.identity("bruno.costa").id
    names = [" Bruno.Costa", "bruno.costa@example.com", bruno, "nobody"]
    result = find(names, missing="list")
    assert result["ids"] == dict.fromkeys(names[:3], bruno)
