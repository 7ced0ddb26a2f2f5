# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Reassignment configurations: models, and one method per operation."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import (
    BeforeValidator,
    ConfigDict,
    Field,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import (
    Client,
    page_of,
    parse,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.config_types import CONFIG_TYPES
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError, UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import (
    AnswerModel,
    IdentityReference,
    MaybeId,
    MaybeInstant,
    MaybeReference,
    MaybeText,
    RequestModel,
    list_of,
    no_reference,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import Page


class ReassignmentConfigurationRequest(RequestModel):
    """The body of create and update: one work type of one identity."""

    reassigned_from_id: str
    reassigned_to_id: str
    config_type: str
    start_date: str = ""
    end_date: t.Optional[str]


class ConfigDetails(AnswerModel):
    config_type: MaybeText = None
    target_identity: MaybeReference = Field(default_factory=no_reference)
    start_date: MaybeInstant = None
    end_date: MaybeInstant = None


class ReassignmentConfiguration(AnswerModel):
    """All reassignments of one identity."""

    identity: MaybeReference = Field(default_factory=no_reference)
    config_details: list_of(ConfigDetails)  # type: ignore[valid-type]


class ConfigType(AnswerModel):
    """A work type. The service sometimes swaps the meaning of its two names, so both are checked."""

    priority: t.Optional[int] = None
    internal_name: MaybeText = None
    internal_name_camel: MaybeText = None
    display_name: MaybeText = None
    description: MaybeText = None

    @property
    def config_type(self) -> str | None:
        names = [name for name in (self.internal_name_camel, self.internal_name) if name]
        return next((name for name in names if name.isupper()), names[0] if names else None)


class EvaluationStep(AnswerModel):
    reassigned_from_id: MaybeId = None
    reassigned_to_id: MaybeId = None
    reassignment_type: MaybeText = None


class Evaluation(AnswerModel):
    """Who gets the work of one identity and work type now, and by which steps."""

    reassign_to_id: MaybeId = None
    lookup_trail: list_of(EvaluationStep) = []  # type: ignore[valid-type]


class AuditDetails(AnswerModel):
    modified: MaybeInstant = None
    modified_by: t.Optional[IdentityReference] = None


class TenantConfigDetails(AnswerModel):
    """The tenant-wide settings, including unknown ones, because an update replaces all of them."""

    model_config = ConfigDict(extra="allow")

    #: ``None`` is not set, which means false.
    disabled: t.Optional[bool] = None


class TenantConfig(AnswerModel):
    config_details: t.Annotated[TenantConfigDetails, BeforeValidator(lambda value: value or {})] = Field(
        default_factory=TenantConfigDetails
    )
    audit_details: t.Optional[AuditDetails] = None

    @property
    def enabled(self) -> bool:
        return not self.config_details.disabled


class TenantConfigRequest(RequestModel):
    """The body for updating the tenant-wide settings: all of them, known or not."""

    config_details: dict[str, t.Any]


class ReassignmentConfigurations:
    """The resource in one API version; the errors are those of ``Client``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def config_types(self) -> tuple[str, ...]:
        """The work types that this API version documents."""
        return CONFIG_TYPES[:3] if self._client.version in ("beta", "v2024") else CONFIG_TYPES

    def list(self, offset: int) -> Page:
        """Return one page of all configurations. The service chooses the page size."""
        # No limit is sent: the maximum differs between versions and is mostly not documented.
        answer = self._client.call("reassignments.list", params={"offset": offset, "count": "true"})
        return page_of(answer, ReassignmentConfiguration)

    def get(self, identity_id: str) -> ReassignmentConfiguration:
        """Return the configuration of the identity. If it has none, some API versions answer 404."""
        try:
            answer = self._client.call("reassignments.get", identity_id=identity_id)
        except ServiceError as error:
            if not error.is_not_found:
                raise
            return parse(ReassignmentConfiguration, {"configDetails": []})
        found = parse(ReassignmentConfiguration, answer.data)
        if found.identity.id not in (None, "", identity_id):
            raise UnexpectedAnswer(f"The service was asked for {identity_id} and answered for {found.identity.id}.")
        return found

    def create(self, body: ReassignmentConfigurationRequest) -> ReassignmentConfiguration:
        return parse(ReassignmentConfiguration, self._client.call("reassignments.create", body=body.body()).data)

    def update(self, body: ReassignmentConfigurationRequest) -> ReassignmentConfiguration:
        answer = self._client.call("reassignments.update", body=body.body(), identity_id=body.reassigned_from_id)
        return parse(ReassignmentConfiguration, answer.data)

    def delete(self, identity_id: str, config_type: str) -> None:
        """Remove one work type. It is no error if it does not exist."""
        try:
            self._client.call("reassignments.delete", identity_id=identity_id, config_type=config_type)
        except ServiceError as error:
            if not error.is_not_found:
                raise

    def list_types(self) -> t.Sequence[ConfigType]:
        """Return the work types that the tenant offers; requested once per task."""
        return self._client.once(
            "reassignments.types", lambda: page_of(self._client.call("reassignments.types"), ConfigType).items
        )

    def evaluate(self, identity_id: str, config_type: str, exclusion_filters: t.Sequence[str]) -> Evaluation:
        """Return who gets the work of the identity now: the identity itself if nobody else does.

        According to the schema, the answer is an array; in the examples, it is an object. Several evaluations are
        consecutive steps.
        """
        answer = self._client.call(
            "reassignments.evaluate",
            params={"exclusionFilters": list(exclusion_filters)} if exclusion_filters else None,
            identity_id=identity_id,
            config_type=config_type,
        )
        found = answer.data if isinstance(answer.data, list) else [answer.data]
        return _join(identity_id, [parse(Evaluation, evaluation) for evaluation in found])

    def get_tenant_config(self) -> TenantConfig:
        """Return the tenant-wide settings. A 404 means that nothing was ever set."""
        try:
            answer = self._client.call("reassignments.get_tenant_config")
        except ServiceError as error:
            if not error.is_not_found:
                raise
            return parse(TenantConfig, {})
        return parse(TenantConfig, answer.data)

    def update_tenant_config(self, body: TenantConfigRequest) -> TenantConfig:
        return parse(TenantConfig, self._client.call("reassignments.update_tenant_config", body=body.body()).data)


def _join(identity_id: str, found: t.Sequence[Evaluation]) -> Evaluation:
    """Combine several consecutive evaluations into one. Without any, nobody else gets the work."""
    if len(found) == 1:
        return found[0]
    trail: list[t.Any] = []
    holder = identity_id
    for evaluation in found:
        receiver = evaluation.reassign_to_id or holder
        # An evaluation without a trail is a step as well. Only ``parse`` may build the model: this runs in threads.
        unexplained = [] if receiver == holder else [{"reassigned_from_id": holder, "reassigned_to_id": receiver}]
        trail += evaluation.lookup_trail or unexplained
        holder = receiver
    return parse(Evaluation, {"reassign_to_id": holder, "lookup_trail": trail})
