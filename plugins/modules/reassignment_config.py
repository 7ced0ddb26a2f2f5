#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: reassignment_config
short_description: Manage to whom the work of one identity is reassigned
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Makes sure that work of some or all types that is assigned to an identity of SailPoint Identity Security Cloud (ISC)
    during a window of time goes to another identity instead, or that it does not.
  - The state is read first. Nothing is written if it is as wanted.
  - Every write is verified. The other work types of the identity stay as they are.
notes:
  - Only work that is assigned after the start is reassigned. Work that waits already stays where it is, and nothing
    comes back at the end.
  - A start that has passed is not compared with another start that has passed, since neither has an effect any more.
    Where the service refuses a start in the past, the reassignment begins one minute later and a warning says so.
  - The service keeps instants in milliseconds. What is given below that is cut off.
  - A window that has ended is never created. It is listed in RV(ignore:expired).
  - Before anything is written, the chain of those who cover for each other is followed, also through identities that
    this task does not mention. A loop is an error; a chain that is deeper than the 5 steps that the service follows,
    and somebody who is to cover while being away, is a warning.
  - Needs the scopes C(idn:reassignment-configuration:read) and C(idn:reassignment-configuration:manage).
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._verify_timeout
  - community.sailpoint._attributes.writes
attributes:
  idempotent:
    support: full
options:
  identity:
    description:
      - The identity whose work is reassigned, by its ID, its alias (user name), or its email.
      - What looks like an ID (32 hexadecimal digits, or a UUID) is taken as one and needs no look-up. An alias or an
        email must match exactly one identity.
    type: str
    required: true
  reassign_to:
    description:
      - The identity that gets the work, by its ID, its alias (user name), or its email.
      - Required if O(state=present).
    type: str
  config_types:
    description:
      - The types of work.
      - V(GENERIC_APPROVALS) does not exist if O(api_version) is V(beta) or V(v2024).
      - If not set, all types that the tenant offers are used if O(state=present), and all types that the identity has
        configured are removed if O(state=absent).
    type: list
    elements: str
    choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
  start:
    description:
      - The first instant of the reassignment, in ISO 8601 such as V(2026-12-24T08:00:00+01:00).
      - Without an offset it is local time in O(timezone). A date alone means midnight at its beginning.
      - If not set, the start of an existing reassignment is kept, and a new one begins now.
    type: str
  end:
    description:
      - The instant at which the reassignment ends, written like O(start). A date alone means midnight at its
        B(beginning), so that the day itself is not covered.
      - If O(state=present), exactly one of O(end) and O(permanent=true) is required.
    type: str
  permanent:
    description:
      - Whether the reassignment has no end.
    type: bool
    default: false
  timezone:
    description:
      - The IANA name, such as V(Europe/Berlin), of the time zone in which dates without an offset are meant.
      - A local time that daylight saving time skips or repeats is an error.
    type: str
  state:
    description:
      - V(present) makes sure that the work is reassigned as described.
      - V(absent) makes sure that it is not, also by a reassignment that has ended already.
    type: str
    choices: [present, absent]
    default: present
seealso:
  - module: community.sailpoint.reassignment_configs
  - module: community.sailpoint.reassignment_config_info
  - module: community.sailpoint.reassignment_evaluation_info
  - name: Work Reassignment API
    description: The reference of the API that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: Bruno covers for Anna over Christmas, in all types of work
  community.sailpoint.reassignment_config:
    identity: anna.berg
    reassign_to: bruno.costa@example.com
    start: "2026-12-21T08:00:00"
    end: "2027-01-07T08:00:00"
    timezone: Europe/Berlin

- name: Only certifications, from now on, for good
  community.sailpoint.reassignment_config:
    identity: anna.berg
    reassign_to: chloe.dubois
    config_types:
      - CERTIFICATIONS
    permanent: true

- name: Anna is back
  community.sailpoint.reassignment_config:
    identity: anna.berg
    state: absent
"""

RETURN = r"""
changes:
  description: What was changed, or in check mode what would be, in the order of identity and work type.
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  contains:
    action:
      description: What is done.
      type: str
      returned: always
      sample: update
    identity:
      description: Whose work it is. The name is V(null) if it is not known.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    config_type:
      description: The type of work.
      type: str
      returned: always
      sample: ACCESS_REQUESTS
    before:
      description: The reassignment that was there; V(null) if there was none.
      type: dict
      returned: always
      sample: null
    after:
      description: The reassignment that is there now; V(null) if there is none.
      type: dict
      returned: always
      sample:
        reassign_to: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Bruno Costa"}
        start: "2026-12-21T07:00:00Z"
        end: "2027-01-07T07:00:00Z"
        permanent: false
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
summary:
  description: How many changes of each kind there are, and how much needed none.
  returned: success, and failure after the plan was made
  type: dict
  sample: {"create": 3, "update": 0, "delete": 0, "unchanged": 1, "deferred": 0, "expired": 0, "failed": 0, "not_tried": 0}
expired:
  description: What was asked for and is not created because its window has ended.
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  contains:
    identity:
      description: Whose work is meant. The name is V(null) where it is not known.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    config_type:
      description: The type of work.
      type: str
      returned: always
      sample: ACCESS_REQUESTS
    reassign_to:
      description: Who was to get the work, in the same form.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Bruno Costa"}
    start:
      description: The first instant, in UTC; V(null) if none is declared.
      type: str
      returned: always
      sample: "2027-07-05T06:00:00Z"
    end:
      description: The instant at which it ends, in UTC; V(null) if it does not.
      type: str
      returned: always
      sample: "2027-07-26T06:00:00Z"
    permanent:
      description: Whether it has no end.
      type: bool
      returned: always
      sample: false
deferred:
  description: Later windows of the same identity and type. Always empty for this module.
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  sample: []
diff:
  description: One line for each identity and work type that changes, before and after.
  returned: success, and failure after the plan was made
  type: dict
  sample:
    before: {}
    after:
      Anna Berg (anna.berg):
        ACCESS_REQUESTS: to bruno.costa from 2026-12-21T07:00:00Z until 2027-01-07T07:00:00Z
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configs import CONFIG_SPEC, job_of_one


def main() -> None:
    run_job({**CONFIG_SPEC, **VERIFY_OPTIONS}, job_of_one)


if __name__ == "__main__":
    main()
