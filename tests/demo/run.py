# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The story that `make demo` tells: real playbooks against a simulated tenant, each step checked."""

from __future__ import annotations

import collections
import datetime
import json
import re
import shlex
import shutil
import subprocess
import sys
import typing as t
from pathlib import Path

DEMO = Path(__file__).resolve().parent
sys.path.insert(0, str(DEMO.parent / "tools"))

from stage import CHECKOUT, Stage, open_stage

REPORTS = CHECKOUT / "tests" / "output" / "demo"
WRITES = "writing requests"


class Demo:
    """Runs playbooks in a directory with vacation files, and compares what they did with what they should do."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        stage.environment["ANSIBLE_CONFIG"] = str(DEMO / "ansible.cfg")
        today = datetime.date.today()
        winter = today.year if today < datetime.date(today.year, 12, 1) else today.year + 1
        days = {
            "yesterday": today - datetime.timedelta(days=1),
            "in_two_weeks": today + datetime.timedelta(days=14),
            "winter": winter,
            "after": winter + 1,
        }
        for name in ("vacations.csv", "team.ics", "settings.yml", "show.yml", "back.yml", "remove.yml"):
            text = (DEMO / name).read_text(encoding="utf-8")
            text = text.format(**days) if name in ("vacations.csv", "team.ics") else text
            (stage.directory / name).write_text(text, encoding="utf-8")

    def covers(self) -> dict[str, tuple[str, str | None]]:
        """Who covers for whom and until when, as the tenant holds it."""
        held = self._stage.control("GET", "configurations")
        return {item["identity"]: (item["reassign_to"], item["end"]) for item in held}

    def waiting(self) -> dict[str, int]:
        """How much waits for each person or group, in all queues."""
        held = {
            "work_items": "owner",
            "access_request_approvals": "approver",
            "generic_approvals": "approvers",
            "certifications": "reviewer",
        }
        found: collections.Counter[str] = collections.Counter()
        for queue, key in held.items():
            for item in self._stage.control("GET", queue):
                found.update([item[key]] if isinstance(item[key], str) else item[key])
        return dict(found)

    def step(self, title: str, command: str, *, changed: int, writes: int) -> None:
        """Run a playbook, showing all that it says; ends the demo unless it changes what it should."""
        print(f"\n━━━ {title}\n$ ansible-playbook {command}", flush=True)
        self._stage.control("DELETE", "requests")
        result = subprocess.run(
            self._stage.playbook_command(*shlex.split(command)),
            cwd=self._stage.directory,
            env=self._stage.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        print(shortened(result.stdout), flush=True)
        recap = re.search(r"changed=(\d+).*failed=(\d+)", re.sub(r"\x1b\[[0-9;]*m", "", result.stdout))
        written = len(self._stage.control("GET", "requests?writes=1"))
        found = {"exit code": result.returncode, "changed": recap and int(recap[1]), WRITES: written}
        expect(found, {"exit code": 0, "changed": changed, WRITES: writes})

    def edit(self, old: str, new: str) -> None:
        """Change the CSV file as a person would."""
        file = self._stage.directory / "vacations.csv"
        text = file.read_text(encoding="utf-8")
        expect(len(re.findall(old, text)), 1)
        after = re.sub(old, new, text)
        file.write_text(after, encoding="utf-8")
        for sign, lines, others in (("-", text, after), ("+", after, text)):
            print(*(f"{sign}{line}" for line in lines.splitlines() if line not in others.splitlines()), sep="\n")


def shortened(output: str) -> str:
    """What a playbook prints, without blank lines and without tasks that have nothing to say."""
    output = re.sub(r"\n{2,}", "\n", output).strip()
    silent = r"(?m)^(\x1b\[[0-9;]*m)?TASK \[.*\n(?:.*\b(?:ok|included): .*localhost\S*(?: => \(item=.*)?\n)*(?=.*(?:TASK \[|PLAY RECAP))"
    return re.sub(silent, "", output)


def expect(found: t.Any, expected: t.Any) -> None:
    """End the demo if something is not as it should be."""
    if found != expected:
        sys.exit(f"\nThe demo failed: {found} instead of {expected}.")


def tell(demo: Demo) -> None:
    """Each step fails unless the tenant then holds what it should."""
    apply = "community.sailpoint.vacations -e @settings.yml"
    before, items = demo.covers(), demo.waiting()
    demo.step("1. The tenant before", "show.yml", changed=0, writes=0)
    demo.step("2. What a CSV file and a calendar would change", f"{apply} --check --diff", changed=3, writes=0)
    expect((demo.covers(), demo.waiting()), (before, items))
    # The switch, 19 people and four types of work of the one who is away now, and six requests for what waits for her.
    demo.step("3. Apply them", apply, changed=3, writes=30)
    applied = demo.covers()
    expect((len(applied), applied["anna.berg"][0], applied["wei.zhang"][0]), (22, "bruno.costa", "bruno.costa"))
    expect(demo.waiting(), {"bruno.costa": 6, "chloe.dubois": 3, "Finance data owners": 1})
    demo.step("4. Apply them again: nothing changes", apply, changed=0, writes=0)
    expect(demo.covers(), applied)
    print("\n━━━ 5. Another delegate, and a shorter vacation")
    demo.edit(r"joao\.pereira;liam\.obrien", "joao.pereira;priya.sharma")
    demo.edit(r"(daniel\.okafor;.*)-01-10;", r"\1-01-06;")
    demo.step("6. What the edited file would change", f"{apply} --check --diff", changed=1, writes=0)
    demo.step("7. Apply it", apply, changed=1, writes=2)
    edited = demo.covers()
    expect({name for name in applied if applied[name] != edited[name]}, {"joao.pereira", "daniel.okafor"})
    expect(edited["joao.pereira"][0], "priya.sharma")
    demo.step("8. Bruno sees to two of Anna's six items, and Anna is back early", "back.yml", changed=2, writes=6)
    demo.edit(r"anna\.berg;.*\n", "")
    demo.step("9. What would go back to Anna", f"{apply} --check --diff", changed=1, writes=0)
    demo.step("10. Hand back what is still open", apply, changed=1, writes=4)
    # The tenant still lists the two that Bruno has seen to.
    expect(demo.waiting(), {"anna.berg": 4, "bruno.costa": 2, "chloe.dubois": 3, "Finance data owners": 1})
    demo.step("11. Hand back again: nothing changes", apply, changed=0, writes=0)
    # As JSON, since a path can have a space.
    directory = shlex.quote(json.dumps({"report_directory": str(REPORTS)}))
    report = f"community.sailpoint.report -e @settings.yml -e {directory}"
    demo.step("12. A report of who covers for whom, and who had what", report, changed=1, writes=0)
    demo.step("13. Remove the vacations", "remove.yml -e @settings.yml", changed=1, writes=20)
    demo.step("14. The tenant after", "show.yml", changed=0, writes=0)
    expect(set(demo.covers()), {"elif.yilmaz"})


def main() -> None:
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    with open_stage("--people", "30", "--scenario", str(DEMO / "tenant.json")) as stage:
        print(f"A simulated tenant with 30 people at {stage.url}")
        tell(Demo(stage))
    print(f"\nEvery step did what it says. The report: {REPORTS / 'reassignments-localhost.html'}")


if __name__ == "__main__":
    main()
