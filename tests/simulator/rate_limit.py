# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rate limit: so many requests in any 10 seconds, per client and API version."""

from __future__ import annotations

import math
import time
from collections import deque
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Callable

WINDOW = 10.0


class RateLimiter:
    """A sliding window per client and version; refused requests do not count."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._taken: dict[tuple[str, str], deque[float]] = {}

    def wait_for(self, client_id: str, version: str, limit: int) -> float:
        """0 if the request may pass (it is then counted), else the seconds until the next one may."""
        if limit == 0:
            return 0.0
        moment = self._clock()
        taken = self._taken.setdefault((client_id, version), deque())
        while taken and taken[0] <= moment - WINDOW:
            taken.popleft()
        if len(taken) >= limit:
            return taken[-limit] + WINDOW - moment
        taken.append(moment)
        return 0.0


def retry_after_headers(wait: float, form: str) -> dict[str, str]:
    """The Retry-After header for a wait in seconds, rounded up so that waiting so long is always enough."""
    if form == "absent":
        return {}
    if form == "date":
        # The date has whole seconds, so half a second of the wait may be lost to rounding down: add one.
        moment = datetime.now(timezone.utc) + timedelta(seconds=math.ceil(wait) + 1)
        return {"Retry-After": format_datetime(moment, usegmt=True)}
    return {"Retry-After": str(math.ceil(wait))}
