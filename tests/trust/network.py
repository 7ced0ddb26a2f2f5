# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a network does to the writes of a client, beyond what a simulated tenant can do."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import typing as t
from unittest import mock
from urllib.parse import urlsplit

import requests

from ansible_collections.community.sailpoint.plugins.module_utils._service import answers

#: Seconds after which a request that is being held up is given up.
_PATIENCE = 0.05
_READINESS = 30.0


@contextlib.contextmanager
def closed_port() -> t.Iterator[int]:
    """A port that refuses connections: it is taken, and nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


class Wire:
    """Stands between the client and the network; C(strike) may change what is sent with a write.

    It is called for the write of the number C(first), and for all later ones if the fault C(stays),
    with the function that sends, the URL and the keyword arguments.
    """

    def __init__(self, first: int, stays: bool, strike: t.Callable[..., t.Any]) -> None:
        self._lock = threading.Lock()
        self._writes = 0
        self._first, self._stays, self._strike = first, stays, strike

    @contextlib.contextmanager
    def in_place(self, monkeypatch: t.Any) -> t.Iterator[None]:
        """While this lasts, all requests of the process go through here."""
        send = requests.Session.request

        def request(session: t.Any, method: str, url: str, **arguments: t.Any) -> t.Any:
            def go_on(url: str = url, **changed: t.Any) -> t.Any:
                return send(session, method, url, **{**arguments, **changed})

            return self._strike(go_on, url) if self._is_struck(method, url) else go_on()

        with monkeypatch.context() as patch:
            patch.setattr(requests.Session, "request", request)
            yield

    def _is_struck(self, method: str, url: str) -> bool:
        if method == "GET" or url.endswith("/oauth/token"):
            return False
        with self._lock:
            number = self._writes
            self._writes += 1
        return number >= self._first if self._stays else number == self._first


def refuse(port: int) -> t.Callable[..., t.Any]:
    """Nobody listens where the request goes."""

    def strike(go_on: t.Callable[..., t.Any], url: str) -> t.Any:
        return go_on(url.replace(f":{urlsplit(url).port}", f":{port}", 1))

    return strike


def lose_patience(simulator: t.Any) -> t.Callable[..., t.Any]:
    """The client gives up while the service holds the request, or its whole answer; one write at a time."""
    begin = answers._TimedResponse.__init__

    def begin_in_a_hurry(*args: t.Any, seconds: float, **kwargs: t.Any) -> None:
        begin(*args, seconds=_PATIENCE, **kwargs)

    def strike(go_on: t.Callable[..., t.Any], url: str) -> t.Any:
        arrived = len(simulator.writes())
        try:
            with mock.patch.object(answers._TimedResponse, "__init__", begin_in_a_hurry):
                return go_on(timeout=_PATIENCE)
        except requests.exceptions.Timeout:
            # However slow this machine is: the request has reached the service.
            until = time.monotonic() + _READINESS
            while len(simulator.writes()) == arrived and time.monotonic() < until:
                time.sleep(0.001)
            raise

    return strike
