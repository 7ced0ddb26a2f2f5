# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lets ansible-test make virtual environments in closed networks, where only a package index can be reached."""

from __future__ import annotations

import tempfile
import urllib.error
import urllib.request
from pathlib import Path

# ansible-test bootstraps pip with a script that it fetches from here and keeps in this directory.
SOURCE = "https://ci-files.testing.ansible.com/ansible-test/get-pip-{version}.py"
CACHE = Path("~/.ansible/test/cache").expanduser()

STAND_IN = '''\
"""Bootstraps pip with what Python brings along. Written because {source} could not be reached."""

import subprocess
import sys

# Options of the original script that pip itself does not know.
arguments = [argument for argument in sys.argv[1:] if argument not in ("--no-setuptools", "--no-wheel")]
subprocess.check_call([sys.executable, "-m", "ensurepip"])
subprocess.check_call([sys.executable, "-m", "pip", "install"] + arguments)
'''


def provide_pip_bootstrap(pip_version: str) -> None:
    """Write a stand-in for ansible-test's pip bootstrap script to its cache if it is neither there nor reachable.

    C(pip_version) is the version that ansible-test of a release of ansible-core asks for, like V(25.2).
    """
    cached = CACHE / f"get_pip_{pip_version.replace('.', '_')}.py"
    if cached.exists():
        return
    source = SOURCE.format(version=pip_version)
    try:
        with urllib.request.urlopen(urllib.request.Request(source, method="HEAD"), timeout=10):
            return
    except (urllib.error.URLError, OSError) as error:
        print(f"{source}: {error}. Using ensurepip instead.")
    CACHE.mkdir(parents=True, exist_ok=True)
    # Sessions run side by side: the file appears with all its content or not at all.
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=CACHE, delete=False) as temporary:
        temporary.write(STAND_IN.format(source=source))
    Path(temporary.name).replace(cached)
