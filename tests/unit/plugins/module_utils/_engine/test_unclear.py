# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine import unclear
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unclear import (
    DONE,
    NO_EFFECT,
    SOMETHING_ELSE,
    write_and_look,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    ConnectionFailed,
    InvalidInput,
    SailPointError,
)

UNCLEAR = ConnectionFailed("No answer.", unclear=True)
CLEAR = ConnectionFailed("Refused.", unclear=False)
UNREADABLE = InvalidInput("Not readable either.")


@pytest.fixture()
def play(monkeypatch):
    """Lets write and look return or raise what is listed, one after another; gives the result and what happened."""
    happened = []
    monkeypatch.setattr(unclear.time, "sleep", lambda seconds: happened.append("pause"))

    def run(writes, looks, retries):
        writes, looks = iter(writes), iter(looks)

        def step(name, outcomes):
            happened.append(name)
            outcome = next(outcomes)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        try:
            result = write_and_look(lambda: step("write", writes), lambda: step("look", looks), retries)
        except SailPointError as error:
            result = error
        return result, happened

    return run


def test_success_needs_no_look(play):
    assert play(["shown"], [], 3) == ("shown", ["write"])


def test_a_clear_failure_is_not_repeated(play):
    assert play([CLEAR], [], 3) == (CLEAR, ["write"])


def test_what_had_its_effect_is_not_repeated(play):
    assert play([UNCLEAR], [DONE], 3) == (None, ["write", "look"])


def test_what_had_none_is_repeated(play):
    assert play([UNCLEAR, "shown"], [NO_EFFECT], 3) == ("shown", ["write", "look", "pause", "write"])


def test_no_more_often_than_allowed(play):
    result, happened = play([UNCLEAR] * 3, [NO_EFFECT] * 3, 2)
    assert (result, happened.count("write"), happened[-1]) == (UNCLEAR, 3, "look")


def test_without_retries_there_is_still_a_look(play):
    assert play([UNCLEAR], [DONE], 0) == (None, ["write", "look"])
    assert play([UNCLEAR], [NO_EFFECT], 0)[0] is UNCLEAR


def test_something_else_is_left_alone(play):
    assert play([UNCLEAR], [SOMETHING_ELSE], 3) == (UNCLEAR, ["write", "look"])


def test_a_repeated_write_is_refused_because_the_first_had_its_effect_late(play):
    assert play([UNCLEAR, CLEAR], [NO_EFFECT, DONE], 3) == (None, ["write", "look", "pause", "write", "look"])
    assert play([UNCLEAR, CLEAR], [NO_EFFECT, NO_EFFECT], 3)[0] is CLEAR


def test_the_failure_of_the_write_is_told_and_that_nobody_could_look(play):
    write = ConnectionFailed("No answer.", unclear=True)
    assert play([write], [UNREADABLE], 3) == (write, ["write", "look"])
    assert write.message == "No answer. It is not known whether this had an effect: Not readable either."
