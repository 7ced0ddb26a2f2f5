# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Modules as processes of their own, as Ansible runs them on a machine."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import typing as t
from pathlib import Path

READINESS = 60.0

_START = """
import json, resource, sys
if sys.argv[2:]:
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
from ansible.module_utils.testing import patch_module_args
from importlib import import_module
module = import_module("ansible_collections.community.sailpoint.plugins.modules." + sys.argv[1])
with patch_module_args(json.load(sys.stdin)):
    module.main()
"""


def start_module(
    name: str, options: dict[str, t.Any], *, most_memory: int | None = None, **environment: str
) -> subprocess.Popen[str]:
    """Start a module; it runs until it is waited for with C(communicate) or killed.

    C(most_memory) is in bytes of address space.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", _START, name, *([] if most_memory is None else [str(most_memory)])],
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


def start_playbook(
    plays: list[dict[str, t.Any]], directory: Path, *arguments: str, **environment: str
) -> subprocess.Popen[str]:
    """Start ansible-playbook on this machine; C(directory) is for all that it writes."""
    playbook = directory / "playbook.yml"
    defaults = {"hosts": "localhost", "connection": "local", "gather_facts": False}
    playbook.write_text(json.dumps([{**defaults, **play} for play in plays]), encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "SAIL_"))}
    return subprocess.Popen(
        [str(Path(sys.executable).with_name("ansible-playbook")), "-i", "localhost,", *arguments, str(playbook)],
        env={
            **inherited,
            "ANSIBLE_COLLECTIONS_PATH": os.pathsep.join(filter(None, sys.path)),
            "ANSIBLE_HOME": str(directory / "home"),
            "ANSIBLE_PYTHON_INTERPRETER": sys.executable,
            "LC_ALL": "C.UTF-8",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )


def processes_of(directory: Path) -> list[int]:
    """The processes of a playbook that was started with this directory, also those that nobody waits for any more."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if str(directory).encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
    return found
