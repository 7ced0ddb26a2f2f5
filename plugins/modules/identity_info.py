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
  - Finds identities of SailPoint Identity Security Cloud (ISC) by their ID, their alias (user name), or their email,
    just as the other modules of this collection do.
  - Every name must match exactly one identity, or none with O(missing=list). All other names are reported together, with
    the candidates.
notes:
  - Needs the scope C(idn:identity:read) if O(api_version=beta), and no scope of its own otherwise.
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
options:
  identities:
    description:
      - The IDs, aliases and emails. Upper and lower case are the same.
      - What looks like an ID (32 hexadecimal digits, or a UUID) is taken as one.
    type: list
    elements: str
    required: true
  missing:
    description:
      - What to do with names that match no identity.
      - V(fail) fails.
      - V(list) returns them as RV(missing). Names that match several identities are an error all the same.
    type: str
    choices: [fail, list]
    default: fail
  managers:
    description:
      - Whether to look up the managers as well, of whom otherwise only the ID and the name are known. This costs one
        request for about a hundred managers.
    type: bool
    default: false
    version_added: 0.2.0
seealso:
  - module: community.sailpoint.reassignment_config
  - name: Public Identities API
    description: The reference of the API that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/public-identities
"""

EXAMPLES = r"""
- name: Who are they, and who is their manager?
  community.sailpoint.identity_info:
    identities:
      - bruno.costa
      - chloe.dubois@example.com
  register: found

- name: Their managers
  ansible.builtin.debug:
    msg: "{{ found.identities | map(attribute='manager.name') }}"
"""

RETURN = r"""
identities:
  description: The identities in the order in which they are given, each once.
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
      description: The name for people.
      type: str
      returned: always
      sample: Bruno Costa
    alias:
      description: The user name.
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
        - With O(managers=true), it has also the keys C(alias), C(email), C(state), and C(active), as the identity itself.
          C(active) is V(null) if the manager does not exist.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Anna Berg"}
    state:
      description:
        - What the service says of the state, such as V(ACTIVE) or V(INACTIVE_SHORT_TERM); V(null) if it says nothing.
      type: str
      returned: always
      sample: ACTIVE
    active:
      description: Whether nothing in the state says that the identity is inactive.
      type: bool
      returned: always
      sample: true
ids:
  description: The ID that each of O(identities) means, by the name as it is given.
  returned: success
  type: dict
  sample: {"bruno.costa": "2c9180835d191a86015d28455b4a2329"}
missing:
  description: The names that match no identity, each once; empty unless O(missing=list).
  returned: success
  type: list
  elements: str
  sample: []
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
