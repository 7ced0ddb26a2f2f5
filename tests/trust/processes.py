# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Modules as processes of their own, as Ansible runs them on a machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import typing as t

READINESS = 60.0

_START = """
import json, sys
from ansible.module_utils.testing import patch_module_args
from importlib import import_module
module = import_module("ansible_collections.community.sailpoint.plugins.modules." + sys.argv[1])
with patch_module_args(json.load(sys.stdin)):
    module.main()
"""


def start_module(name: str, options: dict[str, t.Any], **environment: str) -> subprocess.Popen[str]:
    """Start a module; it runs until it is waited for with C(communicate) or killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", _START, name],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # A group of its own: a signal meant for the module must not reach the tests.
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(options))
    process.stdin.close()
    process.stdin = None
    return process


def result_of(process: subprocess.Popen[str]) -> dict[str, t.Any]:
    """The result of a module that runs to its end; it never ends with a traceback."""
    output, errors = process.communicate(timeout=READINESS)
    assert "Traceback" not in output + errors, output + errors
    result: dict[str, t.Any] = json.loads(output)
    assert process.returncode == int(result.get("failed", False))
    return result


def wait_until(ready: t.Callable[[], t.Any], process: subprocess.Popen[t.Any] | None = None) -> bool:
    """Wait until something is ready; C(False) if the process ended before it was."""
    until = time.monotonic() + READINESS
    while not ready():
        if process is not None and process.poll() is not None:
            return bool(ready())
        assert time.monotonic() < until, "not ready in time"
        time.sleep(0.002)
    return True
