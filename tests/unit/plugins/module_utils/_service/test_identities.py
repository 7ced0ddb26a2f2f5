# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identities
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService


def read(version="v1", **fields):
    (identity,) = Identities(RecordedService([{"id": "A1", **fields}]).client(version)).find('id in ("a1")', 0).items
    return identity


@pytest.mark.parametrize("version", API_VERSIONS)
def test_beta_has_another_list_which_hides_uncorrelated_identities_unless_told_not_to(version):
    service = RecordedService([])
    Identities(service.client(version)).find('alias eq "anna"', 250)
    (request,) = service.requests
    wanted = {"filters": 'alias eq "anna"', "limit": 250, "offset": 250}
    if version == "beta":
        assert (request.path, request.params) == ("/beta/identities", {**wanted, "defaultFilter": "NONE"})
    else:
        assert "public-identities" in request.path and request.params == wanted


@pytest.mark.parametrize("fields", [{"email": "anna@example.com"}, {"emailAddress": "anna@example.com"}])
def test_the_email_under_either_name(fields):
    assert read(**fields).mail == "anna@example.com"


@pytest.mark.parametrize(
    ("fields", "state", "inactive"),
    [
        ({"identityState": "ACTIVE"}, "ACTIVE", False),
        ({"identityState": "INACTIVE_SHORT_TERM"}, "INACTIVE_SHORT_TERM", True),
        ({"identityState": "INACTIVE_LONG_TERM"}, "INACTIVE_LONG_TERM", True),
        ({"identityStatus": "REGISTERED"}, "REGISTERED", False),
        ({"identityStatus": "DISABLED"}, "DISABLED", True),
        ({"identityStatus": "TERMINATED"}, "TERMINATED", True),
        ({"identityState": "SOMETHING_NEW"}, "SOMETHING_NEW", False),
        ({"identityState": None, "identityStatus": None}, None, False),
        ({}, None, False),
    ],
)
def test_whether_somebody_is_inactive(fields, state, inactive):
    identity = read(**fields)
    assert (identity.state, identity.is_inactive) == (state, inactive)


def test_the_least_that_the_service_can_say():
    identity = read(name=None, alias=None, email=None, manager=None, attributes={"unknown": 1})
    assert identity.id == "a1", "the case of an ID does not matter"
    assert (identity.name, identity.alias, identity.mail, identity.manager) == (None, None, None, None)


@pytest.mark.parametrize("answer", [{"id": "a1"}, [{"name": "Anna"}], [{"id": None}], [None]])
def test_an_answer_that_is_no_list_of_identities(answer):
    with pytest.raises(UnexpectedAnswer):
        Identities(RecordedService(answer).client()).find('id in ("a1")', 0)
