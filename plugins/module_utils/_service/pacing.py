# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Keeps the requests of one task within the service's rate limit."""

from __future__ import annotations

import collections
import threading
import time
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation

#: The service counts requests over this many seconds.
WINDOW = 10.0


class Pacer:
    """Allows at most ``limit`` requests in 10 seconds over all threads; 0 means no limit.

    A request counts from its start until 10 seconds after its end, because it is not known when exactly the service
    counts it. So the limit is never exceeded, whatever the latency.
    """

    def __init__(self, limit: int, cancellation: Cancellation | None = None) -> None:
        """No request starts after the ``cancellation``, which also ends all waiting."""
        self._limit = limit
        self._cancellation = cancellation or Cancellation()
        self._lock = threading.Lock()
        self._running = 0
        self._ended: collections.deque[float] = collections.deque()
        self._paused_until = 0.0

    def pause(self, seconds: float) -> None:
        """Let no request start for this many seconds, because the service asked for a pause."""
        with self._lock:
            self._paused_until = max(self._paused_until, time.monotonic() + seconds)

    def __enter__(self) -> None:
        self._cancellation.check()
        while True:
            with self._lock:
                wait = self._wait(time.monotonic())
                if wait <= 0:
                    self._running += 1
                    return
            self._cancellation.sleep(wait)

    def __exit__(self, *exc: t.Any) -> None:
        with self._lock:
            self._running -= 1
            if self._limit:
                self._ended.append(time.monotonic())

    def _wait(self, now: float) -> float:
        """Return the seconds until the next check; 0 or less if a request may start."""
        if now < self._paused_until:
            return self._paused_until - now
        if not self._limit:
            return 0
        while self._ended and self._ended[0] <= now - WINDOW:
            self._ended.popleft()
        if self._running + len(self._ended) < self._limit:
            return 0
        # Running requests may use up the limit: check again soon.
        return self._ended[0] + WINDOW - now if self._ended else 0.02
