# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""That the collection's table of operations has all that the official SDK has, so that a new one shows up here."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest
from sdk import MAJOR, VERSIONS

from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import OPERATIONS, path_template

SERVICES = {"work_reassignment": "reassignment-configurations", "work_items": "work-items"}
#: Of these services the collection uses some operations only; the SDK may have them in several parts.
USED_IN_PART = {
    "access-request-approvals": ("access_request_approvals",),
    "generic-approvals": ("approvals",),
    "certifications": ("certifications", "certification_summaries"),
    "campaigns": ("certification_campaigns",),
    "certification-tasks": ("certifications",),
}
SDK = Path(str(importlib.metadata.distribution("sailpoint").locate_file("sailpoint")))
_REQUEST = re.compile(r"method='([A-Z]+)',\s*resource_path='([^']+)'")


def sdk_operations(version: str, service: str) -> set[tuple[str, str]]:
    """Method and path of each operation, the path without the names of its variable segments."""
    package = service if MAJOR == 2 else version
    # Read, not imported, since that takes long and what is wanted stands inside the methods.
    source = SDK / package / "api" / f"{service}_api.py"
    if not source.exists():
        return set()
    code = source.read_text(encoding="utf-8")
    found = _REQUEST.findall(code)
    calls = re.findall(r"def \w+_without_preload_content\(", code)
    assert len(found) == len(calls) > 0, "the SDK's code has another form than this test reads"
    prefix = "" if MAJOR == 2 else "/" + version
    return {(method, prefix + _unnamed(path)) for method, path in found}


def _unnamed(path: str) -> str:
    return re.sub(r"{\w+}", "{}", path)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("service", SERVICES)
def test_no_operation_is_missing_and_none_is_made_up(version: str, service: str) -> None:
    ours = {
        (operation.method, _unnamed(path_template(operation, version)))
        for operation in OPERATIONS.values()
        if operation.service == SERVICES[service] and version in operation.versions
    }
    assert ours == sdk_operations(version, service)


def _operations_of(version: str, service: str) -> set[tuple[str, str]]:
    return {found for part in USED_IN_PART[service] for found in sdk_operations(version, part)}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("service", USED_IN_PART)
def test_no_operation_of_the_queues_is_made_up(version: str, service: str) -> None:
    ours = {
        (operation.method, _unnamed(path_template(operation, version)))
        for operation in OPERATIONS.values()
        if operation.service == service and version in operation.versions
    }
    assert ours <= _operations_of(version, service)


@pytest.mark.parametrize("version", VERSIONS)
def test_no_queue_is_missing(version: str) -> None:
    """A version that lacks an operation by the collection's table lacks it in the SDK as well."""
    lists = {name: operation for name, operation in OPERATIONS.items() if operation.service in USED_IN_PART}
    for operation in lists.values():
        if version not in operation.versions:
            asked = (operation.method, _unnamed(path_template(operation, version)))
            assert asked not in _operations_of(version, operation.service)


def test_the_sdk_has_what_is_compared() -> None:
    assert any(sdk_operations(version, "work_reassignment") for version in VERSIONS)
    assert all(sdk_operations(version, "work_items") for version in VERSIONS)
