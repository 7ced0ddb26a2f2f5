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
  - Lists work items of SailPoint Identity Security Cloud (ISC), by owner or by ID, or counts those of an owner.
notes:
  - An owner or IDs must be given. The service documents that it means the work items of the user of the token if it is
    asked without an owner, but it may answer with those of the whole tenant.
  - Work items are one of four queues. M(community.sailpoint.waiting_work_info) looks into all of them.
  - Needs the scope C(idn:work-item:read), and the rights of an administrator for the work items of others.
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
      - Whose work items are meant, by ID, alias (user name), or email.
      - With O(ids), only those of them that belong to the owner are found. The service may show completed work items
        only in the list of their owner, so that those cannot be found without it, unless they belong to the user of
        the token.
    type: str
  completed:
    description:
      - Whether the completed work items of O(owner) are meant, and not the open ones.
      - Means nothing for O(ids) and for O(gather=summary), which are about both.
    type: bool
    default: false
  types:
    description:
      - List only work items of these types. The service knows some under a misspelt name; they are written correctly
        here.
      - Only possible with O(gather=items) alone.
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
      - What to ask for. V(items) is the list itself; V(count) is how many there are; V(summary) is how many are open
        and how many are completed.
      - The two last need few requests where a list needs many, and are only possible for an O(owner) without O(ids).
    type: list
    elements: str
    choices: [items, count, summary]
    default: [items]
seealso:
  - module: community.sailpoint.work_item_action
  - name: Work Items API
    description: The reference of the API that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-items
"""

EXAMPLES = r"""
- name: What waits for Anna?
  community.sailpoint.work_item_info:
    owner: anna.berg
  register: waiting

- name: What has Anna completed that was to be done by hand?
  community.sailpoint.work_item_info:
    owner: anna.berg@example.com
    completed: true
    types:
      - ManualAction

- name: How much waits for Anna, and how much has she done?
  community.sailpoint.work_item_info:
    owner: anna.berg
    gather:
      - count
      - summary

- name: How far is this one?
  community.sailpoint.work_item_info:
    ids:
      - 2c9180835d2e5168015d32f890ca1581
    owner: bruno.costa
"""

RETURN = r"""
work_items:
  description: The work items in the order of O(ids), or the oldest first.
  returned: success, if O(gather) has V(items)
  type: list
  elements: dict
  contains:
    id:
      description: The ID of the work item.
      type: str
      returned: always
      sample: 2c9180835d2e5168015d32f890ca1581
    name:
      description: Its name; can be V(null).
      type: str
      returned: always
      sample: Access request 17
    type:
      description: Its type.
      type: str
      returned: always
      sample: Approval
    state:
      description:
        - V(Pending), V(Finished), V(Rejected), V(Returned), V(Expired), or V(Canceled), or another one that the service
          gives. V(Pending) also if the service does not say and the work item is open.
      type: str
      returned: always
      sample: Pending
    open:
      description: Whether something can still be done with it.
      type: bool
      returned: always
      sample: true
    owner:
      description: Whose it is.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    requester:
      description: Who caused it; both can be V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Bruno Costa"}
    description:
      description: What it is about.
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
      description: How many things are to be done or decided on in it; can be V(null).
      type: int
      returned: always
      sample: 1
    approval_items:
      description: What is to be decided on. V(Finished) means approved.
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
      description: What is to be remedied, as the service gives it.
      type: list
      elements: raw
      returned: always
      sample: []
    form:
      description: The form to fill in, as the service gives it; V(null) if there is none.
      type: dict
      returned: always
      sample: null
    errors:
      description: What went wrong, as the service gives it.
      type: list
      elements: raw
      returned: always
      sample: []
not_found:
  description: Those of O(ids) that were not found.
  returned: success, if O(ids) is set
  type: list
  elements: str
  sample: []
count:
  description: How many work items the owner has that are open, or completed if O(completed=true).
  returned: success, if O(gather) has V(count)
  type: int
  sample: 17
summary:
  description: How many work items the owner has.
  returned: success, if O(gather) has V(summary)
  type: dict
  sample: {"open": 17, "completed": 3, "total": 20}
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
