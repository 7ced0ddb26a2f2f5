# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Drives a browser by its DevTools protocol, which Chromium and Lightpanda share."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import re
import shutil
import subprocess
import tempfile
import typing as t

import aiohttp

#: Long enough for a page of thousands of people on a busy machine.
PATIENCE = 120.0


class Page:
    """One tab.

    C(complaints) is what the browser has said of errors and warnings, C(requests) the addresses that it has loaded.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._loop = loop
        self._socket = socket
        self._numbers = itertools.count(1)
        self._session: str | None = None
        self._loaded = False
        self.complaints: list[str] = []
        self.requests: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Runtime", "Page", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: t.Any) -> dict[str, t.Any]:
        """The result of a method of the protocol; fails the test if the browser answers with an error."""
        answer = self._answer(method, **params)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def _answer(self, method: str, **params: t.Any) -> dict[str, t.Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._run(self._socket.send_json(message))
        while (answer := self._receive()).get("id") != number:
            pass
        return answer

    def open(self, url: str) -> None:
        """Load a page and wait until it is there."""
        self._loaded = False
        self.call("Page.navigate", url=url)
        while not self._loaded:
            self._receive()

    def evaluate(self, expression: str, *, wait: bool = False) -> t.Any:
        """The value of a JavaScript expression, or, if told to C(wait), what its promise brings."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=wait)
        assert "exceptionDetails" not in answer, f"{expression}: {answer['exceptionDetails']}"
        return answer["result"].get("value")

    def is_drawn(self, node: int) -> bool:
        """Whether a node of the DOM domain takes up space."""
        return "result" in self._answer("DOM.getBoxModel", nodeId=node)

    def _receive(self) -> dict[str, t.Any]:
        message = self._run(self._socket.receive_json())
        event, params = message.get("method"), message.get("params", {})
        if event == "Page.loadEventFired":
            self._loaded = True
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(str(params["exceptionDetails"]))
        elif event == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.complaints.append(str(params["args"]))
        elif event == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.complaints.append(params["entry"]["text"])
        elif event == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        return message

    def _run(self, awaitable: t.Awaitable[t.Any]) -> t.Any:
        return self._loop.run_until_complete(asyncio.wait_for(awaitable, PATIENCE))


@contextlib.contextmanager
def connect(endpoint: str) -> t.Iterator[Page]:
    """A new tab in the browser that listens at C(endpoint)."""
    loop = asyncio.new_event_loop()

    async def start() -> tuple[aiohttp.ClientSession, aiohttp.ClientWebSocketResponse]:
        session = aiohttp.ClientSession()
        return session, await session.ws_connect(endpoint, max_msg_size=0)

    session, socket = loop.run_until_complete(start())
    try:
        yield Page(loop, socket)
    finally:
        loop.run_until_complete(socket.close())
        loop.run_until_complete(session.close())
        loop.close()


def find_chromium() -> str | None:
    """The path of a Chromium or of Chrome, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return next(filter(None, map(shutil.which, names)), None)


@contextlib.contextmanager
def chromium(path: str) -> t.Iterator[str]:
    """Start Chromium with a new profile; gives the address at which it listens."""
    options = [
        "--headless",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
        # The sandbox does not work for root, nor in most containers; the pages are our own.
        "--no-sandbox",
        "--remote-debugging-port=0",
    ]
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        command = [path, *options, f"--user-data-dir={profile}", "about:blank"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", errors="replace") as browser:
            assert browser.stderr is not None
            try:
                # The line is printed once the browser listens.
                found = next(filter(None, (re.search(r"ws://\S+", line) for line in browser.stderr)), None)
                assert found, f"{path} ended before it listened."
                yield found[0]
            finally:
                browser.terminate()
                browser.stderr.read()
