# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Turns errors of requests, urllib3 and the operating system into one sentence for people."""

from __future__ import annotations

import errno
import re
import socket
import typing as t
from urllib.parse import urlsplit

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import requests
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ConnectionFailed

_PROXY_HINT = "Check the environment variables HTTPS_PROXY and NO_PROXY, and the proxy itself."


def connection_failed(
    asked: str, base_url: str, error: Exception, *, write: bool, proxied: bool, was_reached: bool
) -> ConnectionFailed:
    """Return the error to raise for ``error``.

    ``proxied`` means that the request used a proxy, and ``was_reached`` that the service has answered before. A refused
    connection is then temporary; otherwise the address is wrong.
    """
    where = f"{asked} at {base_url}"
    cause = _root_cause(error)
    explain = _explanation(error, cause, proxied)
    return ConnectionFailed(
        f"{where}: {explain.reason}.",
        explain.hint,
        unclear=write and explain.unclear,
        may_pass=explain.may_pass or (was_reached and _is_refused(cause)),
    )


def proxy_of(url: str) -> str | None:
    """Return the proxy that the environment sets for the URL; raise ``ConnectionFailed`` if its address has no host."""
    proxy: str | None = requests.utils.select_proxy(url, requests.utils.get_environ_proxies(url))
    if not proxy:
        return None
    try:
        usable = bool(urlsplit(proxy if "//" in proxy else f"//{proxy}").hostname)
    except ValueError:
        usable = False
    if not usable:  # requests would fail with an internal error
        raise ConnectionFailed("The address of the proxy cannot be used.", _PROXY_HINT, unclear=False, may_pass=False)
    return proxy


class _Explanation(t.NamedTuple):
    reason: str
    hint: str
    #: Whether the request may have reached the service.
    unclear: bool = False
    #: Whether a retry may succeed.
    may_pass: bool = False


def _explanation(error: Exception, cause: BaseException, proxied: bool) -> _Explanation:
    errors = requests.exceptions
    said = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    if isinstance(error, errors.SSLError) and re.search("certificate_?(verify|error)", repr(error), re.IGNORECASE):
        return _Explanation(
            f"the TLS certificate of the server does not verify: {said}",
            "If the server uses a private certificate authority, set ca_path to its certificate.",
        )
    if isinstance(error, (errors.ProxyError, errors.InvalidProxyURL)):
        return _proxy_explanation(error, cause)
    timed_out = isinstance(cause, (TimeoutError, socket.timeout)) or type(cause).__name__ == "ReadTimeoutError"
    if isinstance(error, errors.Timeout) or timed_out:
        hint = "Check that the host can be reached, or set a longer timeout."
        connecting = isinstance(error, errors.ConnectTimeout)
        return _Explanation("no complete answer in time", hint, unclear=not connecting, may_pass=True)
    if isinstance(error, (ValueError, errors.InvalidURL, errors.InvalidSchema)):
        if proxied:
            return _Explanation("the address of the proxy cannot be used", _PROXY_HINT)
        return _Explanation("the address cannot be used", "Check base_url.")
    if not isinstance(error, errors.RequestException):
        return _Explanation(str(error), "Check ca_path and the environment variable REQUESTS_CA_BUNDLE.")
    failed = "the connection through the proxy failed" if proxied else "the connection failed"
    return _Explanation(
        f"{failed}: {said}",
        _PROXY_HINT if proxied else "Check base_url, the network and the proxy settings.",
        unclear=not _never_left(cause),
        may_pass=not _is_refused(cause),
    )


def _proxy_explanation(error: Exception, cause: BaseException) -> _Explanation:
    # The library's message is not repeated, because the address of a proxy can contain a password.
    status = re.search(r"Tunnel connection failed: (\d{3})", str(error))
    answered = f": it answered {status[1]}" if status else ""
    may_pass = not (_is_refused(cause) or (status and status[1] < "500"))
    return _Explanation(f"the proxy cannot be used{answered}", _PROXY_HINT, may_pass=may_pass)


def _never_left(cause: BaseException) -> bool:
    return _is_refused(cause) or type(cause).__name__ in ("NewConnectionError", "NameResolutionError", "gaierror")


def _is_refused(cause: BaseException) -> bool:
    """Return whether nothing listens there, or the name does not exist: not a temporary failure."""
    if isinstance(cause, socket.gaierror):
        return cause.errno == socket.EAI_NONAME
    return isinstance(cause, ConnectionRefusedError) or getattr(cause, "errno", None) == errno.ECONNREFUSED


def _root_cause(error: BaseException) -> BaseException:
    """Return the innermost error: requests wraps errors of urllib3, which wrap those of the operating system."""
    seen = {id(error)}
    while True:
        # Older versions of urllib3 keep the error of the operating system only as the context.
        context = error.__context__ if isinstance(error.__context__, OSError) else None
        inner = [error.__cause__, getattr(error, "reason", None), *error.args, context]
        following = next((e for e in inner if isinstance(e, BaseException) and id(e) not in seen), None)
        if following is None:
            return error
        seen.add(id(following))
        error = following
