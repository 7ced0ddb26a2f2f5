# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Measure the collection side by side with the alternatives, on the simulated tenant, in one run.

Prints each row, which goals are missed, and where the time of these goes; writes all to docs/benchmark.md. Nothing
here is a test. Usage: run.py [--repeats N] [NAME_OF_A_FUNCTION_IN_ROWS ...]
"""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import os
import platform
import typing as t
from pathlib import Path

import rows
from bench import Bench, Row
from stage import open_stage
from where_time_goes import where_imports_go, where_time_goes

REPORT = Path(__file__).resolve().parents[2] / "docs" / "benchmark.md"
FLOOR = (
    "In the tables below, `empty` is a playbook with `ansible.builtin.ping`, and `floor` one whose module has the same options, imports"
    " requests and pydantic, and sends one request."
)
#: The limit comes first, since whatever else has just asked would count for it.
MEASURES: tuple[t.Callable[[Bench], t.Iterator[Row]], ...] = (
    rows.within_the_limit,
    rows.single,
    rows.unchanged,
    rows.away,
    rows.leave,
    rows.waiting,
    rows.creations,
    rows.scale,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="how often each playbook is run")
    parser.add_argument("names", nargs="*", help="only these, without a report")
    options = parser.parse_args()
    measured: list[Row] = []
    explained: list[str] = []
    with open_stage("--people", "1", "--set", "rate_limit=0") as stage:
        bench = Bench(stage, options.repeats)
        for measure in MEASURES:
            if options.names and measure.__name__ not in options.names:
                continue
            for row in measure(bench):
                measured.append(row)
                print(" · ".join(filter(None, (row.work, row.measured, row.goal, _verdict(row)))), flush=True)
                if row.reached is False and row.runs:
                    lines = ["", f"Where the time goes: {row.work}", "", *where_time_goes(bench, row.runs)]
                    print("\n".join([*lines, ""]), flush=True)
                    explained += lines
        if explained:
            explained += ["", where_imports_go(stage.directory)]
    missed = [row.work for row in measured if row.reached is False]
    print("\n".join(["", f"Goals missed: {len(missed)}", *(f"- {work}" for work in missed)]))
    if not options.names:
        REPORT.write_text(report(measured, explained, options.repeats), encoding="utf-8")


def _verdict(row: Row) -> str:
    return {True: "reached", False: "missed", None: ""}[row.reached]


def report(measured: list[Row], explained: list[str], repeats: int) -> str:
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("ansible-core", "requests", "pydantic", "sailpoint")
    )
    load, cores = os.getloadavg()[2], os.cpu_count() or 1
    busy = f" The machine was busy with other work (load {load:.0f}): seconds are too long." if load > cores else ""
    lines = [
        "# Benchmark",
        "",
        f"Made by `tests/benchmark/run.py --repeats {repeats}` on {datetime.date.today()} with Python {platform.python_version()}, {versions},",
        f"on {cores} cores. All figures are from one run against the simulated tenant,",
        f"and ratios are of medians of {repeats} runs; rows with a limit, an SDK, a loop or a queue are single runs.{busy}",
        "",
        "| work | measured | goal | |",
        "|---|---|---|---|",
        *(f"| {row.work} | {row.measured} | {row.goal} | {_verdict(row)} |" for row in measured),
        *(["", FLOOR] if explained else []),
        *explained,
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
