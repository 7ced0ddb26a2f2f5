#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: tenant_reassignment_settings_info
short_description: Read whether the reassignment of work is enabled in a tenant
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Reads the tenant-wide settings of work reassignment of SailPoint Identity Security Cloud (ISC).
notes:
  - Needs the scope C(idn:reassignment-tenant-configuration:read).
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
seealso:
  - module: community.sailpoint.tenant_reassignment_settings
  - name: Work Reassignment API
    description: The reference of the API that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: Is work reassigned at all?
  community.sailpoint.tenant_reassignment_settings_info:
  register: tenant

- name: Say so if it is not
  ansible.builtin.debug:
    msg: "Reassignments were disabled by {{ tenant.settings.modified_by.name | default('somebody') }}."
  when: not tenant.settings.enabled
"""

RETURN = r"""
settings:
  description: The tenant-wide settings.
  returned: success
  type: dict
  contains:
    enabled:
      description: Whether work is reassigned.
      type: bool
      returned: always
      sample: true
    is_set:
      description: Whether somebody has set this. If not, work is reassigned.
      type: bool
      returned: always
      sample: false
    modified:
      description: When the settings were last changed; V(null) if the service does not say.
      type: str
      returned: always
      sample: "2026-11-02T09:30:00Z"
    modified_by:
      description: Who changed them; V(null) if the service does not say.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tenant_settings import (
    read_tenant_settings,
)


def main() -> None:
    run_info({}, read_tenant_settings)


if __name__ == "__main__":
    main()
