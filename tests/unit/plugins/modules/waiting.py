# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A tenant in which something waits for Bruno in every queue, and what it shows after a task."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import OPERATIONS
from ansible_collections.community.sailpoint.plugins.modules import waiting_work_handover
from ansible_collections.community.sailpoint.tests.simulator.concurrent_changes import ConcurrentChange
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

SCOPES = {operation.scope for operation in OPERATIONS.values() if operation.scope}
NOW = datetime.now(timezone.utc).replace(microsecond=0)
VERSIONS = ["v1", "v2026", "v2025", "v2024", "v3", "beta"]
QUEUES = ("work_items", "access_request_approvals", "generic_approvals", "certifications")
BRUNO, CHLOE, DANIEL = "bruno.costa", "chloe.dubois", "daniel.okafor"
KEPT = ("changed", "summary", "diff", "skipped_items", "in_process_items", "covers", "queues_left_out")


class Waiting:
    """Runs the module against a simulator, in check mode first, and keeps the promises of every run."""

    def __init__(self, simulator):
        self.simulator = simulator
        self.tenant = simulator.tenant
        self.connection = connection(simulator)
        self.bruno, self.chloe, self.daniel = (self.tenant.identity(one).id for one in (BRUNO, CHLOE, DANIEL))

    def reassign(self, source, target, *config_types, end=None):
        """Have new work of somebody go to somebody else since last week."""
        for config_type in config_types or ("ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS"):
            ids = [self.tenant.identity(one).id for one in (source, target)]
            self.tenant.put_configuration(ids[0], config_type, ids[1], NOW - timedelta(days=7), end)

    def before(self, method, path, action):
        """Have somebody else do something just before the first such request."""
        self.simulator.add_change(ConcurrentChange("before", method=method, path=path, action=action))

    def limit_scopes(self, *missing):
        """Use a token that has all scopes but these."""
        scopes = [scope for scope in SCOPES if scope not in missing]
        self.simulator.add_client("limited", "secret", scopes=scopes)
        self.connection["access_token"] = self.simulator.issue_token("limited")

    def fill(self, owner=BRUNO):
        """What the person who leaves has: 3 work items, 3 + 2 approvals, 2 certifications in a campaign and 1 in another."""
        for unused in range(3):
            self.tenant.add_work_item(owner)
            self.tenant.add_access_request_approval(owner)
        for campaign in ("Autumn", "Autumn", "Winter"):
            self.tenant.add_certification(owner, campaign)
        for unused in range(2):
            self.tenant.add_generic_approval(owner)

    def held(self):
        """For whom everything in the tenant waits, by queue and ID."""
        tenant = self.tenant
        with tenant.lock:
            found = {("work_items", one.id): one.owner_id for one in tenant.work_items.values() if not one.completed}
            for one in tenant.access_request_approvals.values():
                found["access_request_approvals", one.id] = one.approver_id
            for one in tenant.generic_approvals.values():
                found["generic_approvals", one.id] = tuple(one.approver_ids)
            for one in tenant.certifications.values():
                found["certifications", one.id] = one.reviewer_id
        return {key: self.alias(holder) for key, holder in found.items()}

    def alias(self, holder):
        if isinstance(holder, tuple):
            return self.alias(holder[0]) if len(holder) == 1 else [self.alias(one) for one in holder]
        found = self.tenant.identities.get(holder)
        return found.alias if found else self.tenant.governance_groups[holder].name

    def holders(self):
        """Those for whom something waits."""
        return {holder if isinstance(holder, str) else tuple(holder) for holder in self.held().values()}

    def run(self, *handovers, check_mode=False, **options):
        arguments = {**self.connection, "wait_timeout": 60, "handovers": list(handovers), **options}
        return run_module(waiting_work_handover, arguments, check_mode=check_mode)

    def hand_over(self, *handovers, again=True, **options):
        """Check mode writes nothing and has the plan; the run applies it; the second run writes nothing."""
        self.simulator.clear_log()
        planned = self.run(*handovers, check_mode=True, **options)
        assert self.simulator.writes() == []
        self.simulator.clear_log()
        result = self.run(*handovers, **options)
        self.log = list(self.simulator.calls())
        if result["failed"]:
            return result
        for key in KEPT:
            assert result[key] == planned[key]
        assert [{**change, "status": "planned"} for change in result["changes"]] == planned["changes"]
        assert {change["status"] for change in result["changes"]} <= {"applied"}
        assert result["changed"] == bool(result["changes"])
        if again:
            self.simulator.clear_log()
            second = self.run(*handovers, **options)
            assert (second["failed"], second["changed"], second["changes"]) == (False, False, [])
            assert self.simulator.writes() == []
        return result

    def refused(self, *handovers, **options):
        """A run that fails before anything is written, in check mode too."""
        self.simulator.clear_log()
        results = [self.run(*handovers, check_mode=check_mode, **options) for check_mode in (True, False)]
        assert self.simulator.writes() == []
        assert [result["failed"] for result in results] == [True, True]
        assert results[0]["msg"] == results[1]["msg"]
        return results[1]

    def sent(self, operation=None):
        """The writes of the run outside check mode."""
        return [one for one in self.log if one.method == "POST" and operation in (None, one.operation)]
