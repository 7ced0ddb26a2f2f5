# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Work items: models, and one method per operation."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import BeforeValidator
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import (
    Client,
    page_of,
    parse,
    single,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError, UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import (
    AnId,
    AnswerModel,
    MaybeId,
    MaybeInstant,
    MaybeText,
    RequestModel,
    list_of,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import PAGE_LIMIT, Page

FINISHED, REJECTED, PENDING = "Finished", "Rejected", "Pending"
#: The states in which no action is possible. All others, unknown or missing ones included, are open.
_FINAL_STATES = frozenset({FINISHED, REJECTED, "Returned", "Expired", "Canceled"})


def _spell_work_item_type(value: t.Any) -> t.Any:
    # The service misspells this one in most API versions.
    return "PolicyViolation" if value == "PolicyVioloation" else value


class ApprovalItem(AnswerModel):
    """One item to decide on in a work item; ``Finished`` means approved."""

    id: AnId
    account: MaybeText = None
    application: MaybeText = None
    name: MaybeText = None
    operation: MaybeText = None
    value: MaybeText = None
    state: MaybeText = None


class WorkItem(AnswerModel):
    id: AnId
    name: MaybeText = None
    type: t.Annotated[MaybeText, BeforeValidator(_spell_work_item_type)] = None
    state: MaybeText = None
    description: MaybeText = None
    owner_id: MaybeId = None
    owner_name: MaybeText = None
    requester_id: MaybeId = None
    requester_display_name: MaybeText = None
    created: MaybeInstant = None
    modified: MaybeInstant = None
    completed: MaybeInstant = None
    num_items: t.Optional[int] = None
    approval_items: list_of(ApprovalItem) = []  # type: ignore[valid-type]
    remediation_items: list_of(t.Any) = []  # type: ignore[valid-type]
    form: t.Optional[dict[str, t.Any]] = None
    errors: list_of(t.Any) = []  # type: ignore[valid-type]

    @property
    def is_open(self) -> bool:
        return self.completed is None and self.state not in _FINAL_STATES

    @property
    def status(self) -> str:
        """The state, never empty: an item that is completed without a final state is finished."""
        if self.is_open:
            return self.state or PENDING
        return self.state if self.state in _FINAL_STATES else FINISHED

    def decision(self, approval_item_id: str) -> str:
        """Return the decision on an approval item; without its own final state, that of a closed work item."""
        item = next((item for item in self.approval_items if item.id == approval_item_id), None)
        if item and item.state in _FINAL_STATES:
            return t.cast(str, item.state)
        return PENDING if self.is_open else self.status

    @property
    def form_fields(self) -> dict[str, t.Any]:
        """The fields of the form with their values, at any depth of its sections."""
        return dict(_fields((self.form or {}).get("sections")))


def _fields(form_items: t.Any) -> t.Iterator[tuple[str, t.Any]]:
    for item in form_items if isinstance(form_items, list) else ():
        if not isinstance(item, dict):
            continue
        if isinstance(item.get("formItems"), list):
            yield from _fields(item["formItems"])
        elif item.get("name"):
            yield str(item["name"]), item.get("value")


class ForwardRequest(RequestModel):
    """The body of forward."""

    target_owner_id: str
    comment: str
    send_notifications: bool


class WorkItemCount(AnswerModel):
    count: int


class WorkItemSummary(AnswerModel):
    open: int
    completed: int
    total: int


class WorkItems:
    """The resource in one API version; the errors are those of ``Client``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def list(self, owner_id: str | None, offset: int) -> Page:
        """Return one page of the open work items of an owner, or, without one, as the service chooses."""
        return page_of(self._client.call("work_items.list", params=_work_item_params(owner_id, offset)), WorkItem)

    def list_completed(self, owner_id: str | None, offset: int) -> Page:
        """Return one page of the completed work items of an owner, or, without one, as the service chooses."""
        return page_of(
            self._client.call("work_items.list_completed", params=_work_item_params(owner_id, offset)), WorkItem
        )

    def count(self, owner_id: str) -> int:
        return parse(
            WorkItemCount, single(self._client.call("work_items.count", params={"ownerId": owner_id}).data)
        ).count

    def count_completed(self, owner_id: str) -> int:
        answer = self._client.call("work_items.count_completed", params={"ownerId": owner_id})
        return parse(WorkItemCount, single(answer.data)).count

    def summarize(self, owner_id: str) -> WorkItemSummary:
        answer = self._client.call("work_items.summary", params={"ownerId": owner_id})
        return parse(WorkItemSummary, single(answer.data))

    def get(self, work_item_id: str) -> WorkItem | None:
        """Return the work item; ``None`` if the service does not show it, as it may do with completed ones."""
        try:
            answer = self._client.call("work_items.get", work_item_id=work_item_id)
        except ServiceError as error:
            if not error.is_not_found:
                raise
            return None
        return None if answer.data == [] else _work_item(work_item_id, answer)

    def complete(self, work_item_id: str, body: str | None) -> WorkItem | None:
        """Complete the work item. Like the methods below, returns the work item if the answer contains it."""
        return self._act("work_items.complete", work_item_id, body)

    def approve_item(self, work_item_id: str, approval_item_id: str) -> WorkItem | None:
        return self._act("work_items.approve", work_item_id, approval_item_id=approval_item_id)

    def reject_item(self, work_item_id: str, approval_item_id: str) -> WorkItem | None:
        return self._act("work_items.reject", work_item_id, approval_item_id=approval_item_id)

    def bulk_approve(self, work_item_id: str) -> WorkItem | None:
        return self._act("work_items.bulk_approve", work_item_id)

    def bulk_reject(self, work_item_id: str) -> WorkItem | None:
        return self._act("work_items.bulk_reject", work_item_id)

    def submit_account_selection(self, work_item_id: str, selection: dict[str, t.Any]) -> WorkItem | None:
        return self._act("work_items.submit_account_selection", work_item_id, selection)

    def forward(self, work_item_id: str, body: ForwardRequest) -> None:
        """Forward the work item. By the documents the answer is empty."""
        self._client.call("work_items.forward", body=body.body(), work_item_id=work_item_id)

    def _act(self, operation: str, work_item_id: str, body: t.Any = None, **segments: str) -> WorkItem | None:
        answer = self._client.call(operation, params=None, body=body, work_item_id=work_item_id, **segments)
        return None if answer.data is None else _work_item(work_item_id, answer)


def _work_item(work_item_id: str, answer: Answer) -> WorkItem:
    found = parse(WorkItem, single(answer.data))
    if found.id != work_item_id:
        raise UnexpectedAnswer(f"The service was asked for the work item {work_item_id} and answered for {found.id}.")
    return found


def _work_item_params(owner_id: str | None, offset: int) -> dict[str, t.Any]:
    # Counting costs the service some time, and the first page's count is enough.
    params = {"limit": PAGE_LIMIT, "offset": offset, **({} if offset else {"count": "true"})}
    return params if owner_id is None else {**params, "ownerId": owner_id}
