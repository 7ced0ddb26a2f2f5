# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import service_error


def test_a_403_says_what_to_do_about_the_token():
    hint = service_error("GET /", 403, {}, scope="idn:some:scope").hint
    assert "the scope idn:some:scope" in hint
    assert "applies to access tokens issued afterwards, up to 20 minutes later" in hint
    assert "user level" in hint and "personal access token" in hint
    assert service_error("GET /", 403, {}).hint.startswith("A scope")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"messages": [{"locale": "de", "text": "Nein"}, {"locale": "en-US", "text": "No"}]}, "No"),
        ({"messages": [{"locale": "de", "text": "Nein"}, {"text": "Non"}]}, "Nein Non"),
        ({"messages": [{"text": "No"}], "causes": [{"text": "No"}, {"text": "Because"}]}, "No Because"),
        ({"error": "invalid_grant", "error_description": "Bad Credentials"}, "invalid_grant Bad Credentials"),
        ({"messages": "x", "causes": [5, None, {}], "message": " Rate Limit "}, "Rate Limit"),
        ("plain", "plain"),
    ],
)
def test_what_the_service_said(body, said):
    assert service_error("GET /", 400, body).message == f"GET / answered 400: {said}"
