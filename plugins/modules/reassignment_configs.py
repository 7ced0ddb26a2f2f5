#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: reassignment_configs
short_description: Manage the work reassignments of many identities
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Manages the work reassignments of any number of identities of SailPoint Identity Security Cloud (ISC) in one task,
    up to those of the whole tenant.
  - The module reads the current state first, with as few requests as is safe, and writes only what differs.
  - All checks are made before the first write. Writes run in parallel, each is verified, and their order never
    creates a loop of people who cover for each other.
notes:
  - Only work that is assigned after the start is reassigned. Work that is already waiting stays where it is, and
    nothing returns to the absent person at the end.
  - The service holds one window per identity and work type, but people have several vacations. O(configs) can declare
    several windows for the same identity and work type. The active one is applied, or else the next one. Later
    windows are listed in RV(ignore:deferred); a later run applies them, so run the task regularly, for example every
    night. Windows that have ended are listed in RV(ignore:expired) and never created. Overlapping windows are an
    error.
  - An existing window counts as declared if a current or future entry of O(configs) has the same target and start,
    the same start and end, or, before the window starts, the same target and end. This way, entries can be edited.
    All other windows are undeclared, and O(prune) determines what happens to them.
  - Two starts in the past count as equal, since neither has an effect any more. If the service refuses a start in the
    past, the reassignment starts one minute from now, and a warning says so.
  - If the list of the whole tenant may be incomplete, an identity that it lacks is read individually.
  - A task that takes long shows its progress every 30 seconds, unless it uses C(async) or does not run on the control
    node.
  - Identities that the plan involves and that are given by ID are looked up before anything is written, also in check
    mode. An ID that does not exist is an error. If nothing changes, nobody is looked up.
  - Requires the scopes C(idn:reassignment-configuration:read) and C(idn:reassignment-configuration:manage), and
    C(idn:identity:read) to look up identities with O(api_version=beta).
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
      - The declared reassignments, in any order.
      - At least one of O(configs) and O(src) is required.
    type: list
    elements: dict
    suboptions:
      identity:
        description:
          - The identity whose work is reassigned, by its ID, its alias (user name), or its email.
          - A value that looks like an ID (32 hexadecimal digits, or a UUID) is taken as one and needs no look-up. An
            alias or an email must match exactly one identity.
        type: str
        required: true
      reassign_to:
        description:
          - The identity that gets the work, by its ID, its alias (user name), or its email.
          - V(manager) means the manager of the identity as recorded in the service. For a person whose alias is
            C(manager), use the ID or the email.
          - Required if O(configs[].state=present).
        type: str
      config_types:
        description:
          - The work types, in upper or lower case.
          - V(GENERIC_APPROVALS) is not available if O(api_version) is V(beta) or V(v2024).
          - If not set, O(configs[].state=present) uses all work types that the tenant offers, and
            O(configs[].state=absent) removes the reassignments of all work types.
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
          - The last day of the reassignment (inclusive), such as V(2027-01-06), in O(configs[].timezone).
          - Mutually exclusive with O(configs[].end) and O(configs[].permanent=true).
        type: str
        version_added: 0.2.0
      start:
        description:
          - The date and time at which the reassignment starts, in ISO 8601 format, such as
            V(2026-12-24T08:00:00+01:00).
          - Without a UTC offset, it is local time in O(configs[].timezone). A date without a time of day is refused as
            ambiguous; use O(configs[].first_day) for whole days.
          - If neither O(configs[].start) nor O(configs[].first_day) is set, the reassignment starts now. If the
            existing reassignment has already started, its start is kept.
        type: str
      end:
        description:
          - The date and time at which the reassignment ends, in the format of O(configs[].start).
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
          - The time zone of this entry. If not set, O(timezone) is used.
        type: str
      state:
        description:
          - V(present) reassigns the work as declared.
          - V(absent) removes the reassignment, even one that has ended.
        type: str
        choices: [present, absent]
        default: present
      source:
        description:
          - Where this entry comes from, such as V(team.csv, row 3). Messages about the entry show it; if it is not
            set, they show the index of the entry in O(configs).
        type: str
        version_added: 0.2.0
  src:
    description:
      - The paths of files with more entries, which are added after those of O(configs). Everything that is documented for
        O(configs) applies to them. Messages show the file and the row.
      - The module reads the files itself, on the host where it runs, so large declarations do not pass through Ansible's
        variables. Relative paths start at the working directory of the module. With C(connection=local), this is the
        directory in which C(ansible-playbook) was started.
      - Files named C(*.yml), C(*.yaml), or C(*.json) contain a list of entries, or a mapping with the single key
        C(vacations) and such a list. Files named C(*.csv) or C(*.tsv) start with a header that names the columns;
        C(config_types) are separated by spaces. The keys and columns are the suboptions of O(configs). Those that start
        with an underscore, and C(source), are ignored. See P(community.sailpoint.vacations_file#lookup) for details.
      - YAML files require the Python library PyYAML on the host where the module runs.
      - Files larger than 10 MB are refused. Calendars (C(*.ics)) and files encrypted with Ansible Vault are refused as
        well. Read them with P(community.sailpoint.vacations_file#lookup), and pass the result to O(configs).
    type: list
    elements: path
    version_added: 0.2.0
  timezone:
    description:
      - The IANA time zone, such as V(Europe/Berlin), for days and for times without a UTC offset. RV(ignore:diff),
        RV(ignore:notes), warnings and errors show times in this zone; if it is not set, in UTC.
      - A local time that daylight saving time skips or repeats is an error.
    type: str
  prune:
    description:
      - Whether to remove reassignments that O(configs) does not declare.
      - V(none) removes nothing. If the declared window has not started yet, an undeclared window that is active or
        starts earlier is kept; the declared window is deferred, and a warning names both. Otherwise the declared
        window replaces the undeclared one, and a warning names what is lost.
      - V(listed) removes undeclared reassignments of the identities in O(configs). Declared windows replace
        undeclared ones without a warning, also with V(all).
      - V(all) removes undeclared reassignments in the whole tenant. This is refused if the list of all reassignments
        may be incomplete, and, unless O(max_deletes) is set, if O(configs) contains no current or future entry. A
        list of 20 or more identities may be incomplete if the service neither splits it into pages nor returns the
        total. The API documentation of V(v2024), V(v2025) and V(v2026) does not say whether it does.
    type: str
    choices: [none, listed, all]
    default: none
  max_changes:
    description:
      - Fail before the first change if there are more changes than this, also in check mode. The plan is still
        returned in RV(changes) and RV(diff).
    type: int
  max_deletes:
    description:
      - Fail before the first change if there are more deletions than this, also in check mode. The plan is still
        returned.
      - If not set, O(prune) may remove at most 10 reassignments or 30 % of those in its reach, whichever is more. In
        its reach are the reassignments of the identities in O(configs), or with O(prune=all) those of the whole
        tenant.
    type: int
  on_expired:
    description:
      - What to do with an existing reassignment that has ended, if its identity and work type are declared but no
        current or future window is.
    type: str
    choices: [ignore, remove]
    default: ignore
  chains:
    description:
      - What to do if a chain of covers is deeper than the 5 steps that the service follows, or if a cover is absent
        at the same time. Unless this is V(allow), problems that only concern deferred windows are listed in
        RV(notes).
      - A loop is always an error. Only chains that contain a change are checked. People who rely on somebody who
        becomes absent are taken into account if they are in O(configs), or with O(prune=all) anywhere in the tenant.
    type: str
    choices: [allow, warn, fail]
    default: warn
  concurrency:
    description:
      - The maximum number of concurrent requests. The changes of one identity are made one after another.
    type: int
    default: 10
  continue_on_error:
    description:
      - Whether to continue after a change has failed. In any case, the task fails at the end and reports which
        changes were applied, failed, or not tried.
      - If the reassignments of an identity cannot be read, for example because of missing rights, the changes of this
        identity fail and those of others are still made. If this is V(false), the task fails before the first change.
    type: bool
    default: false
  changes_file:
    description:
      - The path of a file on the host where the module runs. The complete result, except RV(ignore:diff), is written
        to it as JSON, also in check mode and if the task fails. An existing file is replaced.
      - In the result itself, each list has at most 5,000 entries and RV(ignore:diff) at most 500 people; see
        RV(ignore:omitted).
    type: path
    version_added: 0.2.0
  tenant_switch:
    description:
      - Whether to read the tenant-wide setting of M(community.sailpoint.tenant_reassignment_settings), which takes one
        request, and to return it in RV(tenant_enabled).
      - V(ignore) does not read it. V(read) does. V(warn) also warns if work reassignment is disabled.
      - It is not an error if the token has no permission to read it.
    type: str
    choices: [ignore, read, warn]
    default: ignore
    version_added: 0.2.0
  missing_cover:
    description:
      - What to do with an entry that is valid except that O(configs[].reassign_to) is missing.
      - V(fail) makes it an error.
      - V(warn) leaves the entry out. RV(notes) mention it with its file and row. If the absence has begun, or begins within
        O(warn_days), there is also a warning. Existing reassignments of this identity are kept, regardless of O(prune), and
        mentioned.
      - With V(warn), a file that names no cover at all and does not contain C(reassign_to) is still an error.
    type: str
    choices: [fail, warn]
    default: fail
    version_added: 0.2.0
  warn_days:
    description:
      - If set, RV(problems_ahead) names covers without a manager who cover for somebody now, or for somebody whose absence
        begins within this number of days. Covers that are given by ID are only checked if their reassignment changes.
      - O(missing_cover=warn) warns of absences that begin within this number of days; if it is not set, only of absences
        that have begun.
    type: int
    version_added: 0.2.0
  return_handovers:
    description:
      - Whether to return RV(handovers).
      - V(all) returns everybody who is away now and whose work is reassigned.
      - V(waiting) leaves out people for whom nothing waits, so that M(community.sailpoint.waiting_work_handover) often has
        nothing to do. It sends one request per person and queue, and needs the same scopes. If a queue cannot be read, or the
        task fails, nobody is left out.
    type: str
    choices: [none, all, waiting]
    default: none
    version_added: 0.2.0
seealso:
  - module: community.sailpoint.waiting_work_handover
    description: Hands over work that is already waiting.
  - module: community.sailpoint.reassignment_config
  - module: community.sailpoint.reassignment_config_info
  - module: community.sailpoint.tenant_reassignment_settings
  - plugin: community.sailpoint.vacations_file
    plugin_type: lookup
  - name: Work Reassignment API
    description: API reference for the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: Apply the vacations of a team, and remove other reassignments of its members
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

- name: Copy a table to the host where the module runs
  ansible.builtin.copy:
    dest: /tmp/vacations.csv
    content: |
      identity,reassign_to,first_day,last_day
      daniel.okafor,elif.yilmaz,2026-12-28,2026-12-31
    mode: "0600"

- name: Apply a table, which can have thousands of rows
  community.sailpoint.reassignment_configs:
    timezone: Europe/Berlin
    src: /tmp/vacations.csv

- name: Show what would change if this were the only reassignment in the tenant
  community.sailpoint.reassignment_configs:
    configs:
      - identity: anna.berg
        reassign_to: bruno.costa
        permanent: true
    prune: all
    max_deletes: 10
  check_mode: true
  diff: true

- name: Apply reassignments, and find out whose waiting work has to be handed over
  community.sailpoint.reassignment_configs:
    configs:
      - identity: anna.berg
        reassign_to: bruno.costa
        permanent: true
    tenant_switch: warn
    return_handovers: all
  register: reassigned

- name: Hand over the waiting work of people who are away now
  community.sailpoint.waiting_work_handover:
    handovers: "{{ reassigned.handovers }}"
"""

RETURN = r"""
changes:
  description: The changes made, or in check mode the changes planned, sorted by identity and work type.
  returned: success, and failure after planning
  type: list
  elements: dict
  contains:
    action:
      description: The action.
      type: str
      returned: always
      sample: update
    identity:
      description: The identity whose work is reassigned. Name and alias are V(null) if they are not known.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg", "alias": "anna.berg"}
    config_type:
      description: The work type.
      type: str
      returned: always
      sample: ACCESS_REQUESTS
    before:
      description: The reassignment before the change; V(null) if there was none.
      type: dict
      returned: always
      sample: null
    after:
      description: The reassignment after the change; V(null) if there is none.
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
      description: Why the change failed, with the keys of a failed result; V(null) if it did not.
      type: dict
      returned: always
      sample: null
summary:
  description: The number of changes of each kind, and of identities and work types that needed none.
  returned: success, and failure after planning
  type: dict
  sample: {"create": 3, "update": 0, "delete": 0, "unchanged": 1, "deferred": 0, "expired": 0, "failed": 0, "not_tried": 0}
expired:
  description:
    - Declared reassignments that were not created because their windows have ended. If this applies to all windows of
      an identity and work type, they also count as C(unchanged) in RV(summary), unless something is removed.
  returned: success, and failure after planning
  type: list
  elements: dict
  contains:
    identity:
      description: The identity whose work is reassigned. Name and alias are V(null) if they are not known.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg", "alias": "anna.berg"}
    config_type:
      description: The work type.
      type: str
      returned: always
      sample: ACCESS_REQUESTS
    reassign_to:
      description: The cover, in the same form.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1582", "name": "Bruno Costa", "alias": "bruno.costa"}
    start:
      description: The declared start in UTC; V(null) if there is none.
      type: str
      returned: always
      sample: "2027-07-05T06:00:00Z"
    end:
      description: The declared end in UTC; V(null) if the reassignment is permanent.
      type: str
      returned: always
      sample: "2027-07-26T06:00:00Z"
    permanent:
      description: Whether the reassignment has no end.
      type: bool
      returned: always
      sample: false
    entry:
      description: The entry that declares it, as shown in messages.
      type: str
      returned: always
      sample: team.csv, row 3 (anna.berg)
deferred:
  description:
    - Declared reassignments that have to wait for an earlier window of the same identity and work type, or for an
      undeclared window that is kept (see O(prune=none)), with the same keys as RV(expired).
  returned: success, and failure after planning
  type: list
  elements: dict
  sample: []
notes:
  description:
    - Sentences with names for the people who review the plan. They state what is deferred to a later run, what was not
      created because it has ended, what was left out because its cover is missing (see O(missing_cover)), and
      RV(problems_ahead).
  returned: success, and failure after planning
  type: list
  elements: str
  sample:
    - >-
      Deferred to a later run: Anna Berg (anna.berg): to Chloé Dubois (chloe.dubois) from 5 Jul 2027 to 25 Jul 2027
      (all work types).
problems_ahead:
  description:
    - Those of RV(notes) that state what will go wrong if nobody acts. They name covers who are inactive, or absent themselves,
      and chains that are deeper than the service follows;
      with O(missing_cover=warn) and O(warn_days) also absences without a cover, and covers without a manager.
    - Chains are only looked at where something changes or is deferred.
  returned: success, and failure after planning
  type: list
  elements: str
  sample: ["The cover Bruno Costa (bruno.costa) is inactive."]
  version_added: 0.2.0
covers:
  description:
    - The covers who get work through the changes, or in check mode would get it, each with a message that can be sent
      to them.
    - Empty if nothing changes, so that nobody is notified twice.
  returned: success, and failure after planning
  type: list
  elements: dict
  contains:
    identity:
      description: The cover. Unknown values are V(null).
      type: dict
      returned: always
      sample:
        id: 2c9180835d2e5168015d32f890ca1581
        name: Bruno Costa
        alias: bruno.costa
        email: bruno.costa@example.com
    message:
      description: Whose work it is, the time window, and the work types.
      type: str
      returned: always
      sample: >-
        Bruno Costa (bruno.costa) gets the work of Anna Berg (anna.berg) from 21 Dec 2026 to 6 Jan 2027
        (all work types).
tenant_enabled:
  description:
    - Whether work reassignment is enabled in the tenant; V(null) if this is not known.
  returned: success, and failure after planning, unless O(tenant_switch=ignore)
  type: bool
  sample: true
handovers:
  description:
    - The people in O(configs) whose work is reassigned now, or would be in check mode, in the form of
      O(community.sailpoint.waiting_work_handover#module:handovers).
    - With O(return_handovers=waiting), only those for whom something waits.
    - C(until) is the end of the reassignment, unless it is permanent.
    - C(to) is only set where the service cannot evaluate the target yet. This is the case in check mode for reassignments
      that would begin, and while work reassignment is disabled in the tenant (see O(tenant_switch)).
  returned: success, and failure after planning, unless O(return_handovers=none)
  type: list
  elements: dict
  sample:
    - from: 2c9180835d191a86015d28455b4a2329
      config_types: [CERTIFICATIONS, MANUAL_TASKS]
      until: "2027-01-06T23:00:00Z"
omitted:
  description:
    - The number of entries left out of each list with more than 5,000 entries. Failed RV(changes) are never left out.
      O(changes_file) contains everything.
  returned: if entries were left out
  type: dict
  sample: {"changes": 55000}
diff:
  description:
    - The reassignments before and after, by person and work type. Work types with the same change share a line.
    - Times are shown in O(timezone), or in UTC if it is not set. Whole days in O(timezone) are shown as inclusive
      dates.
    - C(prepared) lists RV(ignore:deferred), which exists neither before nor after the task. Missing if nothing is
      deferred.
  returned: success, and failure after planning
  type: dict
  sample:
    before: {}
    after:
      Anna Berg (anna.berg):
        all work types: to Bruno Costa (bruno.costa) from 21 Dec 2026 to 6 Jan 2027
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

from ansible_collections.community.sailpoint.plugins.module_utils._module import VERIFY_OPTIONS, run_job
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_options import ENTRY_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configs import job_of_many

ARGUMENT_SPEC = {
    "configs": {"type": "list", "elements": "dict", "options": ENTRY_SPEC},
    "src": {"type": "list", "elements": "path"},
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
    "missing_cover": {"type": "str", "choices": ["fail", "warn"], "default": "fail"},
    "warn_days": {"type": "int"},
    "return_handovers": {"type": "str", "choices": ["none", "all", "waiting"], "default": "none"},
    **VERIFY_OPTIONS,
}


def main() -> None:
    run_job(ARGUMENT_SPEC, job_of_many, required_one_of=[("configs", "src")])


if __name__ == "__main__":
    main()
