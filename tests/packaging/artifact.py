# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Makes tarballs of the collection and looks into them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import typing as t
from pathlib import Path

from stage import CHECKOUT

#: Of those who run the tests nothing may count.
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "SAIL_"))}
CLEAN["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

#: ansible-galaxy lists files as the file system does, whose order is not the same on all machines.
_OTHER_ORDER = """
import os
listed = os.listdir
os.listdir = lambda path: sorted(listed(path), reverse=True)
from ansible.cli.galaxy import main
main()
"""


class Member(t.NamedTuple):
    mode: int
    owner: tuple[int, int, str, str]
    #: None for a directory.
    content: t.Any


def run(*command: str, **options: t.Any) -> str:
    """What a command, of this environment if it has it, prints. It must succeed."""
    program = Path(sys.executable).parent / command[0]
    done = subprocess.run(
        [str(program) if program.exists() else command[0], *command[1:]],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        **{"env": CLEAN, **options},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copy_checkout(directory: Path) -> None:
    """Copy the files that are in Git or will be."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=CHECKOUT).split("\0")
    for name in listed:
        if (CHECKOUT / name).is_file():
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CHECKOUT / name, directory / name)


def build(tree: Path, directory: Path, *, other_order: bool = False) -> Path:
    """The tarball of C(tree), made in C(directory), which must be empty."""
    command = [sys.executable, "-c", _OTHER_ORDER] if other_order else ["ansible-galaxy"]
    run(*command, "collection", "build", str(tree), "--output-path", str(directory))
    (tarball,) = directory.iterdir()
    return tarball


def contents(tarball: Path) -> dict[str, Member]:
    """All that is in C(tarball) but times; the order does not count, nor the checksum of a file that has an order."""
    with tarfile.open(tarball) as archive:
        found = {
            member.name: Member(
                member.mode,
                (member.uid, member.gid, member.uname, member.gname),
                archive.extractfile(member).read() if member.isfile() else None,
            )
            for member in archive
        }
    files, manifest = (json.loads(found[name].content) for name in ("FILES.json", "MANIFEST.json"))
    files["files"].sort(key=lambda file: file["name"])
    del manifest["file_manifest_file"]["chksum_sha256"]
    for name, content in (("FILES.json", files), ("MANIFEST.json", manifest)):
        found[name] = found[name]._replace(content=content)
    return found
