# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything one simulated tenant consists of, with what starts it afresh."""

from __future__ import annotations

import base64
import dataclasses
import json
import secrets
import time
from collections.abc import Iterable
from typing import Any, Callable

from .concurrent_changes import ConcurrentChange
from .faults import Fault
from .permissions import Permissions
from .rate_limit import RateLimiter
from .request_log import LoggedRequest
from .request_rules import RuleList
from .switches import Switches
from .tenant import Tenant

CLIENT_ID, CLIENT_SECRET = "simulated-client", "simulated-secret"


class State:
    """The tenant, its switches, faults, tokens and log."""

    def __init__(self, switches: Switches, people: int, client_id: str, client_secret: str) -> None:
        self._first_switches = dataclasses.replace(switches)
        self.switches = switches
        self.people = people
        self.tenant = Tenant(people)
        self.clients: dict[str, str] = {client_id: client_secret}
        self.permissions: dict[str, Permissions] = {}
        """What clients may do; one that is not here may do everything."""
        self.tokens: dict[str, tuple[str, float]] = {}
        self.faults: RuleList[Fault] = RuleList()
        self.changes: RuleList[ConcurrentChange] = RuleList()
        self.late: list[Callable[[], Any]] = []
        """What was asked for and has not had its effect yet, by the fault of that name."""
        self.log: list[LoggedRequest] = []
        self.rate_limiter = RateLimiter()

    def reset(self, people: int | None = None) -> None:
        """A fresh tenant with the switches it was started with. Tokens stay valid, as clients may hold some."""
        self.people = self.people if people is None else people
        self.tenant = Tenant(self.people)
        self.switches = dataclasses.replace(self._first_switches)
        self.faults.clear()
        self.changes.clear()
        self.late.clear()
        self.log.clear()
        self.rate_limiter = RateLimiter()

    def add_client(
        self, client_id: str, client_secret: str, scopes: Iterable[str], levels: Iterable[str], identity: str | None
    ) -> None:
        """Add or change an API client; KeyError if there is no such identity."""
        identity_id = None if identity is None else self.tenant.identity(identity).id
        self.clients[client_id] = client_secret
        self.permissions[client_id] = Permissions(frozenset(scopes), frozenset(levels), identity_id)

    def issue_token(self, client_id: str) -> str:
        token = secrets.token_urlsafe(32)
        if self.switches.token_form != "opaque":
            token = self._jwt(client_id, token)
        self.tokens[token] = (client_id, time.monotonic() + self.switches.token_lifetime)
        return token

    def _jwt(self, client_id: str, signature: str) -> str:
        """A token that tells what its client may do."""
        permissions = self.permissions.get(client_id, Permissions())
        is_readable = self.switches.token_form == "jwt"
        claims = {
            "client_id": client_id,
            "identity_id": permissions.identity_id or self.tenant.current_user.id,
            "scope": sorted(permissions.scopes) if is_readable else ["Cg=="],
            "authorities": sorted(permissions.levels),
        }
        parts = [json.dumps(part).encode() for part in ({"alg": "HS256", "typ": "JWT"}, claims)]
        return ".".join([*(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts), signature])

    def client_of(self, authorization: str) -> str | None:
        """The client that a request's Authorization header stands for, if its token is valid."""
        scheme, _space, token = authorization.partition(" ")
        client_id, expires = self.tokens.get(token, (None, 0.0))
        return client_id if scheme.lower() == "bearer" and time.monotonic() < expires else None

    def permissions_of(self, authorization: str) -> Permissions:
        """What the client that a request's Authorization header stands for may do."""
        return self.permissions.get(self.client_of(authorization) or "", Permissions())

    def make_changes(self, kind: str, request: LoggedRequest) -> None:
        """Make the changes by somebody else that are due before or after this request."""
        for change in self.changes.take_all(request, kind):
            with self.tenant.lock:
                change.action()
