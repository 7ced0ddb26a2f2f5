# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running a simulated tenant in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from aiohttp import web

from .app import make_app
from .concurrent_changes import ConcurrentChange
from .faults import Fault
from .permissions import ALL_SCOPES, ORG_ADMIN
from .request_log import LoggedRequest, api_calls, writes
from .state import CLIENT_ID, CLIENT_SECRET, State
from .switches import Switches
from .tenant import Tenant

HOST = "127.0.0.1"


class Simulator:
    """A simulated tenant on a loopback port, ready inside ``with Simulator(...) as sim:``.

    port 0 is a free one. Raises OSError if the port is taken.
    """

    def __init__(
        self,
        switches: Switches | None = None,
        people: int = 5,
        client_id: str = CLIENT_ID,
        client_secret: str = CLIENT_SECRET,
        port: int = 0,
    ) -> None:
        self.client_id, self.client_secret = client_id, client_secret
        self.state = State(switches or Switches(), people, client_id, client_secret)
        self.url = ""
        self.stopped = threading.Event()
        """Set when the server was told over HTTP to end."""
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, name="simulator", daemon=True)

    def __enter__(self) -> Simulator:
        self._thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        except BaseException:
            self._end_thread()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._end_thread()

    async def _start(self) -> None:
        # Handlers that hold a connection for a fault must not hold up the end.
        app = make_app(self.state, self.stopped.set)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port, backlog=1024).start()
        self.url = "http://%s:%d" % (HOST, self._runner.addresses[0][1])

    async def _stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def _end_thread(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def tenant(self) -> Tenant:
        return self.state.tenant

    @property
    def switches(self) -> Switches:
        return self.state.switches

    @switches.setter
    def switches(self, switches: Switches) -> None:
        self.state.switches = switches

    def set(self, **values: Any) -> None:
        """Set switches."""
        self.state.switches.update(values)

    def add_client(
        self,
        client_id: str,
        client_secret: str,
        scopes: Iterable[str] = (ALL_SCOPES,),
        levels: Iterable[str] = (ORG_ADMIN,),
        identity: str | None = None,
    ) -> None:
        """Let another API client in, or change one; it has a rate limit of its own.

        identity is the alias or ID of the person it acts as, None the tenant's current user.
        """
        self.state.add_client(client_id, client_secret, scopes, levels, identity)

    def issue_token(self, client_id: str | None = None) -> str:
        """A valid access token, of the first client unless another one is named."""
        return self.state.issue_token(client_id or self.client_id)

    def expire_tokens(self) -> None:
        """Make all issued tokens invalid."""
        self.state.tokens.clear()

    @property
    def requests(self) -> list[LoggedRequest]:
        """Every logged request, in the order of arrival."""
        return list(self.state.log)

    def calls(self, operation: str | None = None) -> list[LoggedRequest]:
        """The logged requests without those for tokens, optionally of one operation."""
        return api_calls(self.requests, operation)

    def writes(self) -> list[LoggedRequest]:
        """The logged requests that could change something, without those for tokens."""
        return writes(self.requests)

    def clear_log(self) -> None:
        self.state.log.clear()

    def add_fault(self, fault: Fault) -> None:
        self.state.faults.add(fault)

    def clear_faults(self) -> None:
        self.state.faults.clear()

    def add_change(self, change: ConcurrentChange) -> None:
        """Have somebody else change something at a given moment."""
        self.state.changes.add(change)

    def clear_changes(self) -> None:
        self.state.changes.clear()

    def reset(self) -> None:
        """A fresh tenant with the same people and the switches it was started with; no rules, empty log."""
        self.state.reset()
