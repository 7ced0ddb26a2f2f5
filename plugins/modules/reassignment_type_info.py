#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: reassignment_type_info
short_description: List the types of work that can be reassigned in a tenant
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Lists the types of work that a tenant of SailPoint Identity Security Cloud (ISC) offers for reassignment.
notes:
  - Needs the scope C(idn:reassignment-configuration:read).
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
seealso:
  - module: community.sailpoint.reassignment_config
  - name: Work Reassignment API
    description: The reference of the API that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: Which types of work are there?
  community.sailpoint.reassignment_type_info:
  register: types

- name: Anna's work of all types goes to Bruno
  community.sailpoint.reassignment_config:
    identity: anna.berg
    reassign_to: bruno.costa
    config_types: "{{ types.config_types | map(attribute='config_type') }}"
    permanent: true
"""

RETURN = r"""
config_types:
  description: The types of work, by priority and name.
  returned: success
  type: list
  elements: dict
  contains:
    config_type:
      description: The name that the other modules take.
      type: str
      returned: always
      sample: ACCESS_REQUESTS
    display_name:
      description: The name for people; V(null) if there is none.
      type: str
      returned: always
      sample: Access Requests
    description:
      description: What it is; V(null) if the service does not say.
      type: str
      returned: always
      sample: Reassign Access Request Work Items for an identity
    priority:
      description: Where the service shows it; V(null) if it does not say.
      type: int
      returned: always
      sample: 1
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.type_info import read_config_types


def main() -> None:
    run_info({}, read_config_types)


if __name__ == "__main__":
    main()
