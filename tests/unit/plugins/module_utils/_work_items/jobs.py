# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Jobs of work_item_action with recorded answers."""

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.module_utils._work_items.action import WorkItemJob
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService

ANNA, BRUNO, CHLOE = (letter * 32 for letter in "abc")
PARAMS = {
    **dict.fromkeys(["ids", "owner", "types", "created_before", "timezone", "name_pattern", "approval_item_ids"]),
    **dict.fromkeys(["forward_to", "comment", "account_selection", "body", "max_changes"]),
    "send_notifications": True,
    "continue_on_error": False,
    "concurrency": 1,
    "retries": 5,
    "verify_timeout": 30.0,
}
FORWARD = {"action": "forward", "forward_to": CHLOE, "comment": "Bruno is away."}


def item(work_item_id, owner=BRUNO, **fields):
    return {"id": work_item_id, "name": work_item_id.upper(), "ownerId": owner, "ownerName": "Bruno", **fields}


def job(*answers, **params):
    """The job, and the service of which it has asked what it needs for its plan."""
    service = RecordedService(*answers)
    return WorkItemJob(service.client(), {**PARAMS, **params}), service
