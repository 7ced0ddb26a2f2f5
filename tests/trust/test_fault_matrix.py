# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The fault matrix: every write x every fault x every unknown of the service ends well, or tells how it ended."""

from __future__ import annotations

import contextlib
import math

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service import answers
from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, ConcurrentChange, Fault
from ansible_collections.community.sailpoint.tests.simulator.effects import Effects
from ansible_collections.community.sailpoint.tests.trust import matrix, network
from ansible_collections.community.sailpoint.tests.unit.helpers import run_module

#: What a failed change says if it is not known to have failed.
NOT_SEEN = "The service accepted this, but its effect was not seen"
NO_EFFECT = "No effect was seen within"
UNCERTAIN = "It is not known whether this had an effect"


@pytest.fixture(scope="module")
def dead_port():
    with network.closed_port() as port:
        yield port


@contextlib.contextmanager
def struck(cell, simulator, monkeypatch, dead_port):
    """While this lasts, the fault of the cell is in force."""
    fault, first = cell.fault, cell.write if cell.operation.name != "tenant settings" else 0
    times = ALWAYS if fault.stays else 1
    changes = {
        matrix.TOKEN_EXPIRES: simulator.expire_tokens,
        matrix.TOKEN_EXPIRES_FOR_GOOD: simulator.expire_tokens,
        matrix.BLIND: lambda: simulator.add_fault(Fault("status", method="GET", status=500, times=times)),
        matrix.BLINK: lambda: simulator.add_fault(Fault("status", method="GET", status=500, times=1 + matrix.RETRIES)),
    }
    strike = network.refuse(dead_port) if fault.name == matrix.REFUSED else None
    if fault.at_write is not None:
        simulator.add_fault(Fault(**fault.at_write, method=cell.operation.method, after=first, times=times))
        strike = network.lose_patience(simulator) if fault.needs_patience else None
    elif fault.name == matrix.SECOND_PAGE:
        lists = r"reassignment-configurations(/v1)?$|work-items/completed|public-identities"
        simulator.add_fault(Fault("status", method="GET", path=lists, status=500, after=1, times=times))
    elif fault.name == matrix.FORBIDDEN:
        simulator.add_fault(
            Fault("status", method="GET", status=403, path=forbidden_path(cell, simulator), times=ALWAYS)
        )
    elif fault.name in (matrix.BLIND, matrix.BLINK):
        simulator.add_fault(Fault("reset_after", method=cell.operation.method, after=first))
    if fault.name in changes:
        action = changes[fault.name]
        simulator.add_change(ConcurrentChange("before", writes=True, after=first, times=times, action=action))
    if strike is None:
        yield
    else:
        with network.Wire(first, fault.stays, strike).in_place(monkeypatch):
            yield
    simulator.clear_changes()
    simulator.clear_faults()


def forbidden_path(cell, simulator):
    """What shows one of the things that the task is about."""
    if cell.operation.name == "tenant settings":
        return "/tenant-config$"
    return f"(?i)/{sorted(map(subject, cell.operation.wanted(simulator)))[cell.write]}$"


def subject(thing):
    """The ID of the identity or work item."""
    return thing[0] if isinstance(thing, tuple) else thing


def options(cell, simulator):
    operation = cell.operation
    simulator.set(**cell.unknowns)
    given = {"base_url": simulator.url, "rate_limit": 0, "retries": matrix.RETRIES, **operation.prepare(simulator)}
    if "beta_work_item_form" in cell.unknowns:
        given["api_version"] = "beta"
    if operation.name != "tenant settings":
        given.update(concurrency=cell.concurrency, continue_on_error=cell.continue_on_error)
    credentials = {"client_id": simulator.client_id, "client_secret": simulator.client_secret}
    if cell.fault.name == matrix.TOKEN_EXPIRES_FOR_GOOD:
        return {**given, "access_token": simulator.issue_token()}, {**given, **credentials}
    return {**given, **credentials}, {**given, **credentials}


def test_the_declared_state_is_reached_or_the_failure_tells_all(
    cell, simulator, monkeypatch, dead_port, clock, record_property
):
    operation = cell.operation
    monkeypatch.setattr(answers, "LARGEST_ANSWER", matrix.LARGEST_ANSWER)
    simulator.tenant.effects = Effects(clock.monotonic)
    given, given_next = options(cell, simulator)
    before, wanted = operation.held(simulator), operation.wanted(simulator)
    simulator.clear_log()
    with struck(cell, simulator, monkeypatch, dead_port):
        result = run_module(operation.module, given)
    after = operation.held(simulator)

    late = after_late_effects(cell, simulator)
    check_account(cell, result, before, wanted, after, late)
    check_bystanders(before, wanted, after, result)
    unseen = told_as_unseen(operation, result) if late != after else set()
    check_bystanders(before, wanted, late, result, unseen)
    check_that_nothing_was_repeated_blindly(operation, simulator.requests)

    simulator.set(silent_write=False, silent_forward=False, refused_creation="none", effect_delay=0)
    again = run_module(operation.module, given_next)
    assert not again["failed"], again["msg"]
    assert again["changed"] == (late != {**late, **wanted})
    converged = operation.held(simulator)
    assert converged == {**converged, **wanted}
    check_bystanders(before, wanted, converged, result, unseen)
    assert not run_module(operation.module, given_next)["changed"]
    record_property(matrix.CELL, (operation.name, str(cell.fault), matrix.TOLD if result["failed"] else matrix.REACHED))


def after_late_effects(cell, simulator):
    """What is held when all has become visible that ever will, the lies of the service apart."""
    if cell.unknowns.get("effect_delay") == math.inf:
        simulator.tenant.effects = Effects()
        simulator.state.late.clear()
    simulator.tenant.effects.finish()
    return cell.operation.held(simulator)


def check_account(cell, result, before, wanted, after, late):
    """The result says of every thing what is there."""
    operation = cell.operation
    if "changes" not in result:
        assert result["failed"] and not result["changed"] and result["msg"]
        assert after == before
        return
    unread = [change for change in result["changes"] if is_unread_item(change)]
    check_unread_items(cell, unread, before, wanted, after)
    known = [change for change in result["changes"] if change not in unread]
    changes = {operation.thing_of_change(change): change for change in known}
    unread_ids = {change["work_item"]["id"].lower() for change in unread}
    assert changes.keys() == {thing for thing in wanted if subject(thing) not in unread_ids}
    assert len(known) == len(changes)
    statuses = [change["status"] for change in result["changes"]]
    assert set(statuses) <= {"applied", "failed", "not_tried"}
    for thing, change in changes.items():
        said = (change["error"] or {"msg": ""})["msg"]
        if change["status"] == "applied":
            assert operation.shown(change["after"]) == wanted[thing]
            assert wanted[thing] == (late if operation.answer_shows else after)[thing]
            assert change["error"] is None
        elif UNCERTAIN in said or "could not be read" in said:
            assert is_hidden(cell, thing, wanted) and after[thing] in (before[thing], wanted[thing], None)
        elif NOT_SEEN in said:
            assert after[thing] == before[thing] or (
                is_hidden(cell, thing, wanted) and after[thing] in (wanted[thing], None)
            )
        elif "The service accepted this." in said:
            assert after[thing] == wanted[thing] or (after[thing] is None and is_told_as_lost(result, thing))
        else:
            assert after[thing] == before[thing] or (after[thing] is None and is_told_as_lost(result, thing))
        assert operation.shown(change["before"]) == before[thing]
    accepted = any("The service accepted this" in str(change["error"]) for change in changes.values())
    assert result["changed"] == ("applied" in statuses or accepted)
    assert result["failed"] == (set(statuses) != {"applied"})
    assert result["summary"]["failed"] == statuses.count("failed")
    assert result["summary"]["not_tried"] == statuses.count("not_tried")
    if result["failed"]:
        counts = f"{statuses.count('failed')} of {len(statuses)} changes failed, {statuses.count('applied')} applied"
        assert result["msg"].startswith(counts)


def is_unread_item(change):
    """Whether the change stands for a work item of which nothing is known."""
    return "work_item" in change and change["before"] is None and change["after"] is None


def check_unread_items(cell, unread, before, wanted, after):
    """Only what the fault hides is unknown, only where the others go on, and nothing has become of it."""
    assert not unread or (cell.fault.name == matrix.FORBIDDEN and cell.continue_on_error and len(unread) == 1)
    for change in unread:
        assert change["status"] == "failed" and change["error"]["status_code"] == 403
        mine = [thing for thing in wanted if subject(thing) == change["work_item"]["id"].lower()]
        assert mine and all(is_hidden(cell, thing, wanted) and after[thing] == before[thing] for thing in mine)


def is_hidden(cell, thing, wanted):
    """Whether the fault keeps anybody from seeing what became of the thing."""
    if cell.fault.name == matrix.FORBIDDEN:
        return cell.operation.name == "tenant settings" or subject(thing) == sorted(map(subject, wanted))[cell.write]
    return cell.fault.hides_the_outcome


def is_told_as_lost(result, thing):
    """Whether an error says that the service took a reassignment along, or that nobody can see whether it did."""
    if not isinstance(thing, tuple):
        return False
    identity_id, config_type = thing
    errors = [str(change["error"]) for change in result["changes"] if change["identity"]["id"].lower() == identity_id]
    lost = f"made the service remove {config_type}, which could not be restored"
    unseen = (NOT_SEEN, UNCERTAIN, "could not be read again")
    return any(said in error for error in errors for said in (lost, *unseen))


def told_as_unseen(operation, result):
    """The subjects of which the result says that an effect was not seen: it can come, and take others along, later."""
    return {
        subject(operation.thing_of_change(change))
        for change in result.get("changes", ())
        if not is_unread_item(change)
        if NOT_SEEN in str(change["error"]) or NO_EFFECT in str(change["error"])
    }


def check_bystanders(before, wanted, after, result, unseen=()):
    """Nothing else has changed, or the result says what has been lost and could not be put back."""
    for thing in (before.keys() | after.keys()) - wanted.keys():
        if after.get(thing) != before.get(thing) and subject(thing) not in unseen:
            assert after.get(thing) is None and is_told_as_lost(result, thing), f"{thing} was lost"


def check_that_nothing_was_repeated_blindly(operation, requests):
    """Between two writes of the same thing somebody looked, unless the first is known to have had no effect."""
    unclear = {}
    for request in requests:
        if request.operation == "oauth.token":
            continue
        if request.method == "GET":
            # Whatever shows the thing: itself, or a list.
            unclear = {
                thing: first
                for thing, first in unclear.items()
                if not (subject(thing) in request.path.lower() or shows_many(request))
            }
            continue
        thing = operation.thing_of_request(request)
        assert thing not in unclear, f"{request.method} {request.path} was repeated without a look"
        if request.status is None or not 400 <= request.status < 500:
            unclear[thing] = request


def shows_many(request):
    return request.operation in (
        "work_items.list",
        "work_items.list_completed",
        "access_request_approvals.list_pending",
        "generic_approvals.list",
        "certifications.list",
        "reassignments.get_tenant_config",
    )


def test_the_matrix_is_complete():
    """Every operation meets every fault, and every unknown; also in the part that is run each time."""
    everything = matrix.all_cells()
    assert {(cell.operation.name, str(cell.fault)) for cell in everything} == {
        (operation.name, str(fault)) for operation in matrix.OPERATIONS for fault in matrix.FAULTS
    }
    some = matrix.some_cells()
    for operation in matrix.OPERATIONS:
        for name, values in operation.unknowns.items():
            for value in values:
                assert any(cell.operation is operation and cell.unknowns == {name: value} for cell in some)
    assert {str(cell.fault) for cell in some} == {str(fault) for fault in matrix.FAULTS}
