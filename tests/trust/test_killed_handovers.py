# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs that keep a journal, one of which is killed at each of its steps, or two at a time: the end is always the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine import executor
from ansible_collections.community.sailpoint.plugins.modules import waiting_work_handover
from ansible_collections.community.sailpoint.tests.trust.processes import READINESS, result_of, start_module
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc).replace(microsecond=0)
TYPES = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS"]
BRUNO, CHLOE = "bruno.costa", "chloe.dubois"
#: What is accepted is done at once here.
QUICK = "executor._VERIFY_PAUSE = executor._RETRY_PAUSE = (0.01, 0.05)"

# The step at which the process is killed is counted through all that changes the file or the tenant.
_KILLED = f"""
import json, os, signal, sys
from ansible.module_utils.testing import patch_module_args
from ansible_collections.community.sailpoint.plugins.module_utils._engine import executor
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work import journal_file, unit
from ansible_collections.community.sailpoint.plugins.modules import waiting_work_handover
{QUICK}
steps_left = int(sys.argv[1])

def step():
    global steps_left
    if steps_left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    steps_left -= 1

class Steps:
    def __getattr__(self, name):
        function = getattr(os, name)
        if name not in ("write", "fsync", "replace", "ftruncate", "unlink", "fchmod"):
            return function
        def stepwise(*args):
            step()
            if name == "write" and steps_left == 0:
                function(args[0], bytes(args[1])[: len(args[1]) // 2])
            if name == "write":
                step()
            return function(*args)
        return stepwise

journal_file.os = Steps()
write = unit.HandoverUnit.write

def write_stepwise(self, changes):
    step()
    write(self, changes)
    step()

unit.HandoverUnit.write = write_stepwise
with patch_module_args(json.load(sys.stdin)):
    waiting_work_handover.main()
"""


class Vacation:
    """Six items in four queues go from Bruno to Chloe; two of them are open when he is back."""

    def __init__(self, simulator, path):
        self.tenant, self.path = simulator.tenant, path
        self.options = {
            **connection(simulator),
            "journal": str(path),
            "hand_back": True,
            "concurrency": 1,
            "wait_timeout": 5,
        }
        self.ids = [
            *(self.tenant.add_work_item(BRUNO).id for unused in range(2)),
            *(self.tenant.add_access_request_approval(BRUNO).id for unused in range(2)),
            self.tenant.add_generic_approval(BRUNO).id,
            self.tenant.add_certification(BRUNO, "Autumn").id,
        ]
        self.open = {self.ids[0], self.ids[5]}
        self._forget_something()

    def _forget_something(self):
        """Something that was settled long ago, so that the file is shortened as well."""
        line = {"format": 1, "time": "2020-01-01T00:00:00Z", "status": "settled", "reason": "gone"}
        people = {key: {"id": f"{key}-somebody"} for key in ("item", "from", "to")}
        content = {**line, "tenant": self.options["base_url"], "queue": "work_items", "config_type": TYPES[2], **people}
        self.path.write_text(json.dumps(content) + "\n")

    def reassign(self, end=None):
        for config_type in TYPES:
            ids = [self.tenant.identity(one).id for one in (BRUNO, CHLOE)]
            self.tenant.put_configuration(ids[0], config_type, ids[1], NOW - timedelta(days=7), end)

    def close(self):
        with self.tenant.lock:
            for item_id in set(self.ids) - self.open:
                self.tenant.access_request_approvals.pop(item_id, None)
                self.tenant.generic_approvals.pop(item_id, None)
                self.tenant.work_items.pop(item_id, None)

    def run(self):
        result = run_module(waiting_work_handover, {**self.options, "handovers": [{"from": BRUNO}]})
        assert not result["failed"], result["msg"]
        return result

    def run_killed(self, after):
        """Whether the process was killed; otherwise it has come to its end in fewer steps."""
        process = subprocess.run(
            [sys.executable, "-c", _KILLED, str(after)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            input=json.dumps({**self.options, "handovers": [{"from": BRUNO}]}),
            capture_output=True,
            encoding="utf-8",
            timeout=READINESS,
            check=False,
        )
        assert process.returncode in (0, -signal.SIGKILL), process.stdout + process.stderr
        return process.returncode != 0

    def holders(self):
        with self.tenant.lock:
            found = {
                **{one.id: one.owner_id for one in self.tenant.work_items.values()},
                **{one.id: one.approver_id for one in self.tenant.access_request_approvals.values()},
                **{one.id: one.approver_ids[0] for one in self.tenant.generic_approvals.values()},
                **{one.id: one.reviewer_id for one in self.tenant.certifications.values()},
            }
        return {item_id: self.tenant.identities[holder].alias for item_id, holder in found.items()}

    def journal(self):
        lines = [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]
        return {line["item"]["id"]: line.get("reason", line["status"]) for line in lines}

    def check_from(self, *, begun):
        """Whatever happened before: this run and those that follow end as always."""
        if not begun:
            self.run()
            assert self.holders() == dict.fromkeys(self.ids, CHLOE)
            assert self.journal() == dict.fromkeys(self.ids, "done")
            self.close()
            self.reassign(end=NOW - timedelta(days=1))
        self.run()
        assert self.holders() == dict.fromkeys(self.open, BRUNO)
        assert self.journal() == {one: "returned" if one in self.open else "gone" for one in self.ids}
        before = self.path.read_bytes()
        assert not self.run()["changed"] and self.path.read_bytes() == before


@pytest.mark.parametrize("begun", [False, True], ids=["when it begins", "when it ends"])
def test_the_end_is_always_the_same(simulator, begun, tmp_path, record_property, monkeypatch):
    monkeypatch.setattr(executor, "_VERIFY_PAUSE", (0.01, 0.05))
    steps = 0
    killed = True
    while killed:
        path = tmp_path / f"{steps}.jsonl"
        simulator.reset()
        vacation = Vacation(simulator, path)
        vacation.reassign()
        if begun:
            vacation.run()
            vacation.close()
            vacation.reassign(end=NOW - timedelta(days=1))
        killed = vacation.run_killed(steps)
        vacation.check_from(begun=begun)
        assert [one.name for one in tmp_path.iterdir() if one.name.startswith(f"{steps}.")] == [path.name]
        path.unlink()
        steps += 1
    record_property("steps", steps)
    assert steps > (8 if begun else 20)


@pytest.mark.parametrize("exists", [True, False], ids=["that exists", "that both would create"])
def test_two_runs_at_a_time_with_a_journal(simulator, exists, tmp_path, monkeypatch):
    """One waits for the other, or says that the other one was first; nothing is handed over or noted twice."""
    monkeypatch.setattr(executor, "_VERIFY_PAUSE", (0.01, 0.05))
    simulator.set(latency=0.02)
    vacation = Vacation(simulator, tmp_path / "journal.jsonl")
    if not exists:
        vacation.path.unlink()
    vacation.reassign()
    options = {**vacation.options, "handovers": [{"from": BRUNO}], "wait_timeout": 30}
    results = [result_of(one) for one in [start_module("waiting_work_handover", options) for unused in range(2)]]
    failed = [one for one in results if one.get("failed")]
    assert len(failed) <= (0 if exists else 1)
    assert all("another run has created it in the meantime" in one["msg"] for one in failed)
    assert len(simulator.writes()) == len(vacation.ids)
    statuses = [json.loads(line)["status"] for line in vacation.path.read_text(encoding="utf-8").splitlines()]
    assert (statuses.count("intended"), statuses.count("done")) == (6, 6)
    vacation.check_from(begun=False)
