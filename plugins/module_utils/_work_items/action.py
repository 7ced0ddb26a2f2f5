# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The job of work_item_action: reads and plans when it is made, and carries the plan out."""

from __future__ import annotations

import threading
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    APPLIED,
    FAILED,
    NOT_TRIED,
    check_least,
    check_limit,
)
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unclear import (
    DONE,
    NO_EFFECT,
    SOMETHING_ELSE,
    write_and_look,
)
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import resolve_identities
from ansible_collections.community.sailpoint.plugins.module_utils._instants import parse_instant
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import in_parallel
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import WorkItem, WorkItems
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.action_types import (
    Action,
    Complete,
    Contradiction,
    Decide,
    Forward,
    SubmitAccountSelection,
    Unsuitable,
    WorkItemChange,
    in_words,
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

Params = t.Mapping[str, t.Any]

#: Options that belong to some of the actions only.
_OPTIONS_OF_ACTIONS = {
    "approval_item_ids": ("approve", "reject"),
    "forward_to": ("forward",),
    "comment": ("forward",),
    "account_selection": ("submit_account_selection",),
    "body": ("complete",),
}


class WorkItemJob:
    """Reads and plans when it is made; raises the typed errors, with nothing written."""

    def __init__(self, client: Client, params: Params) -> None:
        """C(params) are the options of the module work_item_action."""
        _check_options(params)
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
        self._action = _action(params, by_name)
        self.warnings: list[str] = []
        if self._target and self._target.is_inactive:
            self.warnings.append(f"{params['forward_to']}, to whom work items are to be forwarded, is inactive.")
        self._skipped: list[dict[str, t.Any]] = []
        self._unchanged = 0
        self.changes: list[WorkItemChange] = []
        if params["ids"] is not None:
            self._plan(self._read_by_id())
        else:
            waiting = open_work_items(self._service, by_name[params["owner"]].id)
            self._plan(in_stable_order(item for item in waiting if chosen.matches(item)))

    def _read_by_id(self) -> list[WorkItem]:
        ids = list(dict.fromkeys(work_item_id.strip() for work_item_id in self._params["ids"]))
        owner_id = self._owner.id if self._owner else None
        found = find_work_items(self._service, ids, self._other_lists(owner_id), self._concurrency)
        missing = [work_item_id for work_item_id in ids if work_item_id not in found]
        if missing:
            raise InvalidInput(
                f"These work items were not found, neither open nor completed: {', '.join(missing)}."
                " Nothing was written.",
                "The service may show completed work items only in the list of their owner: set owner as well."
                if self._owner is None
                else None,
            )
        return [found[work_item_id] for work_item_id in ids]

    def _other_lists(self, owner_id: str | None) -> t.Iterator[WorkItemList]:
        """Where a work item can be that the service does not show by itself any more."""
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
                self.changes += changes
                self._unchanged += not changes
        if problems:
            raise InvalidInput(" ".join([*problems, "Nothing was written."]))
        check_limit(len(self.changes), "changes", "max_changes", self._params["max_changes"])

    def _unknown_approval_items(self, items: t.Sequence[WorkItem]) -> list[str]:
        known = {one.id for item in items for one in item.approval_items}
        unknown = [one for one in self._params["approval_item_ids"] or () if one not in known]
        # Completed work items may not tell their approval items: those then say how they ended.
        if not unknown or any(not item.is_open and not item.approval_items for item in items):
            return []
        return [f"These approval items are in none of the work items: {', '.join(unknown)}."]

    def _check_owner(self, item: WorkItem) -> None:
        owners = {identity.id for identity in (self._owner, self._target) if identity}
        if self._owner and item.owner_id not in owners:
            raise Unsuitable(f"belongs to {item.owner_name or item.owner_id}, not to {self._params['owner']}")

    @property
    def counts(self) -> dict[str, int]:
        return {self._action.name: 0, "unchanged": self._unchanged, "skipped": len(self._skipped)}

    @property
    def extra(self) -> dict[str, t.Any]:
        # Not "skipped": Ansible takes a result with that key for a task that was not run.
        return {"skipped_work_items": self._skipped}

    def show(self, change: WorkItemChange) -> dict[str, t.Any]:
        return {
            "work_item": work_item_reference(change.before.item),
            "before": change.before.shown,
            "after": change.after.shown,
        }

    def diff_entry(self, change: WorkItemChange) -> tuple[tuple[str, ...], t.Any, t.Any]:
        path: tuple[str, ...] = (work_item_label(change.before.item),)
        before, after = change.before.lines, change.after.lines
        if len(after) > 1:
            return path, before, after
        # So that several changes of one work item, each of one line, stand beside each other.
        (line,) = after
        return (*path, line), before.get(line), after[line]

    def apply(self) -> list[str]:
        """Carry out the changes, several work items at a time; those of one work item one after another."""
        by_item: dict[str, list[WorkItemChange]] = {}
        for change in self.changes:
            by_item.setdefault(change.before.item.id, []).append(change)
        stop = threading.Event()

        def run(changes: list[WorkItemChange]) -> None:
            for change in changes:
                if stop.is_set():
                    change.status = NOT_TRIED
                    continue
                try:
                    self._do(change)
                except SailPointError as error:
                    change.status, change.error = FAILED, {"msg": error.message, **error.result()}
                    if not self._params["continue_on_error"]:
                        stop.set()
                else:
                    change.status = APPLIED

        for unused in in_parallel(run, list(by_item.values()), self._concurrency):
            pass
        return []

    def _do(self, change: WorkItemChange) -> None:
        """Do it and verify it; raises C(SailPointError) if it did not work, or cannot be seen to have worked."""

        def look() -> str:
            found = self._read_again(change)
            shown = found and self._action.look(change, found)
            if shown == change.after.shown:
                return DONE
            return NO_EFFECT if shown == change.before.shown else SOMETHING_ELSE

        answer = write_and_look(lambda: self._action.send(self._service, change), look, self._params["retries"])
        try:
            found = self._read_again(change, answer)
        except SailPointError as error:
            raise SailPointError(
                f"The service accepted this, but the work item could not be read again: {error.message}", error.hint
            ) from error
        if found is None:
            raise SailPointError("The service accepted this, but afterwards the work item was not found anywhere.")
        shown = self._action.look(change, found)
        if shown != change.after.shown:
            change.altered = shown != change.before.shown
            raise SailPointError(f"The service accepted this, but afterwards the work item shows {in_words(shown)}.")

    def _read_again(self, change: WorkItemChange, answer: WorkItem | None = None) -> WorkItem | None:
        """The work item as it is now; C(None) if it is nowhere to be found."""
        item = change.before.item
        found = self._service.get(item.id)
        if found is None and answer and self._action.look(change, answer) == change.after.shown:
            # Not shown any more, and closed by the service's own words: no need to search all completed ones.
            return answer
        if found is None:
            for items in self._other_lists(item.owner_id):
                found = next((one for one in items if one.id == item.id), None)
                if found:
                    break
        return found


def _action(params: Params, by_name: t.Mapping[str, Identity]) -> Action:
    name = params["action"]
    if name == "complete":
        return Complete(params["body"])
    if name == "forward":
        return Forward(by_name[params["forward_to"]], params["comment"], params["send_notifications"])
    if name == "submit_account_selection":
        return SubmitAccountSelection(params["account_selection"])
    return Decide(name, params["approval_item_ids"])


def _check_options(params: Params) -> None:
    """Raise C(InvalidInput) for what can be told without a request and not by the argument spec."""
    check_least(params, max_changes=0, concurrency=1)
    action = params["action"]
    for option, actions in _OPTIONS_OF_ACTIONS.items():
        if params[option] is not None and action not in actions:
            raise InvalidInput(f"{option} is only for action={' and action='.join(actions)}, not for action={action}.")
    for option in ("types", "approval_item_ids"):
        if params[option] is not None and not params[option]:
            raise InvalidInput(f"{option} is empty: leave it out to mean all.")
    if params["approval_item_ids"] is not None and params["ids"] is None:
        raise InvalidInput("approval_item_ids needs ids: say in which work items they are.")
    if action == "forward" and not params["comment"].strip():
        raise InvalidInput("comment is empty: the service requires one to forward a work item.")
    if action == "submit_account_selection" and not params["account_selection"]:
        raise InvalidInput("account_selection is empty: name at least one field of the form and its value.")
