# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

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


def test_nobody():
    with Simulator(people=0) as simulator:
        assert run_module(identity_info, {**connection(simulator), "identities": []})["identities"] == []
        assert simulator.requests == []


def test_missing_ones_are_listed_if_asked(simulator, find):
    gone, anna = "f" * 32, simulator.tenant.identity("anna.berg")
    result = find([gone, "anna.berg", "nobody", anna.id, "nobody"], missing="list")
    assert not result["failed"]
    assert [found["id"] for found in result["identities"]] == [anna.id]
    assert sorted(result["missing"]) == [gone, "nobody"]
    assert find(["anna.berg"])["missing"] == []


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
