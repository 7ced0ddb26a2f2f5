# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Reads what a plan needs: the waiting items, their targets, and reasons against a handover."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import manager_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    SailPointError,
    ServiceError,
    unreadable,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import read_each
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import (
    Reference,
    WaitingItem,
    in_stable_order,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import (
    HAND_BACK,
    HAND_OVER,
    Assignment,
    Entry,
    Facts,
    Plan,
    Planned,
    make_plan,
    not_planned,
    targets_needed,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import Queue
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queues import (
    LeftOut,
    may_be_double,
    read_waiting,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.targets import (
    evaluate,
    find_away,
    find_unable,
    read_identities,
)

if t.TYPE_CHECKING:
    from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.bookkeeping import Bookkeeping


class Survey:
    """Reads concurrently, and only what matters for the plan. Raises the errors of ``Client``."""

    def __init__(
        self,
        client: Client,
        queues: t.Mapping[str, Queue],
        concurrency: int,
        books: Bookkeeping | None = None,
        *,
        keep_errors: bool = False,
    ) -> None:
        """``queues`` are all queues, by name; ``books`` contain the previous handovers.

        With ``keep_errors``, errors that only concern one list or item fail the changes that depend on it.
        """
        self._client = client
        self._queues = queues
        self._concurrency = concurrency
        self._books = books
        self._keep_errors = keep_errors
        #: Errors by pairs of the name of a queue and the ID of the identity whose list could not be read.
        self._unreadable: dict[tuple[str, str], SailPointError] = {}
        #: The people in the plan, by ID.
        self.identities: dict[str, Identity] = {}
        self.left_out: list[LeftOut] = []
        self.warnings: list[str] = []

    def read_items(self, entries: t.Sequence[Entry]) -> list[WaitingItem]:
        """Return what waits for all owners, in the order of the entries, and oldest first for each owner."""
        pairs = self._lists_to_read(entries)
        waiting = read_waiting(list(pairs.values()), self._concurrency)
        self.left_out += waiting.left_out
        self._unreadable = waiting.errors
        self._keep_or_raise(
            {self.name(owner): error for (unused, owner), error in waiting.errors.items()}, "Waiting work"
        )
        if self._books:
            refused = {one.queue for one in waiting.left_out}
            seen = [pair for pair in pairs if pair[0] not in refused and pair not in waiting.errors]
            self._books.look(waiting.items, seen, self._queues)
            self.warnings += self._books.warnings
        approvals = self._queues["access_request_approvals"].name
        # Access request approvals have their own work type, which may not have been requested.
        read = pairs.keys() - waiting.errors.keys()
        items = [item for item in waiting.items if not may_be_double(item) or (approvals, item.owner_id) in read]
        owners = dict.fromkeys([*(entry.owner_id for entry in entries), *(owner for unused, owner in pairs)])
        order = {owner: number for number, owner in enumerate(owners)}
        return sorted(in_stable_order(items), key=lambda item: order[item.owner_id])

    def _lists_to_read(self, entries: t.Iterable[Entry]) -> dict[tuple[str, str], tuple[Queue, str]]:
        """Return the queue and the ID of the identity of each list, of the owners and of what the books have open."""
        pairs = {
            (queue.name, entry.owner_id): (queue, entry.owner_id)
            for entry in entries
            for queue in self._queues.values()
            if queue.config_type in (entry.config_types or ())
        }
        for name, identity_id in self._books.people if self._books else ():
            if self._client.has(self._queues[name].handover_operation):
                pairs.setdefault((name, identity_id), (self._queues[name], identity_id))
        return pairs

    def _keep_or_raise(self, errors: t.Mapping[str, SailPointError], what: str) -> None:
        if errors and not self._keep_errors:
            raise unreadable(what, errors)

    def not_planned(self, entries: t.Sequence[Entry]) -> list[Planned]:
        """A failed change for each list that could not be read."""
        found = []
        for (name, owner_id), error in self._unreadable.items():
            config_type = self._queues[name].config_type
            asked = [one for one in entries if one.owner_id == owner_id and config_type in (one.config_types or ())]
            before = Assignment(WaitingItem(name, config_type, None, owner_id), owner_id)
            target_id = asked[0].target_id if asked else None
            found.append(not_planned(HAND_OVER if asked else HAND_BACK, before, error, target_id))
        return found

    def plan(self, entries: t.Sequence[Entry], items: t.Sequence[WaitingItem]) -> Plan:
        """Return the plan. Two steps, so that only items with a target cost further requests."""
        needed = [*targets_needed(entries, items), *(self._books.evaluations_needed if self._books else ())]
        targets = evaluate(self._client, list(dict.fromkeys(needed)), self._concurrency)
        self._keep_or_raise(
            {self.name(owner): error for (owner, unused), error in targets.errors.items()}, "Evaluations"
        )
        errors: dict[t.Any, SailPointError] = dict(targets.errors)
        facts = Facts(targets.evaluated, errors=errors, unread={owner_id for unused, owner_id in self._unreadable})
        planned = self._make_plan(entries, items, facts).planned
        changes = [one.change for one in planned if not one.error]
        target_ids = {change.after.holder_id for change in changes}
        self._read_identities({one.change.before.holder_id for one in planned}, target_ids)
        certifications = [change for change in changes if change.before.item.queue == "certifications"]
        named = {entry.target_id for entry in entries}
        facts = facts._replace(
            unable=find_unable(self.identities, target_ids),
            away=self._find_away({one for one in target_ids if one in named or one in targets.doubtful}, errors),
            subjects=self._read_subjects(certifications, errors),
            in_process=self._ids_in_process([change.before.item for change in certifications]),
        )
        return self._make_plan(entries, items, facts)

    def _make_plan(self, entries: t.Sequence[Entry], items: t.Sequence[WaitingItem], facts: Facts) -> Plan:
        """Plan the items to hand back, and then the handover of all others."""
        if self._books is None:
            return make_plan(entries, items, facts)
        back = self._books.plan(facts)
        taken = {id(item) for item in [*(planned.change.before.item for planned in back.planned), *back.in_process]}
        over = make_plan(entries, [item for item in items if id(item) not in taken], facts)
        return Plan(
            [*back.planned, *over.planned],
            [*back.skipped, *over.skipped],
            [*back.in_process, *over.in_process],
            over.unchanged,
        )

    def reference(self, identity_id: str) -> Reference:
        identity = self.identities.get(identity_id)
        return Reference(identity_id, (identity.name or identity.alias) if identity else None)

    def person(self, identity_id: str) -> dict[str, str | None]:
        """Return an identity for results."""
        return self.reference(identity_id).shown()

    def name(self, identity_id: str) -> str:
        """Return a unique name of an identity for messages."""
        name = self.reference(identity_id).name
        return f"{name} ({identity_id})" if name else identity_id

    def _read_identities(self, owner_ids: set[str], target_ids: set[str]) -> None:
        """Look up names for the result, and whether the targets exist and are active."""
        wanted = {one for one in owner_ids | target_ids if not self.reference(one).name}
        for one in wanted & target_ids:
            self.identities.pop(one, None)
        self.identities.update(read_identities(self._client, wanted, self._concurrency))

    def _find_away(
        self, target_ids: t.Collection[str], errors: dict[t.Hashable, SailPointError]
    ) -> set[tuple[str, str]]:
        """Who of the targets is away; what could not be read is added to the errors, unless the token may not read it."""
        away, found = find_away(self._client, target_ids, self._concurrency)
        unknown = [one for one, error in found.items() if isinstance(error, ServiceError) and error.status_code == 403]
        self.warnings += [
            f"It is not known whether {self.name(one)} is away as well: the token has no permission to read reassignments."
            for one in unknown
        ]
        kept = {one: error for one, error in found.items() if one not in unknown}
        self._keep_or_raise({self.name(one): error for one, error in kept.items()}, "Reassignments")
        errors.update(kept)
        return away

    def _ids_in_process(self, certifications: t.Sequence[WaitingItem]) -> t.Collection[str]:
        return self._queues["certifications"].ids_in_process(certifications) if certifications else ()

    def _read_subjects(
        self, changes: t.Sequence[Change[Assignment]], errors: dict[t.Hashable, SailPointError]
    ) -> dict[str, set[str]]:
        """Return whom those certifications review that may review their target; add what cannot be read to the errors."""
        items = (change.before.item for change in changes if self._may_review_target(change))
        asked = {item.id: item for item in items if item.id}
        found: dict[str, set[str]] = {}
        kept: dict[str, SailPointError] = {}
        answers = read_each(self._queues["certifications"].subject_ids, asked.values(), self._concurrency)
        for item_id, answer in zip(asked, answers):
            if isinstance(answer, SailPointError):
                kept[item_id] = answer
            else:
                found[item_id] = answer
        self._keep_or_raise({asked[one].label: error for one, error in kept.items()}, "The people to review")
        errors.update(kept)
        return found

    def _may_review_target(self, change: Change[Assignment]) -> bool:
        """Reading whom a certification reviews takes a request, which is saved if only a manager's reports are possible."""
        target = self.identities.get(change.after.holder_id)
        manager = manager_of(target) if target else None
        manager_id = change.before.item.manager_id
        return manager_id is None or manager is None or not manager.id or manager.id == manager_id
