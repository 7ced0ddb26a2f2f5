# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The requests of the checks, all of them reads. Each is sent once, however many checks need the answer."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import NotChecked
from ansible_collections.community.sailpoint.plugins.module_utils._connection.connection import Connection
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    SailPointError,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import OPERATIONS

Rows = t.Sequence[dict[str, t.Any]]

#: How many identities to read to find one without a reassignment.
_IDENTITIES = 20
_WORK_ITEMS = 50


class Reader:
    """The methods raise ``NotChecked`` if the request is impossible, and the errors of ``Client.call``."""

    def __init__(self, connection: Connection, version: str) -> None:
        self.version = version
        self._connection = connection
        self._answers: dict[t.Hashable, Answer | SailPointError] = {}

    def has(self, operation: str) -> bool:
        return self.version in OPERATIONS[operation].versions

    def identities(self) -> Answer:
        if self.has("identities.list_public"):
            return self.ask("identities.list_public", {"limit": _IDENTITIES})
        return self.ask("identities.list", {"limit": _IDENTITIES})

    def types(self, version: str | None = None) -> Answer:
        return self.ask("reassignments.types", version=version)

    def tenant_config(self) -> Answer:
        return self.ask("reassignments.get_tenant_config")

    def configurations(self, offset: int = 0) -> Answer:
        return self.ask("reassignments.list", {"offset": offset, "count": "true"})

    def configuration_of_nobody(self) -> Answer:
        """The evaluation of an identity without a reassignment."""
        return self.ask("reassignments.get", identity_id=self._identity_without_configuration())

    def evaluation_of_nobody(self) -> Answer:
        """The configuration of an identity that has none."""
        return self._evaluate(self._identity_without_configuration())

    def evaluation(self) -> Answer:
        """The evaluation of an identity with a reassignment."""
        for row in rows(self.configurations()):
            if row.get("configDetails") and _id(row.get("identity")):
                return self._evaluate(_id(row["identity"]))
        raise NotChecked("there is no reassignment")

    def work_items(self, version: str | None = None) -> Answer:
        """Some open work items, of owners that the service chooses."""
        return self.ask("work_items.list", {"limit": _WORK_ITEMS, "count": "true"}, version)

    def completed_work_item(self) -> Answer:
        """A completed work item by its ID."""
        completed = rows(self.ask("work_items.list_completed", {"limit": 1}))
        if not completed:
            raise NotChecked("no completed work item found")
        return self.ask("work_items.get", work_item_id=_id(completed[0]))

    def access_request_approvals(self) -> Answer:
        return self.ask("access_request_approvals.list_pending", {"limit": 1})

    def generic_approvals(self) -> Answer:
        return self.ask("generic_approvals.list", {"limit": 1})

    def certifications(self) -> Answer:
        return self.ask("certifications.list", {"limit": 1})

    def _evaluate(self, identity_id: str) -> Answer:
        types = config_types(self.types())
        if not types:
            raise NotChecked("the tenant offers no work types")
        return self.ask("reassignments.evaluate", identity_id=identity_id, config_type=types[0])

    def _identity_without_configuration(self) -> str:
        configured = {_id(row.get("identity")).lower() for row in rows(self.configurations())}
        for row in rows(self.identities()):
            if _id(row) and _id(row).lower() not in configured:
                return _id(row)
        raise NotChecked("no identity without a reassignment was seen")

    def ask(
        self, name: str, params: dict[str, t.Any] | None = None, version: str | None = None, **segments: str
    ) -> Answer:
        """Return the answer to a read, or raise its error again."""
        version = version or self.version
        operation = OPERATIONS[name]
        if version not in operation.versions:
            raise NotChecked(f"api_version {version} has no {operation.service.replace('-', ' ')}")
        transport = self._connection.transport
        key = (name, version, str(params), str(segments))
        if key not in self._answers:
            try:
                self._answers[key] = Client(transport, version).call(name, params=params, **segments)
            except SailPointError as error:
                self._answers[key] = error
        answer = self._answers[key]
        if isinstance(answer, SailPointError):
            raise answer
        return answer


def rows(answer: Answer) -> Rows:
    """Return the entries of a list as the service sent them; raise ``UnexpectedAnswer`` if it is not a list."""
    if not isinstance(answer.data, list) or not all(isinstance(row, dict) for row in answer.data):
        raise UnexpectedAnswer("The service answered with something that is not a list of objects.", "Check base_url.")
    return answer.data


def config_types(answer: Answer) -> list[str]:
    """Return the names of the work types; the service may swap their two fields, so both are checked."""
    names = [(row.get("internalNameCamel"), row.get("internalName")) for row in rows(answer)]
    return [name for pair in names for name in pair if isinstance(name, str) and name.isupper()]


def _id(value: t.Any) -> str:
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
