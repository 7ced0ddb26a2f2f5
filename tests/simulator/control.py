# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control endpoints, for tests that are playbooks: neither logged nor limited, no token needed."""

from __future__ import annotations

import json
from typing import Any, Callable

from aiohttp import web

from . import waiting_work
from .errors import Refused
from .request_log import writes
from .rules_from_data import concurrent_change, fault
from .scenario import add_clients, add_configurations, apply_scenario, readable_configurations, readable_work_items
from .state import State

PREFIX = "/_simulator"
_DONE: dict[str, Any] = {}


def add_control_routes(app: web.Application, state: State, stop: Callable[[], None]) -> None:
    """Add the endpoints below /_simulator."""

    def health(_body: Any, _query: dict[str, str]) -> Any:
        return {"status": "ready"}

    def reset(body: Any, _query: dict[str, str]) -> Any:
        apply_scenario(state, body or {})
        return _DONE

    def set_switches(body: Any, _query: dict[str, str]) -> Any:
        state.switches.update(body)
        return _DONE

    def add_faults(body: Any, _query: dict[str, str]) -> Any:
        for rule in [fault(state, values) for values in body]:
            state.faults.add(rule)
        return _DONE

    def clear_faults(_body: Any, _query: dict[str, str]) -> Any:
        state.faults.clear()
        return _DONE

    def add_changes(body: Any, _query: dict[str, str]) -> Any:
        for change in [concurrent_change(state, values) for values in body]:
            state.changes.add(change)
        return _DONE

    def clear_changes(_body: Any, _query: dict[str, str]) -> Any:
        state.changes.clear()
        return _DONE

    def requests(_body: Any, query: dict[str, str]) -> Any:
        log = writes(state.log) if query.get("writes") == "1" else state.log
        return [entry.as_json() for entry in log]

    def clear_requests(_body: Any, _query: dict[str, str]) -> Any:
        state.log.clear()
        return _DONE

    def configurations(_body: Any, _query: dict[str, str]) -> Any:
        state.tenant.effects.settle()
        return readable_configurations(state.tenant)

    def put_configurations(body: Any, _query: dict[str, str]) -> Any:
        add_configurations(state.tenant, body)
        return _DONE

    def identities(_body: Any, _query: dict[str, str]) -> Any:
        return [{"id": one.id, "alias": one.alias} for one in state.tenant.identities.values()]

    def work_items(_body: Any, _query: dict[str, str]) -> Any:
        state.tenant.effects.settle()
        return readable_work_items(state.tenant)

    def put_clients(body: Any, _query: dict[str, str]) -> Any:
        add_clients(state, body)
        return _DONE

    def add_waiting_work(body: Any, _query: dict[str, str]) -> Any:
        return waiting_work.add_in_bulk(state.tenant, **body)

    def finish_effects(_body: Any, _query: dict[str, str]) -> Any:
        with state.tenant.lock:
            state.tenant.effects.finish()
        return _DONE

    def expire_tokens(_body: Any, _query: dict[str, str]) -> Any:
        state.tokens.clear()
        return _DONE

    def shutdown(_body: Any, _query: dict[str, str]) -> Any:
        stop()
        return _DONE

    for method, path, action in (
        ("GET", "/health", health),
        ("POST", "/reset", reset),
        ("POST", "/switches", set_switches),
        ("POST", "/faults", add_faults),
        ("DELETE", "/faults", clear_faults),
        ("POST", "/concurrent_changes", add_changes),
        ("DELETE", "/concurrent_changes", clear_changes),
        ("GET", "/requests", requests),
        ("DELETE", "/requests", clear_requests),
        ("GET", "/configurations", configurations),
        ("POST", "/configurations", put_configurations),
        ("GET", "/identities", identities),
        ("GET", "/work_items", work_items),
        ("POST", "/clients", put_clients),
        ("POST", "/waiting_work", add_waiting_work),
        ("POST", "/finish_effects", finish_effects),
        ("POST", "/expire_tokens", expire_tokens),
        ("POST", "/shutdown", shutdown),
    ):
        app.router.add_route(method, PREFIX + path, _json_handler(action))
    for kind in waiting_work.READABLE:
        app.router.add_get(PREFIX + "/" + kind, _json_handler(_reader(state, kind)))
    for kind in waiting_work.KINDS:
        app.router.add_post(PREFIX + "/" + kind, _json_handler(_adder(state, kind)))


def _reader(state: State, kind: str) -> Callable[[Any, dict[str, str]], Any]:
    def read(_body: Any, _query: dict[str, str]) -> Any:
        state.tenant.effects.settle()
        return waiting_work.readable(state.tenant, kind)

    return read


def _adder(state: State, kind: str) -> Callable[[Any, dict[str, str]], Any]:
    return lambda body, _query: waiting_work.add(state.tenant, kind, body)


def _json_handler(action: Callable[[Any, dict[str, str]], Any]) -> Callable[[web.Request], Any]:
    async def handle(request: web.Request) -> web.Response:
        try:
            raw = await request.read()
            body: Any | None = json.loads(raw) if raw else None
            return web.json_response(action(body, dict(request.query)))
        except (Refused, ValueError, KeyError, TypeError, AttributeError) as error:
            return web.json_response({"error": "%s: %s" % (type(error).__name__, error)}, status=400)

    return handle
