# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.access_token import AccessToken
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)


def ignore(secret):
    del secret


@pytest.mark.parametrize("around", ["\n", "\r\n", " ", "\t", "\u00a0"])
def test_credentials_may_have_white_space_around_them(simulator, around):
    secrets = []
    settings = ConnectionSettings(
        simulator.url,
        client_id=around + simulator.client_id + around,
        client_secret=around + simulator.client_secret + around,
    )
    Transport(settings, on_secret=secrets.append).send("GET", "/reassignment-configurations/v1/types")
    assert simulator.requests[0].body["client_id"] == simulator.client_id
    assert simulator.requests[0].body["client_secret"] == simulator.client_secret
    # What is sent is what must not be shown.
    assert secrets[0] == simulator.client_secret and len(secrets) == 2


@pytest.mark.parametrize(
    "given",
    [
        (None, None, None),
        ("", "", ""),
        (" ", "\n", " "),
        (None, "id", None),
        (None, None, "secret"),
        (None, "id", " "),
    ],
)
def test_missing_credentials_name_the_environment_variables(given):
    with pytest.raises(InvalidInput, match="There are no credentials") as caught:
        AccessToken(*given, ignore, ignore)
    for name in ("client_id", "client_secret", "access_token", "SAIL_CLIENT_ID", "SAIL_CLIENT_SECRET", "SAIL_ACCESS_"):
        assert name in caught.value.message


@pytest.mark.parametrize("token", ["a b", "caf\u00e9", "a\nb", "a\x00"])
def test_a_token_that_cannot_be_sent_is_refused_and_not_shown(token):
    with pytest.raises(InvalidInput, match="is not valid") as caught:
        AccessToken(token, None, None, ignore, ignore)
    assert token not in caught.value.message
    with pytest.raises(InvalidInput):
        AccessToken(None, "id", "secret", lambda form: {"access_token": token}, ignore).current()


@pytest.mark.parametrize("answer", [None, [], {}, {"access_token": None}, {"access_token": 5}, {"access_token": ""}])
def test_an_answer_without_a_token(answer):
    with pytest.raises(UnexpectedAnswer, match="without an access_token"):
        AccessToken(None, "id", "secret", lambda form: answer, ignore).current()
