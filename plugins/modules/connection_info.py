#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: connection_info
short_description: Check the connection to a tenant, and the permissions of the token
version_added: 0.2.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Checks the connection to a tenant of SailPoint Identity Security Cloud (ISC) - the address, the credentials, the clock of
    this machine, the scopes and the user level that the modules of this collection require, the API versions, the
    tenant-wide switch, the work types, the queues of waiting work, and the rate limit.
  - Also reports how the service behaves where its documentation is silent, such as how it returns permanent
    reassignments.
  - Only reads. A check that fails does not stop the others. What cannot be checked is V(not checked).
notes:
  - The module also succeeds if the address or the credentials are wrong, and reports this in RV(checks). It only fails if
    the address or the credentials are missing, or if the value of an option is invalid.
  - RV(table) contains no secrets, IDs, names, emails, addresses, or messages of the service, so that it can be attached to a
    bug report. RV(to_do) and RV(checks) may contain addresses and messages of the service.
  - Requires no scope. Missing permissions are reported as results. Scopes that only writes require are known if the token
    endpoint or the token lists them, and V(not checked) otherwise.
  - Sends at most 21 requests, not counting retries. O(retries) is limited to 1.
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
seealso:
  - name: Getting started with a tenant
    description: The first hour on a real tenant, with this module.
    link: https://github.com/ansible-collections/community.sailpoint/blob/main/docs/docsite/rst/getting_started.rst
"""

EXAMPLES = r"""
- name: Check the tenant
  community.sailpoint.connection_info:
  register: checked

- name: Show what was found
  ansible.builtin.debug:
    msg: "{{ checked.table }}"

- name: Show what to do
  ansible.builtin.debug:
    msg: "{{ checked.to_do }}"
"""

RETURN = r"""
connected:
  description: Whether the address is right and the tenant accepts the credentials.
  returned: success
  type: bool
  sample: true
table:
  description:
    - The checks as lines of text that can be shared.
  returned: success
  type: list
  elements: str
  sample:
    - "connection:"
    - "  address                ok           of the form https://TENANT.api.identitynow.com"
    - "  credentials            ok           the tenant accepts the token"
    - "answers:"
    - "  permanent_form         ok           null (12)"
to_do:
  description: What to do about the problems. May contain addresses and messages of the service.
  returned: success
  type: list
  elements: str
  sample:
    - "To use work_item_action, work_item_info: add the scope idn:work-item:read to the personal access token."
    - A scope that is added reaches only tokens issued afterwards, up to 20 minutes later.
checks:
  description: The checks, in the order of RV(table).
  returned: success
  type: list
  elements: dict
  contains:
    topic:
      description:
        - V(connection), V(scopes), V(modules), V(tenant), or V(answers).
      type: str
      returned: always
      sample: scopes
    name:
      description: What is checked; a scope if RV(checks[].topic=scopes), a module if RV(checks[].topic=modules).
      type: str
      returned: always
      sample: idn:work-item:read
    status:
      description:
        - V(ok), V(problem), or V(not checked).
      type: str
      returned: always
      sample: problem
    seen:
      description: What was found, or why it was not checked. Contains no messages of the service.
      type: str
      returned: always
      sample: the service answered 403
    to_do:
      description: What to do; V(null) if there is nothing to do, or if another check states it.
      type: str
      returned: always
      sample: "To use work_item_action, work_item_info: add the scope idn:work-item:read to the personal access token."
    exception:
      description: The traceback of a check that failed with an internal error, which is a bug in this collection.
      type: str
      returned: if internal error
      sample: "Traceback (most recent call last): ..."
summary:
  description: The number of checks of each RV(checks[].status).
  returned: success
  type: dict
  sample: {"ok": 38, "problem": 1, "not_checked": 4}
hint:
  description: How to resolve the failure.
  returned: failure, if there is one
  type: str
  sample: It looks like https://TENANT.api.identitynow.com.
"""

from ansible_collections.community.sailpoint.plugins.module_utils._connection.info import connection_info
from ansible_collections.community.sailpoint.plugins.module_utils._module import run_connection_info


def main() -> None:
    run_connection_info(connection_info)


if __name__ == "__main__":
    main()
