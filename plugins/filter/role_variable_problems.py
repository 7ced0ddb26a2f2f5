# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: role_variable_problems
short_description: Find unknown variables of a role, and values of the wrong type
version_added: 0.2.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Finds variables with the prefix of a role that the role does not know, such as misspelled ones, and values of the wrong
    type. A variable that is null or blank counts as not set.
  - Ansible itself ignores unused variables. The roles of this collection use this filter to reject them.
options:
  _input:
    description: The variables with the prefix of the role.
    type: dict
    required: true
  argument_specs:
    description: The content of C(meta/argument_specs.yml) of the role.
    type: dict
    required: true
  results:
    description: The names of variables that the role sets itself.
    type: list
    elements: str
    default: []
  types:
    description:
      - The names of the variables to check, by type. The types are V(bool), V(dict), V(float), and V(int).
    type: dict
    default: {}
seealso:
  - plugin: ansible.builtin.varnames
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: Reject unknown variables of a role
  ansible.builtin.fail:
    msg: "{{ problems | join('\n') }}"
  when: problems | length > 0
  vars:
    specs: "{{ lookup('ansible.builtin.file', role_path ~ '/meta/argument_specs.yml') | from_yaml }}"
    names: "{{ query('ansible.builtin.varnames', '^my_role_') }}"
    given: "{{ dict(names | zip(query('ansible.builtin.vars', *names))) }}"
    problems: "{{ given | community.sailpoint.role_variable_problems(specs, results=['my_role_result']) }}"
"""

RETURN = r"""
_value:
  description: A sentence for each problem; empty if there are none.
  type: list
  elements: str
  sample: ["vacations_max_change is unknown. Did you mean vacations_max_changes?"]
"""

import typing as t

from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.plugin_utils._role_variables import find_problems

NAME = "community.sailpoint.role_variable_problems"


def role_variable_problems(
    variables: t.Any, argument_specs: t.Any, results: t.Any = (), types: t.Any = None
) -> list[str]:
    """Return the problems; raise ``AnsibleFilterError`` for arguments of the wrong type."""
    try:
        options = argument_specs["argument_specs"]["main"]["options"]
        return find_problems(variables, options, results, types or {})
    except (AttributeError, KeyError, TypeError) as error:
        raise AnsibleFilterError(f"{NAME} takes variables and the argument specs of a role: {error!r}") from error


class FilterModule:
    """The class in which Ansible looks for filters."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        return {"role_variable_problems": role_variable_problems}
