# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP side: the way of a request through log, token, rate limit, faults and handler.

A request line of more than 8190 bytes never gets here: aiohttp refuses it as gateways do (400, plain text, not logged).
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable
from typing import Any, Callable

from aiohttp import web

from . import concurrent_changes
from .broken_answers import Broken, answer_after, answer_before
from .control import add_control_routes
from .endpoints import Endpoint, endpoints
from .errors import Refused, error_body
from .faults import AFTER, BEFORE, INFO_PATH, TOKEN_PATH
from .oauth import info_answer, token_answer
from .rate_limit import retry_after_headers
from .request_log import INFO_OPERATION, PUBLIC_OPERATIONS, TOKEN_OPERATION, LoggedRequest
from .service import Answer, Call
from .state import State

_MAX_BODY = 64 * 1024 * 1024
# The documents have the first; the official SDK for TypeScript sends the second.
_OAUTH = {("POST", TOKEN_PATH): TOKEN_OPERATION, ("GET", INFO_PATH): INFO_OPERATION}
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def make_app(state: State, stop: Callable[[], None]) -> web.Application:
    """The application; stop is called when the server is told to end over HTTP."""
    app = web.Application(client_max_size=_MAX_BODY)
    add_control_routes(app, state, stop)

    for method, path in _OAUTH:
        app.router.add_route(method, path, _handler(state, None))
    for endpoint in endpoints():
        app.router.add_route(endpoint.method, endpoint.path, _handler(state, endpoint))
    app.router.add_route("*", "/{unknown:.*}", _handler(state, None))
    return app


def _handler(state: State, endpoint: Endpoint | None) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The aiohttp handler of an endpoint, or of the public and all unknown paths."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return await _serve(state, request, endpoint)

    return handle


async def _serve(state: State, request: web.Request, endpoint: Endpoint | None) -> web.StreamResponse:
    """Answer one request and log it, also if the connection is broken on the way."""
    started = time.monotonic()
    path = request.raw_path.partition("?")[0]
    body, readable = await _body(request)
    entry = LoggedRequest(
        method=request.method,
        path=path,
        query=dict(request.query),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body,
        operation=endpoint.operation if endpoint else _OAUTH.get((request.method, path)),
        version=endpoint.version if endpoint else None,
        started=started,
    )
    state.log.append(entry)
    state.make_changes(concurrent_changes.BEFORE, entry)
    try:
        response = await _answer(state, request, entry, endpoint, readable)
        entry.status = response.status
        return response
    except Broken as broken:
        return broken.response
    finally:
        entry.finished = time.monotonic()


async def _answer(
    state: State, request: web.Request, entry: LoggedRequest, endpoint: Endpoint | None, readable: bool
) -> web.StreamResponse:
    if state.switches.latency:
        await asyncio.sleep(state.switches.latency)
    if entry.operation not in PUBLIC_OPERATIONS:
        client_id = state.client_of(entry.headers.get("authorization", ""))
        if client_id is None:
            return to_response(Answer(401, error_body(401, "")))
        if entry.version:
            wait = state.rate_limiter.wait_for(client_id, entry.version, state.switches.rate_limit)
            if wait > 0:
                headers = retry_after_headers(wait, state.switches.retry_after)
                return to_response(Answer(429, error_body(429, ""), headers))
    fault = state.faults.take(entry)
    if fault and fault.kind == "delay":
        await asyncio.sleep(fault.delay)
    if request.method != "GET" and entry.operation != TOKEN_OPERATION:
        while state.late:
            state.late.pop(0)()
    if fault and fault.kind == "late":
        state.late.append(lambda: _call(state, request, entry, endpoint, readable))
    if fault and fault.kind in BEFORE:
        return await answer_before(fault, request)
    if entry.operation == TOKEN_OPERATION:
        answer = _token(state, entry)
    elif entry.operation == INFO_OPERATION:
        answer = Answer(200, info_answer(f"{request.scheme}://{request.host}"))
    else:
        answer = _call(state, request, entry, endpoint, readable)
    state.make_changes(concurrent_changes.AFTER, entry)
    if fault and fault.kind in AFTER:
        return await answer_after(fault, request, answer)
    return to_response(answer)


def _token(state: State, entry: LoggedRequest) -> Answer:
    is_form = entry.headers.get("content-type", "").startswith(_FORMS)
    status, body = token_answer(state, entry.body if is_form else None, entry.query)
    return Answer(status, body)


def _call(
    state: State, request: web.Request, entry: LoggedRequest, endpoint: Endpoint | None, readable: bool
) -> Answer:
    """The effect: what the service does with the request."""
    if endpoint is None:
        return Answer(404, error_body(404, "The requested resource %s was not found." % request.path))
    headers = {"X-Deprecated": "true"} if endpoint.deprecated else {}
    permissions = state.permissions_of(entry.headers.get("authorization", ""))
    try:
        if not permissions.allow(endpoint.operation):
            raise Refused(403, "The server understood the request but refuses to authorize it.")
        sent = entry.headers.get("x-sailpoint-experimental", "")
        if endpoint.experimental and state.switches.require_experimental_header and sent.lower() != "true":
            raise Refused(
                400, "The header X-SailPoint-Experimental is missing: it must be true to use this experimental API."
            )
        if not readable:
            raise Refused(400, "The request body is not valid JSON.")
        with state.tenant.lock:
            state.tenant.effects.request_came()
            answer = endpoint.handler(
                Call(
                    tenant=state.tenant,
                    switches=state.switches,
                    version=endpoint.version,
                    path=dict(request.match_info),
                    query=entry.query,
                    body=entry.body,
                    permissions=permissions,
                )
            )
        answer.headers.update(headers)
        return answer
    except Refused as refused:
        return Answer(refused.status, error_body(refused.status, refused.text), headers)


async def _body(request: web.Request) -> tuple[Any, bool]:
    """The parsed body, and whether it is JSON (no body at all is taken for it)."""
    if request.content_type in _FORMS and request.body_exists:
        return await _form(request), False
    raw = await request.read()
    # Some clients send the type of a form with no body at all.
    if not raw:
        return None, True
    try:
        return json.loads(raw), request.content_type == "application/json"
    except ValueError:
        return None, False


async def _form(request: web.Request) -> dict[str, Any] | None:
    try:
        return dict(await request.post())
    except ValueError:
        return None


def to_response(answer: Answer) -> web.Response:
    """The answer as HTTP."""
    if answer.body is None:
        return web.Response(status=answer.status, headers=answer.headers)
    return web.Response(
        status=answer.status,
        body=json.dumps(answer.body).encode(),
        headers=answer.headers,
        content_type="application/json",
    )
