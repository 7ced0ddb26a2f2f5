# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.info import read_work_items
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error

BRUNO = "b" * 32
PARAMS = {"ids": None, "owner": None, "completed": False, "types": None, "gather": ["items"]}


def item(work_item_id, owner=BRUNO, **fields):
    return {"id": work_item_id, "ownerId": owner, **fields}


def read(*answers, version="v1", **params):
    """The result, with only the IDs of work items, and the paths that were asked for."""
    service = RecordedService(*answers)
    result = read_work_items(service.client(version), {**PARAMS, **params})
    if "work_items" in result:
        result["work_items"] = [one["id"] for one in result["work_items"]]
    return result, [request.path for request in service.requests]


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"ids": ["x"], "gather": ["count"]}, "gather: count and summary work with owner only"),
        ({"ids": ["x"], "owner": "y", "gather": ["items", "summary"]}, "gather: count and summary"),
        ({"owner": "x", "types": ["Form"], "gather": ["items", "count"]}, "types only works with gather: items"),
        ({"owner": "x", "types": []}, "types is empty"),
        ({"owner": "x", "gather": []}, "gather is empty"),
    ],
)
def test_options_that_do_not_fit_are_told_before_any_request(params, message):
    with pytest.raises(InvalidInput, match=message):
        read(**params)


@pytest.mark.parametrize("version", API_VERSIONS)
@pytest.mark.parametrize(("completed", "where"), [(False, ""), (True, "/completed")])
def test_everything_of_an_owner(version, completed, where):
    gather = ["items", "count", "summary"]
    answers = [item("x"), item("y", "somebody else")], {"count": 1}, {"open": 1, "completed": 0, "total": 1}
    result, paths = read(*answers, version=version, owner=BRUNO, completed=completed, gather=gather)
    assert result == {"work_items": ["x"], "count": 1, "summary": {"open": 1, "completed": 0, "total": 1}}
    base = "/work-items/v1" if version == "v1" else f"/{version}/work-items"
    assert paths == [base + where, f"{base}{where}/count", f"{base}/summary"]


@pytest.mark.parametrize(("gather", "path"), [("items", ""), ("count", "/count"), ("summary", "/summary")])
def test_only_what_is_wanted_is_asked_for(gather, path):
    answer = {"items": [], "count": {"count": 0}, "summary": {"open": 0, "completed": 0, "total": 0}}[gather]
    assert read(answer, owner=BRUNO, gather=[gather])[1] == [f"/work-items/v1{path}"]


def test_some_types_oldest_first():
    listed = [
        item("new", type="Form", created="2026-02-01T00:00:00Z"),
        item("old", type="PolicyVioloation", created="2026-01-01T00:00:00Z"),
        item("other", type="Approval"),
    ]
    assert read(listed, owner=BRUNO, types=["Form", "PolicyViolation"])[0] == {"work_items": ["old", "new"]}


@pytest.mark.parametrize("version", ["v1", "beta"])
def test_by_id_in_their_order_and_once_whatever_the_letter_case(version):
    answers = item("Y") if version == "v1" else [item("Y")], item("x")
    result, paths = read(*answers, version=version, ids=[" y", "x", "Y "])
    assert result == {"work_items": ["Y", "x"], "not_found": []}
    assert len(paths) == 2


def test_what_is_not_shown_by_id_is_searched_among_completed_ones():
    result, paths = read(error(), error(), [item("x", "anybody")], ids=["x", "gone"])
    assert result == {"work_items": ["x"], "not_found": ["gone"]}
    assert paths[-1] == "/work-items/v1/completed"


def test_a_work_item_of_somebody_else_is_not_found():
    result, _paths = read(item("x", "anna"), item("y", BRUNO.upper()), ids=["x", "y"], owner=BRUNO)
    assert result == {"work_items": ["y"], "not_found": ["x"]}


def test_no_ids():
    assert read(ids=[]) == ({"work_items": [], "not_found": []}, [])
