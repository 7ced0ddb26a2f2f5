# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs sessions of nox, two at a time, and says once more at the end which failed and how.

Otherwise a failure stands somewhere in ten thousand lines of output. A session that was skipped counts as failed,
unless what it needs is optional and it says so; then it is told that it was left out.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import typing as t
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
# How nox begins the output of a session that ran beside others, and its summary.
HEADING = re.compile(r"={10} \S+ (?P<session>.+): \w+(, .*)? ={10}$|nox > Ran \d+ sessions")
LAST_LINES = 40
# How the reason begins for which a session skips itself because something optional is not installed.
LEFT_OUT = "left out"


def outputs(lines: t.Iterable[str]) -> t.Iterator[tuple[str | None, str]]:
    """Yield each of C(lines) with the session that it belongs to."""
    session = None
    for line in lines:
        if heading := HEADING.match(line):
            session = heading["session"]
        yield session, line


def run(arguments: t.Sequence[str], report: Path) -> tuple[int, dict[str, list[str]]]:
    """Run nox, passing on its output, and return its exit status and the output of each session."""
    command = [sys.executable, "-m", "nox", "--parallel", "2", "--allow-parallel", f"--report={report}", *arguments]
    # With CI=true the formatters check instead of editing.
    environment = {**os.environ, "CI": "true"}
    found: dict[str, list[str]] = {}
    with subprocess.Popen(
        command,
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for session, line in outputs(process.stdout):
            print(line, end="", flush=True)
            if session is not None:
                found.setdefault(session, []).append(line)
    return process.returncode, found


def failures(report: dict[str, t.Any], found: dict[str, list[str]]) -> list[str]:
    """Return for each session that did not succeed how its output ends."""
    return [
        "".join(found.get(session["signatures"][0], [f"{session['name']}: {session['result']}\n"])[-LAST_LINES:])
        for session in report["sessions"]
        if session["result"] != "success" and not _is_left_out(session)
    ]


def left_out(report: dict[str, t.Any]) -> list[str]:
    """Return for each session that was left out which it is and why."""
    return [f"{session['name']}: {session['reason']}\n" for session in report["sessions"] if _is_left_out(session)]


def _is_left_out(session: dict[str, t.Any]) -> bool:
    return session["result"] == "skipped" and (session.get("reason") or "").startswith(LEFT_OUT)


def main(arguments: t.Sequence[str]) -> int:
    """Return the exit status of nox, or 1 if it was content although a session was skipped that is not optional."""
    # Ctrl-C is for nox, which ends its sessions and says so; a handler is not inherited.
    signal.signal(signal.SIGINT, lambda number, frame: None)
    with tempfile.TemporaryDirectory() as directory:
        report = Path(directory, "report.json")
        status, found = run(arguments, report)
        results = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {"sessions": []}
    for line in left_out(results):
        print(f"\n{'-' * 10} not tested {'-' * 10}\n{line}", end="")
    failed = failures(results, found)
    for output in failed:
        print(f"\n{'-' * 10} once more, the end of what did not succeed {'-' * 10}\n{output}", end="")
    return status or bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
