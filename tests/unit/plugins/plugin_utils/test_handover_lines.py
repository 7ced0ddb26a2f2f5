# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.plugin_utils._handover_lines import handover_lines

ANNA, BRUNO, CHLOE = ({"id": f"id-{name}", "name": name} for name in ("Anna", "Bruno", "Chloe"))


def change(source, to, queue="work_items", status="applied"):
    return {"from": source, "to": to, "queue": queue, "status": status}


def stays(name, **more):
    return {"from": ANNA, "queue": "certifications", "item": {"id": f"id-{name}", "name": name}, **more}


@pytest.mark.parametrize("result", [{}, {"changed": False, "skipped": True}])
def test_nothing(result):
    assert handover_lines(result) == []


@pytest.mark.parametrize("status", ["planned", "applied"])
def test_what_was_handed_over(status):
    queues = ["certifications", "work_items", "work_items", "generic_approvals", "access_request_approvals"]
    changes = [change(ANNA, BRUNO, queue, status) for queue in queues] + [change(BRUNO, CHLOE, status=status)]
    assert handover_lines({"changes": changes}) == [
        "Waiting work of Anna goes to Bruno: 2 work items, 1 access request approval, 1 generic approval, 1 certification",
        "Waiting work of Bruno goes to Chloe: 1 work item",
    ]


def test_what_comes_back():
    assert handover_lines({"changes": [{**change(BRUNO, ANNA), "action": "hand_back"}, change(BRUNO, ANNA)]}) == [
        "Still open, goes back from Bruno to Anna: 1 work item",
        "Waiting work of Bruno goes to Anna: 1 work item",
    ]


@pytest.mark.parametrize("status", ["failed", "not_tried"])
def test_what_was_not(status):
    assert handover_lines({"changes": [change(ANNA, BRUNO, status=status)]}) == []


def test_what_stays_and_why():
    items = [stays(f"C{number}", reason="Bruno is away as well.") for number in range(7)]
    items.append(stays(None, reason="Bruno is inactive."))
    assert handover_lines({"skipped_items": items}) == [
        "Stays with Anna: 7 certifications (C0, C1, C2, C3, C4, and 2 more). Bruno is away as well.",
        "Stays with Anna: 1 certification (id-None). Bruno is inactive.",
    ]


def test_what_is_in_process():
    items = [stays("C1", action=None), stays("C2", action="FORWARDED")]
    assert [line.split("). ")[1] for line in handover_lines({"in_process_items": items})] == [
        "The service is already processing this.",
        "The service is already processing this (FORWARDED).",
    ]


def test_queues_that_the_token_may_not_use_and_not_those_that_do_not_exist():
    queues = [
        {"queue": "certifications", "reason": "GET … answered 403.", "scope": "idn:campaign:read"},
        {"queue": "generic_approvals", "reason": "beta cannot", "scope": None},
    ]
    assert handover_lines({"queues_left_out": queues}) == [
        "Not checked, because the token has no permission: certifications. GET … answered 403."
    ]


def test_a_queue_and_a_person_without_a_name():
    nobody = {"id": "id-nobody", "name": None}
    assert handover_lines({"changes": [change(nobody, ANNA, "new_queue")]}) == [
        "Waiting work of id-nobody goes to Anna: 1 new queue"
    ]
