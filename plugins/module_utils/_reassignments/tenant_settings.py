# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The tenant-wide switch of work reassignment. The service keeps it as its opposite, C(disabled)."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import APPLIED, FAILED, Change
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unclear import DONE, NO_EFFECT, write_and_look
from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
    TenantConfig,
    TenantConfigRequest,
)

Params = t.Mapping[str, t.Any]


class TenantSettingsJob:
    """Reads and plans when it is made; raises the typed errors, with nothing written.

    A change holds whether reassignment is enabled, before and after.
    """

    def __init__(self, client: Client, params: Params) -> None:
        client.require("reassignments.update_tenant_config")
        self._service = ReassignmentConfigurations(client)
        self._retries: int = params["retries"]
        self._current = self._service.get_tenant_config()
        enabled: bool = params["enabled"]
        self.changes: list[Change[bool]] = []
        if self._current.enabled != enabled:
            self.changes.append(Change("update", self._current.enabled, enabled))
        self.warnings: list[str] = []
        self.extra: dict[str, t.Any] = {}

    @property
    def counts(self) -> dict[str, int]:
        return {"update": 0, "unchanged": 0 if self.changes else 1}

    def apply(self) -> list[str]:
        for change in self.changes:
            try:
                self._write(change.after)
            except SailPointError as error:
                change.status, change.error = FAILED, {"msg": error.message, **error.result()}
            else:
                change.status = APPLIED
        return []

    def _write(self, enabled: bool) -> None:
        """Write and verify, by the answer or by a second read; raises C(SailPointError) if it did not work."""
        # An update replaces all settings, also those that this collection does not know.
        settings = {**self._current.config_details.model_dump(exclude_unset=True), "disabled": not enabled}
        body = TenantConfigRequest(config_details=settings)

        def look() -> str:
            return DONE if self._service.get_tenant_config().enabled == enabled else NO_EFFECT

        shown = write_and_look(lambda: self._service.update_tenant_config(body), look, self._retries)
        if shown is None or shown.enabled == enabled:
            return
        try:
            outcome = look()
        except SailPointError as error:
            raise SailPointError(
                f"The service accepted this, but the settings could not be read again: {error.message}", error.hint
            ) from error
        if outcome != DONE:
            raise SailPointError(
                f"The service accepted this, but afterwards reassignments are still {_word(not enabled)}."
            )

    def show(self, change: Change[bool]) -> dict[str, t.Any]:
        return {
            "setting": "reassignments",
            "before": {"enabled": change.before},
            "after": {"enabled": change.after},
        }

    def diff_entry(self, change: Change[bool]) -> tuple[tuple[str, ...], t.Any, t.Any]:
        return ("reassignments",), _word(change.before), _word(change.after)


def _word(enabled: bool) -> str:
    return "enabled" if enabled else "disabled"


def read_tenant_settings(client: Client, params: Params) -> dict[str, t.Any]:
    """The result of the module that only reads."""
    del params  # it has no options
    client.require("reassignments.get_tenant_config")
    return {"settings": _shown(ReassignmentConfigurations(client).get_tenant_config())}


def _shown(config: TenantConfig) -> dict[str, t.Any]:
    audit = config.audit_details
    by = audit and audit.modified_by
    return {
        "enabled": config.enabled,
        "is_set": config.config_details.disabled is not None,
        "modified": format_instant(audit.modified) if audit and audit.modified else None,
        "modified_by": {"id": by.id, "name": by.name} if by else None,
    }
