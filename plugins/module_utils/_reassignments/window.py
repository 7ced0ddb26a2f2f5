# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The window of time in which work is reassigned. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from datetime import datetime


class Window(t.NamedTuple):
    """A time window from ``start`` to just before ``end``; ``None`` means without start or end."""

    start: datetime | None
    end: datetime | None

    def has_ended(self, now: datetime) -> bool:
        return self.end is not None and self.end <= now

    def status(self, now: datetime) -> str:
        """``active``, ``scheduled`` or ``expired``."""
        if self.has_ended(now):
            return "expired"
        return "scheduled" if self.start is not None and self.start > now else "active"

    def intersection(self, other: Window) -> Window | None:
        """Return the common part of both windows, or ``None``."""
        start = max((s for s in (self.start, other.start) if s is not None), default=None)
        end = min((e for e in (self.end, other.end) if e is not None), default=None)
        if start is not None and end is not None and start >= end:
            return None
        return Window(start, end)
