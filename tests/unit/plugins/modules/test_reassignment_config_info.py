# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)
from ansible_collections.community.sailpoint.plugins.modules import reassignment_config_info
from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, Fault, Simulator
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc).replace(microsecond=0)
LAST_MONTH, LAST_WEEK, NEXT_WEEK, NEXT_MONTH = (NOW + timedelta(days=days) for days in (-30, -7, 7, 30))
LIST, GET = "reassignments.list", "reassignments.get"
STATUSES = {
    "ACCESS_REQUESTS": "active",
    "CERTIFICATIONS": "scheduled",
    "MANUAL_TASKS": "expired",
    "GENERIC_APPROVALS": "active",
}


def read(simulator, **options):
    result = run_module(reassignment_config_info, {**connection(simulator), **options})
    assert not result.get("changed")
    assert simulator.writes() == []
    return result


def utc(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def keys(result):
    return [(found["identity"]["id"], found["config_type"]) for found in result["reassignments"]]


@pytest.fixture()
def tenant(simulator):
    """Anna has a configuration of every status, Bruno a permanent one."""
    tenant = simulator.tenant
    anna, bruno, chloe = (tenant.identity(alias).id for alias in ("anna.berg", "bruno.costa", "chloe.dubois"))
    tenant.put_configuration(anna, "ACCESS_REQUESTS", bruno, LAST_WEEK, NEXT_WEEK)
    tenant.put_configuration(anna, "CERTIFICATIONS", chloe, NEXT_WEEK, NEXT_MONTH)
    tenant.put_configuration(anna, "MANUAL_TASKS", chloe, LAST_MONTH, LAST_WEEK)
    tenant.put_configuration(anna, "GENERIC_APPROVALS", chloe, LAST_WEEK, None)
    tenant.put_configuration(bruno, "ACCESS_REQUESTS", chloe, LAST_WEEK, None)
    return tenant


@pytest.mark.parametrize("form", ["null", "empty", "missing", "zero"])
@pytest.mark.parametrize("date_form", ["millis", "seconds", "micros", "offset"])
def test_the_whole_tenant(simulator, tenant, form, date_form):
    simulator.set(permanent_form=form, date_form=date_form)
    result = read(simulator)
    assert keys(result) == sorted(tenant.configurations)
    assert result["complete"] and result["incomplete_reason"] is None and "warnings" not in result
    anna, bruno, chloe = (tenant.identity(alias) for alias in ("anna.berg", "bruno.costa", "chloe.dubois"))
    by_type = {found["config_type"]: found for found in result["reassignments"] if found["identity"]["id"] == anna.id}
    assert {config_type: found["status"] for config_type, found in by_type.items()} == STATUSES
    assert by_type["ACCESS_REQUESTS"] == {
        "identity": {"id": anna.id, "name": "Anna Berg"},
        "config_type": "ACCESS_REQUESTS",
        "reassign_to": {"id": bruno.id, "name": "Bruno Costa"},
        "start": utc(LAST_WEEK),
        "end": utc(NEXT_WEEK),
        "permanent": False,
        "status": "active",
    }
    assert by_type["GENERIC_APPROVALS"] == {
        "identity": {"id": anna.id, "name": "Anna Berg"},
        "config_type": "GENERIC_APPROVALS",
        "reassign_to": {"id": chloe.id, "name": "Chloé Dubois"},
        "start": utc(LAST_WEEK),
        "end": None,
        "permanent": True,
        "status": "active",
    }
    assert [call.operation for call in simulator.calls()] == [LIST]


@pytest.mark.parametrize("missing", ["not_found", "empty"])
def test_some_identities(simulator, tenant, missing):
    simulator.set(missing_configuration=missing)
    bruno, daniel = tenant.identity("bruno.costa"), tenant.identity("daniel.okafor")
    result = read(simulator, identities=["bruno.costa", daniel.id, "Bruno.Costa@example.com"])
    assert keys(result) == [(bruno.id, "ACCESS_REQUESTS")]
    assert result["complete"]
    assert sorted(call.operation for call in simulator.calls()) == ["identities.list_public", GET, GET]


def test_more_than_a_few_identities_are_read_with_the_list(simulator, tenant):
    aliases = ["anna.berg", "chloe.dubois", "daniel.okafor", "elif.yilmaz"]
    result = read(simulator, identities=[tenant.identity(alias).id for alias in aliases])
    assert {identity_id for identity_id, _type in keys(result)} == {tenant.identity("anna.berg").id}
    assert [call.operation for call in simulator.calls()] == [LIST]


@pytest.mark.usefixtures("tenant")
@pytest.mark.parametrize("status", ["active", "scheduled", "expired"])
def test_of_one_status(simulator, status):
    result = read(simulator, identities=["anna.berg"], status=status)
    expected = sorted(config_type for config_type, its_status in STATUSES.items() if its_status == status)
    assert [found["config_type"] for found in result["reassignments"]] == expected
    assert {found["status"] for found in result["reassignments"]} == {status}


@pytest.mark.usefixtures("tenant")
def test_of_several_statuses_and_types(simulator):
    result = read(
        simulator,
        identities=["anna.berg"],
        status=["active", "scheduled"],
        config_types=["ACCESS_REQUESTS", "MANUAL_TASKS", "CERTIFICATIONS"],
    )
    assert [found["config_type"] for found in result["reassignments"]] == ["ACCESS_REQUESTS", "CERTIFICATIONS"]


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 40, 41, 249, 250, 251])
@pytest.mark.parametrize("paging", ["20", "250"])
@pytest.mark.parametrize("list_count", [True, False])
def test_the_whole_list_is_read_whatever_its_pages(count, paging, list_count):
    with Simulator(people=300) as simulator:
        simulator.set(list_paging=paging, list_count=list_count)
        people = list(simulator.tenant.identities)
        for person in people[:count]:
            simulator.tenant.put_configuration(person, "CERTIFICATIONS", people[-1], LAST_WEEK, None)
        result = read(simulator)
        assert keys(result) == sorted(simulator.tenant.configurations)
        assert result["complete"] and "warnings" not in result
        names = {found["identity"]["id"]: found["identity"]["name"] for found in result["reassignments"]}
        assert names == {person: simulator.tenant.identities[person].name for person in people[:count]}


@pytest.mark.parametrize(("count", "complete"), [(0, True), (19, True), (20, False), (41, False)])
def test_a_list_without_pages_could_be_cut_where_a_page_could_end(count, complete):
    with Simulator(people=60) as simulator:
        simulator.set(list_paging="none")
        people = list(simulator.tenant.identities)
        for person in people[:count]:
            simulator.tenant.put_configuration(person, "CERTIFICATIONS", people[-1], LAST_WEEK, None)
        result = read(simulator)
        assert keys(result) == sorted(simulator.tenant.configurations)
        assert result["complete"] == complete == ("warnings" not in result)


@pytest.mark.parametrize("paging", ["offset_ignored", "offset_ignored_no_count"])
def test_a_list_that_is_cut_is_not_called_complete(paging):
    with Simulator(people=60) as simulator:
        simulator.set(list_paging=paging)
        people = list(simulator.tenant.identities)
        for person in people[:50]:
            simulator.tenant.put_configuration(person, "CERTIFICATIONS", people[-1], LAST_WEEK, None)
        result = read(simulator)
        assert len(keys(result)) == len(set(keys(result))) == 20
        assert not result["complete"]
        assert result["incomplete_reason"]
        assert [warning for warning in result["warnings"] if result["incomplete_reason"] in warning]
        # The same people, named, are read one by one.
        named = read(simulator, identities=people[15:50])
        assert {identity_id for identity_id, _type in keys(named)} == set(people[15:50])
        assert named["complete"]


def test_a_page_that_cannot_be_read_leaves_the_list_incomplete():
    with Simulator(people=60) as simulator:
        people = list(simulator.tenant.identities)
        for person in people[:50]:
            simulator.tenant.put_configuration(person, "CERTIFICATIONS", people[-1], LAST_WEEK, None)
        simulator.add_fault(Fault("status", status=403, after=1, times=2))
        result = read(simulator)
        assert not result["failed"] and not result["complete"]
        assert "403" in result["incomplete_reason"]


def test_names_that_the_service_leaves_out_are_looked_up(simulator, tenant, monkeypatch):
    answer_with_names = ReassignmentConfigurations.get

    def answer(api, identity_id):
        found = answer_with_names(api, identity_id)
        for details in found.config_details:
            details.target_identity.name = None
        return found

    monkeypatch.setattr(ReassignmentConfigurations, "get", answer)
    anna, ghost = tenant.identity("anna.berg").id, "0" * 32
    tenant.put_configuration(anna, "CERTIFICATIONS", ghost, LAST_WEEK, None)
    result = read(simulator, identities=[anna])
    names = {found["reassign_to"]["id"]: found["reassign_to"]["name"] for found in result["reassignments"]}
    bruno, chloe = (tenant.identity(alias).id for alias in ("bruno.costa", "chloe.dubois"))
    assert names == {bruno: "Bruno Costa", chloe: "Chloé Dubois", ghost: None}
    assert [call.operation for call in simulator.calls()] == [GET, "identities.list_public"]


@pytest.mark.usefixtures("tenant")
def test_no_identities_are_none(simulator):
    assert read(simulator, identities=[])["reassignments"] == []
    assert simulator.requests == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"api_version": "v3"}, "api_version v3 of the service has no reassignment configurations."),
        ({"api_version": "beta", "config_types": ["GENERIC_APPROVALS"]}, "api_version beta does not have GENERIC"),
        ({"config_types": []}, "config_types is empty"),
        ({"status": ["over"]}, "value of status must be one or more of"),
    ],
)
def test_what_cannot_be_asked(simulator, options, message):
    result = read(simulator, **options)
    assert result["failed"] and message in result["msg"]
    assert simulator.requests == []


@pytest.mark.usefixtures("tenant")
def test_an_unknown_identity(simulator):
    result = read(simulator, identities=["anna.berg", "nobody"])
    assert result["failed"] and result["msg"] == "No identity has the alias or email 'nobody'."


def test_the_first_page_cannot_be_read(simulator):
    simulator.add_fault(Fault("status", status=403))
    result = read(simulator)
    assert result["failed"] and "idn:reassignment-configuration:read " in result["hint"]


@pytest.mark.parametrize("number", [2, 5])
@pytest.mark.parametrize("status", [400, 403, 500])
def test_those_who_cannot_be_read_are_named(simulator, number, status):
    """A result that lacks them without a word would be worse than a failure."""
    people = list(simulator.tenant.identities.values())[:number]
    simulator.add_fault(Fault("status", operation=LIST, status=403, times=ALWAYS))
    for person in people[:2]:
        simulator.add_fault(Fault("status", operation=GET, identity=person.id, status=status, times=ALWAYS))
    result = read(simulator, identities=[person.alias for person in people])
    assert result["failed"] and result["status_code"] == status and "reassignments" not in result
    named = {person.alias for person in people if person.alias in result["msg"].split(". GET")[0]}
    assert result["msg"].startswith("Reassignments could not be read for ") and named == {
        person.alias for person in people[:2]
    }
