# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody else changes in the tenant while a client is at work."""

from __future__ import annotations

import dataclasses
from typing import Any, Callable

from .request_rules import RequestRule

BEFORE, AFTER = "before", "after"


@dataclasses.dataclass
class ConcurrentChange(RequestRule):
    """One rule: what is done, before or after which requests, how often.

    kinds:
        before: when the request has arrived, before anything is done with it
        after: when the service has done what was asked, before it answers; not if it never came to that
    """

    action: Callable[[], Any] = lambda: None
    """Called in the server's thread with the tenant locked, so it must not send requests."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.kind not in (BEFORE, AFTER):
            raise ValueError("a change is made before or after a request, not %r" % self.kind)
