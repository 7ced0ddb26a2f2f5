# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of what reached the server."""

from __future__ import annotations

import dataclasses
from typing import Any

TOKEN_OPERATION, INFO_OPERATION = "oauth.token", "oauth.info"
PUBLIC_OPERATIONS = (TOKEN_OPERATION, INFO_OPERATION)
"""Those that need no token."""
WRITING = ("POST", "PUT", "PATCH", "DELETE")


@dataclasses.dataclass
class LoggedRequest:
    """One request; path is raw (percent-encoded, no query), header names are in lower case."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any
    """Parsed JSON or form fields; None if there was none that could be parsed."""
    operation: str | None
    """Such as "reassignments.update"; None for an unknown path."""
    version: str | None
    started: float
    """time.monotonic()"""
    status: int | None = None
    """None if the connection was broken."""
    finished: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The request as plain data, without what could be a secret."""
        data = dataclasses.asdict(self)
        data["headers"].pop("authorization", None)
        if self.operation == TOKEN_OPERATION:
            data["body"] = None
        return data


def api_calls(log: list[LoggedRequest], operation: str | None = None) -> list[LoggedRequest]:
    """All but the requests for tokens and how to get them, optionally of one operation."""
    return [entry for entry in log if entry.operation not in PUBLIC_OPERATIONS and operation in (None, entry.operation)]


def writes(log: list[LoggedRequest]) -> list[LoggedRequest]:
    """The requests that could change something."""
    return [entry for entry in api_calls(log) if entry.method in WRITING]
