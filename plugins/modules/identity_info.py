#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: identity_info
short_description: Find identities by ID, alias, or email
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Finds identities of SailPoint Identity Security Cloud (ISC) by ID, alias (user name), or email, in the same way as
    the other modules of this collection.
  - Every name must match exactly one identity; with O(missing=list), it may also match none. The error lists all
    other names, with the candidates.
notes:
  - Requires the scope C(idn:identity:read) if O(api_version=beta), and no particular scope otherwise.
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
options:
  identities:
    description:
      - IDs, aliases, or emails, in upper or lower case.
      - A value that looks like an ID (32 hexadecimal digits, or a UUID) is taken as one.
    type: list
    elements: str
    required: true
  missing:
    description:
      - What to do with names that match no identity.
      - V(fail) makes the task fail.
      - V(list) returns them in RV(missing). Names that match several identities are still an error.
    type: str
    choices: [fail, list]
    default: fail
  managers:
    description:
      - Whether to look up the managers as well. Otherwise, only their IDs and names are known. This takes one request for
        about a hundred managers.
    type: bool
    default: false
    version_added: 0.2.0
seealso:
  - module: community.sailpoint.reassignment_config
  - name: Public Identities API
    description: API reference for the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/public-identities
"""

EXAMPLES = r"""
- name: Find two identities
  community.sailpoint.identity_info:
    identities:
      - bruno.costa
      - chloe.dubois@example.com
  register: found

- name: Show their managers
  ansible.builtin.debug:
    msg: "{{ found.identities | map(attribute='manager.name') }}"
"""

RETURN = r"""
identities:
  description: The identities in the order of O(identities), without duplicates.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: The ID.
      type: str
      returned: always
      sample: 2c9180835d191a86015d28455b4a2329
    name:
      description: The display name.
      type: str
      returned: always
      sample: Bruno Costa
    alias:
      description: The alias (user name).
      type: str
      returned: always
      sample: bruno.costa
    email:
      description: The email; V(null) if there is none.
      type: str
      returned: always
      sample: bruno.costa@example.com
    manager:
      description:
        - The manager; V(null) if there is none.
        - With O(managers=true), it also has the keys C(alias), C(email), C(state), and C(active), like the identity itself.
          C(active) is V(null) if the manager does not exist.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Anna Berg"}
    state:
      description:
        - The state in the service, such as V(ACTIVE) or V(INACTIVE_SHORT_TERM); V(null) if the service returns none.
      type: str
      returned: always
      sample: ACTIVE
    active:
      description: V(false) if the state marks the identity as inactive, otherwise V(true).
      type: bool
      returned: always
      sample: true
ids:
  description: The ID of each of O(identities), by the name as given.
  returned: success
  type: dict
  sample: {"bruno.costa": "2c9180835d191a86015d28455b4a2329"}
missing:
  description: The names that match no identity, without duplicates; empty unless O(missing=list).
  returned: success
  type: list
  elements: str
  sample: []
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

from ansible_collections.community.sailpoint.plugins.module_utils._identities.info import identity_info_result
from ansible_collections.community.sailpoint.plugins.module_utils._module import run_info

ARGUMENT_SPEC = {
    "identities": {"type": "list", "elements": "str", "required": True},
    "missing": {"type": "str", "choices": ["fail", "list"], "default": "fail"},
    "managers": {"type": "bool", "default": False},
}


def main() -> None:
    run_info(ARGUMENT_SPEC, identity_info_result)


if __name__ == "__main__":
    main()
