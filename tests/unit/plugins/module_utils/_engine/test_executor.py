# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    APPLIED,
    FAILED,
    NOT_TRIED,
    PLANNED,
    Outcome,
)
from ansible_collections.community.sailpoint.plugins.module_utils._engine.executor import ExecutionOptions, Executor
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._engine.shelf import (
    ShelfUnit,
    change,
    execute,
    lost,
    refused,
    statuses,
    units,
)


class TestOrder:
    def test_waves_come_one_after_another(self, clock, shelf):
        assert set(statuses(execute(clock, [units(shelf, "b"), units(shelf, "a")])).values()) == {APPLIED}
        assert shelf.log == ["put b", "get b", "put a", "get a"]

    def test_a_wave_is_asked_for_when_all_is_known_of_the_one_before(self, clock, shelf):
        first, second = units(shelf, "a"), units(shelf, "b")
        outcomes = [Outcome(unit.steps[0][0]) for unit in (*first, *second)]
        seen = []

        def waves():
            yield first
            seen.append([outcome.status for outcome in outcomes])
            yield second
            seen.append([outcome.status for outcome in outcomes])

        Executor(outcomes, ExecutionOptions(), clock).run(waves())
        assert seen == [[APPLIED, PLANNED], [APPLIED, APPLIED]]

    def test_the_steps_of_a_unit_come_one_after_another_and_are_read_once(self, clock, shelf):
        execute(clock, [[ShelfUnit(shelf, [[change("a")], [change("b")]])]])
        assert shelf.log == ["put a", "put b", "get a,b"]

    def test_the_first_failure_stops_the_rest(self, clock, shelf):
        shelf.answers["b"] = [refused()]
        outcomes = execute(clock, [units(shelf, "a", "b", "c"), units(shelf, "d")])
        assert statuses(outcomes) == {"a": APPLIED, "b": FAILED, "c": NOT_TRIED, "d": NOT_TRIED}
        assert outcomes["b"].error == {"msg": "POST /x answered 400: no.", "status_code": 400}
        assert "get b" not in shelf.log, "a refusal has no effect to look for"

    def test_unless_the_option_says_so(self, clock, shelf):
        shelf.answers["b"] = [refused()]
        outcomes = execute(clock, [units(shelf, "a", "b", "c"), units(shelf, "d")], continue_on_error=True)
        assert statuses(outcomes) == {"a": APPLIED, "b": FAILED, "c": APPLIED, "d": APPLIED}


class TestUnclearAnswers:
    def test_what_had_its_effect_is_not_repeated(self, clock, shelf):
        shelf.answers["a"] = [lost(has_effect=True)]
        assert statuses(execute(clock, [units(shelf, "a")])) == {"a": APPLIED}
        assert shelf.log == ["put a", "get a"]

    def test_what_had_none_is_repeated_after_a_pause(self, clock, shelf):
        shelf.answers["a"] = [lost(), lost()]
        assert statuses(execute(clock, [units(shelf, "a")])) == {"a": APPLIED}
        assert shelf.log == ["put a", "get a"] * 3
        assert clock.waits == [0.25, 0.5]

    def test_no_more_often_than_allowed(self, clock, shelf):
        shelf.answers["a"] = [lost() for unused in range(9)]
        outcomes = execute(clock, [units(shelf, "a")], retries=2)
        assert outcomes["a"].error["msg"] == "No answer. No effect was seen within 10 s."
        assert shelf.log.count("put a") == 3 and not outcomes["a"].has_changed_something

    def test_an_effect_that_shows_after_the_last_try_counts(self, clock, shelf):
        shelf.delay = 4
        shelf.answers["a"] = [lost(has_effect=True) for unused in range(9)]
        outcomes = execute(clock, [units(shelf, "a")], retries=2)
        assert statuses(outcomes) == {"a": APPLIED} and outcomes["a"].error is None
        assert shelf.log.count("put a") == 3

    def test_the_effect_is_looked_for_no_longer_than_for_others(self, clock, shelf):
        shelf.answers["a"] = [lost()]
        outcomes = execute(clock, [units(shelf, "a")], retries=0, verify_timeout=3)
        assert outcomes["a"].error["msg"] == "No answer. No effect was seen within 3 s." and clock.now == 3

    def test_what_was_accepted_is_looked_for_longer(self, clock, shelf):
        shelf.delay = 20
        shelf.answers["a"] = [lost()]
        outcomes = execute(clock, [units(shelf, "a", "b")], retries=0, continue_on_error=True)
        assert statuses(outcomes) == {"a": FAILED, "b": APPLIED}
        assert outcomes["a"].error["msg"] == "No answer. No effect was seen within 10 s."

    def test_without_retries_it_is_looked_up_all_the_same(self, clock, shelf):
        shelf.answers["a"] = [lost(has_effect=True)]
        assert statuses(execute(clock, [units(shelf, "a")], retries=0)) == {"a": APPLIED}

    def test_a_repeated_write_is_refused_because_the_first_one_had_its_effect_late(self, clock, shelf):
        shelf.delay = 0.1
        shelf.answers["a"] = [lost(has_effect=True), refused()]
        assert statuses(execute(clock, [units(shelf, "a")])) == {"a": APPLIED}

    def test_a_refused_retry_does_not_prove_that_the_first_write_has_no_effect(self, clock, shelf):
        shelf.delay = 4
        shelf.answers["a"] = [lost(has_effect=True), refused()]
        outcomes = execute(clock, [units(shelf, "a")])
        assert statuses(outcomes) == {"a": APPLIED} and outcomes["a"].error is None
        assert shelf.log.count("put a") == 2

    def test_what_somebody_else_wrote_meanwhile_is_left_alone(self, clock, shelf):
        shelf.answers["a"] = [lost()]
        shelf.held["a"] = "theirs"
        outcomes = execute(clock, [units(shelf, "a")])
        assert statuses(outcomes) == {"a": FAILED} and shelf.log.count("put a") == 1
        assert "The service now shows theirs." in outcomes["a"].error["msg"]

    def test_when_nobody_can_look(self, clock, shelf):
        shelf.answers["a"] = [lost()]
        shelf.unreadable = [refused(500), refused(500)]
        outcomes = execute(clock, [units(shelf, "a", "b")])
        assert statuses(outcomes) == {"a": FAILED, "b": NOT_TRIED}
        assert "It is not known whether this had an effect: POST /x answered 500" in outcomes["a"].error["msg"]

    def test_what_failed_and_turns_out_to_be_done_stops_nothing(self, clock, shelf):
        shelf.answers["a"] = [lost(has_effect=True)]
        shelf.unreadable = [refused(500)]
        assert set(statuses(execute(clock, [units(shelf, "a", "b")])).values()) == {APPLIED}


class TestSeveralChangesInOneRequest:
    def test_one_request(self, clock, shelf):
        execute(clock, [[ShelfUnit(shelf, [[change("a"), change("b"), change("c")]])]])
        assert shelf.log == ["put a,b,c", "get a,b,c"]

    def test_a_refusal_of_all_is_narrowed_down_to_the_one(self, clock, shelf):
        shelf.answers["b"] = [refused() for unused in range(9)]
        unit = ShelfUnit(shelf, [[change(key) for key in "abcd"]])
        outcomes = execute(clock, [[unit]], continue_on_error=True)
        assert statuses(outcomes) == {"a": APPLIED, "b": FAILED, "c": APPLIED, "d": APPLIED}
        puts = [line for line in shelf.log if line.startswith("put")]
        assert puts == ["put a,b,c,d", "put a,b", "put a", "put b", "put c,d"]


class TestEffectsThatBecomeVisibleLater:
    def test_all_are_waited_for_together(self, clock, shelf):
        shelf.delay = 4
        outcomes = execute(clock, [units(shelf, *map(str, range(50)))])
        assert set(statuses(outcomes).values()) == {APPLIED}
        assert clock.now < 8, "not one after another"

    def test_the_pauses_grow(self, clock, shelf):
        shelf.delay = 10
        execute(clock, [units(shelf, "a")])
        assert clock.waits[:4] == [0.5, 0.75, 1.125, 1.688]

    def test_what_is_not_seen_in_time_is_reported_and_stops_nothing(self, clock, shelf):
        shelf.delay = 99
        outcomes = execute(clock, [units(shelf, "a"), units(shelf, "b")], verify_timeout=20)
        assert statuses(outcomes) == {"a": FAILED, "b": FAILED}
        assert outcomes["a"].has_changed_something, "the service has accepted it"
        assert outcomes["a"].error["msg"] == (
            "The service accepted this, but its effect was not seen within 20 s. The service still shows None."
        )

    def test_no_time_at_all_is_one_look(self, clock, shelf):
        shelf.delay = 1
        assert statuses(execute(clock, [units(shelf, "a")], verify_timeout=0)) == {"a": FAILED}
        assert shelf.log == ["put a", "get a"] and clock.waits == []

    def test_a_read_that_fails_is_repeated(self, clock, shelf):
        shelf.unreadable = [refused(500) for unused in range(3)]
        assert statuses(execute(clock, [units(shelf, "a")])) == {"a": APPLIED}

    def test_a_read_that_is_forbidden_is_not(self, clock, shelf):
        shelf.unreadable = [refused(403)]
        outcomes = execute(clock, [units(shelf, "a")])
        assert clock.waits == [] and outcomes["a"].has_changed_something
        assert outcomes["a"].error["msg"] == (
            "The service accepted this. It could not be read again: POST /x answered 403: no."
        )

    def test_something_else_is_final(self, clock, shelf):
        (unit,) = units(shelf, "a")
        unit.write = lambda changes: shelf.put({"a": "other"})
        outcomes = execute(clock, [[unit]])
        assert clock.waits == [] and outcomes["a"].has_changed_something
        assert outcomes["a"].error["msg"] == "The service accepted this, but afterwards shows other."


class TestCancellation:
    def test_nothing_is_begun_and_what_has_begun_is_verified(self, clock, shelf):
        first, *others = units(shelf, "a", "b", "c")
        first.after_write = lambda: setattr(clock, "is_cancelled", True)
        outcomes = execute(clock, [[first, *others]])
        assert statuses(outcomes) == {"a": APPLIED, "b": NOT_TRIED, "c": NOT_TRIED}
        assert shelf.log == ["put a", "get a"]

    def test_nobody_waits_for_late_effects(self, clock, shelf):
        shelf.delay = 5
        (unit,) = units(shelf, "a")
        unit.after_write = lambda: setattr(clock, "is_cancelled", True)
        outcomes = execute(clock, [[unit]])
        assert clock.waits == [] and outcomes["a"].has_changed_something
        assert "its effect was not seen before the task was cancelled" in outcomes["a"].error["msg"]


class TestWorkInProcess:
    """What the service has accepted and not finished."""

    def test_is_not_sent_again_after_an_unclear_answer(self, clock, shelf):
        shelf.delay = 2.0
        shelf.answers["a"] = [lost(has_effect=True)]
        unit = ShelfUnit(shelf, [[change("a")]])
        unit.in_process = {"a"}
        assert statuses(execute(clock, [[unit]])) == {"a": APPLIED}
        assert shelf.log.count("put a") == 1

    def test_is_waited_for_if_it_shows_after_the_last_try(self, clock, shelf):
        shelf.delay = 2.0
        shelf.answers["a"] = [lost(has_effect=True)]
        unit = ShelfUnit(shelf, [[change("a")]])
        shelf.unreadable = [refused(500)]
        unit.in_process = {"a"}
        outcomes = execute(clock, [[unit]], retries=0)
        assert statuses(outcomes) == {"a": APPLIED} and outcomes["a"].error is None


class TestRefusedTogether:
    """A step that was accepted, and then had no effect because of one of its changes."""

    def test_is_written_again_in_halves(self, clock, shelf):
        keys = list("abcde")
        # Nothing takes effect while all are written together, and everything as soon as they are fewer.
        shelf.delay = 0.0
        unit = ShelfUnit(shelf, [[change(key) for key in keys]])
        put = shelf.put
        shelf.put = lambda values: put(values) if len(values) < 5 else shelf.log.append("put all")
        unit.refused_together = set(keys)
        assert set(statuses(execute(clock, [[unit]])).values()) == {APPLIED}
        assert [line for line in shelf.log if line.startswith("put")] == ["put all", "put a,b", "put c,d,e"]

    def test_down_to_the_one_that_is_the_reason(self, clock, shelf):
        keys = list("abcd")
        unit = ShelfUnit(shelf, [[change(key) for key in keys]])
        put = shelf.put
        shelf.put = lambda values: shelf.log.append("put " + ",".join(values)) if "c" in values else put(values)
        unit.refused_together = set(keys)
        outcomes = execute(clock, [[unit]], continue_on_error=True, verify_timeout=3)
        assert statuses(outcomes) == {"a": APPLIED, "b": APPLIED, "c": FAILED, "d": APPLIED}
        assert "its effect was not seen within 3 s" in outcomes["c"].error["msg"]
        assert [line for line in shelf.log if line.startswith("put")] == [
            "put a,b,c,d", "put a,b", "put c,d", "put c", "put d",
        ]  # fmt: skip
