#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: tenant_reassignment_settings
short_description: Switch the reassignment of work on or off for a whole tenant
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Makes sure that the reassignment of work is enabled or disabled in a tenant of SailPoint Identity Security Cloud
    (ISC).
  - The state is read first. Nothing is written if it is as wanted. A tenant in which the switch was never set has
    reassignments enabled.
  - The write is verified. Other tenant-wide settings that the service keeps beside the switch stay as they are.
notes:
  - Disabling reassignments keeps all configurations, and work that was reassigned before stays with who has it now.
  - Needs the scopes C(idn:reassignment-tenant-configuration:read) and
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
      - Whether work is reassigned in the tenant at all.
    type: bool
    required: true
seealso:
  - module: community.sailpoint.tenant_reassignment_settings_info
  - module: community.sailpoint.reassignment_configs
  - name: Work Reassignment API
    description: The reference of the API that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: Work is reassigned as configured
  community.sailpoint.tenant_reassignment_settings:
    enabled: true

- name: All work stays where it is assigned, until further notice
  community.sailpoint.tenant_reassignment_settings:
    enabled: false
"""

RETURN = r"""
changes:
  description: What was changed, or in check mode what would be. Empty or one entry.
  returned: success, and failure after the plan was made
  type: list
  elements: dict
  contains:
    action:
      description: What is done.
      type: str
      returned: always
      sample: update
    setting:
      description: Which setting it is.
      type: str
      returned: always
      sample: reassignments
    before:
      description: What the tenant had.
      type: dict
      returned: always
      sample: {"enabled": false}
    after:
      description: What the tenant has now.
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
      description: Why it failed, with the same keys as a failed result; V(null) if it did not.
      type: dict
      returned: always
      sample: null
summary:
  description: How many changes there are, and whether none was needed.
  returned: success, and failure after the plan was made
  type: dict
  sample: {"update": 1, "unchanged": 0, "failed": 0, "not_tried": 0}
diff:
  description: The switch before and after; nothing if it does not change.
  returned: success, and failure after the plan was made
  type: dict
  sample: {"before": {"reassignments": "disabled"}, "after": {"reassignments": "enabled"}}
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tenant_settings import (
    TenantSettingsJob,
)


def main() -> None:
    run_job({"enabled": {"type": "bool", "required": True}, **VERIFY_OPTIONS}, TenantSettingsJob)


if __name__ == "__main__":
    main()
