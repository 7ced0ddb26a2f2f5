#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: waiting_work_info
short_description: List the waiting work of people, in all queues
version_added: 0.2.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Lists the work that is waiting for people in SailPoint Identity Security Cloud (ISC). This includes work items,
    access request approvals, generic approvals, and open certifications.
  - A reassignment only applies to work that is assigned after its start. To hand over work that is already waiting, use
    M(community.sailpoint.waiting_work_handover).
notes:
  - The work types name the queues. V(MANUAL_TASKS) are work items, V(ACCESS_REQUESTS) are access request approvals,
    V(GENERIC_APPROVALS) are generic approvals, and V(CERTIFICATIONS) are certifications that are not signed off.
  - An access request approval that the service also lists as a generic approval is only listed as
    the former, provided that both queues are read.
  - Requires the scopes C(idn:work-item:read), C(idn:access-request-approvals:read), and C(idn:campaign:read), and
    administrator rights for the work of others. A queue that the user may not read is left out with a warning; if no
    queue is left, the task fails.
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
options:
  identities:
    description:
      - The people whose waiting work to list, by ID, alias (user name), or email.
    type: list
    elements: str
    required: true
  config_types:
    description:
      - List only work of these types. If not set, all work types that the O(api_version) can list are listed.
    type: list
    elements: str
    choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
  created_before:
    description:
      - List only items created before this date and time, in ISO 8601 format, such as V(2026-12-24T08:00:00+01:00).
      - Without a UTC offset, it is local time in O(timezone). A date alone means 00:00 on that day.
      - Items without a creation date are left out.
    type: str
  due_before:
    description:
      - List only items that are due before this date and time, in the format of O(created_before).
      - Only certifications and generic approvals can have a due date. Items without one are left out.
    type: str
  timezone:
    description:
      - The IANA time zone, such as V(Europe/Berlin), of O(created_before) and O(due_before) if they have no UTC offset.
    type: str
seealso:
  - module: community.sailpoint.waiting_work_handover
  - module: community.sailpoint.work_item_info
    description: Shows more details of work items, including completed ones.
"""

EXAMPLES = r"""
- name: List what is waiting for Anna and Bruno
  community.sailpoint.waiting_work_info:
    identities:
      - anna.berg
      - bruno.costa@example.com
  register: waiting

- name: Show how much it is
  ansible.builtin.debug:
    msg: "{{ item.total }} items are waiting for {{ item.identity.name }}, the oldest since {{ item.oldest }}."
  loop: "{{ waiting.people }}"
  loop_control:
    label: "{{ item.identity.name }}"

- name: List the certifications that Anna must sign off this year
  community.sailpoint.waiting_work_info:
    identities:
      - anna.berg
    config_types:
      - CERTIFICATIONS
    due_before: "2027-01-01"
    timezone: Europe/Berlin
"""

RETURN = r"""
waiting:
  description: The waiting items, in the order of O(identities), and oldest first for each person.
  returned: success
  type: list
  elements: dict
  contains:
    identity:
      description: The person for whom the item is waiting. The name can be V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    queue:
      description: V(work_items), V(access_request_approvals), V(generic_approvals), or V(certifications).
      type: str
      returned: always
      sample: certifications
    config_type:
      description: The work type of the queue.
      type: str
      returned: always
      sample: CERTIFICATIONS
    id:
      description: The ID of the item; V(null) if the service does not return it, as V(beta) for some certifications.
      type: str
      returned: always
      sample: 2c9180835d2e5168015d32f890ca1581
    name:
      description: The name, or V(null).
      type: str
      returned: always
      sample: Manager access review for Anna Berg
    type:
      description: The type as returned by the service, or V(null).
      type: str
      returned: always
      sample: null
    created:
      description: When the item was created, in UTC, or V(null).
      type: str
      returned: always
      sample: "2026-11-02T00:00:00Z"
    due:
      description: When the item is due, in UTC, or V(null).
      type: str
      returned: always
      sample: "2026-12-18T00:00:00Z"
    campaign:
      description: The campaign of a certification; V(null) for other items.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1500", "name": "Autumn review"}
    requester:
      description: The requester, or V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Bruno Costa"}
    requested_for:
      description: The identity for which access is requested, or V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1583", "name": "Chloe Dubois"}
    governance_group:
      description: The governance group for which the item is waiting, instead of for this person alone, or V(null).
      type: str
      returned: always
      sample: null
    in_process:
      description: The action that the service has accepted but not finished, or V(null).
      type: str
      returned: always
      sample: FORWARDED
people:
  description: The amount of waiting work of each person, in the order of O(identities).
  returned: success
  type: list
  elements: dict
  contains:
    identity:
      description: The person. The name can be V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    total:
      description: The number of waiting items.
      type: int
      returned: always
      sample: 4
    by_queue:
      description: The number of waiting items in each queue that is not empty.
      type: dict
      returned: always
      sample: {"work_items": 3, "certifications": 1}
    oldest:
      description: When the oldest item was created, in UTC, or V(null).
      type: str
      returned: always
      sample: "2026-11-02T00:00:00Z"
queues:
  description: The names of the queues that were read.
  returned: success
  type: list
  elements: str
  sample: [work_items, access_request_approvals, generic_approvals]
queues_left_out:
  description:
    - The queues that were not used. These are queues that the O(api_version) does not offer, unless O(config_types)
      lists them, which is an error, and queues that the token's user may not use.
  returned: success
  type: list
  elements: dict
  contains:
    queue:
      description: The name of the queue.
      type: str
      returned: always
      sample: certifications
    config_type:
      description: The work type of the queue.
      type: str
      returned: always
      sample: CERTIFICATIONS
    reason:
      description: Why the queue was left out.
      type: str
      returned: always
      sample: "GET /certifications/v1 answered 403: The server understood the request but refuses to authorize it."
    scope:
      description: The scope that the token may lack; V(null) if the reason is not a missing permission.
      type: str
      returned: always
      sample: idn:campaign:read
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import CONFIG_TYPES_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.info import read_waiting_work

ARGUMENT_SPEC = {
    "identities": {"type": "list", "elements": "str", "required": True},
    "config_types": CONFIG_TYPES_SPEC,
    "created_before": {"type": "str"},
    "due_before": {"type": "str"},
    "timezone": {"type": "str"},
}


def main() -> None:
    run_info(ARGUMENT_SPEC, read_waiting_work)


if __name__ == "__main__":
    main()
