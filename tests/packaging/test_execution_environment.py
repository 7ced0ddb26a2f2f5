# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The execution environment, as far as it can be checked without a container engine; with one, a job of the CI builds it."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml
from artifact import run
from requirement_lists import FOR_IMAGES, requirements
from stage import CHECKOUT

DEFINITION = CHECKOUT / "execution-environment.yml"


def test_the_collection_says_what_it_needs(collections: Path, tmp_path: Path) -> None:
    found = yaml.safe_load(run("ansible-builder", "introspect", str(collections), cwd=tmp_path))
    assert [line.partition("  #")[0] for line in found["python"]] == [str(one) for one in requirements(FOR_IMAGES)]
    assert found["system"] == []


def test_the_image_gets_the_tarball(tarball: Path, tmp_path: Path) -> None:
    for file in (DEFINITION, tarball):
        shutil.copy(file, tmp_path)
    run("ansible-builder", "create", cwd=tmp_path)
    (copied,) = (tmp_path / "context" / "_build").rglob("*.tar.gz")
    assert copied.read_bytes() == tarball.read_bytes()
