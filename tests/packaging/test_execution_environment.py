# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The execution environment, as far as it can be made without a container engine."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path

import yaml
from artifact import CLEAN, run
from requirement_lists import FOR_IMAGES, requirements
from stage import CHECKOUT

DEFINITION = CHECKOUT / "execution-environment.yml"


def create(directory: Path) -> str:
    """The Containerfile for the definition in C(directory)."""
    run("ansible-builder", "create", "--output-filename", "Containerfile", cwd=directory)
    return (directory / "context" / "Containerfile").read_text(encoding="utf-8")


class Replay:
    """Runs lines of a Containerfile in the directory C(root) instead of an image."""

    def __init__(self, context: Path, root: Path) -> None:
        self._context = context
        self.root = root
        self._directory = root
        self._environment = {
            **CLEAN,
            "ANSIBLE_GALAXY_CLI_COLLECTION_OPTS": "--offline",
            # By its name, since in an image there is no space in a path.
            "PYCMD": Path(sys.executable).name,
        }

    def _inside(self, text: str) -> str:
        return re.sub(r'(^|[ ="])/(?=\w)', rf"\g<1>{self.root}/", text)

    def copy(self, source: str, target: str) -> None:
        from_context, to = self._context / source, Path(self._inside(target))
        to.parent.mkdir(parents=True, exist_ok=True)
        if from_context.is_dir():
            shutil.copytree(from_context, to, dirs_exist_ok=True)
        else:
            shutil.copy(from_context, to)
        for file in to.rglob("requirements.yml"):
            file.write_text(self._inside(file.read_text(encoding="utf-8")), encoding="utf-8")

    def line(self, line: str) -> None:
        instruction, unused, rest = line.partition(" ")
        if instruction == "COPY" and not rest.startswith("--from"):
            self.copy(*shlex.split(rest))
        elif instruction == "WORKDIR":
            self._directory = Path(self._inside(rest))
        elif instruction == "RUN":
            run("sh", "-c", self._inside(rest), cwd=self._directory, env=self._environment)


def test_the_collection_says_what_it_needs(collections: Path, tmp_path: Path) -> None:
    found = yaml.safe_load(run("ansible-builder", "introspect", str(collections), cwd=tmp_path))
    assert [line.partition("  #")[0] for line in found["python"]] == [str(one) for one in requirements(FOR_IMAGES)]
    assert found["system"] == []


def test_the_image_gets_the_collection_and_what_it_needs(tarball: Path, tmp_path: Path) -> None:
    """The steps between the installation of Python packages before and after."""
    checkout, root = tmp_path / "checkout", tmp_path / "root"
    for directory in (checkout, root / "tmp" / "src"):
        directory.mkdir(parents=True)
    shutil.copy(DEFINITION, checkout)
    shutil.copy(tarball, checkout)
    written = create(checkout)
    definition = yaml.safe_load(DEFINITION.read_text(encoding="utf-8"))
    packages = definition["dependencies"]
    assert f'ARG EE_BASE_IMAGE="{definition["images"]["base_image"]["name"]}"\n' in written
    refs = f"{packages['ansible_core']['package_pip']} {packages['ansible_runner']['package_pip']}"
    assert f'ARG ANSIBLE_INSTALL_REFS="{refs}"\n' in written

    base, galaxy, builder, unused = re.split(r"^# \w+ build stage$", written, flags=re.MULTILINE)[1:]
    replay = Replay(checkout / "context", root)
    for line in re.findall("^COPY .*", base, re.MULTILINE) + galaxy.splitlines():
        replay.line(line)
    (introspect,) = re.findall("^RUN .* introspect .*", builder, re.MULTILINE)
    # Its default is a place outside of the directory.
    replay.line(introspect.replace(" introspect ", " introspect /usr/share/ansible/collections "))

    installed = root / "usr" / "share" / "ansible" / "collections" / "ansible_collections"
    assert [path.parent.name for path in installed.rglob("MANIFEST.json")] == ["sailpoint"]
    assert requirements(root / "tmp" / "src" / "requirements.txt") == requirements(FOR_IMAGES)
    assert not (root / "tmp" / "src" / "bindep.txt").exists()
