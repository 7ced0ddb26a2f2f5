# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._identities.people import People
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import Key
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import Declaration
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import PlanOptions, make_plan
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan_checks import PlanChecks
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.state import KnownReassignments
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)
from ansible_collections.community.sailpoint.tests.simulator import Fault

TYPE = "CERTIFICATIONS"
NOW = datetime.now(timezone.utc)
ALWAYS = Window(None, None)
NOBODY = "f" * 32


class Entries:
    """Notes which IDs do not exist."""

    missing = frozenset()

    def check_that_they_exist(self, declarations, missing):
        self.missing = missing


class Check:
    """The checks of a plan that leads from what the tenant holds to what is declared."""

    def __init__(self, simulator, *pairs, window=ALWAYS):
        settings = ConnectionSettings(simulator.url, access_token=simulator.issue_token(), rate_limit=0)
        client = Client(Transport(settings), "v1")
        declarations = [
            Declaration(f"row {row} ({identity})", identity, (TYPE,), target, window)
            for row, (identity, target) in enumerate(pairs, 2)
        ]
        known = KnownReassignments(ReassignmentConfigurations(client), 4)
        known.read({identity for identity, unused in pairs})
        self.plan = make_plan(declarations, known.configurations, NOW, PlanOptions())
        people = People(client, 4, known.names)
        self.checks = PlanChecks(self.plan, declarations, known, people, NOW, keep_errors=False)
        self.entries = Entries()
        simulator.clear_log()

    def people(self):
        self.checks.check_people(self.entries)
        return self.entries.missing

    def chains(self, option="warn"):
        return self.checks.problem_of_chains(option)


@pytest.fixture()
def ids(simulator):
    return [simulator.tenant.identity(alias).id for alias in ("anna.berg", "bruno.costa", "chloe.dubois")]


def operations(simulator):
    return [request.operation for request in simulator.calls()]


def test_a_plan_without_changes_costs_no_request(simulator, ids):
    anna, bruno, unused = ids
    simulator.tenant.put_configuration(anna, TYPE, bruno, NOW - timedelta(days=1), None)
    check = Check(simulator, (anna, bruno))
    assert (check.plan.unchanged, check.people()) == (1, set())
    assert operations(simulator) == []


@pytest.mark.parametrize("position", ["identity", "target"])
def test_new_identities_must_exist(simulator, ids, position):
    pair = (NOBODY, ids[0]) if position == "identity" else (ids[0], NOBODY)
    assert Check(simulator, pair).people() == {NOBODY}
    assert operations(simulator) == ["identities.list_public"]


def test_who_is_removed_need_not_exist(simulator, ids):
    simulator.tenant.put_configuration(ids[0], TYPE, NOBODY, NOW, None)
    check = Check(simulator, (ids[0], None))
    assert [change.action for change in check.plan.changes] == ["delete"]
    assert check.people() == set()


@pytest.mark.parametrize(("ended", "warnings"), [(False, 1), (True, 0)])
def test_an_inactive_cover_is_a_warning(simulator, ids, ended, warnings):
    simulator.tenant.identities[ids[1]].state = "INACTIVE_LONG_TERM"
    check = Check(simulator, (ids[0], ids[1]), window=Window(None, NOW - timedelta(1) if ended else None))
    check.people()
    assert len([one for one in check.checks.warnings if "inactive" in one and "bruno.costa" in one]) == warnings


def test_without_the_right_to_look_up_identities_there_is_a_warning(simulator, ids):
    check = Check(simulator, (ids[0], NOBODY))
    simulator.add_fault(Fault("status", status=403, operation="identities.list_public", times=9))
    assert check.people() == set()
    assert "could not be checked" in check.checks.warnings[0]


def test_a_loop_names_people_and_rows_whatever_the_option_says(simulator, ids):
    anna, bruno, chloe = ids
    simulator.tenant.put_configuration(chloe, TYPE, anna, NOW, None)
    for option in ("allow", "warn", "fail"):
        problem = Check(simulator, (anna, bruno), (bruno, chloe)).chains(option)
        assert isinstance(problem, InvalidInput)
        assert all(alias in problem.message for alias in ("anna.berg", "bruno.costa", "chloe.dubois"))
        assert f"row 2 ({anna})" in problem.message and f"row 3 ({bruno})" in problem.message


def test_a_cover_who_is_away_follows_the_option(simulator, ids):
    anna, bruno, chloe = ids
    simulator.tenant.put_configuration(bruno, TYPE, chloe, NOW, None)
    found = {}
    for option in ("allow", "warn", "fail"):
        check = Check(simulator, (anna, bruno))
        problem = check.chains(option)
        found[option] = (bool(problem), bool(check.checks.warnings))
    assert found == {"allow": (False, False), "warn": (False, True), "fail": (True, False)}


def test_only_those_at_the_end_of_a_chain_are_read(simulator, ids):
    anna, bruno, unused = ids
    check = Check(simulator, (anna, bruno))
    assert check.chains() is None
    assert operations(simulator) == ["reassignments.get"]
    assert Key(anna, TYPE) in {change.after.key for change in check.plan.changes}
