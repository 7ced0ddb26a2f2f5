# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Ends the pauses of a task that is cancelled by a signal."""

from __future__ import annotations

import time

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import Cancelled

#: How long, in seconds, a pause can go on after the cancellation.
_SLICE = 0.1


class Cancellation:
    """Whether a task is cancelled; all its pauses go through ``sleep`` or ``wait``.

    Used like ``threading.Event``, but takes no lock, so that a signal handler can set it whatever the thread that
    it interrupts is doing.
    """

    def __init__(self) -> None:
        self._is_set = False
        self._ends = 0.0

    def set(self, grace: float = 0.0) -> None:
        """Cancel the task: requests and their pauses go on for ``grace`` seconds, to finish or undo what is half done."""
        if not self._is_set:
            self._ends = time.monotonic() + grace
            self._is_set = True

    def is_set(self) -> bool:
        return self._is_set

    def wait(self, seconds: float) -> bool:
        """Wait until the time is up or the task is cancelled; whether it is."""
        end = time.monotonic() + seconds
        while not self._is_set and (remaining := end - time.monotonic()) > 0:
            time.sleep(min(remaining, _SLICE))
        return self._is_set

    def check(self) -> None:
        """Raise ``Cancelled`` if the task is cancelled and the grace is over."""
        if self._is_set and time.monotonic() >= self._ends:
            raise Cancelled

    def sleep(self, seconds: float) -> None:
        """Pause between requests; raises ``Cancelled`` like ``check``, also in the middle of the pause."""
        end = time.monotonic() + seconds
        self.check()
        while (remaining := end - time.monotonic()) > 0:
            time.sleep(min(remaining, _SLICE))
            self.check()
