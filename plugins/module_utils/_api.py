# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The operations of the service and where each API version has them. Knows no Ansible."""

from __future__ import annotations

import typing as t
from urllib.parse import quote

from ansible_collections.community.sailpoint.plugins.module_utils._deps import ValidationError
from ansible_collections.community.sailpoint.plugins.module_utils._errors import (
    InvalidInput,
    ServiceError,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._models import (
    ConfigType,
    Identity,
    ReassignmentConfiguration,
    ReassignmentConfigurationRequest,
)
from ansible_collections.community.sailpoint.plugins.module_utils._transport import Answer, Transport

API_VERSIONS = ("v1", "v2026", "v2025", "v2024", "v3", "beta")

_CONFIG_TYPES = ("ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS")

_READ = "idn:reassignment-configuration:read"
_MANAGE = "idn:reassignment-configuration:manage"
_NOT_V3 = tuple(version for version in API_VERSIONS if version != "v3")
_NOT_BETA = tuple(version for version in API_VERSIONS if version != "beta")


class Operation(t.NamedTuple):
    """One operation: C(path) is below the C(service), whose place in the URL depends on the version."""

    method: str
    service: str
    path: str
    scope: str | None = None
    versions: tuple[str, ...] = API_VERSIONS


_REASSIGNMENTS = "reassignment-configurations"
OPERATIONS = {
    "reassignments.list": Operation("GET", _REASSIGNMENTS, "", _READ, _NOT_V3),
    "reassignments.create": Operation("POST", _REASSIGNMENTS, "", _MANAGE, _NOT_V3),
    "reassignments.get": Operation("GET", _REASSIGNMENTS, "/{identity_id}", _READ, _NOT_V3),
    "reassignments.update": Operation("PUT", _REASSIGNMENTS, "/{identity_id}", _MANAGE, _NOT_V3),
    "reassignments.delete": Operation("DELETE", _REASSIGNMENTS, "/{identity_id}/{config_type}", _MANAGE, _NOT_V3),
    "reassignments.types": Operation("GET", _REASSIGNMENTS, "/types", _READ, _NOT_V3),
    "identities.list_public": Operation("GET", "public-identities", "", None, _NOT_BETA),
    "identities.list": Operation("GET", "identities", "", "idn:identity:read", _NOT_V3),
}

# What stands beside {identity_id} in the same place of a path: never an ID.
_RESERVED_SEGMENTS = frozenset({"", ".", "..", "types", "tenant-config"})


class Page(t.NamedTuple):
    """One page of a list; C(total) is what the service says the whole list has, if it says so."""

    items: list[t.Any]
    total: int | None


class Api:
    """One method per operation. Raises the errors of C(Transport.send), C(UnexpectedAnswer), and

    C(InvalidInput), before any request, for an operation that the API version does not have.
    """

    def __init__(self, transport: Transport, version: str) -> None:
        self._transport = transport
        self.version = version

    @property
    def config_types(self) -> tuple[str, ...]:
        """The work types that this API version documents."""
        return _CONFIG_TYPES[:3] if self.version in ("beta", "v2024") else _CONFIG_TYPES

    def require(self, operation: str) -> Operation:
        """The operation, or C(InvalidInput) if this API version does not have it."""
        found = OPERATIONS[operation]
        if self.version not in found.versions:
            raise InvalidInput(
                f"api_version {self.version} of the service has no {found.service.replace('-', ' ')}.",
                f"Use one of: {', '.join(found.versions)}.",
            )
        return found

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
            if error.status_code != 404:
                raise
            return ReassignmentConfiguration()
        found = _parse(ReassignmentConfiguration, answer.data or {})
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
            if error.status_code != 404:
                raise

    def list_config_types(self) -> list[ConfigType]:
        """The work types that the tenant offers."""
        return _page(self._call("reassignments.types"), ConfigType).items

    def find_identities(self, filters: str, offset: int) -> Page:
        """One page (of 250 at most) of the identities that match a filter, also of uncorrelated ones."""
        params = {"filters": filters, "limit": 250, "offset": offset}
        if self.version in OPERATIONS["identities.list_public"].versions:
            return _page(self._call("identities.list_public", params=params), Identity)
        return _page(self._call("identities.list", params={**params, "defaultFilter": "NONE"}), Identity)

    def _call(
        self,
        name: str,
        *,
        params: t.Mapping[str, t.Any] | None = None,
        body: t.Any = None,
        **segments: str,
    ) -> Answer:
        operation = self.require(name)
        for option, segment in segments.items():
            if segment in _RESERVED_SEGMENTS:
                raise InvalidInput(f"{segment!r} cannot be used as {option.replace('_', ' ')}.")
        path = operation.path.format(**{key: quote(value, safe="") for key, value in segments.items()})
        if self.version == "v1":
            path = f"/{operation.service}/v1{path}"
        else:
            path = f"/{self.version}/{operation.service}{path}"
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
    return Page([_parse(model, item) for item in answer.data], int(total) if total.isdigit() else None)
