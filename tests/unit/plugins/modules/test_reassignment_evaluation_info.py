# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.modules import reassignment_evaluation_info
from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, Fault, Simulator
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc)
YESTERDAY, TOMORROW = NOW - timedelta(days=1), NOW + timedelta(days=1)
EVALUATE, TYPES = "reassignments.evaluate", "reassignments.types"


def evaluate(simulator, *identities, **options):
    result = run_module(
        reassignment_evaluation_info, {**connection(simulator), "identities": list(identities), **options}
    )
    assert not result.get("changed")
    assert simulator.writes() == []
    return result


def reference(identity):
    return {"id": identity.id, "name": identity.name}


@pytest.fixture()
def chain(simulator):
    """Anna's certifications go to Bruno, and his to Chloé."""
    tenant = simulator.tenant
    people = [tenant.identity(alias) for alias in ("anna.berg", "bruno.costa", "chloe.dubois")]
    for source, target in zip(people, people[1:]):
        tenant.put_configuration(source.id, "CERTIFICATIONS", target.id, YESTERDAY, TOMORROW)
    return people


@pytest.mark.parametrize("form", ["array", "object", "array_or_empty", "array_of_steps"])
@pytest.mark.parametrize("by", ["id", "alias", "email"])
def test_along_a_chain(simulator, chain, form, by):
    simulator.set(evaluate_form=form)
    anna, bruno, chloe = chain
    result = evaluate(simulator, getattr(anna, by), config_types=["CERTIFICATIONS"])
    assert result["evaluations"] == [
        {
            "identity": reference(anna),
            "config_type": "CERTIFICATIONS",
            "reassigned": True,
            "reassign_to": reference(chloe),
            "trail": [
                {
                    "reassigned_from": reference(anna),
                    "reassigned_to": reference(bruno),
                    "type": "AUTOMATIC_REASSIGNMENT",
                },
                {
                    "reassigned_from": reference(bruno),
                    "reassigned_to": reference(chloe),
                    "type": "AUTOMATIC_REASSIGNMENT",
                },
            ],
        }
    ]
    names_of_ids = 1
    names_given = 0 if by == "id" else 1
    assert len(simulator.calls()) == names_given + len(simulator.calls(EVALUATE)) + names_of_ids


@pytest.mark.parametrize("form", ["array", "object", "array_or_empty", "array_of_steps"])
def test_without_a_configuration(simulator, form):
    simulator.set(evaluate_form=form)
    anna = simulator.tenant.identity("anna.berg")
    result = evaluate(simulator, "anna.berg", config_types=["MANUAL_TASKS"])
    assert result["evaluations"] == [
        {
            "identity": reference(anna),
            "config_type": "MANUAL_TASKS",
            "reassigned": False,
            "reassign_to": reference(anna),
            "trail": [],
        }
    ]
    assert len(simulator.calls()) == 2  # the only name is known from the look-up


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize(("version", "count"), [("v1", 4), ("v2026", 4), ("v2025", 4), ("v2024", 3), ("beta", 3)])
def test_all_types_that_the_tenant_offers(simulator, version, count):
    result = evaluate(simulator, "anna.berg", "chloe.dubois", api_version=version)
    order = [(found["identity"]["name"], found["config_type"]) for found in result["evaluations"]]
    types = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS"][:count]
    assert order == [(name, config_type) for name in ("Anna Berg", "Chloé Dubois") for config_type in types]
    assert len(simulator.calls(TYPES)) == 1
    assert len(simulator.calls(EVALUATE)) == 2 * count
    assert [found["config_type"] for found in result["evaluations"] if found["reassigned"]] == ["CERTIFICATIONS"]


def test_each_identity_once_in_the_order_given(simulator, chain):
    anna, bruno, chloe = chain
    result = evaluate(
        simulator, "chloe.dubois", anna.id, "Chloe.Dubois@example.com", "bruno.costa", config_types=["CERTIFICATIONS"]
    )
    assert [found["identity"]["id"] for found in result["evaluations"]] == [chloe.id, anna.id, bruno.id]


def test_a_chain_that_the_service_does_not_follow_to_its_end():
    with Simulator(people=8) as simulator:
        people = list(simulator.tenant.identities.values())
        for source, target in zip(people, people[1:]):
            simulator.tenant.put_configuration(source.id, "CERTIFICATIONS", target.id, YESTERDAY, None)
        (found,) = evaluate(simulator, people[0].id, config_types=["CERTIFICATIONS"])["evaluations"]
        assert [step["reassigned_to"]["name"] for step in found["trail"]] == [person.name for person in people[1:6]]
        assert found["reassign_to"] == reference(people[5])


@pytest.mark.usefixtures("chain")
def test_the_tenant_wide_switch_is_off(simulator):
    simulator.tenant.tenant_config = {"disabled": True}
    (found,) = evaluate(simulator, "anna.berg", config_types=["CERTIFICATIONS"])["evaluations"]
    assert not found["reassigned"]


@pytest.mark.usefixtures("chain")
def test_exclusion_filters_are_sent(simulator):
    result = evaluate(
        simulator, "anna.berg", config_types=["CERTIFICATIONS"], exclusion_filters=["SELF_REVIEW_DELEGATION"]
    )
    assert not result["failed"]
    (call,) = simulator.calls(EVALUATE)
    assert call.query == {"exclusionFilters": "SELF_REVIEW_DELEGATION"}


def test_many_identities_at_a_time_and_all_names_in_one_request():
    with Simulator(people=60) as simulator:
        simulator.set(latency=0.1)
        people = list(simulator.tenant.identities)
        result = evaluate(simulator, *people[:40], config_types=["CERTIFICATIONS"])
        assert [found["identity"]["id"] for found in result["evaluations"]] == people[:40]
        assert all(found["identity"]["name"] for found in result["evaluations"])
        calls = simulator.calls(EVALUATE)
        assert len(calls) == 40 and len(simulator.calls()) == 41
        running = max(sum(one.started <= other.started < one.finished for one in calls) for other in calls)
        assert 2 <= running <= 8


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"api_version": "v3"}, "api_version v3 of the service has no reassignment configurations."),
        ({"api_version": "v2024", "config_types": ["GENERIC_APPROVALS"]}, "api_version v2024 does not have GENERIC"),
        ({"config_types": []}, "config_types is empty"),
        ({"exclusion_filters": ["OTHER"]}, "value of exclusion_filters must be one or more of"),
    ],
)
def test_what_cannot_be_asked(simulator, options, message):
    result = evaluate(simulator, "anna.berg", **options)
    assert result["failed"] and message in result["msg"]
    assert simulator.requests == []


def test_nobody(simulator):
    assert evaluate(simulator)["evaluations"] == []
    assert simulator.requests == []


def test_an_unknown_identity(simulator):
    result = evaluate(simulator, "nobody")
    assert result["failed"] and result["msg"] == "No identity has the alias or email 'nobody'."
    assert simulator.calls(EVALUATE) == []


@pytest.mark.usefixtures("chain")
def test_without_permission_the_scope_is_named(simulator):
    simulator.add_fault(Fault("status", path="evaluate", status=403))
    result = evaluate(simulator, "anna.berg", config_types=["CERTIFICATIONS"])
    assert result["failed"] and result["status_code"] == 403
    assert "idn:reassignment-configuration:manage " in result["hint"]


@pytest.mark.usefixtures("chain")
def test_an_answer_of_another_shape(simulator):
    simulator.set(evaluate_form="object")
    simulator.add_fault(Fault("wrong_shape", path="evaluate"))
    result = evaluate(simulator, "anna.berg", config_types=["CERTIFICATIONS"])
    assert result["failed"] and "invalid Evaluation" in result["msg"]


@pytest.mark.usefixtures("chain")
def test_a_read_is_repeated(simulator):
    simulator.add_fault(Fault("reset_before", path="evaluate"))
    simulator.add_fault(Fault("status", path="evaluate", status=503))
    result = evaluate(simulator, "anna.berg", config_types=["CERTIFICATIONS"])
    assert not result["failed"] and result["evaluations"][0]["reassigned"]


@pytest.mark.parametrize(
    ("answer", "trail"),
    [
        ([], []),
        ([{"reassignToId": "b"}, {"reassignToId": "c"}], ["ab", "bc"]),
        ([{"reassignToId": "b", "lookupTrail": [{"reassignedFromId": "a", "reassignedToId": "b"}]}, {}], ["ab"]),
    ],
)
def test_any_number_of_evaluations_is_shown_in_order(simulator, monkeypatch, answer, trail):
    people = {
        letter: simulator.tenant.identity(alias).id
        for letter, alias in zip("abc", ("anna.berg", "bruno.costa", "chloe.dubois"))
    }
    text = json.dumps(answer)
    for letter, identity_id in people.items():
        text = text.replace(f'"{letter}"', f'"{identity_id}"')
    call = Client.call

    def call_but_evaluate(client, name, **request):
        return Answer(200, {}, json.loads(text)) if name == EVALUATE else call(client, name, **request)

    monkeypatch.setattr(Client, "call", call_but_evaluate)
    (found,) = evaluate(simulator, people["a"], config_types=["CERTIFICATIONS"])["evaluations"]
    steps = [(step["reassigned_from"]["id"], step["reassigned_to"]["id"]) for step in found["trail"]]
    assert steps == [(people[a], people[b]) for a, b in trail]
    assert found["reassigned"] == bool(trail)
    assert found["reassign_to"]["id"] == people[trail[-1][1] if trail else "a"]
    assert found["reassign_to"]["name"]


@pytest.mark.parametrize("case", ["upper", "lower", "mixed", "varying"])
def test_the_letter_case_of_ids_does_not_matter(simulator, chain, case):
    simulator.set(id_case=case)
    bruno, chloe = chain[1:]
    result = evaluate(simulator, bruno.id.upper(), "anna.berg", "chloe.dubois", config_types=["CERTIFICATIONS"])
    assert [(found["reassigned"], found["reassign_to"]["name"]) for found in result["evaluations"]] == [
        (True, chloe.name),
        (True, chloe.name),
        (False, chloe.name),
    ]
    assert [step["reassigned_to"]["name"] for step in result["evaluations"][1]["trail"]] == [bruno.name, chloe.name]


@pytest.mark.parametrize("status", [400, 403, 500])
def test_those_who_cannot_be_read_are_named(simulator, status):
    """A result that lacks them without a word would be worse than a failure."""
    anna, bruno, *others = list(simulator.tenant.identities.values())[:5]
    for person in (anna, bruno):
        simulator.add_fault(Fault("status", path=f"{person.id}/evaluate", status=status, times=ALWAYS))
    result = evaluate(simulator, *(person.alias for person in (anna, bruno, *others)))
    assert result["failed"] and result["status_code"] == status and "evaluations" not in result
    assert result["msg"].startswith(f"Evaluations could not be read for {anna.alias}, {bruno.alias}. GET ")
