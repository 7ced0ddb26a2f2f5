# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""HTTP: session, token, pacing and retries. Knows nothing of reassignments or work items."""

from __future__ import annotations

import ipaddress
import random
import re
import threading
import time
import typing as t
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import requests
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    ConnectionFailed,
    InvalidInput,
    SailPointError,
    ServiceError,
    UnexpectedAnswer,
    service_error,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.pacing import Pacer

#: Longest time in seconds that one answer with Retry-After can make a task wait.
LONGEST_RETRY_AFTER = 60.0
#: How long, in seconds, one request goes on asking while the service answers 429.
RATE_LIMIT_PATIENCE = 600.0
#: So much of a path is repeated in messages: it can hold what somebody wrote for an ID.
_LONGEST_SHOWN = 200
#: Shortest pause in seconds after a 429, also if the service asks for none.
_LEAST_PAUSE = 0.05
#: First and longest pause in seconds between tries.
_BACKOFF = (0.25, 10.0)


class ConnectionSettings(t.NamedTuple):
    """The connection options of every module; see plugins/doc_fragments/_connection.py."""

    base_url: str
    client_id: str | None = None
    client_secret: str | None = None
    access_token: str | None = None
    validate_certs: bool = True
    ca_path: str | None = None
    timeout: float = 30.0
    retries: int = 5
    rate_limit: int = 100


class Answer(t.NamedTuple):
    """A successful answer; C(data) is the decoded JSON, or C(None) for an empty body."""

    status_code: int
    headers: t.Mapping[str, str]
    data: t.Any


class Transport:
    """Sends requests to one tenant; safe to use from several threads."""

    def __init__(self, settings: ConnectionSettings, *, on_secret: t.Callable[[str], t.Any] | None = None) -> None:
        """C(on_secret) is called with every token received, so that it can be kept out of all output.

        Raises C(InvalidInput) if the base URL cannot be used or the credentials are incomplete.
        """
        if not settings.access_token and not (settings.client_id and settings.client_secret):
            raise InvalidInput("There are no credentials: set client_id and client_secret, or access_token.")
        self._settings = settings
        self._on_secret = on_secret
        self._base_url = checked_base_url(settings.base_url)
        self._pacer = Pacer(settings.rate_limit)
        self._token = _checked_token(settings.access_token) if settings.access_token else None
        self._token_lock = threading.Lock()
        self._session = requests.Session()
        # Unencrypted requests stay on this machine: by way of a proxy they would show it secrets and tokens.
        self._proxies = {"no_proxy": "*"} if self._base_url.startswith("http://") else None
        # Required by every reassignment call from v2024 on; it does no harm elsewhere.
        self._session.headers["X-SailPoint-Experimental"] = "true"
        adapter = requests.adapters.HTTPAdapter(pool_maxsize=64)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)

    def send(
        self,
        method: str,
        path: str,
        *,
        params: t.Mapping[str, t.Any] | None = None,
        body: t.Any = None,
        scope: str | None = None,
    ) -> Answer:
        """Send one request and repeat it where that cannot do harm.

        A request that never left, that got 429, or that got 401 for an old token had no effect and is
        repeated whatever it was. All other failures are repeated for GET only: after a write they are
        raised with C(unclear) set, and the caller looks before writing again. C(body) is sent as JSON
        unless it is C(None); C(scope) is only for the hint of a 403.
        """

        def attempt() -> Answer:
            return self._exchange(method, path, scope=scope, params=params, json=body, auth=_BearerAuth(token))

        token = self._current_token()
        try:
            return self._repeat(attempt, safe=method == "GET")
        except ServiceError as error:
            if error.status_code != 401 or not self._renew_token(token):
                raise
            token = self._current_token()
            return self._repeat(attempt, safe=method == "GET")

    def _current_token(self) -> str:
        with self._token_lock:
            if self._token is None:
                self._token = self._fetch_token()
            return self._token

    def _renew_token(self, refused: str) -> bool:
        """Whether there is another token than the one that was refused, fetched if need be."""
        with self._token_lock:
            if self._token == refused:
                if not self._settings.client_secret:
                    return False
                self._token = self._fetch_token()
            return True

    def _fetch_token(self) -> str:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._settings.client_id,
            "client_secret": self._settings.client_secret,
        }
        answer = self._repeat(lambda: self._exchange("POST", "/oauth/token", data=form, auth=_no_auth), safe=True)
        token = answer.data.get("access_token") if isinstance(answer.data, dict) else None
        if not token or not isinstance(token, str):
            raise UnexpectedAnswer("POST /oauth/token answered without an access_token.", "Check base_url.")
        if self._on_secret:
            self._on_secret(token)
        return _checked_token(token)

    def _repeat(self, attempt: t.Callable[[], Answer], *, safe: bool) -> Answer:
        """Call C(attempt) until it succeeds, or fails for good; C(safe) if repeating is always harmless."""
        tries_left = self._settings.retries
        first, longest = _BACKOFF
        pause = first
        patience_ends = time.monotonic() + RATE_LIMIT_PATIENCE
        while True:
            try:
                return attempt()
            except SailPointError as error:
                if isinstance(error, ServiceError) and error.status_code == 429:
                    if not self._settings.retries or time.monotonic() > patience_ends:
                        raise
                    # Everybody waits: the limit is the client's, not the request's.
                    self._pacer.pause(pause if error.retry_after is None else max(error.retry_after, _LEAST_PAUSE))
                    pause = min(pause * 2, longest)
                    continue
                if tries_left <= 0 or not _worth_repeating(error, safe):
                    raise
                tries_left -= 1
                time.sleep(pause * random.uniform(0.5, 1))
            pause = min(pause * 2, longest)

    def _exchange(self, method: str, path: str, *, scope: str | None = None, **request: t.Any) -> Answer:
        asked = f"{method} {path}" if len(path) <= _LONGEST_SHOWN else f"{method} {path[:_LONGEST_SHOWN]}…"
        settings = self._settings
        try:
            with self._pacer:
                response = self._session.request(
                    method,
                    self._base_url + path,
                    timeout=settings.timeout,
                    # For each request, since a setting of the session would lose against REQUESTS_CA_BUNDLE.
                    verify=(settings.ca_path or True) if settings.validate_certs else False,
                    # The API never redirects; following would show the token to whoever made us follow.
                    allow_redirects=False,
                    proxies=self._proxies,
                    **request,
                )
            # urllib3 1 does not tell.
            if response.raw.length_remaining:
                raise requests.exceptions.ChunkedEncodingError("the answer was cut short")
        except (OSError, UnicodeError) as error:  # requests' own errors are OSErrors too
            raise _connection_error(asked, self._base_url, error, write=method != "GET") from error
        return _checked(asked, response, scope, write=method != "GET")


class _BearerAuth:
    """As an auth object, since requests would replace a plain header by what it finds in .netrc."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: t.Any) -> t.Any:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _checked_token(token: str) -> str:
    """The token without white space around it, as files have it; raises C(InvalidInput) if it cannot be sent."""
    token = token.strip()
    if not token.isascii() or not token.isprintable() or " " in token or not token:
        # Its text is not repeated: it can be another secret.
        raise InvalidInput("The access token is not a token: it is empty or has characters that no token has.")
    return token


def _no_auth(request: t.Any) -> t.Any:
    return request


def _worth_repeating(error: SailPointError, safe: bool) -> bool:
    if isinstance(error, (ConnectionFailed, UnexpectedAnswer)):
        return safe or not error.unclear
    return safe and isinstance(error, ServiceError) and error.status_code >= 500


def checked_base_url(base_url: str) -> str:
    """C(base_url) without a trailing slash; raises C(InvalidInput) if it is not safe or not usable."""
    hint = "It looks like https://TENANT.api.identitynow.com."
    try:
        parts = urlsplit(base_url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InvalidInput(f"base_url is not a URL: {error}.", hint) from error
    if parts.scheme not in ("http", "https") or not host:
        raise InvalidInput("base_url is not an https:// URL.", hint)
    if parts.username is not None or parts.password is not None:
        raise InvalidInput("base_url must not contain a user name or a password.", hint)
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise InvalidInput("base_url is the API address of the tenant, without a path.", hint)
    if parts.scheme == "http" and not _is_loopback(host):
        raise InvalidInput("base_url must begin with https://: tokens are not sent over an unencrypted connection.")
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def password_of(url: str) -> str | None:
    """What stands in a URL as a password, also in one that is none."""
    match = re.search(":([^/@]+)@", url)
    return match and match[1]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _connection_error(asked: str, base_url: str, error: Exception, *, write: bool) -> ConnectionFailed:
    cause = _root_cause(error)
    reason = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    where = f"{asked} at {base_url}"
    bad_certificate = "CERTIFICATE_VERIFY" in str(error).upper() or type(cause).__name__ == "CertificateError"
    if isinstance(error, requests.exceptions.SSLError) and bad_certificate:
        return ConnectionFailed(
            f"{where}: the TLS certificate of the server does not verify: {reason}.",
            "If the server uses a private certificate authority, set ca_path to its certificate.",
            unclear=False,
        )
    if isinstance(error, requests.exceptions.ProxyError):
        # Proxy addresses can hold a password, and so the library's text is not repeated.
        return ConnectionFailed(f"{where}: the proxy cannot be used.", "Check HTTPS_PROXY and NO_PROXY.", unclear=write)
    if isinstance(error, requests.exceptions.Timeout):
        return ConnectionFailed(
            f"{where}: no answer in time.",
            "Check that the host can be reached, or set a longer timeout.",
            unclear=write and not isinstance(error, requests.exceptions.ConnectTimeout),
        )
    if not isinstance(error, requests.RequestException) and not isinstance(error, UnicodeError):
        return ConnectionFailed(
            f"{where}: {error}.", "Check ca_path and the environment variable REQUESTS_CA_BUNDLE.", unclear=False
        )
    never_left = type(cause).__name__ in ("NewConnectionError", "NameResolutionError", "gaierror") or isinstance(
        cause, ConnectionRefusedError
    )
    if isinstance(error, (requests.exceptions.InvalidURL, requests.exceptions.InvalidProxyURL, UnicodeError)):
        return ConnectionFailed(f"{where}: the address cannot be used.", "Check base_url.", unclear=False)
    return ConnectionFailed(
        f"{where}: the connection failed: {reason}.",
        "Check base_url, the network and the proxy settings.",
        unclear=write and not never_left,
    )


def _root_cause(error: BaseException) -> BaseException:
    """The innermost error: requests wraps those of urllib3, which wrap those of the operating system."""
    seen = {id(error)}
    while True:
        # Without "from", as in urllib3 1, it is the context.
        inner = [error.__cause__, getattr(error, "reason", None), *error.args, error.__context__]
        following = next((e for e in inner if isinstance(e, BaseException) and id(e) not in seen), None)
        if following is None:
            return error
        seen.add(id(following))
        error = following


def _checked(asked: str, response: t.Any, scope: str | None, *, write: bool) -> Answer:
    """The decoded answer; raises C(ServiceError) or C(UnexpectedAnswer) for all that is no success."""
    status = response.status_code
    decodable = True
    try:
        data = response.json() if response.content else None
    except (ValueError, RecursionError):
        data, decodable = response.text, False
    if 200 <= status < 300 and decodable:
        return Answer(status, response.headers, data)
    error = service_error(asked, status, data, scope=scope, unclear=write and status >= 500)
    error.retry_after = _retry_after(response.headers)
    if 300 <= status < 400:
        raise ServiceError(
            f"{asked} answered {status}, a redirect, which is not followed.",
            "Check base_url: it must be the API address of the tenant.",
            status_code=status,
        )
    if status < 400:
        raise UnexpectedAnswer(f"{asked} answered {status} with something that is not JSON.", error.hint)
    raise error


def _retry_after(headers: t.Mapping[str, str]) -> float | None:
    """Seconds to wait, at most C(LONGEST_RETRY_AFTER), by a Retry-After of seconds or of an HTTP date."""
    value = headers.get("Retry-After", "").strip()
    try:
        if re.fullmatch("[0-9]+", value):
            seconds = float(value)
        else:
            # By the service's own clock, if it tells it: this machine's may be wrong.
            now = parsedate_to_datetime(headers["Date"]) if "Date" in headers else datetime.now(timezone.utc)
            seconds = (parsedate_to_datetime(value) - now).total_seconds()
    except (TypeError, ValueError, IndexError):
        return None
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)
