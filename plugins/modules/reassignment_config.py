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
  - The service holds one window for each identity and work type. One that is there and is active, or begins earlier, is
    not lost to one that has not begun yet; the latter is listed in RV(ignore:deferred), and a warning names both. Run
    the task again when the time has come, or remove what is there with O(state=absent) first. If what is there is
    replaced, a warning names what is lost. It is no other window, and is just changed, if it has the same target and
    start, or the same target and end before it begins, or the same start and end.
  - Before anything is written, the chain of those who cover for each other is followed, also through identities that
    this task does not mention. A loop is an error; a chain that is deeper than the 5 steps that the service follows,
    and somebody who is to cover while being away, is a warning.
  - Those who are in the plan and given by their IDs are looked up before anything is written, also in check mode. An ID
    that does not exist is an error. Where nothing changes, nobody is looked up.
  - Needs the scopes C(idn:reassignment-configuration:read) and C(idn:reassignment-configuration:manage), and, to look up
    identities with O(api_version=beta), C(idn:identity:read).
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
      - V(manager) means the manager of the identity, as the service tells it. To mean somebody whose alias is
        C(manager), give the ID or the email.
      - Required if O(state=present).
    type: str
  config_types:
    description:
      - The types of work, in any letter case.
      - V(GENERIC_APPROVALS) does not exist if O(api_version) is V(beta) or V(v2024).
      - If not set, all types that the tenant offers are used if O(state=present), and all types that the identity has
        configured are removed if O(state=absent).
    type: list
    elements: str
    choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
  first_day:
    description:
      - The first day of the reassignment, such as V(2026-12-21), in O(timezone).
      - Mutually exclusive with O(start).
    type: str
    version_added: 0.2.0
  last_day:
    description:
      - The last day of the reassignment, which is included, such as V(2027-01-06), in O(timezone).
      - Mutually exclusive with O(end) and O(permanent=true).
    type: str
    version_added: 0.2.0
  start:
    description:
      - The first instant of the reassignment, in ISO 8601 such as V(2026-12-24T08:00:00+01:00).
      - Without an offset it is local time in O(timezone). A date without a time of day is refused, since nobody can tell
        whether that day is meant; use O(first_day) for whole days.
      - If neither this nor O(first_day) is set, it begins now, unless the reassignment that exists has begun. Then its
        start is kept.
    type: str
  end:
    description:
      - The instant at which the reassignment ends, written like O(start).
      - If O(state=present), exactly one of O(end), O(last_day), and O(permanent=true) is required.
    type: str
  permanent:
    description:
      - Whether the reassignment has no end.
    type: bool
    default: false
  timezone:
    description:
      - The IANA name, such as V(Europe/Berlin), of the time zone in which dates without an offset are meant, and in
        which the diff, warnings and errors show times. If not set, they show UTC.
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
    first_day: 2026-12-21
    last_day: 2027-01-06
    timezone: Europe/Berlin

- name: Until noon of a certain day
  community.sailpoint.reassignment_config:
    identity: anna.berg
    reassign_to: bruno.costa@example.com
    end: "2027-01-08T12:00:00+01:00"

- name: Only certifications, from now on, permanently
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
      description: Whose work it is. The name and the alias are V(null) if they are not known.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg", "alias": "anna.berg"}
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
        reassign_to: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Bruno Costa", "alias": "bruno.costa"}
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
      description: Whose work is meant. The name and the alias are V(null) if they are not known.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg", "alias": "anna.berg"}
    config_type:
      description: The type of work.
      type: str
      returned: always
      sample: ACCESS_REQUESTS
    reassign_to:
      description: Who was to get the work, in the same form.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Bruno Costa", "alias": "bruno.costa"}
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
    entry:
      description: The entry that declares it, as messages name it.
      type: str
      returned: always
      sample: anna.berg
deferred:
  description:
    - What was asked for and has to wait, since another window that is active or begins earlier is there, with the same
      keys as RV(expired).
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  sample: []
notes:
  description:
    - Sentences for those who review the plan, with the names of the people. They tell what is deferred to a later run, what
      is not created because it has ended.
  returned: success, and failure after the plan was made
  type: list
  elements: str
  sample:
    - >-
      Deferred to a later run: Anna Berg (anna.berg): to Chloé Dubois (chloe.dubois) from 5 Jul 2027 to 25 Jul 2027
      (all work types).
covers:
  description:
    - Who gets work by what was changed, or in check mode would get it, and a sentence about it that can be sent to them.
    - A run that changes nothing has none, so that nobody is told twice.
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  contains:
    identity:
      description: Who gets the work. Whatever is not known is V(null).
      type: dict
      returned: always
      sample:
        id: 2c9180835d2e5168015d32f890ca1581
        name: Bruno Costa
        alias: bruno.costa
        email: bruno.costa@example.com
    message:
      description: Whose work it is, from when until when, and of which types.
      type: str
      returned: always
      sample: >-
        Bruno Costa (bruno.costa) gets the work of Anna Berg (anna.berg) from 21 Dec 2026 to 6 Jan 2027
        (all work types).
diff:
  description:
    - What is there before and after, for each person and work type that changes. Types that change in the same way are
      one line.
    - Times are shown in O(timezone), or in UTC. Whole days in O(timezone) are shown as days, both included.
    - C(prepared) lists RV(ignore:deferred), which is neither there before nor after; it is missing if there is nothing
      to list.
  returned: success, and failure after the plan was made
  type: dict
  sample:
    before: {}
    after:
      Anna Berg (anna.berg):
        all work types: to Bruno Costa (bruno.costa) from 21 Dec 2026 to 6 Jan 2027
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_options import CONFIG_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configs import job_of_one


def main() -> None:
    run_job({**CONFIG_SPEC, **VERIFY_OPTIONS}, job_of_one)


if __name__ == "__main__":
    main()
