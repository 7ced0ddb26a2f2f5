# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Access request approvals: models, and one method per operation."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import Field
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import PAGE_LIMIT, Client, page_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import (
    AnId,
    AnswerModel,
    MaybeId,
    MaybeInstant,
    MaybeReference,
    MaybeText,
    RequestModel,
    no_reference,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import Page

#: The maximum length of a comment in characters.
LONGEST_COMMENT = 255


class AccessRequestApproval(AnswerModel):
    """A waiting approval. It does not contain its approver: ``owner`` is the owner of the access item."""

    id: AnId
    access_request_id: MaybeId = None
    name: MaybeText = None
    created: MaybeInstant = None
    request_type: MaybeText = None
    requester: MaybeReference = Field(default_factory=no_reference)
    requested_for: MaybeReference = Field(default_factory=no_reference)
    #: The action that was accepted but has not taken effect yet, such as ``FORWARDED``.
    action_in_process: MaybeText = None


class ForwardApprovalRequest(RequestModel):
    """The body of forward."""

    new_owner_id: str
    comment: str


class AccessRequestApprovals:
    """The resource in one API version; the errors are those of ``Client``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def list_pending(self, approver_id: str, offset: int, filters: str | None = None) -> Page:
        """Return one page of the approvals that are waiting for an identity."""
        params: dict[str, t.Any] = {"owner-id": approver_id, "limit": PAGE_LIMIT, "offset": offset}
        if filters is not None:
            params["filters"] = filters
        return page_of(self._client.call("access_request_approvals.list_pending", params=params), AccessRequestApproval)

    def forward(self, approval_id: str, body: ForwardApprovalRequest) -> None:
        """Forward the approval. The service answers before this has taken effect."""
        self._client.call("access_request_approvals.forward", body=body.body(), approval_id=approval_id)
