# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Verdict
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tenant_settings import (
    TenantSettingsJob,
    read_tenant_settings,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    TenantConfig,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error

NEVER_SET = [{}, {"configDetails": None}, {"configDetails": {}}, {"configDetails": {"disabled": None}}, error()]
ENABLED, DISABLED = ({"configDetails": {"disabled": disabled}} for disabled in (False, True))


def job(service, enabled):
    return TenantSettingsJob(service.client(), {"enabled": enabled, "retries": 3, "verify_timeout": 7.0})


def unit_of(job):
    ((unit,),) = job.waves()
    return unit, job.outcomes[0].change


@pytest.mark.parametrize("stored", [*NEVER_SET, ENABLED, DISABLED])
@pytest.mark.parametrize("enabled", [True, False])
def test_only_a_difference_is_a_change_and_what_was_never_set_is_enabled(stored, enabled):
    found = job(RecordedService(stored), enabled)
    differs = enabled is (stored is DISABLED)
    assert [(one.change.before, one.change.after) for one in found.outcomes] == ([(not enabled, enabled)] * differs)
    assert found.counts == {"update": 0, "unchanged": 1 - differs}
    assert [unit.steps for unit in found.waves()[0]] == [[[one.change]] for one in found.outcomes]


def test_an_update_sends_back_what_nobody_knows():
    unknown = {"maxDepth": 3, "nested": {"keys": [1, None]}, "empty": None}
    service = RecordedService({"configDetails": {**unknown, "disabled": False}}, DISABLED)
    unit, change = unit_of(job(service, False))
    assert unit.write([change]).enabled is False
    assert service.requests[-1].method == "PUT"
    assert service.requests[-1].body == {"configDetails": {**unknown, "disabled": True}}


def test_an_answer_that_shows_the_old_state_does_not_count_as_seen():
    unit, change = unit_of(job(RecordedService(ENABLED, ENABLED, DISABLED), False))
    assert unit.write([change]) is None
    seen = unit.read()
    assert (unit.compare(change, seen), unit.describe(change, seen)) == (Verdict.DONE, "reassignments as disabled")
    assert unit.compare(change, TenantConfig.model_validate({})) == Verdict.NO_EFFECT


def test_how_a_change_is_shown():
    found = job(RecordedService(DISABLED), True)
    (outcome,) = found.outcomes
    assert found.show(outcome) == {
        "setting": "reassignments",
        "before": {"enabled": False},
        "after": {"enabled": True},
    }
    assert found.diff_entry(outcome) == (("reassignments",), "disabled", "enabled")
    assert (found.options.retries, found.options.verify_timeout) == (3, 7.0)


@pytest.mark.parametrize(
    ("answer", "enabled", "is_set"),
    [*((answer, True, False) for answer in NEVER_SET), (ENABLED, True, True), (DISABLED, False, True)],
)
def test_what_reading_returns(answer, enabled, is_set):
    shown = read_tenant_settings(RecordedService(answer).client(), {})["settings"]
    assert shown == {"enabled": enabled, "is_set": is_set, "modified": None, "modified_by": None}


@pytest.mark.parametrize(
    ("audit", "modified", "modified_by"),
    [
        (
            {"modified": "2026-06-01T12:00:00.000+02:00", "modifiedBy": {"id": "a", "name": "Anna"}},
            "2026-06-01T10:00:00Z",
            {"id": "a", "name": "Anna"},
        ),
        ({"modified": "", "modifiedBy": None}, None, None),
        ({"modified": None, "modifiedBy": {}}, None, {"id": None, "name": None}),
    ],
)
def test_who_changed_the_settings_last_and_when(audit, modified, modified_by):
    shown = read_tenant_settings(RecordedService({**DISABLED, "auditDetails": audit}).client(), {})["settings"]
    assert (shown["modified"], shown["modified_by"]) == (modified, modified_by)


def test_v3_has_no_such_settings():
    service = RecordedService()
    with pytest.raises(InvalidInput, match="v3"):
        read_tenant_settings(service.client("v3"), {})
    with pytest.raises(InvalidInput, match="v3"):
        TenantSettingsJob(service.client("v3"), {"enabled": True})
    assert service.requests == []
