#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: waiting_work_info
short_description: Show what waits for people, in all queues
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Lists what waits for people in SailPoint Identity Security Cloud (ISC), which are work items, approvals of access
    requests, generic approvals, and open certifications.
  - A reassignment moves only the work that comes after its start. This is the work that stays, which
    M(community.sailpoint.waiting_work_handover) hands over.
notes:
  - The work types name the queues. V(MANUAL_TASKS) are work items, V(ACCESS_REQUESTS) are approvals of access requests,
    V(GENERIC_APPROVALS) are generic approvals, and V(CERTIFICATIONS) are certifications that are not signed off.
  - An approval of an access request that the service also lists as a generic approval is listed once, as the former,
    provided both queues are read.
  - Needs the scopes C(idn:work-item:read), C(idn:access-request-approvals:read), and C(idn:campaign:read), and a user
    with the rights of an administrator for the work of others. A queue that the user may not read is left out, with a
    warning; if there is no other, the task fails.
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
options:
  identities:
    description:
      - The people, each by ID, alias (user name), or email.
    type: list
    elements: str
    required: true
  config_types:
    description:
      - Only work of these types. By default, of all that the O(api_version) can list.
    type: list
    elements: str
    choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
  created_before:
    description:
      - Only what was created before this instant, in ISO 8601 such as V(2026-12-24T08:00:00+01:00).
      - Without an offset it is local time in O(timezone). A date alone means midnight at its beginning.
      - What has no date of creation is left out.
    type: str
  due_before:
    description:
      - Only what is due before this instant, in the form of O(created_before).
      - Certifications and generic approvals can have a due date; what has none is left out.
    type: str
  timezone:
    description:
      - The IANA name, such as V(Europe/Berlin), of the time zone in which O(created_before) and O(due_before) are meant
        if they have no offset.
    type: str
seealso:
  - module: community.sailpoint.waiting_work_handover
  - module: community.sailpoint.work_item_info
    description: Shows more of work items, also of those that are completed.
"""

EXAMPLES = r"""
- name: What waits for Anna and Bruno?
  community.sailpoint.waiting_work_info:
    identities:
      - anna.berg
      - bruno.costa@example.com
  register: waiting

- name: Tell how much it is
  ansible.builtin.debug:
    msg: "{{ item.total }} things wait for {{ item.identity.name }}, the oldest since {{ item.oldest }}."
  loop: "{{ waiting.people }}"
  loop_control:
    label: "{{ item.identity.name }}"

- name: Which certifications must Anna sign off this year?
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
  description: What waits, in the order of O(identities), for each person the oldest first.
  returned: success
  type: list
  elements: dict
  contains:
    identity:
      description: For whom it waits. The name can be V(null).
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
      description: The ID of the item. V(beta) may not tell that of a certification.
      type: str
      returned: always
      sample: 2c9180835d2e5168015d32f890ca1581
    name:
      description: Its name, or V(null).
      type: str
      returned: always
      sample: Manager access review for Anna Berg
    type:
      description: What the service says of its kind, or V(null).
      type: str
      returned: always
      sample: null
    created:
      description: When it was created, in UTC, or V(null).
      type: str
      returned: always
      sample: "2026-11-02T00:00:00Z"
    due:
      description: When it is due, in UTC, or V(null).
      type: str
      returned: always
      sample: "2026-12-18T00:00:00Z"
    campaign:
      description: The campaign of a certification; V(null) for everything else.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1500", "name": "Autumn review"}
    requester:
      description: Who asked for it, or V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Bruno Costa"}
    requested_for:
      description: For whom an approval asks, or V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1583", "name": "Chloe Dubois"}
    governance_group:
      description: The name of the governance group for which it waits in place of this person alone, or V(null).
      type: str
      returned: always
      sample: null
    in_process:
      description: The action that the service has accepted and not finished, or V(null).
      type: str
      returned: always
      sample: FORWARDED
people:
  description: How much waits for each person, in the order of O(identities).
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
      description: How many items wait.
      type: int
      returned: always
      sample: 4
    by_queue:
      description: How many wait in each queue that has some.
      type: dict
      returned: always
      sample: {"work_items": 3, "certifications": 1}
    oldest:
      description: When the oldest of them was created, in UTC, or V(null).
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
    - The queues that were not used, and why. They are those that the O(api_version) does not have, unless O(config_types) asks
      for them, which is an error, and those that the user of the token may not use.
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
      description: Why it was left out.
      type: str
      returned: always
      sample: "GET /certifications/v1 answered 403: The server understood the request but refuses to authorize it."
    scope:
      description: The scope that the token may lack; V(null) if it is not a matter of permission.
      type: str
      returned: always
      sample: idn:campaign:read
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
