# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is required is written in several places, since tools and people look in several; all say the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from requirement_lists import FOR_IMAGES, REQUIRED, requirements
from stage import CHECKOUT

SIMULATOR = CHECKOUT / "tests" / "simulator" / "requirements.txt"
OPTIONAL = [one for one in requirements(FOR_IMAGES) if one not in requirements(REQUIRED)]

#: ansible-test cannot follow -r.
COPIES = [CHECKOUT / "tests" / kind / "requirements.txt" for kind in ("unit", "integration")]


def constant(file: str, name: str) -> object:
    """What a variable of a module or a class in C(file) is set to."""
    tree = ast.parse((CHECKOUT / file).read_text(encoding="utf-8"))
    (value,) = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == [name]
    )
    return ast.literal_eval(value)


def documented(file: str) -> list[str]:
    return yaml.safe_load(str(constant(file, "DOCUMENTATION")))["requirements"]


@pytest.mark.parametrize("file", COPIES, ids=lambda path: path.parent.name)
def test_copies_for_ansible_test(file: Path) -> None:
    copied = {one.name: one for one in requirements(file)}
    for one in [*requirements(REQUIRED), *requirements(SIMULATOR)]:
        assert copied[one.name] == one
    for one in OPTIONAL:
        assert copied[one.name].specifier == one.specifier
        assert str(copied[one.name].marker) == 'python_version >= "3.11"'


def test_all_lists_have_the_same_versions() -> None:
    ours = {one.name: one.specifier for one in [*requirements(FOR_IMAGES), *requirements(SIMULATOR)]}
    for file in [REQUIRED, *(CHECKOUT / "tests").rglob("*requirements*.txt")]:
        for one in requirements(file):
            assert one.specifier == ours.get(one.name, one.specifier), file


def test_optional_ones_are_in_the_comment_of_those_that_are_required() -> None:
    comment = re.findall("^# (.*[<=>].*)$", REQUIRED.read_text(encoding="utf-8"), re.MULTILINE)
    assert [Requirement(line) for line in comment] == OPTIONAL


def test_versions_that_the_modules_insist_on() -> None:
    minimum = constant("plugins/module_utils/_dependencies.py", "MINIMUM_VERSIONS")
    insisted = {name: SpecifierSet(f">={'.'.join(map(str, version))}") for name, version in minimum.items()}
    assert insisted == {one.name: one.specifier for one in requirements(REQUIRED) if one.specifier}


def test_requirements_in_the_documentation() -> None:
    config = yaml.safe_load((CHECKOUT / "tests" / "config.yml").read_text(encoding="utf-8"))
    python = Requirement(f"python{config['modules']['python_requires']}")
    of_modules = [Requirement(line) for line in documented("plugins/doc_fragments/_connection.py")]
    # Without a version, tzdata is nothing to look for.
    assert set(of_modules) == {python, *(one for one in requirements(REQUIRED) if one.specifier)}
    (of_the_lookup,) = documented("plugins/lookup/vacations_file.py")
    names = re.findall(r"[\w-]+ >= [\d.]+", of_the_lookup)
    assert [Requirement(name) for name in names] == OPTIONAL


def test_the_oldest_ansible_core() -> None:
    runtime, image = (
        yaml.safe_load((CHECKOUT / name).read_text(encoding="utf-8"))
        for name in ("meta/runtime.yml", "execution-environment.yml")
    )
    oldest = Requirement(image["dependencies"]["ansible_core"]["package_pip"])
    assert oldest.name == "ansible-core"
    assert SpecifierSet(f"{oldest.specifier}.0") == SpecifierSet(runtime["requires_ansible"])
