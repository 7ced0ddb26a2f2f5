# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import http.server
import select
import socket
import ssl
import threading
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
import trustme

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    ConnectionFailed,
    ServiceError,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)
from ansible_collections.community.sailpoint.tests.simulator import Fault

TYPES = "/reassignment-configurations/v1/types"
SETTINGS = "/reassignment-configurations/v1/tenant-config"
BODY = {"configDetails": {"disabled": False}}


def with_token(simulator, **settings):
    return Transport(
        ConnectionSettings(simulator.url, access_token=simulator.issue_token(), **{"rate_limit": 0, **settings})
    )


def with_credentials(simulator, secrets=None, **settings):
    settings = {"client_id": simulator.client_id, "client_secret": simulator.client_secret, **settings}
    return Transport(
        ConnectionSettings(simulator.url, rate_limit=0, **settings),
        on_secret=[].append if secrets is None else secrets.append,
    )


def operations(simulator):
    return [request.operation for request in simulator.requests]


def test_the_token_is_fetched_once_and_never_in_a_url(simulator):
    secrets = []
    transport = with_credentials(simulator, secrets)
    for unused in range(3):
        transport.send("GET", TYPES)
    assert operations(simulator) == ["oauth.token", *["reassignments.types"] * 3]
    token_request = simulator.requests[0]
    assert token_request.method == "POST" and token_request.query == {}
    assert token_request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert token_request.body == {
        "grant_type": "client_credentials",
        "client_id": simulator.client_id,
        "client_secret": simulator.client_secret,
    }
    assert simulator.requests[1].headers["authorization"] == f"Bearer {secrets[-1]}"
    assert all(simulator.client_secret not in request.path + str(request.query) for request in simulator.requests)


def test_threads_share_one_token(simulator):
    transport = with_credentials(simulator)
    threads = [threading.Thread(target=transport.send, args=("GET", TYPES)) for unused in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert operations(simulator).count("oauth.token") == 1


def test_every_call_has_the_experimental_header(simulator):
    with_token(simulator).send("GET", TYPES)
    assert simulator.requests[0].headers["x-sailpoint-experimental"] == "true"


@pytest.mark.parametrize("method, body", [("GET", None), ("PUT", BODY)])
def test_an_old_token_is_replaced_once(simulator, method, body):
    transport = with_credentials(simulator)
    transport.send("GET", TYPES)
    simulator.expire_tokens()
    transport.send(method, SETTINGS, body=body)
    assert operations(simulator).count("oauth.token") == 2


def test_a_token_that_is_refused_again_is_an_error(simulator):
    simulator.add_fault(Fault("unauthorized", path="types", times=9))
    with pytest.raises(ServiceError, match="JWT is expired") as caught:
        with_credentials(simulator).send("GET", TYPES)
    assert caught.value.status_code == 401 and "personal access token" in caught.value.hint
    assert operations(simulator).count("oauth.token") == 2


def test_a_given_token_cannot_be_replaced_without_credentials(simulator):
    transport = with_token(simulator)
    simulator.expire_tokens()
    with pytest.raises(ServiceError, match="401"):
        transport.send("GET", TYPES)
    assert len(simulator.requests) == 1


def test_a_given_token_that_has_expired_is_replaced_with_credentials(simulator):
    transport = with_credentials(simulator, access_token="stale")
    transport.send("GET", TYPES)
    assert operations(simulator) == ["reassignments.types", "oauth.token", "reassignments.types"]


@pytest.mark.parametrize("method, body", [("GET", None), ("PUT", BODY)])
@pytest.mark.parametrize(
    "retry_after, least, most",
    [
        ("3", 3, 3),
        ("3600", 60, 60),
        ("0", 0.04, 0.06),
        ("-1", 0.25, 0.25),
        ("soon", 0.25, 0.25),
        (None, 0.25, 0.25),
        # Whole seconds, and a busy machine takes some between the test's clock and the service's.
        ("date", 20, 40),
        ("²", 0.25, 0.25),
    ],
)
def test_429_is_waited_for_whatever_the_method(simulator, clock, method, body, retry_after, least, most):
    if retry_after == "date":
        retry_after = format_datetime(datetime.now(timezone.utc) + timedelta(seconds=40), usegmt=True)
    simulator.add_fault(Fault("status", status=429, retry_after=retry_after, path="tenant-config"))
    with_token(simulator).send(method, SETTINGS, body=body)
    assert least - 0.01 <= sum(clock.slept) <= most + 0.01
    assert len(simulator.requests) == 2


def test_a_429_that_does_not_end_is_an_error(simulator, clock):
    simulator.add_fault(Fault("status", status=429, retry_after="30", times=10000))
    with pytest.raises(ServiceError, match="Rate Limit Exceeded") as caught:
        with_token(simulator).send("GET", TYPES)
    assert caught.value.status_code == 429 and "rate_limit" in caught.value.hint
    assert 599 < sum(clock.slept) < 700


def test_without_retries_a_429_is_an_error_at_once(simulator, clock):
    simulator.add_fault(Fault("status", status=429, retry_after="30"))
    with pytest.raises(ServiceError, match="429"):
        with_token(simulator, retries=0).send("GET", TYPES)
    assert clock.slept == []


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", status=500),
        Fault("status", status=502),
        Fault("html"),
        Fault("reset_before"),
        Fault("reset_after"),
        Fault("truncated"),
        Fault("truncated_json"),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)
class TestFaults:
    def test_reads_are_repeated(self, simulator, clock, fault):
        simulator.add_fault(Fault(**{**vars(fault), "times": 3}))
        assert len(with_token(simulator).send("GET", TYPES).data) == 4
        assert len(simulator.requests) == 4 and sum(clock.slept) > 0.5 * (0.25 + 0.5 + 1)

    def test_reads_give_up_after_the_retries(self, simulator, clock, fault):
        simulator.add_fault(Fault(**{**vars(fault), "times": 99}))
        with pytest.raises((ServiceError, ConnectionFailed, UnexpectedAnswer)):
            with_token(simulator, retries=2).send("GET", TYPES)
        assert len(simulator.requests) == 3

    def test_writes_are_never_repeated_but_marked_as_unclear(self, simulator, clock, fault):
        simulator.add_fault(Fault(**{**vars(fault), "times": 99}))
        with pytest.raises((ServiceError, ConnectionFailed, UnexpectedAnswer)) as caught:
            with_token(simulator).send("PUT", SETTINGS, body=BODY)
        assert caught.value.unclear
        assert len(simulator.requests) == 1

    def test_the_token_survives(self, simulator, clock, fault):
        simulator.add_fault(Fault(**{**vars(fault), "path": "oauth", "times": 2}))
        with_credentials(simulator).send("PUT", SETTINGS, body=BODY)
        assert operations(simulator)[-1] == "reassignments.update_tenant_config"


def test_a_timeout_is_unclear_for_writes_only(simulator, clock):
    simulator.add_fault(Fault("timeout_after", delay=20, times=99))
    transport = with_token(simulator, timeout=0.2, retries=0)
    with pytest.raises(ConnectionFailed, match="no complete answer in time") as caught:
        transport.send("PUT", SETTINGS, body=BODY)
    assert caught.value.unclear
    with pytest.raises(ConnectionFailed) as caught:
        transport.send("GET", TYPES)
    assert not caught.value.unclear


def test_errors_tell_what_the_service_said(simulator):
    with pytest.raises(ServiceError) as caught:
        with_token(simulator).send("PUT", "/reassignment-configurations/v1/" + "f" * 32, body={"configType": "X"})
    error = caught.value
    assert error.status_code == 400 and not error.unclear
    assert error.message.startswith("PUT /reassignment-configurations/v1/" + "f" * 32 + " answered 400: ")
    assert error.result()["detail_code"] and error.result()["tracking_id"]


def test_a_403_names_the_scope(simulator):
    simulator.add_fault(Fault("status", status=403))
    with pytest.raises(ServiceError) as caught:
        with_token(simulator).send("GET", TYPES, scope="idn:some:scope")
    assert "the scope idn:some:scope" in caught.value.hint
    assert "personal access token" in caught.value.hint


def test_a_missing_experimental_header_is_explained(simulator):
    transport = with_token(simulator)
    del transport._session.headers["X-SailPoint-Experimental"]
    with pytest.raises(ServiceError) as caught:
        transport.send("GET", TYPES)
    assert "X-SailPoint-Experimental" in caught.value.hint and "proxy" in caught.value.hint


def test_html_is_somebody_else(simulator):
    simulator.add_fault(Fault("html", status=404))
    with pytest.raises(ServiceError, match="with an HTML page") as caught:
        with_token(simulator).send("GET", TYPES)
    assert not caught.value.is_not_found and "proxy" in caught.value.hint


@pytest.mark.parametrize("method", ["GET", "PUT"])
@pytest.mark.parametrize("to_another_host", [True, False])
def test_redirects_are_not_followed(simulator, proxy, method, to_another_host):
    other, asked = proxy
    simulator.add_fault(Fault("redirect", location=(other if to_another_host else simulator.url) + "/elsewhere"))
    with pytest.raises(ServiceError, match="302, a redirect, which is not followed"):
        with_token(simulator).send(method, TYPES)
    assert len(simulator.requests) == 1 and asked == []


def test_credentials_of_netrc_are_not_used(simulator, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with_credentials(simulator).send("GET", TYPES)
    assert [request.headers.get("authorization", "")[:6] for request in simulator.requests] == ["", "Bearer"]


@pytest.fixture()
def tls(tmp_path, request):
    """A server with a certificate of an unknown authority for localhost; its port and the authority's file.

    The parameter, if any, is when the certificate expires.
    """

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"[]")

        def log_message(self, *args):
            pass

    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", not_after=getattr(request, "param", None)).configure_cert(context)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1], str(tmp_path / "ca.pem")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    "host, settings, verifies",
    [
        ("localhost", {}, False),
        ("localhost", {"ca_path": True}, True),
        ("127.0.0.1", {"ca_path": True}, False),
        ("127.0.0.1", {"validate_certs": False}, True),
    ],
)
@pytest.mark.parametrize("bundle", [None, "/nonexistent"])
@pytest.mark.filterwarnings("ignore:Unverified HTTPS")
def test_certificates(tls, monkeypatch, host, settings, verifies, bundle):
    port, ca_path = tls
    if bundle and settings:  # What the task says wins over the environment.
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", bundle)
    settings = {**settings, **({"ca_path": ca_path} if "ca_path" in settings else {})}
    transport = Transport(ConnectionSettings(f"https://{host}:{port}", access_token="t", retries=0, **settings))
    if verifies:
        assert transport.send("GET", "/").data == []
    else:
        with pytest.raises(ConnectionFailed, match="certificate of the server does not verify") as caught:
            transport.send("GET", "/")
        assert "ca_path" in caught.value.hint


@pytest.mark.parametrize("tls", [datetime(2020, 1, 1)], indirect=True)
def test_an_expired_certificate(tls):
    port, ca_path = tls
    transport = Transport(ConnectionSettings(f"https://localhost:{port}", access_token="t", retries=0, ca_path=ca_path))
    with pytest.raises(ConnectionFailed, match=r"does not verify: .*expired"):
        transport.send("GET", "/")


@pytest.mark.parametrize("setting", ["ca_path", "REQUESTS_CA_BUNDLE"])
def test_a_missing_file_of_certificates_is_named(monkeypatch, setting):
    if setting == "REQUESTS_CA_BUNDLE":
        monkeypatch.setenv(setting, "/nonexistent.pem")
    settings = {"ca_path": "/nonexistent.pem"} if setting == "ca_path" else {}
    transport = Transport(ConnectionSettings("https://localhost:1", access_token="t", **settings))
    with pytest.raises(ConnectionFailed, match=r"/nonexistent\.pem"):
        transport.send("PUT", "/")


@pytest.fixture()
def proxy():
    """A proxy; the addresses that it was asked for, with the headers that only it sees."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_CONNECT(self):
            asked.append((self.path, dict(self.headers)))
            host, port = self.path.split(":")
            with socket.create_connection((host, int(port))) as server:
                self.send_response(200)
                self.end_headers()
                ends = {self.connection: server, server: self.connection}
                while data := (ready := select.select(list(ends), [], [])[0][0]).recv(65536):
                    ends[ready].sendall(data)
            self.close_connection = True

        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            self.send_error(500)

        do_POST = do_PUT = do_GET

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def set_proxy(monkeypatch, address, no_proxy=""):
    for name, value in {"http_proxy": address, "https_proxy": address, "no_proxy": no_proxy}.items():
        monkeypatch.setenv(name, value)
        monkeypatch.setenv(name.upper(), value)


def test_proxies_of_the_environment(tls, proxy, monkeypatch):
    port, ca_path = tls
    address, asked = proxy
    settings = ConnectionSettings(f"https://localhost:{port}", access_token="t0ken", retries=0, ca_path=ca_path)
    set_proxy(monkeypatch, address)
    assert Transport(settings).send("GET", "/").data == []
    ((path, headers),) = asked
    assert path == f"localhost:{port}" and "t0ken" not in str(headers)
    set_proxy(monkeypatch, address, no_proxy="localhost")
    assert Transport(settings).send("GET", "/").data == []
    assert len(asked) == 1


def test_unencrypted_requests_stay_on_this_machine(simulator, proxy, monkeypatch):
    address, asked = proxy
    set_proxy(monkeypatch, address)
    assert len(with_credentials(simulator).send("GET", TYPES).data) == 4
    assert asked == []


def test_a_broken_proxy_keeps_its_password(monkeypatch):
    set_proxy(monkeypatch, "http://me:pr0xy-secret@127.0.0.1:1")
    with pytest.raises(ConnectionFailed, match="the proxy cannot be used") as caught:
        Transport(ConnectionSettings("https://localhost:1", access_token="t", retries=0)).send("GET", TYPES)
    assert "pr0xy-secret" not in caught.value.message
