# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults that can be ordered for single requests."""

from __future__ import annotations

import dataclasses
import re
import threading

BEFORE = ("status", "reset_before", "html", "gateway", "timeout_before", "unauthorized", "redirect", "late")
AFTER = ("status_after", "reset_after", "truncated", "truncated_json", "empty", "wrong_shape", "timeout_after")
KINDS = BEFORE + AFTER + ("delay",)
TOKEN_PATH = "/oauth/token"


@dataclasses.dataclass
class Fault:
    """One rule: what goes wrong, for which requests, how often.

    kinds without effect on the tenant:
        status (a documented error), html (an HTML page), unauthorized (an expired token),
        gateway (404 in JSON, by something in between that knows no such path),
        redirect (302 to location), reset_before, timeout_before,
        late (as reset_before, but the request lies somewhere and has its effect just before the next write)
    kinds whose request has its effect first:
        status_after, reset_after, timeout_after, truncated (the body is cut short of its Content-Length),
        truncated_json (complete HTTP, broken JSON), empty (no body), wrong_shape (JSON of another shape)
    delay: sleep, then a normal answer
    """

    kind: str
    method: str | None = None
    path: str | None = None
    """A regular expression searched in the raw path; without one, every path but the token's."""
    after: int = 0
    """So many matching requests are let through first."""
    times: int = 1
    status: int | None = None
    """Default 500; 502 for html."""
    retry_after: str | None = None
    """The Retry-After header to send with the status."""
    delay: float = 0.0
    """Seconds, for delay and the timeouts."""
    location: str = ""
    """Where a redirect leads."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError("unknown fault %r; there are: %s" % (self.kind, ", ".join(KINDS)))
        if self.path is not None:
            re.compile(self.path)

    def matches(self, method: str, path: str) -> bool:
        """Whether the rule is about this request."""
        if self.method is not None and self.method.upper() != method:
            return False
        if self.path is None:
            return path != TOKEN_PATH
        return re.search(self.path, path) is not None


class FaultList:
    """The rules in force; the first that is due for a request is used up by it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pending: list[tuple[Fault, list[int]]] = []

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._pending.append((fault, [fault.after, fault.times]))

    def clear(self) -> None:
        with self._lock:
            self._pending.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault to apply to this request, if any. Every matching rule counts the request."""
        with self._lock:
            due = None
            for fault, left in self._pending:
                if not fault.matches(method, path):
                    continue
                if left[0] > 0:
                    left[0] -= 1
                elif due is None:
                    left[1] -= 1
                    due = fault
            self._pending = [(fault, left) for fault, left in self._pending if left[1] > 0]
            return due
