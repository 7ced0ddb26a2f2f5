#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: work_item_action
short_description: Complete, approve, reject, or forward work items
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Performs an action on work items of SailPoint Identity Security Cloud (ISC), chosen by ID or by owner.
  - The module reads the work items first. It skips work items that are already in the desired state or already belong
    to O(forward_to). Each changed work item is read again, since a successful answer does not prove that the action
    took effect.
  - All checks are made before the first write, and all problems are reported together.
notes:
  - Work items are one of four queues. M(community.sailpoint.waiting_work_handover) hands over what is waiting in all of
    them.
  - A work item that was finished with the opposite outcome, such as a rejected one that is to be approved, is an
    error if it is in O(ids). If the work items are chosen by O(owner), it is listed in RV(skipped_work_items).
  - An action that does not apply to a work item, such as O(action=approve) for one without approval items, is always
    an error, and nothing is written. Use O(types) to choose suitable work items.
  - The service may show completed work items only in the list of their owner. If you use O(ids), also set O(owner)
    unless the work items belong to the token's user, so that a second run finds them.
  - Requires the scopes C(idn:work-item:read) and C(idn:work-item:update), and administrator rights for work items of
    others.
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._verify_timeout
  - community.sailpoint._attributes.writes
attributes:
  idempotent:
    support: partial
    details:
      - The service may show completed work items only in the list of their owner. With O(ids) and without O(owner),
        the second invocation can then fail because it does not find the work items.
      - O(owner) chooses the work items that are open at the moment; new ones can arrive at any time.
options:
  action:
    description:
      - V(complete) completes work items.
      - V(approve) and V(reject) decide on the approval items of work items. One request decides on all approval items
        of a work item, unless O(approval_item_ids) is set.
      - V(forward) hands work items over to O(forward_to).
      - V(submit_account_selection) fills in and submits the form of work items that ask for an account.
    type: str
    required: true
    choices: [complete, approve, reject, forward, submit_account_selection]
  ids:
    description:
      - The IDs of the work items.
      - At least one of O(ids) and O(owner) is required.
    type: list
    elements: str
  owner:
    description:
      - The owner of the work items, by ID, alias (user name), or email.
      - Without O(ids), the action applies to all open work items of the owner that match O(types), O(created_before),
        and O(name_pattern).
      - With O(ids), a work item that belongs to neither the owner nor O(forward_to) is an error. Completed work items
        are searched in the owner's list.
    type: str
  types:
    description:
      - Only work items of these types. Where the API misspells a type, use the correct spelling given here.
    type: list
    elements: str
    choices:
      - Approval
      - Certification
      - Challenge
      - Delegation
      - Event
      - Form
      - Generic
      - ImpactAnalysis
      - ManualAction
      - PolicyViolation
      - Remediation
      - Signoff
      - Test
      - Unknown
      - ViolationReview
  created_before:
    description:
      - Only work items created before this date and time, in ISO 8601 format, such as V(2026-12-24T08:00:00+01:00).
      - Without a UTC offset, it is local time in O(timezone). A date alone means 00:00 on that day.
    type: str
  timezone:
    description:
      - The IANA time zone, such as V(Europe/Berlin), of O(created_before) if that has no UTC offset.
    type: str
  name_pattern:
    description:
      - Only work items whose whole name matches this shell-style pattern. V(*) matches any text, V(?) one character,
        and V([ab]) one of the listed characters. The match is case-sensitive.
    type: str
  approval_item_ids:
    description:
      - For O(action=approve) and O(action=reject), the IDs of the approval items to decide on, with one request each.
        Each must belong to one of the work items in O(ids), and each of those must contain at least one of them.
      - If not set, the action applies to all approval items of the work items.
    type: list
    elements: str
  forward_to:
    description:
      - The new owner of the work items, by ID, alias (user name), or email.
      - Required if O(action=forward).
    type: str
  comment:
    description:
      - The comment for the new owner.
      - Required if O(action=forward).
    type: str
  send_notifications:
    description:
      - For O(action=forward), whether the service notifies the new owner, with one email per work item. Consider
        V(false) if you forward many.
    type: bool
    default: true
  account_selection:
    description:
      - The fields of the form, with the values to submit.
      - Required if O(action=submit_account_selection).
    type: dict
  body:
    description:
      - For O(action=complete), the text of the request body. Few types of work items use it.
    type: str
  max_changes:
    description:
      - Fail before the first change if there are more changes than this, also in check mode. The plan is still
        returned.
      - Required for O(action=complete), O(action=approve), and O(action=reject) if the work items are not restricted by
        O(ids), O(types), O(created_before), or O(name_pattern).
    type: int
  concurrency:
    description:
      - The maximum number of concurrent requests. The changes of one work item are made one after another.
    type: int
    default: 10
  continue_on_error:
    description:
      - Whether to continue after a change has failed. In any case, the task fails at the end and reports which
        changes were applied, failed, or not tried.
      - If one of the O(ids) cannot be found or read, for example because of missing rights, the change of this work
        item fails and those of others are still made. If this is V(false), the task fails before the first change.
    type: bool
    default: false
seealso:
  - module: community.sailpoint.work_item_info
  - module: community.sailpoint.reassignment_config
    description: Reassigns work that is assigned in the future, not work that is already waiting.
  - name: Work Items API
    description: API reference for the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-items
"""

EXAMPLES = r"""
- name: Forward all open work items of Anna to Bruno, without sending him an email for each
  community.sailpoint.work_item_action:
    action: forward
    owner: anna.berg
    forward_to: bruno.costa@example.com
    comment: Anna is on holiday until January.
    send_notifications: false
    max_changes: 100

- name: Approve what was created before the holidays
  community.sailpoint.work_item_action:
    action: approve
    owner: bruno.costa
    types:
      - Approval
    created_before: "2026-12-21"
    timezone: Europe/Berlin
    name_pattern: "Access request *"

- name: Complete two work items
  community.sailpoint.work_item_action:
    action: complete
    ids:
      - 2c9180835d2e5168015d32f890ca1581
      - 2c9180835d2e5168015d32f890ca1582
    owner: bruno.costa

- name: Reject one approval item of a work item
  community.sailpoint.work_item_action:
    action: reject
    ids:
      - 2c9180835d2e5168015d32f890ca1583
    owner: bruno.costa
    approval_item_ids:
      - 2c9180835d2e5168015d32f890ca1501

- name: Submit an account selection
  community.sailpoint.work_item_action:
    action: submit_account_selection
    ids:
      - 2c9180835d2e5168015d32f890ca1584
    owner: bruno.costa
    account_selection:
      account: bruno.admin
"""

RETURN = r"""
changes:
  description:
    - The changes made, or in check mode the changes planned. The work items are in the order of O(ids), otherwise
      oldest first.
  returned: success, and failure after planning
  type: list
  elements: dict
  contains:
    action:
      description: The action.
      type: str
      returned: always
      sample: forward
    work_item:
      description: The work item. The name can be V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Access request 17", "type": "Approval"}
    before:
      description:
        - The state before the change, as far as the action concerns it. The C(owner) if O(action=forward); the
          C(approval_items) to decide on, each with C(id), C(description), and C(state), if O(action=approve) or
          O(action=reject); the C(state) otherwise, and the C(account_selection) if
          O(action=submit_account_selection). V(null) if the work item could not be found or read.
      type: dict
      returned: always
      sample: {"owner": {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}}
    after:
      description: The state after the change, with the same keys as RV(changes[].before).
      type: dict
      returned: always
      sample: {"owner": {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Bruno Costa"}}
    status:
      description:
        - V(planned) in check mode, otherwise V(applied), V(failed), or V(not_tried).
      type: str
      returned: always
      sample: applied
    error:
      description: Why the change failed, with the keys of a failed result; V(null) if it did not.
      type: dict
      returned: always
      sample: null
skipped_work_items:
  description: Work items chosen by O(owner) that were already finished with another outcome.
  returned: success, and failure after planning
  type: list
  elements: dict
  contains:
    work_item:
      description: The work item. The name can be V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1585", "name": "Access request 18", "type": "Approval"}
    reason:
      description: Why the work item is skipped.
      type: str
      returned: always
      sample: "It was decided differently: 2c9180835d2e5168015d32f890ca1502 is Rejected."
summary:
  description: The number of changes, and of work items that needed none or were skipped.
  returned: success, and failure after planning
  type: dict
  sample: {"forward": 3, "unchanged": 0, "skipped": 0, "failed": 0, "not_tried": 0}
diff:
  description: The changes in each work item, before and after.
  returned: success, and failure after planning
  type: dict
  sample:
    before:
      Access request 17 (2c9180835d2e5168015d32f890ca1581):
        owner: Anna Berg (2c9180835d191a86015d28455b4a2329)
    after:
      Access request 17 (2c9180835d2e5168015d32f890ca1581):
        owner: Bruno Costa (2c9180835d2e5168015d32f890ca1582)
status_code:
  description: The HTTP status code of the service's answer.
  returned: failure, if the service answered
  type: int
  sample: 403
detail_code:
  description: The service's own error code.
  returned: failure, if the service gave one
  type: str
  sample: 403.1 Forbidden
tracking_id:
  description: The ID under which SailPoint's support finds the request.
  returned: failure, if the service gave one
  type: str
  sample: e7eab60924f64aa284175b9fa3309599
hint:
  description: How to resolve the failure.
  returned: failure, if there is one
  type: str
  sample: Check client_id and client_secret.
"""

from ansible_collections.community.sailpoint.plugins.module_utils._module import VERIFY_OPTIONS, run_job
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.action import WorkItemJob
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.find import WORK_ITEM_TYPES

ARGUMENT_SPEC = {
    "action": {
        "type": "str",
        "required": True,
        "choices": ["complete", "approve", "reject", "forward", "submit_account_selection"],
    },
    "ids": {"type": "list", "elements": "str"},
    "owner": {"type": "str"},
    "types": {"type": "list", "elements": "str", "choices": list(WORK_ITEM_TYPES)},
    "created_before": {"type": "str"},
    "timezone": {"type": "str"},
    "name_pattern": {"type": "str"},
    "approval_item_ids": {"type": "list", "elements": "str"},
    "forward_to": {"type": "str"},
    "comment": {"type": "str"},
    "send_notifications": {"type": "bool", "default": True},
    "account_selection": {"type": "dict"},
    "body": {"type": "str"},
    "max_changes": {"type": "int"},
    "concurrency": {"type": "int", "default": 10},
    "continue_on_error": {"type": "bool", "default": False},
    **VERIFY_OPTIONS,
}


def main() -> None:
    run_job(
        ARGUMENT_SPEC,
        WorkItemJob,
        required_one_of=[("ids", "owner")],
        required_if=[
            ("action", "forward", ("forward_to", "comment")),
            ("action", "submit_account_selection", ("account_selection",)),
        ],
        mutually_exclusive=[("ids", "types"), ("ids", "created_before"), ("ids", "name_pattern")],
    )


if __name__ == "__main__":
    main()
