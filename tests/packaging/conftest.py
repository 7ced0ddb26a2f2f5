# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tarball of this checkout, and where it is installed."""

from __future__ import annotations

import sys
import typing as t
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from artifact import CLEAN, build, copy_checkout, run
from stage import Stage, open_stage


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Caches and temporary files of Ansible are not those of a person either."""
    CLEAN["ANSIBLE_HOME"] = str(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkout as it is now, without what Git ignores; tests do not change it."""
    directory = tmp_path_factory.mktemp("tree")
    copy_checkout(directory)
    return directory


@pytest.fixture(scope="session")
def tarball(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tree, tmp_path_factory.mktemp("tarball"))


@pytest.fixture(scope="session")
def collections(tarball: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory for collections with nothing but what is in the tarball."""
    directory = tmp_path_factory.mktemp("collections")
    run("ansible-galaxy", "collection", "install", "--offline", "-p", str(directory), str(tarball))
    return directory


@pytest.fixture
def stage(collections: Path) -> t.Iterator[Stage]:
    """A tenant of 10 people, and an Ansible that sees the installed collection instead of the checkout."""
    with open_stage("--people", "10") as running:
        running.environment["ANSIBLE_COLLECTIONS_PATH"] = str(collections)
        yield running
