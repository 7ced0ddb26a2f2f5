# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Connects the job with its journal: open handovers, items to hand back, and the entries about writes."""

from __future__ import annotations

import typing as t
from dataclasses import replace

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    APPLIED,
    PLANNED,
    Change,
    Outcome,
)
from ansible_collections.community.sailpoint.plugins.module_utils._instants import utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._service.base_url import checked_base_url
from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.hand_back import (
    Held,
    Lists,
    evaluations_needed,
    plan_hand_backs,
    returned_by,
    review,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference, WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal import (
    DONE,
    INTENDED,
    NOT_MOVED,
    RETURNED,
    Handover,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal_file import (
    JournalFile,
    keep_since,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import (
    HAND_BACK,
    HAND_OVER,
    Assignment,
    Facts,
    Plan,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import Queue

AnyOutcome = Outcome[Assignment]


class Bookkeeping:
    """The journal of one task. Read on creation; only ``begin`` and ``finish`` write to it."""

    def __init__(self, params: t.Mapping[str, t.Any], cancellation: Cancellation) -> None:
        """``params`` are the options of the module, ``journal`` among them. Raises ``InvalidInput``."""
        self._tenant = checked_base_url(params["base_url"])
        self._file = JournalFile(params["journal"], self._tenant, params["wait_timeout"], cancellation)
        self._opened = self._file.journal.open
        self._hands_back: bool = params["hand_back"]
        self._keep_days: int = params["journal_keep_days"]
        self._held: list[Held] = []
        self._news: list[Handover] = []
        self._intended: dict[Change[Assignment], Handover] = {}

    @property
    def people(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Return the lists to read for open handovers, as pairs of a queue name and an identity ID."""
        return {
            (one.queue, identity_id): (one.queue, identity_id)
            for one in self._opened
            for identity_id in (t.cast(str, one.giver.id), t.cast(str, one.receiver.id))
        }

    def look(
        self, items: t.Sequence[WaitingItem], read: t.Iterable[tuple[str, str]], queues: t.Mapping[str, Queue]
    ) -> None:
        """Find the open handovers in the lists that were read; ask the service which of them are in process."""
        lists = Lists(items, read)
        on_the_way: dict[str, list[WaitingItem]] = {}
        for one in self._opened:
            item = lists.find(one.item_key, one.giver.id) if one.status == INTENDED else None
            if item is not None:
                on_the_way.setdefault(one.queue, []).append(item)
        in_process = {one for name, waiting in on_the_way.items() for one in queues[name].ids_in_process(waiting)}
        self._held, self._news = review(self._opened, lists, in_process, utc_now())

    @property
    def evaluations_needed(self) -> list[tuple[str, str]]:
        return evaluations_needed(self._held) if self._hands_back else []

    def plan(self, facts: Facts) -> Plan:
        """Return the items to hand back."""
        return plan_hand_backs(self._held if self._hands_back else [], facts)

    def begin(self, changes: t.Iterable[Change[Assignment]], person: t.Callable[[str], Reference]) -> None:
        """Record what is known and what is about to be sent. Raises ``SailPointError``; then nothing was recorded."""
        now = utc_now()
        for change in changes:
            if change.action == HAND_OVER:
                self._intended[change] = self._handover(change, person)
        self._file.drop_settled(keep_since(now, self._keep_days))
        self._file.append([*self._news, *self._intended.values()], now)

    def _handover(self, change: Change[Assignment], person: t.Callable[[str], Reference]) -> Handover:
        item = change.before.item
        return Handover(
            tenant=self._tenant,
            queue=item.queue,
            config_type=item.config_type,
            item=Reference(Id(item.id or ""), item.name),
            giver=person(change.before.holder_id),
            receiver=person(change.after.holder_id),
            status=INTENDED,
            since=utc_now(),
        )

    def finish(self, outcomes: t.Iterable[AnyOutcome]) -> list[str]:
        """Record the outcomes, and release the journal; return warnings for the user.

        Unclear and pending handovers stay as they are; the next run checks them.
        """
        now = utc_now()
        news: list[Handover] = []
        for outcome in outcomes:
            if outcome.change in self._intended:
                intended = self._intended[outcome.change]
                if outcome.status == APPLIED:
                    news.append(replace(intended, status=DONE))
                elif outcome.status == PLANNED:
                    news.append(intended.settled(NOT_MOVED, now))
            elif outcome.change.action == HAND_BACK and outcome.status == APPLIED:
                news += [one.settled(RETURNED, now) for one in returned_by(outcome.change, self._held)]
        try:
            self._file.append(news, now)
        except SailPointError as error:
            return [f"{error.message} The next run checks what this one has done."]
        finally:
            self._file.close()
        return []
