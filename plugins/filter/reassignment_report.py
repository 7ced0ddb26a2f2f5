# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: reassignment_report
short_description: Who covers for whom, with chains, and targets who are away or inactive
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Makes a report of reassignments, with for each of them its status, where the work ends up, and what is wrong with it.
  - The role P(community.sailpoint.report#role) writes such a report as a page, as CSV and as JSON.
  - Two reports of the same reassignments are the same if they are made on the same day, unless a reassignment has begun
    or ended between them.
options:
  _input:
    description: The reassignments, as RV(community.sailpoint.reassignment_config_info#module:reassignments) has them.
    type: list
    elements: dict
    required: true
  identities:
    description:
      - The people that the reassignments name, as RV(community.sailpoint.identity_info#module:identities) has them.
      - A target who is not among them is reported as unknown.
    type: list
    elements: dict
    required: true
  now:
    description:
      - The instant at which the statuses hold, in ISO 8601. Without an offset it is local time in O(timezone).
      - If not set, the present.
    type: str
  timezone:
    description: An IANA time zone such as V(Europe/Berlin). The date of the report is that of O(now) in it.
    type: str
    default: UTC
  title:
    description: What the report is about, such as the name of the tenant.
    type: str
    default: ''
  incomplete_reason:
    description:
      - Why reassignments may be missing, as
        RV(community.sailpoint.reassignment_config_info#module:incomplete_reason) says.
    type: str
seealso:
  - module: community.sailpoint.reassignment_config_info
  - module: community.sailpoint.identity_info
  - plugin: community.sailpoint.reassignment_report_csv
    plugin_type: filter
  - plugin: community.sailpoint.reassignment_report_html
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Read all reassignments
  community.sailpoint.reassignment_config_info:
  register: found

- name: Read all people that they name
  community.sailpoint.identity_info:
    identities: "{{ (found.reassignments | map(attribute='identity.id') | list
      + found.reassignments | map(attribute='reassign_to.id') | list) | unique }}"
    missing: list
  register: people

- name: How many get work although they are away or inactive?
  ansible.builtin.debug:
    msg: "{{ (found.reassignments | community.sailpoint.reassignment_report(people.identities)).summary.problems }}"
"""

RETURN = r"""
_value:
  description: The report. Times are in UTC.
  type: dict
  contains:
    title:
      description: As given.
      type: str
    date:
      description: The day on which the report holds.
      type: str
      sample: "2026-12-24"
    timezone:
      description: As given.
      type: str
    incomplete_reason:
      description: As given.
      type: str
    summary:
      description:
        - How many RV(ignore:reassignments) there are and of how many RV(ignore:people), that are C(active), C(scheduled),
          C(expired), C(permanent), have a target who is away at the same time (C(target_away)), have a target who is
          inactive or unknown (C(target_inactive)), or have any problem (C(problems)).
        - Also the number of C(chains) and of C(loops) among them.
      type: dict
      sample: {"active": {"people": 2, "reassignments": 6}, "chains": 1, "loops": 0}
    reassignments:
      description: The reassignments by status, name and type of work.
      type: list
      elements: dict
      contains:
        identity:
          description:
            - Whose work it is. C(active) is V(null) for somebody whom the directory does not know.
          type: dict
          sample: {"id": "2c91", "name": "Anna Berg", "alias": "anna.berg", "email": null, "state": "ACTIVE", "active": true}
        config_type:
          description: The type of work.
          type: str
        reassign_to:
          description: Who covers, in the same form.
          type: dict
        start:
          description: When it begins; V(null) if the service does not say.
          type: str
        end:
          description: When it ends; V(null) if it is permanent.
          type: str
        permanent:
          description: Whether it has no end.
          type: bool
        status:
          description: V(active), V(scheduled), or V(expired).
          type: str
        trail:
          description:
            - Those to whom the work goes on, the one who covers first, and last the one who gets it, as far as there is a
              time at which all of these reassignments hold.
          type: list
          elements: dict
        problems:
          description:
            - What is wrong with a reassignment that has not ended. Its C(kind) is V(target_away), V(target_inactive),
              V(target_unknown), V(too_deep) (the service follows a chain to a depth of 5), or V(loop).
              V(target_away) and V(too_deep) have C(start) and C(end), the time at which the one who covers is away as
              well.
          type: list
          elements: dict
    chains:
      description:
        - Those who cover for somebody and are away at the same time, as C(people) from the first to the last, with the
          C(config_types) for which it is so, and whether it is a C(loop) or C(too_deep).
        - A chain that is only the end of another one is not listed.
      type: list
      elements: dict
"""

import typing as t

from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.module_utils._instants import parse_instant, utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._report import make_report


def reassignment_report(
    reassignments: t.Any,
    identities: t.Any,
    now: str | None = None,
    timezone: str = "UTC",
    title: str = "",
    incomplete_reason: str | None = None,
) -> dict[str, t.Any]:
    """The report; raises C(AnsibleFilterError) for anything that no report can be made of."""
    try:
        return make_report(
            reassignments,
            identities,
            now=parse_instant(str(now), timezone, "now") if now else utc_now(),
            timezone=timezone,
            title=title,
            incomplete_reason=incomplete_reason,
        )
    except InvalidInput as error:
        raise AnsibleFilterError(f"community.sailpoint.reassignment_report: {error.message}") from error
    except (AttributeError, KeyError, TypeError) as error:
        raise AnsibleFilterError(
            "community.sailpoint.reassignment_report takes the reassignments of community.sailpoint"
            f".reassignment_config_info and the identities of community.sailpoint.identity_info: {error!r}"
        ) from error


class FilterModule:
    """As Ansible finds the filter."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        return {"reassignment_report": reassignment_report}
