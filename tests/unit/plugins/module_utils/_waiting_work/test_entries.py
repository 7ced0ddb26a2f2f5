# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.entries import (
    HANDOVER_SPEC,
    Dates,
    check_options,
    make_entry,
    names_in,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import Entry

PEOPLE = {name: Identity(id=f"id of {name}") for name in ("anna", "bruno")}
DEFAULTS = {
    "comment": "Anna leaves.",
    "concurrency": 10,
    "hand_back": False,
    "journal": None,
    "journal_keep_days": 90,
    "max_changes": None,
    "timezone": None,
    "wait_timeout": 300,
}


def given(**options):
    """One entry as Ansible hands it to the module."""
    validated = ArgumentSpecValidator(HANDOVER_SPEC).validate({"from": "anna", **options})
    assert not validated.error_messages
    return validated.validated_parameters


def check(*entries, **options):
    return check_options({**DEFAULTS, "handovers": list(entries), **options})


def test_dates_are_in_the_time_zone_of_the_task_unless_they_have_an_offset():
    entries = [given(created_before="2026-11-02", until="2027-01-07T00:00:00Z"), given()]
    assert check(*entries, timezone="Europe/Berlin") == [
        Dates(datetime(2026, 11, 1, 23, tzinfo=timezone.utc), datetime(2027, 1, 7, tzinfo=timezone.utc)),
        Dates(None, None),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        {"ids": []},
        {"config_types": []},
        {"work_item_types": []},
        {"created_before": "soon"},
        {"until": "2027-01-07"},
    ],
)
def test_an_entry_that_cannot_be_is_named_with_its_option(entry):
    with pytest.raises(InvalidInput) as caught:
        check(given(), given(**entry))
    assert f"handovers[2]: {next(iter(entry))}" in caught.value.message


@pytest.mark.parametrize("target", ["anna", "ANNA", " anna "])
def test_nothing_is_handed_over_to_oneself(target):
    with pytest.raises(InvalidInput, match=r"handovers\[1\]"):
        check(given(to=target))


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("max_changes", -1),
        ("concurrency", 0),
        ("wait_timeout", -1),
        ("journal_keep_days", -1),
        ("hand_back", True),
        ("comment", "  "),
        ("comment", "x" * 256),
    ],
)
def test_an_option_that_cannot_be_is_named(option, value):
    with pytest.raises(InvalidInput, match=option):
        check(**{option: value})


@pytest.mark.parametrize(
    "options",
    [
        {"max_changes": 0, "concurrency": 1, "wait_timeout": 0, "journal_keep_days": 0},
        {"hand_back": True, "journal": "j.jsonl"},
        {"comment": "x" * 255},
        {"comment": "x"},
    ],
)
def test_what_is_just_possible_is_accepted(options):
    assert check(**options) == []


def test_all_people_that_are_named_in_their_order():
    assert names_in([given(to="bruno"), given(**{"from": "chloe"})]) == ["anna", "bruno", "chloe"]


def test_what_an_entry_means():
    instant = datetime(2026, 11, 2, tzinfo=timezone.utc)
    entry = given(to="bruno", ids=[" 1", "2", "2 "], work_item_types=["Form"])
    assert make_entry(entry, ["MANUAL_TASKS"], Dates(instant, None), PEOPLE) == Entry(
        "id of anna", "id of bruno", ["MANUAL_TASKS"], {"1", "2"}, ["Form"], instant, None, skips=False
    )


@pytest.mark.parametrize(
    ("options", "skips"),
    [
        ({"to": "bruno"}, False),
        ({"to": "bruno", "if_unavailable": "skip"}, True),
        ({"if_unavailable": "fail"}, True),
    ],
)
def test_items_stay_where_nobody_was_named_or_the_entry_says_so(options, skips):
    assert make_entry(given(**options), [], Dates(None, None), PEOPLE).skips is skips


@pytest.mark.parametrize("item_id", ["ab", "AB"])
def test_the_ids_of_items_are_compared_without_case(item_id):
    entry = make_entry(given(ids=["AB"]), [], Dates(None, None), PEOPLE)
    assert Id(item_id) in entry.ids and len(entry.ids | {Id(item_id)}) == 1
