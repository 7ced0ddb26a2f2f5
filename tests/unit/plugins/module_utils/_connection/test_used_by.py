# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection.used_by import (
    MODULES,
    USED_BY,
    operations_of,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS, OPERATIONS
from ansible_collections.community.sailpoint.tests.tools.operations_table import CHECKOUT


def test_every_operation_is_used_by_a_module():
    assert list(USED_BY) == list(OPERATIONS)
    assert all(USED_BY.values())


def test_every_module_uses_an_operation():
    modules = {path.stem for path in (CHECKOUT / "plugins" / "modules").glob("*.py")}
    # connection_info tries what the others use.
    assert modules - {"connection_info"} == set(MODULES)
    assert list(MODULES) == sorted(MODULES)


@pytest.mark.parametrize("version", API_VERSIONS)
def test_identities_are_found_in_one_of_two_ways(version):
    way = "identities.list" if version == "beta" else "identities.list_public"
    assert operations_of("identity_info", version) == (way,)


@pytest.mark.parametrize("version", API_VERSIONS)
def test_a_module_sends_what_the_version_has(version):
    for module in MODULES:
        for name in operations_of(module, version):
            assert module in USED_BY[name] and version in OPERATIONS[name].versions


def test_what_the_versions_lack():
    assert operations_of("reassignment_config", "v3") == ("identities.list_public",)
    assert operations_of("tenant_reassignment_settings", "v3") == ()
    later = set(operations_of("waiting_work_handover", "v1")) - set(operations_of("waiting_work_handover", "v2024"))
    assert later == {"generic_approvals.reassign"}
