# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The repository in docs/gitops does what its guide says, with both pipelines."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from dates import in_future
from guides import GUIDES, blocks, shows
from pipelines import Pipeline, Result
from stage import CHECKOUT, Stage

EXAMPLE = CHECKOUT / "docs" / "gitops"

EXPECTED = {
    ("anna.berg", "bruno.costa"),
    ("chloe.dubois", "bruno.costa"),
    ("daniel.okafor", "elif.yilmaz"),
    ("grace.mwangi", "farid.rahimi"),
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The example as somebody has copied it, with the collection installed."""
    directory = shutil.copytree(EXAMPLE, tmp_path / "repository")
    for file in (directory / "vacations").iterdir():
        file.write_text(in_future(file.read_text(encoding="utf-8")), encoding="utf-8")
    namespace = directory / "collections" / "ansible_collections" / "community"
    namespace.mkdir(parents=True)
    (namespace / "sailpoint").symlink_to(CHECKOUT)
    return directory


@pytest.fixture
def environment(stage: Stage, tmp_path: Path) -> dict[str, str]:
    """What the project would set, with the server of GitLab being a directory."""
    environment = {
        **stage.environment,
        "PATH": f"{Path(sys.executable).parent}:{stage.environment['PATH']}",
        "CI_SERVER_HOST": "gitlab.example.com",
        "CI_PROJECT_PATH": "hr/vacations",
        "JOURNAL_TOKEN": "secret",
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    (tmp_path / "gitconfig").write_text(
        "[user]\n    name = somebody\n    email = somebody@example.com\n[init]\n    defaultBranch = main\n"
        f'[url "{tmp_path / "origin.git"}"]\n'
        "    insteadOf = https://journal:secret@gitlab.example.com/hr/vacations.git\n",
        encoding="utf-8",
    )
    # ansible.cfg says where the collections are.
    del environment["ANSIBLE_COLLECTIONS_PATH"]
    return environment


def git(environment: dict[str, str], directory: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=directory, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def origin(repository: Path, environment: dict[str, str], tmp_path: Path) -> Path:
    """What the repository was cloned from, with the branch that the guide creates."""
    origin = tmp_path / "origin.git"
    git(environment, tmp_path, "init", "--quiet", "--bare", str(origin))
    git(environment, repository, "init", "--quiet")
    git(environment, repository, "remote", "add", "origin", str(origin))
    git(environment, repository, "add", "--all")
    git(environment, repository, "commit", "--quiet", "--message", "Vacations")
    git(environment, repository, "push", "--quiet", "origin", "main")
    (create,) = (block for block in blocks(GUIDES / "gitops.rst") if block.language == "shell" and not block.caption)
    subprocess.run(["bash", "-e", "-c", create.code], cwd=repository, env=environment, check=True, capture_output=True)
    return origin


@pytest.fixture
def pipeline(environment: dict[str, str], repository: Path, origin: Path, tmp_path: Path) -> Pipeline:
    stand_ins = tmp_path / "bin"
    stand_ins.mkdir()
    return Pipeline(repository, environment, stand_ins)


def changed(result: Result) -> int:
    """What the recap says."""
    return int(re.findall(r"changed=(\d+)", result.output)[-1])


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def covers(stage: Stage) -> set[tuple[str, str]]:
    return {(held["identity"], held["reassign_to"]) for held in stage.control("GET", "configurations")}


def expect_plan(plan: Result, stage: Stage, repository: Path) -> None:
    assert plan.exit_code == 0, plan.output
    assert stage.control("GET", "requests?writes=1") == []
    # The only GET for which a token that can read is not enough.
    assert not [asked for asked in stage.control("GET", "requests") if "evaluate" in asked["path"]]
    comment = (repository / "comment.md").read_text(encoding="utf-8")
    assert comment.startswith("~~~diff\n") and comment.endswith("\n~~~\n")
    (difference,) = (block for block in blocks(GUIDES / "gitops.rst") if block.language == "text" and not block.caption)
    assert shows(difference.code, comment), comment
    assert "14 created, 4 deferred" in comment


def test_from_the_pull_request_to_drift(pipeline: Pipeline, stage: Stage, repository: Path) -> None:
    def run(job: str) -> Result:
        return pipeline.github(job, job)

    plan = run("plan")
    expect_plan(plan, stage, repository)
    assert "gh pr comment 17" in plan.calls

    applied = run("apply")
    assert (applied.exit_code, changed(applied)) == (0, 1), applied.output
    assert covers(stage) == EXPECTED

    stage.control("DELETE", "requests")
    again = run("apply")
    assert (again.exit_code, changed(again)) == (0, 0), again.output
    same = run("drift")
    assert (same.exit_code, changed(same)) == (0, 0), same.output

    held = next(one for one in stage.control("GET", "configurations") if one["identity"] == "grace.mwangi")
    stage.control("POST", "configurations", [{**held, "reassign_to": "yael.cohen"}])
    differs = run("drift")
    assert differs.exit_code == 2
    assert re.search(r"^-.*to Yael Cohen", differs.output, re.MULTILINE), differs.output
    assert "The tenant differs from the files." in differs.output
    assert stage.control("GET", "requests?writes=1") == []


def test_the_same_with_gitlab(pipeline: Pipeline, stage: Stage, repository: Path) -> None:
    plan = pipeline.gitlab("plan")
    expect_plan(plan, stage, repository)
    assert "body=<comment.md" in plan.calls and "/notes" in plan.calls
    differs = pipeline.gitlab("drift")
    assert differs.exit_code == 2
    assert "The tenant differs from the files." in differs.output
    assert stage.control("GET", "requests?writes=1") == []
    applied = pipeline.gitlab("apply")
    assert (applied.exit_code, changed(applied)) == (0, 1), applied.output
    assert covers(stage) == EXPECTED


def away_now(repository: Path, *, until: int) -> None:
    """Anna is away for so many days from now."""
    last = datetime.date.today() + datetime.timedelta(days=until)
    entry = {"identity": "anna.berg", "reassign_to": "bruno.costa", "first_day": "2020-01-01", "last_day": f"{last}"}
    (repository / "vacations" / "finance.yml").write_text(json.dumps([entry]), encoding="utf-8")


@pytest.mark.parametrize("system", ["github", "gitlab"])
def test_what_is_still_open_comes_back(
    pipeline: Pipeline, stage: Stage, repository: Path, environment: dict[str, str], origin: Path, system: str
) -> None:
    """From run to run, the journal is in its branch only."""

    def run() -> Result:
        result = pipeline.github("apply", "apply") if system == "github" else pipeline.gitlab("apply")
        shutil.rmtree(repository / "journal")
        return result

    def journal() -> list[str]:
        lines = git(environment, origin, "show", "journal:handovers.jsonl").splitlines()
        return [json.loads(line)["status"] for line in lines]

    def owner() -> str:
        (item,) = stage.control("GET", "work_items")
        return str(item["owner"])

    stage.control("POST", "waiting_work", {"items": 1, "owners": ["anna.berg"], "queues": ["work_items"]})
    away_now(repository, until=7)
    begun = run()
    assert begun.exit_code == 0, begun.output
    assert (owner(), journal()) == ("bruno.costa", ["intended", "done"])
    again = run()
    assert (again.exit_code, changed(again), journal()) == (0, 0, ["intended", "done"]), again.output

    held = [one for one in stage.control("GET", "configurations") if one["identity"] == "anna.berg"]
    stage.control("POST", "configurations", [{**one, "end": "2020-02-01T00:00:00Z"} for one in held])
    (repository / "vacations" / "finance.yml").write_text("[]", encoding="utf-8")
    ended = run()
    assert ended.exit_code == 0, ended.output
    assert (owner(), journal()) == ("anna.berg", ["intended", "done", "settled"])
    history = git(environment, origin, "log", "--format=%s", "journal").splitlines()
    assert history == ["Hand over", "Hand over", "Begin the journal of handovers"]


def test_nothing_is_applied_without_the_journal(
    pipeline: Pipeline, stage: Stage, environment: dict[str, str], origin: Path
) -> None:
    git(environment, origin, "branch", "--quiet", "-D", "journal")
    applied = pipeline.github("apply", "apply")
    assert applied.exit_code != 0 and "couldn't find remote ref journal" in applied.output, applied.output
    assert stage.control("GET", "requests") == []


def test_what_was_handed_over_is_kept_if_the_playbook_fails(
    pipeline: Pipeline, stage: Stage, repository: Path, environment: dict[str, str], origin: Path
) -> None:
    stage.control("POST", "waiting_work", {"items": 2, "owners": ["anna.berg"], "queues": ["work_items"]})
    fault = {"kind": "status", "method": "POST", "path": "/forward", "status": 400, "after": 1}
    stage.control("POST", "faults", [fault])
    away_now(repository, until=7)
    applied = pipeline.github("apply", "apply")
    assert applied.exit_code == 2, applied.output
    lines = git(environment, origin, "show", "journal:handovers.jsonl").splitlines()
    assert sorted(json.loads(line)["status"] for line in lines) == ["done", "intended", "intended"]


def test_the_brake(pipeline: Pipeline, stage: Stage, repository: Path) -> None:
    edit(repository / "site.yml", "vacations_max_changes: 40", "vacations_max_changes: 13")
    plan = pipeline.github("plan", "plan")
    assert plan.exit_code == 2
    assert "14 changes, more than vacations_max_changes allows (13)" in (repository / "comment.md").read_text(
        encoding="utf-8"
    )
    applied = pipeline.github("apply", "apply")
    assert applied.exit_code == 2
    assert stage.control("GET", "requests?writes=1") == []


def test_the_comment_says_what_is_wrong_with_a_file(pipeline: Pipeline, stage: Stage, repository: Path) -> None:
    edit(repository / "vacations" / "infrastructure.yml", "timezone: America/New_York", "timezone: America/Newark")
    plan = pipeline.github("plan", "plan")
    assert plan.exit_code == 2
    comment = (repository / "comment.md").read_text(encoding="utf-8")
    assert re.search(r"vacations/infrastructure\.yml, entry 2 .*America/Newark", comment), comment
    assert stage.control("GET", "requests") == []


def test_drift_does_not_write_by_mistake(pipeline: Pipeline, stage: Stage, repository: Path) -> None:
    edit(repository / ".github" / "workflows" / "drift.yml", "drift.yml --check --diff", "drift.yml")
    careless = pipeline.github("drift", "drift")
    assert careless.exit_code == 2
    assert "Run it with --check." in careless.output
    assert stage.control("GET", "requests") == []
