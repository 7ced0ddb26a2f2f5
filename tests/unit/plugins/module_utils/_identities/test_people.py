# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._identities.people import People
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import UnresolvedNames
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)


@pytest.fixture()
def client(simulator):
    settings = ConnectionSettings(simulator.url, access_token=simulator.issue_token(), rate_limit=0)
    return Client(Transport(settings), "v1")


@pytest.fixture()
def people(client):
    return People(client, 4, {"x": "Known by its reassignment"})


def test_nobody_is_asked_for_twice(simulator, people):
    anna, bruno = (simulator.tenant.identity(alias).id for alias in ("anna.berg", "bruno.costa"))
    gone = "f" * 32
    assert people.resolve(["anna.berg", bruno]) == {"anna.berg": anna, bruno: bruno}
    assert len(simulator.calls()) == 1
    assert people.look_up([anna]) == set() and len(simulator.calls()) == 1
    assert people.look_up([anna, bruno, gone]) == {gone} and len(simulator.calls()) == 2
    assert people.look_up([bruno, gone]) == {gone} and len(simulator.calls()) == 2
    assert people.managers([bruno, anna]) == {bruno: anna} and len(simulator.calls()) == 2


def test_everybody_has_one_name(simulator, people):
    bruno = simulator.tenant.identity("bruno.costa").id
    assert people.label(bruno) == bruno
    assert people.show(bruno) == {"id": bruno, "name": None, "alias": None}
    people.look_up([bruno])
    assert people.label(bruno) == "Bruno Costa (bruno.costa)"
    assert people.show(bruno) == {"id": bruno, "name": "Bruno Costa", "alias": "bruno.costa"}
    assert people.label("x") == "Known by its reassignment (x)"
    assert people.show(None) == {"id": None, "name": None, "alias": None}


def test_a_manager_has_the_name_that_comes_with_the_person(simulator, people):
    anna, bruno = (simulator.tenant.identity(alias).id for alias in ("anna.berg", "bruno.costa"))
    people.managers([bruno])
    assert people.label(anna) == f"Anna Berg ({anna})" and people.get(anna) is None


def test_problems_are_told_by_name(people):
    with pytest.raises(UnresolvedNames) as error:
        people.resolve(["nobody", " noone ", "anna.berg"])
    assert error.value.problems == {
        "nobody": "No identity has the alias or email 'nobody'.",
        " noone ": "No identity has the alias or email 'noone'.",
    }
