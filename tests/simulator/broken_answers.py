# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How faults look on the wire."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import socket
import struct
import zlib
from collections.abc import Iterable, Iterator

from aiohttp import web

from .errors import error_body
from .faults import Fault
from .service import Answer

_CHUNK = 1024 * 1024
_HTML = "<!DOCTYPE html>\n<html><head><title>Error</title></head><body><h1>%d - gateway error</h1></body></html>\n"


class Broken(Exception):
    """The connection is broken; the response is only what the framework insists on being handed."""

    def __init__(self, response: web.StreamResponse) -> None:
        super().__init__()
        self.response = response


async def answer_before(fault: Fault, request: web.Request) -> web.StreamResponse:
    """The answer to a request that has no effect."""
    if fault.kind == "timeout_before":
        await asyncio.sleep(fault.delay)
    if fault.kind in ("reset_before", "timeout_before", "late"):
        raise _reset(request)
    if fault.kind == "html":
        status = fault.status or 502
        return web.Response(status=status, text=_HTML % status, content_type="text/html")
    if fault.kind == "gateway":
        return web.json_response({"error": "no Route matched with those values"}, status=404)
    if fault.kind == "redirect":
        return web.Response(status=fault.status or 302, headers={"Location": fault.location})
    return _error(fault, 401 if fault.kind == "unauthorized" else fault.status or 500)


async def answer_after(fault: Fault, request: web.Request, answer: Answer) -> web.StreamResponse:
    """The answer to a request that had its effect."""
    if fault.kind == "timeout_after":
        await asyncio.sleep(fault.delay)
    if fault.kind in ("reset_after", "timeout_after"):
        raise _reset(request)
    if fault.kind == "status_after":
        return _error(fault, fault.status or 500)
    if fault.kind == "empty":
        return web.Response(status=answer.status, headers=answer.headers)
    if fault.kind == "empty_list":
        return web.json_response([], status=answer.status, headers=answer.headers)
    if fault.kind == "wrong_shape":
        shape = ["unexpected"] if isinstance(answer.body, dict) else "unexpected"
        return web.json_response(shape, status=answer.status, headers=answer.headers)
    if fault.kind == "huge_body":
        return await _huge(request, answer, fault.size)
    whole = json.dumps(answer.body if answer.body is not None else {"truncated": True}).encode()
    if answer.status == 204 and fault.kind == "slow_body":
        # There is no body, and what comes in its place would be taken for another answer.
        return await _slow(request, answer, b"", dataclasses.replace(fault, kind="slow_headers"))
    if fault.kind in ("slow_body", "slow_headers"):
        return await _slow(request, answer, whole, fault)
    half = whole[: len(whole) // 2]
    if fault.kind == "truncated_json":
        return web.Response(status=answer.status, body=half, headers=answer.headers, content_type="application/json")
    raise await _cut_short(request, answer, whole, half)


def _error(fault: Fault, status: int) -> web.Response:
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    return web.json_response(error_body(status, "An injected fault."), status=status, headers=headers)


def _reset(request: web.Request) -> Broken:
    """Abort the TCP connection with a reset, not an orderly end."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return Broken(web.Response(status=500))


async def _cut_short(request: web.Request, answer: Answer, whole: bytes, half: bytes) -> Broken:
    response = web.StreamResponse(status=answer.status, headers=answer.headers)
    response.content_type = "application/json"
    response.content_length = len(whole)
    await response.prepare(request)
    await response.write(half)
    if request.transport is not None:
        request.transport.close()
    return Broken(response)


async def _huge(request: web.Request, answer: Answer, size: int) -> web.StreamResponse:
    """JSON of so many bytes; neither side has to hold it, unless the client decompresses it whole."""
    response = web.StreamResponse(status=answer.status, headers={**answer.headers, "Content-Encoding": "gzip"})
    response.content_type = "application/json"
    await _send(request, response, _compressed(size), 0)
    return response


def _compressed(size: int) -> Iterator[bytes]:
    """The gzip form of a JSON string of so many bytes, in pieces."""
    compress = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    yield compress.compress(b'"')
    left = size - 2
    while left > 0:
        yield compress.compress(b"a" * min(left, _CHUNK)) + compress.flush(zlib.Z_SYNC_FLUSH)
        left -= _CHUNK
    yield compress.compress(b'"') + compress.flush()


async def _slow(request: web.Request, answer: Answer, whole: bytes, fault: Fault) -> web.StreamResponse:
    """The right answer, one byte of its body or of its status line and headers at a time."""
    response = web.StreamResponse(status=answer.status, headers=answer.headers)
    response.content_type = "application/json"
    response.content_length = len(whole)
    single = [whole[place : place + 1] for place in range(len(whole))]
    if fault.kind == "slow_body":
        await _send(request, response, single, fault.delay)
        return response
    lines = ["HTTP/1.1 %d OK" % answer.status, *("%s: %s" % item for item in response.headers.items()), "", ""]
    for byte in "\r\n".join(lines).encode():
        _write(request, bytes([byte]))
        await asyncio.sleep(fault.delay)
    _write(request, whole)
    if request.transport is not None:
        request.transport.close()
    raise Broken(response)


def _write(request: web.Request, data: bytes) -> None:
    """Write past the framework. Raises Broken if the client has gone."""
    if request.transport is None or request.transport.is_closing():
        raise Broken(web.Response())
    request.transport.write(data)


async def _send(request: web.Request, response: web.StreamResponse, pieces: Iterable[bytes], pause: float) -> None:
    """Send the pieces with a pause before each, until the client has had enough."""
    await response.prepare(request)
    try:
        for piece in pieces:
            await asyncio.sleep(pause)
            await response.write(piece)
        await response.write_eof()
    except ConnectionError:
        raise Broken(response) from None
