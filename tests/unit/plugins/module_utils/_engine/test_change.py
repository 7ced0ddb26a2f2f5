# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    APPLIED,
    FAILED,
    NOT_TRIED,
    PLANNED,
    Change,
    Outcome,
    check_least,
    check_limit,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    ConnectionFailed,
    InvalidInput,
    ServiceError,
)

UUID = "2C918083-8d1a-4f3b-9c2d-0123456789ab"


def outcome(**fields):
    return Outcome(Change("update", "old", "new"), **fields)


def refused(said):
    return ServiceError(f"PUT /x answered 400: {said}", "Ask.", status_code=400, tracking_id="t", said=said)


def test_each_change_is_only_equal_to_itself():
    """Two writes that look alike are still two writes."""
    one, other = (Change("update", "old", "new") for unused in range(2))
    assert one != other and len({one, other, one}) == 2


def test_the_state_after_a_change_is_what_was_written_if_that_differs_from_the_plan():
    assert outcome().after == "new"
    assert outcome(written="newer").after == "newer"
    assert outcome(written="").after == "", "also if it is an empty text"


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        ({"status": PLANNED}, True),
        ({"status": APPLIED}, True),
        ({"status": FAILED}, False),
        ({"status": NOT_TRIED}, False),
        ({"status": FAILED, "accepted": True}, True),
    ],
)
def test_what_counts_as_changed(fields, changed):
    assert outcome(**fields).has_changed_something is changed


def test_a_failure_has_the_keys_of_a_failed_result_until_it_succeeds_after_all():
    made = outcome()
    made.fail(refused("no"))
    assert made.status == FAILED
    assert made.error == {"msg": "PUT /x answered 400: no", "status_code": 400, "tracking_id": "t", "hint": "Ask."}
    made.applied()
    assert (made.status, made.error) == (APPLIED, None)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (refused(f"{UUID} is inactive"), "… is inactive"),
        (refused(f"{UUID.replace('-', '')} is inactive"), "… is inactive"),
        (refused("tracking 2c918083 is inactive"), "tracking 2c918083 is inactive"),
        (refused(""), "PUT /x answered 400: "),
        (ConnectionFailed(f"PUT /{UUID}: no answer.", unclear=True), "PUT /…: no answer."),
    ],
)
def test_failures_that_differ_only_in_an_id_have_the_same_reason(error, reason):
    made = outcome()
    made.fail(error)
    assert made.reason == reason


@pytest.mark.parametrize("value", [None, 1, 5])
def test_options_at_or_above_their_minimum(value):
    check_least({"concurrency": value, "other": -1}, concurrency=1)


def test_an_option_below_its_minimum():
    with pytest.raises(InvalidInput) as caught:
        check_least({"max_changes": 0, "concurrency": 0}, max_changes=0, concurrency=1)
    assert caught.value.message == "concurrency must be at least 1, not 0."


@pytest.mark.parametrize(("number", "limit"), [(3, None), (3, 3), (0, 0)])
def test_as_many_changes_as_allowed(number, limit):
    check_limit(number, "changes", "max_changes", limit)


@pytest.mark.parametrize("limit", [0, 2])
def test_more_changes_than_allowed(limit):
    with pytest.raises(InvalidInput) as caught:
        check_limit(3, "deletions", "max_deletes", limit)
    assert caught.value.message == (
        f"This would make 3 deletions, more than max_deletes allows ({limit}). Nothing was written."
    )
    assert "raise max_deletes" in caught.value.hint
