# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""What an access token says about itself. Pure; nothing is verified, since only the service can."""

from __future__ import annotations

import base64
import json
import typing as t

ALL_SCOPES = "sp:scopes:all"


class TokenFacts(t.NamedTuple):
    """``None`` is what the token does not say, or says in a form that only the service understands."""

    is_readable: bool
    scopes: frozenset[str] | None
    levels: frozenset[str] | None
    #: The ID of the identity that the token acts for.
    identity_id: str | None

    def has_scope(self, scope: str) -> bool | None:
        """Whether the token has the scope; ``None`` if it does not say."""
        return None if self.scopes is None else not self.scopes.isdisjoint((scope, ALL_SCOPES))


def read_token(token: str, told_scope: str | None) -> TokenFacts:
    """What the token says; ``told_scope`` are the scopes that the token endpoint told, separated by spaces."""
    claims = _claims(token)
    identity_id = claims.get("identity_id")
    return TokenFacts(
        is_readable=bool(claims),
        scopes=_scopes(told_scope) or _scopes(claims.get("scope")) or _scopes(claims.get("scopes")),
        levels=_texts(claims.get("authorities")),
        identity_id=identity_id if isinstance(identity_id, str) else None,
    )


def _claims(token: str) -> dict[str, t.Any]:
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, RecursionError):
        return {}
    return claims if isinstance(claims, dict) else {}


def _texts(value: t.Any) -> frozenset[str] | None:
    values = value.split() if isinstance(value, str) else value
    if not isinstance(values, list) or not values or not all(isinstance(one, str) for one in values):
        return None
    return frozenset(values)


def _scopes(value: t.Any) -> frozenset[str] | None:
    scopes = _texts(value)
    # Tokens may have the scopes in an encoded form.
    return scopes if scopes and all(":" in scope for scope in scopes) else None
