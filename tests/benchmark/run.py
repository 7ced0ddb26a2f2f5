# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Measure the collection side by side with the alternatives, on the simulated tenant, in one run.

Prints a table of ratios of medians and writes it to docs/benchmark.md. Nothing here is a test.
"""

from __future__ import annotations

import datetime
import http.client
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import threading
import time
import typing as t
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parent
CHECKOUT = BENCHMARK.parents[1]
sys.path.insert(0, str(BENCHMARK.parent / "tools"))

from stage import Stage, open_stage

TYPES = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS"]
START, END = "2030-07-01T08:00:00Z", "2030-07-22T08:00:00Z"
REPEATS = 5
#: Loops take minutes for a thousand items: they are measured with a few, and the rest is extrapolated.
LOOP_ITEMS = 20


class Row(t.NamedTuple):
    work: str
    measured: str
    goal: str


class Benchmark:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.rows: list[Row] = []
        credentials = {"client_id": "simulated-client", "client_secret": "simulated-secret"}
        self._options = {"base_url": stage.url, **credentials, "rate_limit": 0}
        self._token = ""

    def _new_token(self) -> str:
        host = self._stage.url.removeprefix("http://")
        connection = http.client.HTTPConnection(host)
        form = "grant_type=client_credentials&client_id=simulated-client&client_secret=simulated-secret"
        connection.request("POST", "/oauth/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
        return str(json.loads(connection.getresponse().read())["access_token"])

    def prepare(self, identities: int, types: list[str], *, held: bool, **switches: t.Any) -> Path:
        """Fill the tenant, or leave it empty, and write the options of the declaration; the file's path."""
        self._stage.control("POST", "reset", {"people": identities + 1})
        people = self._stage.control("GET", "identities")
        target, *covered = [person["id"] for person in people]
        configs = [
            {"identity": identity, "reassign_to": target, "config_types": types, "start": START, "end": END}
            for identity in covered
        ]
        if held:
            rows = [
                {"identity": identity, "config_type": kind, "reassign_to": target, "start": START, "end": END}
                for identity in covered
                for kind in types
            ]
            self._stage.control("POST", "configurations", rows)
        # Before the latency and the limit apply, and for longer than any run.
        self._stage.control("POST", "switches", {"rate_limit": 0, "token_lifetime": 999999})
        self._token = self._new_token()
        self._stage.control("POST", "switches", switches)
        file = self._stage.directory / "options.json"
        self._write(file, configs)
        return file

    def _write(self, file: Path, configs: list[dict[str, t.Any]]) -> None:
        file.write_text(
            json.dumps({**self._options, "configs": configs, "access_token": self._token}), encoding="utf-8"
        )

    def playbook(self, tag: str, file: Path | None = None, **variables: t.Any) -> float:
        """Seconds of one whole run of ansible-playbook."""
        arguments = [str(BENCHMARK / "playbooks.yml"), "--tags", tag]
        if file:
            arguments += ["-e", f"@{file}"]
        # The last one wins: the file is for scripts as well, and has options of its own.
        arguments += ["-e", json.dumps({"rate_limit": 0, **variables})]
        environment = {**self._stage.environment, "ANSIBLE_LOCALHOST_WARNING": "False"}
        environment["ANSIBLE_INVENTORY_UNPARSED_WARNING"] = "False"
        self._stage.control("DELETE", "requests")
        started = time.monotonic()
        subprocess.run(
            self._stage.playbook_command(*arguments),
            cwd=self._stage.directory,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        return time.monotonic() - started

    def side_by_side(self, *tags: str, file: Path) -> list[float]:
        """The medians of each tag, run in turns so that all see the same machine."""
        seconds: dict[str, list[float]] = {tag: [] for tag in tags}
        for unused in range(REPEATS):
            for tag in tags:
                # Variables that are given with -e cost Ansible time for each task that there is.
                given = None if tag in ("ping", "bulk_file") else file
                seconds[tag].append(self.playbook(tag, given, options_file=str(file)))
        return [statistics.median(values) for values in seconds.values()]

    def requests(self) -> list[dict[str, t.Any]]:
        return t.cast("list[dict[str, t.Any]]", self._stage.control("GET", "requests"))

    def script(self, name: str, file: Path) -> dict[str, t.Any]:
        """What a script of this directory prints."""
        environment = {**self._stage.environment, "PYTHONPATH": str(self._stage.directory)}
        command = [sys.executable, str(BENCHMARK / name), str(file)]
        result = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        return t.cast("dict[str, t.Any]", json.loads(result.stdout))

    def add(self, work: str, measured: str, goal: str) -> None:
        self.rows.append(Row(work, measured, goal))
        print(f"{work}: {measured} (goal: {goal})", flush=True)

    def unchanged(self) -> None:
        work = "1,000 identities × 3 types, nothing to change"
        file = self.prepare(1000, TYPES, held=True)
        ping, bulk_file, bulk = self.side_by_side("ping", "bulk_file", "bulk", file=file)
        requests = len(self.requests())
        self.add(work, f"{bulk / ping:.2f} × an empty playbook ({bulk:.2f} s)", "≤ 1.6 ×")
        measured = f"{bulk_file / ping:.2f} × an empty playbook ({bulk_file:.2f} s)"
        self.add(f"{work}: in a file that the task reads, instead of extra variables", measured, "≤ 1.6 ×")
        self.add(f"{work}: requests", f"{requests}, of which the page size forces 50", "≤ 53")
        few = self._few(file)
        # What each item adds; the playbook around it is counted once.
        for tag, name, goal in (("uri_loop", "a loop of uri", "≥ 150 ×"), ("module_loop", "a loop of the module", "")):
            loop = ping + (self.playbook(tag, few) - ping) * 1000 / LOOP_ITEMS
            self.add(f"{work}: against {name}", f"{loop / bulk:.0f} × faster (loop extrapolated: {loop:.0f} s)", goal)
        self.prepare(1000, TYPES, held=True, latency=0.1)
        ping, bulk = self.side_by_side("ping", "bulk", file=file)
        self.add("the same with 100 ms latency", f"{bulk / ping:.2f} × an empty playbook ({bulk:.2f} s)", "≤ 3 ×")

    def _few(self, file: Path) -> Path:
        few = self._stage.directory / "few.json"
        configs = json.loads(file.read_text(encoding="utf-8"))["configs"]
        self._write(few, configs[:LOOP_ITEMS])
        return few

    def creations(self) -> None:
        file = self.prepare(1000, TYPES[:1], held=False, latency=0.02)
        bulk = self.script("one_module.py", file)["seconds"]
        self.prepare(1000, TYPES[:1], held=False, latency=0.02)
        loop = self.script("sdk_loop.py", file)["seconds"]
        work = "1,000 creations, no limit, 20 ms latency, against a sequential script with the SDK"
        self.add(work, f"{loop / bulk:.1f} × faster ({bulk:.2f} s, script {loop:.1f} s)", "≥ 6 ×")

    def creations_within_the_limit(self) -> None:
        file = self.prepare(1000, TYPES[:1], held=False, rate_limit=100)
        self.playbook("bulk", file, rate_limit=100)
        requests = [request for request in self.requests() if request["operation"] != "oauth.token"]
        refused = sum(request["status"] == 429 for request in requests)
        took = max(request["finished"] for request in requests) - min(request["started"] for request in requests)
        # The first hundred need no waiting, and each further hundred 10 seconds.
        least = (len(requests) - 1) // 100 * 10
        measured = f"{took / least:.3f} × the limit's own time ({len(requests)} requests, {refused} answered 429)"
        self.add("1,000 creations, 100 requests in 10 s", measured, "≤ 1.05 ×, no 429")

    def scale(self) -> None:
        base = None
        for configurations in (1000, 10000, 50000):
            file = self.prepare(configurations // len(TYPES), TYPES, held=True)
            runs = [self.script("one_module.py", file) for unused in range(3)]
            each = statistics.median(run["seconds"] for run in runs) / (configurations // len(TYPES)) * 1e6
            base = base or each
            memory = max(run["mebibytes"] for run in runs)
            measured = f"{each:.0f} µs for each identity ({each / base:.2f} ×), {memory:.0f} MiB"
            self.add(f"{configurations:,} configurations, nothing to change", measured, "± 20 %, ≤ 200 MiB")

    def single(self) -> None:
        file = self._few(self.prepare(20, TYPES, held=True))
        ping, one = self.side_by_side("ping", "one", file=file)
        requests = len(self.requests())
        work = "one reassignment_config, nothing to change"
        self.add(work, f"{one / ping:.2f} × an empty playbook ({one:.2f} s), {requests} request", "≤ 1.35 ×, ≤ 2")

    def ceiling(self) -> None:
        """How much the simulator itself can do: requests per second with eight clients."""
        file = self.prepare(1000, TYPES, held=True)
        identity = json.loads(file.read_text(encoding="utf-8"))["configs"][0]["identity"]
        path = f"/reassignment-configurations/v1/{identity}"
        headers = {"Authorization": f"Bearer {self._token}", "X-SailPoint-Experimental": "true"}
        each = 250

        def client() -> None:
            connection = http.client.HTTPConnection(self._stage.url.removeprefix("http://"))
            for unused in range(each):
                connection.request("GET", path, headers=headers)
                connection.getresponse().read()

        threads = [threading.Thread(target=client) for unused in range(8)]
        started = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rate = len(threads) * each / (time.monotonic() - started)
        self.add("the simulator's own ceiling", f"{rate:.0f} requests per second", "")


def report(rows: list[Row]) -> str:
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("ansible-core", "requests", "pydantic", "sailpoint")
    )
    lines = [
        "# Benchmark",
        "",
        f"Made by `make bench` on {datetime.date.today()} with Python {platform.python_version()}, {versions},"
        f" on {os.cpu_count()} cores. All figures are from one run against the simulated tenant,",
        "and ratios are of medians.",
        "",
        "| work | measured | goal |",
        "|---|---|---|",
        *(f"| {row.work} | {row.measured} | {row.goal} |" for row in rows),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    with open_stage("--people", "1", "--set", "rate_limit=0") as stage:
        benchmark = Benchmark(stage)
        # First, since whatever else has just asked would count for the limit.
        benchmark.creations_within_the_limit()
        benchmark.ceiling()
        benchmark.single()
        benchmark.unchanged()
        benchmark.creations()
        benchmark.scale()
    (CHECKOUT / "docs" / "benchmark.md").write_text(report(benchmark.rows), encoding="utf-8")


if __name__ == "__main__":
    main()
