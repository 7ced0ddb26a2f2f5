# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Sentences about waiting work, for people. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t

_QUEUES = {
    "work_items": ("work item", "work items"),
    "access_request_approvals": ("access request approval", "access request approvals"),
    "generic_approvals": ("generic approval", "generic approvals"),
    "certifications": ("certification", "certifications"),
}


def count_in_words(counts: t.Mapping[str, int]) -> str:
    """Return ``2 work items, 1 certification``, for example, in the usual order of queues."""
    known = [*_QUEUES, *(queue for queue in counts if queue not in _QUEUES)]
    return ", ".join(f"{counts[queue]} {queue_noun(queue, counts[queue])}" for queue in known if counts.get(queue))


def queue_noun(queue: str, count: int) -> str:
    """Return the noun for this number of items of a queue."""
    return _QUEUES.get(queue, (queue.replace("_", " "),) * 2)[count != 1]
