# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError, UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import (
    ForwardRequest,
    WorkItem,
    WorkItems,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error


def api(*answers, version="v1"):
    return WorkItems(RecordedService(*answers).client(version))


def work_item(**fields):
    return WorkItem.model_validate({"id": "x", **fields})


@pytest.mark.parametrize("version", API_VERSIONS)
@pytest.mark.parametrize("read", ["list", "list_completed"])
@pytest.mark.parametrize(
    ("owner", "offset", "params"),
    [
        ("a1", 0, {"ownerId": "a1", "limit": 250, "offset": 0, "count": "true"}),
        ("a1", 250, {"ownerId": "a1", "limit": 250, "offset": 250}),
        (None, 0, {"limit": 250, "offset": 0, "count": "true"}),
    ],
)
def test_only_the_first_page_counts_the_whole_list(version, read, owner, offset, params):
    service = RecordedService([{"id": "x"}])
    assert [item.id for item in getattr(WorkItems(service.client(version)), read)(owner, offset).items] == ["x"]
    assert service.requests[0].params == params


@pytest.mark.parametrize("data", [{"id": "x"}, [{"id": "x"}], {"id": "X"}])
def test_an_object_or_a_list_that_holds_it(data):
    assert api(data, version="beta").get("x").id == "x"
    assert api(data, version="beta").complete("x", None).id == "x"


@pytest.mark.parametrize("answer", [[], error()])
def test_a_work_item_that_the_service_does_not_show(answer):
    assert api(answer, version="beta").get("x") is None


@pytest.mark.parametrize("answer", [error(404, None), error(403)])
def test_a_refusal_or_a_404_of_a_gateway_is_an_error(answer):
    with pytest.raises(ServiceError):
        api(answer).get("x")


@pytest.mark.parametrize("data", [[{"id": "x"}, {"id": "x"}], {}, "x", {"id": None}, None])
def test_what_is_no_work_item(data):
    with pytest.raises(UnexpectedAnswer, match="invalid WorkItem"):
        api(data).get("x")


def test_another_work_item():
    with pytest.raises(UnexpectedAnswer, match="was asked for the work item x and answered for y"):
        api({"id": "y"}).bulk_approve("x")


@pytest.mark.parametrize("data", [{"count": 3}, [{"count": 3}]])
def test_counts(data):
    assert api(data, version="beta").count_completed("x") == api(data).count("x") == 3


def test_a_summary():
    assert api({"open": 1, "completed": 2, "total": 3}).summarize("x").total == 3


@pytest.mark.parametrize(
    ("act", "path", "body"),
    [
        (lambda items: items.complete("x", "done"), "/x", "done"),
        (lambda items: items.complete("x", None), "/x", None),
        (lambda items: items.approve_item("x", "i1"), "/x/approve/i1", None),
        (lambda items: items.reject_item("x", "i1"), "/x/reject/i1", None),
        (lambda items: items.bulk_approve("x"), "/bulk-approve/x", None),
        (lambda items: items.bulk_reject("x"), "/bulk-reject/x", None),
        (lambda items: items.submit_account_selection("x", {"a": 1}), "/x/submit-account-selection", {"a": 1}),
        (
            lambda items: items.forward(
                "x", ForwardRequest(target_owner_id="b", comment="c", send_notifications=False)
            ),
            "/x/forward",
            {"targetOwnerId": "b", "comment": "c", "sendNotifications": False},
        ),
    ],
)
def test_what_each_action_sends_and_that_its_answer_may_be_empty(act, path, body):
    service = RecordedService(Answer(200, {}, None))
    assert act(WorkItems(service.client())) is None
    assert service.requests == [("POST", f"/work-items/v1{path}", None, body)]


@pytest.mark.parametrize(
    ("fields", "is_open", "status"),
    [
        ({}, True, "Pending"),
        ({"state": None, "completed": "0001-01-01T00:00:00Z"}, True, "Pending"),
        ({"state": "SomethingNew"}, True, "SomethingNew"),
        ({"state": "Pending", "completed": "2026-01-01T00:00:00Z"}, False, "Finished"),
        ({"state": "Rejected", "completed": "2026-01-01T00:00:00Z"}, False, "Rejected"),
        *(({"state": state}, False, state) for state in ("Finished", "Rejected", "Returned", "Expired", "Canceled")),
    ],
)
def test_the_state_of_a_work_item_is_never_empty(fields, is_open, status):
    item = work_item(**fields)
    assert (item.is_open, item.status) == (is_open, status)


@pytest.mark.parametrize(
    ("state", "approval_item", "decision"),
    [
        (None, "Finished", "Finished"),
        (None, None, "Pending"),
        (None, "SomethingNew", "Pending"),
        ("Canceled", None, "Canceled"),
        ("Canceled", "Rejected", "Rejected"),
    ],
)
def test_an_approval_item_without_a_decision_of_its_own_shares_that_of_its_work_item(state, approval_item, decision):
    item = work_item(state=state, approvalItems=[{"id": "I1", "state": approval_item}])
    assert item.decision("i1") == decision


@pytest.mark.parametrize(("spelt", "read"), [("PolicyVioloation", "PolicyViolation"), ("New", "New"), (None, None)])
def test_a_type_that_the_service_misspells(spelt, read):
    assert work_item(type=spelt).type == read


def test_form_fields_however_deep():
    form = {
        "sections": [
            {"name": "outer", "formItems": [{"name": "a", "value": 1}, {"name": "in", "formItems": [{"name": "b"}]}]},
            {"name": "empty", "formItems": []},
            "nonsense",
        ]
    }
    assert work_item(form=form).form_fields == {"a": 1, "b": None}
    assert work_item(form={"sections": None}).form_fields == {}
    assert work_item().form_fields == {}
