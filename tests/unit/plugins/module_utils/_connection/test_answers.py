# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection import answers
from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import (
    NOT_CHECKED,
    OK,
    NotChecked,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import error

NOW = datetime(2026, 11, 22, tzinfo=timezone.utc)
NOTHING = (NOT_CHECKED, "no reassignment found")
LAST_WEEK = datetime.now(timezone.utc) - timedelta(days=7)
YESTERDAY = datetime.now(timezone.utc) - timedelta(days=1)


def answering(**answered):
    """A reader whose methods answer, or raise."""

    def method(answer):
        def ask(**unused):
            if isinstance(answer, Exception):
                raise answer
            return answer if isinstance(answer, Answer) else Answer(200, {}, answer)

        return ask

    return SimpleNamespace(**{name: method(answer) for name, answer in answered.items()})


def configured(*details):
    return answering(configurations=[{"identity": {"id": "a"}, "configDetails": list(details)}])


def seen(found):
    return found.status, found.seen


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (error(), "404"),
        (error(404, None), "404, not in the form of the service's errors"),
        ({"configDetails": []}, "200 with configDetails an empty array"),
        ({"configDetails": [{}]}, "200 with configDetails an array"),
        ({"configDetails": None}, "200 with configDetails null"),
        ({"configDetails": 5}, "200 with configDetails int"),
        ({}, "200 with configDetails missing"),
        ([], "200 with configDetails an empty array"),
        (None, "200 with configDetails null"),
    ],
)
def test_an_identity_without_configuration(answer, expected):
    assert seen(answers.missing_configuration(answering(configuration_of_nobody=answer))) == (OK, expected)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([None, None, ""], (OK, '"" (1), null (2)')),
        (["0001-01-01T00:00:00.000Z", "2027-01-01T00:00:00Z"], (OK, "0001-01-01 (1)")),
        (["missing"], (OK, "missing (1)")),
        (["2027-01-01T00:00:00Z"], (NOT_CHECKED, "no permanent reassignment found")),
        ([], (NOT_CHECKED, "no permanent reassignment found")),
    ],
)
def test_the_form_of_an_end_that_never_comes(ends, expected):
    details = [{} if end == "missing" else {"endDate": end} for end in ends]
    assert seen(answers.permanent_form(configured(*details))) == expected


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ([{"startDate": "2026-11-02T01:02:03Z", "endDate": None}], (OK, "0000-00-00T00:00:00Z (1)")),
        ([{"endDate": "2026-11-02T01:02:03.123456Z"}], (OK, "0000-00-00T00:00:00.000000Z (1)")),
        ([{"startDate": "2026-11-02T01:02:03.5+01:00"}], (OK, "0000-00-00T00:00:00.0+00:00 (1)")),
        (
            [{"startDate": "Anna's birthday"}, {"startDate": 1700000000000}],
            (OK, "0000000000000 (1), something else (1)"),
        ),
        ([{"startDate": "", "endDate": "0001-01-01T00:00:00Z"}, "nonsense"], NOTHING),
    ],
)
def test_the_form_of_instants_without_their_digits(details, expected):
    assert seen(answers.date_form(configured(*details))) == expected


@pytest.mark.parametrize("details", [None, {}, "x"])
def test_configurations_without_a_list_of_details(details):
    reader = answering(configurations=[{"configDetails": details}, {}])
    assert seen(answers.date_form(reader)) == NOTHING


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["2c91808380aa05580180aaaaf1940410"], (OK, "32 digits in lower case (1)")),
        (["2C918083-80aa-0558-0180-aaaaf1940410"], (OK, "a UUID in mixed case (1)")),
        (["Anna", None], (OK, "0 characters (1), 4 characters (1)")),
        ([], (NOT_CHECKED, "there is no identity")),
    ],
)
def test_the_form_of_ids(ids, expected):
    assert seen(answers.id_form(answering(identities=[{"id": one} for one in ids]))) == expected


@pytest.mark.parametrize("total", ["", "many", "-1"])
def test_a_count_that_is_none(total):
    reader = answering(configurations=Answer(200, {"X-Total-Count": total}, []))
    assert answers.list_count(reader).seen == "no X-Total-Count, although count=true was sent"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("ab", "bc", (OK, "2 entries on the first page, more follow; offset is honoured")),
        ("ab", "b", (OK, "2 entries on the first page, complete; offset is honoured")),
        ("ab", "ab", (OK, "2 entries on the first page; offset is ignored")),
        ("ab", "c", (OK, "2 entries on the first page; offset 1 does not return the second entry")),
        ("a", "", (NOT_CHECKED, "fewer than two identities with reassignments")),
    ],
)
def test_whether_more_entries_follow_without_a_count(first, second, expected):
    pages = {0: [{"identity": {"id": one}} for one in first], 1: [{"identity": {"id": one}} for one in second]}
    reader = SimpleNamespace(configurations=lambda offset=0: Answer(200, {}, pages[offset]))
    assert seen(answers.list_paging(reader)) == expected


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (["2026-11-21T00:00:00Z", "2026-11-23T00:00:00Z", None, "nonsense"], (OK, "listed: 1")),
        (["0001-01-01T00:00:00Z", ""], (NOT_CHECKED, "no expired reassignment found")),
    ],
)
def test_reassignments_whose_end_has_passed(ends, expected):
    assert seen(answers.expired(configured(*({"endDate": end} for end in ends)), NOW)) == expected


@pytest.mark.parametrize("ask", [answers.missing_configuration, answers.finished_work_item])
def test_a_refusal_says_nothing(ask):
    reader = answering(configuration_of_nobody=error(403), completed_work_item=error(403))
    with pytest.raises(ServiceError):
        ask(reader)


def test_an_evaluation_may_only_be_possible_without_a_reassignment():
    reader = answering(evaluation=NotChecked("there is no reassignment"), evaluation_of_nobody={})
    assert seen(answers.evaluate_form(reader)) == (OK, "without a reassignment: an empty object")


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        (["a", "b"], (OK, "work items of several owners")),
        (["a", "a", None], (NOT_CHECKED, "all that were returned have one owner")),
        ([None], (NOT_CHECKED, "no open work item found")),
    ],
)
def test_whose_work_items_are_listed_without_an_owner(owners, expected):
    assert seen(answers.default_owner(answering(work_items=[{"ownerId": owner} for owner in owners]))) == expected


def test_what_only_a_write_could_tell():
    assert answers.what_writes_do().status == NOT_CHECKED


def fill(simulator):
    """A tenant in which every question has an answer."""
    tenant = simulator.tenant
    anna, bruno, chloe, elif_ = (
        tenant.identity(alias).id for alias in ("anna.berg", "bruno.costa", "chloe.dubois", "elif.yilmaz")
    )
    for identity_id, end in ((anna, None), (bruno, YESTERDAY), (chloe, None)):
        tenant.put_configuration(identity_id, "CERTIFICATIONS", elif_, LAST_WEEK, end)
    items = [tenant.add_work_item(owner) for owner in (anna, bruno, anna)]
    tenant.work_items[items[2].id].finish()


@pytest.mark.parametrize(
    ("switches", "name", "seen"),
    [
        ({"list_paging": "20"}, "list_paging", "3 entries on the first page, complete; offset is honoured"),
        ({"list_paging": "none"}, "list_paging", "3 entries on the first page; offset is ignored"),
        ({"list_paging": "offset_ignored"}, "list_paging", "3 entries on the first page; offset is ignored"),
        ({"list_count": True}, "list_count", "X-Total-Count is 3, with 3 entries on the first page"),
        ({"list_count": False}, "list_count", "no X-Total-Count, although count=true was sent"),
        ({"list_total": "absent"}, "list_count", "no X-Total-Count, although count=true was sent"),
        ({"list_total": "too_small"}, "list_count", "X-Total-Count is 1, less than the 3 entries of the first page"),
        ({"expired": "listed"}, "expired", "listed: 1"),
        (
            {"evaluate_form": "array"},
            "evaluate_form",
            "with a reassignment: an array of 1; without a reassignment: an array of 1",
        ),
        (
            {"evaluate_form": "object"},
            "evaluate_form",
            "with a reassignment: an object; without a reassignment: an object",
        ),
        (
            {"evaluate_form": "array_or_empty"},
            "evaluate_form",
            "with a reassignment: an empty array; without a reassignment: an empty array",
        ),
        ({"finished_work_item": "not_found"}, "finished_work_item", "404: only listed among completed work items"),
        ({"finished_work_item": "found"}, "finished_work_item", "200: still returned by its ID"),
        ({"work_item_owner_default": "tenant"}, "default_owner", "work items of several owners"),
    ],
)
def test_what_the_service_answers(simulator, reader, switches, name, seen):
    fill(simulator)
    simulator.set(**switches)
    more = [datetime.now(timezone.utc)] if name == "expired" else []
    assert getattr(answers, name)(reader, *more)[:2] == (OK, seen)


def test_expired_reassignments_that_are_hidden(simulator, reader):
    fill(simulator)
    simulator.set(expired="hidden")
    assert answers.expired(reader, datetime.now(timezone.utc)).status == NOT_CHECKED


@pytest.mark.parametrize("paging", ["20", "250", "offset_ignored"])
def test_a_list_of_several_pages(simulator, reader, paging):
    simulator.state.people = 30
    simulator.reset()
    simulator.set(list_paging=paging)
    tenant = simulator.tenant
    people = list(tenant.identities)
    for one in people[:25]:
        tenant.put_configuration(one, "CERTIFICATIONS", people[29], LAST_WEEK, None)
    expected = {
        "20": "20 entries on the first page, more follow; offset is honoured",
        "250": "25 entries on the first page, complete; offset is honoured",
        "offset_ignored": "20 entries on the first page; offset is ignored",
    }
    assert answers.list_paging(reader)[:2] == (OK, expected[paging])
