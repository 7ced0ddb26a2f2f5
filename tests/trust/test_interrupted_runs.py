# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A bulk run that is interrupted at any moment: the next run reaches the declared state, and nothing else is lost."""

from __future__ import annotations

import os
import random
import signal
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.modules import reassignment_configs
from ansible_collections.community.sailpoint.tests.trust.processes import (
    READINESS,
    processes_of,
    result_of,
    start_module,
    start_playbook,
    wait_until,
)
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc).replace(microsecond=0)
START, END = NOW - timedelta(days=1), NOW + timedelta(days=30)
TYPES = ["ACCESS_REQUESTS", "CERTIFICATIONS"]
SIBLING = "MANUAL_TASKS"
PEOPLE = range(12)
CONCURRENCY = 3


class Team:
    """Twelve people: a third gets reassignments, those of a third change, those of a third are removed."""

    def __init__(self, simulator):
        self.simulator = simulator
        self.ids = list(simulator.tenant.identities)
        self.old, self.new = self.ids[-1], self.ids[-2]
        for person in PEOPLE:
            types = [SIBLING] if person % 3 == 0 else [*TYPES, SIBLING]
            for config_type in types:
                simulator.tenant.put_configuration(self.ids[person], config_type, self.old, START, None)
        self.siblings = self.held(SIBLING)

    def configs(self):
        window = {"config_types": TYPES, "start": START.isoformat(), "end": END.isoformat()}
        return [
            {"identity": self.ids[person], "config_types": TYPES, "state": "absent"}
            if person % 3 == 2
            else {"identity": self.ids[person], "reassign_to": self.new, **window}
            for person in PEOPLE
        ]

    def held(self, *types):
        return {key: value for key, value in self.simulator.tenant.snapshot().items() if key[1] in types}

    def wanted(self):
        present = (self.ids[person] for person in PEOPLE if person % 3 != 2)
        return {(identity, config_type): [self.new, START, END] for identity in present for config_type in TYPES}

    def args(self, **more):
        return {**connection(self.simulator), "configs": self.configs(), "concurrency": CONCURRENCY, **more}

    def check_that_the_next_run_converges(self):
        result = run_module(reassignment_configs, self.args())
        assert not result["failed"], result["msg"]
        assert self.held(*TYPES) == self.wanted()
        assert self.held(SIBLING) == self.siblings
        assert not run_module(reassignment_configs, self.args())["changed"]


@pytest.fixture()
def team(simulator):
    return Team(simulator)


CANCELLING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.mark.parametrize("number", [*CANCELLING, signal.SIGKILL], ids=lambda number: number.name)
def test_a_module_that_is_interrupted(team, number, moment, record_property):
    dice = random.Random(f"{number} {moment}")
    writes = dice.randrange(25)
    record_property("interrupted after writes", writes)
    # With a latency, there are moments before, between and after the requests of all workers.
    team.simulator.set(latency=0.004, put_scope=dice.choice(["one_type", "all_types"]))
    process = start_module("reassignment_configs", team.args())
    if wait_until(lambda: len(team.simulator.writes()) >= writes and team.simulator.calls(), process):
        os.killpg(process.pid, number)
    process.communicate(timeout=READINESS)
    # What has been sent has its effect although nobody is there for the answer.
    wait_until(lambda: all(request.finished for request in team.simulator.requests))
    lost = team.siblings.keys() - team.held(SIBLING).keys()
    if number == signal.SIGKILL and team.simulator.switches.put_scope == "all_types":
        # Nobody is left to put back what the service took along: at most what was being written, one for each worker.
        assert len(lost) <= CONCURRENCY
        for key in lost:
            del team.siblings[key]
    else:
        assert not lost
    team.check_that_the_next_run_converges()


@pytest.mark.parametrize("number", CANCELLING, ids=lambda number: number.name)
def test_a_cancelled_module_reports_what_it_has_written(team, number):
    team.simulator.set(latency=0.01, put_scope="all_types")
    process = start_module("reassignment_configs", team.args(concurrency=1))
    assert wait_until(lambda: len(team.simulator.writes()) >= 3, process)
    os.killpg(process.pid, number)
    result = result_of(process)
    assert result["msg"].startswith(f"Cancelled by {number.name}. 0 of 24 changes failed, ")
    assert result["changed"] and {change["status"] for change in result["changes"]} == {"applied", "not_tried"}
    assert team.held(SIBLING) == team.siblings
    team.check_that_the_next_run_converges()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_only_ansible_playbook_is_killed(team, tmp_path, number):
    """The module goes on or ends in its own time; it loses nothing."""
    task = {"community.sailpoint.reassignment_configs": team.args(concurrency=1)}
    team.simulator.set(latency=0.02, put_scope="all_types")
    process = start_playbook([{"tasks": [task]}], tmp_path)
    assert wait_until(lambda: len(team.simulator.writes()) >= 5, process), process.communicate()
    process.send_signal(number)
    process.wait(timeout=READINESS)
    wait_until(lambda: not processes_of(tmp_path))
    assert team.held(SIBLING) == team.siblings
    team.check_that_the_next_run_converges()


def test_a_playbook_that_is_interrupted(team, tmp_path):
    """Ctrl-C, which reaches all processes of a terminal at once."""
    task = {"community.sailpoint.reassignment_configs": team.args(concurrency=1)}
    team.simulator.set(latency=0.02)
    process = start_playbook([{"tasks": [task]}], tmp_path)
    assert wait_until(lambda: len(team.simulator.writes()) >= 5, process), process.communicate()
    os.killpg(process.pid, signal.SIGINT)
    output, unused = process.communicate(timeout=READINESS)
    assert process.returncode != 0, output
    assert len(team.simulator.writes()) < 24
    assert team.held(SIBLING) == team.siblings
    team.check_that_the_next_run_converges()
