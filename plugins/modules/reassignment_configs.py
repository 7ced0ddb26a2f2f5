#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: reassignment_configs
short_description: Manage to whom the work of many identities is reassigned
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Makes sure that the work reassignments of any number of identities of SailPoint Identity Security Cloud (ISC) are as
    declared, up to those of a whole tenant, in one task.
  - The state is read first, with as few requests as can be trusted. Nothing is written if it is as wanted.
  - All checks are done before the first write. Writes run in parallel, each is verified, and they are ordered so that
    no loop of people who cover for each other arises in between.
notes:
  - Only work that is assigned after the start is reassigned. Work that waits already stays where it is, and nothing
    comes back at the end.
  - The service holds one window for each identity and work type; people have several holidays. O(configs) can name
    several windows for the same identity and type. The one that is active is applied, else the next to come. Later
    ones are listed in RV(ignore:deferred) and are applied by a later run, for example every night. Those that have
    ended are listed in RV(ignore:expired) and are never created. Windows that overlap are an error.
  - A start that has passed is not compared with another start that has passed, since neither has an effect any more.
    Where the service refuses a start in the past, the reassignment begins one minute later and a warning says so.
  - A list of the whole tenant that may be incomplete is never taken as proof that something is not there.
  - A module can say nothing before it ends. To see that a long run is alive, run the task with
    C(async) and C(poll), which prints a line every few seconds; C(async) and check mode exclude each other, so write
    C(async) as an expression that is 0 if C(ansible_check_mode) is true.
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
  configs:
    description:
      - What shall be, in any order.
    type: list
    elements: dict
    required: true
    suboptions:
      identity:
        description:
          - The identity whose work is reassigned, by its ID, its alias (user name), or its email.
          - What looks like an ID (32 hexadecimal digits, or a UUID) is taken as one and needs no look-up. An alias or
            an email must match exactly one identity.
        type: str
        required: true
      reassign_to:
        description:
          - The identity that gets the work, by its ID, its alias (user name), or its email.
          - Required if O(configs[].state=present).
        type: str
      config_types:
        description:
          - The types of work.
          - V(GENERIC_APPROVALS) does not exist if O(api_version) is V(beta) or V(v2024).
          - If not set, all types that the tenant offers are used if O(configs[].state=present), and all types that the
            identity has configured are removed if O(configs[].state=absent).
        type: list
        elements: str
        choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
      start:
        description:
          - The first instant of the reassignment, in ISO 8601 such as V(2026-12-24T08:00:00+01:00).
          - Without an offset it is local time in O(configs[].timezone). A date alone means midnight at its beginning.
          - If not set, the start of an existing reassignment is kept, and a new one begins now.
        type: str
      end:
        description:
          - The instant at which the reassignment ends, written like O(configs[].start). A date alone means midnight at
            its B(beginning), so that the day itself is not covered.
          - If O(configs[].state=present), exactly one of O(configs[].end) and O(configs[].permanent=true) is required.
        type: str
      permanent:
        description:
          - Whether the reassignment has no end.
        type: bool
        default: false
      timezone:
        description:
          - The time zone of this entry, if it is not O(timezone).
        type: str
      state:
        description:
          - V(present) makes sure that the work is reassigned as described.
          - V(absent) makes sure that it is not, also by a reassignment that has ended already.
        type: str
        choices: [present, absent]
        default: present
  timezone:
    description:
      - The IANA name, such as V(Europe/Berlin), of the time zone in which dates without an offset are meant.
      - A local time that daylight saving time skips or repeats is an error.
    type: str
  prune:
    description:
      - Whether to remove reassignments that O(configs) does not declare.
      - V(none) leaves them alone.
      - V(listed) removes them from the identities that O(configs) names.
      - V(all) removes them from the whole tenant. It is refused where the list of all reassignments may be incomplete,
        and, unless O(max_deletes) is set, where O(configs) declares nothing that lasts. A list of 20 identities or more may be incomplete if the
        service neither pages it nor tells how many there are, which the documents of V(v2024), V(v2025) and V(v2026)
        leave open.
    type: str
    choices: [none, listed, all]
    default: none
  max_changes:
    description:
      - If there are more changes than this, fail before the first one, also in check mode.
    type: int
  max_deletes:
    description:
      - If there are more deletions than this, fail before the first change, also in check mode.
    type: int
  on_expired:
    description:
      - What to do with a reassignment of a declared identity and type that has ended and is still there, while no
        other window is declared.
    type: str
    choices: [ignore, remove]
    default: ignore
  chains:
    description:
      - What to do about a chain of people who cover for each other that is deeper than the 5 steps that the service
        follows, and about somebody who is to cover while being away.
      - A loop is always an error. Only chains in which something changes are looked at. Those who rely on somebody who goes
        away are known if they are in O(configs), or with O(prune=all) anywhere in the tenant.
    type: str
    choices: [allow, warn, fail]
    default: warn
  concurrency:
    description:
      - How many requests to have under way at a time. The changes of one identity are made one after another.
    type: int
    default: 10
  continue_on_error:
    description:
      - Whether to go on after a change has failed. The task fails at the end in any case, and says item by item what
        was applied, what failed, and what was not tried.
    type: bool
    default: false
seealso:
  - module: community.sailpoint.reassignment_config
  - module: community.sailpoint.reassignment_config_info
  - module: community.sailpoint.tenant_reassignment_settings
  - name: Work Reassignment API
    description: The reference of the API that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: The holidays of a team, and nothing else for its members
  community.sailpoint.reassignment_configs:
    timezone: Europe/Berlin
    prune: listed
    max_changes: 50
    configs:
      - identity: anna.berg
        reassign_to: bruno.costa
        start: "2026-12-21T08:00:00"
        end: "2027-01-07T08:00:00"
      - identity: anna.berg
        reassign_to: chloe.dubois
        start: "2027-07-05T08:00:00"
        end: "2027-07-26T08:00:00"
      - identity: bruno.costa
        reassign_to: chloe.dubois@example.com
        config_types:
          - CERTIFICATIONS
        permanent: true

- name: Show what would change in the whole tenant
  community.sailpoint.reassignment_configs:
    configs:
      - identity: anna.berg
        reassign_to: bruno.costa
        permanent: true
    prune: all
    max_deletes: 10
  check_mode: true
  diff: true
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
  description:
    - Windows that have ended and are not created. Where all declared windows of an identity and type have ended, that also
      counts as C(unchanged) in RV(summary), unless something is removed.
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
  description:
    - Windows that come after the one that is applied for the same identity and type, with the same keys as RV(expired).
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configs import CONFIG_SPEC, job_of_many

ARGUMENT_SPEC = {
    "configs": {"type": "list", "elements": "dict", "required": True, "options": CONFIG_SPEC},
    "timezone": {"type": "str"},
    "prune": {"type": "str", "choices": ["none", "listed", "all"], "default": "none"},
    "max_changes": {"type": "int"},
    "max_deletes": {"type": "int"},
    "on_expired": {"type": "str", "choices": ["ignore", "remove"], "default": "ignore"},
    "chains": {"type": "str", "choices": ["allow", "warn", "fail"], "default": "warn"},
    "concurrency": {"type": "int", "default": 10},
    "continue_on_error": {"type": "bool", "default": False},
    **VERIFY_OPTIONS,
}


def main() -> None:
    run_job(ARGUMENT_SPEC, job_of_many)


if __name__ == "__main__":
    main()
