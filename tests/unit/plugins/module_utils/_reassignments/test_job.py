# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.result import PlanRefused
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments import job
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_options import ENTRY_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entries import Declared
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.job import JobOptions, ReassignmentJob
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import PlanOptions
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)

TYPE = "CERTIFICATIONS"
NOW = datetime.now(timezone.utc).replace(microsecond=0)


@pytest.fixture()
def ids(simulator):
    return [simulator.tenant.identity(alias).id for alias in ("anna.berg", "bruno.costa", "chloe.dubois")]


@pytest.fixture()
def client(simulator):
    settings = ConnectionSettings(simulator.url, access_token=simulator.issue_token(), rate_limit=0)
    return Client(Transport(settings), "v1")


def make_job(client, *pairs, end=None, **options):
    configs = [
        {
            **dict.fromkeys(ENTRY_SPEC),
            "identity": identity,
            "reassign_to": target,
            "config_types": [TYPE],
            "end": end and end.isoformat(),
            "permanent": end is None,
            "state": "present",
        }
        for identity, target in pairs
    ]
    return ReassignmentJob(client, Declared(configs), JobOptions(**options))


def test_planning_writes_nothing(simulator, client, ids):
    made = make_job(client, ids[:2])
    assert [outcome.change.action for outcome in made.outcomes] == ["create"]
    assert not simulator.writes()


def test_without_changes_there_is_no_wave(simulator, client, ids):
    simulator.tenant.put_configuration(ids[0], TYPE, ids[1], NOW - timedelta(days=1), None)
    made = make_job(client, ids[:2])
    assert (list(made.waves()), made.counts["unchanged"]) == ([], 1)


def test_changes_of_which_one_would_close_a_loop_are_in_separate_waves(simulator, client, ids):
    anna, bruno, chloe = ids
    simulator.tenant.put_configuration(anna, TYPE, bruno, NOW - timedelta(days=1), None)
    waves = list(make_job(client, (anna, chloe), (bruno, anna)).waves())
    assert [[unit.steps[0][0].after.target_id for unit in wave] for wave in waves] == [[chloe], [anna]]


@pytest.mark.parametrize(
    ("option", "disabled", "enabled", "warnings"),
    [("read", True, False, 0), ("warn", True, False, 1), ("warn", False, True, 0)],
)
def test_the_switch_of_the_tenant_is_read_once_if_asked(simulator, client, ids, option, disabled, enabled, warnings):
    simulator.tenant.tenant_config["disabled"] = disabled
    made = make_job(client, ids[:2], tenant_switch=option)
    assert made.extra["tenant_enabled"] is enabled
    assert made.warnings.count(job.SWITCHED_OFF) == warnings
    assert len(simulator.calls("reassignments.get_tenant_config")) == 1


def test_the_switch_is_not_read_unless_asked(simulator, client, ids):
    assert "tenant_enabled" not in make_job(client, ids[:2]).extra
    assert not simulator.calls("reassignments.get_tenant_config")


def test_a_plan_that_is_refused_comes_with_the_error(client, ids):
    anna, bruno, unused = ids
    with pytest.raises(PlanRefused) as refused:
        make_job(client, (anna, bruno), plan=PlanOptions(max_changes=0))
    result = refused.value.result()
    assert result["summary"]["create"] == 1 and "max_changes" in refused.value.message


def test_what_has_ended_is_a_note(client, ids):
    made = make_job(client, ids[:2], end=NOW - timedelta(days=1))
    assert (made.outcomes, made.counts["expired"]) == ([], 1)
    assert any("has ended" in note for note in made.extra["notes"])
