# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tarball has what users need, and nothing else; made of the same files it is the same."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from artifact import build, contents
from stage import CHECKOUT

#: Of what is at the top of the checkout. Tests are in the tarballs of collections, so that ansible-test can run there.
SHIPPED = {
    *["CHANGELOG.md", "CHANGELOG.md.license", "CHANGELOG.rst", "CHANGELOG.rst.license", "CODE_OF_CONDUCT.md"],
    *["CONTRIBUTING.md", "COPYING", "LICENSES", "README.md", "REUSE.toml", "SECURITY.md", "changelogs", "docs"],
    *["execution-environment.yml", "extensions", "meta", "playbooks", "plugins", "requirements.txt", "roles", "tests"],
}
#: By ansible-galaxy.
MADE = {"FILES.json", "MANIFEST.json"}

#: Files that people have made, and ansible-builder.
LEFT_BEHIND = [".env", ".idea/workspace.xml", "context/Containerfile"]


def left_behind() -> list[str]:
    """A file for each line of .gitignore, at the top, and also deeper where that can happen."""
    lines = (CHECKOUT / ".gitignore").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    names = [pattern.replace("*", "some") + ("file" if pattern.endswith("/") else "") for pattern in patterns]
    deeper = [f"plugins/modules/{name}" for name in names if not name.startswith((".", "/"))]
    return [name.lstrip("/") for name in names] + deeper + LEFT_BEHIND


def test_it_has_what_users_need_and_nothing_else(tree: Path, tarball: Path) -> None:
    found = contents(tarball)
    assert {name.partition("/")[0] for name in found} == SHIPPED | MADE
    in_tree = {str(path.relative_to(tree)) for path in tree.rglob("*")}
    expected = {name for name in in_tree if name.partition("/")[0] in SHIPPED}
    assert set(found) == expected | MADE
    assert {file["name"] for file in found["FILES.json"].content["files"]} == expected | {"."}


def test_nothing_in_it_can_be_run(tarball: Path) -> None:
    """No file is executable, and all belongs to nobody."""
    found = contents(tarball).values()
    assert {member.mode for member in found if member.content is not None} == {0o644}
    assert {member.mode for member in found if member.content is None} == {0o755}
    assert {member.owner for member in found} == {(0, 0, "", "")}


@pytest.mark.parametrize("other_order", [False, True], ids=["in order", "in another order"])
def test_the_same_files_make_the_same(tree: Path, tarball: Path, tmp_path: Path, other_order: bool) -> None:
    """Whatever their times and permissions, and whatever work has left beside them."""
    used = shutil.copytree(tree, tmp_path / "used")
    for name in left_behind():
        (used / name).parent.mkdir(parents=True, exist_ok=True)
        (used / name).write_text("left behind", encoding="utf-8")
    for path in used.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (1, 1))
    (tmp_path / "tarball").mkdir()
    assert contents(build(used, tmp_path / "tarball", other_order=other_order)) == contents(tarball)
