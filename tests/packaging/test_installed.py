# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All works from the place where ansible-galaxy installs the tarball."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from artifact import CLEAN, run
from stage import CHECKOUT, Stage
from vacations import COVERS, covers, write_vacations, writes

PLUGINS = {
    "module": "plugins/modules/[!_]*.py",
    "lookup": "plugins/lookup/[!_]*.py",
    "filter": "plugins/filter/[!_]*.py",
    "role": "roles/*",
}


#: A collection has to work with these alone.
DIRECTORIES = ("meta", "playbooks", "plugins", "roles")


def strip(collections: Path) -> Path:
    """Remove everything else."""
    for path in (collections / "ansible_collections" / "community" / "sailpoint").iterdir():
        if path.is_file():
            path.unlink()
        elif path.name not in DIRECTORIES:
            shutil.rmtree(path)
    return collections


@pytest.mark.parametrize(("kind", "pattern"), PLUGINS.items(), ids=PLUGINS)
def test_the_documentation_lists_all(kind: str, pattern: str, tree: Path, collections: Path) -> None:
    environment = {**CLEAN, "ANSIBLE_COLLECTIONS_PATH": str(collections)}
    listed = json.loads(run("ansible-doc", "-t", kind, "-l", "--json", "community.sailpoint", env=environment))
    assert set(listed) == {f"community.sailpoint.{path.stem}" for path in tree.glob(pattern)}
    assert "UNDOCUMENTED" not in listed.values()


@pytest.mark.parametrize("playbook", [path.stem for path in sorted((CHECKOUT / "playbooks").glob("*.yml"))])
def test_each_playbook_is_found(playbook: str, collections: Path, tmp_path: Path) -> None:
    environment = {**CLEAN, "ANSIBLE_COLLECTIONS_PATH": str(collections)}
    said = run("ansible-playbook", "--list-tasks", f"community.sailpoint.{playbook}", env=environment, cwd=tmp_path)
    assert playbook in said


def test_an_image_would_pass_its_check(collections: Path, tmp_path: Path) -> None:
    """The playbook that tries an execution environment; this one has the libraries of an image."""
    environment = {**CLEAN, "ANSIBLE_COLLECTIONS_PATH": str(collections)}
    run("ansible-playbook", str(CHECKOUT / "tests" / "ee" / "all.yml"), env=environment, cwd=tmp_path)


@pytest.mark.parametrize("alone", [False, True], ids=["whole", "four directories alone"])
def test_the_playbook_for_vacations(stage: Stage, collections: Path, tmp_path: Path, alone: bool) -> None:
    if alone:
        stage.environment["ANSIBLE_COLLECTIONS_PATH"] = str(strip(shutil.copytree(collections, tmp_path / "stripped")))
    variables = json.dumps(write_vacations(tmp_path))

    def changed(*arguments: str) -> int:
        command = ["ansible-playbook", "community.sailpoint.vacations", "-e", variables, *arguments]
        said = run(*command, env=stage.environment, cwd=tmp_path)
        return int(re.findall(r"changed=(\d+)", said)[-1])

    assert changed("--check", "--diff") == 1
    assert (writes(stage), covers(stage)) == (0, set())
    assert changed() == 1
    assert writes(stage) > 0
    assert covers(stage) == COVERS
    assert changed() == 0
    assert (writes(stage), covers(stage)) == (0, COVERS)
