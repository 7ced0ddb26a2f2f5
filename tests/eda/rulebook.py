# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An ansible-rulebook that runs the rulebook of the collection, as docs/docsite/rst/event_driven.rst says."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import typing as t
import urllib.error
import urllib.request
from pathlib import Path

import yaml
from stage import CHECKOUT, Stage

RULEBOOK = CHECKOUT / "extensions" / "eda" / "rulebooks" / "leaver.yml"
EXAMPLE = CHECKOUT / "docs" / "event_driven"
TOKEN = "0c7b5d1e-the-token-of-the-subscription"
#: The rulebook waits a minute. Long enough here to post some hundred events.
SECONDS = 8
_PATIENCE = 300.0


class Rulebook:
    """A running rulebook that acts on the tenant of C(stage)."""

    def __init__(self, stage: Stage, directory: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/leavers"
        self._said, self._errors = directory / "stdout", directory / "stderr"
        variables = yaml.safe_load((EXAMPLE / "variables.yml").read_text(encoding="utf-8"))
        (directory / "variables.yml").write_text(yaml.safe_dump({**variables, "webhook_port": port}), encoding="utf-8")
        written = RULEBOOK.read_text(encoding="utf-8")
        assert written.count("once_after: 1 minute") == 1
        rulebook = directory / "leaver.yml"
        rulebook.write_text(written.replace("once_after: 1 minute", f"once_after: {SECONDS} seconds"), encoding="utf-8")
        programs = Path(sys.executable).parent
        command = [str(programs / "ansible-rulebook"), "--rulebook", str(rulebook)]
        command += ["--inventory", str(EXAMPLE / "inventory.yml"), "--vars", str(directory / "variables.yml")]
        environment = {**stage.environment, "ANSIBLE_FORCE_COLOR": "0", "ANSIBLE_NOCOLOR": "1", "WEBHOOK_TOKEN": TOKEN}
        environment["PATH"] = f"{programs}{os.pathsep}{environment['PATH']}"
        with self._said.open("wb") as said, self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [*command, "--env-vars", "WEBHOOK_TOKEN"],
                cwd=directory,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=errors,
            )
        self._wait_for(lambda: self._listens(port), "it does not listen")

    def output(self) -> str:
        return "".join(file.read_text(encoding="utf-8", errors="replace") for file in (self._said, self._errors))

    def post(self, body: t.Any, token: str | None = TOKEN) -> int:
        """Post an event; gives the status of the answer."""
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        try:
            request = urllib.request.Request(self.url, data=data, headers=headers, method="POST")
            with urllib.request.urlopen(request, timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def runs(self, number: int) -> list[dict[str, int]]:
        """Wait for C(number) runs of the playbook; gives what their recaps say."""
        self._wait_for(lambda: len(self._recaps()) >= number, f"the playbook did not run {number} times")
        return self._recaps()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=60)

    def _recaps(self) -> list[dict[str, int]]:
        # A failed run stands once more among the errors.
        said = self._said.read_text(encoding="utf-8", errors="replace")
        lines = re.findall(r"^PLAY RECAP \*+\n(localhost +: .*)\n", said, re.MULTILINE)
        return [{name: int(count) for name, count in re.findall(r"(\w+)=(\d+)", line)} for line in lines]

    def _wait_for(self, condition: t.Callable[[], bool], complaint: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not condition():
            assert self._process.poll() is None, f"ansible-rulebook ended: {self.output()}"
            assert time.monotonic() < end, f"{complaint}: {self.output()}"
            time.sleep(0.1)

    @staticmethod
    def _listens(port: int) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
