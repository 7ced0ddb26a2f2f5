# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A simulated tenant and an Ansible that sees this checkout as the collection, for the demo and the benchmark."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import typing as t
import urllib.request
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


class Stage:
    """A tenant at ``url``, and what a process needs to run playbooks against it.

    ``directory`` is for temporary files; all is gone when the stage is.
    """

    def __init__(self, directory: Path, url: str) -> None:
        self.directory = directory
        self.url = url
        # Nothing of what a person has set up for other tenants may reach the playbooks.
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "SAIL_"))}
        self.environment = {
            **inherited,
            "ANSIBLE_HOME": str(directory / "home"),
            "ANSIBLE_COLLECTIONS_PATH": str(directory),
            "ANSIBLE_FORCE_COLOR": str(sys.stdout.isatty()),
            "LC_ALL": "C.UTF-8",
            "SAIL_BASE_URL": url,
            "SAIL_CLIENT_ID": "simulated-client",
            "SAIL_CLIENT_SECRET": "simulated-secret",
        }

    def control(self, method: str, path: str, body: t.Any = None) -> t.Any:
        """Ask the simulator itself, not its API."""
        request = urllib.request.Request(
            f"{self.url}/_simulator/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def playbook_command(self, *arguments: str) -> list[str]:
        """The command that runs ansible-playbook with the Python that runs this."""
        return [str(Path(sys.executable).with_name("ansible-playbook")), *arguments]


@contextlib.contextmanager
def open_stage(*simulator_arguments: str) -> t.Iterator[Stage]:
    """Start the simulator, ready when entered, and stop it in the end."""
    command = [sys.executable, "-m", "tests.simulator", "--parent-pid", str(os.getpid()), *simulator_arguments]
    with tempfile.TemporaryDirectory(prefix="sailpoint-") as temporary:
        directory = Path(temporary)
        namespace = directory / "ansible_collections" / "community"
        namespace.mkdir(parents=True)
        (namespace / "sailpoint").symlink_to(CHECKOUT)
        with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, encoding="utf-8") as simulator:
            try:
                assert simulator.stdout is not None
                # The first line is printed once the server accepts connections.
                address = re.search(r"http://\S+", simulator.stdout.readline())
                if not address:
                    sys.exit("The simulated tenant did not start.")
                yield Stage(directory, address[0])
            finally:
                simulator.terminate()
