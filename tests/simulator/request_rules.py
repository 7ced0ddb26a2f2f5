# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about requests: which ones a fault or a change by somebody else is ordered for, and how often."""

from __future__ import annotations

import dataclasses
import re
import threading
from typing import Generic, TypeVar

from .request_log import TOKEN_OPERATION, WRITING, LoggedRequest

ALWAYS = 10**6
"""As times: often enough for any test."""

# The query parameters that name whose list is asked for.
_OWNER_PARAMETERS = ("ownerId", "owner-id", "approverId", "reviewer-identity", "reviewer-identitiy")


@dataclasses.dataclass
class RequestRule:
    """A request is matched if it fits all that is set; without path and operation, requests for tokens do not match."""

    kind: str
    method: str | None = None
    path: str | None = None
    """A regular expression searched in the raw path."""
    after: int = 0
    """So many matching requests are let through first."""
    times: int = 1
    operation: str | None = None
    """Such as "reassignments.list"."""
    identity: str | None = None
    """The ID of whom the request is about, in any letter case: in its path, as whose list is asked for,
    or as the one whose work is reassigned. Filters of the identity lists do not count."""
    writes: bool = False
    """Only requests that could change something."""

    def __post_init__(self) -> None:
        if self.path is not None:
            try:
                re.compile(self.path)
            except re.error as error:
                raise ValueError("path: %r is not a regular expression: %s" % (self.path, error)) from None

    def matches(self, request: LoggedRequest) -> bool:
        """Whether the rule is about this request."""
        if request.operation == TOKEN_OPERATION and self.path is None and self.operation is None:
            return False
        return (
            (self.method is None or self.method.upper() == request.method)
            and (self.path is None or re.search(self.path, request.path) is not None)
            and (self.operation is None or self.operation == request.operation)
            and (self.identity is None or self.identity.casefold() in _identities(request))
            and (not self.writes or request.method in WRITING)
        )


def _identities(request: LoggedRequest) -> set[str]:
    """Everything in a request that can be the ID of the identity it is about, without letter case."""
    found = [*request.path.split("/"), *(request.query.get(name, "") for name in _OWNER_PARAMETERS)]
    if isinstance(request.body, dict):
        found.append(str(request.body.get("reassignedFromId")))
    return {value.casefold() for value in found if value}


Rule = TypeVar("Rule", bound=RequestRule)


class RuleList(Generic[Rule]):
    """The rules in force; one that is due for a request is used up by it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pending: list[tuple[Rule, list[int]]] = []

    def add(self, rule: Rule) -> None:
        with self._lock:
            self._pending.append((rule, [rule.after, rule.times]))

    def clear(self) -> None:
        with self._lock:
            self._pending.clear()

    def take(self, request: LoggedRequest) -> Rule | None:
        """The first rule that is due for this request, if any. Every other matching one counts the request."""
        due = self._due(request, most=1)
        return due[0] if due else None

    def take_all(self, request: LoggedRequest, kind: str) -> list[Rule]:
        """All rules of a kind that are due for this request."""
        return self._due(request, kind=kind)

    def _due(self, request: LoggedRequest, most: int | None = None, kind: str | None = None) -> list[Rule]:
        with self._lock:
            due: list[Rule] = []
            for rule, left in self._pending:
                if kind not in (None, rule.kind) or not rule.matches(request):
                    continue
                if left[0] > 0:
                    left[0] -= 1
                elif most is None or len(due) < most:
                    left[1] -= 1
                    due.append(rule)
            self._pending = [(rule, left) for rule, left in self._pending if left[1] > 0]
            return due
