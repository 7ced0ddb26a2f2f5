#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: reassignment_config
short_description: Manage the work reassignments of one identity
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Reassigns the work of an identity of SailPoint Identity Security Cloud (ISC) to another identity during a time
    window, or removes such a reassignment.
  - The module reads the current state first, and writes only what differs.
  - Every write is verified. Work types that the task does not name stay as they are.
notes:
  - Only work that is assigned after the start is reassigned. Work that is already waiting stays where it is, and
    nothing returns to the absent person at the end.
  - Two starts in the past count as equal, since neither has an effect any more. If the service refuses a start in the
    past, the reassignment starts one minute from now, and a warning says so.
  - The service stores times with millisecond precision. Smaller fractions are cut off.
  - A window that has ended is never created. It is listed in RV(ignore:expired).
  - The service holds one window per identity and work type. An existing window that is active, or starts earlier, is
    not replaced by one that has not started yet. The latter is listed in RV(ignore:deferred), and a warning names
    both. Run the task again later, or remove the existing window with O(state=absent) first. If an existing window is
    replaced, a warning names what is lost.
  - An existing window counts as an earlier version of the declared one, and is updated without a warning, if it has
    the same target and start, the same start and end, or, before it starts, the same target and end.
  - Before anything is written, the module follows the chain of covers, also through identities that the task does not
    mention. A loop is an error. A chain that is deeper than the 5 steps that the service follows is a warning, and so
    is a cover who is absent at the same time.
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
      - Required if O(state=present).
    type: str
  config_types:
    description:
      - The work types, in upper or lower case.
      - V(GENERIC_APPROVALS) is not available if O(api_version) is V(beta) or V(v2024).
      - If not set, O(state=present) uses all work types that the tenant offers, and O(state=absent) removes the
        reassignments of all work types.
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
      - The last day of the reassignment (inclusive), such as V(2027-01-06), in O(timezone).
      - Mutually exclusive with O(end) and O(permanent=true).
    type: str
    version_added: 0.2.0
  start:
    description:
      - The date and time at which the reassignment starts, in ISO 8601 format, such as V(2026-12-24T08:00:00+01:00).
      - Without a UTC offset, it is local time in O(timezone). A date without a time of day is refused as ambiguous; use
        O(first_day) for whole days.
      - If neither O(start) nor O(first_day) is set, the reassignment starts now. If the existing reassignment has
        already started, its start is kept.
    type: str
  end:
    description:
      - The date and time at which the reassignment ends, in the format of O(start).
      - If O(state=present), exactly one of O(end), O(last_day), and O(permanent=true) is required.
    type: str
  permanent:
    description:
      - Whether the reassignment has no end.
    type: bool
    default: false
  timezone:
    description:
      - The IANA time zone, such as V(Europe/Berlin), for days and for times without a UTC offset. RV(ignore:diff),
        RV(ignore:notes), warnings and errors show times in this zone; if it is not set, in UTC.
      - A local time that daylight saving time skips or repeats is an error.
    type: str
  state:
    description:
      - V(present) reassigns the work as declared.
      - V(absent) removes the reassignment, even one that has ended.
    type: str
    choices: [present, absent]
    default: present
seealso:
  - module: community.sailpoint.reassignment_configs
  - module: community.sailpoint.reassignment_config_info
  - module: community.sailpoint.reassignment_evaluation_info
  - name: Work Reassignment API
    description: API reference for the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: Bruno covers for Anna over Christmas, for all work types
  community.sailpoint.reassignment_config:
    identity: anna.berg
    reassign_to: bruno.costa@example.com
    first_day: 2026-12-21
    last_day: 2027-01-06
    timezone: Europe/Berlin

- name: Bruno covers for Anna from now until noon on 8 January
  community.sailpoint.reassignment_config:
    identity: anna.berg
    reassign_to: bruno.costa@example.com
    end: "2027-01-08T12:00:00+01:00"

- name: Reassign only certifications, permanently
  community.sailpoint.reassignment_config:
    identity: anna.berg
    reassign_to: chloe.dubois
    config_types:
      - CERTIFICATIONS
    permanent: true

- name: End all reassignments of Anna, who is back
  community.sailpoint.reassignment_config:
    identity: anna.berg
    state: absent
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
  description: Declared reassignments that were not created because their windows have ended.
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
      sample: anna.berg
deferred:
  description:
    - Declared reassignments that have to wait because an existing window is active or starts earlier, with the same
      keys as RV(expired).
  returned: success, and failure after planning
  type: list
  elements: dict
  sample: []
notes:
  description:
    - Sentences with names for the people who review the plan. They state what is deferred to a later run, and what was
      not created because it has ended.
  returned: success, and failure after planning
  type: list
  elements: str
  sample:
    - >-
      Deferred to a later run: Anna Berg (anna.berg): to Chloé Dubois (chloe.dubois) from 5 Jul 2027 to 25 Jul 2027
      (all work types).
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config import job_of_one
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_options import CONFIG_SPEC


def main() -> None:
    run_job({**CONFIG_SPEC, **VERIFY_OPTIONS}, job_of_one)


if __name__ == "__main__":
    main()
