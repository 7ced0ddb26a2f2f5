# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults that can be ordered for single requests."""

from __future__ import annotations

import dataclasses

from .request_rules import RequestRule

BEFORE = ("status", "reset_before", "html", "gateway", "timeout_before", "unauthorized", "redirect", "late")
AFTER = (
    "status_after",
    "reset_after",
    "truncated",
    "truncated_json",
    "empty",
    "empty_list",
    "wrong_shape",
    "timeout_after",
    "huge_body",
    "slow_body",
    "slow_headers",
)
KINDS = BEFORE + AFTER + ("delay",)
TOKEN_PATH, INFO_PATH = "/oauth/token", "/oauth/info"


@dataclasses.dataclass
class Fault(RequestRule):
    """One rule: what goes wrong, for which requests, how often.

    kinds without effect on the tenant:
        status (a documented error), html (an HTML page), unauthorized (an expired token),
        gateway (404 in JSON, by something in between that knows no such path),
        redirect (302 to location), reset_before, timeout_before,
        late (as reset_before, but the request lies somewhere and has its effect just before the next write)
    kinds whose request has its effect first:
        status_after, reset_after, timeout_after, truncated (the body is cut short of its Content-Length),
        truncated_json (complete HTTP, broken JSON), empty (no body), wrong_shape (JSON of another shape),
        empty_list (no entries, with the headers of the page that there would have been),
        huge_body (JSON of size bytes, in about a thousandth of that compressed by gzip),
        slow_body (the body one byte at a time), slow_headers (status line and headers one byte at a time)
    delay: sleep, then a normal answer
    """

    status: int | None = None
    """Default 500; 502 for html."""
    retry_after: str | None = None
    """The Retry-After header to send with the status."""
    delay: float = 0.0
    """Seconds, for delay and the timeouts; for the slow ones per byte."""
    location: str = ""
    """Where a redirect leads."""
    size: int = 1024**3
    """Bytes of a huge body, decompressed."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.kind not in KINDS:
            raise ValueError("unknown fault %r; there are: %s" % (self.kind, ", ".join(KINDS)))
