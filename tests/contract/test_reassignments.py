# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official SDK drives the simulator's reassignment configurations and parses its answers."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from request_bodies import assert_accepted
from sdk import REASSIGNMENT_VERSIONS, Sdk, model

from tests.simulator import Simulator

pytestmark = pytest.mark.parametrize("version", REASSIGNMENT_VERSIONS)
SERVICE = "work_reassignment"
START = datetime(2026, 8, 1, 6, 30, tzinfo=timezone.utc)
END = START + timedelta(days=21)
PERMANENT_IN_ANSWERS = {"null": None, "missing": None, "zero": datetime(1, 1, 1, tzinfo=timezone.utc)}


def request(sdk: Sdk, sim: Simulator, source: str, target: str, **changed: Any) -> Any:
    fields = {
        "reassignedFromId": sim.tenant.identity(source).id,
        "reassignedToId": sim.tenant.identity(target).id,
        "configType": "CERTIFICATIONS",
        "startDate": START,
        "endDate": END,
    }
    return model(sdk.version, SERVICE, "ConfigurationItemRequest")(**dict(fields, **changed))


def test_create_read_replace_and_delete(sim: Simulator, sdk: Sdk) -> None:
    anna, bruno, chloe = (sim.tenant.identity(alias) for alias in ("anna.berg", "bruno.costa", "chloe.dubois"))

    created = sdk.call(SERVICE, "create_reassignment_configuration", request(sdk, sim, "anna.berg", "bruno.costa"))
    assert (created.identity.id, created.identity.name) == (anna.id, "Anna Berg")
    (detail,) = created.config_details
    assert (detail.config_type, detail.target_identity.id) == ("CERTIFICATIONS", bruno.id)
    assert (detail.start_date, detail.end_date) == (START, END)
    assert detail.audit_details.created_by.id == anna.id

    replaced = sdk.call(
        SERVICE,
        "put_reassignment_config",
        anna.id,
        request(sdk, sim, "anna.berg", "chloe.dubois", endDate=None),
    )
    assert replaced.config_details[0].target_identity.id == chloe.id
    assert sim.tenant.configurations[anna.id, "CERTIFICATIONS"].end is None

    read = sdk.call(SERVICE, "get_reassignment_configuration", anna.id)
    assert read.config_details[0].audit_details.created == detail.audit_details.created
    assert read.config_details[0].audit_details.modified >= detail.audit_details.modified

    sdk.call(SERVICE, "delete_reassignment_configuration", anna.id, "CERTIFICATIONS")
    assert not sim.tenant.configurations

    for entry in sim.writes():
        assert_accepted(sdk.version, entry.operation, entry.body)


@pytest.mark.parametrize("form", PERMANENT_IN_ANSWERS)
@pytest.mark.parametrize("date_form", ["millis", "seconds", "micros", "offset"])
def test_forms_of_dates(sim: Simulator, sdk: Sdk, form: str, date_form: str) -> None:
    # The fourth form of permanent, the empty text, is no date to the SDK, although its own documentation names it.
    sim.set(permanent_form=form, date_form=date_form)
    anna = sim.tenant.identity("anna.berg")
    sim.tenant.put_configuration(anna.id, "CERTIFICATIONS", sim.tenant.identity("bruno.costa").id, START, None)
    (detail,) = sdk.call(SERVICE, "get_reassignment_configuration", anna.id).config_details
    assert (detail.start_date, detail.end_date) == (START, PERMANENT_IN_ANSWERS[form])


def test_list(sim: Simulator, sdk: Sdk) -> None:
    sim.set(list_paging="none")
    people = list(sim.tenant.identities)
    for source, target in zip(people, people[1:]):
        sim.tenant.put_configuration(source, "ACCESS_REQUESTS", target, START, END)
    listed = sdk.call(SERVICE, "list_reassignment_configurations")
    assert [entry.identity.id for entry in listed] == people[:-1]


def test_evaluate(sim: Simulator, sdk: Sdk) -> None:
    first, second, third = list(sim.tenant.identities)[:3]
    for source, target in ((first, second), (second, third)):
        sim.tenant.put_configuration(source, "MANUAL_TASKS", target, START, None)
    (result,) = sdk.call(
        SERVICE,
        "get_evaluate_reassignment_configuration",
        first,
        "MANUAL_TASKS",
        exclusion_filters=["SELF_REVIEW_DELEGATION"],
    )
    assert result.reassign_to_id == third
    steps = [(step.reassigned_from_id, step.reassigned_to_id) for step in result.lookup_trail]
    assert steps == [(first, second), (second, third)]
    known = list(model(sdk.version, SERVICE, "ReassignmentTypeEnum"))
    assert all(step.reassignment_type in known for step in result.lookup_trail)


def test_types(sdk: Sdk) -> None:
    types = sdk.call(SERVICE, "get_reassignment_config_types")
    # The two enums' names are swapped as well: ConfigTypeEnum holds ACCESS_REQUESTS and so on.
    assert [entry.internal_name_camel for entry in types] == list(model(sdk.version, SERVICE, "ConfigTypeEnum"))


@pytest.mark.parametrize("disabled", [True, False, None])
def test_tenant_config(sim: Simulator, sdk: Sdk, disabled: Any) -> None:
    details = model(sdk.version, SERVICE, "TenantConfigurationDetails")(disabled=disabled)
    body = model(sdk.version, SERVICE, "TenantConfigurationRequest")(configDetails=details)
    expected = bool(disabled)  # the SDK reads a null as false
    assert sdk.call(SERVICE, "put_tenant_configuration", body).config_details.disabled is expected
    assert sdk.call(SERVICE, "get_tenant_config_configuration").config_details.disabled is expected
    assert sim.tenant.tenant_config == {"disabled": disabled}
    assert_accepted(sdk.version, sim.writes()[0].operation, sim.writes()[0].body)


def test_refusals_are_errors_of_the_sdk(sim: Simulator, sdk: Sdk) -> None:
    with pytest.raises(Exception, match="same identity") as refused:
        sdk.call(SERVICE, "create_reassignment_configuration", request(sdk, sim, "anna.berg", "anna.berg"))
    assert refused.value.status == 400  # type: ignore[attr-defined]
    with pytest.raises(Exception, match="no reassignment configuration") as missing:
        sdk.call(SERVICE, "get_reassignment_configuration", sim.tenant.identity("anna.berg").id)
    assert missing.value.status == 404  # type: ignore[attr-defined]
