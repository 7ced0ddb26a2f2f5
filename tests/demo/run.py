# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The story that `make demo` tells: real playbooks against a simulated tenant, each step checked."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
import typing as t
from pathlib import Path

DEMO = Path(__file__).resolve().parent
sys.path.insert(0, str(DEMO.parent / "tools"))

from stage import Stage, open_stage

WRITES = "writing requests"


class Demo:
    """Runs playbooks of this directory and compares what they did with what they should do."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._stage.environment["ANSIBLE_CONFIG"] = str(DEMO / "ansible.cfg")
        today = datetime.date.today()
        self._winter = today.year if today < datetime.date(today.year, 12, 20) else today.year + 1
        self.vacations = stage.directory / "vacations.yml"
        self.vacations.write_text((DEMO / "vacations.yml").read_text(encoding="utf-8"), encoding="utf-8")

    def covers(self) -> dict[str, tuple[str, str | None]]:
        """Who covers for whom and until when, as the tenant holds it."""
        held = self._stage.control("GET", "configurations")
        return {item["identity"]: (item["reassign_to"], item["end"]) for item in held}

    def step(self, title: str, playbook: str, *arguments: str, changed: int, writes: int) -> None:
        """Run a playbook, showing all that it says; ends the demo unless it changes what it should."""
        command = ["ansible-playbook", playbook, *arguments]
        print(f"\n━━━ {title}\n$ {' '.join(command)}", flush=True)
        self._stage.control("DELETE", "requests")
        extra = ["-e", f"@{self.vacations}", "-e", json.dumps({"winter": self._winter})]
        result = subprocess.run(
            self._stage.playbook_command(str(DEMO / playbook), *arguments, *extra),
            cwd=self._stage.directory,
            env=self._stage.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        print(re.sub(r"\n{2,}", "\n", result.stdout).strip(), flush=True)
        recap = re.search(r"changed=(\d+).*failed=(\d+)", re.sub(r"\x1b\[[0-9;]*m", "", result.stdout))
        written = len(self._stage.control("GET", "requests?writes=1"))
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
    with open_stage("--people", "30", "--scenario", str(DEMO / "tenant.json")) as stage:
        print(f"A simulated tenant with 30 people at {stage.url}")
        tell(Demo(stage))
    print("\nEvery step did what it says.")


if __name__ == "__main__":
    main()
