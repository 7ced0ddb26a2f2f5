# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Whether the tenant can be reached and accepts the token: address, clock, credentials."""

from __future__ import annotations

import importlib.metadata
import platform
import typing as t
from urllib.parse import urlsplit

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import (
    Found,
    NotChecked,
    in_full,
    in_short,
    not_checked,
    ok,
    problem,
)
from ansible_collections.community.sailpoint.plugins.module_utils._connection.connection import Connection
from ansible_collections.community.sailpoint.plugins.module_utils._connection.reader import Reader
from ansible_collections.community.sailpoint.plugins.module_utils._connection.token_facts import TokenFacts, read_token
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.base_url import (
    api_address,
    checked_base_url,
    is_loopback,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    InvalidInput,
    SailPointError,
    ServiceError,
    UnexpectedAnswer,
)

#: A larger difference between the clocks, in seconds, is a problem.
_LARGEST_DIFFERENCE = 60
_NEEDS_ADDRESS = "a valid address is required"
_NEEDS_CREDENTIALS = "valid credentials are required"
_NOT_THE_API = (
    "This is not the API. Set base_url to the API address of the tenant, https://TENANT.api.identitynow.com: a tenant"
    " with its own domain has such an address, too. It has no path."
)
#: Without one of these, users can only manage their own work, and managers also that of their team.
_ADMINISTRATOR = "ORG_ADMIN"
_KNOWN_LEVELS = (
    "ORG_ADMIN",
    "CERT_ADMIN",
    "REPORT_ADMIN",
    "ROLE_ADMIN",
    "ROLE_SUBADMIN",
    "SOURCE_ADMIN",
    "SOURCE_SUBADMIN",
    "HELPDESK",
    "DASHBOARD",
)


def libraries() -> Found:
    """The versions of Python and the libraries, for bug reports."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("requests", "pydantic")]
    return ok(", ".join([f"Python {platform.python_version()}", *versions]))


def address(connection: Connection) -> Found:
    try:
        host = urlsplit(checked_base_url(connection.settings.base_url)).hostname or ""
    except InvalidInput as error:
        connection.block(_NEEDS_ADDRESS)
        return problem("base_url is not an API address", in_full(error))
    if api_address(host) == host:
        return ok("of the form https://TENANT.api.identitynow.com")
    if is_loopback(host):
        return ok("a loopback address")
    return ok("not an identitynow.com address: a gateway or another SailPoint domain")


def api(connection: Connection) -> Found:
    """Whether the host is the API; credentials are never sent to any other host."""
    try:
        answer = connection.transport.get_public("/oauth/info")
    except InvalidInput as error:
        raise NotChecked("the credentials cannot be sent") from error
    except ServiceError as error:
        if not error.is_page and not 300 <= error.status_code < 400:
            return not_checked(f"GET /oauth/info answered {error.status_code}")
        connection.block(_NEEDS_ADDRESS)
        return problem(f"the host answers like a website (status {error.status_code})", _NOT_THE_API)
    except UnexpectedAnswer:
        connection.block(_NEEDS_ADDRESS)
        return problem("the host answers like a website", _NOT_THE_API)
    except SailPointError as error:
        connection.block(_NEEDS_ADDRESS)
        return problem("the host cannot be reached", in_full(error))
    return _token_endpoint(answer, str(connection.settings.base_url))


def _token_endpoint(answer: Answer, base_url: str) -> Found:
    endpoint = answer.data.get("tokenEndpoint") if isinstance(answer.data, dict) else None
    try:
        named = urlsplit(endpoint if isinstance(endpoint, str) else "")
        host, scheme = named.hostname, named.scheme
    except ValueError:
        host = scheme = None
    if not host:
        return not_checked("GET /oauth/info names no token endpoint")
    if host == urlsplit(base_url.strip()).hostname:
        return ok("GET /oauth/info names a token endpoint at this host")
    return problem(
        "GET /oauth/info names a token endpoint at another host",
        f"The tenant names {scheme}://{host} as its address: set base_url to it, unless base_url is your own gateway.",
    )


def clock(connection: Connection) -> Found:
    difference = connection.traffic.clock_difference
    if difference is None:
        return not_checked(connection.blocked or "no valid Date header in the answers")
    if abs(difference) <= _LARGEST_DIFFERENCE:
        return ok(f"less than {_LARGEST_DIFFERENCE} s off")
    return problem(
        f"this machine's clock is {abs(difference):.0f} s {'behind' if difference > 0 else 'ahead'}",
        "Set the clock of the machine where the modules run: it determines the start of reassignments without one.",
    )


def credentials(connection: Connection, reader: Reader) -> Found:
    try:
        signed_in = connection.transport.sign_in()
    except SailPointError as error:
        connection.block(_NEEDS_CREDENTIALS)
        return problem(f"no token was issued: {in_short(error)}", in_full(error))
    try:
        reader.identities()
    except ServiceError as error:
        if error.status_code == 401:
            connection.block(_NEEDS_CREDENTIALS)
            return problem("the token is refused (401)", in_full(error))
    except SailPointError:
        pass  # reported by another check
    connection.token = signed_in
    return ok("the tenant accepts the token")


def token_facts(connection: Connection) -> TokenFacts | None:
    """The content of the token; ``None`` if there is no usable one."""
    return read_token(connection.token.current(), connection.token.scope) if connection.token else None


def token(connection: Connection, facts: TokenFacts | None, known_scopes: t.Collection[str]) -> Found:
    """The scopes in the token."""
    if facts is None:
        return not_checked(connection.blocked or "there is none")
    if facts.scopes is None:
        return not_checked("the scopes are not readable from the token")
    shown = sorted(facts.scopes.intersection(known_scopes))
    others = len(facts.scopes) - len(shown)
    return ok(f"its scopes: {', '.join([*shown, *([f'{others} others'] if others else [])])}")


def user_level(connection: Connection, facts: TokenFacts | None) -> Found:
    if facts is None:
        return not_checked(connection.blocked or "there is no token")
    if facts.is_readable and facts.identity_id is None:
        return problem(
            "the token belongs to no user",
            "Use a personal access token of a user: the service often refuses API clients of the organisation.",
        )
    if facts.levels is None:
        return not_checked("the user level is not readable from the token")
    shown = [level for level in _KNOWN_LEVELS if level in facts.levels]
    seen = f"the user has {', '.join(shown) or 'no known level'}"
    if _ADMINISTRATOR in facts.levels:
        return ok(seen)
    return problem(
        seen,
        f"Without {_ADMINISTRATOR}, users can only manage their own work, and managers also that of their team."
        f" To manage the work of everybody, give the token's user {_ADMINISTRATOR}.",
    )
