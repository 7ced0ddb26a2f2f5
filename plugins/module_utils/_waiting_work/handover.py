# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The job of waiting_work_handover: reads and plans when it is made, and carries the plan out."""

from __future__ import annotations

import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    APPLIED,
    PLANNED,
    Outcome,
    check_least,
    check_limit,
)
from ansible_collections.community.sailpoint.plugins.module_utils._engine.executor import ExecutionOptions
from ansible_collections.community.sailpoint.plugins.module_utils._engine.result import PlanRefused
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import resolve_identities
from ansible_collections.community.sailpoint.plugins.module_utils._instants import parse_instant, zone_info
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import CONFIG_TYPES_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._service.access_request_approvals import (
    LONGEST_COMMENT,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import in_parallel
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.bookkeeping import Bookkeeping
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.info import (
    show_left_out,
    warnings_about,
)
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
    Skipped,
    make_plan,
    targets_needed,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import Queue
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queues import (
    LeftOut,
    choose_queues,
    may_be_double,
    queues_of,
    read_waiting,
    refusal,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.targets import (
    evaluate,
    find_away,
    find_unable,
    read_identities,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.unit import (
    HandoverChange,
    HandoverUnit,
    group_of,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.words import covers
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.find import WORK_ITEM_TYPES

Params = t.Mapping[str, t.Any]

_FAIL, _SKIP = "fail", "skip"

#: The options of one entry of ``handovers``.
HANDOVER_SPEC: dict[str, t.Any] = {
    "from": {"type": "str", "required": True},
    "to": {"type": "str"},
    "config_types": CONFIG_TYPES_SPEC,
    "ids": {"type": "list", "elements": "str"},
    "work_item_types": {"type": "list", "elements": "str", "choices": list(WORK_ITEM_TYPES)},
    "created_before": {"type": "str"},
    "until": {"type": "str"},
    "if_unavailable": {"type": "str", "choices": [_FAIL, _SKIP], "default": _FAIL},
}


class _Dates(t.NamedTuple):
    """Those of one entry, as far as it has them."""

    created_before: datetime | None
    until: datetime | None


class HandoverJob:
    """Reads and plans when it is made; raises the typed errors, with nothing written."""

    def __init__(self, client: Client, params: Params) -> None:
        """``params`` are the options of the module waiting_work_handover."""
        dates = _check_options(params)
        self._client = client
        self._params = params
        self._zone = zone_info(params["timezone"]) if params["timezone"] else None
        self._concurrency: int = params["concurrency"]
        self.options = ExecutionOptions(
            self._concurrency, params["continue_on_error"], params["retries"], params["wait_timeout"]
        )
        self._queues = {
            queue.name: queue for queue in queues_of(client, send_notifications=params["send_notifications"])
        }
        self._left_out: list[LeftOut] = []
        self._warnings: list[str] = []
        # Before anything else is read: another run that holds it changes what waits for whom.
        self._books = Bookkeeping(params, client.cancellation) if params["journal"] else None
        chosen = [self._choose_queues(entry) for entry in params["handovers"]]
        names = [entry[key] for entry in params["handovers"] for key in ("from", "to") if entry[key] is not None]
        by_name = resolve_identities(client, names, self._concurrency)
        self._identities = {identity.id: identity for identity in by_name.values()}
        entries = [
            _entry(entry, queues, each, by_name) for entry, queues, each in zip(params["handovers"], chosen, dates)
        ]
        items = self._read(entries)
        self._plan = self._make_plan(entries, items)
        self.outcomes: list[Outcome[Assignment]] = []
        for planned in self._plan.planned:
            outcome = Outcome(planned.change)
            if planned.problem:
                outcome.fail(SailPointError(self._in_words(planned.problem, planned.change.after.holder_id)))
            self.outcomes.append(outcome)
        self._check_number()

    def _choose_queues(self, entry: Params) -> list[Queue]:
        chosen, left_out = choose_queues(self._client, self._queues.values(), entry["config_types"], handover=True)
        self._leave_out(left_out)
        return chosen

    def _leave_out(self, left_out: t.Iterable[LeftOut]) -> None:
        self._left_out += [one for one in left_out if one not in self._left_out]

    def _read(self, entries: t.Sequence[Entry]) -> list[WaitingItem]:
        """What waits for all owners, the owners in the order of the entries."""
        pairs = {
            (queue.name, entry.owner_id): (queue, entry.owner_id)
            for entry in entries
            for queue in self._queues.values()
            if queue.config_type in (entry.config_types or ())
        }
        for name, identity_id in self._books.people if self._books else ():
            if self._client.has(self._queues[name].handover_operation):
                pairs.setdefault((name, identity_id), (self._queues[name], identity_id))
        waiting = read_waiting(list(pairs.values()), self._concurrency)
        doubles = {item.owner_id for item in waiting.items if may_be_double(item)}
        approvals = self._queues["access_request_approvals"]
        more = [(approvals, owner) for owner in sorted(doubles) if (approvals.name, owner) not in pairs]
        if more:
            # Whatever shows there as well belongs to a work type that was not asked for.
            waiting = read_waiting([*pairs.values(), *more], self._concurrency)
        self._leave_out(waiting.left_out)
        refused = {one.queue for one in waiting.left_out}
        if self._books:
            self._books.look(waiting.items, [pair for pair in pairs if pair[0] not in refused], self._queues)
        order = list(dict.fromkeys([*(entry.owner_id for entry in entries), *(owner for unused, owner in pairs)]))
        return sorted(in_stable_order(waiting.items), key=lambda item: order.index(item.owner_id))

    def _make_plan(self, entries: t.Sequence[Entry], items: t.Sequence[WaitingItem]) -> Plan:
        """Make the plan in two steps, so that only those items are asked about that somebody would get."""
        needed = [*targets_needed(entries, items), *(self._books.evaluations_needed if self._books else ())]
        targets = evaluate(self._client, list(dict.fromkeys(needed)), self._concurrency)
        facts = Facts(targets.evaluated)
        first = self._plan_with(entries, items, facts)
        changes = [planned.change for planned in first.planned]
        target_ids = {change.after.holder_id for change in changes}
        named = {entry.target_id for entry in entries}
        self._read_identities({change.before.holder_id for change in changes} | target_ids, target_ids)
        away, unknown = find_away(
            self._client, {one for one in target_ids if one in named or one in targets.doubtful}, self._concurrency
        )
        self._warnings += [
            f"It is not known whether {self._name(one)} is away as well: the token may not read reassignments."
            for one in unknown
        ]
        moving = [change.before.item for change in changes]
        return self._plan_with(
            entries,
            items,
            facts._replace(
                unable=find_unable(self._identities, target_ids),
                away=away,
                subjects=self._read_subjects(moving),
                in_process=self._read_in_process(moving),
            ),
        )

    def _plan_with(self, entries: t.Sequence[Entry], items: t.Sequence[WaitingItem], facts: Facts) -> Plan:
        """What comes back, and then what is handed over of the rest."""
        back = self._books.plan(facts) if self._books else Plan([], [], [], 0)
        taken = {id(item) for item in [*(planned.change.before.item for planned in back.planned), *back.in_process]}
        over = make_plan(entries, [item for item in items if id(item) not in taken], facts)
        return Plan(
            [*back.planned, *over.planned],
            [*back.skipped, *over.skipped],
            [*back.in_process, *over.in_process],
            over.unchanged,
        )

    def _read_identities(self, identity_ids: t.Collection[str], target_ids: t.Collection[str]) -> None:
        """Names for the result, and whether the targets exist and are active."""
        wanted = {one for one in identity_ids if not self._identities.get(one, _NOBODY).name}
        for one in wanted & set(target_ids):
            self._identities.pop(one, None)
        self._identities.update(read_identities(self._client, wanted, self._concurrency))

    def _read_subjects(self, items: t.Sequence[WaitingItem]) -> dict[str, set[str]]:
        asked = [item for item in items if item.id and item.queue == "certifications"]
        queue = self._queues["certifications"]
        found = in_parallel(queue.subject_ids, asked, self._concurrency)
        return {t.cast(str, item.id): subjects for item, subjects in zip(asked, found)}

    def _read_in_process(self, items: t.Sequence[WaitingItem]) -> set[str]:
        asked = [item for item in items if item.id and item.queue == "certifications"]
        return self._queues["certifications"].ids_in_process(asked) if asked else set()

    def _check_number(self) -> None:
        try:
            check_limit(len(self.outcomes), "changes", "max_changes", self._params["max_changes"])
        except InvalidInput as error:
            raise PlanRefused(error, self) from None

    def waves(self) -> t.Iterator[list[HandoverUnit]]:
        """All units at the same time, between what the journal says before and after."""
        if self._books is None:
            yield self._units()
            return
        pending = [outcome for outcome in self.outcomes if outcome.status == PLANNED]
        try:
            self._books.begin([outcome.change for outcome in pending], self._reference)
        except SailPointError as error:
            # What the journal does not know must not be sent.
            for outcome in pending:
                outcome.fail(error)
            return
        yield self._units()
        self._warnings += self._books.finish(pending)

    def _units(self) -> list[HandoverUnit]:
        groups: dict[tuple[str, str], list[HandoverChange]] = {}
        for planned in self._plan.planned:
            if not planned.problem:
                queue = self._queues[planned.change.before.item.queue]
                groups.setdefault(group_of(queue, planned.change), []).append(planned.change)
        return [
            HandoverUnit(self._queues[name], changes, self._params["comment"])
            for (name, unused), changes in groups.items()
        ]

    @property
    def warnings(self) -> list[str]:
        return [*self._warnings, *warnings_about(self._all_left_out())]

    def _all_left_out(self) -> list[LeftOut]:
        refused = [queue for queue in self._queues.values() if queue.refusal is not None]
        return self._left_out + [
            refusal(queue, t.cast(SailPointError, queue.refusal), queue.handover_operation) for queue in refused
        ]

    @property
    def counts(self) -> dict[str, int]:
        return {
            HAND_OVER: 0,
            **({HAND_BACK: 0} if self._params["hand_back"] else {}),
            "unchanged": self._plan.unchanged,
            "skipped": len(self._plan.skipped),
            "in_process": len(self._plan.in_process),
        }

    @property
    def extra(self) -> dict[str, t.Any]:
        # Not "skipped": Ansible takes a result with that key for a task that was not run.
        return {
            "skipped_items": [self._show_skipped(one) for one in self._plan.skipped],
            "in_process_items": [
                {**self._show_item(Assignment(item, item.owner_id)), "action": item.in_process}
                for item in self._plan.in_process
            ],
            "covers": covers(self._done(), self._identities, self._zone),
            "queues_left_out": show_left_out(self._all_left_out()),
        }

    def _done(self) -> list[Planned]:
        return [
            planned
            for planned, outcome in zip(self._plan.planned, self.outcomes)
            if outcome.status in (PLANNED, APPLIED)
        ]

    def show(self, outcome: Outcome[Assignment]) -> dict[str, t.Any]:
        before, after = (self._person(one.holder_id) for one in (outcome.change.before, outcome.change.after))
        return {
            **self._show_item(outcome.change.before),
            "to": after,
            "before": {"owner": before},
            "after": {"owner": after},
        }

    def _show_item(self, assignment: Assignment) -> dict[str, t.Any]:
        item = assignment.item
        return {
            "queue": item.queue,
            "config_type": item.config_type,
            "item": item.reference(),
            "from": self._person(assignment.holder_id),
        }

    def _show_skipped(self, skipped: Skipped) -> dict[str, t.Any]:
        target_id = skipped.target_id
        return {
            **self._show_item(skipped.assignment),
            "to": self._person(target_id) if target_id else None,
            "reason": self._in_words(skipped.reason, target_id),
        }

    def _in_words(self, reason: str, target_id: str | None) -> str:
        return reason.replace("{target}", self._name(target_id)) if target_id else reason

    def diff_entry(self, outcome: Outcome[Assignment]) -> tuple[tuple[str, ...], t.Any, t.Any]:
        before, after = outcome.change.before, outcome.change.after
        path = (self._name(before.holder_id), before.item.config_type, before.item.label)
        return path, self._name(before.holder_id), self._name(after.holder_id)

    def _person(self, identity_id: str) -> dict[str, str | None]:
        return self._reference(identity_id).shown()

    def _reference(self, identity_id: str) -> Reference:
        identity = self._identities.get(identity_id, _NOBODY)
        return Reference(identity_id, identity.name or identity.alias)

    def _name(self, identity_id: str) -> str:
        name = self._reference(identity_id).name
        return f"{name} ({identity_id})" if name else identity_id


_NOBODY = Identity(id="")


def _entry(entry: Params, queues: t.Iterable[Queue], dates: _Dates, by_name: t.Mapping[str, Identity]) -> Entry:
    target_id = by_name[entry["to"]].id if entry["to"] is not None else None
    return Entry(
        by_name[entry["from"]].id,
        target_id,
        tuple(queue.config_type for queue in queues),
        {one.strip() for one in entry["ids"]} if entry["ids"] is not None else None,
        entry["work_item_types"],
        dates.created_before,
        dates.until,
        target_id is None or entry["if_unavailable"] == _SKIP,
    )


def _check_options(params: Params) -> list[_Dates]:
    """``created_before`` and ``until`` of the entries; raises ``InvalidInput`` for what can be told without a request."""
    check_least(params, max_changes=0, concurrency=1, wait_timeout=0, journal_keep_days=0)
    if params["hand_back"] and not params["journal"]:
        raise InvalidInput("hand_back needs journal: only a journal tells what was handed over.")
    if not 0 < len(params["comment"].strip()) <= LONGEST_COMMENT:
        raise InvalidInput(f"comment must have 1 to {LONGEST_COMMENT} characters: the service takes no others.")
    dates = []
    for number, entry in enumerate(params["handovers"], start=1):
        where = f"handovers[{number}]"
        for option in ("config_types", "work_item_types", "ids"):
            if entry[option] is not None and not entry[option]:
                raise InvalidInput(f"{where}: {option} is empty: leave it out to mean all.")
        if entry["to"] is not None and entry["to"].strip().casefold() == entry["from"].strip().casefold():
            raise InvalidInput(f"{where}: from and to are the same person, {entry['to']}.")
        given = (
            parse_instant(entry[option], params["timezone"], f"{where}: {option}")
            if entry[option] is not None
            else None
            for option in _Dates._fields
        )
        dates.append(_Dates(*given))
    return dates
