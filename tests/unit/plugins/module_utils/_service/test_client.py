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
