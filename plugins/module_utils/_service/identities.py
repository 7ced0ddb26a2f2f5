# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Identities: the model, and searching."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client, page_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import (
    AnId,
    AnswerModel,
    IdentityReference,
    MaybeText,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import OPERATIONS
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import PAGE_LIMIT, Page


class Identity(AnswerModel):
    """An identity from /public-identities or /identities, which use different field names."""

    id: AnId
    name: MaybeText = None
    alias: MaybeText = None
    email: MaybeText = None
    email_address: MaybeText = None
    identity_state: MaybeText = None
    identity_status: MaybeText = None
    manager: t.Optional[IdentityReference] = None
    manager_ref: t.Optional[IdentityReference] = None

    @property
    def state(self) -> str | None:
        return self.identity_state or self.identity_status

    @property
    def mail(self) -> str | None:
        return self.email or self.email_address

    @property
    def is_inactive(self) -> bool:
        return (self.identity_state or "").startswith("INACTIVE") or self.identity_status in (
            "DISABLED",
            "DEACTIVATED",
            "TERMINATED",
        )


class Identities:
    """The resource in one API version; the errors are those of ``Client``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def find(self, filters: str, offset: int) -> Page:
        """Return one page of the identities that match a filter, including uncorrelated ones."""
        params = {"filters": filters, "limit": PAGE_LIMIT, "offset": offset}
        if self._client.version in OPERATIONS["identities.list_public"].versions:
            return page_of(self._client.call("identities.list_public", params=params), Identity)
        return page_of(self._client.call("identities.list", params={**params, "defaultFilter": "NONE"}), Identity)
