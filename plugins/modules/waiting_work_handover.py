#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: waiting_work_handover
short_description: Hand over the waiting work of people, in all queues
version_added: 0.2.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Hands over the work that is waiting for people in SailPoint Identity Security Cloud (ISC), for many people in one
    task. This includes work items, access request approvals, generic approvals, and open certifications.
  - The work goes to the identity that currently gets new work of the same type, or to an identity that you name.
  - Optionally, it keeps a journal of all handovers, and hands back items that are still open once the reassignment has
    ended.
  - The module reads everything first, and again after the writes. An item counts as handed over when it appears with
    its new owner, or no longer appears with the previous one.
notes:
  - The work types name the queues. V(MANUAL_TASKS) are work items, V(ACCESS_REQUESTS) are access request approvals,
    V(GENERIC_APPROVALS) are generic approvals, and V(CERTIFICATIONS) are certifications that are not signed off.
  - An access request approval that the service also lists as a generic approval is only handed
    over as the former. With V(GENERIC_APPROVALS) and without V(ACCESS_REQUESTS), it stays.
  - Nothing is handed over to an identity that is inactive, whose own work of the same type is currently reassigned,
    or that is reviewed in the certification. Depending on O(handovers[].if_unavailable), such items are listed in
    RV(skipped_items) or fail.
  - Items that are waiting for a governance group stay, because its other members can handle them. For access request
    approvals, the module cannot detect this.
  - The API cannot hand over everything. Approvals of non-employee requests, form instances, separation of duties
    violations, and ownership stay as they are.
  - Requires the scopes C(idn:work-item:read) and C(idn:work-item:update), C(idn:access-request-approvals:read) and
    C(idn:access-request-approvals:manage), C(idn:campaign:read) and C(idn:campaign:manage),
    C(idn:reassignment-configuration:manage) to find out who gets new work, and C(idn:reassignment-configuration:read)
    to check whether O(handovers[].to) is absent. The user needs the level C(ORG_ADMIN), or C(CERT_ADMIN) for only
    certifications.
  - The O(journal) is a text file in JSON Lines format. Each line states that the handover of one item is C(intended),
    C(done), or C(settled); the last line about a handover counts. Lines are written before anything is sent, and after
    the item was seen with its new owner. If a run is killed, the next one checks the intended handovers with the service.
  - A handover is settled when the item is back with its former owner, is closed, or was passed on to somebody else.
    Items that a cover hands over to their own cover are handed back as well, to the first of these people who is back.
  - An incomplete last line of the O(journal) is ignored. Other invalid lines, a newer format, and the journal of another
    tenant are errors, and nothing is written.
  - A queue that the user may not use is listed in RV(queues_left_out). The other queues are still handed over.
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.writes
attributes:
  idempotent:
    support: partial
    details:
      - Items that are no longer waiting for O(handovers[].from) are unchanged. New work can arrive at any time.
options:
  handovers:
    description:
      - The work to hand over. The first entry that matches an item applies.
    type: list
    elements: dict
    required: true
    suboptions:
      from:
        description:
          - The identity for which the items are waiting, by ID, alias (user name), or email.
        type: str
        required: true
      to:
        description:
          - The identity that gets the items, by ID, alias (user name), or email.
          - If not set, each item goes to the identity that currently gets new work of its type. If this is nobody
            else, the item stays and counts as unchanged. API version V(v3) does not support this.
        type: str
      config_types:
        description:
          - Only work of these types. If not set, all work types that the O(api_version) can hand over are used.
        type: list
        elements: str
        choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
      ids:
        description:
          - Only the items with these IDs. Items that are not waiting for O(handovers[].from) count as unchanged.
        type: list
        elements: str
      work_item_types:
        description:
          - Only work items of these types. Does not restrict the other queues.
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
          - Only items created before this date and time, in ISO 8601 format, such as V(2026-12-24T08:00:00+01:00).
          - Without a UTC offset, it is local time in O(timezone). A date alone means 00:00 on that day.
        type: str
      until:
        description:
          - Until when O(handovers[].from) is away, in ISO 8601 format. Only used in RV(covers).
          - Without a UTC offset, it is local time in O(timezone).
        type: str
        version_added: 0.2.0
      if_unavailable:
        description:
          - What to do with items that O(handovers[].to) cannot handle. With V(fail), they fail, and all others are
            handed over. With V(skip), they stay and are listed in RV(skipped_items), as always without
            O(handovers[].to).
          - Use V(skip) if O(handovers[].to) is not your decision but the expected result of the evaluation, for
            example of a reassignment that is only planned.
        type: str
        choices: [fail, skip]
        default: fail
  journal:
    description:
      - The path of the journal of handovers, on the host where the module runs. The file is created if it does not exist,
        but its directory is not. Use one file per tenant.
      - The file is locked while the module runs. Another run waits for it, for at most O(wait_timeout).
      - In check mode, nothing is written to it.
    type: path
    version_added: 0.2.0
  journal_keep_days:
    description:
      - How many days settled handovers stay in the O(journal).
    type: int
    default: 90
    version_added: 0.2.0
  hand_back:
    description:
      - Whether to hand back items in the O(journal) that are still open and still with the cover. An item goes back to its
        former owner as soon as the service assigns them new work of its type again.
      - While work reassignment is disabled in the tenant, this applies to everybody. The role
        P(community.sailpoint.vacations#role) hands nothing back then.
      - This does not depend on O(handovers), which may be empty.
    type: bool
    default: false
    version_added: 0.2.0
  comment:
    description:
      - The comment for the new owners, 1 to 255 characters.
    type: str
    default: Handed over by an Ansible playbook.
  send_notifications:
    description:
      - Whether the service notifies the new owners of work items, with one email per work item. The other queues do not
        offer this choice.
    type: bool
    default: true
  timezone:
    description:
      - The IANA time zone, such as V(Europe/Berlin), of O(handovers[].created_before) and O(handovers[].until) if they
        have no UTC offset, and of the times in RV(covers).
    type: str
  max_changes:
    description:
      - Fail before the first change if there are more changes than this, including items to hand back, also in check
        mode. The plan is still returned.
    type: int
  wait_timeout:
    description:
      - How long to wait, in seconds, until the service has processed what it has accepted. The task waits for all items
        together.
      - Also how long to wait for another run that uses the same O(journal).
      - Items that have not been processed by then are reported as failed. They may still be handed over later. The
        next run does not send again what the service reports as in process.
    type: float
    default: 300
  concurrency:
    description:
      - The maximum number of concurrent requests. The items of one person in one queue are handed over one after
        another.
    type: int
    default: 10
  continue_on_error:
    description:
      - Whether to continue after an item could not be handed over. In any case, the task fails at the end and reports
        which changes were applied, failed, or not tried.
      - If the list of a queue cannot be read for one person, or what must be known about an item or its new owner, the
        changes that depend on it fail and the others are still made. If this is V(false), the task fails before the
        first change. A queue that the token's user may not read for anybody is left out in both cases; see
        RV(queues_left_out).
    type: bool
    default: true
seealso:
  - module: community.sailpoint.waiting_work_info
  - module: community.sailpoint.reassignment_configs
    description: Reassigns work that is assigned in the future.
  - module: community.sailpoint.reassignment_evaluation_info
    description: Shows who gets new work.
  - name: Access Request Approvals API
    description: API reference for some of the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/access-request-approvals
  - name: Certification Campaigns API
    description: API reference for some of the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/certification-campaigns
"""

EXAMPLES = r"""
- name: Hand over everything that is waiting for Anna and Bruno to the identities that get their new work
  community.sailpoint.waiting_work_handover:
    handovers:
      - from: anna.berg
      - from: bruno.costa
    comment: Anna and Bruno are on holiday until January.
    send_notifications: false
    max_changes: 100

- name: Hand over Anna's approvals to Chloe, and old manual tasks to Daniel
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

- name: Hand over Anna's waiting work, and hand back open items to people who are back
  community.sailpoint.waiting_work_handover:
    handovers:
      - from: anna.berg
    journal: "{{ playbook_dir }}/handovers.jsonl"
    hand_back: true

- name: Hand over two items, whatever queue they are in
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
    - The changes made, or in check mode the changes planned. Handovers are in the order of O(handovers), and oldest
      first for each person.
  returned: success, and failure after planning
  type: list
  elements: dict
  contains:
    action:
      description: The action, V(hand_over) or V(hand_back).
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
      description:
        - The item. All values except the ID can be V(null). The ID is V(null) as well if the list of the queue could not
          be read for this person, so that it is not known what waits.
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
      description: The previous owner. The name can be V(null).
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    to:
      description: The new owner, whose name can be V(null), or V(null) if it could not be read who that is.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Chloe Dubois"}
    before:
      description: The C(owner) before the change.
      type: dict
      returned: always
      sample: {"owner": {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}}
    after:
      description: The C(owner) after the change. It is V(null) if it could not be read.
      type: dict
      returned: always
      sample: {"owner": {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Chloe Dubois"}}
    status:
      description:
        - V(planned) in check mode, otherwise V(applied), V(failed), or V(not_tried). Items that
          O(handovers[].to) cannot handle are V(failed), also in check mode.
      type: str
      returned: always
      sample: applied
    error:
      description: Why the change failed, with the keys of a failed result; V(null) if it did not.
      type: dict
      returned: always
      sample: null
skipped_items:
  description: Items that stay because the new owner cannot handle them.
  returned: success, and failure after planning
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
      description: The current owner.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    to:
      description: The identity that would get the item.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Chloe Dubois"}
    reason:
      description: Why the item stays.
      type: str
      returned: always
      sample: Chloe Dubois (2c9180835d2e5168015d32f890ca1582) is reviewed in this certification.
in_process_items:
  description:
    - Items that the service is already processing, and that were therefore not sent again. A certification counts as in
      process while the service reassigns any certification of its campaign, because it does not state which.
  returned: success, and failure after planning
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
      description: The current owner.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    action:
      description: The action that the service is performing, or V(null).
      type: str
      returned: always
      sample: FORWARDED
covers:
  description:
    - The people who get items, or in check mode would get them, each with a message that can be sent to them.
    - Empty if nothing changes, so that nobody is notified twice.
  returned: success, and failure after planning
  type: list
  elements: dict
  contains:
    identity:
      description: The person who gets the items. Unknown values are V(null).
      type: dict
      returned: always
      sample:
        id: 2c9180835d2e5168015d32f890ca1582
        name: Chloe Dubois
        alias: chloe.dubois
        email: chloe.dubois@example.com
    message:
      description: The items, their previous owners, and until when these are away if O(handovers[].until) is set.
      type: str
      returned: always
      sample: >-
        Chloe Dubois (chloe.dubois) gets from Anna Berg (anna.berg), who is away up to and including 6 Jan 2027: 2 work
        items, 1 certification.
queues_left_out:
  description:
    - The queues that were not used. These are queues that the O(api_version) does not offer, unless
      O(handovers[].config_types) lists them, which is an error, and queues that the token's user may not use.
  returned: success, and failure after planning
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
summary:
  description: The number of items of each kind.
  returned: success, and failure after planning
  type: dict
  sample: {"hand_over": 3, "hand_back": 1, "unchanged": 0, "skipped": 1, "in_process": 0, "failed": 0, "not_tried": 0}
diff:
  description: The owner of each item before and after, by person and work type.
  returned: success, and failure after planning
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
