# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Roles take the variables that they document, and no page names another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from guides import GUIDES
from stage import CHECKOUT

ROLES = sorted(path for path in (CHECKOUT / "roles").iterdir() if path.is_dir())


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def options_of(role: Path) -> dict[str, dict[str, object]]:
    return yaml.safe_load(read(role / "meta" / "argument_specs.yml"))["argument_specs"]["main"]["options"]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_defaults_are_those_that_are_documented(role: Path) -> None:
    defaults, options = yaml.safe_load(read(role / "defaults" / "main.yml")), options_of(role)
    assert set(defaults) == {name for name, option in options.items() if not option.get("required")}
    documented = {name: option["default"] for name, option in options.items() if "default" in option}
    assert {name: defaults[name] for name in documented} == documented
    # What is not documented as a default is none, is put together, or is told in words.
    told = {name for name, value in defaults.items() if value is not None and "{{" not in str(value)} - set(documented)
    assert all("By default" in str(options[name]["description"]) for name in told), told


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_variables_that_are_mentioned_exist(role: Path) -> None:
    tasks = "".join(read(file) for file in (role / "tasks").glob("*.yml"))
    options = set(options_of(role))
    rulebooks = "".join(read(file) for file in (CHECKOUT / "extensions" / "eda" / "rulebooks").glob("*.yml"))
    known = options | set(re.findall(rf"^ +({role.name}_\w+):", tasks, re.MULTILINE))
    known |= set(re.findall(rf"\bvars\.({role.name}_\w+)", rulebooks))
    readme = read(role / "README.md")
    for path in (role / "README.md", CHECKOUT / "README.md", *sorted(GUIDES.glob("*.rst"))):
        text = read(path)
        # The names of plugins begin in the same way.
        mentioned = set(re.findall(rf"(?<![\w./]){role.name}_(?!file_lookup|plan\b)[a-z_]+\b", text))
        misspelt = set(re.findall(rf"\b({role.name}_\w+) is unknown", text))
        assert mentioned - misspelt <= known, path.name
    # A README that does not refer to the list of all variables must have them all.
    assert "meta/argument_specs.yml" in readme or options <= set(re.findall(r"\w+", readme))
