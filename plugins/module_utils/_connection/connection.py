# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The connection to check: opened when it is first needed, and blocked once further checks are impossible."""

from __future__ import annotations

import time
import typing as t
from email.utils import parsedate_to_datetime

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import NotChecked
from ansible_collections.community.sailpoint.plugins.module_utils._service.access_token import AccessToken
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)

#: So that an unreachable host is reported within a minute.
_MOST_RETRIES = 1


class Connection:
    def __init__(self, settings: ConnectionSettings, on_secret: t.Callable[[str], t.Any]) -> None:
        self.settings = settings._replace(retries=min(settings.retries, _MOST_RETRIES))
        self.traffic = Traffic()
        self._on_secret = on_secret
        self._transport: Transport | None = None
        self.blocked: str | None = None
        #: The token, after it was used successfully.
        self.token: AccessToken | None = None

    def block(self, reason: str) -> None:
        """Make all further checks that need the service "not checked", for this reason."""
        self.blocked = reason

    @property
    def transport(self) -> Transport:
        """Raises ``NotChecked`` once the connection is blocked, and the errors of ``Transport``."""
        if self.blocked:
            raise NotChecked(self.blocked)
        if self._transport is None:
            self._transport = Transport(self.settings, on_secret=self._on_secret, on_answer=self.traffic.note)
        return self._transport


class Traffic:
    """What the headers of all answers showed."""

    def __init__(self) -> None:
        #: How many seconds the clock of the service was ahead of this machine's at the first answer, to the second.
        self.clock_difference: float | None = None
        #: How many answers reported that the rate limit was exceeded.
        self.refused_by_limit = 0
        #: The latest values of the rate limit headers.
        self.limits: dict[str, int] = {}

    def note(self, status: int, headers: t.Mapping[str, str]) -> None:
        if self.clock_difference is None:
            self.clock_difference = _difference(headers.get("Date"))
        self.refused_by_limit += status == 429
        for name, value in headers.items():
            kind = name.lower().replace("x-", "").replace("rate-limit", "ratelimit")
            if kind in ("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset") and value.strip().isdecimal():
                self.limits[kind.rpartition("-")[2]] = int(value)


def _difference(date: str | None) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp() - time.time() if date else None
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
