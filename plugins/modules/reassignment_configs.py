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
  - A window of the tenant counts as declared if an entry of O(configs) that has not ended has the same target and start,
    or the same target and end before it begins, or the same start and end; so entries can be edited. Any other window is
    not declared, and O(prune) says what happens to it.
  - A start that has passed is not compared with another start that has passed, since neither has an effect any more.
    Where the service refuses a start in the past, the reassignment begins one minute later and a warning says so.
  - A list of the whole tenant that may be incomplete is never taken as proof that something is not there.
  - A module can say nothing before it ends. To see that a long run is alive, run the task with
    C(async) and C(poll), which prints a line every few seconds; C(async) and check mode exclude each other, so write
    C(async) as an expression that is 0 if C(ansible_check_mode) is true.
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
  configs:
    description:
      - The desired reassignments, in any order.
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
          - V(manager) means the manager of the identity, as the service tells it. To mean somebody whose alias is
            C(manager), give the ID or the email.
          - Required if O(configs[].state=present).
        type: str
      config_types:
        description:
          - The types of work, in any letter case.
          - V(GENERIC_APPROVALS) does not exist if O(api_version) is V(beta) or V(v2024).
          - If not set, all types that the tenant offers are used if O(configs[].state=present), and all types that the
            identity has configured are removed if O(configs[].state=absent).
        type: list
        elements: str
        choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
      first_day:
        description:
          - The first day of the reassignment, such as V(2026-12-21), in O(configs[].timezone).
          - Mutually exclusive with O(configs[].start).
        type: str
        version_added: 0.2.0
      last_day:
        description:
          - The last day of the reassignment, which is included, such as V(2027-01-06), in O(configs[].timezone).
          - Mutually exclusive with O(configs[].end) and O(configs[].permanent=true).
        type: str
        version_added: 0.2.0
      start:
        description:
          - The first instant of the reassignment, in ISO 8601 such as V(2026-12-24T08:00:00+01:00).
          - Without an offset it is local time in O(configs[].timezone). A date without a time of day is refused, since
            nobody can tell whether that day is meant; use O(configs[].first_day) for whole days.
          - If neither this nor O(configs[].first_day) is set, it begins now, unless the reassignment that exists has
            begun. Then its start is kept.
        type: str
      end:
        description:
          - The instant at which the reassignment ends, written like O(configs[].start).
          - If O(configs[].state=present), exactly one of O(configs[].end), O(configs[].last_day), and
            O(configs[].permanent=true) is required.
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
      source:
        description:
          - Where this entry is written, such as V(team.csv, row 3). Messages about the entry name it; without it, they
            name the index of the entry in O(configs).
        type: str
        version_added: 0.2.0
  timezone:
    description:
      - The IANA name, such as V(Europe/Berlin), of the time zone in which dates without an offset are meant, and in
        which RV(ignore:diff), RV(ignore:notes), warnings and errors show times. If not set, they show UTC.
      - A local time that daylight saving time skips or repeats is an error.
    type: str
  prune:
    description:
      - Whether to remove reassignments that O(configs) does not declare.
      - V(none) leaves them alone. Where a window is declared for the same identity and type and has not begun yet, one
        of them that is active, or begins before it, is kept; the declared window is deferred, and a warning names both.
        Otherwise the declared window replaces it, and a warning names what is lost.
      - V(listed) removes them from the identities that O(configs) names. Declared windows replace them without a warning,
        also with V(all).
      - V(all) removes them from the whole tenant. It is refused where the list of all reassignments may be incomplete,
        and, unless O(max_deletes) is set, where O(configs) contains no current or future entry. A list of 20 identities or more may
        be incomplete if the service neither pages it nor tells how many there are, which the documents of V(v2024),
        V(v2025) and V(v2026) leave open.
    type: str
    choices: [none, listed, all]
    default: none
  max_changes:
    description:
      - If there are more changes than this, fail before the first one, also in check mode. The plan is returned all the
        same, with its RV(changes) and RV(diff).
    type: int
  max_deletes:
    description:
      - If there are more deletions than this, fail before the first change, also in check mode. The plan is returned all
        the same.
      - If not set, O(prune) may remove at most 10 reassignments or, if that is more, 30 % of those that the identities in
        O(configs) have, or with O(prune=all) of those that the tenant has.
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
        follows, and about somebody who is to cover while being away. What concerns only deferred windows is told in
        RV(notes), unless this is V(allow).
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
      - If the reassignments of an identity cannot be read, for example because the token has no right to, its changes
        fail, and those of the others are made. Otherwise the task fails before the first change.
    type: bool
    default: false
  changes_file:
    description:
      - The path of a file on the host where the module runs, to which the whole result but RV(ignore:diff) is written as
        JSON, also in check mode and if the task fails. An existing file is replaced.
      - A result has at most 5,000 entries in each list and 500 people in RV(ignore:diff); see RV(ignore:omitted).
    type: path
    version_added: 0.2.0
  tenant_switch:
    description:
      - Whether to read the tenant-wide switch of work reassignment, which M(community.sailpoint.tenant_reassignment_settings)
        sets. This costs one request, and is returned as RV(tenant_enabled).
      - V(ignore) does not. V(read) does. V(warn) does, and warns if reassignment is switched off.
      - That it may not be read is no failure.
    type: str
    choices: [ignore, read, warn]
    default: ignore
    version_added: 0.2.0
  return_handovers:
    description:
      - Whether to return RV(handovers).
    type: bool
    default: false
    version_added: 0.2.0
seealso:
  - module: community.sailpoint.waiting_work_handover
    description: Hands over what waits already.
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
        first_day: 2026-12-21
        last_day: 2027-01-06
      - identity: anna.berg
        reassign_to: chloe.dubois
        start: "2027-07-05T12:00:00"
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

- name: Apply a calendar, and learn whose waiting work has to be handed over
  community.sailpoint.reassignment_configs:
    configs:
      - identity: anna.berg
        reassign_to: bruno.costa
        permanent: true
    tenant_switch: warn
    return_handovers: true
  register: applied

- name: Hand over what waits for those who are away now
  community.sailpoint.waiting_work_handover:
    handovers: "{{ applied.handovers }}"
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
  description:
    - Windows that have ended and are not created. Where all declared windows of an identity and type have ended, that also
      counts as C(unchanged) in RV(summary), unless something is removed.
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
      sample: team.csv, row 3 (anna.berg)
deferred:
  description:
    - Windows that come after the one that is applied for the same identity and type, or after one that is not declared
      and is kept (see O(prune=none)), with the same keys as RV(expired).
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  sample: []
notes:
  description:
    - Sentences for those who review the plan, with the names of the people. They tell what is deferred to a later run, what
      is not created because it has ended, and who is to cover in a deferred window while being away.
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
tenant_enabled:
  description:
    - Whether the reassignment of work is switched on in the tenant; V(null) if the service does not tell.
  returned: unless O(tenant_switch=ignore), on success and on failure after the plan was made
  type: bool
  sample: true
handovers:
  description:
    - Whose waiting work has to be handed over, in the form of O(community.sailpoint.waiting_work_handover#module:handovers).
      They are the people in O(configs) whose work is reassigned now, or would be in check mode.
    - C(until) is the end of the reassignment, unless it is permanent.
    - It has C(to) only where the service cannot be asked yet, in check mode for reassignments that would begin, or while
      reassignment is switched off in the tenant (see O(tenant_switch)).
  returned: if O(return_handovers=true), on success and on failure after the plan was made
  type: list
  elements: dict
  sample:
    - from: 2c9180835d191a86015d28455b4a2329
      config_types: [CERTIFICATIONS, MANUAL_TASKS]
      until: "2027-01-06T23:00:00Z"
omitted:
  description:
    - How many entries were left out of each list that has more than 5,000. Of RV(changes), those that failed are never
      left out. O(changes_file) has all.
  returned: if a list is longer
  type: dict
  sample: {"changes": 55000}
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_options import ENTRY_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configs import job_of_many

ARGUMENT_SPEC = {
    "configs": {"type": "list", "elements": "dict", "required": True, "options": ENTRY_SPEC},
    "timezone": {"type": "str"},
    "prune": {"type": "str", "choices": ["none", "listed", "all"], "default": "none"},
    "max_changes": {"type": "int"},
    "max_deletes": {"type": "int"},
    "on_expired": {"type": "str", "choices": ["ignore", "remove"], "default": "ignore"},
    "chains": {"type": "str", "choices": ["allow", "warn", "fail"], "default": "warn"},
    "concurrency": {"type": "int", "default": 10},
    "continue_on_error": {"type": "bool", "default": False},
    "changes_file": {"type": "path"},
    "tenant_switch": {"type": "str", "choices": ["ignore", "read", "warn"], "default": "ignore"},
    "return_handovers": {"type": "bool", "default": False},
    **VERIFY_OPTIONS,
}


def main() -> None:
    run_job(ARGUMENT_SPEC, job_of_many)


if __name__ == "__main__":
    main()
