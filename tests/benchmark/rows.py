# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rows of the report: each function measures some work side by side with what a user would write otherwise."""

from __future__ import annotations

import functools
import json
import statistics
import typing as t
from pathlib import Path

from bench import Bench, Config, Row, Run

TYPES = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS"]
#: Loops take minutes for a thousand items: they are measured with a few, and the rest is extrapolated.
LOOP_ITEMS = 10
#: Since when people are away in the rows about roles.
AWAY_SINCE = "2026-01-01T08:00:00Z"
QUEUES = 4


def at_most(work: str, value: float, limit: float, text: str, goal: str, **runs: Run) -> Row:
    """``runs`` are this work, and what it is compared with to tell where its time goes."""
    return Row(work, text.format(value), goal, value <= limit, runs)


def _runs(bench: Bench, run: Run, options: Path | None = None) -> dict[str, Run]:
    """``run``, and the playbooks to compare it with.

    The module of the playbook ``floor`` has the same options and libraries, and does nothing but send one request.
    """
    runs: dict[str, Run] = {"empty": functools.partial(bench.playbook, "empty")}
    if options:
        runs["floor"] = functools.partial(bench.playbook, "floor", options)
    return {**runs, "this": run}


def single(bench: Bench) -> t.Iterator[Row]:
    """One identity, nothing to change."""
    file = bench.write(bench.prepare(20, TYPES, held=True))
    run = functools.partial(bench.playbook, "one", file)
    runs = _runs(bench, run, file)
    empty, floor, one = bench.side_by_side(*runs.values())
    work = "one reassignment_config, nothing to change"
    yield Row(
        "a module that only imports requests and pydantic, and sends one request",
        f"{floor / empty:.2f} × an empty playbook",
    )
    yield at_most(work, one / empty, 1.2, f"{{:.2f}} × an empty playbook ({one:.2f} s)", "≤ 1.2 ×", **runs)
    yield at_most(f"{work}: requests", len(bench.requests()), 1, "{}", "1")


def unchanged(bench: Bench) -> t.Iterator[Row]:
    """1,000 identities, nothing to change."""
    work = "1,000 identities × 3 types, nothing to change"
    configs = bench.prepare(1000, TYPES, held=True)
    file = bench.write(configs)
    run = functools.partial(bench.playbook, "bulk", file)
    in_file = bench.stage.directory / "configs.json"
    in_file.write_text(json.dumps(configs), encoding="utf-8")
    run_with_src = functools.partial(bench.playbook, "bulk_src", OPTIONS_FILE=str(in_file), TOKEN=bench.token)
    run_with_file = functools.partial(bench.playbook, "bulk_file", OPTIONS_FILE=str(file), TOKEN=bench.token)
    empty, from_src, from_file, bulk = bench.side_by_side(
        lambda: bench.playbook("empty"), run_with_src, run_with_file, run
    )
    requests = len(bench.requests())
    text = "{:.2f} × an empty playbook"
    yield at_most(
        f"{work}, given in extra variables",
        bulk / empty,
        1.5,
        f"{text} ({bulk:.2f} s)",
        "≤ 1.5 ×",
        **_runs(bench, run, file),
    )
    yield at_most(
        f"{work}, read from a file by the task",
        from_file / empty,
        1.5,
        f"{text} ({from_file:.2f} s)",
        "≤ 1.5 ×",
        **_runs(bench, run_with_file),
    )
    yield at_most(
        f"{work}, in src", from_src / empty, 1.5, f"{text} ({from_src:.2f} s)", "≤ 1.5 ×", **_runs(bench, run_with_src)
    )
    yield at_most(f"{work}: requests", requests, 51, "{}, of which the page size forces 50", "≤ 51")
    few = bench.write(configs[:LOOP_ITEMS], "few.json")
    for name, alternative in (("uri_loop", "ansible.builtin.uri"), ("module_loop", "reassignment_config")):
        # What each item adds; the playbook around it is counted once.
        loop = empty + (bench.playbook(name, few) - empty) * len(configs) / LOOP_ITEMS
        measured = f"{loop / bulk:.0f} × faster (loop extrapolated: {loop:.0f} s)"
        goal = ("≥ 150 ×", loop / bulk >= 150) if name == "uri_loop" else ("", None)
        yield Row(f"{work}: against a loop of {alternative}", measured, *goal)
    bench.prepare(1000, TYPES, held=True, latency=0.1)
    slow_file = bench.write(configs)
    run = functools.partial(bench.playbook, "bulk", slow_file)
    empty, slow = bench.side_by_side(lambda: bench.playbook("empty"), run)
    yield at_most(
        "the same with 100 ms latency",
        slow / empty,
        2.5,
        f"{text} ({slow:.2f} s)",
        "≤ 2.5 ×",
        **_runs(bench, run, slow_file),
    )


def away(bench: Bench) -> t.Iterator[Row]:
    """The role vacations, nothing to change, what waits looked at."""
    for people, most in ((6, 2.5), (60, 3.0)):
        file = bench.write(bench.prepare(people, TYPES[2:], held=True, start=AWAY_SINCE))
        run = functools.partial(bench.playbook, "vacations", file)
        empty, role = bench.side_by_side(lambda: bench.playbook("empty"), run)
        requests = len(bench.requests())
        work = f"role vacations, {people} people away, nothing to change"
        text = f"{{:.2f}} × an empty playbook ({role:.2f} s)"
        yield at_most(work, role / empty, most, text, f"≤ {most:g} ×", **_runs(bench, run))
        yield at_most(f"{work}: requests", requests, 15 + people, "{}", f"≤ 15 and one for each person: {15 + people}")


def leave(bench: Bench) -> t.Iterator[Row]:
    """The role leaver, for one and for many."""
    seconds, processes, requests = [], [], []
    for people in (1, 50):
        runs = []
        for unused in range(bench.repeats):
            file = bench.write(bench.prepare(people, TYPES, held=False))
            runs.append(bench.playbook("leaver", file))
        seconds.append(statistics.median(runs))
        operations = [request["operation"] for request in bench.requests()]
        # Each process asks for a token of its own.
        processes.append(operations.count("oauth.token"))
        requests.append(len(operations))
    work = "role leaver, 1 and 50 people"
    measured = f"{processes[0]} and {processes[1]}"
    yield Row(f"{work}: module processes", measured, "the same", processes[0] == processes[1])
    each = (seconds[1] - seconds[0]) / (requests[1] - requests[0]) * 1000
    text = f"{{:.0f}} ms for each further request ({requests[0]} and {requests[1]} requests)"
    yield at_most(work, each, 10, text, "≤ 10 ms: time grows with requests only")


def waiting(bench: Bench) -> t.Iterator[Row]:
    """500 items in all queues, handed over in one task."""
    people, items = 20, 500
    # The last of all is whom certifications are about, and so cannot get them.
    configs = bench.prepare(people + 2, TYPES[:1], held=False)
    owners = [config["identity"] for config in configs[:people]]
    bench.stage.control("POST", "waiting_work", {"items": items, "owners": owners})
    handovers = [{"from": owner, "to": configs[people]["identity"]} for owner in owners]
    seconds = bench.playbook("handover", bench.write([], handovers=handovers))
    limit = items + 3 * people * QUEUES
    text = f"{{}} requests, one task ({seconds:.1f} s)"
    work = f"{items} items of {people} people in {QUEUES} queues handed over"
    yield at_most(work, len(bench.requests()), limit, text, f"≤ items + 3 for each person and queue: {limit}")


def creations(bench: Bench) -> t.Iterator[Row]:
    """Without a limit, and against a sequential script."""
    file = bench.write(bench.prepare(1000, TYPES[:1], held=False, latency=0.02))
    bulk = bench.script("one_module.py", file)["seconds"]
    configs = bench.prepare(1000, TYPES[:1], held=False, latency=0.02)
    loop = bench.script("sdk_loop.py", bench.write(configs[:200]))["seconds"] * 5
    work = "1,000 creations, no limit, 20 ms latency, against a sequential script on the official SDK"
    measured = f"{loop / bulk:.1f} × faster ({bulk:.2f} s, script {loop:.1f} s, extrapolated from 200)"
    yield Row(work, measured, "≥ 8 ×", loop / bulk >= 8)


def within_the_limit(bench: Bench) -> t.Iterator[Row]:
    """With a limit of 100 requests in 10 seconds, for one process and shared by four."""
    configs = bench.prepare(1000, TYPES[:1], held=False, rate_limit=100)
    bench.script("one_module.py", bench.write(configs, rate_limit=100))
    ratio, measured, refused = _against_limit(bench)
    yield Row("1,000 creations, 100 requests in 10 s", measured, "≤ 1.02 ×, no 429", ratio <= 1.02 and refused == 0)
    configs = bench.prepare(1000, TYPES[:1], held=False, rate_limit=100)
    bench.stage.control("DELETE", "requests")
    parts = [bench.write(configs[part::4], f"part{part}.json", rate_limit=25) for part in range(4)]
    processes = [bench.start_script("one_module.py", part) for part in parts]
    for process in processes:
        process.communicate()
        if process.returncode:
            raise SystemExit("one_module.py failed.")
    ratio, measured, refused = _against_limit(bench)
    reached = ratio <= 1.1 and refused <= 10
    yield Row("the same, shared by 4 processes with a quarter of it each", measured, "≤ 1.1 ×, 429 in ≤ 1 %", reached)


def _against_limit(bench: Bench) -> tuple[float, str, int]:
    requests = [request for request in bench.requests() if request["operation"] != "oauth.token"]
    refused = sum(request["status"] == 429 for request in requests)
    took = max(request["finished"] for request in requests) - min(request["started"] for request in requests)
    # The first hundred need no waiting, and each further hundred 10 seconds.
    ratio = took / ((len(requests) - 1) // 100 * 10)
    measured = f"{ratio:.3f} × the limit's own time ({len(requests)} requests, {refused} answered 429)"
    return ratio, measured, refused


def scale(bench: Bench) -> t.Iterator[Row]:
    """Time and memory for more and more configurations, and for declarations that remove."""
    base = None
    for configurations in (1000, 10000, 50000):
        identities = configurations // len(TYPES)
        file = bench.write(bench.prepare(identities, TYPES, held=True))
        runs = [bench.script("one_module.py", file) for unused in range(bench.repeats)]
        each = statistics.median(run["seconds"] for run in runs) / identities * 1e6
        base = base or each
        memory = max(run["mebibytes"] for run in runs)
        measured = f"{each:.0f} µs for each identity ({each / base:.2f} ×), {memory:.0f} MiB"
        # Timer and machine add some noise to what stays the same.
        reached = each <= 1.1 * base and memory <= 160
        yield Row(
            f"{configurations:,} configurations, nothing to change", measured, "≤ 1 × (± 10 %), ≤ 160 MiB", reached
        )
    half, whole = (_declared_and_absent(bench, declarations) for declarations in (8000, 16000))
    text = f"{{:.2f}} × the time of 8,000 ({whole:.2f} s)"
    yield at_most("16,000 declarations, half of them absent", whole / half, 2, text, "≤ 2 ×")


def _declared_and_absent(bench: Bench, declarations: int) -> float:
    configs: list[Config] = bench.prepare(declarations, TYPES[:1], held=True, list_paging="250")
    absent = [{"identity": config["identity"], "state": "absent"} for config in configs[declarations // 2 :]]
    file = bench.write(configs[: declarations // 2] + absent, _ansible_check_mode=True)
    runs = [bench.script("one_module.py", file) for unused in range(bench.repeats)]
    return statistics.median(run["seconds"] for run in runs)
