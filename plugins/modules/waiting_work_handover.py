#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: waiting_work_handover
short_description: Hand over what waits for people, in all queues
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Hands over what waits for people in SailPoint Identity Security Cloud (ISC), which are work items, approvals of
    access requests, generic approvals, and open certifications, of many people in one task.
  - What waits goes to whom the service gives new work of that type now, or to somebody who is named.
  - If asked, keeps a journal of what it hands over, and hands back what is still open when the reassignment has ended.
  - Everything is read first, and afterwards read again. An item counts as handed over when it is seen with its new
    owner, or is not seen with the former one any more.
notes:
  - The work types name the queues. V(MANUAL_TASKS) are work items, V(ACCESS_REQUESTS) are approvals of access requests,
    V(GENERIC_APPROVALS) are generic approvals, and V(CERTIFICATIONS) are certifications that are not signed off.
  - An approval of an access request that the service also lists as a generic approval is handed over once, as the
    former. With V(GENERIC_APPROVALS) and without V(ACCESS_REQUESTS) it stays.
  - Nothing goes to somebody who is inactive, who has the same type of work reassigned to somebody else now, or who is
    reviewed in the certification. Such items stay and are listed in RV(skipped_items), or they fail, as
    O(handovers[].if_unavailable) says.
  - What waits for a governance group stays, since its other members can see to it. That an approval of an access
    request waits for a group cannot be known.
  - Not everything can be handed over by the API. Approvals of non-employee requests, form instances, violations of
    separation of duties, and ownership are not touched.
  - Needs the scopes C(idn:work-item:read) and C(idn:work-item:update), C(idn:access-request-approvals:read) and
    C(idn:access-request-approvals:manage), C(idn:campaign:read) and C(idn:campaign:manage), the scope
    C(idn:reassignment-configuration:manage) to ask who gets new work, and C(idn:reassignment-configuration:read) to see
    whether somebody who is named is away. The user needs the level C(ORG_ADMIN), or C(CERT_ADMIN) for certifications
    alone.
  - The O(journal) is a text file in JSON Lines. Each line says of one item that its handover is C(intended), C(done), or
    C(settled); the last one counts. A line is written before anything is sent and after the item was seen with its new
    owner. After a run that was killed, the next one looks up in the service what became of what was only intended.
  - A handover is settled when the item is with its former owner again, is closed, or was given to somebody else. What a
    cover hands over to their own cover comes back as well, to the first of them who is present again.
  - A last line of the O(journal) that is cut off does not count. Any other line that makes no sense, a newer format, and a
    journal of another tenant are errors, and nothing is written.
  - A queue that the user may not use does not keep the others from being handed over. It is listed in
    RV(queues_left_out).
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.writes
attributes:
  idempotent:
    support: partial
    details:
      - What does not wait for O(handovers[].from) any more is unchanged. New work can come at any time.
options:
  handovers:
    description:
      - Whose work to hand over. An item is handed over by the first entry that matches it.
    type: list
    elements: dict
    required: true
    suboptions:
      from:
        description:
          - For whom the items wait, by ID, alias (user name), or email.
        type: str
        required: true
      to:
        description:
          - Who gets them, by ID, alias, or email.
          - If not set, each item goes to whom the service gives new work of its type now. If that is nobody, or the
            person itself, the item stays and counts as unchanged. V(v3) of the API cannot be asked.
        type: str
      config_types:
        description:
          - Only work of these types. By default, of all that the O(api_version) can hand over.
        type: list
        elements: str
        choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
      ids:
        description:
          - Only the items with these IDs. Those that do not wait for O(handovers[].from) count as unchanged.
        type: list
        elements: str
      work_item_types:
        description:
          - Of the work items, only those of these types. Does not restrict the other queues.
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
          - Only what was created before this instant, in ISO 8601 such as V(2026-12-24T08:00:00+01:00).
          - Without an offset it is local time in O(timezone). A date alone means midnight at its beginning.
        type: str
      until:
        description:
          - Until when O(handovers[].from) is away, in ISO 8601. It only appears in RV(covers).
          - Without an offset it is local time in O(timezone).
        type: str
        version_added: 0.2.0
      if_unavailable:
        description:
          - What to do with items that O(handovers[].to) cannot see to. With V(fail) they fail, and all others are
            handed over. With V(skip) they stay and are listed in RV(skipped_items), as always without
            O(handovers[].to).
          - Use V(skip) where O(handovers[].to) is not a decision but the expected answer of the service, such as that
            of a reassignment that is only planned.
        type: str
        choices: [fail, skip]
        default: fail
  journal:
    description:
      - The path of a file that says what was handed over, on the machine where the module runs. It is created if need be,
        its directory is not. Use one file for each tenant.
      - It is locked for as long as the module runs. Another run waits for it, no longer than O(wait_timeout).
      - Nothing is written to it in check mode.
    type: path
    version_added: 0.2.0
  journal_keep_days:
    description:
      - For how many days what is settled stays in the O(journal).
    type: int
    default: 90
    version_added: 0.2.0
  hand_back:
    description:
      - Whether to hand back what is in the O(journal), is still open, and is still with the person who got it, to those
        who get new work of its type themselves again. Who that is the service says, not the calendar.
      - It does not matter who is in O(handovers), which may be empty.
    type: bool
    default: false
    version_added: 0.2.0
  comment:
    description:
      - What to tell the new owners, in 1 to 255 characters.
    type: str
    default: Handed over by an Ansible playbook.
  send_notifications:
    description:
      - Whether the service notifies the new owners of work items, by one email for each. In the other queues this
        cannot be chosen.
    type: bool
    default: true
  timezone:
    description:
      - The IANA name, such as V(Europe/Berlin), of the time zone in which O(handovers[].created_before) and
        O(handovers[].until) are meant if they have no offset, and in which RV(covers) shows times.
    type: str
  max_changes:
    description:
      - If there are more changes than this, with what is handed back, fail before the first one, also in check mode. The
        plan is returned.
    type: int
  wait_timeout:
    description:
      - How long to wait, in seconds, for the service to do what it has accepted. It is waited for everything together.
      - Also how long to wait for another run that uses the same O(journal).
      - What is not seen by then is reported as failed. It may still happen, and the next run does not send again what
        the service says is in process.
    type: float
    default: 300
  concurrency:
    description:
      - How many requests to have under way at a time. What waits for one person in one queue is handed over one item
        after another.
    type: int
    default: 10
  continue_on_error:
    description:
      - Whether to go on after an item could not be handed over. The task fails at the end in any case, and says item by
        item what was applied, what failed, and what was not tried.
    type: bool
    default: true
seealso:
  - module: community.sailpoint.waiting_work_info
  - module: community.sailpoint.reassignment_configs
    description: Moves the work that comes from now on.
  - module: community.sailpoint.reassignment_evaluation_info
    description: Tells who gets new work.
  - name: Access Request Approvals API
    description: The reference of one of the APIs that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/access-request-approvals
  - name: Certification Campaigns API
    description: The reference of one of the APIs that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/certification-campaigns
"""

EXAMPLES = r"""
- name: Hand over all that waits for Anna and Bruno to those who get their new work
  community.sailpoint.waiting_work_handover:
    handovers:
      - from: anna.berg
      - from: bruno.costa
    comment: Anna and Bruno are on holiday until January.
    send_notifications: false
    max_changes: 100

- name: Give Anna's approvals to Chloe, and what Anna has been putting off to Daniel
  community.sailpoint.waiting_work_handover:
    handovers:
      - from: anna.berg
        to: chloe.dubois
        config_types:
          - ACCESS_REQUESTS
          - GENERIC_APPROVALS
      - from: anna.berg
        to: daniel.okafor
        config_types:
          - MANUAL_TASKS
        created_before: "2026-11-01"
    timezone: Europe/Berlin

- name: Hand over what waits for Anna, and hand back to those who are present again what is still open
  community.sailpoint.waiting_work_handover:
    handovers:
      - from: anna.berg
    journal: "{{ playbook_dir }}/handovers.jsonl"
    hand_back: true

- name: Hand over two items, wherever they wait
  community.sailpoint.waiting_work_handover:
    handovers:
      - from: bruno.costa
        to: chloe.dubois
        ids:
          - 2c9180835d2e5168015d32f890ca1581
          - 2c9180835d2e5168015d32f890ca1582
"""

RETURN = r"""
changes:
  description:
    - What was handed back and handed over, or in check mode what would be. What was handed over is in the order of
      O(handovers), for each person the oldest first.
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  contains:
    action:
      description: What is done, V(hand_over) or V(hand_back).
      type: str
      returned: always
      sample: hand_over
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
    item:
      description: The item. All but its ID can be V(null).
      type: dict
      returned: always
      sample:
        id: 2c9180835d2e5168015d32f890ca1581
        name: Manager access review for Anna Berg
        type: null
        created: "2026-11-02T00:00:00Z"
        due: "2026-12-18T00:00:00Z"
        campaign: {"id": "2c9180835d2e5168015d32f890ca1500", "name": "Autumn review"}
    from:
      description: For whom it waited. The name can be V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    to:
      description: For whom it waits now. The name can be V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Chloe Dubois"}
    before:
      description: The C(owner) before.
      type: dict
      returned: always
      sample: {"owner": {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}}
    after:
      description: The C(owner) now.
      type: dict
      returned: always
      sample: {"owner": {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Chloe Dubois"}}
    status:
      description:
        - V(planned) in check mode, otherwise V(applied), V(failed), or V(not_tried). What cannot be handed over since
          O(handovers[].to) cannot see to it is V(failed), also in check mode.
      type: str
      returned: always
      sample: applied
    error:
      description: Why it failed, with the same keys as a failed result; V(null) if it did not.
      type: dict
      returned: always
      sample: null
skipped_items:
  description: What stays although somebody would get it, and why.
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  contains:
    queue:
      description: As in RV(changes[].queue).
      type: str
      returned: always
      sample: certifications
    config_type:
      description: The work type of the queue.
      type: str
      returned: always
      sample: CERTIFICATIONS
    item:
      description: The item, as in RV(changes[].item).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1584", "name": "Manager access review for Anna Berg"}
    from:
      description: For whom it waits.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    to:
      description: Who would get it.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Chloe Dubois"}
    reason:
      description: Why it stays.
      type: str
      returned: always
      sample: Chloe Dubois (2c9180835d2e5168015d32f890ca1582) is reviewed in this certification.
in_process_items:
  description:
    - What the service is working on already, and was therefore not sent again. A certification counts as such while the
      service reassigns any in its campaign, since it does not say which.
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  contains:
    queue:
      description: As in RV(changes[].queue).
      type: str
      returned: always
      sample: access_request_approvals
    config_type:
      description: The work type of the queue.
      type: str
      returned: always
      sample: ACCESS_REQUESTS
    item:
      description: The item, as in RV(changes[].item).
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1585", "name": "Access request 17"}
    from:
      description: For whom it waits.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    action:
      description: What the service says that it is doing, or V(null).
      type: str
      returned: always
      sample: FORWARDED
covers:
  description:
    - Who gets something, or in check mode would get it, and a sentence about it that can be sent to them.
    - A run that changes nothing has none, so that nobody is told twice.
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  contains:
    identity:
      description: Who gets it. Whatever is not known is V(null).
      type: dict
      returned: always
      sample:
        id: 2c9180835d2e5168015d32f890ca1582
        name: Chloe Dubois
        alias: chloe.dubois
        email: chloe.dubois@example.com
    message:
      description: What comes from whom, and until when they are away, if O(handovers[].until) says so.
      type: str
      returned: always
      sample: >-
        Chloe Dubois (chloe.dubois) gets from Anna Berg (anna.berg), who is away up to and including 6 Jan 2027: 2 work
        items, 1 certification.
queues_left_out:
  description:
    - The queues that were not used, and why. They are those that the O(api_version) does not have, unless O(handovers[].config_types) asks
      for them, which is an error, and those that the user of the token may not use.
  returned: success, and failure after the plan was made
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
summary:
  description: How many items there are of each kind.
  returned: success, and failure after the plan was made
  type: dict
  sample: {"hand_over": 3, "hand_back": 1, "unchanged": 0, "skipped": 1, "in_process": 0, "failed": 0, "not_tried": 0}
diff:
  description: For whom each item waits, before and after, by person and work type.
  returned: success, and failure after the plan was made
  type: dict
  sample:
    before:
      Anna Berg (2c9180835d191a86015d28455b4a2329):
        MANUAL_TASKS:
          Access request 17 (2c9180835d2e5168015d32f890ca1581): Anna Berg (2c9180835d191a86015d28455b4a2329)
    after:
      Anna Berg (2c9180835d191a86015d28455b4a2329):
        MANUAL_TASKS:
          Access request 17 (2c9180835d2e5168015d32f890ca1581): Chloe Dubois (2c9180835d2e5168015d32f890ca1582)
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

from ansible_collections.community.sailpoint.plugins.module_utils._module import run_job
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.entries import HANDOVER_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.handover import HandoverJob

ARGUMENT_SPEC = {
    "handovers": {"type": "list", "elements": "dict", "required": True, "options": HANDOVER_SPEC},
    "comment": {"type": "str", "default": "Handed over by an Ansible playbook."},
    "send_notifications": {"type": "bool", "default": True},
    "timezone": {"type": "str"},
    "max_changes": {"type": "int"},
    "wait_timeout": {"type": "float", "default": 300},
    "journal": {"type": "path"},
    "journal_keep_days": {"type": "int", "default": 90},
    "hand_back": {"type": "bool", "default": False},
    "concurrency": {"type": "int", "default": 10},
    "continue_on_error": {"type": "bool", "default": True},
}


def main() -> None:
    run_job(ARGUMENT_SPEC, HandoverJob)


if __name__ == "__main__":
    main()
