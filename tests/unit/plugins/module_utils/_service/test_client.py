# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import UnexpectedAnswer
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


@pytest.mark.parametrize(
    ("data", "receiver", "trail"),
    [
        ([], "a", []),
        ({"reassignToId": "b"}, "b", []),
        ([{"reassignToId": "b"}], "b", []),
        ([{"reassignToId": "b"}, {"reassignToId": "c"}], "c", [("a", "b"), ("b", "c")]),
    ],
)
def test_evaluations_are_an_array_or_an_object(data, receiver, trail):
    found = ReassignmentConfigurations(Client(Service(data), "v1")).evaluate("a", "CERTIFICATIONS", [])
    assert found.reassign_to_id == receiver
    assert [(step.reassigned_from_id, step.reassigned_to_id) for step in found.lookup_trail] == trail


def test_the_case_of_an_id_is_the_choice_of_the_service():
    answer = {"identity": {"id": "2C91ABCD"}, "configDetails": []}
    api = ReassignmentConfigurations(Client(Service(answer), "v1"))
    assert api.get("2c91abcd").identity.id == "2c91abcd"
    with pytest.raises(UnexpectedAnswer, match="answered for 2C91ABCD"):
        api.get("2c91abce")
