# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: waiting_work_summary
short_description: Summarize a handover of waiting work in a few lines
version_added: 0.2.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Summarizes the result of M(community.sailpoint.waiting_work_handover) for people. The lines state how many items went
    from whom to whom, what stays and why, and for which queues the token has no permission.
options:
  _input:
    description: The result, including one of check mode or of a failure. An empty result gives no lines.
    type: dict
    required: true
seealso:
  - module: community.sailpoint.waiting_work_handover
"""

EXAMPLES = r"""
- name: Hand over Anna's waiting work
  community.sailpoint.waiting_work_handover:
    handovers:
      - from: anna.berg
        to: bruno.costa
  register: handed_over

- name: Show the summary
  ansible.builtin.debug:
    msg: "{{ handed_over | community.sailpoint.waiting_work_summary }}"
"""

RETURN = r"""
_value:
  description: The lines.
  type: list
  elements: str
  sample: ["Waiting work of Anna Berg goes to Bruno Costa: 3 work items, 1 certification"]
"""

import typing as t

from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.plugin_utils._handover_lines import handover_lines

NAME = "community.sailpoint.waiting_work_summary"


def waiting_work_summary(result: t.Any) -> list[str]:
    """Return the lines; raise ``AnsibleFilterError`` for input that is not a result of the module."""
    try:
        return handover_lines(result or {})
    except (AttributeError, KeyError, TypeError) as error:
        raise AnsibleFilterError(
            f"{NAME} takes the result of community.sailpoint.waiting_work_handover: {error!r}"
        ) from error


class FilterModule:
    """The class in which Ansible looks for filters."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        return {"waiting_work_summary": waiting_work_summary}
