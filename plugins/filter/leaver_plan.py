# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: leaver_plan
short_description: Decide who gets the work of people who leave
version_added: 0.2.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - The policy of the role P(community.sailpoint.leaver#role). The work of a leaver goes to O(reassign_to), or if that is
    not set, to the manager.
  - If there is no manager, or the recipient does not exist, is inactive, or leaves as well, it goes to O(fallback).
options:
  _input:
    description:
      - What M(community.sailpoint.identity_info) returns for all names, with
        O(community.sailpoint.identity_info#module:missing=list) and
        O(community.sailpoint.identity_info#module:managers=true).
    type: dict
    required: true
  leavers:
    description: The people who leave, as named in the task of M(community.sailpoint.identity_info).
    type: list
    elements: str
    required: true
  reassign_to:
    description: Who gets the work of all leavers. If blank, each person's manager.
    type: str
  fallback:
    description: Who gets the work otherwise. If blank, this is a problem.
    type: str
seealso:
  - plugin: community.sailpoint.leaver
    plugin_type: role
  - module: community.sailpoint.identity_info
"""

EXAMPLES = r"""
- name: Find the people and their managers
  community.sailpoint.identity_info:
    identities: [bruno.costa, chloe.dubois]
    managers: true
    missing: list
  register: found

- name: Show who would get Bruno's work
  ansible.builtin.debug:
    msg: "{{ (found | community.sailpoint.leaver_plan(['bruno.costa'], fallback='chloe.dubois')).moves }}"
"""

RETURN = r"""
_value:
  description: The plan.
  type: dict
  contains:
    moves:
      description:
        - A list of C(from) and C(to), each with C(id), C(name), C(alias), C(email), C(state), and C(active), and C(reason),
          which states why the fallback is used, or is empty. C(to) is V(null) if nobody can get the work.
      type: list
      elements: dict
    problems:
      description: A sentence for each problem; empty if there are none.
      type: list
      elements: str
    configs:
      description: The plan in the form of O(community.sailpoint.reassignment_configs#module:configs).
      type: list
      elements: dict
    handovers:
      description: The plan in the form of O(community.sailpoint.waiting_work_handover#module:handovers).
      type: list
      elements: dict
"""

import typing as t

from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.plugin_utils._leavers import (
    LeaverOptions,
    Move,
    configs_of,
    handovers_of,
    plan_moves,
)

NAME = "community.sailpoint.leaver_plan"
_SHOWN = ("id", "name", "alias", "email", "state", "active")


def leaver_plan(found: t.Any, leavers: t.Any, reassign_to: t.Any = None, fallback: t.Any = None) -> dict[str, t.Any]:
    """Return the plan; raise ``AnsibleFilterError`` for input that ``identity_info`` does not return."""
    try:
        options = LeaverOptions([str(name) for name in leavers if _text(name)], _text(reassign_to), _text(fallback))
        moves, problems = plan_moves(found, options)
        return {
            "moves": [_shown(move) for move in moves],
            "problems": problems,
            "configs": configs_of(moves),
            "handovers": handovers_of(moves),
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise AnsibleFilterError(
            f"{NAME} takes the result of community.sailpoint.identity_info with managers: true, and names: {error!r}"
        ) from error


def _text(value: t.Any) -> str | None:
    """Return the name as the module received it; ``None`` if blank."""
    return str(value) if value is not None and str(value).strip() else None


def _shown(move: Move) -> dict[str, t.Any]:
    leaver, target = ({key: one[key] for key in _SHOWN} if one else None for one in (move.leaver, move.target))
    return {"from": leaver, "to": target, "reason": move.reason}


class FilterModule:
    """The class in which Ansible looks for filters."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        return {"leaver_plan": leaver_plan}
