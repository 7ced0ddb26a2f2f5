# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the jobs of a GitHub workflow or of a GitLab pipeline on this machine, command by command as they are written."""

from __future__ import annotations

import subprocess
import typing as t
from pathlib import Path

import yaml

#: Commands that would reach out. The file at the end of the arguments must exist; all arguments are written down.
_STAND_IN = """#!/bin/bash
printf '%s\\n' "$0 $*" >> "$CALLS"
case "$0" in
  */curl) ;;
  *) test -f "${!#}" ;;
esac
"""


class Result(t.NamedTuple):
    exit_code: int
    output: str
    #: The commands that would have reached out, one a line.
    calls: str


class Pipeline:
    """The pipeline in C(directory), with the C(environment) that secrets and variables of the project would give."""

    def __init__(self, directory: Path, environment: dict[str, str], stand_ins: Path) -> None:
        self._directory = directory
        self._calls = stand_ins / "calls"
        for name in ("ansible-galaxy", "curl", "gh", "pip"):
            (stand_ins / name).write_text(_STAND_IN, encoding="utf-8")
            (stand_ins / name).chmod(0o755)
        path = f"{stand_ins}:{environment['PATH']}"
        self._environment = {**environment, "PATH": path, "CALLS": str(self._calls)}

    def github(self, workflow: str, job: str) -> Result:
        """Run a job as GitHub does: after a failure, only steps that have a condition."""
        written = yaml.safe_load((self._directory / f".github/workflows/{workflow}.yml").read_text(encoding="utf-8"))
        self._calls.write_text("", encoding="utf-8")
        exit_code, output = 0, ""
        for step in written["jobs"][job]["steps"]:
            if "run" in step and (exit_code == 0 or "if" in step):
                options = ["-eo", "pipefail"] if step.get("shell") == "bash" else ["-e"]
                literal = {name: value for name, value in written["env"].items() if "${{" not in value}
                done = self._bash(options, step["run"], {**literal, "PULL_REQUEST": "17"})
                exit_code = exit_code or done.returncode
                output += done.stdout
        return Result(exit_code, output, self._calls.read_text(encoding="utf-8"))

    def gitlab(self, job: str) -> Result:
        """Run a job as GitLab does: all scripts in one shell, but for what comes afterwards in any case."""
        written = yaml.safe_load((self._directory / ".gitlab-ci.yml").read_text(encoding="utf-8"))
        self._calls.write_text("", encoding="utf-8")
        script = [*written["default"]["before_script"], *written[job]["script"]]
        done = self._bash(["-e"], "\n".join(script), written["variables"])
        after = self._bash(["-e"], "\n".join(written[job].get("after_script", [])), written["variables"])
        return Result(done.returncode, done.stdout + after.stdout, self._calls.read_text(encoding="utf-8"))

    def _bash(self, options: list[str], script: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "--noprofile", "--norc", *options, "-c", script],
            cwd=self._directory,
            env={**self._environment, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
