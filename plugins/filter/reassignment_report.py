# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: reassignment_report
short_description: Report who covers for whom, as data, as a page, as CSV, and as JSON
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Reports the status of each reassignment, where the work ends up, and what is wrong with it.
  - The role P(community.sailpoint.report#role) reads a tenant, and writes what this filter returns to files.
  - Reports on the same reassignments are the same all day long, unless a reassignment begins or ends in between.
options:
  _input:
    description: The reassignments, as RV(community.sailpoint.reassignment_config_info#module:reassignments) has them.
    type: list
    elements: dict
    required: true
  identities:
    description:
      - The people whom the reassignments name, as RV(community.sailpoint.identity_info#module:identities) has them.
      - Anybody else is reported as unknown.
    type: list
    elements: dict
    required: true
  now:
    description:
      - The instant for which the statuses hold, in ISO 8601. Without an offset it is local time in O(timezone).
      - If not set, the present.
    type: str
  timezone:
    description: The IANA time zone, such as V(Europe/Berlin), of the date of the report and of the times on the page.
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
  days_before:
    description: The timeline on the page begins at most this many days ago.
    type: int
    default: 14
  journal:
    description:
      - The content of the O(community.sailpoint.waiting_work_handover#module:journal), for a table of who had what, from
        when until when.
    type: str
    version_added: 0.2.0
  journal_path:
    description: What messages call the file with the O(journal).
    type: str
    default: journal
    version_added: 0.2.0
  days_after:
    description: The timeline on the page ends at most this many days from now.
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

- name: Read the people whom they name
  community.sailpoint.identity_info:
    identities: "{{ (found.reassignments | map(attribute='identity.id') | list
      + found.reassignments | map(attribute='reassign_to.id') | list) | unique }}"
    missing: list
  register: people

- name: Count those whose work goes to somebody who is away or inactive
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
        - One page with a timeline, which needs no network and no other file. All values are escaped, and the page's
          content security policy keeps a browser from running any script but the one that searches the page.
      type: str
    csv:
      description:
        - One row for each reassignment. No cell can act as a formula, whichever separator a spreadsheet uses - an
          apostrophe comes before what could. Programs should read RV(_value.data) instead.
        - It begins with a byte order mark, without which some spreadsheets misread names.
      type: str
    json:
      description: RV(_value.data) as text.
      type: str
    data:
      description: The report for programs. Times are in UTC.
      type: dict
      contains:
        date:
          description: The day for which the report holds. RV(ignore:title), RV(ignore:timezone) and RV(ignore:incomplete_reason) are as given.
          type: str
          sample: "2026-12-24"
        summary:
          description:
            - How many C(people) are concerned, and how many C(reassignments), for each of C(active), C(scheduled),
              C(expired), C(permanent), C(target_away), C(target_inactive) (or unknown), and C(problems) (of any kind).
            - Also the number of C(chains), and of C(loops) among them.
          type: dict
          sample: {"active": {"people": 2, "reassignments": 6}, "chains": 1, "loops": 0}
        reassignments:
          description:
            - The reassignments by C(status) (V(active), V(scheduled), or V(expired)), name, and type of work.
            - C(active) of a person is V(null) if the directory does not know them. C(start) is V(null) if the service does
              not say when the reassignment begins, C(end) if it is permanent.
            - C(trail) has the people to whom the work is passed on, from the one who covers to the one who gets it, as
              long as all of these reassignments have some time in common.
            - C(problems) says what is wrong with a reassignment that has not ended. The C(kind) is V(target_away),
              V(target_inactive), V(target_unknown), V(too_deep) (the service follows a chain to a depth of 5), or V(loop).
              V(target_away) and V(too_deep) have C(start) and C(end), between which both people are away.
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
            - The chains of people who cover and are away themselves, as C(people) from the first to the last, with the
              C(config_types) for which it is so, and whether it is a C(loop) or C(too_deep).
            - A chain that is only the end of a longer one is not listed.
          type: list
          elements: dict
        history:
          description:
            - What was handed over, as the O(journal) says; V(null) without one. What is still with the cover is first, then
              the latest.
            - C(state) is V(open), V(returned), or V(gone), which is closed or given to somebody else. C(until) is when the
              task found that out; V(null) while it is open.
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
from ansible_collections.community.sailpoint.plugins.plugin_utils._report.history import read_history
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
    journal: str | None = None,
    journal_path: str = "journal",
) -> dict[str, t.Any]:
    """The report in each form; raises ``AnsibleFilterError`` for input that makes none."""
    try:
        data = make_report(
            reassignments,
            identities,
            now=parse_instant(str(now), timezone, "now") if now else utc_now(),
            timezone=timezone,
            title=title,
            incomplete_reason=incomplete_reason,
            history=read_history(journal, journal_path) if journal is not None else None,
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
    """As Ansible finds the filter."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        return {"reassignment_report": reassignment_report}
