# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The queues of the work types, their availability in API versions, and what waits in them."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    InvalidInput,
    SailPointError,
    ServiceError,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.generic_approvals import (
    ACCESS_REQUEST_APPROVAL,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import OPERATIONS
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import read_each
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.access_request_approvals import (
    AccessRequestApprovalQueue,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.certifications import (
    CertificationQueue,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.generic_approvals import (
    GenericApprovalQueue,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import Queue
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.work_items import WorkItemQueue

_ACCESS_REQUESTS = AccessRequestApprovalQueue.config_type


class LeftOut(t.NamedTuple):
    """A queue that could not be read, or in which nothing could be handed over, and the reason."""

    queue: str
    config_type: str
    reason: str
    #: The scope that may be missing.
    scope: str | None = None


class Waiting(t.NamedTuple):
    """What waits for some people, the queues without permission, and what else could not be read."""

    items: list[WaitingItem]
    left_out: list[LeftOut]
    #: Errors by pairs of the name of a queue and an identity ID.
    errors: dict[tuple[str, str], SailPointError]


def queues_of(client: Client, *, send_notifications: bool = True) -> list[Queue]:
    """Return all queues, including those that the API version lacks."""
    return [
        WorkItemQueue(client, send_notifications),
        AccessRequestApprovalQueue(client),
        GenericApprovalQueue(client),
        CertificationQueue(client),
    ]


def choose_queues(
    client: Client, queues: t.Iterable[Queue], config_types: t.Collection[str] | None, *, handover: bool
) -> tuple[list[Queue], list[LeftOut]]:
    """Return the queues of the work types, and those that the API version lacks.

    Without ``config_types``, these are all. Raises ``InvalidInput`` if the version lacks a requested one.
    """
    chosen, left_out = [], []
    for queue in queues:
        if config_types is not None and queue.config_type not in config_types:
            continue
        operation = queue.handover_operation if handover else queue.list_operation
        if client.has(operation):
            chosen.append(queue)
            continue
        verb = "hand over" if client.has(queue.list_operation) else "list"
        reason = f"api_version {client.version} cannot {verb} {queue.name.replace('_', ' ')}."
        if config_types is not None:
            versions = ", ".join(OPERATIONS[operation].versions)
            raise InvalidInput(f"config_types: {reason}", f"These can: {versions}. Or leave out {queue.config_type}.")
        left_out.append(LeftOut(queue.name, queue.config_type, reason))
    return chosen, left_out


def read_waiting(pairs: t.Sequence[tuple[Queue, str]], concurrency: int) -> Waiting:
    """Return what waits for people, by pairs of a queue and an identity ID; read each once.

    Queues without permission for all of the people are left out; if no queue can be read, the ``ServiceError`` is raised.
    Other errors that only concern one pair are returned.
    An access request approval that is also a generic approval is only returned as the former.
    """
    items: list[WaitingItem] = []
    errors: dict[tuple[str, str], SailPointError] = {}
    readable: set[str] = set()
    answers = read_each(lambda pair: list(pair[0].list(pair[1])), pairs, concurrency)
    for (queue, owner_id), found in zip(pairs, answers):
        if isinstance(found, SailPointError):
            errors[queue.name, owner_id] = found
        else:
            items += found
        if not (isinstance(found, ServiceError) and found.status_code == 403):
            readable.add(queue.name)
    refused = {queue.name: queue for queue, unused in pairs if queue.name not in readable}
    if refused and not readable:
        raise next(iter(errors.values()))
    reasons = {name: error for (name, unused), error in reversed(list(errors.items()))}
    left_out = [refusal(queue, reasons[name], queue.list_operation) for name, queue in refused.items()]
    errors = {pair: error for pair, error in errors.items() if pair[0] not in refused}
    return Waiting(_without_doubles(items), left_out, errors)


def refusal(queue: Queue, error: SailPointError, operation: str) -> LeftOut:
    """Return the entry for a queue without permission."""
    return LeftOut(queue.name, queue.config_type, error.message, OPERATIONS[operation].scope)


def may_be_double(item: WaitingItem) -> bool:
    """Return whether a generic approval may be an access request approval."""
    return item.queue == GenericApprovalQueue.name and item.type == ACCESS_REQUEST_APPROVAL


def _without_doubles(items: t.Sequence[WaitingItem]) -> list[WaitingItem]:
    known: dict[str, set[str]] = {}
    for item in items:
        if item.config_type == _ACCESS_REQUESTS:
            known.setdefault(item.owner_id, set()).update({item.id or "", *item.access_request_ids})
    return [
        item
        for item in items
        if item.queue != GenericApprovalQueue.name
        or known.get(item.owner_id, set()).isdisjoint({item.id or "", *item.access_request_ids})
    ]
