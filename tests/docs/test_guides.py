# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the guides show is valid, and as it is in the files."""

from __future__ import annotations

import re
import subprocess
import sys
import typing as t
from pathlib import Path

import pytest
import yaml
from dates import in_future
from guides import GUIDES, blocks
from stage import CHECKOUT, Stage

GITOPS = CHECKOUT / "docs" / "gitops"
#: Of these there is nothing to say.
NOT_SHOWN = {".gitignore", "requirements.txt"}


def without_header(text: str) -> str:
    lines = text.splitlines(keepends=True)
    while lines[0].startswith("#") or not lines[0].strip():
        del lines[0]
    return "".join(lines)


def test_gitops_shows_the_files_as_they_are() -> None:
    shown = {block.caption: block.code for block in blocks(GUIDES / "gitops.rst") if block.caption}
    files = {str(path.relative_to(GITOPS)): path for path in GITOPS.rglob("*") if path.is_file()}
    assert set(shown) == set(files) - NOT_SHOWN
    for name, code in shown.items():
        assert code == without_header(files[name].read_text(encoding="utf-8")), name


def test_messages_are_those_of_the_code() -> None:
    """A message that is told otherwise cannot be found by somebody who has it on the screen."""
    code = "".join(file.read_text(encoding="utf-8") for file in (CHECKOUT / "plugins").rglob("*.py"))
    rows = re.findall(r"^    \* - (``.*)$", (GUIDES / "errors_and_hints.rst").read_text(encoding="utf-8"), re.MULTILINE)
    messages = [message for row in rows for message in re.findall("``(.*?)``", row)]
    code = code.replace("{option}", "max_changes").replace("{LARGEST_ANSWER // 2**20}", "64")
    assert '"the connection failed"' in code
    code += "the connection failed: Connection refused"
    of_ansible = ["Failed to import the required Python library"]
    assert len(messages) > 10
    assert [message for message in messages if message not in code] == of_ansible


def runnable(guide: Path) -> dict[int, t.Any]:
    """By line, the plays of the playbooks and tasks that are shown and are in no file of their own."""
    play = {"hosts": "localhost", "gather_facts": False}
    plays: dict[int, t.Any] = {}
    for block in blocks(guide):
        if block.caption or block.language not in ("yaml", "yaml+jinja") or "community.sailpoint." not in block.code:
            continue
        written = yaml.safe_load(in_future(block.code))
        if isinstance(written, dict):
            plays[block.line] = [{**play, **written}]
        elif "hosts" in written[0]:
            plays[block.line] = written
        elif "ansible.builtin.import_playbook" not in written[0]:  # needs files, and has tests of its own
            plays[block.line] = [{**play, "tasks": written}]
    return plays


RUNNABLE = {guide.stem: runnable(guide) for guide in sorted(GUIDES.glob("*.rst"))}


@pytest.mark.parametrize("guide", [guide for guide, plays in RUNNABLE.items() if plays])
def test_tasks_run_in_check_mode(guide: str, stage: Stage, tmp_path: Path) -> None:
    """One after another, each playbook by itself, each group of tasks in a play of its own."""
    items = [
        {"owner": owner, "type": "Approval", "name": f"Request of {owner}"} for owner in ("anna.berg", "bruno.costa")
    ]
    stage.control("POST", "reset", {"people": 30, "switches": {"rate_limit": 0}, "work_items": items})
    playbooks = []
    for line, plays in RUNNABLE[guide].items():
        playbooks.append(tmp_path / f"line_{line}.yml")
        playbooks[-1].write_text(yaml.safe_dump(plays), encoding="utf-8")
    done = subprocess.run(
        [str(Path(sys.executable).with_name("ansible-playbook")), "--check", "--diff", *map(str, playbooks)],
        cwd=tmp_path,
        env=stage.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert stage.control("GET", "requests?writes=1") == []
