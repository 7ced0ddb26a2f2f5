# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The story that `make demo` tells: real playbooks against a simulated tenant, each step checked."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import typing as t
import urllib.request
from pathlib import Path

DEMO = Path(__file__).resolve().parent
CHECKOUT = DEMO.parents[1]
WRITES = "writing requests"


class Demo:
    """A simulated tenant and the means to run playbooks against it; everything temporary is in C(directory)."""

    def __init__(self, directory: Path, url: str) -> None:
        self._directory = directory
        self._url = url
        today = datetime.date.today()
        self._winter = today.year if today < datetime.date(today.year, 12, 20) else today.year + 1
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "SAIL_"))},
            "ANSIBLE_CONFIG": str(DEMO / "ansible.cfg"),
            "ANSIBLE_HOME": str(directory / "home"),
            "ANSIBLE_COLLECTIONS_PATH": str(directory),
            "ANSIBLE_FORCE_COLOR": str(sys.stdout.isatty()),
            "LC_ALL": "C.UTF-8",
            "SAIL_BASE_URL": url,
            "SAIL_CLIENT_ID": "simulated-client",
            "SAIL_CLIENT_SECRET": "simulated-secret",
        }
        self.vacations = directory / "vacations.yml"
        self.vacations.write_text((DEMO / "vacations.yml").read_text(encoding="utf-8"), encoding="utf-8")

    def control(self, method: str, path: str) -> t.Any:
        """Ask the simulator itself, not its API."""
        request = urllib.request.Request(f"{self._url}/_simulator/{path}", method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def covers(self) -> dict[str, tuple[str, str | None]]:
        """Who covers for whom and until when, as the tenant holds it."""
        return {item["identity"]: (item["reassign_to"], item["end"]) for item in self.control("GET", "configurations")}

    def step(self, title: str, playbook: str, *arguments: str, changed: int, writes: int) -> None:
        """Run a playbook, showing all that it says; ends the demo unless it changes what it should."""
        command = ["ansible-playbook", playbook, *arguments]
        print(f"\n━━━ {title}\n$ {' '.join(command)}", flush=True)
        self.control("DELETE", "requests")
        extra = ["-e", f"@{self.vacations}", "-e", json.dumps({"winter": self._winter})]
        result = subprocess.run(
            [str(Path(sys.executable).with_name("ansible-playbook")), str(DEMO / playbook), *arguments, *extra],
            cwd=self._directory,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        print(re.sub(r"\n{2,}", "\n", result.stdout).strip(), flush=True)
        recap = re.search(r"changed=(\d+).*failed=(\d+)", re.sub(r"\x1b\[[0-9;]*m", "", result.stdout))
        written = len(self.control("GET", "requests?writes=1"))
        found = {"exit code": result.returncode, "changed": recap and int(recap[1]), WRITES: written}
        expect(found, {"exit code": 0, "changed": changed, WRITES: writes})

    def edit(self, old: str, new: str) -> None:
        """Change the vacation file as a person would."""
        text = self.vacations.read_text(encoding="utf-8")
        expect(text.count(old), 1)
        self.vacations.write_text(text.replace(old, new), encoding="utf-8")
        print(f"\nvacations.yml: {old}\n            → {new}")


def expect(found: t.Any, expected: t.Any) -> None:
    """End the demo if something is not as it should be."""
    if found != expected:
        sys.exit(f"\nThe demo failed: {found} instead of {expected}.")


@contextlib.contextmanager
def simulated_tenant(directory: Path) -> t.Iterator[str]:
    """The address of a simulator that runs until the end."""
    command = [sys.executable, "-m", "tests.simulator", "--people", "30", "--parent-pid", str(os.getpid())]
    with subprocess.Popen(
        [*command, "--scenario", str(DEMO / "tenant.json")], cwd=CHECKOUT, stdout=subprocess.PIPE, encoding="utf-8"
    ) as simulator:
        try:
            assert simulator.stdout is not None
            # The first line is printed once the server accepts connections.
            line = simulator.stdout.readline()
            address = re.search(r"http://\S+", line)
            if not address:
                sys.exit("The simulated tenant did not start.")
            print(line.strip())
            yield address[0]
        finally:
            simulator.terminate()


def tell(demo: Demo) -> None:
    """Each step fails unless the tenant then holds what it should."""
    people = 21
    before = demo.covers()
    demo.step("1. The tenant before", "show.yml", changed=0, writes=0)
    check = ["vacations_playbook.yml", "--check", "--diff"]
    demo.step("2. A look at what the vacation file would change", *check, changed=1, writes=0)
    expect(demo.covers(), before)
    demo.step("3. Apply it", "vacations_playbook.yml", changed=1, writes=people)
    applied = demo.covers()
    expect(len(applied), people + 1)
    expect(applied["anna.berg"][0], "bruno.costa")
    demo.step("4. Apply it again: nothing changes", "vacations_playbook.yml", changed=0, writes=0)
    expect(demo.covers(), applied)
    demo.edit("joao.pereira, reassign_to: liam.obrien", "joao.pereira, reassign_to: priya.sharma")
    demo.edit(
        '-12-23T12:00", end: "{{ winter + 1 }}-01-11T08:00"', '-12-23T12:00", end: "{{ winter + 1 }}-01-07T08:00"'
    )
    demo.step("5. Another delegate, and a shorter vacation", *check, changed=1, writes=0)
    demo.step("6. Apply it", "vacations_playbook.yml", changed=1, writes=2)
    edited = demo.covers()
    expect({name for name in applied if applied[name] != edited[name]}, {"joao.pereira", "daniel.okafor"})
    expect(edited["joao.pereira"][0], "priya.sharma")
    demo.step("7. Remove all of them", "vacations_playbook.yml", "-e", "state=absent", changed=1, writes=people)
    expect(set(demo.covers()), {"yael.cohen"})
    demo.step("8. The tenant after: the rest is as it was", "show.yml", changed=0, writes=0)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="sailpoint-demo-") as temporary:
        directory = Path(temporary)
        namespace = directory / "ansible_collections" / "community"
        namespace.mkdir(parents=True)
        (namespace / "sailpoint").symlink_to(CHECKOUT)
        with simulated_tenant(directory) as url:
            tell(Demo(directory, url))
    print("\nEvery step did what it says.")


if __name__ == "__main__":
    main()
