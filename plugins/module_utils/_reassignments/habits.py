# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""How the service handles writes where the API documentation is silent, as learned during this task."""

from __future__ import annotations

import re
import threading
import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    NEARLY_STARTED,
    ReassignmentChange,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError

#: If the service refuses starts in the past, a reassignment that should already run starts this much from now.
_LATER_START = NEARLY_STARTED / 2

_ABOUT_START = re.compile(r"start|past|begin|date", re.IGNORECASE)
_ABOUT_EXISTING = re.compile(r"exist|already|duplicate|conflict", re.IGNORECASE)
#: Messages of the service that do not state why it refuses a body.
_SAYS_NOTHING = re.compile(r"semantically invalid|could not be parsed|bad request", re.IGNORECASE)


class Attempt(t.NamedTuple):
    """One way to send a configuration: PUT or POST, and the start."""

    update: bool
    configuration: Configuration


class Habits:
    """What the task has learned, shared by all threads, so that it is learned only once."""

    def __init__(self) -> None:
        #: Only one thread at a time tries something with an unknown outcome.
        self.learning = threading.RLock()
        #: Whether a PUT removes the identity's other work types; ``None`` if unknown.
        self.update_drops_others: bool | None = None
        self._refuses_past_start: bool | None = None
        #: Whether the service refuses to create a configuration if a hidden one that has ended still exists.
        self._hides_what_has_ended: bool | None = None

    def send(self, change: ReassignmentChange, now: datetime, send: t.Callable[[Attempt], t.Any]) -> t.Any:
        """Send what the change declares; return what ``send`` returned for the accepted attempt.

        A refusal is final unless another form is likely to be accepted. Raises the first refusal if none is accepted.
        """
        attempt = self._first_attempt(change, now)
        try:
            return send(attempt)
        except ServiceError as error:
            if error.status_code != 400:
                raise
            refusal = error
        with self.learning:
            return self._try_likely(attempt, refusal, now, send)

    def _first_attempt(self, change: ReassignmentChange, now: datetime) -> Attempt:
        declared = t.cast(Configuration, change.after)
        before = change.before
        if self._refuses_past_start and (before is None or before.window.start != declared.window.start):
            declared = _begun_later(declared, now) or declared
        return Attempt(before is not None, declared)

    def _try_likely(
        self, attempt: Attempt, refusal: ServiceError, now: datetime, send: t.Callable[[Attempt], t.Any]
    ) -> t.Any:
        first, error = attempt, refusal
        while following := self._likely(attempt, error, now):
            attempt = following
            try:
                answer = send(attempt)
            except ServiceError as still:
                if still.status_code != 400:
                    raise
                error = still
                continue
            self._learn(first, attempt, True)
            return answer
        self._learn(first, attempt, False)
        raise refusal

    def _likely(self, attempt: Attempt, error: ServiceError, now: datetime) -> Attempt | None:
        """Return the form that the service is likely to accept instead; each is tried once."""
        if not attempt.update and self._hides_what_has_ended is not False and _ABOUT_EXISTING.search(error.said):
            return attempt._replace(update=True)
        about_start = _ABOUT_START.search(error.said) or not error.said or _SAYS_NOTHING.search(error.said)
        if about_start and self._refuses_past_start is not False:
            later = _begun_later(attempt.configuration, now)
            return later and attempt._replace(configuration=later)
        return None

    def _learn(self, first: Attempt, last: Attempt, accepted: bool) -> None:
        if first.update != last.update and not self._hides_what_has_ended:
            self._hides_what_has_ended = accepted
        if first.configuration != last.configuration and not self._refuses_past_start:
            self._refuses_past_start = accepted


def _begun_later(declared: Configuration, now: datetime) -> Configuration | None:
    """Return the configuration with a start in the future; ``None`` if its start is not the problem.

    This includes unchanged starts, which are new to a service that dropped the configuration with another write.
    """
    if declared.window.start is None or declared.window.start > now:
        return None
    later = declared.window._replace(start=now + _LATER_START)
    return None if later.has_ended(now + _LATER_START) else declared._replace(window=later)
