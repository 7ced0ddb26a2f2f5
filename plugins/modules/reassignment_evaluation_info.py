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
  - Evaluates who gets work that SailPoint Identity Security Cloud (ISC) assigns to an identity now, and by which steps.
  - If a cover is absent as well, the service follows the chain for up to 5 steps.
notes:
  - The module sends one request per identity and work type.
  - Requires the scope C(idn:reassignment-configuration:manage), C(idn:reassignment-configuration:read) if
    O(config_types) is not set, and C(idn:identity:read) if O(api_version=beta).
extends_documentation_fragment:
  - community.sailpoint._connection
  - community.sailpoint._attributes
  - community.sailpoint._attributes.reads
options:
  identities:
    description:
      - The identities to evaluate, by ID, alias (user name), or email.
    type: list
    elements: str
    required: true
  config_types:
    description:
      - The work types to evaluate.
      - V(GENERIC_APPROVALS) is not available if O(api_version) is V(beta) or V(v2024).
      - If not set, all work types that the tenant offers are evaluated.
    type: list
    elements: str
    choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
  exclusion_filters:
    description:
      - Rules that the service ignores in the evaluation. V(SELF_REVIEW_DELEGATION) ignores the delegation of
        self-reviews.
    type: list
    elements: str
    choices: [SELF_REVIEW_DELEGATION]
seealso:
  - module: community.sailpoint.reassignment_config_info
  - name: Work Reassignment API
    description: API reference for the operations that this module uses.
    link: https://developer.sailpoint.com/docs/api/v2025/work-reassignment
"""

EXAMPLES = r"""
- name: Find out who gets Anna's work now
  community.sailpoint.reassignment_evaluation_info:
    identities:
      - anna.berg
  register: now

- name: Find out who gets Anna's certifications, ignoring the delegation of self-reviews
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
  description: One entry per identity and work type, in the order of O(identities) and O(config_types).
  returned: success
  type: list
  elements: dict
  contains:
    identity:
      description: The identity to which the work is assigned. The name is V(null) if it is not known.
      type: dict
      returned: always
      sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
    config_type:
      description: The work type.
      type: str
      returned: always
      sample: CERTIFICATIONS
    reassigned:
      description: Whether another identity gets the work.
      type: bool
      returned: always
      sample: true
    reassign_to:
      description:
        - The identity that gets the work; the same as RV(evaluations[].identity) if the work is not reassigned.
      type: dict
      returned: always
      sample: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Bruno Costa"}
    trail:
      description:
        - The steps from the identity to the one that gets the work; empty if the work is not reassigned.
        - If the service returns several evaluations, the steps of all of them in order.
      type: list
      elements: dict
      returned: always
      contains:
        reassigned_from:
          description: The identity that had the work before this step.
          type: dict
          returned: always
          sample: {"id": "2c9180835d191a86015d28455b4a2329", "name": "Anna Berg"}
        reassigned_to:
          description: The identity that gets the work in this step.
          type: dict
          returned: always
          sample: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Bruno Costa"}
        type:
          description:
            - The reason, such as V(MANUAL_REASSIGNMENT) or V(SELF_REVIEW_DELEGATION); V(null) if it is not known.
          type: str
          returned: always
          sample: AUTOMATIC_REASSIGNMENT
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
