# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: reassignment_report_csv
short_description: A report of reassignments for spreadsheets
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Turns a report of P(community.sailpoint.reassignment_report#filter) into CSV with one row for each reassignment.
  - It is made for spreadsheets, which take a cell that begins with C(=), C(+), C(-), C(@), a tab or a line break for a
    formula. Such a cell gets an apostrophe in front, so that the name of a person cannot do anything.
    Programs should read the report as JSON.
  - The first character is a byte order mark, without which some spreadsheets misread names. Lines end in CRLF.
options:
  _input:
    description: The report.
    type: dict
    required: true
seealso:
  - plugin: community.sailpoint.reassignment_report
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Write the report for a spreadsheet
  ansible.builtin.copy:
    content: "{{ report | community.sailpoint.reassignment_report_csv }}"
    dest: reports/reassignments.csv
    mode: "0600"
"""

RETURN = r"""
_value:
  description:
    - The columns are C(status), C(identity), C(identity_alias), C(identity_email), C(identity_id), C(config_type),
      C(reassign_to), C(reassign_to_alias), C(reassign_to_email), C(reassign_to_id), C(start), C(end), C(permanent),
      C(work_goes_to), which is the chain from the one who covers to the one who gets the work, and C(problems).
  type: str
"""

import typing as t

from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.plugin_utils._report_csv import write_csv


def reassignment_report_csv(report: t.Any) -> str:
    """The CSV; raises C(AnsibleFilterError) for what is not a report."""
    try:
        return write_csv(report)
    except (AttributeError, KeyError, TypeError) as error:
        raise AnsibleFilterError(
            "community.sailpoint.reassignment_report_csv takes a report of"
            f" community.sailpoint.reassignment_report: {error!r}"
        ) from error


class FilterModule:
    """As Ansible finds the filter."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        return {"reassignment_report_csv": reassignment_report_csv}
