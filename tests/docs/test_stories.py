# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Guides that are followed from the beginning to the end: their files and commands do what they show."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from dates import in_future
from guides import GUIDES, blocks, shows
from stage import Stage


@pytest.mark.parametrize("guide", ["vacations", "leavers"])
def test_files_and_commands(guide: str, stage: Stage, tmp_path: Path) -> None:
    """Blocks with a caption are files, consoles are run, and other texts are what the last command says.

    A command must not fail, unless the guide shows that it does.
    """
    items = [{"owner": "daniel.okafor", "type": kind, "name": kind} for kind in ("Approval", "ManualAction")]
    stage.control("POST", "reset", {"people": 30, "switches": {"rate_limit": 0}, "work_items": items})
    path = f"{Path(sys.executable).parent}:{stage.environment['PATH']}"
    output = unseen_failure = ""
    for block in blocks(GUIDES / f"{guide}.rst"):
        place = f"{guide}.rst:{block.line}"
        if block.caption:
            (tmp_path / block.caption).write_text(in_future(block.code), encoding="utf-8")
        elif block.language == "console":
            for command in re.findall(r"^\$ ((?:.*\\\n)*.*)", block.code, re.MULTILINE):
                assert not unseen_failure, f"before {place}:\n{unseen_failure}"
                done = subprocess.run(
                    ["bash", "-c", command],
                    cwd=tmp_path,
                    env={**stage.environment, "PATH": path},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    encoding="utf-8",
                    check=False,
                )
                output = done.stdout
                unseen_failure = output if done.returncode else ""
        elif block.language == "text":
            assert shows(block.code, output), f"{place} is not in:\n{output}"
            unseen_failure = ""
    assert not unseen_failure, unseen_failure
