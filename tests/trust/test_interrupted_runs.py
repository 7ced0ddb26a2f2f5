# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A bulk run that is interrupted at any moment: the next run reaches the declared state, and nothing else is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from ansible_collections.community.sailpoint.plugins.modules import reassignment_configs
from ansible_collections.community.sailpoint.tests.trust.processes import READINESS, start_module, wait_until
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


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["SIGINT", "SIGKILL"])
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
    lost = team.siblings.keys() - team.held(SIBLING).keys()
    if number == signal.SIGKILL and team.simulator.switches.put_scope == "all_types":
        # Nobody is left to put back what the service took along: at most what was being written, one for each worker.
        assert len(lost) <= CONCURRENCY
        for key in lost:
            del team.siblings[key]
    else:
        assert not lost
    team.check_that_the_next_run_converges()


def test_a_playbook_that_is_interrupted(team, tmp_path):
    """Ctrl-C, which reaches all processes of a terminal at once."""
    playbook = tmp_path / "playbook.yml"
    options = team.args(concurrency=1)
    playbook.write_text(
        json.dumps(
            [
                {
                    "hosts": "localhost",
                    "gather_facts": False,
                    "tasks": [{"community.sailpoint.reassignment_configs": options}],
                }
            ]
        ),
        encoding="utf-8",
    )
    team.simulator.set(latency=0.02)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "SAIL_"))}
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("ansible-playbook")), "-i", "localhost,", "-c", "local", str(playbook)],
        env={
            **environment,
            "ANSIBLE_COLLECTIONS_PATH": os.pathsep.join(filter(None, sys.path)),
            "ANSIBLE_HOME": str(tmp_path),
            "ANSIBLE_PYTHON_INTERPRETER": sys.executable,
            "LC_ALL": "C.UTF-8",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )
    assert wait_until(lambda: len(team.simulator.writes()) >= 5, process), process.communicate()
    os.killpg(process.pid, signal.SIGINT)
    output, unused = process.communicate(timeout=READINESS)
    assert process.returncode != 0, output
    assert len(team.simulator.writes()) < 24
    assert team.held(SIBLING) == team.siblings
    team.check_that_the_next_run_converges()
