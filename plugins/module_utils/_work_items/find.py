# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Finds and shows work items."""

from __future__ import annotations

import typing as t
from datetime import datetime
from fnmatch import fnmatchcase
from itertools import chain

from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    SailPointError,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import (
    ENDLESS,
    MOVED,
    PAGE_LIMIT,
    REPEATED,
    Page,
    PagedList,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import read_each
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import (
    FINISHED,
    ApprovalItem,
    WorkItem,
    WorkItems,
)

#: A list of work items that is only read as far as it is used.
WorkItemList = t.Iterator[WorkItem]

#: The known types. Unknown ones are shown as the service returns them.
WORK_ITEM_TYPES = (
    "Approval",
    "Certification",
    "Challenge",
    "Delegation",
    "Event",
    "Form",
    "Generic",
    "ImpactAnalysis",
    "ManualAction",
    "PolicyViolation",
    "Remediation",
    "Signoff",
    "Test",
    "Unknown",
    "ViolationReview",
)


class Filter(t.NamedTuple):
    """Which work items of an owner to choose: those that match everything that is set."""

    types: tuple[str, ...] | None = None
    created_before: datetime | None = None
    #: A shell-style pattern for the whole name.
    name_pattern: str | None = None

    def matches(self, item: WorkItem) -> bool:
        if self.types is not None and item.type not in self.types:
            return False
        if self.created_before is not None and (item.created is None or item.created >= self.created_before):
            return False
        return self.name_pattern is None or fnmatchcase(item.name or "", self.name_pattern)


def open_work_items(service: WorkItems, owner_id: str) -> WorkItemList:
    """Return the open work items of an owner. Raises ``UnexpectedAnswer`` if the list is known to be incomplete."""
    return _of_owner(_read_all(lambda offset: service.list(owner_id, offset)), owner_id)


def completed_work_items(service: WorkItems, owner_id: str | None) -> WorkItemList:
    """Yield the completed work items of an owner, or as the service chooses; raise like ``open_work_items``."""
    items = _read_all(lambda offset: service.list_completed(owner_id, offset))
    for item in _of_owner(items, owner_id):
        # It is in the list of completed items, whatever its state.
        yield item.model_copy(update={"state": FINISHED}) if item.is_open else item


def in_stable_order(items: t.Iterable[WorkItem]) -> list[WorkItem]:
    """Return the work items, oldest first."""
    return sorted(items, key=lambda item: (item.created is not None and item.created.timestamp(), item.id))


def find_work_items(
    service: WorkItems,
    work_item_ids: t.Sequence[str],
    other_lists: t.Iterable[WorkItemList],
    concurrency: int,
    *,
    unreadable: dict[str, SailPointError] | None = None,
) -> dict[str, WorkItem]:
    """Return the work items that are found, by the given IDs, ignoring case.

    Work items that the service does not show by ID are searched in ``other_lists``, one list after another, no further
    than necessary. Raises the errors of ``Client``; if ``unreadable`` is given, errors about single work items are added
    to it instead.
    """
    ids: list[str] = list(dict.fromkeys(map(Id, work_item_ids)))
    found: dict[str, WorkItem] = {}
    missing: set[str] = set()
    for work_item_id, answer in zip(ids, read_each(service.get, ids, concurrency)):
        if answer is None:
            missing.add(work_item_id)
        elif isinstance(answer, WorkItem):
            found[work_item_id] = answer
        elif unreadable is None:
            raise answer
        else:
            unreadable[work_item_id] = answer
    if missing:
        found.update(_search(other_lists, missing))
    return {work_item_id: found[Id(work_item_id)] for work_item_id in work_item_ids if Id(work_item_id) in found}


def _search(lists: t.Iterable[WorkItemList], ids: t.Collection[str]) -> dict[str, WorkItem]:
    """Return the work items with these IDs that are in the lists; stop reading when all are found."""
    found: dict[str, WorkItem] = {}
    for item in chain.from_iterable(lists):
        if item.id in ids:
            found.setdefault(item.id, item)
        if len(found) == len(ids):
            break
    return found


def _of_owner(items: WorkItemList, owner_id: str | None) -> WorkItemList:
    # Filtered again, in case the service ignores ownerId.
    return (item for item in items if owner_id is None or item.owner_id == owner_id)


def _read_all(read_page: t.Callable[[int], Page]) -> WorkItemList:
    """Yield all items of a list without duplicates, whatever its page size.

    A list that changes while it is read is read once more. Raises ``UnexpectedAnswer`` if the service repeats items
    instead of returning the rest, or if the list does not end.
    """
    seen: set[str] = set()
    for _attempt in range(2):
        listed: PagedList[WorkItem] = PagedList(read_page, lambda item: item.id, limit=PAGE_LIMIT)
        for item in listed:
            if item.id not in seen:
                seen.add(item.id)
                yield item
        if listed.incomplete in (REPEATED, ENDLESS):
            raise UnexpectedAnswer(f"The list of work items may be incomplete: {listed.incomplete}.")
        if listed.incomplete != MOVED:
            return


def work_item_reference(item: WorkItem) -> dict[str, str | None]:
    """Return the work item as shown in results."""
    return {"id": item.id, "name": item.name, "type": item.type}


def work_item_label(item: WorkItem) -> str:
    """Return a unique label of the work item for people."""
    return f"{item.name or item.type or 'work item'} ({item.id})"


def approval_item_description(item: ApprovalItem) -> str:
    """Describe what is to be approved."""
    what = " ".join(part for part in (item.operation, item.name, item.value) if part)
    where = ", ".join(part for part in (item.account, item.application) if part)
    return f"{what} ({where})" if where else what


def show_work_item(item: WorkItem) -> dict[str, t.Any]:
    """Return all known fields of a work item for results."""

    def instant(value: datetime | None) -> str | None:
        return format_instant(value) if value else None

    return {
        **work_item_reference(item),
        "state": item.status,
        "open": item.is_open,
        "owner": {"id": item.owner_id, "name": item.owner_name},
        "requester": {"id": item.requester_id, "name": item.requester_display_name},
        "description": item.description,
        "created": instant(item.created),
        "modified": instant(item.modified),
        "completed": instant(item.completed),
        "num_items": item.num_items,
        "approval_items": [show_approval_item(item, approval_item) for approval_item in item.approval_items],
        "remediation_items": item.remediation_items,
        "form": item.form,
        "errors": item.errors,
    }


def show_approval_item(item: WorkItem, approval_item: ApprovalItem) -> dict[str, t.Any]:
    """Return an approval item of a work item for results."""
    return {
        **approval_item.model_dump(include={"id", "account", "application", "name", "operation", "value"}),
        "state": item.decision(approval_item.id),
    }
