# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A queue in memory."""

from __future__ import annotations

from dataclasses import replace

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference, WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import Progress, Queue
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queues import queues_of

REAL = {queue.name: queue for queue in queues_of(Client(None, "v1"))}


def item(item_id="1", owner="anna", queue="work_items", **more):
    campaign = Reference("c", "Autumn") if queue == "certifications" else None
    config_type = REAL[queue].config_type
    return WaitingItem(
        **{"queue": queue, "config_type": config_type, "id": item_id, "owner_id": owner, "campaign": campaign, **more}
    )


class FakeQueue(Queue):
    """Hands over at once, unless it has an error to raise; notes what it was asked."""

    def __init__(self, name, *items, most_at_once=1, task_id=None):
        super().__init__()
        self.name, self.config_type = name, REAL[name].config_type
        self.list_operation, self.handover_operation = REAL[name].list_operation, REAL[name].handover_operation
        self.items = list(items)
        self.most_at_once, self.task_id = most_at_once, task_id
        #: Raised by the next requests to list, by owner, and to hand over.
        self.list_errors, self.errors = {}, []
        #: Whether the list of a target can be read, and whether what is handed over stays where it is.
        self.shows_targets, self.is_idle = True, False
        self.progress_of_task = Progress(ended=False)
        self.listed, self.handed_over, self.subjects = [], [], {}

    def list(self, owner_id):
        self.listed.append(owner_id)
        if owner_id in self.list_errors:
            raise self.list_errors[owner_id]
        return [one for one in self.items if one.owner_id == owner_id]

    def batch(self, item):
        return item.campaign or item.id

    def hand_over(self, items, target_id, comment):
        ids = [one.id for one in items]
        self.handed_over.append((ids, target_id, comment))
        error = self.errors.pop(0) if self.errors else None
        if not self.is_idle and (error is None or error.unclear):
            self.items = [replace(one, owner_id=target_id) if one.id in ids else one for one in self.items]
        if error:
            raise error
        return self.task_id

    def ids_with(self, target_id, items):
        if not self.shows_targets:
            return None
        return {one.id for one in self.items if one.owner_id == target_id} & {one.id for one in items}

    def progress(self, task_id, item_id):
        return self.progress_of_task

    def subject_ids(self, item):
        return self.subjects.get(item.id, set())
