# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import socket
import time

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    AnswerTooLarge,
    ConnectionFailed,
    InvalidInput,
    ServiceError,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.pacing import Pacer
from ansible_collections.community.sailpoint.plugins.module_utils._service.retries import Retries
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)


def tries(error, *, safe, retries=3):
    """How often a request is sent that always fails in this way."""
    sent = []

    def attempt():
        sent.append(error)
        raise error

    with pytest.raises(type(error)):
        Retries(retries, Pacer(0), Cancellation()).run(attempt, safe=safe)
    return len(sent)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("error", "of_a_read", "of_a_write"),
    [
        (ConnectionFailed("reset", unclear=True), 4, 1),
        (ConnectionFailed("cannot connect", unclear=False), 4, 4),
        (ConnectionFailed("refused", unclear=False, may_pass=False), 1, 1),
        (UnexpectedAnswer("cut"), 4, 1),
        (AnswerTooLarge("large"), 1, 1),
        (ServiceError("unavailable", status_code=503), 4, 1),
        (ServiceError("bad request", status_code=400), 1, 1),
        (InvalidInput("no"), 1, 1),
    ],
)
def test_what_is_tried_again(error, of_a_read, of_a_write):
    assert tries(error, safe=True) == of_a_read
    assert tries(error, safe=False) == of_a_write
    assert tries(error, safe=True, retries=0) == 1


def test_pauses_grow_up_to_ten_seconds(clock, monkeypatch):
    monkeypatch.setattr("random.uniform", lambda least, most: most)
    tries(ServiceError("unavailable", status_code=503), safe=True, retries=8)
    assert sum(clock.slept) == pytest.approx(0.25 + 0.5 + 1 + 2 + 4 + 8 + 10 + 10)


@pytest.fixture()
def closed_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        yield listener.getsockname()[1]  # bound but not listening: refused


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_refused_port_fails_at_once(clock, closed_port, method):
    transport = Transport(ConnectionSettings(f"http://127.0.0.1:{closed_port}", access_token="t"))
    with pytest.raises(ConnectionFailed, match="refused") as caught:
        transport.send(method, "/")
    assert not caught.value.unclear and "base_url" in caught.value.hint
    assert clock.slept == []


def test_a_port_that_is_refused_after_an_answer_may_come_back(simulator, clock, closed_port, monkeypatch):
    settings = ConnectionSettings(simulator.url, access_token=simulator.issue_token(), rate_limit=0)
    transport = Transport(settings)
    path = "/reassignment-configurations/v1/types"
    transport.send("GET", path)
    monkeypatch.setattr(transport, "_base_url", f"http://127.0.0.1:{closed_port}")
    monkeypatch.setattr(clock, "sleep", lambda seconds: monkeypatch.setattr(transport, "_base_url", simulator.url))
    monkeypatch.setattr(clock, "monotonic", iter(range(1000, 10**6)).__next__)
    assert len(transport.send("GET", path).data) == 4


def test_a_host_that_does_not_exist_fails_at_once(clock):
    began = time.monotonic()
    with pytest.raises(ConnectionFailed) as caught:
        Transport(ConnectionSettings("https://nowhere.invalid", access_token="t", retries=1)).send("GET", "/")
    assert time.monotonic() - began < 30
    # A machine without a resolver says that this may pass.
    assert clock.slept == [] or caught.value.may_pass
