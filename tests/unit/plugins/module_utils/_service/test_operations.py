# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import (
    API_VERSIONS,
    OPERATIONS,
    build_path,
    find_operation,
    path_template,
)

ODD_IDS = ["a/b", "../x", "a?b=c", "a#b", "a%2Fb", "a b", "Zoë", 'a"b', "types/..", "tenant-config%00", "{identity_id}"]
NO_IDS = ["", ".", "..", "types", "tenant-config", "completed", "count", "summary", "bulk-approve", "bulk-reject"]


def with_segments():
    return [operation for operation in OPERATIONS.values() if "{" in operation.path]


@pytest.mark.parametrize("version", API_VERSIONS)
def test_where_the_version_stands(version):
    path = build_path(OPERATIONS["work_items.count"], version, {})
    assert path == ("/work-items/v1/count" if version == "v1" else f"/{version}/work-items/count")


# One test for many operations: there are hundreds of pairs, and each test takes longer than what it checks.
@pytest.mark.parametrize("value", ODD_IDS)
def test_segments_are_data(value):
    for operation in with_segments():
        names = re.findall(r"{(\w+)}", operation.path)
        path = build_path(operation, "v1", dict.fromkeys(names, value))
        parts, template = path.split("/"), path_template(operation, "v1").split("/")
        assert len(parts) == len(template), operation
        assert [unquote(part) for part in parts] == [value if "{" in piece else piece for piece in template], operation
        assert not set('?#" ') & set(path), operation


@pytest.mark.parametrize("value", NO_IDS)
def test_what_would_lead_to_another_operation_is_refused(value):
    for operation in with_segments():
        names = re.findall(r"{(\w+)}", operation.path)
        with pytest.raises(InvalidInput, match="is not a valid"):
            build_path(operation, "v1", dict.fromkeys(names, value))


@pytest.mark.parametrize("version", API_VERSIONS)
def test_a_version_that_lacks_an_operation_says_so(version):
    for name, operation in OPERATIONS.items():
        if version in operation.versions:
            assert find_operation(name, version) == operation
        else:
            with pytest.raises(InvalidInput, match=f"api_version {version} of the service has no") as caught:
                find_operation(name, version)
            assert all(other in caught.value.hint for other in operation.versions), name
