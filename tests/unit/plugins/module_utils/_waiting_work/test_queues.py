# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queues import (
    choose_queues,
    may_be_double,
    queues_of,
    read_waiting,
    refusal,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._waiting_work.fake_queue import (
    FakeQueue,
    item,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import error

ALL = ["work_items", "access_request_approvals", "generic_approvals", "certifications"]
WITHOUT_GENERIC = [ALL[0], ALL[1], ALL[3]]


def choose(version, config_types=None, handover=False):
    client = Client(None, version)
    queues, left_out = choose_queues(client, queues_of(client), config_types, handover=handover)
    return [queue.name for queue in queues], left_out


@pytest.mark.parametrize(
    ("version", "listed", "handed_over"),
    [
        ("v1", ALL, ALL),
        ("v2026", ALL, ALL),
        ("v2025", ALL, ALL),
        ("v2024", ALL, WITHOUT_GENERIC),
        ("v3", WITHOUT_GENERIC, WITHOUT_GENERIC),
        ("beta", WITHOUT_GENERIC, WITHOUT_GENERIC),
    ],
)
def test_a_queue_that_the_api_version_lacks_is_left_out_or_refused_if_it_was_asked_for(version, listed, handed_over):
    for handover, expected in ((False, listed), (True, handed_over)):
        queues, left_out = choose(version, handover=handover)
        assert queues == expected
        assert [(one.queue, one.config_type, one.scope) for one in left_out] == (
            [] if expected == ALL else [("generic_approvals", "GENERIC_APPROVALS", None)]
        )
        assert all(version in one.reason for one in left_out)
        if expected == ALL:
            assert choose(version, ["GENERIC_APPROVALS"], handover) == (["generic_approvals"], [])
            continue
        with pytest.raises(InvalidInput, match=version) as caught:
            choose(version, ["GENERIC_APPROVALS"], handover)
        assert "GENERIC_APPROVALS" in caught.value.hint and "v1" in caught.value.hint


def test_only_the_queues_of_the_work_types_are_chosen():
    assert choose("beta", ["CERTIFICATIONS", "MANUAL_TASKS"]) == (["work_items", "certifications"], [])
    assert choose("v1", []) == ([], [])


def read(*pairs):
    waiting = read_waiting(pairs, concurrency=1)
    return [(one.queue, one.id) for one in waiting.items], waiting.left_out


def test_what_waits_comes_in_the_order_of_the_pairs():
    work_items = FakeQueue("work_items", item("1", "anna"), item("2", "bruno"))
    certifications = FakeQueue("certifications", item("1", "anna", "certifications"))
    pairs = [(work_items, "bruno"), (certifications, "anna"), (work_items, "anna"), (certifications, "bruno")]
    assert read(*pairs) == ([("work_items", "2"), ("certifications", "1"), ("work_items", "1")], [])


def test_a_queue_that_may_not_be_read_is_left_out_once_with_its_scope():
    refused = FakeQueue("certifications")
    refused.list_errors = {"anna": error(403), "bruno": error(403)}
    found, left_out = read((refused, "anna"), (FakeQueue("work_items"), "anna"), (refused, "bruno"))
    assert found == []
    assert [(one.queue, one.config_type, one.scope) for one in left_out] == [
        ("certifications", "CERTIFICATIONS", "idn:campaign:read")
    ]
    assert "403" in left_out[0].reason


def test_an_error_is_raised_if_no_queue_may_be_read():
    refused = FakeQueue("certifications")
    refused.list_errors = {"anna": error(403)}
    with pytest.raises(ServiceError, match="403"):
        read((refused, "anna"))


@pytest.mark.parametrize("status", [403, 500])
def test_what_could_be_read_of_one_person_counts_although_another_one_fails(status):
    queue = FakeQueue("work_items", item("1", "anna"))
    failure = error(status)
    queue.list_errors = {"bruno": failure}
    waiting = read_waiting([(queue, "anna"), (queue, "bruno")], 1)
    assert [one.id for one in waiting.items] == ["1"]
    assert (waiting.left_out, waiting.errors) == ([], {("work_items", "bruno"): failure})


def test_the_refusal_of_a_handover_names_the_scope_to_hand_over():
    queue = FakeQueue("work_items")
    assert refusal(queue, error(403), queue.handover_operation).scope == "idn:work-item:update"


@pytest.mark.parametrize(
    ("generic", "is_double"),
    [
        ({"item_id": "a"}, True),
        ({"item_id": "x", "access_request_ids": frozenset({"other", "r"})}, True),
        ({"item_id": "x"}, False),
        ({"item_id": "x", "access_request_ids": frozenset({"other"})}, False),
        ({"item_id": "a", "owner": "bruno"}, False),
    ],
)
def test_an_approval_that_is_in_both_queues_of_a_person_is_no_generic_one(generic, is_double):
    request = item("a", "anna", "access_request_approvals", access_request_ids=frozenset({"r"}))
    queues = [FakeQueue("generic_approvals", item(queue="generic_approvals", **generic))]
    queues += [FakeQueue("access_request_approvals", request), FakeQueue("work_items", item("a"))]
    found, unused = read(*((queue, person) for person in ("anna", "bruno") for queue in queues))
    assert ("access_request_approvals", "a") in found and ("work_items", "a") in found
    assert len(found) == (2 if is_double else 3)


def test_only_a_generic_approval_of_that_type_may_be_a_double():
    kind = "ACCESS_REQUEST_APPROVAL"
    assert may_be_double(item(queue="generic_approvals", type=kind))
    assert not may_be_double(item(queue="generic_approvals", type="OTHER"))
    assert not may_be_double(item(queue="access_request_approvals", type=kind))
