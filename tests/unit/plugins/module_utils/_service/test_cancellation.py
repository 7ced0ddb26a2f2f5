# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import signal
import threading
import time

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import Cancelled, ConnectionFailed
from ansible_collections.community.sailpoint.plugins.module_utils._service.pacing import Pacer
from ansible_collections.community.sailpoint.plugins.module_utils._service.retries import Retries
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)


def test_a_pause_has_its_length(clock):
    Cancellation().sleep(7)
    assert clock.now == pytest.approx(1007)


def test_a_cancelled_task_neither_pauses_nor_begins_anything(clock):
    cancellation = Cancellation()
    assert not cancellation.is_cancelled
    cancellation.cancel()
    assert cancellation.is_cancelled
    for begin in (cancellation.check, lambda: cancellation.sleep(5), Pacer(0, cancellation).__enter__):
        with pytest.raises(Cancelled, match="was cancelled"):
            begin()
    assert clock.slept == []


def test_a_signal_ends_a_pause():
    cancellation = Cancellation()
    before = signal.signal(signal.SIGUSR1, lambda *unused: cancellation.cancel())
    began = time.monotonic()
    try:
        threading.Timer(0.1, signal.raise_signal, [signal.SIGUSR1]).start()
        with pytest.raises(Cancelled):
            cancellation.sleep(60)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert time.monotonic() - began < 5


def test_what_is_shielded_goes_on_for_a_while(clock):
    cancellation = Cancellation()
    cancellation.cancel()
    with cancellation.shielded(10), cancellation.shielded(1):
        cancellation.sleep(3)
        with pytest.raises(Cancelled):
            cancellation.sleep(60)
        assert clock.now == pytest.approx(1010, abs=0.2)
    with pytest.raises(Cancelled):
        cancellation.check()


def test_a_shield_is_that_of_one_thread():
    cancellation = Cancellation()
    cancellation.cancel()
    refused = []

    def other():
        try:
            cancellation.check()
        except Cancelled as error:
            refused.append(error)

    with cancellation.shielded(60):
        cancellation.check()
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert len(refused) == 1


def test_the_pause_before_a_retry_ends():
    cancellation = Cancellation()

    def attempt():
        cancellation.cancel()
        raise ConnectionFailed("broken", unclear=False)

    with pytest.raises(Cancelled):
        Retries(5, Pacer(0), cancellation).run(attempt, safe=True)


def test_no_request_is_sent_after_a_cancellation(simulator):
    settings = ConnectionSettings(simulator.url, access_token=simulator.issue_token(), rate_limit=0)
    transport = Transport(settings)
    transport.cancellation.cancel()
    with pytest.raises(Cancelled) as caught:
        transport.send("PUT", "/reassignment-configurations/v1/tenant-config", body={})
    assert not caught.value.unclear and simulator.requests == []
