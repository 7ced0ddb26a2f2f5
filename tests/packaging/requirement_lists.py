# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads lists of requirements as pip does, as far as they are written here."""

from __future__ import annotations

from pathlib import Path

from packaging.requirements import Requirement
from stage import CHECKOUT

REQUIRED = CHECKOUT / "requirements.txt"
FOR_IMAGES = CHECKOUT / "meta" / "ee-requirements.txt"


def requirements(file: Path) -> list[Requirement]:
    """What C(file) requires, in its order."""
    found: list[Requirement] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        wanted = line.partition("#")[0].strip()
        if wanted.startswith("-r "):
            found += requirements(file.parent / wanted.removeprefix("-r ").strip())
        elif wanted:
            found.append(Requirement(wanted))
    return found
