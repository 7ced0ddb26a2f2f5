# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens: how to get one, and what it looks like."""

from __future__ import annotations

from typing import Any

from .permissions import Permissions
from .state import State


def token_answer(state: State, fields: Any, query: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Status and body for a request with these form fields (None: it was no form)."""
    if "client_secret" in query or not isinstance(fields, dict):
        return 400, _error("invalid_request", "Send the fields as a form in the request body.")
    if fields.get("grant_type") != "client_credentials":
        return 400, _error("unsupported_grant_type", "Unsupported grant type: %s" % fields.get("grant_type"))
    client_id = fields.get("client_id", "")
    if not client_id or state.clients.get(client_id) != fields.get("client_secret"):
        return 401, _error("invalid_client", "Bad client credentials")
    permissions = state.permissions.get(client_id, Permissions())
    return 200, {
        "access_token": state.issue_token(client_id),
        "token_type": "bearer",
        "expires_in": state.switches.token_lifetime,
        "scope": " ".join(sorted(permissions.scopes)),
        "identity_id": permissions.identity_id or state.tenant.current_user.id,
    }


def info_answer(base_url: str) -> dict[str, str]:
    """What tells a client without a token where it gets one."""
    return {"authorizeEndpoint": base_url + "/oauth/authorize", "tokenEndpoint": base_url + "/oauth/token"}


def _error(code: str, text: str) -> dict[str, str]:
    return {"error": code, "error_description": text}
