# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import contextlib
import gzip
import http.server
import threading
import time

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service import answers
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import checked, retry_after
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    AnswerTooLarge,
    ConnectionFailed,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)


def test_a_date_to_wait_for_is_by_the_clock_of_the_service():
    headers = {"Retry-After": "Sun, 06 Nov 1994 08:49:57 GMT", "Date": "Sun, 06 Nov 1994 08:49:37 GMT"}
    assert retry_after(headers) == 20
    assert retry_after({**headers, "Date": "yesterday"}) is None


def test_json_that_is_nested_too_deeply_is_no_answer():
    with pytest.raises(UnexpectedAnswer, match="not JSON"):
        checked("GET /", 200, {}, b"[" * 100_000, None, write=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_in_any_unicode_encoding(encoding):
    assert checked("GET /", 200, {}, '["\u00e9"]'.encode(encoding), None, write=False).data == ["\u00e9"]


class Server(http.server.ThreadingHTTPServer):
    """Answers with what ``write`` writes to the open connection, and counts the requests."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = 0
        self.stopped = threading.Event()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked += 1
        with contextlib.suppress(OSError):  # the client has had enough
            self.server.write(self)

    do_PUT = do_GET

    def trickle(self, data):
        for byte in data:
            if self.server.stopped.wait(0.02):
                break
            self.wfile.write(bytes([byte]))
            self.wfile.flush()

    def log_message(self, *args):
        pass


@pytest.fixture()
def server():
    running = Server()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.stopped.set()
    running.shutdown()
    thread.join()
    running.server_close()


def transport(server, **settings):
    address = f"http://127.0.0.1:{server.server_address[1]}"
    return Transport(ConnectionSettings(address, access_token="t", rate_limit=0, **settings))


def whole(body, *headers):
    def write(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return write


def slow_body(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.trickle(b" " * 100_000)


def slow_chunks(handler):
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.trickle(b"1\r\n \r\n" * 100_000)


def slow_headers(handler):
    handler.trickle(b"HTTP/1.1 200 OK\r\n" + b"X-Header: value\r\n" * 10_000)


@pytest.mark.parametrize("write", [slow_body, slow_chunks, slow_headers])
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_an_answer_that_trickles_in_without_end_is_a_timeout(server, write, method):
    server.write = write
    began = time.monotonic()
    with pytest.raises(ConnectionFailed, match="no complete answer in time") as caught:
        transport(server, timeout=0.1, retries=0).send(method, "/", body={})
    assert time.monotonic() - began < 3
    assert caught.value.unclear == (method == "PUT")
    assert "longer timeout" in caught.value.hint


def test_a_slow_answer_within_the_limit_is_read(server):
    def write(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "10")
        handler.end_headers()
        handler.trickle(b"[1,     2]")

    server.write = write
    assert transport(server, timeout=5, retries=0).send("GET", "/").data == [1, 2]


def test_connections_are_used_again(server):
    server.write = whole(b"[]")
    client = transport(server)
    for unused in range(3):
        assert client.send("GET", "/").data == []
    (pool,) = client._session.get_adapter("http://").poolmanager.pools._container.values()
    assert (server.asked, pool.num_connections) == (3, 1)


@pytest.mark.parametrize("method", ["GET", "PUT"])
@pytest.mark.parametrize("compressed", [True, False])
def test_an_answer_that_is_too_large_is_an_error_and_not_asked_for_again(server, monkeypatch, method, compressed):
    monkeypatch.setattr(answers, "LARGEST_ANSWER", 2**20)
    body = b" " * (2**20 + 1)
    server.write = whole(gzip.compress(body), ("Content-Encoding", "gzip")) if compressed else whole(body)
    with pytest.raises(AnswerTooLarge, match="answered with more than 1 MiB") as caught:
        transport(server).send(method, "/", body={})
    assert caught.value.unclear and server.asked == 1


def test_an_answer_may_be_as_large_as_the_limit(server, monkeypatch):
    monkeypatch.setattr(answers, "LARGEST_ANSWER", 2**20)
    server.write = whole(gzip.compress(b"[" + b" " * (2**20 - 2) + b"]"), ("Content-Encoding", "GZIP"))
    assert transport(server).send("GET", "/").data == []


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "deflate,gzip"])
def test_compressions_that_were_not_asked_for_are_refused(server, encoding):
    server.write = whole(b"[]", ("Content-Encoding", encoding))
    with pytest.raises(UnexpectedAnswer, match="an unsupported compression"):
        transport(server, retries=0).send("GET", "/")
