# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The job of the module ``work_item_action``."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    PLANNED,
    Change,
    Outcome,
    check_limit,
)
from ansible_collections.community.sailpoint.plugins.module_utils._engine.options import ExecutionOptions
from ansible_collections.community.sailpoint.plugins.module_utils._engine.result import PlanRefused
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import resolve_identities
from ansible_collections.community.sailpoint.plugins.module_utils._instants import parse_instant
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import WorkItem, WorkItems
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.action_options import check_options
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.action_types import (
    Action,
    Aspect,
    Complete,
    Contradiction,
    Decide,
    Forward,
    SubmitAccountSelection,
    Unsuitable,
    WorkItemChange,
)
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.find import (
    Filter,
    WorkItemList,
    completed_work_items,
    find_work_items,
    in_stable_order,
    open_work_items,
    work_item_label,
    work_item_reference,
)
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.unit import WorkItemUnit

Params = t.Mapping[str, t.Any]


class WorkItemJob:
    """Reads and plans when created; raises typed errors before anything is written."""

    def __init__(self, client: Client, params: Params) -> None:
        """``params`` are the options of the module work_item_action."""
        check_options(params)
        created_before = params["created_before"]
        chosen = Filter(
            tuple(params["types"]) if params["types"] is not None else None,
            parse_instant(created_before, params["timezone"], "created_before") if created_before is not None else None,
            params["name_pattern"],
        )
        client.require("work_items.list")
        self._client = client
        self._service = WorkItems(client)
        self._params = params
        self._concurrency: int = params["concurrency"]
        names = [params[option] for option in ("owner", "forward_to") if params[option] is not None]
        by_name = resolve_identities(client, names, self._concurrency)
        self._owner = by_name.get(params["owner"])
        self._target = by_name.get(params["forward_to"])
        self.warnings: list[str] = []
        if self._target and self._target.is_inactive:
            self.warnings.append(f"The new owner {params['forward_to']} is inactive.")
        self._skipped: list[dict[str, t.Any]] = []
        self._unchanged = 0
        self.outcomes: list[Outcome[Aspect]] = []
        self.options = ExecutionOptions(
            self._concurrency, params["continue_on_error"], params["retries"], params["verify_timeout"]
        )
        #: Errors by the IDs of work items that could not be read or found.
        self._unreadable: dict[str, SailPointError] = {}
        if params["ids"] is not None:
            items = self._read_by_id()
        else:
            waiting = open_work_items(self._service, by_name[params["owner"]].id)
            items = in_stable_order(item for item in waiting if chosen.matches(item))
        self._action = _action(params, self._target and _named(self._target, items))
        self._plan(items)

    def _read_by_id(self) -> list[WorkItem]:
        ids = _ids(self._params["ids"])
        owner_id = self._owner.id if self._owner else None
        unreadable = self._unreadable if self._params["continue_on_error"] else None
        found = find_work_items(
            self._service, ids, self._other_lists(owner_id), self._concurrency, unreadable=unreadable
        )
        missing = [one for one in ids if one not in found and one not in self._unreadable]
        hint = (
            None
            if self._owner
            else "The service may show completed work items only in the list of their owner: set owner as well."
        )
        if missing and unreadable is None:
            raise InvalidInput(
                f"Work items not found, neither open nor completed: {', '.join(missing)}. Nothing was written.", hint
            )
        not_found = SailPointError("The work item was not found, neither open nor completed.", hint)
        self._unreadable.update(dict.fromkeys(missing, not_found))
        return [found[one] for one in ids if one in found]

    def _other_lists(self, owner_id: str | None) -> t.Iterator[WorkItemList]:
        """Yield the lists that may contain a work item that the service no longer shows by ID."""
        if self._target:
            yield open_work_items(self._service, self._target.id)
        yield completed_work_items(self._service, owner_id)
        if self._target:
            yield completed_work_items(self._service, self._target.id)

    def _plan(self, items: t.Sequence[WorkItem]) -> None:
        problems = self._unknown_approval_items(items)
        for item in items:
            try:
                self._check_owner(item)
                changes = self._action.plan(item)
            except Contradiction as error:
                if self._params["ids"] is None:
                    self._skipped.append({"work_item": work_item_reference(item), "reason": f"It {error.message}."})
                    continue
                problems.append(f"{work_item_label(item)} {error.message}.")
            except Unsuitable as error:
                problems.append(f"{work_item_label(item)} {error.message}.")
            else:
                self.outcomes += map(Outcome, changes)
                self._unchanged += not changes
        if problems:
            raise InvalidInput(" ".join([*problems, "Nothing was written."]))
        planned = len(self.outcomes)
        self._add_unreadable()
        try:
            check_limit(planned, "changes", "max_changes", self._params["max_changes"])
        except InvalidInput as error:
            raise PlanRefused(error, self) from None

    def _add_unreadable(self) -> None:
        """Add a failed outcome for each work item that could not be read; keep all in the order of ``ids``."""
        if not self._unreadable:
            return
        for work_item_id, error in self._unreadable.items():
            unknown = Aspect(WorkItem(id=work_item_id), {}, {})
            outcome = Outcome(Change(self._action.name, unknown, unknown))
            outcome.fail(error)
            self.outcomes.append(outcome)
        order: dict[str, int] = {work_item_id: place for place, work_item_id in enumerate(_ids(self._params["ids"]))}
        self.outcomes.sort(key=lambda outcome: order[outcome.change.before.item.id])

    def _unknown_approval_items(self, items: t.Sequence[WorkItem]) -> list[str]:
        known = {one.id for item in items for one in item.approval_items}
        unknown = [one for one in _ids(self._params["approval_item_ids"] or ()) if one not in known]
        # Completed work items may lack their approval items; then the work item shows the outcome.
        if not unknown or self._unreadable or any(not item.is_open and not item.approval_items for item in items):
            return []
        return [f"Approval items that do not belong to the work items: {', '.join(unknown)}."]

    def _check_owner(self, item: WorkItem) -> None:
        owners = {identity.id for identity in (self._owner, self._target) if identity}
        if self._owner and item.owner_id not in owners:
            raise Unsuitable(f"belongs to {item.owner_name or item.owner_id}, not to {self._params['owner']}")

    @property
    def counts(self) -> dict[str, int]:
        return {self._action.name: 0, "unchanged": self._unchanged, "skipped": len(self._skipped)}

    @property
    def extra(self) -> dict[str, t.Any]:
        # Not "skipped": with that key, Ansible treats the task as not run.
        return {"skipped_work_items": self._skipped}

    def show(self, outcome: Outcome[Aspect]) -> dict[str, t.Any]:
        change = outcome.change
        return {
            "work_item": work_item_reference(change.before.item),
            # Nothing is known of a work item that could not be read.
            "before": change.before.shown or None,
            "after": change.after.shown or None,
        }

    def diff_entry(self, outcome: Outcome[Aspect]) -> tuple[tuple[str, ...], t.Any, t.Any]:
        change = outcome.change
        path: tuple[str, ...] = (work_item_label(change.before.item),)
        before, after = change.before.lines, change.after.lines
        if len(after) != 1:
            return path, before, after
        # So that several one-line changes of a work item are shown together.
        (line,) = after
        return (*path, line), before.get(line), after[line]

    def waves(self) -> list[list[WorkItemUnit]]:
        """Return a single wave; the changes of one work item are made one after another."""
        by_item: dict[str, list[WorkItemChange]] = {}
        for outcome in self.outcomes:
            if outcome.status != PLANNED:
                continue
            by_item.setdefault(outcome.change.before.item.id, []).append(outcome.change)
        return [[WorkItemUnit(self._service, self._action, changes, self._other_lists) for changes in by_item.values()]]


def _ids(given: t.Iterable[str]) -> list[Id]:
    """The IDs of an option, each once."""
    return list(dict.fromkeys(Id(one.strip()) for one in given))


def _named(target: Identity, items: t.Sequence[WorkItem]) -> Identity:
    """The target, with its name if the task gives only the ID and the work items tell the name."""
    if target.name or target.alias:
        return target
    names = {item.requester_id: item.requester_display_name for item in items}
    names.update({item.owner_id: item.owner_name for item in items})
    return target.model_copy(update={"name": names.get(target.id)})


def _action(params: Params, target: Identity | None) -> Action:
    name = params["action"]
    if name == "complete":
        return Complete(params["body"])
    if target:
        return Forward(target, params["comment"], params["send_notifications"])
    if name == "submit_account_selection":
        return SubmitAccountSelection(params["account_selection"])
    chosen = params["approval_item_ids"]
    return Decide(name, None if chosen is None else _ids(chosen))
