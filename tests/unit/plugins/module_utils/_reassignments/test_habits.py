# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.habits import Habits
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ConnectionFailed, ServiceError

NOW = datetime(2026, 12, 1, 12, tzinfo=timezone.utc)
PAST, FUTURE = NOW - timedelta(days=1), NOW + timedelta(days=1)
LATER = NOW + timedelta(minutes=1)

ABOUT_START = "startDate: the start must not be in the past."
ABOUT_EXISTING = "The identity already has a reassignment configuration."
NOTHING = "The request was syntactically correct but its content is semantically invalid."
OTHER = "The policy of this organisation forbids it."


def configuration(start, end=None, target="b"):
    return Configuration(Key("a", "CERTIFICATIONS"), target, Window(start, end))


def create(start=PAST, end=None):
    return Change("create", None, configuration(start, end))


def refused(said, status=400):
    return ServiceError(f"POST answered {status}: {said}", status_code=status, said=said)


class Service:
    """Refuses what ``judge`` gives a reason for; notes every attempt as the method and its start."""

    def __init__(self, judge):
        self.judge = judge
        self.attempts = []

    def __call__(self, attempt):
        start = attempt.configuration.window.start
        self.attempts.append(("PUT" if attempt.update else "POST", start))
        reason = self.judge(attempt)
        if isinstance(reason, Exception):
            raise reason
        if reason is not None:
            raise refused(reason)
        return "accepted"


def no_past_starts(attempt, says=ABOUT_START):
    return says if attempt.configuration.window.start < NOW else None


def hides_what_has_ended(attempt):
    return None if attempt.update else ABOUT_EXISTING


def test_what_is_accepted_is_sent_once():
    service = Service(lambda attempt: None)
    assert Habits().send(create(), NOW, service) == "accepted"
    assert service.attempts == [("POST", PAST)]


@pytest.mark.parametrize("says", [ABOUT_START, NOTHING, ""])
def test_a_start_that_has_passed_is_moved_and_the_task_remembers_it(says):
    habits, service = Habits(), Service(lambda attempt: no_past_starts(attempt, says))
    assert habits.send(create(), NOW, service) == "accepted"
    assert service.attempts == [("POST", PAST), ("POST", LATER)]
    habits.send(create(), NOW, service)
    assert service.attempts[2:] == [("POST", LATER)], "the second identity is not refused first"


def test_a_start_that_is_stored_already_is_kept():
    habits, service = Habits(), Service(no_past_starts)
    habits.send(create(), NOW, service)
    before = configuration(PAST)
    service.judge = lambda attempt: None
    habits.send(Change("update", before, configuration(PAST, FUTURE)), NOW, service)
    assert service.attempts[-1] == ("PUT", PAST)


def test_a_start_to_come_is_never_the_matter():
    service = Service(lambda attempt: NOTHING)
    with pytest.raises(ServiceError):
        Habits().send(create(FUTURE), NOW, service)
    assert len(service.attempts) == 1


def test_another_reason_is_final():
    service = Service(lambda attempt: OTHER)
    with pytest.raises(ServiceError, match="policy"):
        Habits().send(create(), NOW, service)
    assert len(service.attempts) == 1


def test_a_reason_that_is_not_told_costs_one_more_request_for_the_whole_task():
    habits, service = Habits(), Service(lambda attempt: NOTHING)
    for unused in range(20):
        with pytest.raises(ServiceError):
            habits.send(create(), NOW, service)
    assert len(service.attempts) == 21


def test_what_has_ended_and_is_hidden_is_updated():
    service = Service(hides_what_has_ended)
    assert Habits().send(create(FUTURE), NOW, service) == "accepted"
    assert service.attempts == [("POST", FUTURE), ("PUT", FUTURE)]


def test_hidden_and_with_a_start_that_has_passed():
    service = Service(lambda attempt: hides_what_has_ended(attempt) or no_past_starts(attempt))
    assert Habits().send(create(), NOW, service) == "accepted"
    assert service.attempts == [("POST", PAST), ("PUT", PAST), ("PUT", LATER)]


def test_a_cover_that_would_have_ended_by_then_is_not_moved():
    service = Service(no_past_starts)
    with pytest.raises(ServiceError):
        Habits().send(create(PAST, NOW + timedelta(seconds=30)), NOW, service)
    assert len(service.attempts) == 1


@pytest.mark.parametrize(
    "error", [refused(ABOUT_START, 403), refused(ABOUT_START, 500), ConnectionFailed("No answer.", unclear=True)]
)
def test_only_a_400_is_a_refusal(error):
    service = Service(lambda attempt: error)
    with pytest.raises(type(error)):
        Habits().send(create(), NOW, service)
    assert len(service.attempts) == 1


def test_an_attempt_whose_answer_is_lost_is_not_followed_by_another():
    lost = ConnectionFailed("No answer.", unclear=True)
    service = Service(lambda attempt: lost if attempt.configuration.window.start == LATER else ABOUT_START)
    with pytest.raises(ConnectionFailed):
        Habits().send(create(), NOW, service)
    assert len(service.attempts) == 2
