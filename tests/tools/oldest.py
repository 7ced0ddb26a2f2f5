# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The oldest versions that a list of requirements allows."""

from __future__ import annotations

import re
import typing as t

if t.TYPE_CHECKING:
    from pathlib import Path


def oldest(requirements: Path) -> list[str]:
    """Return the requirements that have a minimum version, as those versions."""
    text = requirements.read_text(encoding="utf-8")
    return [f"{name}=={version}" for name, version in re.findall(r"^([\w-]+)>=([\d.]+)", text, re.MULTILINE)]
