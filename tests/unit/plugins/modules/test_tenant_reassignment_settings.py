# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.modules import (
    tenant_reassignment_settings,
    tenant_reassignment_settings_info,
)
from ansible_collections.community.sailpoint.tests.simulator import Fault
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

GET, UPDATE = "reassignments.get_tenant_config", "reassignments.update_tenant_config"
NOT_SET = [{}, {"disabled": None}]
ENABLED = [*NOT_SET, {"disabled": False}]


@pytest.fixture()
def switch(simulator):
    """Runs the module, in check mode first: its plan is the plan, and nothing is written."""
    arguments = connection(simulator)

    def run(enabled, **options):
        simulator.clear_log()
        planned = run_module(
            tenant_reassignment_settings, {**arguments, "enabled": enabled, **options}, check_mode=True
        )
        assert simulator.writes() == []
        simulator.clear_log()
        result = run_module(tenant_reassignment_settings, {**arguments, "enabled": enabled, **options})
        if not planned["failed"]:
            assert planned["changed"] == bool(planned["changes"])
            assert planned["diff"] == result["diff"] or result["failed"]
            assert {change["status"] for change in planned["changes"]} <= {"planned"}
        return result

    return run


@pytest.fixture()
def settings(simulator):
    """What the module that reads returns."""

    def run(**options):
        return run_module(tenant_reassignment_settings_info, {**connection(simulator), **options})

    return run


@pytest.mark.parametrize("stored", ENABLED)
def test_enabling_what_is_enabled_or_was_never_set_changes_nothing(simulator, switch, stored):
    simulator.tenant.tenant_config = dict(stored)
    result = switch(True)
    assert (result["failed"], result["changed"], result["changes"]) == (False, False, [])
    assert result["diff"] == {"before": {}, "after": {}}
    assert result["summary"] == {"update": 0, "unchanged": 1, "failed": 0, "not_tried": 0}
    assert [call.operation for call in simulator.calls()] == [GET]
    assert simulator.tenant.tenant_config == stored


@pytest.mark.parametrize("stored", ENABLED)
def test_disabling(simulator, switch, stored):
    simulator.tenant.tenant_config = dict(stored)
    result = switch(False)
    assert result["changed"]
    assert result["diff"] == {"before": {"reassignments": "enabled"}, "after": {"reassignments": "disabled"}}
    assert result["changes"] == [
        {
            "action": "update",
            "setting": "reassignments",
            "before": {"enabled": True},
            "after": {"enabled": False},
            "status": "applied",
            "error": None,
        }
    ]
    assert result["summary"] == {"update": 1, "unchanged": 0, "failed": 0, "not_tried": 0}
    assert [call.operation for call in simulator.calls()] == [GET, UPDATE]
    assert simulator.tenant.tenant_config == {"disabled": True}
    assert not switch(False)["changed"]


def test_enabling_what_is_disabled(simulator, switch):
    simulator.tenant.tenant_config = {"disabled": True}
    assert switch(True)["diff"] == {"before": {"reassignments": "disabled"}, "after": {"reassignments": "enabled"}}
    assert simulator.tenant.tenant_config == {"disabled": False}


def test_unknown_settings_are_sent_back_unchanged(simulator, switch):
    unknown = {"maxDepth": 3, "nested": {"keys": [1, None, "x"]}, "empty": None}
    simulator.tenant.tenant_config = {"disabled": False, **unknown}
    assert switch(False)["changed"]
    assert simulator.tenant.tenant_config == {"disabled": True, **unknown}


def test_a_404_means_that_nothing_is_set(simulator, switch, settings):
    simulator.add_fault(Fault("status", method="GET", status=404, times=3))
    assert switch(True)["changed"] is False
    assert settings()["settings"] == {"enabled": True, "is_set": False, "modified": None, "modified_by": None}
    assert simulator.writes() == []


@pytest.mark.parametrize("kind", ["reset_after", "status_after", "truncated", "truncated_json", "empty", "wrong_shape"])
def test_a_write_whose_answer_is_lost_is_not_repeated(simulator, switch, kind):
    simulator.add_fault(Fault(kind, method="PUT"))
    result = switch(False)
    assert (result["failed"], result["changed"], result["changes"][0]["status"]) == (False, True, "applied")
    assert [call.operation for call in simulator.calls()] == [GET, UPDATE, GET]


@pytest.mark.parametrize("kind", ["reset_before", "status", "html"])
def test_a_write_without_effect_is_repeated_after_a_look(simulator, switch, kind):
    simulator.add_fault(Fault(kind, method="PUT"))
    assert switch(False)["changed"]
    assert [call.operation for call in simulator.calls()] == [GET, UPDATE, GET, UPDATE]


def test_a_write_that_goes_on_failing(simulator, switch):
    simulator.add_fault(Fault("status", method="PUT", status=503, times=9))
    result = switch(False, retries=1, verify_timeout=0)
    assert result["failed"] and not result["changed"]
    assert result["status_code"] == 503
    assert result["changes"][0]["status"] == "failed"
    assert result["changes"][0]["error"]["status_code"] == 503
    assert result["summary"] == {"update": 0, "unchanged": 0, "failed": 1, "not_tried": 0}
    assert result["diff"] == {"before": {}, "after": {}}
    assert len(simulator.writes()) == 2
    assert simulator.tenant.tenant_config == {}


def test_what_the_service_says_is_not_believed_until_it_shows(simulator, switch):
    simulator.set(silent_write=True)
    result = switch(False, verify_timeout=0)
    assert result["failed"] and result["changed"], "the service has accepted a write"
    assert "The service still shows reassignments as enabled" in result["msg"]
    assert [call.operation for call in simulator.calls()] == [GET, UPDATE, GET]


def test_without_permission_the_scope_is_named(simulator, switch, settings):
    simulator.add_fault(Fault("status", method="GET", status=403, times=3))
    for result in (switch(False), settings()):
        assert result["failed"] and result["status_code"] == 403
        assert "idn:reassignment-tenant-configuration:read " in result["hint"]
        assert "personal access token" in result["hint"]
    assert simulator.writes() == []


def test_without_permission_to_write_its_scope_is_named(simulator, switch):
    simulator.add_fault(Fault("status", method="PUT", status=403))
    result = switch(False)
    assert result["failed"] and result["status_code"] == 403
    assert "idn:reassignment-tenant-configuration:update " in result["hint"]
    assert len(simulator.writes()) == 1


def test_v3_does_not_have_it(simulator, switch, settings):
    for result in (switch(False, api_version="v3"), settings(api_version="v3")):
        assert result["failed"]
        assert result["msg"] == "api_version v3 of the service has no reassignment configurations."
    assert simulator.requests == []


@pytest.mark.parametrize(
    ("stored", "enabled", "is_set"),
    [
        ({}, True, False),
        ({"disabled": None}, True, False),
        ({"disabled": False}, True, True),
        ({"disabled": True, "other": 1}, False, True),
    ],
)
def test_reading(simulator, settings, stored, enabled, is_set):
    simulator.tenant.tenant_config = dict(stored)
    result = settings()
    assert (result["changed"], result["settings"]["enabled"], result["settings"]["is_set"]) == (False, enabled, is_set)


def test_reading_who_changed_it(simulator, switch, settings):
    switch(False)
    modified_by = settings()["settings"]["modified_by"]
    anna = simulator.tenant.identity("anna.berg")
    assert modified_by == {"id": anna.id, "name": "Anna Berg"}
    assert settings()["settings"]["modified"].endswith("Z")
