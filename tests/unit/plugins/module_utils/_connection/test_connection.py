# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import NotChecked
from ansible_collections.community.sailpoint.plugins.module_utils._connection.connection import Connection, Traffic
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import ConnectionSettings


def connect(base_url="https://acme.api.identitynow.com", **options):
    secrets = []
    return Connection(ConnectionSettings(base_url, access_token="t", **options), secrets.append), secrets


def test_the_connection_is_made_once_and_only_when_it_is_needed():
    connection, secrets = connect()
    assert secrets == []
    transport = connection.transport
    assert connection.transport is transport
    assert secrets == ["t"], "the token must not be shown from now on"


def test_an_address_that_cannot_be_used_is_an_error_where_it_is_needed():
    connection, _secrets = connect("acme")
    with pytest.raises(InvalidInput):
        assert connection.transport


def test_a_blocked_connection_makes_everything_not_checked():
    connection, _secrets = connect()
    assert connection.transport and connection.blocked is None
    connection.block("a valid address is required")
    assert connection.blocked == "a valid address is required"
    with pytest.raises(NotChecked, match="a valid address is required"):
        assert connection.transport


@pytest.mark.parametrize(("retries", "used"), [(0, 0), (1, 1), (5, 1)])
def test_a_host_that_does_not_answer_is_tried_at_most_twice(retries, used):
    connection, _secrets = connect(retries=retries, rate_limit=7)
    assert (connection.settings.retries, connection.settings.rate_limit) == (used, 7)


def test_the_headers_of_all_answers_are_noted(connection):
    assert connection.traffic.clock_difference is None
    connection.transport.get_public("/oauth/info")
    assert abs(connection.traffic.clock_difference) < 5


def test_what_headers_tell():
    traffic = Traffic()
    traffic.note(200, {"Date": "when it is done"})
    assert traffic.clock_difference is None
    traffic.note(429, {"Date": "Thu, 01 Jan 1970 00:00:00 GMT", "X-Rate-Limit-Limit": "100", "RateLimit-Reset": "x"})
    first = traffic.clock_difference
    assert first < -1e9
    traffic.note(429, {"Date": "Thu, 01 Jan 2099 00:00:00 GMT", "ratelimit-limit": "50", "X-RateLimit-Remaining": "7"})
    assert (traffic.clock_difference, traffic.refused_by_limit) == (first, 2)
    assert traffic.limits == {"limit": 50, "remaining": 7}


@pytest.mark.parametrize("date", ["", "0", "Thu, 99 Jan 2026 00:00:00 GMT", "Thu, 01 Jan 99999 00:00:00 GMT"])
def test_a_date_that_is_none(date):
    traffic = Traffic()
    traffic.note(200, {"Date": date})
    assert traffic.clock_difference is None
