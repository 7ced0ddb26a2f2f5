# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The error answers of the API."""

from __future__ import annotations

import uuid
from typing import Any

_DETAIL_CODES = {
    400: "400.1 Bad request content",
    403: "403 Forbidden",
    404: "404 Not found",
    500: "500.0 Internal fault",
    502: "502.0 Bad gateway",
    503: "503.0 Service unavailable",
    504: "504.0 Gateway timeout",
}
EXPIRED_TOKEN = {"error": "JWT validation failed: JWT is expired"}
RATE_LIMIT_EXCEEDED = {"message": " Rate Limit Exceeded "}


class Refused(Exception):
    """The service refuses a request: an HTTP status and a text that says why."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


def error_body(status: int, text: str) -> dict[str, Any]:
    """The documented body of an error answer; 401 and 429 have shapes of their own."""
    if status == 401:
        return dict(EXPIRED_TOKEN)
    if status == 429:
        return dict(RATE_LIMIT_EXCEEDED)
    message = {"locale": "en-US", "localeOrigin": "DEFAULT", "text": text}
    return {
        "detailCode": _DETAIL_CODES.get(status, "%d Error" % status),
        "trackingId": uuid.uuid4().hex,
        "messages": [message],
        "causes": [],
    }
