# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service import pages
from ansible_collections.community.sailpoint.plugins.modules import work_item_info
from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, Fault
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

VERSIONS = ["v1", "v2026", "v2025", "v2024", "v3", "beta"]
CREATED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)


@pytest.fixture()
def ask(simulator):
    """Runs the module, which never writes."""
    options = connection(simulator)

    def run(**args):
        simulator.clear_log()
        result = run_module(work_item_info, {**options, **args})
        checked = run_module(work_item_info, {**options, **args}, check_mode=True)
        assert simulator.writes() == []
        assert result == checked
        assert result["failed"] or result["changed"] is False
        return result

    return run


def add(simulator, owner="bruno.costa", **kwargs):
    return simulator.tenant.add_work_item(owner, **kwargs)


def ids(result):
    return [item["id"] for item in result["work_items"]]


def requests(simulator):
    """The operations of one run; the module ran twice."""
    operations = [request.operation for request in simulator.calls()]
    return operations[: len(operations) // 2]


@pytest.mark.parametrize("api_version", VERSIONS)
@pytest.mark.parametrize("owner_default", ["current_user", "tenant"])
def test_everything_of_an_owner(simulator, ask, api_version, owner_default):
    simulator.set(work_item_owner_default=owner_default)
    waiting = [add(simulator, type=kind) for kind in ("Approval", "Form", "PolicyViolation")]
    done = [add(simulator, type="ManualAction") for unused in range(2)]
    for item in done:
        item.finish()
    add(simulator, "anna.berg")
    common = {"api_version": api_version, "owner": "bruno.costa"}
    result = ask(gather=["items", "count", "summary"], **common)
    assert set(ids(result)) == {item.id for item in waiting}
    assert {item["type"] for item in result["work_items"]} == {"Approval", "Form", "PolicyViolation"}
    assert result["count"] == 3
    assert result["summary"] == {"open": 3, "completed": 2, "total": 5}
    assert len(requests(simulator)) == 4
    result = ask(gather=["items", "count"], completed=True, **common)
    assert set(ids(result)) == {item.id for item in done}
    assert result["count"] == 2
    assert {(item["state"], item["open"]) for item in result["work_items"]} == {("Finished", False)}


@pytest.mark.parametrize("form", ["millis", "seconds", "micros", "offset"])
def test_one_item(simulator, ask, form):
    simulator.set(date_form=form)
    item = add(simulator, name="Access request 1", approval_items=1, created=CREATED)
    (shown,) = ask(owner="bruno.costa@example.com")["work_items"]
    bruno, anna = simulator.tenant.identity("bruno.costa").id, simulator.tenant.identity("anna.berg").id
    assert shown == {
        "id": item.id,
        "name": "Access request 1",
        "type": "Approval",
        "state": "Pending",
        "open": True,
        "owner": {"id": bruno, "name": "Bruno Costa"},
        "requester": {"id": anna, "name": "Anna Berg"},
        "description": "Access request 1",
        "created": "2026-01-02T03:04:05Z",
        "modified": None,
        "completed": None,
        "num_items": 1,
        "approval_items": [
            {
                "id": item.approval_items[0].id,
                "account": None,
                "application": "Active Directory",
                "name": "groups",
                "operation": "Add",
                "value": "Role 1",
                "state": "Pending",
            }
        ],
        "remediation_items": [],
        "form": None,
        "errors": [],
    }


@pytest.mark.parametrize("finished_work_item", ["not_found", "found"])
@pytest.mark.parametrize("beta_work_item_form", ["array", "object"])
@pytest.mark.parametrize("api_version", VERSIONS)
def test_by_id(simulator, ask, api_version, beta_work_item_form, finished_work_item):
    simulator.set(beta_work_item_form=beta_work_item_form, finished_work_item=finished_work_item)
    waiting, done, hers = add(simulator), add(simulator), add(simulator, "anna.berg")
    done.decide(None, "Rejected")
    args = {"api_version": api_version, "ids": [done.id, "nowhere", waiting.id, done.id, hers.id]}
    result = ask(owner="bruno.costa", **args)
    assert ids(result) == [done.id, waiting.id]
    assert [item["state"] for item in result["work_items"]] == ["Rejected", "Pending"]
    assert {one["state"] for one in result["work_items"][0]["approval_items"]} == {"Rejected"}
    assert result["not_found"] == ["nowhere", hers.id]
    # Completed items that the service does not show are those of the user of the token.
    hers.decide(None, "Finished")
    result = ask(**args)
    assert hers.id in ids(result)
    assert (done.id in ids(result)) == (finished_work_item == "found")


@pytest.mark.parametrize("completed", [True, False])
@pytest.mark.parametrize("number", [0, 1, 249, 250, 251, 500, 503])
def test_complete_whatever_the_number(simulator, ask, number, completed):
    items = [add(simulator, type="Test", created=CREATED - timedelta(days=n)) for n in range(number)]
    for item in items if completed else ():
        item.finish()
    add(simulator, "anna.berg")
    result = ask(owner=simulator.tenant.identity("bruno.costa").id, completed=completed)
    assert ids(result) == [item.id for item in reversed(items)]
    assert len(requests(simulator)) == 1 + (1 + (number - 250) // 249 if number >= 250 else 0)


def test_types(simulator, ask):
    add(simulator, type="Form")
    wanted = [add(simulator, type="PolicyViolation").id, add(simulator, type="Signoff").id]
    assert set(ids(ask(owner="bruno.costa", types=["PolicyViolation", "Signoff"]))) == set(wanted)


def test_values_that_are_not_documented(simulator, ask):
    item = add(simulator, type="SomethingNew")
    item.state = "Strange"
    (shown,) = ask(owner="bruno.costa")["work_items"]
    assert (shown["type"], shown["state"], shown["open"]) == ("SomethingNew", "Strange", True)


def test_a_count_costs_one_request(simulator, ask):
    for unused in range(300):
        add(simulator)
    assert ask(owner=simulator.tenant.identity("bruno.costa").id, gather="count")["count"] == 300
    assert requests(simulator) == ["work_items.count"]


def test_no_ids(simulator, ask):
    result = ask(ids=[])
    assert (result["work_items"], result["not_found"], requests(simulator)) == ([], [], [])


@pytest.mark.parametrize(
    "fault", [Fault("status", status=500), Fault("reset_before"), Fault("truncated"), Fault("html", status=502)]
)
def test_reads_are_repeated(simulator, fault):
    item = add(simulator)
    simulator.add_fault(fault)
    result = run_module(work_item_info, {**connection(simulator), "owner": "bruno.costa"})
    assert ids(result) == [item.id]


def test_a_403_names_the_scope(simulator):
    simulator.add_fault(Fault("status", path="work-items", status=403))
    result = run_module(work_item_info, {**connection(simulator), "owner": "bruno.costa"})
    assert (result["failed"], result["status_code"]) == (True, 403)
    assert "idn:work-item:read" in result["hint"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({}, "one of the following is required: ids, owner"),
        ({"ids": ["x"], "types": ["Form"]}, "mutually exclusive: ids|types"),
        ({"ids": ["x"], "gather": ["count"]}, "gather: count and summary work with owner only"),
        ({"owner": "x", "types": []}, "types is empty"),
        ({"owner": "x", "gather": ["all"]}, "Got no match for: all"),
        ({"ids": ["summary"]}, "'summary' is not a valid work item ID."),
    ],
)
def test_bad_input_is_told_before_any_request(simulator, ask, args, message):
    result = ask(**args)
    assert result["failed"] and message in result["msg"]
    assert simulator.requests == []


def test_a_name_that_nobody_has(ask):
    assert ask(owner="nobody")["msg"] == "No identity has the alias or email 'nobody'."


@pytest.mark.parametrize("number", [0, 4, 250, 251])
@pytest.mark.parametrize("total", ["right", "absent", "too_small", "200000", "99999999"])
@pytest.mark.parametrize("end", ["empty", "refuse", "repeat"])
def test_lists_that_lie_about_their_length(simulator, number, total, end):
    simulator.set(list_total=total, list_end=end)
    items = {add(simulator, type="Test").id for unused in range(number)}
    result = run_module(work_item_info, {**connection(simulator), "owner": simulator.tenant.identity("bruno.costa").id})
    assert set(ids(result)) == items
    assert len(simulator.calls()) <= 2 + (number >= 250)


def test_four_items_without_a_total_are_one_request(simulator):
    simulator.set(list_total="absent", list_end="refuse")
    for unused in range(4):
        add(simulator)
    owner = simulator.tenant.identity("bruno.costa").id
    assert len(run_module(work_item_info, {**connection(simulator), "owner": owner})["work_items"]) == 4
    assert len(simulator.calls()) == 1


def test_a_list_without_end_is_an_error(simulator, monkeypatch):
    monkeypatch.setattr(pages, "LONGEST_LIST", 600)
    simulator.set(list_total="absent", list_end="endless")
    add(simulator)
    owner = simulator.tenant.identity("bruno.costa").id
    result = run_module(work_item_info, {**connection(simulator), "owner": owner})
    assert result["failed"] and "may be incomplete: it does not end after" in result["msg"]
    assert len(simulator.calls()) == 3


@pytest.mark.parametrize("case", ["upper", "lower", "mixed", "varying"])
@pytest.mark.parametrize("asked", [str.upper, str.lower])
def test_the_letter_case_of_ids_does_not_matter(simulator, ask, case, asked):
    simulator.set(id_case=case)
    waiting, done = add(simulator, type="Form"), add(simulator, type="Form")
    done.finish()
    owner = simulator.tenant.identity("bruno.costa").id
    assert len(ids(ask(owner=asked(owner)))) == 1
    assert len(ids(ask(owner="bruno.costa", completed=True))) == 1
    result = ask(ids=[asked(waiting.id), waiting.id, asked(done.id)], owner="bruno.costa")
    assert [found.lower() for found in ids(result)] == [waiting.id.lower(), done.id.lower()]
    assert result["not_found"] == []


@pytest.mark.parametrize("status", [400, 403, 500])
def test_one_of_many_that_cannot_be_read_is_named(simulator, ask, status):
    """A list that lacks it without a word would be worse than a failure."""
    items = [add(simulator) for unused in range(3)]
    simulator.add_fault(Fault("status", path=items[1].id, status=status, times=ALWAYS))
    result = run_module(work_item_info, {**connection(simulator), "ids": [item.id for item in items]})
    assert result["failed"] and result["status_code"] == status
    assert items[1].id in result["msg"] and "work_items" not in result
