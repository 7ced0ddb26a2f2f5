# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which Pythons are installed, and which ansible-core can be tested with them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

# The supported releases of ansible-core, newest first, and the Pythons that their controller runs on, newest first.
CONTROLLER_PYTHONS = {
    "2.21": ("3.14", "3.13", "3.12"),
    "2.20": ("3.14", "3.13", "3.12"),
    "2.19": ("3.13", "3.12", "3.11"),
}
# The Pythons that modules run on, as far as they are not in the table above. Must agree with tests/config.yml.
OLDEST_TARGET_PYTHON = "3.9"
# The oldest release of ansible-core, and the oldest Python that it runs on: where the oldest libraries are tried, since those
# do not know newer ones.
OLDEST_CORE, (*_newer, OLDEST_CONTROLLER_PYTHON) = list(CONTROLLER_PYTHONS.items())[-1]


def bypass_pyenv_shims() -> None:
    """Put the interpreters that pyenv has installed on PATH instead of its shims.

    A shim exists for each version but refuses to run unless the version is active: a broken interpreter, as nox and
    ansible-test see it.
    """
    path = os.environ["PATH"].split(os.pathsep)
    shims = [entry for entry in path if Path(entry).name == "shims" and ".pyenv" in Path(entry).parts]
    if not shims:
        return
    root = Path(os.environ.get("PYENV_ROOT") or Path("~/.pyenv").expanduser())
    versions = sorted(root.glob("versions/3.*/bin"), key=_version, reverse=True)
    os.environ["PATH"] = os.pathsep.join([entry for entry in path if entry not in shims] + [str(v) for v in versions])


def runnable() -> dict[str, str]:
    """Return the releases of ansible-core that can run here, newest first, each with the Python to test it on.

    For the newest one this is the newest installed Python that it supports, for the others the oldest, so that together
    they see as many as there are.
    """
    result: dict[str, str] = {}
    for core, versions in CONTROLLER_PYTHONS.items():
        installed = [version for version in versions if is_installed(version)]
        if installed:
            result[core] = installed[-1] if result else installed[0]
    return result


def is_installed(version: str) -> bool:
    """Return whether a Python of ``version``, like ``3.11``, is on PATH."""
    return shutil.which(f"python{version}") is not None


def _version(directory: Path) -> list[int]:
    return [int(part) for part in directory.parent.name.split(".") if part.isdigit()]


def main() -> None:
    """Print what `make test` and `make matrix` test with on this machine, and what they leave out."""
    bypass_pyenv_shims()
    found = runnable()
    if not found:
        sys.exit(f"No Python on PATH that ansible-core {', '.join(CONTROLLER_PYTHONS)} runs on.")
    for core, versions in CONTROLLER_PYTHONS.items():
        if core not in found:
            print(f"ansible-core {core}: left out, none of Python {', '.join(versions)} is installed")
        else:
            target = "make test" if core == next(iter(found)) else "make matrix"
            print(f"ansible-core {core}: on Python {found[core]}, by `{target}`")
    if not is_installed(OLDEST_TARGET_PYTHON):
        print(f"Modules on Python {OLDEST_TARGET_PYTHON}: left out, it is not installed")


if __name__ == "__main__":
    main()
