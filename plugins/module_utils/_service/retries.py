# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Which failures are worth a retry, and how long to wait before it.

urllib3's ``Retry`` is not used, because it retries outside the rate limiter, does not notice cancellations, and does
not know which failed writes had no effect.
"""

from __future__ import annotations

import random
import time
import typing as t
from dataclasses import dataclass

from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    ConnectionFailed,
    SailPointError,
    ServiceError,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.pacing import Pacer

#: How long, in seconds, a request is retried while the service answers 429.
RATE_LIMIT_PATIENCE = 600.0
#: Shortest pause in seconds after a 429, even if the service asks for none.
_LEAST_PAUSE = 0.05
#: First and longest pause in seconds between attempts.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 10.0

_Result = t.TypeVar("_Result")


class Retries:
    """Retries a request, at most ``retries`` times, or for ten minutes while the service answers 429."""

    def __init__(self, retries: int, pacer: Pacer, cancellation: Cancellation) -> None:
        self._retries = retries
        self._pacer = pacer
        self._cancellation = cancellation

    def run(self, attempt: t.Callable[[], _Result], *, safe: bool) -> _Result:
        """Return what ``attempt`` returns, or raise its last error; ``safe`` means that a retry is always harmless."""
        patience = _Patience(self._retries, time.monotonic() + RATE_LIMIT_PATIENCE)
        for pause in _growing_pauses():
            try:
                return attempt()
            except SailPointError as error:
                if not self._wait(error, pause, patience, safe):
                    raise
        raise AssertionError("the pauses have no end")

    def _wait(self, error: SailPointError, pause: float, patience: _Patience, safe: bool) -> bool:
        """Wait before the next attempt; return whether there is one."""
        if isinstance(error, ServiceError) and error.status_code == 429:
            if not self._retries or time.monotonic() > patience.ends:
                return False
            # All threads wait, because the limit applies to the client, not to the request.
            self._pacer.pause(pause if error.retry_after is None else max(error.retry_after, _LEAST_PAUSE))
            return True
        if patience.tries_left <= 0 or not _worth_repeating(error, safe):
            return False
        patience.tries_left -= 1
        self._cancellation.sleep(pause * random.uniform(0.5, 1))
        return True


@dataclass
class _Patience:
    """The remaining attempts for one request, and until when 429 answers are retried."""

    tries_left: int
    ends: float


def _growing_pauses() -> t.Iterator[float]:
    pause = _FIRST_PAUSE
    while True:
        yield pause
        pause = min(pause * 2, _LONGEST_PAUSE)


def _worth_repeating(error: SailPointError, safe: bool) -> bool:
    if isinstance(error, (ConnectionFailed, UnexpectedAnswer)):
        return error.may_pass and (safe or not error.unclear)
    return safe and isinstance(error, ServiceError) and error.status_code >= 500
