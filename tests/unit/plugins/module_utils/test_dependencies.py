# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

PROBE = """
import json, sys
sys.path[:0] = {path!r}
from ansible_collections.community.sailpoint.plugins.module_utils import _connection_options, _dependencies, _module
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments import configs
class Module:
    def fail_json(self, **result):
        print(json.dumps(result))
        sys.exit(1)
_dependencies.require_libraries(Module())
"""
READ_YAML = """
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.src import read_src
print(read_src([{path!r}], Defaults())[1])
"""


def failure(tmp_path, then="", **libraries):
    """What the modules say, and what ``then`` prints, where the libraries have these sources."""
    for name, source in libraries.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(source)
    probe = PROBE.format(path=[str(tmp_path), *sys.path]) + then
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, env=environment, timeout=60, check=False
    )


@pytest.mark.parametrize("name", ["requests", "pydantic"])
@pytest.mark.parametrize(
    "error",
    [
        "SystemError('The installed pydantic-core version (2.1) is incompatible')",
        "ImportError('cannot import name x')",
        "AttributeError('no attribute')",
        "RuntimeError('anything')",
        "ModuleNotFoundError('No module named urllib3', name='urllib3')",
    ],
)
def test_a_broken_library_gives_one_sentence(tmp_path, name, error):
    run = failure(tmp_path, **{name: f"raise {error}"})
    assert run.stderr == ""
    assert f"Failed to import the required Python library ({name} >=" in run.stdout
    assert "It is installed but cannot be imported: " + error.split("(")[0] in run.stdout
    assert '"exception": "Traceback' in run.stdout


@pytest.mark.parametrize("name", ["requests", "pydantic"])
def test_an_old_library_gives_its_version(tmp_path, name):
    run = failure(tmp_path, **{name: "__version__ = '1.10.2'"})
    assert f"({name} >=" in run.stdout and "The version found is 1.10.2." in run.stdout and run.stderr == ""


@pytest.mark.parametrize("name", ["requests", "pydantic"])
def test_a_missing_library_gives_the_sentence_of_ansible(tmp_path, name):
    run = failure(tmp_path, **{name: f"raise ModuleNotFoundError('No module named {name}', name='{name}')"})
    assert f"({name} >=" in run.stdout and "It is installed" not in run.stdout and run.stderr == ""


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("ModuleNotFoundError('No module named yaml', name='yaml')", ""),
        ("ImportError('broken')", "cannot be imported: ImportError: broken."),
    ],
)
def test_yaml_is_needed_for_yaml_files_only(tmp_path, error, reason):
    (tmp_path / "a.yml").write_text("[]")
    (tmp_path / "a.json").write_text("[]")
    run = failure(tmp_path, READ_YAML.format(path=str(tmp_path / "a.json")), yaml=f"raise {error}")
    assert (run.stdout.strip(), run.stderr) == ("", "")
    shutil.rmtree(tmp_path / "yaml")
    run = failure(tmp_path, READ_YAML.format(path=str(tmp_path / "a.yml")), yaml=f"raise {error}")
    assert "a.yml: Failed to import the required Python library (PyYAML)" in run.stdout and reason in run.stdout
    assert ("cannot be imported" in run.stdout) == bool(reason) and run.stderr == ""


def test_libraries_that_work_are_no_failure(tmp_path):
    run = failure(tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
