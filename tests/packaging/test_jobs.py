# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Jobs as AWX runs them: by ansible-runner, with a directory for the job, and events as the result."""

from __future__ import annotations

import json
import os
import typing as t
from pathlib import Path
from unittest import mock

import ansible_runner
import pytest
from artifact import CLEAN
from stage import Stage
from vacations import COVERS, covers, write_vacations, writes

# As docs/docsite/rst/many_tenants.rst says.
PLAYBOOK = """\
- name: Apply vacations to each tenant
  ansible.builtin.import_playbook: community.sailpoint.vacations
"""

#: What AWX gives to the inventory that it begins with.
LOCALHOST = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}


class Template:
    """A job template: its project, its inventory, its variables, and a credential with environment variables."""

    def __init__(self, directory: Path, stage: Stage) -> None:
        self.directory = directory
        self.credential = {name: value for name, value in stage.environment.items() if name.startswith("SAIL_")}
        self._settings = {name: value for name, value in stage.environment.items() if name.startswith("ANSIBLE_")}
        for name in ("project", "inventory", "env"):
            (directory / name).mkdir()
        (directory / "project" / "vacations.yml").write_text(PLAYBOOK, encoding="utf-8")
        self._write("inventory/hosts.json", {"all": {"hosts": {"localhost": LOCALHOST}}})
        self._write("env/extravars", write_vacations(directory / "project"))

    def _write(self, name: str, content: t.Any) -> None:
        (self.directory / name).write_text(json.dumps(content), encoding="utf-8")

    def launch(self, *options: str) -> ansible_runner.Runner:
        """A job that shows changes, with more options; -vvv, at which the most can leak."""
        (self.directory / "env" / "cmdline").write_text(" ".join(["--diff", *options]), encoding="utf-8")
        self._write("env/envvars", {**self._settings, **self.credential})
        with mock.patch.dict(os.environ, CLEAN, clear=True):
            return ansible_runner.run(
                private_data_dir=str(self.directory), playbook="vacations.yml", verbosity=3, quiet=True
            )

    def secrets_left(self) -> list[Path]:
        """The artifacts with the secret; not that in which ansible-runner keeps the environment that it was given."""
        secret = self.credential["SAIL_CLIENT_SECRET"].encode()
        files = [path for path in (self.directory / "artifacts").rglob("*") if path.is_file()]
        assert [path for path in files if path.parent.name == "job_events"]
        return [path for path in files if path.name != "command" and secret in path.read_bytes()]


def results(job: ansible_runner.Runner, event: str) -> list[dict[str, t.Any]]:
    return [one["event_data"]["res"] for one in job.events if one["event"] == event]


def changed(job: ansible_runner.Runner) -> list[dict[str, t.Any]]:
    """The results that have changed something."""
    assert job.status == "successful", job.stdout.read()
    found = [result for result in results(job, "runner_on_ok") if result["changed"]]
    assert job.stats["changed"] == ({"localhost": len(found)} if found else {})
    return found


@pytest.fixture
def template(stage: Stage, tmp_path: Path) -> Template:
    return Template(tmp_path, stage)


def test_a_check_then_a_run_then_nothing_to_do(template: Template, stage: Stage) -> None:
    (would_change,) = changed(template.launch("--check"))
    assert (writes(stage), covers(stage)) == (0, set())

    (change,) = changed(template.launch())
    assert writes(stage) > 0
    assert covers(stage) == COVERS
    assert change["diff"] == would_change["diff"]
    assert change["diff"]["before"] == {}
    assert set(change["diff"]["after"]) == {"Anna Berg (anna.berg)", "Chloé Dubois (chloe.dubois)"}

    assert changed(template.launch()) == []
    assert (writes(stage), covers(stage)) == (0, COVERS)
    assert template.secrets_left() == []


def test_a_wrong_secret(template: Template, stage: Stage) -> None:
    template.credential["SAIL_CLIENT_SECRET"] = "revoked-since-yesterday"
    job = template.launch()
    assert (job.status, job.rc) == ("failed", 2)
    (failure,) = results(job, "runner_on_failed")
    assert "answered 401" in failure["msg"]
    assert "a personal access token that has not been revoked" in failure["msg"]
    assert covers(stage) == set()
    assert template.secrets_left() == []
