# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import Field
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import parse
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import (
    AnswerModel,
    IdentityReference,
    MaybeInstant,
    MaybeReference,
    MaybeText,
    RequestModel,
    list_of,
    no_reference,
)

LOWER, UPPER = "2c91abcd", "2C91ABCD"


class Thing(AnswerModel):
    due_date: MaybeInstant = None
    owner: MaybeReference = Field(default_factory=no_reference)
    some_texts: list_of(MaybeText) = []


class ThingRequest(RequestModel):
    new_owner: str
    end_date: t.Optional[str] = None


def test_ids_of_answers_are_compared_without_case_and_kept_as_written():
    reference = parse(IdentityReference, {"id": UPPER})
    assert reference.id == LOWER and str.__eq__(reference.id, UPPER)
    assert reference.model_dump(mode="json") == {"id": UPPER, "name": None}
    assert parse(IdentityReference, {"id": None}).id is None


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        *((never, None) for never in (None, "", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000+00:00")),
        ("2026-11-02T00:00:00Z", "2026-11-02T00:00:00+00:00"),
        ("2026-11-02T00:00:00", "2026-11-02T00:00:00+00:00"),
        ("2026-11-02T01:00:00.123999+01:00", "2026-11-02T00:00:00.123000+00:00"),
    ],
)
def test_instants_are_in_utc_and_in_milliseconds(written, instant):
    found = parse(Thing, {"dueDate": written}).due_date
    assert (found and found.isoformat()) == instant


@pytest.mark.parametrize("written", ["soon", "2026-13-01T00:00:00Z", "9999-12-31T23:59:59-14:00", [1]])
def test_what_is_no_instant_or_beyond_the_end_of_the_calendar(written):
    with pytest.raises(UnexpectedAnswer, match="invalid Thing: dueDate"):
        parse(Thing, {"dueDate": written})


@pytest.mark.parametrize(
    ("data", "texts"), [({}, []), ({"someTexts": None}, []), ({"someTexts": ["a", None]}, ["a", None])]
)
def test_a_list_may_be_missing_or_null(data, texts):
    assert parse(Thing, {**data, "unknown": 1}).some_texts == texts


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, (None, None)),
        ({"owner": None}, (None, None)),
        ({"owner": {}}, (None, None)),
        ({"owner": {"id": UPPER, "name": "Anna"}}, (LOWER, "Anna")),
    ],
)
def test_an_identity_may_be_missing_or_null(data, expected):
    owner = parse(Thing, data).owner
    assert (owner.id, owner.name) == expected


def test_a_request_has_what_is_set_null_included_and_nothing_else():
    assert ThingRequest(new_owner="b").body() == {"newOwner": "b"}
    assert ThingRequest(new_owner="b", end_date=None).body() == {"newOwner": "b", "endDate": None}


@pytest.mark.parametrize("fields", [{}, {"new_owner": 5}, {"new_owner": "b", "typo": 1}])
def test_a_request_that_the_documents_do_not_allow(fields):
    with pytest.raises(ValueError, match="ThingRequest"):
        ThingRequest(**fields)
