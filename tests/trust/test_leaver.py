# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The end of the role leaver: nothing is left with the one who leaves, in each API version, also after a run that was killed."""

from __future__ import annotations

import collections
import contextlib
import itertools
import json
import os
import signal

import pytest

from ansible_collections.community.sailpoint.tests.trust.processes import (
    READINESS,
    processes_of,
    start_playbook,
    wait_until,
)
from ansible_collections.community.sailpoint.tests.unit.helpers import connection

LEAVER, MANAGER = "bruno.costa", "anna.berg"
#: Generic approvals can be handed over in these versions only; v3 cannot reassign work at all.
WITH_GENERIC_APPROVALS = ["v1", "v2026", "v2025"]
VERSIONS = [*WITH_GENERIC_APPROVALS, "v2024", "beta"]
#: Four reassignments, three work items, three and two approvals, and one request for each campaign.
WRITES = 14


def pytest_generate_tests(metafunc):
    if "killed_after" in metafunc.fixturenames:
        everything, some = itertools.product(VERSIONS, range(WRITES + 1)), zip(VERSIONS, (1, 4, 7, 10, 9))
        chosen = everything if metafunc.config.getoption("--soak") else some
        metafunc.parametrize(("version", "killed_after"), list(chosen))


class Leaver:
    """Somebody for whom something waits in each queue, and the role that is run by a playbook."""

    def __init__(self, simulator, directory):
        self.simulator, self.directory = simulator, directory
        tenant = simulator.tenant
        for unused in range(3):
            tenant.add_work_item(LEAVER)
            tenant.add_access_request_approval(LEAVER)
        for unused in range(2):
            tenant.add_generic_approval(LEAVER)
        for campaign in ("Autumn", "Autumn", "Winter"):
            tenant.add_certification(LEAVER, campaign, subjects=["chloe.dubois"])

    def start(self, *arguments, api_version="v1"):
        role = {"role": "community.sailpoint.leaver", "vars": {"leaver_identities": [LEAVER]}}
        keep = {"content": "{{ leaver_result | to_json }}", "dest": str(self.directory / "result.json")}
        play = {
            "module_defaults": {
                "group/community.sailpoint.isc": {**connection(self.simulator), "api_version": api_version}
            },
            "roles": [role],
            "tasks": [{"ansible.builtin.copy": keep, "check_mode": False}],
        }
        return start_playbook([play], self.directory, *arguments)

    def run(self, *arguments, **options):
        """What the role tells, and the requests that write."""
        self.simulator.clear_log()
        process = self.start(*arguments, **options)
        output, unused = process.communicate(timeout=READINESS)
        assert process.returncode == 0, output
        return json.loads((self.directory / "result.json").read_text("utf-8")), self.simulator.writes()

    def held(self):
        """For whom everything waits, by queue, and who gets the new work of the leaver."""
        tenant = self.simulator.tenant
        with tenant.lock:
            return {
                "reassignments": [one.target_id for one in tenant.configurations.values()],
                "work_items": [one.owner_id for one in tenant.work_items.values()],
                "access_request_approvals": [one.approver_id for one in tenant.access_request_approvals.values()],
                "generic_approvals": [one for item in tenant.generic_approvals.values() for one in item.approver_ids],
                "certifications": [one.reviewer_id for one in tenant.certifications.values()],
            }

    def left(self):
        """How much waits for the leaver, by queue."""
        leaver = self.simulator.tenant.identity(LEAVER).id
        return {queue: owners.count(leaver) for queue, owners in self.held().items() if leaver in owners}

    def check_the_end(self, version):
        """All that the version can hand over is with the manager, and so is the new work."""
        expected = {"generic_approvals": 2} if version not in WITH_GENERIC_APPROVALS else {}
        assert self.left() == expected
        manager = self.simulator.tenant.identity(MANAGER).id
        assert {one for queue, owners in self.held().items() if queue not in expected for one in owners} == {manager}
        assert len(self.held()["reassignments"]) == (3 if expected else 4)


@pytest.fixture()
def leaver(simulator, tmp_path):
    simulator.set(async_delay=0.3)
    return Leaver(simulator, tmp_path)


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_is_left_and_check_mode_says_so_before(leaver, version):
    everything = leaver.left()
    planned, writes = leaver.run("--check", api_version=version)
    assert writes == [] and leaver.left() == everything
    applied, writes = leaver.run(api_version=version)
    items = planned["waiting_work"]["changes"]
    assert [{**change, "status": "applied"} for change in items] == applied["waiting_work"]["changes"]
    assert planned["reassignments"] == applied["reassignments"]
    assert [without_times(change, "applied") for change in planned["changes"]] == [
        without_times(change) for change in applied["changes"]
    ]
    leaver.check_the_end(version)
    if version in WITH_GENERIC_APPROVALS:
        assert len(items) == 11 and len(writes) == WRITES
    else:
        assert [one["queue"] for one in applied["waiting_work"]["queues_left_out"]] == ["generic_approvals"]
    again, writes = leaver.run(api_version=version)
    assert writes == [] and not again["changed"]


def without_times(change, status=None):
    """A change of a reassignment, which begins when the run does."""
    after = {name: value for name, value in change["after"].items() if name != "start"}
    return {**change, "after": after, "status": status or change["status"]}


def test_a_run_that_is_killed_at_any_write_is_finished_by_the_next(leaver, version, killed_after):
    leaver.simulator.set(latency=0.02)
    process = leaver.start(api_version=version)
    wait_until(lambda: len(leaver.simulator.writes()) >= killed_after, process)
    # Modules have process groups of their own.
    while alive := processes_of(leaver.directory):
        for number in alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        process.poll()
    process.communicate(timeout=READINESS)
    # What has been sent has its effect although nobody is there for the answer.
    wait_until(lambda: all(request.finished for request in leaver.simulator.requests))
    sent = handovers(leaver.simulator.writes())
    unused, finishing = leaver.run(api_version=version)
    leaver.check_the_end(version)
    sent.update(handovers(finishing))
    assert set(sent.values()) == {1}, "something was sent twice"
    again, finishing = leaver.run(api_version=version)
    assert finishing == [] and not again["changed"]


def handovers(writes):
    """How often each item was sent."""
    return collections.Counter(
        item
        for one in writes
        if "reassignment-configurations" not in one.path
        for item in one.body.get("certificationIds", [one.path])
    )
