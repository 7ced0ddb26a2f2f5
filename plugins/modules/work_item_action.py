#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: work_item_action
short_description: Complete, approve, reject, or forward work items that wait
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Does one thing to some work items of SailPoint Identity Security Cloud (ISC), or to those of an owner that wait.
  - The work items are read first. Nothing is sent for those that are as wanted already, or that the one to whom they
    are to be forwarded owns already. Each is read again afterwards, since the service's success proves nothing.
  - All checks are done before the first write, and all problems are told at once.
notes:
  - Work items are one of several queues. Approvals of access requests, generic approvals and certifications have APIs
    of their own.
  - A work item that is finished already in another way than is wanted, such as one to approve that has been rejected,
    is an error if it is named in O(ids). If the work items are chosen by O(owner), it is listed in RV(skipped_work_items).
  - An action that does not fit a work item, such as O(action=approve) for one without approval items, is always an
    error, and nothing is written. Use O(types) to choose the work items that it fits.
  - The service may show completed work items only in the list of their owner. So that a second run can see that the
    work items in O(ids) are done, set O(owner) as well, unless they belong to the user of the token.
  - Needs the scopes C(idn:work-item:read) and C(idn:work-item:update), and the rights of an administrator for the work
    items of others.
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._verify_timeout
  - community.sailpoint._attributes.writes
attributes:
  idempotent:
    support: partial
    details:
      - The service may show a work item that is completed in the list of its owner only. With O(ids) and without O(owner)
        the second invocation can then fail, because it cannot find the work items any more.
      - Work items that are chosen by O(owner) are those that wait at the moment; new ones can come at any time.
options:
  action:
    description:
      - V(complete) completes work items.
      - V(approve) and V(reject) decide on the approval items of work items. All of a work item are decided with one
        request, unless O(approval_item_ids) is set.
      - V(forward) gives work items to O(forward_to).
      - V(submit_account_selection) fills in the form of work items that ask for accounts, and finishes them.
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
      - Whose work items are meant, by ID, alias (user name), or email.
      - Without O(ids), these are all work items of the owner that are open, if not restricted by O(types),
        O(created_before), and O(name_pattern).
      - With O(ids), a work item that belongs to neither the owner nor O(forward_to) is an error, and completed ones are
        looked for in the owner's list.
    type: str
  types:
    description:
      - Only work items of these types. The service knows some under a misspelt name; they are written correctly here.
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
      - Only work items that were created before this instant, in ISO 8601 such as V(2026-12-24T08:00:00+01:00).
      - Without an offset it is local time in O(timezone). A date alone means midnight at its beginning.
    type: str
  timezone:
    description:
      - The IANA name, such as V(Europe/Berlin), of the time zone in which O(created_before) is meant if it has no
        offset.
    type: str
  name_pattern:
    description:
      - Only work items whose whole name matches this shell pattern, in which V(*) stands for any text, V(?) for one
        character, and V([ab]) for one of these characters. Upper and lower case differ.
    type: str
  approval_item_ids:
    description:
      - For O(action=approve) and O(action=reject), the IDs of the approval items to decide on, each with a request of
        its own. Each must be in one of the work items in O(ids), and each of those must have one of them.
      - If not set, all approval items of the work items are meant.
    type: list
    elements: str
  forward_to:
    description:
      - Who shall own the work items, by ID, alias (user name), or email.
      - Required if O(action=forward).
    type: str
  comment:
    description:
      - What to tell the new owner.
      - Required if O(action=forward).
    type: str
  send_notifications:
    description:
      - For O(action=forward), whether the service notifies the new owner, by one email for each work item.
        Consider V(false) when many are forwarded.
    type: bool
    default: true
  account_selection:
    description:
      - The names of the form's fields and the values to submit.
      - Required if O(action=submit_account_selection).
    type: dict
  body:
    description:
      - For O(action=complete), a text to send along. Few types of work items have a use for it.
    type: str
  max_changes:
    description:
      - If there are more changes than this, fail before the first one, also in check mode.
      - Required if O(action=complete), O(action=approve), or O(action=reject) is for everything that waits for O(owner),
        which is so without O(ids), O(types), O(created_before), and O(name_pattern).
    type: int
  concurrency:
    description:
      - How many requests to have under way at a time. The changes of one work item are made one after another.
    type: int
    default: 10
  continue_on_error:
    description:
      - Whether to go on after a change has failed. The task fails at the end in any case, and says item by item what
        was applied, what failed, and what was not tried.
    type: bool
    default: false
seealso:
  - module: community.sailpoint.work_item_info
  - module: community.sailpoint.reassignment_config
    description: Moves the work that comes after a date, and not the work that waits.
  - name: Work Items API
    description: The reference of the API that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-items
"""

EXAMPLES = r"""
- name: Give all that waits for Anna to Bruno, without flooding his mailbox
  community.sailpoint.work_item_action:
    action: forward
    owner: anna.berg
    forward_to: bruno.costa@example.com
    comment: Anna is on holiday until January.
    send_notifications: false
    max_changes: 100

- name: Approve what has been waiting since before the holidays
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

- name: Reject one of the things that a work item asks for
  community.sailpoint.work_item_action:
    action: reject
    ids:
      - 2c9180835d2e5168015d32f890ca1583
    owner: bruno.costa
    approval_item_ids:
      - 2c9180835d2e5168015d32f890ca1501

- name: Say which account is meant
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
    - What was done, or in check mode what would be. The work items are in the order of O(ids), or the oldest first.
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  contains:
    action:
      description: What is done.
      type: str
      returned: always
      sample: forward
    work_item:
      description: The work item. Its name can be V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Access request 17", "type": "Approval"}
    before:
      description:
        - How it was, as far as the action looks at it. The C(owner) if O(action=forward); the C(approval_items) to
          decide on, each with C(id), C(description), and C(state), if O(action=approve) or O(action=reject); the
          C(state) otherwise, and the C(account_selection) if O(action=submit_account_selection).
      type: dict
      returned: always
      sample: {"owner": {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}}
    after:
      description: How it is now, with the same keys as RV(changes[].before).
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
      description: Why it failed, with the same keys as a failed result; V(null) if it did not.
      type: dict
      returned: always
      sample: null
skipped_work_items:
  description: Work items chosen by O(owner) that are decided on otherwise already, and why each is skipped.
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  contains:
    work_item:
      description: The work item. Its name can be V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1585", "name": "Access request 18", "type": "Approval"}
    reason:
      description: Why it is skipped.
      type: str
      returned: always
      sample: "It has been decided otherwise: 2c9180835d2e5168015d32f890ca1502 is Rejected."
summary:
  description: How many changes there are, and how many work items needed none or were skipped.
  returned: success, and failure after the plan was made
  type: dict
  sample: {"forward": 3, "unchanged": 0, "skipped": 0, "failed": 0, "not_tried": 0}
diff:
  description: What changes in each work item, before and after.
  returned: success, and failure after the plan was made
  type: dict
  sample:
    before:
      Access request 17 (2c9180835d2e5168015d32f890ca1581):
        owner: Anna Berg (2c9180835d191a86015d28455b4a2329)
    after:
      Access request 17 (2c9180835d2e5168015d32f890ca1581):
        owner: Bruno Costa (2c9180835d2e5168015d32f890ca1582)
status_code:
  description: The HTTP status of the service's answer.
  returned: failure, if the service answered
  type: int
  sample: 403
detail_code:
  description: The service's own code of the error.
  returned: failure, if the service gave one
  type: str
  sample: 403.1 Forbidden
tracking_id:
  description: What SailPoint's support asks for.
  returned: failure, if the service gave one
  type: str
  sample: e7eab60924f64aa284175b9fa3309599
hint:
  description: What can be done about a failure.
  returned: failure, if there is something to say
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
