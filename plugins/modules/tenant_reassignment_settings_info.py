#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: tenant_reassignment_settings_info
short_description: Get the work reassignment settings of a tenant
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Returns the tenant-wide work reassignment settings of SailPoint Identity Security Cloud (ISC).
notes:
  - Requires the scope C(idn:reassignment-tenant-configuration:read).
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
seealso:
  - module: community.sailpoint.tenant_reassignment_settings
  - name: Work Reassignment API
    description: API reference for the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: Read the tenant-wide settings
  community.sailpoint.tenant_reassignment_settings_info:
  register: tenant

- name: Show who disabled work reassignment
  ansible.builtin.debug:
    msg: "Work reassignment was disabled by {{ tenant.settings.modified_by.name | default('somebody') }}."
  when: not tenant.settings.enabled
"""

RETURN = r"""
settings:
  description: The tenant-wide settings.
  returned: success
  type: dict
  contains:
    enabled:
      description: Whether work reassignment is enabled.
      type: bool
      returned: always
      sample: true
    is_set:
      description: Whether this was ever set. If not, work reassignment is enabled.
      type: bool
      returned: always
      sample: false
    modified:
      description: When the settings were last changed; V(null) if it is not known.
      type: str
      returned: always
      sample: "2026-11-02T09:30:00Z"
    modified_by:
      description: Who last changed the settings; V(null) if it is not known.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tenant_settings import (
    read_tenant_settings,
)


def main() -> None:
    run_info({}, read_tenant_settings)


if __name__ == "__main__":
    main()
