# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import socket
import threading

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ConnectionFailed
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)

SECRET = "pr0xy-secret"


@pytest.fixture()
def proxy(request):
    """The address of a proxy that answers every request with these bytes and closes the connection."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection = listener.accept()[0]
            except OSError:
                return
            with connection:
                connection.recv(65536)
                connection.sendall(request.param)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"127.0.0.1:{listener.getsockname()[1]}"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def failure(monkeypatch, proxy):
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, proxy)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    settings = ConnectionSettings("https://acme.api.identitynow.com", access_token="t", retries=0)
    with pytest.raises(ConnectionFailed) as caught:
        Transport(settings).send("GET", "/")
    assert SECRET not in caught.value.message
    assert "HTTPS_PROXY" in caught.value.hint and "base_url" not in caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    "proxy",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 407 No\r\n\r\n", b"HTTP/1.1 502 No\r\n\r\n<html>"],
    indirect=True,
    ids=["closes", "nonsense", "407", "502"],
)
def test_a_proxy_that_does_not_work_is_blamed_and_not_base_url(monkeypatch, proxy):
    error = failure(monkeypatch, f"http://me:{SECRET}@{proxy}")
    assert "proxy" in error.message


@pytest.mark.parametrize("proxy", [b"HTTP/1.1 407 No\r\n\r\n"], indirect=True)
def test_the_status_of_a_proxy_is_told(monkeypatch, proxy):
    error = failure(monkeypatch, f"http://{proxy}")
    assert "the proxy cannot be used: it answered 407" in error.message and not error.may_pass


def test_the_password_of_a_proxy_is_a_secret(monkeypatch):
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://me:p%40ss@127.0.0.1:1")
    secrets = []
    Transport(ConnectionSettings("https://acme.api.identitynow.com", access_token="t"), on_secret=secrets.append)
    assert sorted(secrets) == ["p@ss", "t"]


@pytest.mark.parametrize(
    "address",
    [
        f"http://me:{SECRET}@127.0.0.1:1",
        f"http://me:{SECRET}@",
        f"ftp://me:{SECRET}@127.0.0.1:1",
        f"http://me:{SECRET}@127.0.0.1:port",
        f"http://me:{SECRET}@[",
    ],
)
def test_an_address_of_a_proxy_that_cannot_be_used(monkeypatch, address):
    error = failure(monkeypatch, address)
    assert "proxy" in error.message and not error.may_pass
