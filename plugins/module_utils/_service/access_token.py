# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The access token: given or fetched with the client credentials, and replaced when it has expired."""

from __future__ import annotations

import threading
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, UnexpectedAnswer

TOKEN_PATH = "/oauth/token"


class AccessToken:
    """The token that all threads of a task share.

    ``post_form`` sends a form to the token endpoint and returns the decoded answer; ``on_secret`` is called with
    every secret as it is sent, so that the caller can keep it out of all output. Raises ``InvalidInput``
    if the credentials are incomplete or cannot be sent.
    """

    def __init__(
        self,
        access_token: str | None,
        client_id: str | None,
        client_secret: str | None,
        post_form: t.Callable[[dict[str, str]], t.Any],
        on_secret: t.Callable[[str], t.Any],
    ) -> None:
        self._client_id = (client_id or "").strip()
        self._client_secret = (client_secret or "").strip()
        self._token = (access_token or "").strip()
        #: The scopes of the token according to the token endpoint, separated by spaces.
        self.scope: str | None = None
        require_credentials(self._token, self._client_id, self._client_secret)
        self._post_form = post_form
        self._on_secret = on_secret
        self._lock = threading.Lock()
        for secret in (self._client_secret, self._token):
            if secret:
                on_secret(secret)
        if self._token:
            _check(self._token)

    def current(self) -> str:
        """Return the token; fetch it if there is none yet."""
        with self._lock:
            if not self._token:
                self._token = self._fetch()
            return self._token

    def renew(self, refused: str) -> bool:
        """Return whether there is a token other than the refused one; fetch one if necessary."""
        with self._lock:
            if self._token == refused:
                if not (self._client_id and self._client_secret):
                    return False
                self._token = self._fetch()
            return True

    def _fetch(self) -> str:
        answer = self._post_form(
            {
                "grant_type": "client_credentials",
                "client_id": self._client_id,
                "client_secret": self._client_secret,
            }
        )
        token = answer.get("access_token") if isinstance(answer, dict) else None
        if not token or not isinstance(token, str):
            raise UnexpectedAnswer(f"POST {TOKEN_PATH} answered without an access_token.", "Check base_url.")
        token = token.strip()
        self._on_secret(token)
        _check(token)
        scope = answer.get("scope")
        self.scope = scope if isinstance(scope, str) else None
        return token


def require_credentials(access_token: str | None, client_id: str | None, client_secret: str | None) -> None:
    """Raise ``InvalidInput`` if there is neither a token nor both that a token needs."""

    def is_set(value: str | None) -> bool:
        return bool(value and value.strip())

    if not is_set(access_token) and not (is_set(client_id) and is_set(client_secret)):
        raise InvalidInput(
            "There are no credentials: set client_id and client_secret (or the environment variables"
            " SAIL_CLIENT_ID and SAIL_CLIENT_SECRET), or access_token (SAIL_ACCESS_TOKEN)."
        )


class BearerAuth:
    """An auth object, because requests would replace a plain header by credentials from .netrc."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: t.Any) -> t.Any:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def no_auth(request: t.Any) -> t.Any:
    """Prevent requests from using .netrc when no authorisation is sent."""
    return request


def _check(token: str) -> None:
    if not token.isascii() or not token.isprintable() or " " in token or not token:
        # The value is not repeated, because it can be another secret.
        raise InvalidInput("The access token is not valid: it is empty or contains characters that are not allowed.")
