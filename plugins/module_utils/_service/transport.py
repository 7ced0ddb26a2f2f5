# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""HTTP: one session with one tenant. Does not know about reassignments or work items."""

from __future__ import annotations

import typing as t
from urllib.parse import unquote

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import requests
from ansible_collections.community.sailpoint.plugins.module_utils._service.access_token import (
    TOKEN_PATH,
    AccessToken,
    BearerAuth,
    no_auth,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import (
    Answer,
    adapter_with_deadline,
    checked,
    read_body,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.base_url import checked_base_url, password_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.connection_errors import (
    connection_failed,
    proxy_of,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._service.pacing import Pacer
from ansible_collections.community.sailpoint.plugins.module_utils._service.retries import Retries

#: Longest part of a path in messages: it can contain what somebody wrote as an ID.
_LONGEST_SHOWN = 200


class ConnectionSettings(t.NamedTuple):
    """The connection options of every module; see plugins/doc_fragments/_connection.py."""

    base_url: str | None
    client_id: str | None = None
    client_secret: str | None = None
    access_token: str | None = None
    validate_certs: bool = True
    ca_path: str | None = None
    timeout: float = 30.0
    retries: int = 5
    rate_limit: int = 100


class Transport:
    """Sends requests to one tenant; safe to use from several threads."""

    def __init__(
        self,
        settings: ConnectionSettings,
        *,
        on_secret: t.Callable[[str], t.Any] | None = None,
        on_answer: t.Callable[[int, t.Mapping[str, str]], t.Any] | None = None,
        cancellation: Cancellation | None = None,
    ) -> None:
        """``on_secret`` is called with every secret as it is sent, so that the caller can keep it out of all output.

        ``on_answer`` is called with the status and the headers of every answer, also of those that are errors.

        Raises ``InvalidInput`` if the base URL cannot be used or the credentials are incomplete, and
        ``ConnectionFailed`` if the address of the proxy cannot be used.
        """
        self._settings = settings
        self._on_answer = on_answer or _ignore
        self._base_url = checked_base_url(settings.base_url)
        self.cancellation = cancellation or Cancellation()
        self._pacer = Pacer(settings.rate_limit, self.cancellation)
        self._retries = Retries(settings.retries, self._pacer, self.cancellation)
        self._token = AccessToken(
            settings.access_token,
            settings.client_id,
            settings.client_secret,
            self._post_token_form,
            on_secret or _ignore,
        )
        self._session = requests.Session()
        # Unencrypted requests stay on this machine: a proxy would see secrets and tokens. Not with ``no_proxy``, for
        # which requests changes the environment of the process, and that breaks other threads.
        self._session.trust_env = not self._base_url.startswith("http://")
        proxy = proxy_of(self._base_url) if self._session.trust_env else None
        self._proxied = proxy is not None
        self._was_reached = False
        #: Approximate while several threads send.
        self.requests_sent = 0
        proxy_password = password_of(proxy)
        if proxy_password and on_secret:
            on_secret(unquote(proxy_password))  # libraries repeat it in their errors
        # All reassignment operations require this header from v2024 on. It does no harm elsewhere.
        self._session.headers.update({"X-SailPoint-Experimental": "true", "Accept-Encoding": "gzip, deflate"})
        adapter = adapter_with_deadline(settings.timeout, pool_maxsize=64)
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
        """Send one request, and retry it where this is harmless.

        A request that was never sent, or was answered with 429, or with 401 because of an old token, had no effect and
        is always retried. Other failures are only retried for GET. After a write, they are raised with ``unclear`` set,
        and the caller re-reads the state before it retries the write. ``body`` is sent
        as JSON unless it is ``None``; ``scope`` is only for the hint of a 403.
        """

        def attempt() -> Answer:
            return self._exchange(method, path, scope=scope, params=params, json=body, auth=BearerAuth(token))

        token = self._token.current()
        try:
            return self._retries.run(attempt, safe=method == "GET")
        except ServiceError as error:
            if error.status_code != 401 or not self._token.renew(token):
                raise
            token = self._token.current()
            return self._retries.run(attempt, safe=method == "GET")

    def get_public(self, path: str) -> Answer:
        """GET what the service shows without a token."""
        return self._retries.run(lambda: self._exchange("GET", path, auth=no_auth), safe=True)

    def sign_in(self) -> AccessToken:
        """The token of this session, fetched if there is none yet."""
        self._token.current()
        return self._token

    def _post_token_form(self, form: dict[str, str]) -> t.Any:
        def attempt() -> Answer:
            return self._exchange("POST", TOKEN_PATH, data=form, auth=no_auth)

        return self._retries.run(attempt, safe=True).data

    def _exchange(self, method: str, path: str, *, scope: str | None = None, **request: t.Any) -> Answer:
        asked = f"{method} {path}" if len(path) <= _LONGEST_SHOWN else f"{method} {path[:_LONGEST_SHOWN]}…"
        settings, write = self._settings, method != "GET"
        try:
            with self._pacer:
                self.requests_sent += 1
                response = self._session.request(
                    method,
                    self._base_url + path,
                    timeout=settings.timeout,
                    # Set for each request, because REQUESTS_CA_BUNDLE would override a setting of the session.
                    verify=(settings.ca_path or True) if settings.validate_certs else False,
                    # The API never redirects. Following a redirect could send the token to somebody else.
                    allow_redirects=False,
                    stream=True,
                    **request,
                )
                body = read_body(asked, response)
        except (OSError, ValueError) as error:  # those of requests are OSErrors; urllib3 has ValueErrors for addresses
            raise connection_failed(
                asked, self._base_url, error, write=write, proxied=self._proxied, was_reached=self._was_reached
            ) from error
        self._was_reached = True
        self._on_answer(response.status_code, response.headers)
        return checked(asked, response.status_code, response.headers, body, scope, write=write)


def _ignore(*what: t.Any) -> None:
    del what
