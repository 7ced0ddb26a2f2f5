# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the time of a playbook goes, in comparison with others, by timestamps that do not slow it down."""

from __future__ import annotations

import collections
import json
import os
import statistics
import subprocess
import sys
import time
import typing as t
from pathlib import Path

from bench import BENCHMARK, Bench, Run

_MODULE = "ansible_collections.community.sailpoint.plugins.modules.reassignment_configs"
_LIBRARIES = {"requests": ("requests", "urllib3", "charset_normalizer", "certifi", "idna"), "pydantic": ("pydantic",)}


def where_time_goes(bench: Bench, runs: t.Mapping[str, Run]) -> list[str]:
    """Lines of a Markdown table of milliseconds, of medians, with a column for each of ``runs``."""
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in runs}
    for unused in range(bench.repeats):
        for name, run in runs.items():
            measured[name].append(_parts(bench, run))
    rows = list(dict.fromkeys(part for parts in measured.values() for part in parts[0]))
    lines = [f"| part | {' | '.join(runs)} |", "|---" * (len(runs) + 1) + "|"]
    for row in rows:
        values = (statistics.median(parts.get(row, 0) for parts in many) for many in measured.values())
        lines.append(f"| {row} | {' | '.join(f'{value:.0f}' for value in values)} |")
    return lines


def where_imports_go(directory: Path) -> str:
    """What a module imports, with what each library takes by itself."""
    imports = ", ".join(f"{name} {milliseconds:.0f} ms" for name, milliseconds in _imports(directory))
    return f"Of a start of reassignment_configs with compiled files, imports take: {imports}."


def _parts(bench: Bench, run: Run) -> dict[str, float]:
    """Milliseconds by part, and the size of what is transferred."""
    file = bench.stage.directory / "timestamps.jsonl"
    file.unlink(missing_ok=True)
    started = time.monotonic()
    seconds = run(BENCHMARK_TIMESTAMPS=str(file), PYTHONPATH=str(BENCHMARK / "timestamps"))
    processes = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    requests = bench.requests()
    parts: dict[str, float] = collections.defaultdict(float)
    parts["Ansible, until the first module process (ms)"] = processes[0]["started"] - started
    parts["Ansible, between and after the module processes (ms)"] = seconds - (processes[0]["started"] - started)
    for process in processes:
        begin, end = process["started"], process["ended"]
        own = [request for request in requests if begin <= request["started"] <= end]
        first = min((request["started"] for request in own), default=end)
        last = max((request["finished"] for request in own), default=end)
        parts["Ansible, between and after the module processes (ms)"] -= end - begin
        parts["module: imports, options, and until the first request (ms)"] += first - begin
        parts["module: from the first request to the last (ms)"] += last - first
        parts["module: after the last request (ms)"] += end - last
    milliseconds = {name: value * 1000 for name, value in parts.items()}
    counts = {"module processes": len(processes), "requests": len(requests)}
    return {**milliseconds, **counts, "transferred (KiB)": sum(process["bytes"] for process in processes) / 1024}


def _imports(directory: Path) -> list[tuple[str, float]]:
    """What each library takes by itself, in milliseconds."""
    command = [sys.executable, "-X", "importtime", "-c", f"import {_MODULE}"]
    environment = {**os.environ, "PYTHONPATH": str(directory)}
    output = subprocess.run(command, env=environment, stderr=subprocess.PIPE, encoding="utf-8", check=True).stderr
    found: dict[str, float] = collections.defaultdict(float)
    for line in output.splitlines():
        own, unused, name = line.removeprefix("import time:").split("|")
        if own.strip().isdigit():
            found[_library(name.strip())] += int(own) / 1000
    return sorted(found.items(), key=lambda item: -item[1])


def _library(name: str) -> str:
    package = name.partition(".")[0]
    if package == "ansible_collections":
        return "this collection"
    for library, packages in _LIBRARIES.items():
        if package.startswith(packages):
            return library
    return "ansible-core" if package == "ansible" else "Python and others"
