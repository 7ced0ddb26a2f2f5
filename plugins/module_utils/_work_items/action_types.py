# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The actions on work items: what they want, whether they apply, and how they are sent."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import (
    FINISHED,
    PENDING,
    REJECTED,
    ForwardRequest,
    WorkItem,
    WorkItems,
)
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.find import approval_item_description


class Contradiction(InvalidInput):
    """The work item was already closed or decided with another outcome."""


class Unsuitable(InvalidInput):
    """The action does not apply to the work item."""


class Aspect(t.NamedTuple):
    """The part of a work item that an action concerns: ``shown`` for results, ``lines`` for the diff."""

    item: WorkItem
    shown: dict[str, t.Any]
    lines: dict[str, str]


WorkItemChange = Change[Aspect]


class Action(t.Protocol):
    """One action with its options."""

    name: str

    def plan(self, item: WorkItem) -> list[WorkItemChange]:
        """Return the changes; none if the work item is as desired. Raises ``Contradiction`` or ``Unsuitable``."""

    def look(self, change: WorkItemChange, found: WorkItem) -> dict[str, t.Any]:
        """Return what the work item shows now, in the form of ``change.after.shown``."""

    def send(self, service: WorkItems, change: WorkItemChange) -> WorkItem | None:
        """Send the change; return the work item if the answer contains it."""


class Complete:
    name = "complete"

    def __init__(self, body: str | None) -> None:
        self._body = body

    def plan(self, item: WorkItem) -> list[WorkItemChange]:
        if _is_closed(item):
            return []
        return [Change(self.name, _status(item, item.status), _status(item, FINISHED))]

    def look(self, change: WorkItemChange, found: WorkItem) -> dict[str, t.Any]:
        del change  # what is wanted is the same for all
        return _status(found, found.status).shown

    def send(self, service: WorkItems, change: WorkItemChange) -> WorkItem | None:
        return service.complete(change.before.item.id, self._body)


class Decide:
    """Approve or reject some approval items individually, or all of a work item with the bulk operation."""

    def __init__(self, name: str, approval_item_ids: t.Collection[str] | None) -> None:
        self.name = name
        self._wanted = FINISHED if name == "approve" else REJECTED
        self._chosen = approval_item_ids

    def plan(self, item: WorkItem) -> list[WorkItemChange]:
        ids = [one.id for one in item.approval_items if self._chosen is None or one.id in self._chosen]
        if not ids:
            return self._plan_without_items(item)
        decisions = {one: item.decision(one) for one in ids}
        others = [f"{one} is {state}" for one, state in decisions.items() if state not in (self._wanted, PENDING)]
        if others:
            raise Contradiction(f"was decided differently: {', '.join(others)}")
        undecided = [one for one, state in decisions.items() if state == PENDING]
        if self._chosen is not None:
            return [self._change(item, [one]) for one in undecided]
        return [self._change(item, undecided)] if undecided else []

    def _change(self, item: WorkItem, ids: t.Collection[str]) -> WorkItemChange:
        return Change(self.name, self._aspect(item, ids, PENDING), self._aspect(item, ids, self._wanted))

    def _plan_without_items(self, item: WorkItem) -> list[WorkItemChange]:
        if item.is_open or item.approval_items:
            which = "no approval items" if self._chosen is None else "none of approval_item_ids"
            raise Unsuitable(f"has {which}, so {self.name} does not apply to it")
        # The list of completed items may lack the approval items, but shows the final state.
        if item.status != self._wanted:
            raise Contradiction(f"is already {item.status}")
        return []

    @staticmethod
    def _aspect(item: WorkItem, ids: t.Collection[str], state: str) -> Aspect:
        texts = {one.id: approval_item_description(one) for one in item.approval_items if one.id in ids}
        return Aspect(
            item,
            {"approval_items": [{"id": one, "description": text, "state": state} for one, text in texts.items()]},
            {f"{text} ({one})": state for one, text in texts.items()},
        )

    def look(self, change: WorkItemChange, found: WorkItem) -> dict[str, t.Any]:
        shown = change.after.shown["approval_items"]
        return {"approval_items": [{**one, "state": found.decision(one["id"])} for one in shown]}

    def send(self, service: WorkItems, change: WorkItemChange) -> WorkItem | None:
        work_item_id = change.before.item.id
        if self._chosen is None:
            bulk = service.bulk_approve if self.name == "approve" else service.bulk_reject
            return bulk(work_item_id)
        single = service.approve_item if self.name == "approve" else service.reject_item
        (approval_item,) = change.after.shown["approval_items"]
        return single(work_item_id, approval_item["id"])


class Forward:
    name = "forward"

    def __init__(self, target: Identity, comment: str, send_notifications: bool) -> None:
        self._target = target
        self._body = ForwardRequest(target_owner_id=target.id, comment=comment, send_notifications=send_notifications)

    def plan(self, item: WorkItem) -> list[WorkItemChange]:
        if item.owner_id == self._target.id:
            return []
        if not item.is_open:
            raise Contradiction(f"is already {item.status}")
        target_name = self._target.name or self._target.alias
        return [
            Change(
                self.name,
                self._aspect(item, item.owner_id, item.owner_name),
                self._aspect(item, self._target.id, target_name),
            )
        ]

    @staticmethod
    def _aspect(item: WorkItem, owner_id: str | None, name: str | None) -> Aspect:
        line = f"{name} ({owner_id})" if name else owner_id or "nobody"
        return Aspect(item, {"owner": {"id": owner_id, "name": name}}, {"owner": line})

    def look(self, change: WorkItemChange, found: WorkItem) -> dict[str, t.Any]:
        # Names can differ between answers, so only the ID is compared.
        for known in (change.before.shown, change.after.shown):
            if known["owner"]["id"] == found.owner_id:
                return known
        return {"owner": {"id": found.owner_id, "name": found.owner_name}}

    def send(self, service: WorkItems, change: WorkItemChange) -> None:
        service.forward(change.before.item.id, self._body)


class SubmitAccountSelection:
    name = "submit_account_selection"

    def __init__(self, selection: dict[str, t.Any]) -> None:
        self._selection = selection

    def plan(self, item: WorkItem) -> list[WorkItemChange]:
        fields = item.form_fields
        if _is_closed(item):
            # A closed form may have lost its values; only those that it shows are compared.
            others = [
                f"{name} is {fields[name]!r}"
                for name, value in self._selection.items()
                if not _shows(fields, name, value)
            ]
            if others:
                raise Contradiction(f"was submitted with other values: {', '.join(others)}")
            return []
        if item.form is None:
            raise Unsuitable(f"has no form, so {self.name} does not apply to it")
        unknown = sorted(self._selection.keys() - fields.keys()) if fields else []
        if unknown:
            raise Unsuitable(f"has no field {', '.join(unknown)} in its form (it has {', '.join(sorted(fields))})")
        before = {name: fields.get(name) for name in self._selection}
        return [
            Change(
                self.name,
                self._aspect(item, item.status, before),
                self._aspect(item, FINISHED, self._selection),
            )
        ]

    @staticmethod
    def _aspect(item: WorkItem, state: str, selection: dict[str, t.Any]) -> Aspect:
        lines = {name: str(value) for name, value in selection.items() if value is not None}
        return Aspect(item, {"state": state, "account_selection": selection}, {"state": state, **lines})

    def look(self, change: WorkItemChange, found: WorkItem) -> dict[str, t.Any]:
        fields = found.form_fields
        assumed = change.before.shown if found.is_open else change.after.shown
        values = {
            name: value if _shows(fields, name, value) else fields[name]
            for name, value in assumed["account_selection"].items()
        }
        return {"state": found.status, "account_selection": values}

    def send(self, service: WorkItems, change: WorkItemChange) -> WorkItem | None:
        return service.submit_account_selection(change.before.item.id, self._selection)


def in_words(shown: dict[str, t.Any]) -> str:
    """Return the shown part of a work item as part of a sentence."""
    words: list[str] = []
    for name, value in shown.items():
        if name == "owner":
            words.append(f"the owner {value['name'] or value['id']}")
        elif name == "approval_items":
            words += [f"{one['description']} as {one['state']}" for one in value]
        elif name == "account_selection":
            words += [f"{field}: {chosen}" for field, chosen in value.items()]
        else:
            words.append(f"the {name} {value}")
    return ", ".join(words)


def _shows(fields: dict[str, t.Any], name: str, value: t.Any) -> bool:
    """Return whether the field has the value, or shows none."""
    # The service can answer true as "true", and 7 as "7".
    return fields.get(name) is None or str(fields[name]).casefold() == str(value).casefold()


def _is_closed(item: WorkItem) -> bool:
    """Return whether the item is finished; raise ``Contradiction`` if it ended otherwise."""
    if not item.is_open and item.status != FINISHED:
        raise Contradiction(f"is already {item.status}")
    return not item.is_open


def _status(item: WorkItem, status: str) -> Aspect:
    return Aspect(item, {"state": status}, {"state": status})
