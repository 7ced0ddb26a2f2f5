# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The address of a tenant: checked before any secret is sent to it."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

_HINT = "It looks like https://TENANT.api.identitynow.com."
_TENANT = re.compile(r"([a-z0-9-]+)(?:\.api)?\.(identitynow(?:-demo)?\.com)")


def checked_base_url(base_url: str | None) -> str:
    """``base_url`` without a trailing slash; raises ``InvalidInput`` if it is missing, not safe or not usable."""
    try:
        parts = urlsplit(require_base_url(base_url).strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InvalidInput(f"base_url is not a URL: {error}.", _HINT) from error
    if parts.scheme not in ("http", "https") or not host:
        raise InvalidInput("base_url is not an https:// URL.", _HINT)
    if parts.username is not None or parts.password is not None:
        raise InvalidInput("base_url must not contain a user name or a password.", _hint(host))
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise InvalidInput("base_url is the API address of the tenant, without a path.", _hint(host))
    if parts.scheme == "http" and not is_loopback(host):
        raise InvalidInput("base_url must begin with https://: tokens are not sent over an unencrypted connection.")
    if api_address(host) not in (None, host):
        raise InvalidInput(f"base_url is the address of the user interface, {host}, not of the API.", _hint(host))
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def require_base_url(base_url: str | None) -> str:
    """``base_url`` as it is; raises ``InvalidInput`` if it is missing."""
    if not base_url or not base_url.strip():
        raise InvalidInput("base_url is missing: set it, or the environment variable SAIL_BASE_URL.", _HINT)
    return base_url


def api_address(host: str) -> str | None:
    """The host name of the API of the tenant that a host of SailPoint's belongs to; ``None`` for all others."""
    match = _TENANT.fullmatch(host)
    return f"{match[1]}.api.{match[2]}" if match else None


def _hint(host: str) -> str:
    address = api_address(host)
    return f"Use https://{address} instead." if address else _HINT


def password_of(url: str | None) -> str | None:
    """Return the password in a URL, even in an invalid one."""
    match = re.search(":([^/@]+)@", url or "")
    return match and match[1]


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
