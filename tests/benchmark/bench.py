# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The simulated tenant as the benchmark needs it, and playbooks and scripts to run against it."""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
import time
import typing as t
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parent
sys.path.insert(0, str(BENCHMARK.parent / "tools"))

from stage import Stage

START, END = "2030-07-01T08:00:00Z", "2030-07-22T08:00:00Z"

Config = dict[str, t.Any]
Request = dict[str, t.Any]


#: Runs a playbook with more environment variables; its seconds.
Run = t.Callable[..., float]


class Row(t.NamedTuple):
    """One line of the report; ``reached`` is ``None`` where there is no goal."""

    work: str
    measured: str
    goal: str = ""
    reached: bool | None = None
    #: The same work again, as long as the tenant is as it was, and playbooks to compare it with.
    runs: t.Mapping[str, Run] = {}


class Bench:
    """Fills the tenant, and measures what works on it."""

    def __init__(self, stage: Stage, repeats: int) -> None:
        self.stage = stage
        self.repeats = repeats
        self.token = ""
        self.options_file = stage.directory / "options.json"

    def _new_token(self) -> str:
        connection = http.client.HTTPConnection(self.stage.url.removeprefix("http://"))
        form = "grant_type=client_credentials&client_id=simulated-client&client_secret=simulated-secret"
        connection.request("POST", "/oauth/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
        return str(json.loads(connection.getresponse().read())["access_token"])

    def prepare(
        self, identities: int, types: list[str], *, held: bool, start: str = START, **switches: t.Any
    ) -> list[Config]:
        """Fill the tenant, or leave it empty; the declaration of what it holds, or would hold."""
        self.stage.control("POST", "reset", {"people": identities + 1})
        target, *covered = [person["id"] for person in self.stage.control("GET", "identities")]
        configs = [
            {"identity": identity, "reassign_to": target, "config_types": types, "start": start, "end": END}
            for identity in covered
        ]
        if held:
            rows = [
                {"identity": identity, "config_type": kind, "reassign_to": target, "start": start, "end": END}
                for identity in covered
                for kind in types
            ]
            self.stage.control("POST", "configurations", rows)
        # Before the latency and the limit apply, and for longer than any run.
        self.stage.control("POST", "switches", {"rate_limit": 0, "token_lifetime": 999999})
        self.token = self._new_token()
        self.stage.control("POST", "switches", switches)
        return configs

    def write(self, configs: list[Config], name: str = "options.json", **options: t.Any) -> Path:
        """A file with options for a script, which are variables for a playbook as well."""
        file = self.stage.directory / name
        credentials = {"client_id": "simulated-client", "client_secret": "simulated-secret"}
        connection = {"base_url": self.stage.url, "access_token": self.token, "rate_limit": 0, **credentials}
        file.write_text(json.dumps({**connection, "configs": configs, **options}), encoding="utf-8")
        return file

    def playbook(self, name: str, file: Path | None = None, **environment: str) -> float:
        """Seconds of one whole run of ansible-playbook, with ``file`` as extra variables."""
        arguments = [str(BENCHMARK / "playbooks" / f"{name}.yml")]
        if file:
            arguments += ["-e", f"@{file}"]
        quiet = {"ANSIBLE_LOCALHOST_WARNING": "False", "ANSIBLE_INVENTORY_UNPARSED_WARNING": "False"}
        self.stage.control("DELETE", "requests")
        started = time.monotonic()
        ran = subprocess.run(
            self.stage.playbook_command(*arguments),
            cwd=self.stage.directory,
            env={**self.stage.environment, **quiet, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=False,
            encoding="utf-8",
        )
        seconds = time.monotonic() - started
        if ran.returncode:
            sys.exit(f"{name}.yml failed: {ran.stdout[:2000]}")
        return seconds

    def side_by_side(self, *runs: t.Callable[[], float]) -> list[float]:
        """The medians of each run, made in turns so that all see the same machine."""
        seconds: list[list[float]] = [[] for unused in runs]
        for unused in range(self.repeats):
            for values, run in zip(seconds, runs):
                values.append(run())
        return [statistics.median(values) for values in seconds]

    def requests(self) -> list[Request]:
        """The requests of the last playbook."""
        return t.cast("list[Request]", self.stage.control("GET", "requests"))

    def start_script(self, name: str, file: Path) -> subprocess.Popen[bytes]:
        environment = {**self.stage.environment, "PYTHONPATH": str(self.stage.directory)}
        command = [sys.executable, str(BENCHMARK / name), str(file)]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)

    def script(self, name: str, file: Path) -> dict[str, t.Any]:
        """What a script of this directory prints."""
        self.stage.control("DELETE", "requests")
        with self.start_script(name, file) as process:
            output, unused = process.communicate()
        if process.returncode:
            sys.exit(f"{name} failed.")
        return t.cast("dict[str, t.Any]", json.loads(output))
