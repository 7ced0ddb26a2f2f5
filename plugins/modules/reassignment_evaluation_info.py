#!/usr/bin/python
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: reassignment_evaluation_info
short_description: Find out who gets the work of identities now
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Asks SailPoint Identity Security Cloud (ISC) who would get work that is assigned to an identity at this moment, and
    by which steps.
  - Where the one who covers is away as well, the service follows the chain for up to 5 steps.
notes:
  - There is one request for each identity and type of work.
  - Needs the scope C(idn:reassignment-configuration:manage), C(idn:reassignment-configuration:read) if O(config_types)
    is not set, and C(idn:identity:read) if O(api_version=beta).
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
options:
  identities:
    description:
      - The identities whose work is meant, by their ID, their alias (user name), or their email.
    type: list
    elements: str
    required: true
  config_types:
    description:
      - The types of work.
      - V(GENERIC_APPROVALS) does not exist if O(api_version) is V(beta) or V(v2024).
      - If not set, all types that the tenant offers are evaluated.
    type: list
    elements: str
    choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
  exclusion_filters:
    description:
      - What the service shall leave out. V(SELF_REVIEW_DELEGATION) leaves out the delegation of reviews of oneself.
    type: list
    elements: str
    choices: [SELF_REVIEW_DELEGATION]
seealso:
  - module: community.sailpoint.reassignment_config_info
  - name: Work Reassignment API
    description: The reference of the API that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: Who gets Anna's work now?
  community.sailpoint.reassignment_evaluation_info:
    identities:
      - anna.berg
  register: now

- name: Who gets her certifications, reviews of herself aside?
  community.sailpoint.reassignment_evaluation_info:
    identities:
      - anna.berg@example.com
    config_types:
      - CERTIFICATIONS
    exclusion_filters:
      - SELF_REVIEW_DELEGATION
"""

RETURN = r"""
evaluations:
  description: One entry for each identity and type of work, in the order in which they are given.
  returned: success
  type: list
  elements: dict
  contains:
    identity:
      description: To whom the work is assigned. The name is V(null) if it is not known.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    config_type:
      description: The type of work.
      type: str
      returned: always
      sample: CERTIFICATIONS
    reassigned:
      description: Whether somebody else gets the work.
      type: bool
      returned: always
      sample: true
    reassign_to:
      description: Who gets the work; the identity itself if it is not reassigned.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Bruno Costa"}
    trail:
      description:
        - The steps from the identity to who gets the work; empty if it is not reassigned.
        - Where the service answers with several evaluations, their steps in order.
      type: list
      elements: dict
      returned: always
      contains:
        reassigned_from:
          description: Whose work it was.
          type: dict
          returned: always
          sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
        reassigned_to:
          description: Whose work it became.
          type: dict
          returned: always
          sample: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Bruno Costa"}
        type:
          description: Why, such as V(MANUAL_REASSIGNMENT) or V(SELF_REVIEW_DELEGATION); V(null) if it is not known.
          type: str
          returned: always
          sample: AUTOMATIC_REASSIGNMENT
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import CONFIG_TYPES_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.evaluation_info import read_evaluations

ARGUMENT_SPEC = {
    "identities": {"type": "list", "elements": "str", "required": True},
    "config_types": CONFIG_TYPES_SPEC,
    "exclusion_filters": {"type": "list", "elements": "str", "choices": ["SELF_REVIEW_DELEGATION"]},
}


def main() -> None:
    run_info(ARGUMENT_SPEC, read_evaluations)


if __name__ == "__main__":
    main()
