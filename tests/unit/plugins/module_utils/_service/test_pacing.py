# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import threading

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.pacing import WINDOW, Pacer


def test_the_limit_is_used_fully_and_not_overrun(clock):
    pacer = Pacer(5)
    started = []
    for unused in range(23):
        with pacer:
            started.append(clock.now)
            clock.now += 0.01
    for at in started:
        assert sum(at <= other < at + WINDOW for other in started) <= 5
    # Four full windows, and no time wasted but for the length of the requests.
    assert 4 * WINDOW <= started[-1] - started[0] <= 4 * (WINDOW + 0.1)


def test_a_slow_request_counts_until_a_window_after_its_end(clock):
    pacer = Pacer(1)
    with pacer:
        clock.now += 30
    with pacer:
        assert sum(clock.slept) == pytest.approx(WINDOW)


def test_no_limit(clock):
    pacer = Pacer(0)
    for unused in range(1000):
        with pacer:
            pass
    assert clock.slept == []


def test_a_pause_holds_everybody(clock):
    pacer = Pacer(0)
    pacer.pause(7)
    pacer.pause(3)
    with pacer:
        assert sum(clock.slept) == pytest.approx(7)


def test_threads_share_the_limit():
    pacer = Pacer(3)
    most = running = 0
    lock = threading.Lock()
    together = threading.Barrier(3)

    def work():
        nonlocal most, running
        with pacer:
            with lock:
                running += 1
                most = max(most, running)
            together.wait(timeout=30)
            with lock:
                running -= 1

    threads = [threading.Thread(target=work) for unused in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 3
    assert pacer._wait(pacer._ended[0]) > 0
