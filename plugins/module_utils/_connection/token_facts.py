# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The content of an access token. Pure. Nothing is verified, because only the service can do that."""

from __future__ import annotations

import base64
import json
import typing as t

ALL_SCOPES = "sp:scopes:all"


class TokenFacts(t.NamedTuple):
    """``None`` means that the token does not contain the fact, or not in a readable form."""

    is_readable: bool
    scopes: frozenset[str] | None
    levels: frozenset[str] | None
    #: The ID of the identity that the token acts for.
    identity_id: str | None

    def has_scope(self, scope: str) -> bool | None:
        """Whether the token has the scope; ``None`` if unknown."""
        return None if self.scopes is None else not self.scopes.isdisjoint((scope, ALL_SCOPES))


def read_token(token: str, told_scope: str | None) -> TokenFacts:
    """Return the content of the token. ``told_scope`` are the scopes from the token endpoint, separated by spaces."""
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
    # Tokens may contain the scopes in an encoded form.
    return scopes if scopes and all(":" in scope for scope in scopes) else None
