# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Plans who gets waiting work, and which items stay. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.work_items import WorkItemQueue

HAND_OVER, HAND_BACK = "hand_over", "hand_back"
#: In place of the ID of a target that could not be found out.
UNKNOWN = ""


class Assignment(t.NamedTuple):
    """An item, and the ID of the identity for whom it waits."""

    item: WaitingItem
    holder_id: str


class Entry(t.NamedTuple):
    """One entry of ``handovers``: whose items, which ones, and to whom. ``None`` means no restriction."""

    owner_id: str
    #: ``None`` means the person to whom the service assigns new work.
    target_id: str | None = None
    config_types: t.Collection[str] | None = None
    ids: t.Collection[str] | None = None
    work_item_types: t.Collection[str] | None = None
    created_before: datetime | None = None
    #: Until when the owner is away, for the message to the cover.
    until: datetime | None = None
    #: Whether items stay, instead of failing, if the target cannot act on them.
    skips: bool = True

    def matches(self, item: WaitingItem) -> bool:
        """Return whether the entry applies to the item."""
        if item.owner_id != self.owner_id:
            return False
        if self.config_types is not None and item.config_type not in self.config_types:
            return False
        if self.ids is not None and item.id not in self.ids:
            return False
        if self.created_before is not None and (item.created is None or item.created >= self.created_before):
            return False
        is_chosen = self.work_item_types is None or item.type in self.work_item_types
        return is_chosen or item.queue != WorkItemQueue.name


class Facts(t.NamedTuple):
    """The facts for the decisions, all by ID."""

    #: To whom the service assigns new work, by owner and work type; ``None`` for nobody.
    evaluated: t.Mapping[tuple[str, str], t.Optional[str]]
    #: Why an identity cannot act on anything; continues the sentence "X ...".
    unable: t.Mapping[str, str] = {}
    #: Pairs of an identity and a work type that is reassigned to somebody else now.
    away: t.Collection[tuple[str, str]] = frozenset()
    #: The people whom items review, by item ID.
    subjects: t.Mapping[str, t.Collection[str]] = {}
    #: Items that the service is processing, by ID.
    in_process: t.Collection[str] = frozenset()
    #: What could not be read: errors by owner and work type (instead of ``evaluated``), target (instead of ``away``),
    #: and item (instead of ``subjects``).
    errors: t.Mapping[t.Hashable, SailPointError] = {}
    #: Owners of whom some of what waits could not be read.
    unread: t.Collection[str] = frozenset()


class Skipped(t.NamedTuple):
    """An item that stays with its owner, and the reason."""

    assignment: Assignment
    #: Who would have got it, if anybody.
    target_id: str | None
    reason: str


class Planned(t.NamedTuple):
    """A change, or the reason why it is impossible although the task requests it."""

    change: Change[Assignment]
    problem: str | None = None
    #: Until when the former owner is away, if known.
    until: datetime | None = None
    #: Why it is not known whether, or to whom, the change can be made.
    error: SailPointError | None = None


class Plan(t.NamedTuple):
    planned: list[Planned]
    skipped: list[Skipped]
    in_process: list[WaitingItem]
    #: The number of items that stay because nobody else gets them, and of IDs that no longer wait.
    unchanged: int


def targets_needed(entries: t.Sequence[Entry], items: t.Iterable[WaitingItem]) -> list[tuple[str, str]]:
    """Return the owners and work types for which to ask the service who gets new work."""
    needed = ((item.owner_id, item.config_type) for item, entry in _matches(entries, items) if entry.target_id is None)
    return list(dict.fromkeys(needed))


def make_plan(entries: t.Sequence[Entry], items: t.Sequence[WaitingItem], facts: Facts) -> Plan:
    """Plan the items, in their order. The first entry that matches an item decides."""
    plan = Plan([], [], [], 0)
    unchanged = _number_missing((entry for entry in entries if entry.owner_id not in facts.unread), items)
    for item, entry in _matches(entries, items):
        unchanged += not _plan_item(item, entry, facts, plan)
    return plan._replace(unchanged=unchanged)


def _plan_item(item: WaitingItem, entry: Entry, facts: Facts, plan: Plan) -> bool:
    """Add the item to the plan; return whether anything is to do or to say about it."""
    if item.in_process or item.id in facts.in_process:
        plan.in_process.append(item)
        return True
    before = Assignment(item, item.owner_id)
    key = (item.owner_id, item.config_type)
    if entry.target_id is None and key in facts.errors:
        plan.planned.append(not_planned(HAND_OVER, before, facts.errors[key]))
        return True
    target_id = entry.target_id or facts.evaluated.get(key)
    if target_id is None or target_id == item.owner_id:
        return False
    stays = why_it_stays(item)
    problem = stays or why_not(item, target_id, facts)
    if problem and (stays or entry.skips):
        plan.skipped.append(Skipped(before, target_id, problem))
    else:
        change = Change(HAND_OVER, before, Assignment(item, target_id))
        plan.planned.append(Planned(change, problem, entry.until, error_about(item, target_id, facts)))
    return True


def not_planned(action: str, before: Assignment, error: SailPointError, target_id: str | None = None) -> Planned:
    """A change that cannot be made because something could not be read; often not even its target is known."""
    return Planned(Change(action, before, Assignment(before.item, target_id or UNKNOWN)), error=error)


def error_about(item: WaitingItem, target_id: str, facts: Facts) -> SailPointError | None:
    """Why it is not known whether the target can see to the item."""
    return facts.errors.get(target_id) or facts.errors.get(item.id)


def _matches(entries: t.Iterable[Entry], items: t.Iterable[WaitingItem]) -> t.Iterator[tuple[WaitingItem, Entry]]:
    """Yield the items that an entry applies to, each with the first of these entries."""
    by_owner: dict[Id, list[Entry]] = {}
    for entry in entries:
        by_owner.setdefault(Id(entry.owner_id), []).append(entry)
    for item in items:
        first = next((entry for entry in by_owner.get(Id(item.owner_id), ()) if entry.matches(item)), None)
        if first is not None:
            yield item, first


def _number_missing(entries: t.Iterable[Entry], items: t.Iterable[WaitingItem]) -> int:
    """Return how many IDs of the entries do not wait for their owners."""
    waiting = {(Id(item.owner_id), Id(item.id)) for item in items if item.id}
    asked = ((Id(entry.owner_id), Id(one)) for entry in entries for one in set(entry.ids or ()))
    return sum(pair not in waiting for pair in asked)


def why_it_stays(item: WaitingItem) -> str | None:
    """Return why the item cannot be handed over to anybody; ``None`` if it can."""
    if item.id is None:
        return "This API version does not return its ID."
    if item.group is not None:
        return f"It is assigned to the governance group {item.group}, whose other members can act on it."
    if item.queue == "certifications" and item.campaign is None:
        return "The service does not return its campaign."
    return None


def why_not(item: WaitingItem, target_id: str, facts: Facts) -> str | None:
    """Return why the target cannot act on the item, as a sentence with ``{target}`` for its name."""
    if target_id in facts.unable:
        return "{target} " + facts.unable[target_id]
    if (target_id, item.config_type) in facts.away:
        return "{target} is away as well: this work is reassigned to somebody else."
    if target_id in facts.subjects.get(item.id or "", ()):
        return "{target} is reviewed in this certification."
    return None
