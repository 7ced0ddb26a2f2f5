# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Reads an answer within time and size limits, and checks and decodes it."""

from __future__ import annotations

import contextlib
import functools
import http.client
import io
import json
import re
import socket
import time
import typing as t
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import requests
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    AnswerTooLarge,
    ServiceError,
    UnexpectedAnswer,
    service_error,
)

#: The largest answer that is read, in bytes after decompression.
LARGEST_ANSWER = 64 * 2**20
#: How many bytes are decompressed at a time. The output is at most a thousand times larger.
_CHUNK = 16 * 2**10
#: How many times the timeout the whole answer may take.
WHOLE_ANSWER = 3
#: Longest time in seconds that a task waits because of one Retry-After header.
LONGEST_RETRY_AFTER = 60.0
_COMPRESSIONS = ("", "identity", "gzip", "x-gzip", "deflate")


class Answer(t.NamedTuple):
    """A successful answer; ``data`` is the decoded JSON, or ``None`` for an empty body."""

    status_code: int
    headers: t.Mapping[str, str]
    data: t.Any


def adapter_with_deadline(timeout: float, **options: t.Any) -> t.Any:
    """Return an adapter for a requests session that limits the whole answer, with headers, to ``3 * timeout`` seconds.

    The timeout of requests only applies to each part of an answer, so an answer could trickle in forever.
    """
    response_class = functools.partial(_TimedResponse, seconds=WHOLE_ANSWER * timeout)

    def with_deadline(pool_class: t.Any) -> t.Any:
        connection = type("Connection", (pool_class.ConnectionCls,), {"response_class": staticmethod(response_class)})
        return type("Pool", (pool_class,), {"ConnectionCls": connection})

    def prepare(manager: t.Any) -> t.Any:
        if not getattr(manager, "has_deadline", False):
            pools = manager.pool_classes_by_scheme
            manager.pool_classes_by_scheme = {scheme: with_deadline(pool) for scheme, pool in pools.items()}
            manager.has_deadline = True
        return manager

    class Adapter(requests.adapters.HTTPAdapter):  # requests may be missing when this file is imported
        def init_poolmanager(self, *args: t.Any, **kwargs: t.Any) -> None:
            super().init_poolmanager(*args, **kwargs)
            prepare(self.poolmanager)

        def proxy_manager_for(self, *args: t.Any, **kwargs: t.Any) -> t.Any:
            return prepare(super().proxy_manager_for(*args, **kwargs))

    return Adapter(**options)


class _TimedResponse(http.client.HTTPResponse):
    """A response that is read from its socket until a deadline."""

    def __init__(self, sock: t.Any, *args: t.Any, seconds: float, **kwargs: t.Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_TimedReader(sock, self.fp.detach(), time.monotonic() + seconds))


class _TimedReader(io.RawIOBase):
    def __init__(self, sock: t.Any, raw: t.Any, deadline: float) -> None:
        self._sock, self._raw, self._deadline = sock, raw, deadline
        self._timeout = sock.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: t.Any) -> t.Any:
        remaining = self._deadline - time.monotonic()
        if remaining <= 0:
            raise socket.timeout("the answer is not complete")
        if self._timeout is not None:
            self._sock.settimeout(min(self._timeout, remaining))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


def read_body(asked: str, response: t.Any) -> bytes:
    """Return the decompressed body of a streamed response; raise ``AnswerTooLarge`` and the errors of requests."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    with contextlib.closing(response):
        if encoding not in _COMPRESSIONS:
            raise UnexpectedAnswer(f"{asked} was answered with an unsupported compression.")
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > LARGEST_ANSWER:
                raise AnswerTooLarge(
                    f"{asked} was answered with more than {LARGEST_ANSWER // 2**20} MiB.",
                    "Check base_url and the proxy settings: answers of the service are far smaller.",
                )
        # urllib3 1 accepts truncated answers.
        if getattr(response.raw, "length_remaining", None):
            raise requests.exceptions.ChunkedEncodingError("the answer was cut short")
    return bytes(body)


def checked(
    asked: str, status: int, headers: t.Mapping[str, str], body: bytes, scope: str | None, *, write: bool
) -> Answer:
    """Return the decoded answer; raise ``ServiceError`` or ``UnexpectedAnswer`` unless it is a success."""
    try:
        data, decodable = (json.loads(body) if body else None), True
    except (ValueError, RecursionError):
        data, decodable = body.decode("utf-8", "replace"), False
    if 200 <= status < 300 and decodable:
        return Answer(status, headers, data)
    error = service_error(asked, status, data, scope=scope, unclear=write and status >= 500)
    error.retry_after = retry_after(headers)
    if 300 <= status < 400:
        raise ServiceError(
            f"{asked} answered {status}, a redirect, which is not followed.",
            "Check base_url: it must be the API address of the tenant.",
            status_code=status,
        )
    if status < 400:
        raise UnexpectedAnswer(f"{asked} answered {status} with a body that is not JSON.", error.hint)
    raise error


def retry_after(headers: t.Mapping[str, str]) -> float | None:
    """Return the seconds to wait, at most ``LONGEST_RETRY_AFTER``; Retry-After contains seconds or an HTTP date."""
    value = headers.get("Retry-After", "").strip()
    try:
        if re.fullmatch("[0-9]+", value):
            seconds = float(value)
        else:
            # Use the clock of the service if possible: the local one may be wrong.
            now = parsedate_to_datetime(headers["Date"]) if "Date" in headers else datetime.now(timezone.utc)
            seconds = (parsedate_to_datetime(value) - now).total_seconds()
    except (TypeError, ValueError, IndexError):
        return None
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)
