# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Generic approvals: models, and one method per operation."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import (
    AliasChoices,
    BeforeValidator,
    Field,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import PAGE_LIMIT, Client, page_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import (
    AnId,
    AnswerModel,
    MaybeId,
    MaybeInstant,
    MaybeText,
    RequestModel,
    list_of,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import Page

PENDING = "PENDING"
ACCESS_REQUEST_APPROVAL = "ACCESS_REQUEST_APPROVAL"
#: In this version, the list cannot be restricted to an approver.
_VERSION_WITHOUT_APPROVER = "v2024"


def _first_text(value: t.Any) -> t.Any:
    # Names are a list with one text per language.
    if not isinstance(value, list):
        return value
    texts = [entry.get("value") for entry in value if isinstance(entry, dict)]
    return next((text for text in texts if text), None)


class Approver(AnswerModel):
    """An identity, a governance group, or a rule that resolves to an identity; v2024 uses other field names."""

    id: MaybeId = Field(default=None, validation_alias=AliasChoices("identityID", "identityId", "id"))
    type: MaybeText = None
    name: MaybeText = None


class ApprovalReference(AnswerModel):
    """An object of an approval."""

    id: MaybeId = None
    type: MaybeText = None


class GenericApproval(AnswerModel):
    id: AnId = Field(validation_alias=AliasChoices("id", "approvalId"))
    type: MaybeText = None
    name: t.Annotated[MaybeText, BeforeValidator(_first_text)] = None
    created_date: MaybeInstant = None
    due_date: MaybeInstant = None
    completed_date: MaybeInstant = None
    status: MaybeText = None
    requester: t.Optional[Approver] = None
    requestee: t.Optional[Approver] = None
    assigned_to: list_of(Approver) = []  # type: ignore[valid-type]
    listed_approvers: list_of(Approver) = Field(default=[], validation_alias="approvers")  # type: ignore[valid-type]
    reference_data: list_of(ApprovalReference) = []  # type: ignore[valid-type]

    @property
    def approvers(self) -> t.Sequence[Approver]:
        """The approvers for whom it is waiting, as far as they are known."""
        return t.cast(t.Sequence[Approver], self.assigned_to or self.listed_approvers)

    @property
    def is_pending(self) -> bool:
        return self.completed_date is None and self.status in (None, PENDING)


class ReassignApprovalRequest(RequestModel):
    """The body of reassign. Without ``reassign_from``, the request would only add an approver."""

    reassign_from: str
    reassign_to: str
    comment: str


class GenericApprovals:
    """The resource in one API version; the errors are those of ``Client``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def lists_everybody(self) -> bool:
        """Whether the list contains the approvals of all approvers, because it cannot be restricted to one."""
        return self._client.version == _VERSION_WITHOUT_APPROVER

    def list_pending(self, approver_id: str, offset: int, filters: str | None = None) -> Page:
        """Return one page of the approvals that are waiting for an identity, or for anybody if ``lists_everybody``."""
        pending = f'status eq "{PENDING}"'
        params: dict[str, t.Any] = {"limit": PAGE_LIMIT, "offset": offset}
        if self.lists_everybody:
            params.update(mine="false", filters=pending)
        else:
            params.update(approverId=approver_id, filters=f"{pending} and {filters}" if filters else pending)
        return page_of(self._client.call("generic_approvals.list", params=params), GenericApproval)

    def reassign(self, approval_id: str, body: ReassignApprovalRequest) -> None:
        """Replace an approver by another one. The answer is empty."""
        self._client.call("generic_approvals.reassign", body=body.body(), approval_id=approval_id)
