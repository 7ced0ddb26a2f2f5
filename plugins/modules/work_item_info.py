#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: work_item_info
short_description: List or count work items
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Lists work items of SailPoint Identity Security Cloud (ISC) by owner or by ID, or counts the work items of an owner.
notes:
  - An owner or IDs are required. Without an owner, the service should list the work items of the token's user, but it
    may list those of the whole tenant.
  - Work items are one of four queues. M(community.sailpoint.waiting_work_info) lists what is waiting in all of them.
  - Requires the scope C(idn:work-item:read), and administrator rights for work items of others.
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
options:
  ids:
    description:
      - The IDs of the work items, open or completed.
      - At least one of O(ids) and O(owner) is required.
    type: list
    elements: str
  owner:
    description:
      - The owner of the work items, by ID, alias (user name), or email.
      - With O(ids), only work items of this owner are found. The service may show completed work items only in the
        list of their owner. Without this option, completed work items may then not be found, unless they belong to
        the token's user.
    type: str
  completed:
    description:
      - Whether to list or count the completed work items of O(owner) instead of the open ones.
      - Has no effect on O(ids) and O(gather=summary), which always cover both.
    type: bool
    default: false
  types:
    description:
      - List only work items of these types. Where the API misspells a type, use the correct spelling given here.
      - Only possible if O(gather) contains nothing but V(items).
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
  gather:
    description:
      - What to return. V(items) is the list of work items, V(count) their number, and V(summary) the numbers of open
        and of completed work items.
      - V(count) and V(summary) need far fewer requests than a long list. They require O(owner), and do not work with
        O(ids).
    type: list
    elements: str
    choices: [items, count, summary]
    default: [items]
seealso:
  - module: community.sailpoint.work_item_action
  - name: Work Items API
    description: API reference for the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-items
"""

EXAMPLES = r"""
- name: List the open work items of Anna
  community.sailpoint.work_item_info:
    owner: anna.berg
  register: waiting

- name: List the manual actions that Anna has completed
  community.sailpoint.work_item_info:
    owner: anna.berg@example.com
    completed: true
    types:
      - ManualAction

- name: Count the work items of Anna
  community.sailpoint.work_item_info:
    owner: anna.berg
    gather:
      - count
      - summary

- name: Read one work item of Bruno, open or completed
  community.sailpoint.work_item_info:
    ids:
      - 2c9180835d2e5168015d32f890ca1581
    owner: bruno.costa
"""

RETURN = r"""
work_items:
  description: The work items in the order of O(ids), otherwise oldest first.
  returned: success, if O(gather) contains V(items)
  type: list
  elements: dict
  contains:
    id:
      description: The ID of the work item.
      type: str
      returned: always
      sample: 2c9180835d2e5168015d32f890ca1581
    name:
      description: The name; can be V(null).
      type: str
      returned: always
      sample: Access request 17
    type:
      description: The type.
      type: str
      returned: always
      sample: Approval
    state:
      description:
        - V(Pending), V(Finished), V(Rejected), V(Returned), V(Expired), V(Canceled), or another state that the service
          returns. V(Pending) if the work item is open and the service returns no state.
      type: str
      returned: always
      sample: Pending
    open:
      description: Whether the work item is still open.
      type: bool
      returned: always
      sample: true
    owner:
      description: The owner.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    requester:
      description: The requester; ID and name can be V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Bruno Costa"}
    description:
      description: The description.
      type: str
      returned: always
      sample: Create account on source AD
    created:
      description: When it was created.
      type: str
      returned: always
      sample: "2026-12-21T07:00:00Z"
    modified:
      description: When it was last changed; can be V(null).
      type: str
      returned: always
      sample: null
    completed:
      description: When it was completed; V(null) if it was not.
      type: str
      returned: always
      sample: null
    num_items:
      description: The number of items to act on; can be V(null).
      type: int
      returned: always
      sample: 1
    approval_items:
      description: The approval items to decide on. The state V(Finished) means approved.
      type: list
      elements: dict
      returned: always
      sample:
        - id: 2c9180835d2e5168015d32f890ca1501
          account: null
          application: Active Directory
          name: groups
          operation: Add
          value: Role 1
          state: Pending
    remediation_items:
      description: The remediation items, as the service returns them.
      type: list
      elements: raw
      returned: always
      sample: []
    form:
      description: The form to fill in, as the service returns it; V(null) if there is none.
      type: dict
      returned: always
      sample: null
    errors:
      description: The errors of the work item, as the service returns them.
      type: list
      elements: raw
      returned: always
      sample: []
not_found:
  description: The O(ids) that were not found.
  returned: success, if O(ids) is set
  type: list
  elements: str
  sample: []
count:
  description: The number of open work items of the owner, or of completed ones if O(completed=true).
  returned: success, if O(gather) contains V(count)
  type: int
  sample: 17
summary:
  description: The numbers of open and completed work items of the owner.
  returned: success, if O(gather) contains V(summary)
  type: dict
  sample: {"open": 17, "completed": 3, "total": 20}
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

from ansible_collections.community.sailpoint.plugins.module_utils._module import run_info
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.find import WORK_ITEM_TYPES
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.info import read_work_items

ARGUMENT_SPEC = {
    "ids": {"type": "list", "elements": "str"},
    "owner": {"type": "str"},
    "completed": {"type": "bool", "default": False},
    "types": {"type": "list", "elements": "str", "choices": list(WORK_ITEM_TYPES)},
    "gather": {"type": "list", "elements": "str", "choices": ["items", "count", "summary"], "default": ["items"]},
}


def main() -> None:
    run_info(
        ARGUMENT_SPEC,
        read_work_items,
        required_one_of=[("ids", "owner")],
        mutually_exclusive=[("ids", "types")],
    )


if __name__ == "__main__":
    main()
