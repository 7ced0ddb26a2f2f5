# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import types

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change, Outcome
from ansible_collections.community.sailpoint.plugins.module_utils._engine.result import failure_of, result_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError, ServiceError


def outcome(key, status="applied", action="update", before="old", after="new"):
    made = Outcome(Change(action, before, after))
    made.status, made.key = status, key
    return made


def job(*outcomes):
    return types.SimpleNamespace(
        outcomes=outcomes,
        counts={"unchanged": 2},
        extra={},
        warnings=[],
        show=lambda outcome: {"key": outcome.key},
        diff_entry=lambda outcome: (("x", outcome.key), outcome.change.before, outcome.after),
    )


def failed(key, error):
    made = outcome(key)
    made.fail(error)
    return made


def refused(key, said="no"):
    return failed(key, ServiceError(f"PUT /{key} answered 400: {said}", status_code=400, said=said))


def test_the_diff_has_what_is_planned_or_applied():
    result = result_of(job(outcome("a"), outcome("b", before=None), outcome("c", after=None), refused("d")))
    assert result["diff"] == {"before": {"x": {"a": "old", "c": "old"}}, "after": {"x": {"a": "new", "b": "new"}}}
    assert result["summary"] == {"unchanged": 2, "update": 3, "failed": 1, "not_tried": 0}
    assert [change["status"] for change in result["changes"]] == ["applied", "applied", "applied", "failed"]


@pytest.mark.parametrize(
    ("outcomes", "changed"),
    [
        ([], False),
        ([outcome("a", "planned")], True),
        ([outcome("a", "not_tried")], False),
        ([refused("a")], False),
    ],
)
def test_changed(outcomes, changed):
    assert result_of(job(*outcomes))["changed"] is changed


def test_what_the_service_accepted_counts_as_changed_though_it_failed():
    accepted = failed("a", SailPointError("Not seen."))
    accepted.accepted = True
    assert result_of(job(accepted))["changed"]


def test_what_was_written_instead_of_what_was_planned():
    moved = outcome("a")
    moved.written = "newer"
    assert result_of(job(moved))["diff"]["after"] == {"x": {"a": "newer"}}


def test_no_failure():
    assert failure_of(job(outcome("a")), []) is None
    assert failure_of(job(), ["SIGTERM"]) is None, "all was done before the signal"


def test_the_first_failure_and_how_many_are_alike():
    failure = failure_of(job(refused("a"), refused("b"), refused("c", "other"), outcome("d")), [])
    assert failure == {
        "msg": "3 of 4 changes failed, 1 applied, 0 not tried. First failure: update x a: PUT /a answered 400: no"
        " 1 more failed for the same reason.",
        "status_code": 400,
    }


def test_a_cancelled_task():
    failure = failure_of(job(outcome("a"), outcome("b", "not_tried")), ["SIGTERM", "SIGINT"])
    assert failure == {"msg": "Cancelled by SIGTERM. 0 of 2 changes failed, 1 applied, 1 not tried."}
