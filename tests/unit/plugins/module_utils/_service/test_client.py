# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import (
    Client,
    page_of,
    parse,
    single,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import IdentityReference
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)


class Service:
    """Answers every request with the same."""

    def __init__(self, data):
        self.data = data
        self.asked = 0

    def send(self, *unused, **unused2):
        self.asked += 1
        return Answer(200, {}, self.data)


def test_the_work_types_are_asked_for_once_in_a_task():
    service = Service([{"internalNameCamel": "CERTIFICATIONS"}])
    client = Client(service, "v1")
    for unused in range(3):
        assert [found.config_type for found in ReassignmentConfigurations(client).list_types()] == ["CERTIFICATIONS"]
    assert service.asked == 1


def test_an_answer_in_another_shape_is_asked_for_again():
    client = Client(Service({}), "v1")
    for unused in range(2):
        with pytest.raises(UnexpectedAnswer, match="not a list"):
            ReassignmentConfigurations(client).list_types()


@pytest.mark.parametrize(("header", "total"), [("7", 7), ("0", 0), ("", None), ("-1", None), ("many", None)])
def test_a_page_has_the_total_that_the_service_counts(header, total):
    assert page_of(Answer(200, {"X-Total-Count": header}, [{"id": "a"}]), IdentityReference).total == total


def test_an_invalid_answer_names_the_model_and_the_field():
    with pytest.raises(UnexpectedAnswer) as caught:
        parse(IdentityReference, {"id": ["a"]})
    assert caught.value.message.startswith("The service returned an invalid IdentityReference: id: ")
    with pytest.raises(UnexpectedAnswer, match="invalid IdentityReference: the answer itself: "):
        parse(IdentityReference, None)


@pytest.mark.parametrize(
    ("data", "expected"),
    [({"a": 1}, {"a": 1}), ([{"a": 1}], {"a": 1}), ([], []), ([1, 2], [1, 2]), (None, None)],
)
def test_a_single_object_may_be_in_a_list(data, expected):
    assert single(data) == expected
