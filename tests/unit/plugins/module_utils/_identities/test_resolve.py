# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from urllib.parse import quote

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import (
    UnresolvedNames,
    identity_names,
    is_identity_id,
    look_up_identities,
    look_up_names,
    manager_of,
    resolve_identities,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)


@pytest.fixture()
def client(simulator):
    settings = ConnectionSettings(simulator.url, access_token=simulator.issue_token(), rate_limit=0)
    return lambda version="v1": Client(Transport(settings), version)


@pytest.fixture()
def find(client):
    """The IDs by name."""
    return lambda names, version="v1", **options: {
        name: identity.id for name, identity in resolve_identities(client(version), names, 4, **options).items()
    }


@pytest.fixture()
def problems(find):
    """What is wrong with names, all at once."""

    def run(*names):
        with pytest.raises(UnresolvedNames) as caught:
            find(names)
        return caught.value.problems

    return run


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2c91808380aa05580180aaaaf1940410", True),
        ("2C91808380AA05580180AAAAF1940410", True),
        ("2c918083-80aa-0558-0180-aaaaf1940410", True),
        ("2c918083-80aa05580180aaaaf1940410", False),
        ("2c91808380aa05580180aaaaf194041", False),
        (" 2c91808380aa05580180aaaaf1940410", False),
        ("\uff12c91808380aa05580180aaaaf1940410", False),  # a digit, but not of ASCII
        ("", False),
    ],
)
def test_what_is_an_id(name, expected):
    assert is_identity_id(name) is expected


def test_ids_are_not_looked_up_unless_asked_for(simulator, find):
    bruno, gone = simulator.tenant.identity("bruno.costa").id, "f" * 32
    assert find([bruno.upper(), gone]) == {bruno.upper(): bruno, gone: gone}
    assert simulator.requests == []
    with pytest.raises(UnresolvedNames, match=f"No identity has the ID {gone}."):
        find([bruno, gone.upper()], look_up_ids=True)


@pytest.mark.parametrize("version", API_VERSIONS)
def test_aliases_emails_and_marked_display_names_with_one_request(simulator, find, version):
    simulator.tenant.add_identity("b", name="Anna van Berg")
    simulator.tenant.add_identity("c", name="Berg, Anna")
    anna, bruno, b = (simulator.tenant.identity(alias).id for alias in ("anna.berg", "bruno.costa", "b"))
    names = {
        "name:Anna Berg": anna,
        "name: anna  BERG": anna,
        "name:Anna van Berg": b,
        " bruno.COSTA@example.com": bruno,
    }
    assert find(names, version) == names
    assert len(simulator.calls()) == 1


def test_display_names_must_be_unique_and_marked(simulator, problems):
    simulator.tenant.add_identity("another", name="Anna Berg")
    found = problems("name:Anna Berg", "name:Anna Costa", "Bruno Costa", "name:", "name: x", "")
    assert found.pop("name:Anna Berg").startswith("2 identities have the display name 'Anna Berg': Anna Berg (alias ")
    assert found == {
        "name:Anna Costa": "No identity has the display name 'Anna Costa'.",
        "Bruno Costa": "No identity has the alias or email 'Bruno Costa'.",
        "name:": "No identity has the display name ''.",
        "name: x": "No identity has the display name 'x'.",
        "": "No identity has the alias or email ''.",
    }


def test_one_email_is_another_alias(simulator, problems):
    one = simulator.tenant.add_identity("shared@example.com", email="one@example.com")
    other = simulator.tenant.add_identity("other", email="shared@example.com")
    problem = problems("shared@example.com")["shared@example.com"]
    assert problem.startswith("2 identities have the alias or email")
    assert all(f"(alias {identity.alias}, ID {identity.id})" in problem for identity in (one, other))


def test_more_candidates_than_a_page_holds(simulator, problems):
    for number in range(260):
        simulator.tenant.add_identity(f"twin{number}", email="shared@example.com")
    problem = problems("shared@example.com")["shared@example.com"]
    assert problem.startswith("260 identities have the alias or email 'shared@example.com'")
    assert problem.count("alias twin") == 10 and "and 250 more" in problem
    assert [call.query["offset"] for call in simulator.calls()] == ["0", "249"]


@pytest.mark.parametrize(
    "alias",
    ['a"b', "back\\slash", "100%", "a&b=c", "a+b", "hash#tag", "with space", "Zoë/Ünal", '" or alias sw "', "(x)"],
)
@pytest.mark.parametrize("version", ["v1", "beta"])
def test_names_are_data(simulator, find, alias, version):
    assert find([alias], version, missing=[]) == {}
    identity = simulator.tenant.add_identity(alias, email="")
    assert find([alias], version) == {alias: identity.id}


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000, "\ud83c", ""])
def test_names_that_nobody_can_have_are_not_asked_for(simulator, problems, name):
    assert problems(name)[name].startswith("No identity has the alias or email")
    assert len(problems(name)[name]) < 200
    assert simulator.requests == []


def test_missing_names_are_kept_apart_if_asked_and_several_matches_are_still_an_error(simulator, find):
    missing = []
    assert list(find(["nobody", "anna.berg"], missing=missing)) == ["anna.berg"]
    assert missing == ["nobody"]
    for alias in ("first", "second"):
        simulator.tenant.add_identity(alias, email="shared@example.com")
    with pytest.raises(UnresolvedNames) as caught:
        find(["nobody", "shared@example.com"], missing=missing)
    assert list(caught.value.problems) == ["shared@example.com"]


@pytest.mark.parametrize("case", ["upper", "lower", "mixed", "varying"])
def test_the_letter_case_of_ids_does_not_matter(simulator, client, case):
    simulator.set(id_case=case)
    bruno = simulator.tenant.identity("bruno.costa")
    for given in (bruno.id, bruno.id.upper()):
        assert [one.alias for one in look_up_identities(client(), [given], 4).values()] == ["bruno.costa"]


@pytest.mark.parametrize("version", ["v1", "beta"])
def test_many_in_few_requests_with_addresses_that_proxies_accept(simulator, find, version):
    simulator.state.people = 600
    simulator.reset()
    people = list(simulator.tenant.identities.values())
    names = [person.id if number % 2 else person.alias for number, person in enumerate(people)]
    assert list(find(names, version, look_up_ids=True).values()) == [person.id for person in people]
    assert len(simulator.calls()) <= 12
    assert max(len(quote(call.query["filters"], safe="")) for call in simulator.calls()) <= 4000


def test_ids_are_looked_up_in_batches(simulator, client):
    wanted = [f"{number:032x}" for number in range(300)]
    for number in (7, 250):
        simulator.tenant.add_identity(f"person{number}", id=f"{number:032x}")
    found = look_up_identities(client(), wanted, 4)
    assert {key: identity.alias for key, identity in found.items()} == {wanted[7]: "person7", wanted[250]: "person250"}
    assert len(simulator.calls()) < 6


def test_names_of_ids(simulator, client):
    bruno = simulator.tenant.identity("bruno.costa").id
    assert look_up_names(client(), [bruno, "f" * 32], 4) == {bruno: "Bruno Costa"}
    people = [Identity(id="1", name="", alias="anna"), Identity(id="2"), Identity(id="3", name="Chloe", alias="c")]
    assert identity_names(people) == {"1": "anna", "3": "Chloe"}


@pytest.mark.parametrize("field", ["manager", "managerRef"])
def test_the_manager_is_in_the_field_of_the_api_version(field):
    manager = manager_of(Identity.model_validate({"id": "1", field: {"id": "2", "name": "Anna"}}))
    assert (manager.id, manager.name) == ("2", "Anna")
    assert manager_of(Identity(id="1")) is None
