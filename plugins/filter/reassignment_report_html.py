# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: reassignment_report_html
short_description: A report of reassignments as one self-contained page
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Turns a report of P(community.sailpoint.reassignment_report#filter) into one HTML page with a line of time. It needs no
    network and no other file, is light or dark as the reader prefers, and can be printed.
  - All values are escaped, and the page's content security policy keeps a browser from running any other script than the
    one that searches the page.
options:
  _input:
    description: The report.
    type: dict
    required: true
  templates:
    description:
      - A directory on the controller with the files C(page.html.j2), C(page.css), and C(page.js) that the page is made of.
      - The role P(community.sailpoint.report#role) brings one along in its C(templates).
    type: path
    required: true
  days_before:
    description: The line of time begins at most as many days ago.
    type: int
    default: 14
  days_after:
    description: The line of time ends at most as many days from now.
    type: int
    default: 90
seealso:
  - plugin: community.sailpoint.reassignment_report
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Write the page
  ansible.builtin.copy:
    content: "{{ report | community.sailpoint.reassignment_report_html(role_path ~ '/templates', days_after=30) }}"
    dest: reports/reassignments.html
    mode: "0600"
"""

RETURN = r"""
_value:
  description: The page.
  type: str
"""

import typing as t
from datetime import timedelta
from pathlib import Path

from ansible.errors import AnsibleFilterError
from jinja2 import TemplateError

from ansible_collections.community.sailpoint.plugins.plugin_utils._report_page import render_page


def reassignment_report_html(report: t.Any, templates: str, days_before: int = 14, days_after: int = 90) -> str:
    """The page; raises C(AnsibleFilterError) for what is not a report, and for templates that do not work."""
    try:
        return render_page(report, Path(templates), timedelta(days=int(days_before)), timedelta(days=int(days_after)))
    except TemplateError as error:
        raise AnsibleFilterError(
            f"community.sailpoint.reassignment_report_html: {type(error).__name__} in {templates}: {error}"
        ) from error
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise AnsibleFilterError(
            "community.sailpoint.reassignment_report_html takes a report of"
            f" community.sailpoint.reassignment_report: {error!r}"
        ) from error


class FilterModule:
    """As Ansible finds the filter."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        return {"reassignment_report_html": reassignment_report_html}
