# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[3] / "plugins"
NAMES = sorted(
    f"{kind}.{path.stem}" for kind in ("action", "filter", "lookup") for path in (PLUGINS / kind).glob("*.py")
)
PROBE = """
import importlib, sys
sys.path[:] = {path!r}
importlib.import_module("ansible_collections.community.sailpoint.plugins.{name}")
print(*sorted({{"pydantic", "requests"}} & sys.modules.keys()))
"""


@pytest.mark.parametrize("name", NAMES)
def test_plugins_of_the_control_node_do_not_import_the_libraries_of_modules(name):
    # Each task of a role runs in a new process, in which these imports would take longer than all else.
    probe = PROBE.format(path=sys.path, name=name)
    assert subprocess.check_output([sys.executable, "-c", probe], text=True, timeout=60) == "\n"
