# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Certifications, and the campaigns and tasks that reassign them: models, and one method per operation."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import (
    AliasChoices,
    BeforeValidator,
    Field,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import (
    PAGE_LIMIT,
    Client,
    page_of,
    parse,
    single,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import (
    AnswerModel,
    MaybeId,
    MaybeInstant,
    MaybeText,
    RequestModel,
    list_of,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import Page

#: The maximum number of certifications in one request.
MOST_CERTIFICATIONS = 250

_SIGNED = "SIGNED"
_MANAGER_CAMPAIGN = "MANAGER"
_REASSIGNMENTS = ("REASSIGN", "ADMIN_REASSIGN")
_SUCCESS, _ERROR = "SUCCESS", "ERROR"
# One API version misspells the parameter.
_REVIEWER = {"beta": "reviewer-identitiy"}


class Campaign(AnswerModel):
    id: MaybeId = None
    name: MaybeText = None
    campaign_type: MaybeText = None


class Reviewer(AnswerModel):
    """An identity or a governance group."""

    id: MaybeId = None
    name: MaybeText = None
    type: MaybeText = None


class FormerCertification(AnswerModel):
    id: MaybeId = None


class CertificationReassignment(AnswerModel):
    """Where a certification comes from."""

    former: t.Optional[FormerCertification] = Field(default=None, alias="from")


class Certification(AnswerModel):
    #: Beta may not return it.
    id: MaybeId = None
    name: MaybeText = None
    campaign: t.Optional[Campaign] = Field(default=None, validation_alias=AliasChoices("campaign", "campaignRef"))
    created: MaybeInstant = None
    due: MaybeInstant = None
    signed: MaybeInstant = None
    completed: t.Optional[bool] = None
    phase: MaybeText = None
    reviewer: t.Optional[Reviewer] = None
    reassignment: t.Optional[CertificationReassignment] = None

    @property
    def is_open(self) -> bool:
        return self.signed is None and self.phase != _SIGNED and not self.completed

    @property
    def is_of_manager(self) -> bool:
        """Whether the reviewer was chosen as the manager of everybody whose access is reviewed."""
        is_first = self.reassignment is None
        return is_first and self.campaign is not None and self.campaign.campaign_type == _MANAGER_CAMPAIGN

    @property
    def ids(self) -> set[str]:
        """The ID, and the ID before the reassignment."""
        former = self.reassignment.former.id if self.reassignment and self.reassignment.former else None
        return {one for one in (self.id, former) if one}


class IdentitySummary(AnswerModel):
    """One person whose access a certification reviews."""

    id: MaybeId = None
    identity_id: MaybeId = None


def _text_of_error(value: t.Any) -> t.Any:
    # An object with a text; in beta, the text itself.
    return value.get("text") or "" if isinstance(value, dict) else value


class CertificationTask(AnswerModel):
    """A reassignment that was accepted."""

    id: str
    status: MaybeText = None
    type: MaybeText = None
    target_id: MaybeId = None
    errors: list_of(t.Annotated[str, BeforeValidator(_text_of_error)]) = []  # type: ignore[valid-type]

    @property
    def is_reassignment(self) -> bool:
        return self.type is None or self.type in _REASSIGNMENTS

    @property
    def has_ended(self) -> bool:
        return self.status in (_SUCCESS, _ERROR)

    @property
    def has_failed(self) -> bool:
        """Whether at least one of its certifications was not reassigned."""
        return self.status == _ERROR


class IdentityTarget(RequestModel):
    id: str
    type: str = "IDENTITY"


class ReassignCertificationsRequest(RequestModel):
    """The body of a campaign's reassign."""

    certification_ids: list[str]
    reassign_to: IdentityTarget
    reason: str


class Certifications:
    """The resource in one API version; the errors are those of ``Client``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def tells_subjects(self) -> bool:
        """Whether the API version can list the people whose access a certification reviews."""
        return self._client.has("certifications.identity_summaries")

    @property
    def campaign_field(self) -> str:
        """The filter field for the campaign ID."""
        return "campaignRef.id" if self._client.version == "beta" else "campaign.id"

    def list(self, reviewer_id: str, offset: int, filters: str | None = None) -> Page:
        """Return one page of the certifications of a reviewer that are not complete."""
        open_ones = "completed eq false"
        params = {
            _REVIEWER.get(self._client.version, "reviewer-identity"): reviewer_id,
            "filters": f"{open_ones} and {filters}" if filters else open_ones,
            "limit": PAGE_LIMIT,
            "offset": offset,
        }
        return page_of(self._client.call("certifications.list", params=params), Certification)

    def list_identity_summaries(self, certification_id: str, offset: int) -> Page:
        """Return one page of the people whose access a certification reviews."""
        answer = self._client.call(
            "certifications.identity_summaries",
            params={"limit": PAGE_LIMIT, "offset": offset},
            certification_id=certification_id,
        )
        return page_of(answer, IdentitySummary)

    def reassign(self, campaign_id: str, body: ReassignCertificationsRequest) -> CertificationTask:
        """Reassign whole certifications of a campaign. The service answers before this has taken effect."""
        answer = self._client.call("campaigns.reassign", body=body.body(), campaign_id=campaign_id)
        return parse(CertificationTask, single(answer.data))

    def ids_in_process(self, campaigns: t.Mapping[str, str]) -> set[str]:
        """Return the certifications that may be in reassignment; ``campaigns`` maps them to their campaign IDs.

        A task tells its campaign and not its certifications: all of the campaign count, but in beta, which is asked
        for each of them.
        """
        if not self._client.has("certification_tasks.list"):
            return {one for one in campaigns if self._has_pending_task(one)}
        wanted = ", ".join(f'"{campaign_id}"' for campaign_id in sorted(set(campaigns.values())))
        answer = self._client.call(
            "certification_tasks.list", params={"filters": f"targetId in ({wanted})", "limit": PAGE_LIMIT}
        )
        busy = {task.target_id for task in page_of(answer, CertificationTask).items if task.is_reassignment}
        return {one for one, campaign_id in campaigns.items() if campaign_id in busy}

    def _has_pending_task(self, certification_id: str) -> bool:
        answer = self._client.call("certifications.pending_tasks", certification_id=certification_id)
        return any(task.is_reassignment for task in page_of(answer, CertificationTask).items)

    def get_task(self, task_id: str, certification_id: str) -> CertificationTask:
        """Return the progress of a reassignment; ``certification_id`` is one of its certifications."""
        if self._client.has("certification_tasks.get"):
            answer = self._client.call("certification_tasks.get", task_id=task_id)
        else:
            answer = self._client.call("certifications.get_task", certification_id=certification_id, task_id=task_id)
        return parse(CertificationTask, single(answer.data))
