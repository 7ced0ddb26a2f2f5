# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Verdict
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    ConnectionFailed,
    SailPointError,
    ServiceError,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import HAND_OVER, Assignment
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import Progress
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.unit import (
    HandoverUnit,
    group_of,
    steps_of,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._waiting_work.fake_queue import (
    FakeQueue,
    item,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import error

LOST = ConnectionFailed("lost", unclear=True)
RUNNING, SUCCESS, FAILURE = Progress(False), Progress(True), Progress(True, True, ["1 is signed off", "of late"])


def change(one, target="bruno"):
    return Change(HAND_OVER, Assignment(one, one.owner_id), Assignment(one, target))


def unit_of(*items, **more):
    """A unit, its queue, and its changes."""
    queue = FakeQueue(items[0].queue, *items, **more)
    changes = [change(one) for one in items]
    return HandoverUnit(queue, changes, "Anna leaves."), queue, changes


def verdicts(unit, changes):
    seen = unit.read()
    return [unit.compare(one, seen) for one in changes]


@pytest.mark.parametrize("shows_targets", [True, False])
def test_what_has_left_its_owner_is_done_and_the_target_is_looked_at_first(shows_targets):
    unit, queue, changes = unit_of(item("1"), item("2"))
    queue.shows_targets = shows_targets
    unit.write(changes[:1])
    assert queue.handed_over == [(["1"], "bruno", "Anna leaves.")]
    assert verdicts(unit, changes) == [Verdict.DONE, Verdict.NO_EFFECT]
    assert queue.listed == ["anna"]
    unit.write(changes[1:])
    assert verdicts(unit, changes) == [Verdict.DONE, Verdict.DONE]
    assert len(queue.listed) == (1 if shows_targets else 2), "nobody else is asked if all are with the target"


def test_what_the_service_is_working_on_is_accepted_and_named():
    unit, unused, (one,) = unit_of(item("1", in_process="FORWARDED"))
    seen = unit.read()
    assert unit.compare(one, seen) == Verdict.ACCEPTED
    assert "FORWARDED" in unit.describe(one, seen)


class TestRefusals:
    @pytest.mark.parametrize("status", [400, 404, 409])
    def test_a_repetition_that_is_refused_after_a_lost_answer_is_no_error(self, status):
        unit, queue, changes = unit_of(item("1"))
        queue.errors = [LOST, error(status)]
        with pytest.raises(ConnectionFailed):
            unit.write(changes)
        unit.write(changes)
        assert verdicts(unit, changes) == [Verdict.DONE]

    @pytest.mark.parametrize("errors", [[error(400)], [LOST, error(500)], [LOST, None, error(400)]])
    def test_any_other_refusal_is_one(self, errors):
        unit, queue, changes = unit_of(item("1"))
        queue.errors, queue.is_idle = list(errors), True
        for expected in errors:
            if expected is None:
                unit.write(changes)
                continue
            with pytest.raises(SailPointError) as caught:
                unit.write(changes)
            assert caught.value is expected

    def test_after_a_missing_permission_nothing_more_is_sent_to_the_queue(self):
        unit, queue, changes = unit_of(item("1"), item("2"))
        queue.errors = [error(403)]
        for one in changes:
            with pytest.raises(ServiceError, match="403"):
                unit.write([one])
        assert len(queue.handed_over) == 1


class TestTasks:
    @pytest.fixture()
    def begin(self):
        """Writes some certifications, of which the service does nothing yet."""

        def _begin(number):
            items = [item(str(n), queue="certifications") for n in range(1, number + 1)]
            unit, queue, changes = unit_of(*items, most_at_once=250, task_id="t")
            queue.is_idle = True
            unit.write(changes)
            return unit, queue, changes

        return _begin

    def test_while_a_task_runs_its_items_are_accepted(self, begin):
        unit, queue, changes = begin(2)
        assert verdicts(unit, changes) == [Verdict.ACCEPTED] * 2
        queue.progress_of_task = SUCCESS
        assert verdicts(unit, changes) == [Verdict.NO_EFFECT] * 2

    def test_a_task_that_has_failed_names_some_of_its_items_and_moves_none(self, begin):
        unit, queue, changes = begin(2)
        queue.progress_of_task = FAILURE
        for attempt in range(2):
            seen = unit.read()
            with pytest.raises(SailPointError, match="1 is signed off") as caught:
                unit.compare(changes[0], seen)
            assert "of late" not in caught.value.message
            # The effect may be seen a little later than the end of the task.
            expected = Verdict.REFUSED_TOGETHER if attempt else Verdict.NO_EFFECT
            assert unit.compare(changes[1], seen) == expected

    def test_a_task_that_has_failed_and_moved_some_is_not_refused_as_a_whole(self, begin):
        unit, queue, changes = begin(3)
        queue.progress_of_task = Progress(True, True)
        queue.items = [item("1", "bruno", "certifications"), *queue.items[1:]]
        for unused in range(3):
            assert verdicts(unit, changes) == [Verdict.DONE, Verdict.NO_EFFECT, Verdict.NO_EFFECT]

    def test_of_two_tasks_with_the_same_item_the_later_one_counts(self, begin):
        unit, queue, changes = begin(2)
        queue.progress_of_task = Progress(True, True)
        unit.read()
        queue.progress_of_task = RUNNING
        unit.write(changes[:1])
        assert verdicts(unit, changes) == [Verdict.ACCEPTED, Verdict.REFUSED_TOGETHER]

    @pytest.mark.parametrize("errors", [[], ["of late"]])
    def test_a_task_of_a_single_item_that_fails_says_why_if_it_can(self, begin, errors):
        unit, queue, (one,) = begin(1)
        queue.progress_of_task = Progress(True, True, errors)
        with pytest.raises(SailPointError) as caught:
            unit.compare(one, unit.read())
        assert all(error in caught.value.message for error in errors)

    def test_a_task_that_ended_well_may_still_name_an_item_that_it_left(self, begin):
        unit, queue, changes = begin(2)
        queue.progress_of_task = Progress(True, False, ["2 is signed off"])
        seen = unit.read()
        assert unit.compare(changes[0], seen) == Verdict.NO_EFFECT
        with pytest.raises(SailPointError, match="2 is signed off"):
            unit.compare(changes[1], seen)


def test_one_request_takes_what_is_of_one_batch_and_for_one_target():
    items = [item(str(number), queue="certifications") for number in range(5)]
    changes = [change(one, "chloe" if one.id == "4" else "bruno") for one in items]
    queue = FakeQueue("certifications", most_at_once=3)
    assert steps_of(queue, changes) == [changes[:3], changes[3:4], changes[4:]]
    singles = [change(item("1")), change(item("2"))]
    assert steps_of(FakeQueue("work_items"), singles) == [singles[:1], singles[1:]]


@pytest.mark.parametrize(("most_at_once", "person"), [(1, "anna"), (250, "bruno")])
def test_changes_are_grouped_by_the_list_that_shows_their_effect(most_at_once, person):
    assert group_of(FakeQueue("work_items", most_at_once=most_at_once), change(item("1"))) == ("work_items", person)
