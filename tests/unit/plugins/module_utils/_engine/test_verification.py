# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the writes of a unit broke is restored, and only that."""

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import APPLIED, FAILED, NOT_TRIED
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._engine.shelf import (
    ShelfUnit,
    change,
    execute,
    refused,
    statuses,
)


def test_what_a_write_broke_is_restored(clock, shelf):
    unit = ShelfUnit(shelf, [[change("a")]], lost=["sibling"])
    assert statuses(execute(clock, [[unit]])) == {"a": APPLIED}
    assert shelf.held == {"a": "new", "sibling": "new"} and unit.restored == ["sibling"]


def test_what_cannot_be_restored_fails_the_unit(clock, shelf):
    unit = ShelfUnit(shelf, [[change("a")]], lost=["sibling"])
    shelf.answers["sibling"] = [refused()]
    outcomes = execute(clock, [[unit]])
    assert outcomes["a"].error["msg"] == (
        "The service accepted this. sibling could not be restored. POST /x answered 400: no."
    )
    assert outcomes["a"].has_changed_something and unit.restored == []


def test_what_is_restored_a_little_later(clock, shelf):
    shelf.delay = 3
    unit = ShelfUnit(shelf, [[change("a")]], lost=["sibling"])
    assert statuses(execute(clock, [[unit]])) == {"a": APPLIED}
    assert unit.restored == ["sibling"] and shelf.log.count("put sibling") == 1


def test_what_is_never_seen_to_be_restored_fails_the_unit(clock, shelf):
    unit = ShelfUnit(shelf, [[change("a")]], lost=["sibling"])
    unit.after_write = lambda: setattr(shelf, "delay", 99)
    outcomes = execute(clock, [[unit]])
    assert statuses(outcomes) == {"a": FAILED}
    assert (
        "sibling could not be restored. The service accepted the repair, but does not show it."
        in outcomes["a"].error["msg"]
    )


def test_also_after_a_signal(clock, shelf):
    unit = ShelfUnit(shelf, [[change("a")], [change("b")]], lost=["sibling"])
    unit.after_write = lambda: setattr(clock, "is_cancelled", True)
    assert statuses(execute(clock, [[unit]])) == {"a": APPLIED, "b": NOT_TRIED}
    assert shelf.held["sibling"] == "new"
