#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: reassignment_config_info
short_description: List to whom the work of identities is reassigned
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Lists the work reassignments of some identities of SailPoint Identity Security Cloud (ISC), or of the whole tenant,
    also those that begin later and those that have ended.
notes:
  - What the list says is what is configured. To see who gets the work in the end, where the one who covers is away
    as well, use M(community.sailpoint.reassignment_evaluation_info).
  - Needs the scope C(idn:reassignment-configuration:read), and C(idn:identity:read) if O(api_version=beta) and
    the service does not give all names itself.
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
options:
  identities:
    description:
      - The identities whose work is meant, by their ID, their alias (user name), or their email.
      - If not set, the whole tenant is listed.
    type: list
    elements: str
  config_types:
    description:
      - List only these types of work.
      - V(GENERIC_APPROVALS) does not exist if O(api_version) is V(beta) or V(v2024).
      - If not set, all types are listed.
    type: list
    elements: str
    choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
  status:
    description:
      - List only what reassigns work now (V(active)), will do so later (V(scheduled)), or did so (V(expired)).
      - If not set, all are listed.
    type: list
    elements: str
    choices: [active, scheduled, expired]
seealso:
  - module: community.sailpoint.reassignment_config
  - module: community.sailpoint.reassignment_evaluation_info
  - name: Work Reassignment API
    description: The reference of the API that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: What is configured in the tenant?
  community.sailpoint.reassignment_config_info:
  register: tenant

- name: Who covers for Anna and Bruno, now or later?
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
  description: The reassignments in the order of identity ID and type of work.
  returned: success
  type: list
  elements: dict
  contains:
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
    reassign_to:
      description: Who gets the work.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Bruno Costa"}
    start:
      description: When it begins; V(null) if the service does not say.
      type: str
      returned: always
      sample: "2026-12-21T07:00:00Z"
    end:
      description: When it ends; V(null) if it is permanent.
      type: str
      returned: always
      sample: "2027-01-07T07:00:00Z"
    permanent:
      description: Whether it has no end.
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
    - Whether the list is known to hold all that was asked for. V(false) only if the whole tenant was asked for and the
      service does not give its list in a way that can be trusted; a warning says so as well.
  returned: success
  type: bool
  sample: true
incomplete_reason:
  description: Why the list may lack some; V(null) if it is complete.
  returned: success
  type: str
  sample: null
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
