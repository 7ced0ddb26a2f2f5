#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: reassignment_config_info
short_description: List work reassignments
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Lists active, scheduled and expired work reassignments of identities of SailPoint Identity Security Cloud (ISC),
    or of the whole tenant.
notes:
  - The module lists what is configured. To find out who finally gets the work if a cover is absent as well, use
    M(community.sailpoint.reassignment_evaluation_info).
  - Requires the scope C(idn:reassignment-configuration:read), and C(idn:identity:read) if O(api_version=beta) and the
    service does not return all names itself.
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
options:
  identities:
    description:
      - The identities whose reassignments to list, by ID, alias (user name), or email.
      - If not set, the reassignments of the whole tenant are listed.
    type: list
    elements: str
  config_types:
    description:
      - List only these work types.
      - V(GENERIC_APPROVALS) is not available if O(api_version) is V(beta) or V(v2024).
      - If not set, all work types are listed.
    type: list
    elements: str
    choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
  status:
    description:
      - List only reassignments that are in effect now (V(active)), start later (V(scheduled)), or have ended
        (V(expired)).
      - If not set, all are listed.
    type: list
    elements: str
    choices: [active, scheduled, expired]
seealso:
  - module: community.sailpoint.reassignment_config
  - module: community.sailpoint.reassignment_evaluation_info
  - name: Work Reassignment API
    description: API reference for the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: List all reassignments of the tenant
  community.sailpoint.reassignment_config_info:
  register: tenant

- name: List who covers for Anna and Bruno, now or later
  community.sailpoint.reassignment_config_info:
    identities:
      - anna.berg
      - bruno.costa@example.com
    status:
      - active
      - scheduled
"""

RETURN = r"""
reassignments:
  description: The reassignments, sorted by identity ID and work type.
  returned: success
  type: list
  elements: dict
  contains:
    identity:
      description: The identity whose work is reassigned. The name is V(null) if it is not known.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    config_type:
      description: The work type.
      type: str
      returned: always
      sample: ACCESS_REQUESTS
    reassign_to:
      description: The cover.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Bruno Costa"}
    start:
      description: When the reassignment starts; V(null) if the service returns no start.
      type: str
      returned: always
      sample: "2026-12-21T07:00:00Z"
    end:
      description: When the reassignment ends; V(null) if it is permanent.
      type: str
      returned: always
      sample: "2027-01-07T07:00:00Z"
    permanent:
      description: Whether the reassignment has no end.
      type: bool
      returned: always
      sample: false
    status:
      description:
        - V(active), V(scheduled), or V(expired).
      type: str
      returned: always
      sample: scheduled
complete:
  description:
    - Whether the list is known to be complete. V(false) only if the whole tenant is listed and the service does not
      return the list in a way that proves it complete; there is also a warning then.
  returned: success
  type: bool
  sample: true
incomplete_reason:
  description: Why reassignments may be missing; V(null) if the list is complete.
  returned: success
  type: str
  sample: null
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_info import (
    reassignment_config_info_result,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import CONFIG_TYPES_SPEC

ARGUMENT_SPEC = {
    "identities": {"type": "list", "elements": "str"},
    "config_types": CONFIG_TYPES_SPEC,
    "status": {"type": "list", "elements": "str", "choices": ["active", "scheduled", "expired"]},
}


def main() -> None:
    run_info(ARGUMENT_SPEC, reassignment_config_info_result)


if __name__ == "__main__":
    main()
