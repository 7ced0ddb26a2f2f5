# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Ends the pauses of a task that is cancelled by a signal."""

from __future__ import annotations

import contextlib
import threading
import time
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import Cancelled

#: How long, in seconds, a pause can continue after a cancellation. No lock is used, so that a signal handler can cancel
#: at any time, which ``threading.Event`` does not allow.
_SLICE = 0.1


class Cancellation:
    """Whether a task is cancelled. All pauses use ``sleep``.

    ``cancel`` may be called from a signal handler or another thread, more than once.
    """

    def __init__(self) -> None:
        self._cancelled_at: float | None = None
        self._shield = threading.local()

    def cancel(self) -> None:
        """End all pauses, and let no further request start, except in shielded threads."""
        if self._cancelled_at is None:
            self._cancelled_at = time.monotonic()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled_at is not None

    def check(self) -> None:
        """Raise ``Cancelled`` if the task is cancelled and this thread is not shielded."""
        if self._cancelled_at is not None:
            grace: float = getattr(self._shield, "seconds", 0.0)
            if time.monotonic() >= self._cancelled_at + grace:
                raise Cancelled

    def sleep(self, seconds: float) -> None:
        """Sleep; raise ``Cancelled`` like ``check``, also during the pause."""
        end = time.monotonic() + seconds
        self.check()
        while (remaining := end - time.monotonic()) > 0:
            time.sleep(min(remaining, _SLICE))
            self.check()

    @contextlib.contextmanager
    def shielded(self, seconds: float) -> t.Iterator[None]:
        """Let this thread continue for ``seconds`` after a cancellation, to finish or undo what it has started."""
        before = getattr(self._shield, "seconds", 0.0)
        self._shield.seconds = max(before, seconds)
        try:
            yield
        finally:
            self._shield.seconds = before
