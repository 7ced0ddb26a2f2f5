# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Which items covers hand back, and which handovers are settled. Pure: no I/O, no Ansible.

The open handovers of an item form a chain if a cover has handed it over as well: from Anna to Bruno, from Bruno to
Chloe. The item goes back to the first of them who gets new work of that type again: to Anna, or to Bruno while Anna is
away.
"""

from __future__ import annotations

import typing as t
from dataclasses import replace
from datetime import datetime, timedelta

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal import (
    DONE,
    GONE,
    INTENDED,
    NOT_MOVED,
    RETURNED,
    Handover,
    ItemKey,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import (
    HAND_BACK,
    Assignment,
    Facts,
    Plan,
    Planned,
    Skipped,
    error_about,
    not_planned,
    why_it_stays,
    why_not,
)

#: How long an item that the service may have accepted can be with neither of the two people.
_LONGEST_WAY = timedelta(days=1)

Chain = tuple[Handover, ...]


class Held(t.NamedTuple):
    """An item of a cover, and the open handovers that led there, from first to last."""

    item: WaitingItem
    chain: Chain

    @property
    def holder_id(self) -> str:
        return t.cast(str, self.chain[-1].receiver.id)


class Review(t.NamedTuple):
    """The state of the open handovers according to the service."""

    held: list[Held]
    #: What must be recorded in the journal in any case.
    news: list[Handover]
    #: What is settled as gone, with an item that it may be, which the service has given another ID.
    doubtful: list[tuple[Handover, WaitingItem]]


class Lists:
    """The owners of items, according to the lists that were read."""

    def __init__(self, items: t.Iterable[WaitingItem], read: t.Iterable[tuple[str, str]]) -> None:
        """``read`` are the pairs of a queue and an identity whose list is complete."""
        self._items: dict[tuple[ItemKey, str], WaitingItem] = {}
        #: Those that had another ID before, by queue, name, and person.
        self._renamed: dict[tuple[str, str, str], WaitingItem] = {}
        self._read = {(queue, Id(identity_id)) for queue, identity_id in read}
        for item in items:
            for item_id in (item.former_id, item.id):
                if item_id:
                    self._items[(item.queue, Id(item_id)), Id(item.owner_id)] = item
            if item.former_id and item.name:
                self._renamed[item.queue, item.name, Id(item.owner_id)] = item

    def has_read(self, queue: str, identity_id: str | None) -> bool:
        return (queue, Id(identity_id or "")) in self._read

    def find(self, handover: Handover, identity_id: str | None) -> WaitingItem | None:
        """Return the item that was handed over, if this person has it."""
        found = (self._items.get((key, Id(identity_id or ""))) for key in handover.item_keys)
        return next((item for item in found if item is not None), None)

    def find_similar(self, handover: Handover) -> WaitingItem | None:
        """Return an item of the same name that the receiver has, and that had another ID before."""
        return self._renamed.get((handover.queue, handover.item.name or "", Id(handover.receiver.id or "")))


def review(opened: t.Iterable[Handover], lists: Lists, in_process: t.Container[str], now: datetime) -> Review:
    """Compare the open handovers with what the service shows.

    ``in_process`` are the IDs of items that the service is processing. Handovers that cannot be checked stay as they
    are.
    """
    found = Review([], [], [])
    for chain in _chains(opened):
        people = {one.id for handover in chain for one in (handover.giver, handover.receiver)}
        if all(lists.has_read(chain[0].queue, one) for one in people):
            _review_chain(chain, lists, in_process, now, found)
    known = {id(held.item) for held in found.held}
    return found._replace(doubtful=[(one, item) for one, item in found.doubtful if id(item) not in known])


def _chains(opened: t.Iterable[Handover]) -> list[Chain]:
    chains: list[Chain] = []
    #: The index of the last chain that has come to this person, by item.
    ends: dict[tuple[ItemKey, str], int] = {}
    for handover in opened:
        giver, receiver = (Id(one.id or "") for one in (handover.giver, handover.receiver))
        before = (ends[key, giver] for key in handover.item_keys if (key, giver) in ends)
        index = next((one for one in before if chains[one][-1].receiver.id == giver), len(chains))
        if index == len(chains):
            chains.append(())
        chains[index] += (handover,)
        ends.update(((key, receiver), index) for key in handover.item_keys)
    return chains


def _review_chain(chain: Chain, lists: Lists, in_process: t.Container[str], now: datetime, found: Review) -> None:
    unmoved = _still_with_giver(chain[-1], lists)
    if unmoved is None:
        _review_moved(chain, lists, now, found)
    elif not (unmoved.in_process or unmoved.id in in_process):
        found.news.append(chain[-1].settled(NOT_MOVED, now))
        if len(chain) > 1:
            _review_chain(chain[:-1], lists, in_process, now, found)


def _still_with_giver(handover: Handover, lists: Lists) -> WaitingItem | None:
    """Return the item of a handover that was only intended, if it has not moved."""
    return lists.find(handover, handover.giver.id) if handover.status == INTENDED else None


def _review_moved(chain: Chain, lists: Lists, now: datetime, found: Review) -> None:
    """Review a chain whose last handover has had its effect, as far as the service shows."""
    held = _find_held(chain, lists)
    if held:
        _note_held(held, chain, now, found)
    elif lists.find(chain[0], chain[0].giver.id) is not None:
        found.news.extend(one.settled(RETURNED, now) for one in chain)
    elif chain[-1].status != INTENDED or now - chain[-1].since > _LONGEST_WAY:
        found.news.extend(one.settled(GONE, now) for one in chain)
        similar = ((one, lists.find_similar(one)) for one in chain)
        found.doubtful.extend((one, item) for one, item in similar if item is not None)


def _find_held(chain: Chain, lists: Lists) -> Held | None:
    """Return the item and the handovers up to the last receiver who has it."""
    for length in range(len(chain), 0, -1):
        item = lists.find(chain[length - 1], chain[length - 1].receiver.id)
        if item is not None:
            return Held(item, chain[:length])
    return None


def _note_held(held: Held, chain: Chain, now: datetime, found: Review) -> None:
    """Settle the handovers that somebody has reversed; the others are held."""
    holder_id = held.chain[-1].receiver.id
    # People can get their own item back as the cover of their covers.
    kept = next((number for number, one in enumerate(held.chain) if one.giver.id == holder_id), len(held.chain))
    found.news.extend(one.settled(RETURNED, now) for one in chain[kept:])
    found.news.extend(replace(one, status=DONE) for one in chain[:kept] if one.status == INTENDED)
    if kept:
        found.held.append(Held(held.item, chain[:kept]))


def evaluations_needed(held: t.Iterable[Held]) -> list[tuple[str, str]]:
    """Return the people and work types for which to ask the service who gets new work."""
    needed = ((t.cast(str, one.giver.id), one.config_type) for held_item in held for one in held_item.chain)
    return list(dict.fromkeys(needed))


def plan_hand_backs(held: t.Iterable[Held], facts: Facts) -> Plan:
    """Return the items to hand back to people who get new work of this type again."""
    plan = Plan([], [], [], 0)
    for one in held:
        item = one.item
        before = Assignment(item, one.holder_id)
        unknown = [facts.errors[key] for key in evaluations_needed([one]) if key in facts.errors]
        if unknown:
            plan.planned.append(not_planned(HAND_BACK, before, unknown[0]))
            continue
        back = _back_to(one.chain, facts)
        if back is None:
            continue
        if item.in_process or item.id in facts.in_process:
            plan.in_process.append(item)
            continue
        problem = why_it_stays(item) or why_not(item, back, facts)
        if problem:
            plan.skipped.append(Skipped(before, back, problem))
        else:
            change = Change(HAND_BACK, before, Assignment(item, back))
            plan.planned.append(Planned(change, error=error_about(item, back, facts)))
    return plan


def _back_to(chain: Chain, facts: Facts) -> str | None:
    """Return the first person in the chain who gets new work according to the service; ``None`` if nobody does."""
    for handover in chain:
        key = (t.cast(str, handover.giver.id), handover.config_type)
        if key in facts.evaluated and facts.evaluated[key] in (None, key[0]):
            return key[0]
    return None


def renamed_by(change: Change[Assignment], held: t.Iterable[Held]) -> list[Handover]:
    """The open handovers with the ID that an item has before it is handed back, by which it can be found afterwards."""
    item = change.before.item
    return [
        replace(one, status=DONE, other_ids=(*one.other_ids, item.id))
        for held_item, chain in held
        for one in chain
        if held_item is item and item.id and (item.queue, Id(item.id)) not in one.item_keys
    ]


def returned_by(change: Change[Assignment], held: t.Iterable[Held]) -> list[Handover]:
    """Return the open handovers that a hand-back reverses."""
    item, back = change.before.item, change.after.holder_id
    for held_item, chain in held:
        if held_item is item:
            first = next(number for number, one in enumerate(chain) if one.giver.id == back)
            return list(chain[first:])
    return []
