# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The job of the module ``reassignment_configs``."""

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import check_least
from ansible_collections.community.sailpoint.plugins.module_utils._engine.options import ExecutionOptions
from ansible_collections.community.sailpoint.plugins.module_utils._instants import zone_or_none
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_options import defaults_of_task
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entries import Declared, Params
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import SourcedEntry
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.job import JobOptions, ReassignmentJob
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import PlanOptions
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client


def job_of_many(client: Client, params: Params) -> ReassignmentJob:
    """Return the job of ``reassignment_configs``."""
    check_least(params, max_changes=0, max_deletes=0, concurrency=1, warn_days=0)
    zone = zone_or_none(params["timezone"])
    plan = PlanOptions(params["prune"], params["on_expired"], params["max_changes"], params["max_deletes"], zone)
    apply = ExecutionOptions(
        params["concurrency"], params["continue_on_error"], params["retries"], params["verify_timeout"]
    )
    options = JobOptions(
        plan, apply, params["chains"], params["tenant_switch"], params["return_handovers"], params["warn_days"]
    )
    declared = Declared(params["configs"] or (), *_read_src(params), params["timezone"], _allows_missing_covers(params))
    return ReassignmentJob(client, declared, options)


def _read_src(params: Params) -> tuple[list[SourcedEntry], str]:
    """Return the entries of the files in ``src``, and all problems of the files."""
    if not params["src"]:
        return [], ""
    # Only imported here, because most tasks have no files.
    from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.src import read_src

    defaults = defaults_of_task(params["timezone"])
    return read_src(params["src"], defaults, allow_missing_covers=_allows_missing_covers(params))


def _allows_missing_covers(params: Params) -> bool:
    return bool(params["missing_cover"] == "warn")
