# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Finding work items, and how they are shown."""

from __future__ import annotations

import typing as t
from datetime import datetime
from fnmatch import fnmatchcase

from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import Id
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import (
    ENDLESS,
    MOVED,
    PAGE_LIMIT,
    REPEATED,
    Page,
    PagedList,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import in_parallel
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import (
    FINISHED,
    ApprovalItem,
    WorkItem,
    WorkItems,
)

#: A list of work items that is read no further than it is looked at.
WorkItemList = t.Iterator[WorkItem]

#: What the collection calls the types that the service knows. A later one is shown as the service gives it.
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
    """Which of the work items of an owner are meant: those to which all that is set here applies."""

    types: tuple[str, ...] | None = None
    created_before: datetime | None = None
    #: As in a shell, for the whole name.
    name_pattern: str | None = None

    def matches(self, item: WorkItem) -> bool:
        if self.types is not None and item.type not in self.types:
            return False
        if self.created_before is not None and (item.created is None or item.created >= self.created_before):
            return False
        return self.name_pattern is None or fnmatchcase(item.name or "", self.name_pattern)


def open_work_items(service: WorkItems, owner_id: str) -> WorkItemList:
    """The open work items of an owner. Raises ``UnexpectedAnswer`` if the list is certain to be incomplete."""
    return _of_owner(_read_all(lambda offset: service.list(owner_id, offset)), owner_id)


def completed_work_items(service: WorkItems, owner_id: str | None) -> WorkItemList:
    """The completed work items of an owner, or of whomever the service chooses; raises like ``open_work_items``."""
    items = _read_all(lambda offset: service.list_completed(owner_id, offset))
    for item in _of_owner(items, owner_id):
        # Whatever else it says: it is in the list of completed items.
        yield item.model_copy(update={"state": FINISHED}) if item.is_open else item


def in_stable_order(items: t.Iterable[WorkItem]) -> list[WorkItem]:
    """The oldest first."""
    return sorted(items, key=lambda item: (item.created is not None and item.created.timestamp(), item.id))


def find_work_items(
    service: WorkItems, work_item_ids: t.Sequence[str], other_lists: t.Iterable[WorkItemList], concurrency: int
) -> dict[str, WorkItem]:
    """The work items as far as they can be found, by the IDs that are given, in whatever case they are.

    Those that the service does not show by themselves are looked for in ``other_lists``, one after
    another, no further than needed.
    """
    ids: list[str] = list(dict.fromkeys(map(Id, work_item_ids)))
    shown = in_parallel(service.get, ids, concurrency)
    found = {work_item_id: item for work_item_id, item in zip(ids, shown) if item is not None}
    missing = set(ids) - found.keys()
    for items in other_lists:
        for item in items if missing else ():
            if item.id in missing:
                found[item.id] = item
                missing.remove(item.id)
            if not missing:
                break
    return {work_item_id: found[Id(work_item_id)] for work_item_id in work_item_ids if Id(work_item_id) in found}


def _of_owner(items: WorkItemList, owner_id: str | None) -> WorkItemList:
    # Filtered here as well, so that a service that ignores ownerId does not mix in the items of others.
    return (item for item in items if owner_id is None or item.owner_id == owner_id)


def _read_all(read_page: t.Callable[[int], Page]) -> WorkItemList:
    """All items of a list, each once, whatever the size of its pages is.

    A list that changes while it is read is read once more. Raises ``UnexpectedAnswer`` if the service repeats the
    same items instead of giving the rest, or if the list has no end.
    """
    seen: set[str] = set()
    for _attempt in range(2):
        listed: PagedList[WorkItem] = PagedList(read_page, lambda item: item.id, limit=PAGE_LIMIT)
        for item in listed:
            if item.id not in seen:
                seen.add(item.id)
                yield item
        if listed.incomplete in (REPEATED, ENDLESS):
            raise UnexpectedAnswer(f"The list of work items may lack entries: {listed.incomplete}.")
        if listed.incomplete != MOVED:
            return


def work_item_reference(item: WorkItem) -> dict[str, str | None]:
    """How results name a work item."""
    return {"id": item.id, "name": item.name, "type": item.type}


def work_item_label(item: WorkItem) -> str:
    """How people recognise a work item, different for each."""
    return f"{item.name or item.type or 'work item'} ({item.id})"


def approval_item_description(item: ApprovalItem) -> str:
    """What is to be approved, in words."""
    what = " ".join(part for part in (item.operation, item.name, item.value) if part)
    where = ", ".join(part for part in (item.account, item.application) if part)
    return f"{what} ({where})" if where else what


def show_work_item(item: WorkItem) -> dict[str, t.Any]:
    """All that is known of a work item."""

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
    """One approval item of a work item."""
    return {
        **approval_item.model_dump(include={"id", "account", "application", "name", "operation", "value"}),
        "state": item.decision(approval_item.id),
    }
