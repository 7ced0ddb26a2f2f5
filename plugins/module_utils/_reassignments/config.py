# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The job of the module ``reassignment_config``."""

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.module_utils._engine.options import ExecutionOptions
from ansible_collections.community.sailpoint.plugins.module_utils._instants import zone_or_none
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entries import Declared, Params
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.job import JobOptions, ReassignmentJob
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import PlanOptions
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client


def job_of_one(client: Client, params: Params) -> ReassignmentJob:
    """Return the job of ``reassignment_config``."""
    apply = ExecutionOptions(continue_on_error=True, retries=params["retries"], verify_timeout=params["verify_timeout"])
    plan = PlanOptions(zone=zone_or_none(params["timezone"]))
    return ReassignmentJob(client, Declared([params]), JobOptions(plan, apply))
