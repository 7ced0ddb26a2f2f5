# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The writing operations of the fault matrix: each is a task that makes several such writes."""

from __future__ import annotations

import math
import re
import typing as t
from datetime import datetime, timedelta, timezone

from ansible_collections.community.sailpoint.plugins.modules import (
    reassignment_configs,
    tenant_reassignment_settings,
    waiting_work_handover,
    work_item_action,
)

NOW = datetime.now(timezone.utc).replace(microsecond=0)
LAST_WEEK, NEXT_MONTH = NOW - timedelta(days=7), NOW + timedelta(days=30)

#: A start up to here counts as having passed: where starts in the past are refused, it begins a little later.
_BEGUN = timedelta(minutes=5)


class Operation(t.NamedTuple):
    """A task that makes several writes of one kind, and how to see what they did."""

    name: str
    method: str
    module: t.Any
    #: Sets the tenant up and gives the options of the task.
    prepare: t.Callable[[t.Any], dict[str, t.Any]]
    #: All that the tenant holds, by thing.
    held: t.Callable[[t.Any], dict[t.Any, t.Any]]
    #: What the things shall be in the end; all others shall stay as they are.
    wanted: t.Callable[[t.Any], dict[t.Any, t.Any]]
    #: The thing that an entry of C(changes) is about, and what it says of it.
    thing_of_change: t.Callable[[dict[str, t.Any]], t.Any]
    shown: t.Callable[[t.Any], t.Any]
    #: The thing that a logged write is about.
    thing_of_request: t.Callable[[t.Any], t.Any]
    #: Whether an answer to the write shows the declared state, so that nobody looks for it again.
    answer_shows: bool
    #: Every other value of the unknowns of the service that can matter.
    unknowns: dict[str, list[t.Any]]


# Reassignments.

TYPES = ("ACCESS_REQUESTS", "CERTIFICATIONS")
SIBLING = "MANUAL_TASKS"
#: Seconds: seen when the service is asked again, seen only after all waiting, and never, unless an answer shows it.
_LATE, _NEVER = [2.0, 60.0], [math.inf]
#: Of all lists and all answers.
_LIST_UNKNOWNS: dict[str, list[t.Any]] = {
    "list_total": ["absent", "too_small", "200000", "99999999"],
    "list_end": ["refuse", "repeat", "endless"],
    "id_case": ["upper", "lower", "mixed", "varying"],
}
_DATE_FORMS = ["seconds", "micros", "offset"]
_REASSIGNMENT_UNKNOWNS = {
    **_LIST_UNKNOWNS,
    "missing_configuration": ["empty"],
    "permanent_form": ["empty", "missing", "zero"],
    "list_paging": ["250", "none", "offset_ignored", "offset_ignored_no_count"],
    "list_count": [False],
    "put_scope": ["all_types"],
    "post_existing": ["refuse"],
    "past_start": ["refuse"],
    "delete_missing": ["not_found"],
    "write_answer": ["one_type"],
    "date_form": _DATE_FORMS,
    "expired": ["hidden"],
    "loop_rule": ["overlapping", "off"],
    "silent_write": [True],
    "refused_creation": ["policy", "target", "maximum", "misleading", "no_text"],
}


def _people(simulator: t.Any) -> tuple[list[str], str, str]:
    """Four people whose reassignments change, to whom they lead now, and to whom they shall lead."""
    ids = list(simulator.tenant.identities)
    return ids[:4], ids[-1], ids[-2]


def _put_configurations(simulator: t.Any, types: t.Iterable[str]) -> None:
    people, old, unused = _people(simulator)
    for person in people:
        for config_type in (*types, SIBLING):
            simulator.tenant.put_configuration(person, config_type, old, LAST_WEEK, None)
    # Enough others for a second page.
    for person in list(simulator.tenant.identities)[4:26]:
        simulator.tenant.put_configuration(person, SIBLING, old, LAST_WEEK, NEXT_MONTH)


def _configurations(simulator: t.Any) -> dict[t.Any, t.Any]:
    held = dict.fromkeys((person, kind) for person in _people(simulator)[0] for kind in TYPES)
    for key, found in simulator.tenant.configurations.items():
        held[key] = (found.target_id, _begins(found.start), found.end)
    return held


def _begins(start: datetime) -> datetime | str:
    return "begun" if start <= datetime.now(timezone.utc) + _BEGUN else start


def _parsed(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text.replace("Z", "+00:00"))


def _shown_configuration(details: dict[str, t.Any] | None) -> t.Any:
    if details is None:
        return None
    start = _parsed(details["start"])
    assert start is not None
    return (details["reassign_to"]["id"].lower(), _begins(start), _parsed(details["end"]))


def _configuration_of_request(request: t.Any) -> t.Any:
    if request.method == "DELETE":
        identity_id, config_type = request.path.rsplit("/", 2)[1:]
        return (identity_id.lower(), config_type)
    return (request.body["reassignedFromId"].lower(), request.body["configType"])


def _reassignment(name: str, method: str, existing: t.Sequence[str], options: dict[str, t.Any]) -> Operation:
    present = "state" not in options
    late = _LATE if present else _LATE + _NEVER

    def prepare(simulator: t.Any) -> dict[str, t.Any]:
        _put_configurations(simulator, existing)
        people, unused, new = _people(simulator)
        entry = {"config_types": list(TYPES), **options, **({"reassign_to": new} if present else {})}
        return {"configs": [{"identity": person, **entry} for person in people], "max_deletes": 8}

    def wanted(simulator: t.Any) -> dict[t.Any, t.Any]:
        people, unused, new = _people(simulator)
        end = _parsed(options.get("end"))
        value = (new, "begun", end) if present else None
        return {(person, kind): value for person in people for kind in TYPES}

    return Operation(
        name,
        method,
        reassignment_configs,
        prepare,
        _configurations,
        wanted,
        lambda change: (change["identity"]["id"].lower(), change["config_type"]),
        _shown_configuration,
        _configuration_of_request,
        present,
        {**_REASSIGNMENT_UNKNOWNS, "effect_delay": late},
    )


# Work items.

_WORK_ITEM_UNKNOWNS = {
    **_LIST_UNKNOWNS,
    "finished_work_item": ["found"],
    "work_item_owner_default": ["tenant"],
    "date_form": _DATE_FORMS,
    "beta_work_item_form": ["array", "object"],
    "silent_forward": [True],
    "effect_delay": _LATE + _NEVER,
}
OWNER, TARGET = "bruno.costa", "chloe.dubois"


def _work_item(name: str, type: str, options: dict[str, t.Any], value: t.Any, *, single: bool = False) -> Operation:
    """Three work items that change and one that does not; C(single) for approval items one by one."""

    def prepare(simulator: t.Any) -> dict[str, t.Any]:
        items = [simulator.tenant.add_work_item(OWNER, type=type) for unused in range(4)]
        ids = [item.id for item in items[:3]]
        chosen = {"approval_item_ids": [one.id for item in items[:3] for one in item.approval_items]}
        return {"ids": ids, "owner": OWNER, **options, **(chosen if single else {})}

    def held(simulator: t.Any) -> dict[t.Any, t.Any]:
        found: dict[t.Any, t.Any] = {}
        for item in simulator.tenant.work_items.values():
            if name == "forward":
                found[item.id] = item.owner_id
            elif single:
                found.update({(item.id, one.id): one.state or "Pending" for one in item.approval_items})
            elif item.approval_items:
                found[item.id] = [one.state or "Pending" for one in item.approval_items]
            else:
                found[item.id] = [item.state, *(item.form_values or {}).values()]
        return found

    def wanted(simulator: t.Any) -> dict[t.Any, t.Any]:
        end = simulator.tenant.identity(TARGET).id if name == "forward" else value
        items = list(simulator.tenant.work_items.values())[:3]
        if single:
            return {(item.id, one.id): end for item in items for one in item.approval_items}
        return {item.id: end for item in items}

    def thing_of_change(change: dict[str, t.Any]) -> t.Any:
        item_id = change["work_item"]["id"].lower()
        return (item_id, change["after"]["approval_items"][0]["id"].lower()) if single else item_id

    def shown(aspect: dict[str, t.Any]) -> t.Any:
        if "owner" in aspect:
            return aspect["owner"]["id"].lower()
        if single:
            return aspect["approval_items"][0]["state"]
        if "approval_items" in aspect:
            return [one["state"] for one in aspect["approval_items"]]
        return [aspect["state"], *aspect.get("account_selection", {}).values()]

    def thing_of_request(request: t.Any) -> t.Any:
        ids = re.findall(r"/([0-9a-f]{32})", request.path.lower())
        return tuple(ids) if single else ids[0]

    return Operation(
        name,
        "POST",
        work_item_action,
        prepare,
        held,
        wanted,
        thing_of_change,
        shown,
        thing_of_request,
        False,
        _WORK_ITEM_UNKNOWNS,
    )


# Waiting work.

_HANDOVER_UNKNOWNS: dict[str, dict[str, list[t.Any]]] = {
    "work_items": {"work_item_owner_default": ["tenant"], "date_form": _DATE_FORMS, "silent_forward": [True]},
    "access_request_approvals": {
        "double_listing": ["same_id", "own_id"],
        "second_forward": ["accept", "ignore"],
        "show_action_in_process": [False],
    },
    "generic_approvals": {"group_members": ["hidden"], "date_form": _DATE_FORMS},
    "certifications": {"bad_certification": ["error_some", "error_all", "success_some"]},
}


def _handover(queue: str) -> Operation:
    """Three items of a queue that are handed over, each by a request of its own, and one that stays."""

    def add(simulator: t.Any, owner: str, number: int) -> None:
        tenant = simulator.tenant
        if queue == "certifications":
            tenant.add_certification(owner, f"Campaign {number}", id=f"{number:032x}")
        elif queue == "work_items":
            tenant.add_work_item(owner, id=f"{number:032x}")
        else:
            getattr(tenant, f"add_{queue.rstrip('s')}")(owner, id=f"{number:032x}")

    def prepare(simulator: t.Any) -> dict[str, t.Any]:
        for number in range(1, 4):
            add(simulator, OWNER, number)
        add(simulator, "anna.berg", 4)
        return {"handovers": [{"from": OWNER, "to": TARGET}], "wait_timeout": 30}

    def held(simulator: t.Any) -> dict[t.Any, t.Any]:
        tenant = simulator.tenant
        if queue == "work_items":
            return {one.id: one.owner_id for one in tenant.work_items.values()}
        if queue == "access_request_approvals":
            return {one.id: one.approver_id for one in tenant.access_request_approvals.values()}
        if queue == "generic_approvals":
            return {one.id: one.approver_ids[0] for one in tenant.generic_approvals.values()}
        return {one.id: one.reviewer_id for one in tenant.certifications.values()}

    def wanted(simulator: t.Any) -> dict[t.Any, t.Any]:
        return {f"{number:032x}": simulator.tenant.identity(TARGET).id for number in range(1, 4)}

    def thing_of_request(request: t.Any) -> t.Any:
        if queue == "certifications":
            (only,) = request.body["certificationIds"]
            return only.lower()
        return re.findall(r"/([0-9a-f]{32})", request.path.lower())[0]

    return Operation(
        "hand over " + queue.replace("_", " "),
        "POST",
        waiting_work_handover,
        prepare,
        held,
        wanted,
        lambda change: change["item"]["id"].lower(),
        lambda aspect: aspect["owner"]["id"].lower(),
        thing_of_request,
        False,
        # Of a list without end, which is a failure before anything is written, there are tests elsewhere.
        {
            **_LIST_UNKNOWNS,
            "list_end": ["refuse", "repeat"],
            "effect_delay": _LATE + _NEVER,
            **_HANDOVER_UNKNOWNS[queue],
        },
    )


# The tenant-wide settings.


def _settings() -> Operation:
    def prepare(simulator: t.Any) -> dict[str, t.Any]:
        simulator.tenant.tenant_config.update({"disabled": True, "anotherSetting": "kept"})
        return {"enabled": True}

    def held(simulator: t.Any) -> dict[t.Any, t.Any]:
        config = dict(simulator.tenant.tenant_config)
        return {"reassignments": not config.pop("disabled"), **config}

    return Operation(
        "tenant settings",
        "PUT",
        tenant_reassignment_settings,
        prepare,
        held,
        lambda simulator: {"reassignments": True},
        lambda change: change["setting"],
        lambda aspect: aspect["enabled"],
        lambda request: "reassignments",
        True,
        {"date_form": _DATE_FORMS, "silent_write": [True], "effect_delay": _LATE},
    )


_APPROVED, _REJECTED = ["Finished", "Finished"], ["Rejected", "Rejected"]

OPERATIONS = [
    _reassignment("create", "POST", (), {"start": LAST_WEEK.isoformat(), "end": NEXT_MONTH.isoformat()}),
    _reassignment("update", "PUT", TYPES, {"end": NEXT_MONTH.isoformat()}),
    _reassignment("delete", "DELETE", TYPES, {"state": "absent"}),
    _settings(),
    *(_handover(queue) for queue in _HANDOVER_UNKNOWNS),
    _work_item("complete", "ManualAction", {"action": "complete"}, ["Finished"]),
    _work_item("approve item", "Approval", {"action": "approve"}, "Finished", single=True),
    _work_item("approve all", "Approval", {"action": "approve"}, _APPROVED),
    _work_item("reject item", "Approval", {"action": "reject"}, "Rejected", single=True),
    _work_item("reject all", "Approval", {"action": "reject"}, _REJECTED),
    _work_item("forward", "Generic", {"action": "forward", "forward_to": TARGET, "comment": "Bruno is away."}, None),
    _work_item(
        "submit account selection",
        "Form",
        {"action": "submit_account_selection", "account_selection": {"account": "bruno.admin"}},
        ["Finished", "bruno.admin"],
    ),
]
