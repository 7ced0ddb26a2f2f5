# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import (
    check_config_types,
    offered_config_types,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService

ALL = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS"]


@pytest.mark.parametrize(
    ("version", "has_generic_approvals"),
    [("v1", True), ("v2026", True), ("v2025", True), ("v2024", False), ("beta", False)],
)
def test_only_the_work_types_of_the_api_version_are_accepted(version, has_generic_approvals):
    service = RecordedService()
    check_config_types(service.client(version), ALL[:3])
    if has_generic_approvals:
        check_config_types(service.client(version), ALL)
    else:
        with pytest.raises(InvalidInput) as caught:
            check_config_types(service.client(version), ALL)
        assert version in caught.value.message and "GENERIC_APPROVALS" in caught.value.message
        assert "CERTIFICATIONS" not in caught.value.message and "CERTIFICATIONS" in caught.value.hint
    assert service.requests == []


def test_no_list_means_all_work_types_but_an_empty_one_is_a_mistake():
    client = RecordedService().client()
    check_config_types(client, None)
    with pytest.raises(InvalidInput, match="config_types is empty"):
        check_config_types(client, [])


def test_the_offered_types_are_read_once_in_the_order_of_the_service():
    # The service swaps the two names, does not always say both, and can offer types that no document has.
    service = RecordedService(
        [
            {"internalName": "manualTasks", "internalNameCamel": "MANUAL_TASKS"},
            {"internalName": "CERTIFICATIONS", "internalNameCamel": "certifications"},
            {"internalName": "NEW_TYPE", "internalNameCamel": None},
            {"internalName": "MANUAL_TASKS"},
            {"internalName": None},
        ]
    )
    client = service.client()
    assert offered_config_types(client) == ("MANUAL_TASKS", "CERTIFICATIONS", "NEW_TYPE")
    assert offered_config_types(client) == ("MANUAL_TASKS", "CERTIFICATIONS", "NEW_TYPE")
    assert len(service.requests) == 1


@pytest.mark.parametrize("answer", [[], [{"internalName": None}]])
def test_a_tenant_that_offers_none_needs_the_option(answer):
    with pytest.raises(InvalidInput) as caught:
        offered_config_types(RecordedService(answer).client())
    assert "config_types" in caught.value.hint
