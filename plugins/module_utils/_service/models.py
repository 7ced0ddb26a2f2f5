# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""What goes over the wire: requests are strict, answers are tolerant.

Field names follow the service's OpenAPI documents, in snake case. Modules run on Python 3.9, where
pydantic cannot evaluate C(X | None): write C(t.Optional[X]) in models.
"""

from __future__ import annotations

import typing as t
from datetime import datetime, timezone

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    to_camel,
)


class _Request(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", strict=True)

    def body(self) -> dict[str, t.Any]:
        """The JSON object to send. What was set to null is sent as null; what was not set is not sent."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


class _Answer(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")


def _blank_is_none(value: t.Any) -> t.Any:
    # "None" comes as null, as an empty string, as the year 1, or as a missing key.
    return None if not value or str(value).startswith("0001-01-01") else value


def _utc_milliseconds(instant: datetime | None) -> datetime | None:
    if instant is None:
        return None
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=timezone.utc)
    try:
        return instant.astimezone(timezone.utc).replace(microsecond=instant.microsecond // 1000 * 1000)
    except OverflowError as error:
        raise ValueError("beyond the end of the calendar") from error


#: An instant, or C(None) in any of the forms that the service gives it.
MaybeInstant = t.Annotated[t.Optional[datetime], BeforeValidator(_blank_is_none), AfterValidator(_utc_milliseconds)]
#: Text, or C(None) where the service sends nothing or null.
MaybeText = t.Optional[str]


def _list(item: t.Any) -> t.Any:
    """A list of C(item) that may be missing or null in an answer."""
    return t.Annotated[list[item], BeforeValidator(lambda value: [] if value is None else value)]


class ReassignmentConfigurationRequest(_Request):
    """The body of create and update: one work type of one identity."""

    reassigned_from_id: str
    reassigned_to_id: str
    config_type: str
    start_date: str = ""
    end_date: t.Optional[str]


class IdentityReference(_Answer):
    id: MaybeText = None
    name: MaybeText = None


def _reference(value: t.Any) -> t.Any:
    return IdentityReference() if value is None else value


#: An identity that may be missing or null in an answer.
_MaybeReference = t.Annotated[IdentityReference, BeforeValidator(_reference)]


class ConfigDetails(_Answer):
    config_type: MaybeText = None
    target_identity: _MaybeReference = IdentityReference()
    start_date: MaybeInstant = None
    end_date: MaybeInstant = None


class ReassignmentConfiguration(_Answer):
    """All that one identity has configured."""

    identity: _MaybeReference = IdentityReference()
    config_details: _list(ConfigDetails)  # type: ignore[valid-type]


class ConfigType(_Answer):
    """A work type. The service swaps the meaning of its two names, so both are looked at."""

    priority: t.Optional[int] = None
    internal_name: MaybeText = None
    internal_name_camel: MaybeText = None
    display_name: MaybeText = None
    description: MaybeText = None

    @property
    def config_type(self) -> str | None:
        names = [name for name in (self.internal_name_camel, self.internal_name) if name]
        return next((name for name in names if name.isupper()), names[0] if names else None)


class EvaluationStep(_Answer):
    reassigned_from_id: MaybeText = None
    reassigned_to_id: MaybeText = None
    reassignment_type: MaybeText = None


class Evaluation(_Answer):
    """Who gets the work of one identity and type now, and by which steps."""

    reassign_to_id: MaybeText = None
    lookup_trail: _list(EvaluationStep) = []  # type: ignore[valid-type]


class AuditDetails(_Answer):
    modified: MaybeInstant = None
    modified_by: t.Optional[IdentityReference] = None


class TenantConfigDetails(_Answer):
    """The tenant-wide settings, with those that this collection does not know, since an update replaces all."""

    model_config = ConfigDict(extra="allow")

    #: C(None) is not set, which means false.
    disabled: t.Optional[bool] = None


class TenantConfig(_Answer):
    config_details: t.Annotated[TenantConfigDetails, BeforeValidator(lambda value: value or {})] = TenantConfigDetails()
    audit_details: t.Optional[AuditDetails] = None

    @property
    def enabled(self) -> bool:
        return not self.config_details.disabled


class TenantConfigRequest(_Request):
    """The body of the update of the tenant-wide settings: all of them, known or not."""

    config_details: dict[str, t.Any]


class Identity(_Answer):
    """An identity as /public-identities and /identities give it; each has names of its own for the same things."""

    id: str
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


FINISHED, REJECTED, PENDING = "Finished", "Rejected", "Pending"
#: The states in which nothing can be done any more. All others, known or not, and none at all, are open.
_FINAL_STATES = frozenset({FINISHED, REJECTED, "Returned", "Expired", "Canceled"})


def _spell_work_item_type(value: t.Any) -> t.Any:
    # The service misspells this one in most API versions.
    return "PolicyViolation" if value == "PolicyVioloation" else value


class ApprovalItem(_Answer):
    """One thing to decide on in a work item; C(Finished) is approved."""

    id: str
    account: MaybeText = None
    application: MaybeText = None
    name: MaybeText = None
    operation: MaybeText = None
    value: MaybeText = None
    state: MaybeText = None


class WorkItem(_Answer):
    id: str
    name: MaybeText = None
    type: t.Annotated[MaybeText, BeforeValidator(_spell_work_item_type)] = None
    state: MaybeText = None
    description: MaybeText = None
    owner_id: MaybeText = None
    owner_name: MaybeText = None
    requester_id: MaybeText = None
    requester_display_name: MaybeText = None
    created: MaybeInstant = None
    modified: MaybeInstant = None
    completed: MaybeInstant = None
    num_items: t.Optional[int] = None
    approval_items: _list(ApprovalItem) = []  # type: ignore[valid-type]
    remediation_items: _list(t.Any) = []  # type: ignore[valid-type]
    form: t.Optional[dict[str, t.Any]] = None
    errors: _list(t.Any) = []  # type: ignore[valid-type]

    @property
    def is_open(self) -> bool:
        return self.completed is None and self.state not in _FINAL_STATES

    @property
    def status(self) -> str:
        """The state, never empty: an item that is completed and does not say how is finished."""
        if self.is_open:
            return self.state or PENDING
        return self.state if self.state in _FINAL_STATES else FINISHED

    def decision(self, approval_item_id: str) -> str:
        """What was decided on an approval item; one that says nothing shares the state of a closed work item."""
        item = next((item for item in self.approval_items if item.id == approval_item_id), None)
        if item and item.state in _FINAL_STATES:
            return t.cast(str, item.state)
        return PENDING if self.is_open else self.status

    @property
    def form_fields(self) -> dict[str, t.Any]:
        """The fields of the form, however deep in its sections, with the values that they have."""
        return dict(_fields((self.form or {}).get("sections")))


def _fields(form_items: t.Any) -> t.Iterator[tuple[str, t.Any]]:
    for item in form_items if isinstance(form_items, list) else ():
        if not isinstance(item, dict):
            continue
        if isinstance(item.get("formItems"), list):
            yield from _fields(item["formItems"])
        elif item.get("name"):
            yield str(item["name"]), item.get("value")


class ForwardRequest(_Request):
    """The body of forward."""

    target_owner_id: str
    comment: str
    send_notifications: bool


class WorkItemCount(_Answer):
    count: int


class WorkItemSummary(_Answer):
    open: int
    completed: int
    total: int
