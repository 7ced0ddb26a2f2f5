# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection import basics
from ansible_collections.community.sailpoint.plugins.module_utils._connection.connection import Connection
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import ConnectionSettings


@pytest.mark.parametrize(
    ("endpoint", "status", "seen"),
    [
        ("https://acme.api.identitynow.com/oauth/token", "ok", "at this host"),
        ("https://ACME.api.identitynow.com:443/oauth/token", "ok", "at this host"),
        ("https://other.api.identitynow.com/oauth/token", "problem", "at another host"),
        (None, "not checked", "names no token endpoint"),
        (1, "not checked", "names no token endpoint"),
        ("https://[", "not checked", "names no token endpoint"),
        ("/oauth/token", "not checked", "names no token endpoint"),
    ],
)
def test_the_token_endpoint(endpoint, status, seen):
    answer = Answer(200, {}, {"tokenEndpoint": endpoint})
    found = basics._token_endpoint(answer, " https://acme.api.identitynow.com/ ")
    assert found.status == status and found.seen.endswith(seen)
    assert "identitynow" not in found.seen
    if status == "problem":
        assert "set base_url to it" in found.to_do and "https://other.api.identitynow.com " in found.to_do


def test_an_answer_that_is_no_object():
    assert basics._token_endpoint(Answer(200, {}, ["x"]), "https://acme.test").status == "not checked"


@pytest.mark.parametrize(
    ("base_url", "seen"),
    [
        ("https://acme.api.identitynow.com", "of the form https://TENANT.api.identitynow.com"),
        (
            "https://sailpoint.acme.test/",
            "not an identitynow.com address: a gateway or another SailPoint domain",
        ),
        ("http://localhost:1", "a loopback address"),
    ],
)
def test_addresses(base_url, seen):
    connection = Connection(ConnectionSettings(base_url, access_token="t"), lambda secret: None)
    assert basics.address(connection) == ("ok", seen, None, None)
    assert not connection.blocked
