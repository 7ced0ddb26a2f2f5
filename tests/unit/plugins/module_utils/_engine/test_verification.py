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
    lost,
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


def test_what_a_write_broke_whose_effect_shows_late_is_restored(clock, shelf):
    shelf.answers["a"] = [lost(has_effect=True)]
    unit = ShelfUnit(shelf, [[change("a")]], lost=["sibling"])
    unit.after_write = lambda: setattr(shelf, "delay", 0)
    shelf.delay = 3
    assert statuses(execute(clock, [[unit]], retries=0)) == {"a": APPLIED}
    assert shelf.held["sibling"] == "new"


def test_what_it_broke_and_cannot_be_restored_is_told(clock, shelf):
    shelf.answers.update(a=[lost(has_effect=True)], sibling=[refused()])
    shelf.delay = 3
    unit = ShelfUnit(shelf, [[change("a")]], lost=["sibling"])
    repairs = unit.repairs
    unit.repairs = lambda seen: repairs(seen) if seen["a"] else ()
    outcomes = execute(clock, [[unit]], retries=0)
    assert statuses(outcomes) == {"a": FAILED} and outcomes["a"].accepted
    assert "sibling could not be restored." in outcomes["a"].error["msg"]


def test_a_unit_is_told_what_had_no_effect(clock, shelf):
    told = []
    shelf.answers.update(a=[lost()], b=[refused()])
    unit = ShelfUnit(shelf, [[change("a")], [change("b")]])
    unit.had_no_effect = lambda one: told.append((one.after[0], clock.now))
    execute(clock, [[unit]], retries=0, continue_on_error=True)
    (b, at_once), (a, later) = told
    assert (b, at_once, a) == ("b", 0, "a") and later >= 10
