#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: reassignment_type_info
short_description: List the work types that can be reassigned in a tenant
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Lists the work types that a tenant of SailPoint Identity Security Cloud (ISC) offers for reassignment.
notes:
  - Requires the scope C(idn:reassignment-configuration:read).
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
seealso:
  - module: community.sailpoint.reassignment_config
  - name: Work Reassignment API
    description: API reference for the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: List the work types of the tenant
  community.sailpoint.reassignment_type_info:
  register: types

- name: Reassign Anna's work of all types to Bruno
  community.sailpoint.reassignment_config:
    identity: anna.berg
    reassign_to: bruno.costa
    config_types: "{{ types.config_types | map(attribute='config_type') }}"
    permanent: true
"""

RETURN = r"""
config_types:
  description: The work types, sorted by priority and name.
  returned: success
  type: list
  elements: dict
  contains:
    config_type:
      description: The work type, as used in the option C(config_types) of other modules.
      type: str
      returned: always
      sample: ACCESS_REQUESTS
    display_name:
      description: The display name; V(null) if there is none.
      type: str
      returned: always
      sample: Access Requests
    description:
      description: The description; V(null) if there is none.
      type: str
      returned: always
      sample: Reassign Access Request Work Items for an identity
    priority:
      description: The position in the service's list; V(null) if there is none.
      type: int
      returned: always
      sample: 1
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.type_info import read_config_types


def main() -> None:
    run_info({}, read_config_types)


if __name__ == "__main__":
    main()
