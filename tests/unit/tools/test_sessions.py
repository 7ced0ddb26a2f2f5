# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""That a failure among many sessions is told at the end."""

from __future__ import annotations

from ansible_collections.community.sailpoint.tests.tools.sessions import (
    LAST_LINES,
    LEFT_OUT,
    failures,
    left_out,
    outputs,
)

# As nox 2026.10 prints it.
OUTPUT = """\
Starting session units...
Starting session contract(sdk='v1')...
========== ✓ contract(sdk='v1'): success, 30 seconds ==========
nox > Running session contract(sdk='v1')
============================== 49 passed in 0.80s ==============================
========== ✗ units: failed, 2 minutes ==========
FAILED test_units.py::test_it
========================= 1 failed, 8 passed in 9.80s ==========================
========== ✗ docs: failed ==========
nox > Ran 3 sessions:
nox > * units: failed, took 2 minutes
""".splitlines(keepends=True)


def of_session(name):
    return [line for session, line in outputs(OUTPUT) if session == name]


def test_each_line_belongs_to_a_session():
    assert of_session(None) == OUTPUT[:2] + OUTPUT[9:]
    assert of_session("contract(sdk='v1')") == OUTPUT[2:5]
    assert of_session("units") == OUTPUT[5:8]
    assert of_session("docs") == OUTPUT[8:9]


def session(name, result, reason=None):
    return {"name": name.split("(")[0], "signatures": [name], "result": result, "reason": reason}


def test_what_did_not_succeed_is_told_with_its_last_lines():
    report = {"sessions": [session("units", "failed"), session("contract(sdk='v1')", "success")]}
    assert failures(report, {"units": [f"{number}\n" for number in range(LAST_LINES + 7)]}) == [
        "".join(f"{number}\n" for number in range(7, LAST_LINES + 7))
    ]


def test_a_skipped_session_is_no_success():
    report = {"sessions": [session("contract(sdk='v1')", "skipped")]}
    assert failures(report, {}) == ["contract: skipped\n"]
    assert left_out(report) == []


def test_a_session_that_is_left_out_is_told_and_no_failure():
    report = {"sessions": [session("contract-typescript", "skipped", f"{LEFT_OUT}: there is no Node.js")]}
    assert failures(report, {}) == []
    assert left_out(report) == ["contract-typescript: left out: there is no Node.js\n"]


def test_only_a_skipped_session_is_left_out():
    report = {"sessions": [session("units", "failed", f"{LEFT_OUT}: nothing"), session("docs", "skipped", "no reason")]}
    assert (len(failures(report, {})), left_out(report)) == (2, [])
