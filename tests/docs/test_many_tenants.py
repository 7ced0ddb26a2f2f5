# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The inventory in docs/many_tenants with four simulated tenants, as its guide says."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import textwrap
import typing as t
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from dates import in_future
from stage import CHECKOUT, Stage, open_stage

EXAMPLE = CHECKOUT / "docs" / "many_tenants"
GUIDE = CHECKOUT / "docs" / "docsite" / "rst" / "many_tenants.rst"

#: Those of the sandboxes are in environment variables, the others in the file for Vault.
SANDBOXES = ("acme-sandbox", "acme-training")
VAULT = yaml.safe_load((EXAMPLE / "vault.example.yml").read_text(encoding="utf-8"))["vault_personal_access_tokens"]
TOKENS = {**VAULT, **{name: {"id": f"id-for-{name}", "secret": f"secret-for-{name}"} for name in SANDBOXES}}


def recap(said: str) -> dict[str, dict[str, int]]:
    return {
        host: {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", line)}
        for host, line in re.findall(r"^ *(\S+) +: (ok=.*)$", said.rpartition("PLAY RECAP")[2], re.MULTILINE)
    }


class Tenants(contextlib.ExitStack):
    """Simulated tenants, and a copy of the example that finds them."""

    def __init__(self, directory: Path) -> None:
        super().__init__()
        self.repository = directory / "repository"
        self.stages: dict[str, Stage] = {}
        self._running: dict[str, contextlib.ExitStack] = {}
        self.environment: dict[str, str] = {}
        for name in SANDBOXES:
            suffix = name.upper().replace("-", "_")
            self.environment[f"SAIL_CLIENT_ID_{suffix}"] = TOKENS[name]["id"]
            self.environment[f"SAIL_CLIENT_SECRET_{suffix}"] = TOKENS[name]["secret"]
        shutil.copytree(EXAMPLE, self.repository)
        for file in (self.repository / "vacations").iterdir():
            file.write_text(in_future(file.read_text(encoding="utf-8")), encoding="utf-8")
        self._addresses = directory / "addresses.yml"
        self._password = directory / "password"
        self._password.write_text("not a secret")

    def start(self, name: str, port: int = 0) -> None:
        token = TOKENS[name]
        options = ["--client-id", token["id"], "--client-secret", token["secret"], "--port", str(port)]
        self._running[name] = self.enter_context(contextlib.ExitStack())
        self.stages[name] = self._running[name].enter_context(open_stage("--people", "10", *options))
        # All that the test adds to the inventory is where the tenants are.
        hosts = {name: {"sailpoint_base_url": stage.url} for name, stage in self.stages.items()}
        self._addresses.write_text(yaml.safe_dump({"all": {"hosts": hosts}}), encoding="utf-8")

    def stop(self, name: str) -> int:
        """End a tenant; gives its port."""
        self._running[name].close()
        return urlsplit(self.stages[name].url).port or 0

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command of ansible in the copy of the example, with the environment variables of its guide."""
        stage = next(iter(self.stages.values()))
        others = {name: value for name, value in stage.environment.items() if not name.startswith("SAIL_")}
        program = Path(stage.playbook_command()[0]).with_name(command[0])
        return subprocess.run(
            [str(program), *command[1:], "--vault-password-file", str(self._password)],
            cwd=self.repository,
            env={**others, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )

    def play(self, playbook: str, *arguments: str) -> tuple[int, dict[str, dict[str, int]], str]:
        """The exit code, the counts of the recap by tenant, and all that is said."""
        inventories = ["-i", "inventory", "-i", str(self._addresses)]
        result = self.run("ansible-playbook", *inventories, f"community.sailpoint.{playbook}", *arguments)
        return result.returncode, recap(result.stdout), result.stdout

    def covers(self, name: str) -> set[tuple[str, str]]:
        held = self.stages[name].control("GET", "configurations")
        return {(item["identity"], item["reassign_to"]) for item in held}


@pytest.fixture
def tenants(tmp_path: Path) -> t.Iterator[Tenants]:
    with Tenants(tmp_path) as all_tenants:
        for name in TOKENS:
            all_tenants.start(name)
        target = "inventory/group_vars/production/vault.yml"
        encrypted = all_tenants.run("ansible-vault", "encrypt", "vault.example.yml", "--output", target)
        assert encrypted.returncode == 0, encrypted.stdout
        assert (all_tenants.repository / target).read_text().startswith("$ANSIBLE_VAULT")
        yield all_tenants


def select(counts: dict[str, dict[str, int]], name: str) -> dict[str, int]:
    return {host: count[name] for host, count in counts.items()}


def test_one_tenant_is_down(tenants: Tenants) -> None:
    port = tenants.stop("acme-emea")
    code, counts, said = tenants.play("vacations", "-e", "tenants=all", "-vvv")
    assert code == 2
    assert select(counts, "failed") == {"acme": 0, "acme-emea": 1, "acme-sandbox": 0, "acme-training": 0}
    assert select(counts, "changed") == {"acme": 1, "acme-emea": 0, "acme-sandbox": 1, "acme-training": 1}
    (failure,) = re.findall(r"^fatal: \[(\S+)\]: FAILED.*", said, re.MULTILINE)
    assert failure == "acme-emea"
    shown = recap(GUIDE.read_text(encoding="utf-8"))
    assert [select(shown, name) for name in ("changed", "failed")] == [
        select(counts, name) for name in ("changed", "failed")
    ]
    assert tenants.stages["acme-emea"].url in said
    assert tenants.covers("acme") == {("anna.berg", "bruno.costa")}
    assert tenants.covers("acme-sandbox") == {("anna.berg", "chloe.dubois")}
    assert tenants.covers("acme-training") == {("bruno.costa", "elif.yilmaz")}
    assert not [token["secret"] for token in TOKENS.values() if token["secret"] in said]

    tenants.start("acme-emea", port)
    code, counts, said = tenants.play("vacations", "-e", "tenants=all")
    assert code == 0, said
    assert select(counts, "changed") == {"acme": 0, "acme-emea": 1, "acme-sandbox": 0, "acme-training": 0}
    assert tenants.covers("acme-emea") == {("chloe.dubois", "daniel.okafor")}


def test_some_tenants(tenants: Tenants) -> None:
    code, counts, said = tenants.play("vacations", "-e", "tenants=sandbox", "--check")
    assert code == 0, said
    assert set(counts) == set(SANDBOXES)
    code, counts, said = tenants.play("vacations", "-e", "tenants=all", "--limit", "acme,acme-sandbox")
    assert code == 0, said
    assert set(counts) == {"acme", "acme-sandbox"}
    assert {name for name in TOKENS if tenants.covers(name)} == {"acme", "acme-sandbox"}


def test_the_environment_of_a_tenant_is_missing(tenants: Tenants) -> None:
    del tenants.environment["SAIL_CLIENT_SECRET_ACME_TRAINING"]
    # That of another tenant must not take its place.
    tenants.environment["SAIL_CLIENT_SECRET"] = TOKENS["acme-sandbox"]["secret"]
    code, counts, said = tenants.play("vacations", "-e", "tenants=sandbox")
    assert code == 2
    assert select(counts, "failed") == {"acme-sandbox": 0, "acme-training": 1}
    assert "The environment variable SAIL_CLIENT_SECRET_ACME_TRAINING is not set." in said
    assert TOKENS["acme-sandbox"]["secret"] not in said
    assert tenants.stages["acme-training"].control("GET", "requests") == []


def test_a_report_for_each_tenant(tenants: Tenants) -> None:
    code, unused, said = tenants.play("report", "-e", "tenants=all")
    assert code == 0, said
    pages = {page.stem: page.read_text(encoding="utf-8") for page in (tenants.repository / "reports").glob("*.html")}
    assert set(pages) == {f"reassignments-{name}" for name in TOKENS}
    assert all(f"<bdi>{name}</bdi>" in pages[f"reassignments-{name}"] for name in TOKENS)


def shown_files() -> list[Path]:
    """All but the vacations, of which one is enough."""
    return sorted(
        path
        for path in EXAMPLE.rglob("*")
        if path.suffix in (".yml", ".cfg") and (path.parent.name != "vacations" or path.stem == "acme")
    )


@pytest.mark.parametrize("file", shown_files(), ids=lambda path: str(path.relative_to(EXAMPLE)))
def test_the_guide_shows_the_file_as_it_is(file: Path) -> None:
    content = file.read_text(encoding="utf-8").partition("GPL-3.0-or-later\n\n")[2]
    shown = GUIDE.read_text(encoding="utf-8")
    assert f"``{file.relative_to(EXAMPLE)}``" in shown
    assert textwrap.indent(content, "   ") in shown
