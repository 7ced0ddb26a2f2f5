# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The interface of all queues: list what waits for somebody, hand it over, and check the result."""

from __future__ import annotations

import threading
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import PAGE_LIMIT
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError, UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import (
    REPEATED,
    TOO_LONG,
    Page,
    PagedList,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import WaitingItem

#: Longer lists are not read, because a service that repeats its pages would never end.
_MOST_PAGES = 400
#: How many IDs of 36 characters fit into a filter, so that the URL stays below the 8 KiB that proxies accept.
_MOST_IN_FILTER = 80

_Entry = t.TypeVar("_Entry")


class Progress(t.NamedTuple):
    """The progress of a task that the service has accepted."""

    ended: bool
    #: Whether at least one of the items was not handed over.
    failed: bool = False
    errors: t.Sequence[str] = ()


class Queue:
    """One of the queues in one API version, for one task; safe to use from several threads.

    All methods that send requests raise the errors of ``Client``.
    """

    name: str
    config_type: str
    #: The operations that list and hand over; an API version can lack them.
    list_operation: str
    handover_operation: str
    #: How many items of the same ``batch`` one request can hand over.
    most_at_once = 1

    def __init__(self) -> None:
        #: The first answer that refused a handover for lack of permission.
        self.refusal: ServiceError | None = None
        self.lock = threading.Lock()

    def list(self, owner_id: str) -> t.Iterable[WaitingItem]:
        """Return the items that wait for a person."""
        raise NotImplementedError

    def batch(self, item: WaitingItem) -> t.Hashable:
        """Return the key of the items that one request can hand over together, if ``most_at_once`` allows it."""
        return item.id

    def hand_over(self, items: t.Sequence[WaitingItem], target_id: str, comment: str) -> str | None:
        """Hand over items of one owner and one batch; return the ID of the task that does it, if any."""
        raise NotImplementedError

    def ids_with(self, target_id: str, items: t.Sequence[WaitingItem]) -> set[str] | None:
        """Return which of the items wait for the target now; ``None`` if that would take too many requests."""
        del target_id, items
        return None

    def ids_in_process(self, items: t.Sequence[WaitingItem]) -> set[str]:
        """Return which of the items the service is processing."""
        return {item.id for item in items if item.id and item.in_process}

    def progress(self, task_id: str, item_id: str) -> Progress:
        """Return the progress of a task; ``item_id`` is one of its items."""
        raise NotImplementedError

    def subject_ids(self, item: WaitingItem) -> set[str]:
        """Return the identities who must not decide on the item, as far as known."""
        del item
        return set()


def read_list(what: str, read_page: t.Callable[[int], Page], key_of: t.Callable[[_Entry], t.Hashable]) -> list[_Entry]:
    """Return all entries of a list without duplicates; a list that changes while it is read is read once more.

    Raises ``UnexpectedAnswer`` if the service repeats the same entries instead of giving the rest.
    """
    found: dict[t.Hashable, _Entry] = {}
    for unused in range(2):
        listed: PagedList[_Entry] = PagedList(
            read_page, key_of, limit=PAGE_LIMIT, full_page=PAGE_LIMIT, at_most=_MOST_PAGES
        )
        for entry in listed:
            found[key_of(entry)] = entry
        if listed.incomplete in (REPEATED, TOO_LONG):
            raise UnexpectedAnswer(f"The list of {what} may be incomplete: {listed.incomplete}.")
        if listed.incomplete is None:
            break
    return list(found.values())


def filter_for(field: str, ids: t.Collection[str | None]) -> str | None:
    """Return a filter for entries with one of these IDs; ``None`` if there are too many for a URL."""
    distinct = sorted({one for one in ids if one})
    if not distinct or len(distinct) > _MOST_IN_FILTER or any('"' in one or "\\" in one for one in distinct):
        return None
    quoted = ", ".join(f'"{one}"' for one in distinct)
    return f"{field} in ({quoted})"
