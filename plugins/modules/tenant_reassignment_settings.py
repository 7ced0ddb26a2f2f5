#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: tenant_reassignment_settings
short_description: Enable or disable work reassignment for a whole tenant
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Enables or disables work reassignment in a tenant of SailPoint Identity Security Cloud (ISC).
  - The module reads the current state first, and writes only if it differs. In a tenant where this was never set, work
    reassignment is enabled.
  - The write is verified. Other tenant-wide settings in the same record stay as they are.
notes:
  - If you disable work reassignment, the reassignments stay configured, and work that was already reassigned stays
    with its current owner.
  - Requires the scopes C(idn:reassignment-tenant-configuration:read) and
    C(idn:reassignment-tenant-configuration:update).
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._verify_timeout
  - community.sailpoint._attributes.writes
attributes:
  idempotent:
    support: full
options:
  enabled:
    description:
      - Whether work reassignment is enabled in the tenant.
    type: bool
    required: true
seealso:
  - module: community.sailpoint.tenant_reassignment_settings_info
  - module: community.sailpoint.reassignment_configs
  - name: Work Reassignment API
    description: API reference for the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: Enable work reassignment
  community.sailpoint.tenant_reassignment_settings:
    enabled: true

- name: Disable work reassignment until further notice
  community.sailpoint.tenant_reassignment_settings:
    enabled: false
"""

RETURN = r"""
changes:
  description: The change made, or in check mode the change planned. At most one entry.
  returned: success, and failure after planning
  type: list
  elements: dict
  contains:
    action:
      description: The action.
      type: str
      returned: always
      sample: update
    setting:
      description: The name of the setting.
      type: str
      returned: always
      sample: reassignments
    before:
      description: The setting before the change.
      type: dict
      returned: always
      sample: {"enabled": false}
    after:
      description: The setting after the change.
      type: dict
      returned: always
      sample: {"enabled": true}
    status:
      description:
        - V(planned) in check mode, otherwise V(applied) or V(failed).
      type: str
      returned: always
      sample: applied
    error:
      description: Why the change failed, with the keys of a failed result; V(null) if it did not.
      type: dict
      returned: always
      sample: null
summary:
  description: The number of changes, and whether none was needed.
  returned: success, and failure after planning
  type: dict
  sample: {"update": 1, "unchanged": 0, "failed": 0, "not_tried": 0}
diff:
  description: The setting before and after; empty if it does not change.
  returned: success, and failure after planning
  type: dict
  sample: {"before": {"reassignments": "disabled"}, "after": {"reassignments": "enabled"}}
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tenant_settings import (
    TenantSettingsJob,
)


def main() -> None:
    run_job({"enabled": {"type": "bool", "required": True}, **VERIFY_OPTIONS}, TenantSettingsJob)


if __name__ == "__main__":
    main()
