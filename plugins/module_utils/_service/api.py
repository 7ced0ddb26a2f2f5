# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""One method per operation of the service. Knows no Ansible."""

from __future__ import annotations

import re
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import ValidationError
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError, UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.http import Answer, Transport
from ansible_collections.community.sailpoint.plugins.module_utils._service.models import (
    ConfigType,
    Evaluation,
    ForwardRequest,
    Identity,
    ReassignmentConfiguration,
    ReassignmentConfigurationRequest,
    TenantConfig,
    TenantConfigRequest,
    WorkItem,
    WorkItemCount,
    WorkItemSummary,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import (
    OPERATIONS,
    build_path,
    find_operation,
)

_CONFIG_TYPES = ("ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS")


class Page(t.NamedTuple):
    """One page of a list; C(total) is what the service says the whole list has, if it says so."""

    items: list[t.Any]
    total: int | None


class Api:
    """The service in one API version.

    All methods raise the errors of C(Transport.send), C(UnexpectedAnswer) for answers that make no
    sense, and, before any request, C(InvalidInput) for what the API version does not have.
    """

    def __init__(self, transport: Transport, version: str) -> None:
        self._transport = transport
        self.version = version

    @property
    def config_types(self) -> tuple[str, ...]:
        """The work types that this API version documents."""
        return _CONFIG_TYPES[:3] if self.version in ("beta", "v2024") else _CONFIG_TYPES

    def require(self, operation: str) -> None:
        """Raise C(InvalidInput) if this API version does not have the operation."""
        find_operation(operation, self.version)

    def list_reassignments(self, offset: int) -> Page:
        """One page of everybody's configurations. The service chooses the size of the page."""
        # No limit is sent: the largest one allowed differs between versions and is not documented for most.
        answer = self._call("reassignments.list", params={"offset": offset, "count": "true"})
        return _page(answer, ReassignmentConfiguration)

    def get_reassignment(self, identity_id: str) -> ReassignmentConfiguration:
        """What the identity has configured; without anything, versions differ between 404 and an empty answer."""
        try:
            answer = self._call("reassignments.get", identity_id=identity_id)
        except ServiceError as error:
            if not error.is_not_found:
                raise
            return ReassignmentConfiguration(config_details=[])
        found = _parse(ReassignmentConfiguration, answer.data)
        if found.identity.id not in (None, "", identity_id):
            raise UnexpectedAnswer(f"The service was asked for {identity_id} and answered for {found.identity.id}.")
        return found

    def create_reassignment(self, body: ReassignmentConfigurationRequest) -> ReassignmentConfiguration:
        return _parse(ReassignmentConfiguration, self._call("reassignments.create", body=body.body()).data)

    def update_reassignment(self, body: ReassignmentConfigurationRequest) -> ReassignmentConfiguration:
        answer = self._call("reassignments.update", body=body.body(), identity_id=body.reassigned_from_id)
        return _parse(ReassignmentConfiguration, answer.data)

    def delete_reassignment(self, identity_id: str, config_type: str) -> None:
        """Remove one work type; one that is not there is no error."""
        try:
            self._call("reassignments.delete", identity_id=identity_id, config_type=config_type)
        except ServiceError as error:
            if not error.is_not_found:
                raise

    def list_config_types(self) -> list[ConfigType]:
        """The work types that the tenant offers."""
        return _page(self._call("reassignments.types"), ConfigType).items

    def evaluate_reassignment(
        self, identity_id: str, config_type: str, exclusion_filters: t.Sequence[str]
    ) -> Evaluation:
        """Who gets the work of the identity now. Versions differ between an object and a list that holds it."""
        answer = self._call(
            "reassignments.evaluate",
            params={"exclusionFilters": list(exclusion_filters)} if exclusion_filters else None,
            identity_id=identity_id,
            config_type=config_type,
        )
        return _parse(Evaluation, _single(answer.data))

    def get_tenant_config(self) -> TenantConfig:
        """The tenant-wide settings; where nothing was ever set, that is what a 404 says."""
        try:
            answer = self._call("reassignments.get_tenant_config")
        except ServiceError as error:
            if not error.is_not_found:
                raise
            return TenantConfig()
        return _parse(TenantConfig, answer.data)

    def update_tenant_config(self, body: TenantConfigRequest) -> TenantConfig:
        return _parse(TenantConfig, self._call("reassignments.update_tenant_config", body=body.body()).data)

    def find_identities(self, filters: str, offset: int) -> Page:
        """One page (of 250 at most) of the identities that match a filter, also of uncorrelated ones."""
        params = {"filters": filters, "limit": 250, "offset": offset}
        if self.version in OPERATIONS["identities.list_public"].versions:
            return _page(self._call("identities.list_public", params=params), Identity)
        return _page(self._call("identities.list", params={**params, "defaultFilter": "NONE"}), Identity)

    def list_work_items(self, owner_id: str | None, offset: int) -> Page:
        """One page (of 250 at most) of the open work items of an owner, or of whomever the service chooses."""
        return _page(self._call("work_items.list", params=_work_item_params(owner_id, offset)), WorkItem)

    def list_completed_work_items(self, owner_id: str | None, offset: int) -> Page:
        """One page (of 250 at most) of the completed work items of an owner, or of whomever the service chooses."""
        return _page(self._call("work_items.list_completed", params=_work_item_params(owner_id, offset)), WorkItem)

    def count_work_items(self, owner_id: str) -> int:
        return _parse(WorkItemCount, _single(self._call("work_items.count", params={"ownerId": owner_id}).data)).count

    def count_completed_work_items(self, owner_id: str) -> int:
        answer = self._call("work_items.count_completed", params={"ownerId": owner_id})
        return _parse(WorkItemCount, _single(answer.data)).count

    def summarize_work_items(self, owner_id: str) -> WorkItemSummary:
        answer = self._call("work_items.summary", params={"ownerId": owner_id})
        return _parse(WorkItemSummary, _single(answer.data))

    def get_work_item(self, work_item_id: str) -> WorkItem | None:
        """The work item; C(None) if the service does not show it, as it may be with one that is completed."""
        try:
            answer = self._call("work_items.get", work_item_id=work_item_id)
        except ServiceError as error:
            if not error.is_not_found:
                raise
            return None
        return None if answer.data == [] else _work_item(work_item_id, answer)

    def complete_work_item(self, work_item_id: str, body: str | None) -> WorkItem | None:
        """Complete the work item. Like those below, returns what the answer shows of it, if anything."""
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

    def forward_work_item(self, work_item_id: str, body: ForwardRequest) -> None:
        """Forward the work item. By the documents the answer is empty."""
        self._call("work_items.forward", body=body.body(), work_item_id=work_item_id)

    def _act(self, operation: str, work_item_id: str, body: t.Any = None, **segments: str) -> WorkItem | None:
        answer = self._call(operation, params=None, body=body, work_item_id=work_item_id, **segments)
        return None if answer.data is None else _work_item(work_item_id, answer)

    def _call(
        self,
        name: str,
        *,
        params: t.Mapping[str, t.Any] | None = None,
        body: t.Any = None,
        **segments: str,
    ) -> Answer:
        operation = find_operation(name, self.version)
        path = build_path(operation, self.version, segments)
        return self._transport.send(operation.method, path, params=params, body=body, scope=operation.scope)


_Model = t.TypeVar("_Model")


def _parse(model: type[_Model], data: t.Any) -> _Model:
    try:
        return model.model_validate(data)  # type: ignore[attr-defined,no-any-return]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the answer itself"
        raise UnexpectedAnswer(
            f"The service answered with something that is no {model.__name__}: {where}: {first['msg']}.",
            "Check base_url; if it is right, please report this to the collection.",
        ) from error


def _page(answer: Answer, model: type[t.Any]) -> Page:
    if not isinstance(answer.data, list):
        raise UnexpectedAnswer("The service answered with something that is no list.", "Check base_url.")
    total = answer.headers.get("X-Total-Count", "")
    return Page([_parse(model, item) for item in answer.data], int(total) if re.fullmatch("[0-9]+", total) else None)


def _single(data: t.Any) -> t.Any:
    """The one thing that an answer holds. Some API versions put it into a list."""
    return data[0] if isinstance(data, list) and len(data) == 1 else data


def _work_item(work_item_id: str, answer: Answer) -> WorkItem:
    found = _parse(WorkItem, _single(answer.data))
    if found.id != work_item_id:
        raise UnexpectedAnswer(f"The service was asked for the work item {work_item_id} and answered for {found.id}.")
    return found


def _work_item_params(owner_id: str | None, offset: int) -> dict[str, t.Any]:
    # Counting costs the service some time, and the first page's count is enough.
    params = {"limit": 250, "offset": offset, **({} if offset else {"count": "true"})}
    return params if owner_id is None else {**params, "ownerId": owner_id}
