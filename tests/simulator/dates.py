# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Instants as the API takes and answers them."""

from __future__ import annotations

import functools
import re
from datetime import datetime, timedelta, timezone
from typing import Any

from .errors import Refused

_RFC3339 = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)", re.ASCII)
_OFFSET = timezone(timedelta(hours=2))
NO_END = "0001-01-01T00:00:00Z"


def now() -> datetime:
    return datetime.now(timezone.utc)


def parse_instant(text: Any, field: str) -> datetime:
    """An aware datetime from RFC 3339 text; Refused (400) if it is none or names no offset."""
    match = _RFC3339.fullmatch(text) if isinstance(text, str) else None
    try:
        if match is None:
            raise ValueError
        seconds, fraction, offset = match.groups()
        micros = int((fraction or "0").ljust(6, "0")[:6])
        instant = datetime.fromisoformat(seconds + ("+00:00" if offset == "Z" else offset))
        return instant.replace(microsecond=micros).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        raise Refused(400, "%s: %r is not an ISO 8601 date and time with an offset" % (field, text)) from None


@functools.lru_cache(maxsize=4096)
def format_instant(instant: datetime, form: str) -> str:
    """The instant in one of the forms of the date_form switch."""
    if form == "offset":
        return instant.astimezone(_OFFSET).isoformat(timespec="milliseconds")
    precision = {"millis": "milliseconds", "seconds": "seconds", "micros": "microseconds"}[form]
    return instant.astimezone(timezone.utc).replace(tzinfo=None).isoformat(timespec=precision) + "Z"
