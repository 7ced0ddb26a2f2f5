# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A home directory for ansible-test.

Of what is set in the environment, ansible-test tells its pip only HOME. Without a home of its own, pip would know
nothing of an index, a proxy's certificate or a timeout that is set in variables like PIP_INDEX_URL, and what
ansible-test makes would stay in the home directory of whoever runs the tests.
"""

from __future__ import annotations

import ast
import configparser
import contextlib
import subprocess
import sys
import tempfile
import typing as t
import urllib.error
import urllib.request
from pathlib import Path

# ansible-test bootstraps pip with a script that it fetches from here and keeps in this directory.
PIP_BOOTSTRAP = "https://ci-files.testing.ansible.com/ansible-test/get-pip-{version}.py"
CACHE = Path(".ansible", "test", "cache")

STAND_IN = '''\
"""Bootstraps pip with what Python brings along. Written because {source} could not be reached."""

import subprocess
import sys

# Options of the original script that pip itself does not know.
arguments = [argument for argument in sys.argv[1:] if argument not in ("--no-setuptools", "--no-wheel")]
subprocess.check_call([sys.executable, "-m", "ensurepip"])
subprocess.check_call([sys.executable, "-m", "pip", "install"] + arguments)
'''


@contextlib.contextmanager
def ansible_test_home(pip_version: str) -> t.Iterator[str]:
    """Make a home directory, which is gone afterwards.

    ``pip_version`` is the version that ansible-test of a release of ansible-core asks for, like ``25.2``.
    """
    with tempfile.TemporaryDirectory(prefix="ansible-test-home-", ignore_cleanup_errors=True) as home:
        pip_configuration = Path(home, ".config", "pip", "pip.conf")
        pip_configuration.parent.mkdir(parents=True)
        with pip_configuration.open("w", encoding="utf-8") as file:
            pip_settings(_pip("config", "list"), _pip("cache", "dir")).write(file)
        _provide_pip_bootstrap(Path(home, CACHE), pip_version)
        yield home


def pip_settings(listed: str, cache_directory: str) -> configparser.RawConfigParser:
    """Return as a configuration file what ``pip config list`` says, which includes variables of the environment."""
    settings = configparser.RawConfigParser()
    settings.read_dict({"global": {"cache-dir": cache_directory} if cache_directory else {}})
    # Variables win, as they do with pip.
    for line in sorted(listed.splitlines(), key=lambda line: line.startswith(":env:")):
        name, unused, value = line.partition("=")
        section, unused, option = name.replace(":env:", "global").partition(".")
        settings.read_dict({section: {option: ast.literal_eval(value)}})
    return settings


def _pip(*arguments: str) -> str:
    command = [sys.executable, "-m", "pip", *arguments]
    # `pip cache dir` fails if there is to be no cache.
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout.strip()


def _provide_pip_bootstrap(cache: Path, pip_version: str) -> None:
    """Write a stand-in for the bootstrap script if that cannot be reached, as in networks with only a package index."""
    source = PIP_BOOTSTRAP.format(version=pip_version)
    try:
        with urllib.request.urlopen(urllib.request.Request(source, method="HEAD"), timeout=10):
            return
    except (urllib.error.URLError, OSError) as error:
        print(f"{source}: {error}. Using ensurepip instead.")
    cache.mkdir(parents=True)
    script = cache / f"get_pip_{pip_version.replace('.', '_')}.py"
    script.write_text(STAND_IN.format(source=source), encoding="utf-8")
