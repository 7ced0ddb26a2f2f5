# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: reassignment_report
short_description: Report who covers for whom, as data, HTML, CSV, and JSON
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Reports the status of each reassignment, who finally gets the work, and problems such as absent covers.
  - The role P(community.sailpoint.report#role) reads a tenant, and writes the output of this filter to files.
  - On the same day, the same reassignments give the same report, unless a reassignment starts or ends in between.
options:
  _input:
    description: The reassignments, as in RV(community.sailpoint.reassignment_config_info#module:reassignments).
    type: list
    elements: dict
    required: true
  identities:
    description:
      - The identities that the reassignments mention, as in RV(community.sailpoint.identity_info#module:identities).
      - Other identities are reported as unknown.
    type: list
    elements: dict
    required: true
  now:
    description:
      - The date and time of the report, in ISO 8601 format. Without a UTC offset, it is local time in O(timezone).
      - If not set, it is the current time.
    type: str
  timezone:
    description: The IANA time zone, such as V(Europe/Berlin), for the date of the report and the times on the page.
    type: str
    default: UTC
  title:
    description: The title of the report, such as the name of the tenant.
    type: str
    default: ''
  incomplete_reason:
    description:
      - Why reassignments may be missing, as in
        RV(community.sailpoint.reassignment_config_info#module:incomplete_reason).
    type: str
  waiting_work:
    description:
      - The result of M(community.sailpoint.waiting_work_info) for people who are away now.
      - If not set, the report does not mention waiting work.
    type: dict
    version_added: 0.2.0
  days_before:
    description: How many days before today the timeline on the page starts at the earliest.
    type: int
    default: 14
  journal:
    description:
      - The content of the O(community.sailpoint.waiting_work_handover#module:journal), for a table of all handovers.
    type: str
    version_added: 0.2.0
  journal_path:
    description: The path of the O(journal) in messages.
    type: str
    default: journal
    version_added: 0.2.0
  days_after:
    description: How many days after today the timeline on the page ends at the latest.
    type: int
    default: 90
seealso:
  - plugin: community.sailpoint.report
    plugin_type: role
  - module: community.sailpoint.reassignment_config_info
  - module: community.sailpoint.identity_info
"""

EXAMPLES = r"""
- name: Read all reassignments
  community.sailpoint.reassignment_config_info:
  register: found

- name: Read the people whom they mention
  community.sailpoint.identity_info:
    identities: "{{ (found.reassignments | map(attribute='identity.id') | list
      + found.reassignments | map(attribute='reassign_to.id') | list) | unique }}"
    missing: list
  register: people

- name: Show how many reassignments have a problem, such as an absent or inactive cover
  ansible.builtin.debug:
    msg: "{{ (found.reassignments | community.sailpoint.reassignment_report(people.identities)).data.summary.problems }}"
"""

RETURN = r"""
_value:
  description: The same report in several forms.
  type: dict
  contains:
    html:
      description:
        - A self-contained HTML page with a timeline, which needs no network and no other file. All values are
          escaped. The content security policy of the page only allows its own search script.
      type: str
    csv:
      description:
        - One row per reassignment. Text that a spreadsheet could take for a formula, with any separator, is preceded
          by an apostrophe. Programs should use RV(_value.data) instead.
        - It starts with a byte order mark, because some spreadsheets misread names without it.
      type: str
    json:
      description: RV(_value.data) as JSON text.
      type: str
    data:
      description: The report for programs. Times are in UTC.
      type: dict
      contains:
        date:
          description:
            - The date of the report. RV(ignore:title), RV(ignore:timezone) and RV(ignore:incomplete_reason) are
              returned as given.
          type: str
          sample: "2026-12-24"
        summary:
          description:
            - The numbers of C(people) and of C(reassignments) for each of C(active), C(scheduled), C(expired),
              C(permanent), C(target_away), C(target_inactive) (inactive or unknown), and C(problems) (of any kind).
            - Also the number of C(chains), and of C(loops) among them.
          type: dict
          sample: {"active": {"people": 2, "reassignments": 6}, "chains": 1, "loops": 0}
        reassignments:
          description:
            - The reassignments, sorted by C(status) (V(active), V(scheduled), or V(expired)), name, and work type.
            - C(active) of a person is V(null) if the person is unknown. C(start) is V(null) if the service returns
              none. C(end) is V(null) if the reassignment is permanent.
            - C(trail) lists the people through whom the work passes, from the cover to the person who finally gets
              it, as far as all these reassignments overlap in time, up to 50 people.
            - C(problems) lists the problems of a reassignment that has not ended. The C(kind) is V(target_away),
              V(target_inactive), V(target_unknown), V(too_deep) (the service follows a chain to a depth of 5), or
              V(loop). V(target_away) and V(too_deep) have C(start) and C(end), between which both people are absent.
          type: list
          elements: dict
          sample:
            - config_type: CERTIFICATIONS
              end: "2027-01-07T07:00:00Z"
              identity: {"id": "2c91", "name": "Anna Berg", "alias": "anna.berg", "email": null, "state": "ACTIVE", "active": true}
              permanent: false
              problems: []
              reassign_to: {"id": "2c92", "name": "Bruno Costa", "alias": "bruno.costa", "email": null, "state": "ACTIVE", "active": true}
              start: "2026-12-21T07:00:00Z"
              status: active
              trail: [{"id": "2c92", "name": "Bruno Costa", "alias": "bruno.costa", "email": null, "state": "ACTIVE", "active": true}]
        chains:
          description:
            - The chains of covers who are absent themselves. C(people) lists them from first to last, C(config_types)
              the work types concerned; C(loop) and C(too_deep) are booleans.
            - A chain that is only the end of a longer one is not listed.
          type: list
          elements: dict
        waiting_work:
          description:
            - The waiting work of people who are away; V(null) without O(waiting_work). C(people) lists the C(identity) of
              each person with waiting work, the C(total), the numbers C(by_queue), and when the C(oldest) item was created.
            - C(queues_left_out) lists the names of queues that could not be read.
          type: dict
          sample: {"people": [], "queues_left_out": []}
        history:
          description:
            - The handovers in the O(journal); V(null) without one. Open ones come first, then the latest.
            - C(state) is V(open), V(returned), or V(gone), which means closed or passed on to somebody else. C(until) is when
              a task detected this; V(null) while it is open.
          type: list
          elements: dict
          version_added: 0.2.0
          sample:
            - item: {"id": "2c9180835d2e5168015d32f890ca1581", "name": "Access request 17"}
              queue: work_items
              config_type: MANUAL_TASKS
              from: {"id": "2c91", "name": "Anna Berg"}
              to: {"id": "2c92", "name": "Bruno Costa"}
              since: "2026-12-21T05:00:00Z"
              until: null
              state: open
"""

import json
import typing as t

from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.module_utils._instants import parse_instant, utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._report.data import make_report
from ansible_collections.community.sailpoint.plugins.plugin_utils._report.page import render_page
from ansible_collections.community.sailpoint.plugins.plugin_utils._report.spreadsheet import write_csv

NAME = "community.sailpoint.reassignment_report"


def reassignment_report(
    reassignments: t.Any,
    identities: t.Any,
    now: str | None = None,
    timezone: str = "UTC",
    title: str = "",
    incomplete_reason: str | None = None,
    days_before: int = 14,
    days_after: int = 90,
    waiting_work: t.Any = None,
    journal: str | None = None,
    journal_path: str = "journal",
) -> dict[str, t.Any]:
    """Return the report in each form; raise ``AnsibleFilterError`` for invalid input."""
    try:
        data = make_report(
            reassignments,
            identities,
            now=parse_instant(str(now), timezone, "now") if now else utc_now(),
            timezone=timezone,
            title=title,
            incomplete_reason=incomplete_reason,
            journal=journal,
            journal_path=journal_path,
            waiting_work=waiting_work,
        )
        return {
            "data": data,
            "html": render_page(data, int(days_before), int(days_after)),
            "csv": write_csv(data),
            "json": json.dumps(data, ensure_ascii=False, indent=4, sort_keys=True),
        }
    except InvalidInput as error:
        raise AnsibleFilterError(f"{NAME}: {error.message}") from error
    except (OverflowError, ValueError) as error:
        raise AnsibleFilterError(f"{NAME}: days_before and days_after: {error}") from error
    except (AttributeError, KeyError, TypeError) as error:
        raise AnsibleFilterError(
            f"{NAME} takes the reassignments of community.sailpoint.reassignment_config_info"
            f" and the identities of community.sailpoint.identity_info: {error!r}"
        ) from error


class FilterModule:
    """The class in which Ansible looks for filters."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        return {"reassignment_report": reassignment_report}
