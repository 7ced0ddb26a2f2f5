# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""AWX as docs/awx sets it up: its job templates, run against the simulated tenant with what their surveys give."""

from __future__ import annotations

import datetime
import re
import typing as t
from pathlib import Path

import pytest
from awx import EXAMPLE, Awx, survey
from awx_modules import EMAIL, QUESTION, QUESTION_TYPES
from guides import GUIDES, blocks
from stage import Stage
from test_guides import without_header

SOON = (datetime.date.today() + datetime.timedelta(days=3)).isoformat()
LATER = (datetime.date.today() + datetime.timedelta(days=9)).isoformat()

VACATION = "Vacation of one person"
LEAVER = "People who leave"
REPORT = "Report of reassignments"

#: What there may be instead of an answer; a question that was not asked gives nothing at all.
BLANKS = {"empty": "", "null": None, "left out": ...}


@pytest.fixture(scope="module")
def awx_of_all_tests(running_stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Awx:
    return Awx(running_stage, tmp_path_factory.mktemp("awx"))


@pytest.fixture
def awx(awx_of_all_tests: Awx, stage: Stage) -> Awx:
    """With a tenant as it was in the beginning."""
    return awx_of_all_tests


@pytest.fixture(params=BLANKS.values(), ids=BLANKS)
def blank(request: pytest.FixtureRequest) -> t.Callable[..., dict[str, t.Any]]:
    """The variables of questions without an answer."""
    return lambda *names: {} if request.param is ... else dict.fromkeys(names, request.param)


def covers(stage: Stage) -> set[tuple[str, str]]:
    return {(held["identity"], held["reassign_to"]) for held in stage.control("GET", "configurations")}


def changed(said: str) -> int:
    """What the recap says."""
    return int(re.findall(r"changed=(\d+)", said)[-1])


def test_what_is_named_has_been_created_before(awx: Awx) -> None:
    known: dict[str, set[str]] = {"organization": {"Default"}}
    singular = {"credentials": "credential", "default_environment": "execution_environment"}
    singular |= {"notification_templates_error": "notification_template", "unified_job_template": "job_template"}
    for kind, given in awx.created:
        for option, value in given.items():
            wanted = singular.get(option, option)
            if wanted in ("organization", *dict(awx.created)):
                assert {value} if isinstance(value, str) else set(value) <= known[wanted], f"{kind}: {option}"
        known.setdefault(kind, set()).add(given["name"])
    assert {kind for kind, unused in awx.created} == known.keys() - {"organization"}


def test_what_awx_insists_on(awx: Awx) -> None:
    (notification,) = awx.objects("notification_template").values()
    assert notification["notification_configuration"].keys() >= EMAIL
    (kind,) = awx.objects("credential_type").values()
    fields = {field["id"]: field for field in kind["inputs"]["fields"]}
    assert set(kind["inputs"]["required"]) <= set(fields)
    assert [name for name, field in fields.items() if field.get("secret")] == ["client_secret"]
    for schedule in awx.objects("schedule").values():
        rule = r"DTSTART;TZID=\w+/\w+:\d{8}T\d{6} RRULE:FREQ=(DAILY|WEEKLY);INTERVAL=1(;BYDAY=MO)?"
        assert re.fullmatch(rule, schedule["rrule"])
    templates = awx.objects("job_template").values()
    assert {one["playbook"] for one in templates} == {path.name for path in EXAMPLE.glob("*.yml")} - {"setup.yml"}


@pytest.mark.parametrize("name", [path.stem for path in (EXAMPLE / "surveys").glob("*.yml")])
def test_surveys(name: str) -> None:
    for question in survey(name):
        assert question.keys() >= QUESTION
        assert question["type"] in QUESTION_TYPES
        assert question["variable"] in (EXAMPLE / f"{name}.yml").read_text(encoding="utf-8")


def test_a_vacation(awx: Awx, stage: Stage) -> None:
    answers = {"survey_identity": "anna.berg", "survey_reassign_to": "bruno.costa"}
    answers |= {"survey_first_day": SOON, "survey_last_day": LATER}
    code, said = awx.launch(VACATION, answers, "--check")
    assert (code, changed(said), covers(stage)) == (0, 1, set()), said
    code, said = awx.launch(VACATION, answers)
    assert (code, changed(said), covers(stage)) == (0, 1, {("anna.berg", "bruno.costa")}), said
    assert all(
        held["start"] > datetime.date.today().isoformat() + "T23:59" for held in stage.control("GET", "configurations")
    )
    code, said = awx.launch(VACATION, answers)
    assert (code, changed(said)) == (0, 0), said


def test_a_vacation_that_begins_now(awx: Awx, stage: Stage, blank: t.Callable[..., dict[str, t.Any]]) -> None:
    answers = {"survey_identity": "anna.berg", "survey_reassign_to": "bruno.costa", "survey_last_day": LATER}
    code, said = awx.launch(VACATION, {**answers, **blank("survey_first_day")})
    assert code == 0, said
    now = datetime.datetime.now(datetime.timezone.utc).isoformat()
    assert covers(stage) == {("anna.berg", "bruno.costa")}
    assert all(held["start"] <= now for held in stage.control("GET", "configurations"))


@pytest.mark.parametrize("question", ["survey_identity", "survey_reassign_to", "survey_last_day"])
def test_a_vacation_without_what_it_needs(
    awx: Awx, stage: Stage, question: str, blank: t.Callable[..., dict[str, t.Any]]
) -> None:
    """AWX insists on these, but not on what is in them, and not where an API client launches the template."""
    answers = {"survey_identity": "anna.berg", "survey_reassign_to": "bruno.costa", "survey_last_day": LATER}
    del answers[question]
    code, said = awx.launch(VACATION, {**answers, **blank(question)})
    assert code == 2
    assert stage.control("GET", "requests?writes=1") == []
    assert "Traceback" not in said


def test_people_who_leave(awx: Awx, stage: Stage, blank: t.Callable[..., dict[str, t.Any]]) -> None:
    answers = {"survey_identities": "daniel.okafor\n\n elif.yilmaz@example.com \n"}
    code, said = awx.launch(LEAVER, {**answers, **blank("survey_reassign_to", "survey_fallback")})
    assert code == 0, said
    assert covers(stage) == {("daniel.okafor", "anna.berg"), ("elif.yilmaz", "anna.berg")}
    code, said = awx.launch(
        LEAVER, {"survey_identities": "farid.rahimi,daniel.okafor", "survey_reassign_to": "yael.cohen"}
    )
    assert code == 0, said
    assert covers(stage) >= {("farid.rahimi", "yael.cohen"), ("daniel.okafor", "yael.cohen")}


def test_nobody_leaves(awx: Awx, stage: Stage, blank: t.Callable[..., dict[str, t.Any]]) -> None:
    code, said = awx.launch(LEAVER, blank("survey_identities"))
    assert code == 2
    assert "leaver_identities" in said
    assert stage.control("GET", "requests") == []


def test_a_report(awx: Awx, tmp_path: Path, blank: t.Callable[..., dict[str, t.Any]]) -> None:
    answers = {"survey_directory": str(tmp_path / "reports"), **blank("survey_timezone", "survey_days_after")}
    code, said = awx.launch(REPORT, answers)
    assert code == 0, said
    assert {path.suffix for path in (tmp_path / "reports").iterdir()} == {".html", ".csv", ".json"}


def test_the_files(awx: Awx, stage: Stage) -> None:
    code, said = awx.launch("Vacations from files")
    assert (code, covers(stage)) == (0, {("anna.berg", "bruno.costa")}), said


@pytest.mark.parametrize("value", ["", None])
@pytest.mark.parametrize("playbook", ["leaver", "report", "vacations"])
def test_blank_variables_of_the_connection(awx: Awx, stage: Stage, playbook: str, value: t.Any, tmp_path: Path) -> None:
    """They do not hide the environment variables and the defaults of the modules."""
    names = ["base_url", "client_id", "client_secret", "access_token", "api_version", "ca_path"]
    blanks = {**{f"sailpoint_{name}": value for name in names}, "tenants": value}
    answers = {
        "leaver": {"survey_identities": "daniel.okafor"},
        "report": {"survey_directory": str(tmp_path / "reports")},
        "vacations": {},
    }
    (template,) = (one for one in awx.objects("job_template").values() if one["playbook"] == f"{playbook}.yml")
    code, said = awx.launch(template["name"], {**answers[playbook], **blanks})
    assert code == 0, said
    assert stage.control("GET", "requests")


def test_the_guide_shows_the_files_as_they_are() -> None:
    shown = {block.caption: block.code for block in blocks(GUIDES / "awx.rst") if block.caption}
    files = {str(path.relative_to(EXAMPLE)): path for path in EXAMPLE.rglob("*") if path.is_file()}
    assert set(shown) == set(files)
    for name, code in shown.items():
        assert code == without_header(files[name].read_text(encoding="utf-8")), name
