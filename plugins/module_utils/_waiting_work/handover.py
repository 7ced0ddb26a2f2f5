# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The job of the module ``waiting_work_handover``."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    APPLIED,
    PLANNED,
    Outcome,
    check_limit,
)
from ansible_collections.community.sailpoint.plugins.module_utils._engine.options import ExecutionOptions
from ansible_collections.community.sailpoint.plugins.module_utils._engine.result import PlanRefused
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import resolve_identities
from ansible_collections.community.sailpoint.plugins.module_utils._instants import zone_or_none
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.covers import covers
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.entries import (
    check_options,
    make_entry,
    names_in,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.info import (
    show_left_out,
    warnings_about,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import (
    HAND_BACK,
    HAND_OVER,
    UNKNOWN,
    Assignment,
    Planned,
    Skipped,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queues import (
    LeftOut,
    choose_queues,
    queues_of,
    refusal,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.survey import Survey
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.unit import (
    HandoverChange,
    HandoverUnit,
    group_of,
)

if t.TYPE_CHECKING:
    from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.bookkeeping import Bookkeeping

Params = t.Mapping[str, t.Any]


class HandoverJob:
    """Reads and plans when created; raises typed errors before anything is written."""

    def __init__(self, client: Client, params: Params) -> None:
        """``params`` are the options of the module waiting_work_handover."""
        dates = check_options(params)
        handovers: list[Params] = params["handovers"]
        self._comment: str = params["comment"]
        self.options = ExecutionOptions(
            params["concurrency"], params["continue_on_error"], params["retries"], params["wait_timeout"]
        )
        self._queues = {
            queue.name: queue for queue in queues_of(client, send_notifications=params["send_notifications"])
        }
        self._zone = zone_or_none(params["timezone"])
        self._hands_back: bool = params["hand_back"]
        # Before everything else, because another run that uses the journal hands over items.
        self._books = self._open_journal(client, params) if params["journal"] else None
        self._survey = Survey(
            client, self._queues, params["concurrency"], self._books, keep_errors=params["continue_on_error"]
        )
        config_types = [self._choose_config_types(client, entry["config_types"]) for entry in handovers]
        by_name = resolve_identities(client, names_in(handovers), params["concurrency"])
        self._survey.identities.update((identity.id, identity) for identity in by_name.values())
        entries = [make_entry(*given, by_name) for given in zip(handovers, config_types, dates)]
        self._plan = self._survey.plan(entries, self._survey.read_items(entries))
        self._plan.planned.extend(self._survey.not_planned(entries))
        self.outcomes: list[Outcome[Assignment]] = []
        for planned in self._plan.planned:
            outcome = Outcome(planned.change)
            if planned.error:
                outcome.fail(planned.error)
            elif planned.problem:
                outcome.fail(SailPointError(self._in_words(planned.problem, planned.change.after.holder_id)))
            self.outcomes.append(outcome)
        try:
            planned_changes = sum(planned.error is None for planned in self._plan.planned)
            check_limit(planned_changes, "changes", "max_changes", params["max_changes"])
        except InvalidInput as error:
            raise PlanRefused(error, self) from None

    @staticmethod
    def _open_journal(client: Client, params: Params) -> Bookkeeping:
        # Only here, since most tasks have no journal.
        from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.bookkeeping import Bookkeeping

        return Bookkeeping(params, client.cancellation)

    def _choose_config_types(self, client: Client, asked: t.Collection[str] | None) -> tuple[str, ...]:
        queues, left_out = choose_queues(client, self._queues.values(), asked, handover=True)
        self._survey.left_out += [one for one in left_out if one not in self._survey.left_out]
        return tuple(queue.config_type for queue in queues)

    def waves(self) -> t.Iterator[list[HandoverUnit]]:
        """Return all units in a single wave, between the journal entries before and after."""
        if self._books is None:
            yield self._units()
            return
        pending = [outcome for outcome in self.outcomes if outcome.status == PLANNED]
        try:
            self._books.begin([outcome.change for outcome in pending], self._survey.reference)
        except SailPointError as error:
            # Nothing may be sent that is not in the journal.
            for outcome in pending:
                outcome.fail(error)
            return
        yield self._units()
        self._survey.warnings += self._books.finish(pending)

    def _units(self) -> list[HandoverUnit]:
        groups: dict[tuple[str, str], list[HandoverChange]] = {}
        for planned in self._plan.planned:
            if not planned.problem and not planned.error:
                queue = self._queues[planned.change.before.item.queue]
                groups.setdefault(group_of(queue, planned.change), []).append(planned.change)
        return [HandoverUnit(self._queues[name], changes, self._comment) for (name, unused), changes in groups.items()]

    @property
    def warnings(self) -> list[str]:
        return [*self._survey.warnings, *warnings_about(self._all_left_out())]

    def _all_left_out(self) -> list[LeftOut]:
        refused = [queue for queue in self._queues.values() if queue.refusal is not None]
        return self._survey.left_out + [
            refusal(queue, t.cast(SailPointError, queue.refusal), queue.handover_operation) for queue in refused
        ]

    @property
    def counts(self) -> dict[str, int]:
        return {
            HAND_OVER: 0,
            **({HAND_BACK: 0} if self._hands_back else {}),
            "unchanged": self._plan.unchanged,
            "skipped": len(self._plan.skipped),
            "in_process": len(self._plan.in_process),
        }

    @property
    def extra(self) -> dict[str, t.Any]:
        # Not "skipped": with that key, Ansible treats the task as not run.
        return {
            "skipped_items": [self._show_skipped(one) for one in self._plan.skipped],
            "in_process_items": [
                {**self._show_item(Assignment(item, item.owner_id)), "action": item.in_process}
                for item in self._plan.in_process
            ],
            "covers": covers(self._done(), self._survey.identities, self._zone),
            "queues_left_out": show_left_out(self._all_left_out()),
        }

    def _done(self) -> list[Planned]:
        return [
            planned
            for planned, outcome in zip(self._plan.planned, self.outcomes)
            if outcome.status in (PLANNED, APPLIED)
        ]

    def show(self, outcome: Outcome[Assignment]) -> dict[str, t.Any]:
        change = outcome.change
        before = self._survey.person(change.before.holder_id)
        after = self._survey.person(change.after.holder_id) if change.after.holder_id != UNKNOWN else None
        return {
            **self._show_item(change.before),
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
            "from": self._survey.person(assignment.holder_id),
        }

    def _show_skipped(self, skipped: Skipped) -> dict[str, t.Any]:
        target_id = skipped.target_id
        return {
            **self._show_item(skipped.assignment),
            "to": self._survey.person(target_id) if target_id else None,
            "reason": self._in_words(skipped.reason, target_id),
        }

    def _in_words(self, reason: str, target_id: str | None) -> str:
        return reason.replace("{target}", self._survey.name(target_id)) if target_id else reason

    def diff_entry(self, outcome: Outcome[Assignment]) -> tuple[tuple[str, ...], t.Any, t.Any]:
        before, after = outcome.change.before, outcome.change.after
        path = (self._survey.name(before.holder_id), before.item.config_type, before.item.label)
        return path, self._survey.name(before.holder_id), self._survey.name(after.holder_id)
