# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The tenant-wide setting of work reassignment. The service stores the opposite, ``disabled``."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change, Outcome
from ansible_collections.community.sailpoint.plugins.module_utils._engine.options import ExecutionOptions
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Unit, Verdict
from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
    TenantConfig,
    TenantConfigRequest,
)

Params = t.Mapping[str, t.Any]


class _SettingsUnit(Unit[bool, TenantConfig]):
    """The change of the setting. The state is whether work reassignment is enabled."""

    def __init__(self, service: ReassignmentConfigurations, current: TenantConfig, change: Change[bool]) -> None:
        super().__init__([[change]])
        self._service = service
        self._current = current

    def write(self, changes: t.Sequence[Change[bool]]) -> TenantConfig | None:
        (change,) = changes
        # An update replaces all settings, including unknown ones.
        settings = {**self._current.config_details.model_dump(exclude_unset=True), "disabled": not change.after}
        answer = self._service.update_tenant_config(TenantConfigRequest(config_details=settings))
        return answer if answer.enabled == change.after else None

    def read(self) -> TenantConfig:
        return self._service.get_tenant_config()

    def compare(self, change: Change[bool], seen: TenantConfig) -> Verdict:
        return Verdict.DONE if seen.enabled == change.after else Verdict.NO_EFFECT

    def describe(self, change: Change[bool], seen: TenantConfig) -> str:
        del change  # there is only one
        return f"reassignments as {_word(seen.enabled)}"


class TenantSettingsJob:
    """Reads and plans when created; raises typed errors before anything is written."""

    def __init__(self, client: Client, params: Params) -> None:
        client.require("reassignments.update_tenant_config")
        self._service = ReassignmentConfigurations(client)
        self._current = self._service.get_tenant_config()
        self.options = ExecutionOptions(retries=params["retries"], verify_timeout=params["verify_timeout"])
        enabled: bool = params["enabled"]
        self.outcomes: list[Outcome[bool]] = []
        if self._current.enabled != enabled:
            self.outcomes.append(Outcome(Change("update", self._current.enabled, enabled)))
        self.warnings: list[str] = []
        self.extra: dict[str, t.Any] = {}

    @property
    def counts(self) -> dict[str, int]:
        return {"update": 0, "unchanged": 0 if self.outcomes else 1}

    def waves(self) -> list[list[_SettingsUnit]]:
        return [[_SettingsUnit(self._service, self._current, outcome.change) for outcome in self.outcomes]]

    def show(self, outcome: Outcome[bool]) -> dict[str, t.Any]:
        return {
            "setting": "reassignments",
            "before": {"enabled": outcome.change.before},
            "after": {"enabled": outcome.change.after},
        }

    def diff_entry(self, outcome: Outcome[bool]) -> tuple[tuple[str, ...], t.Any, t.Any]:
        return ("reassignments",), _word(outcome.change.before), _word(outcome.change.after)


def _word(enabled: bool) -> str:
    return "enabled" if enabled else "disabled"


def read_tenant_settings(client: Client, params: Params) -> dict[str, t.Any]:
    """Return the result of the module that only reads."""
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
