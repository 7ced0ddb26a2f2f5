# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import base64
import json

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection.token_facts import read_token


def jwt(claims):
    payload = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
    return f"e30.{base64.urlsafe_b64encode(payload).decode().rstrip('=')}.signature"


@pytest.mark.parametrize(
    "token",
    ["opaque", "a.b", "a.b.c", "..", "é.é.é", jwt([1]), jwt(b"\xff"), jwt(b"[" * 100000), jwt({})],
)
def test_a_token_that_says_nothing(token):
    facts = read_token(token, None)
    assert facts == (False, None, None, None)
    assert facts.has_scope("idn:work-item:read") is None


@pytest.mark.parametrize(
    ("claims", "scopes"),
    [
        ({"scope": ["idn:work-item:read", "sp:x"]}, {"idn:work-item:read", "sp:x"}),
        ({"scope": "idn:work-item:read sp:x"}, {"idn:work-item:read", "sp:x"}),
        ({"scopes": ["sp:x"]}, {"sp:x"}),
        ({"scope": ["Cg=="]}, None),  # encoded
        ({"scope": ["sp:x", 1]}, None),
        ({"scope": [], "exp": 1}, None),
        ({"scope": {"a": 1}}, None),
    ],
)
def test_scopes(claims, scopes):
    assert read_token(jwt(claims), None).scopes == scopes


def test_what_the_token_endpoint_told_comes_first():
    token = jwt({"scope": ["sp:x"]})
    assert read_token(token, "idn:work-item:read idn:y:z").scopes == {"idn:work-item:read", "idn:y:z"}
    assert read_token(token, "Cg==").scopes == read_token(token, "").scopes == {"sp:x"}


def test_whether_it_has_a_scope():
    assert read_token("opaque", "sp:scopes:all").has_scope("idn:work-item:read") is True
    assert read_token("opaque", "idn:work-item:read").has_scope("idn:work-item:read") is True
    assert read_token("opaque", "idn:work-item:update").has_scope("idn:work-item:read") is False


def test_the_user():
    facts = read_token(jwt({"authorities": ["ORG_ADMIN", "sp:user"], "identity_id": "1"}), None)
    assert facts == (True, None, {"ORG_ADMIN", "sp:user"}, "1")
    assert read_token(jwt({"identity_id": 1, "authorities": "ORG_ADMIN"}), None) == (True, None, {"ORG_ADMIN"}, None)
