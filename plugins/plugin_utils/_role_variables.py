# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Checks the variables of a role. Pure: no I/O."""

from __future__ import annotations

import difflib
import typing as t

from ansible.module_utils.common.validation import check_type_bool, check_type_dict, check_type_float, check_type_int

from ansible_collections.community.sailpoint.plugins.module_utils._given_options import is_blank

_CHECKS: dict[str, tuple[t.Callable[[t.Any], t.Any], str]] = {
    "bool": (check_type_bool, "true or false"),
    "dict": (check_type_dict, "a dictionary"),
    "float": (check_type_float, "a number"),
    "int": (check_type_int, "a whole number"),
}


def find_problems(
    variables: t.Mapping[str, t.Any],
    known: t.Collection[str],
    results: t.Collection[str],
    types: t.Mapping[str, t.Collection[str]],
) -> list[str]:
    """Return a sentence for each unknown variable, and for each value of the wrong type.

    ``variables`` are those with the prefix of the role. ``known`` are those that it takes, ``results`` those that it
    sets. ``types`` has the names of variables by type: ``bool``, ``dict``, ``float``, or ``int``. Blank values are
    valid for all types.
    """
    unknown = [name for name in sorted(variables) if name not in known and name not in results]
    values = [
        (name, kind, variables[name])
        for kind, names in types.items()
        for name in names
        if name in variables and not is_blank(variables[name])
    ]
    return [
        *(_unknown(name, known) for name in unknown),
        *(f"{name} must be {_CHECKS[kind][1]}, not {value!r}." for name, kind, value in values if not _is(kind, value)),
    ]


def _unknown(name: str, known: t.Collection[str]) -> str:
    # Compared without the role name, which all variables share.
    by_rest = {other.partition("_")[2]: other for other in sorted(known)}
    nearest = difflib.get_close_matches(name.partition("_")[2], by_rest, 1)
    return f"{name} is unknown.{f' Did you mean {by_rest[nearest[0]]}?' if nearest else ''}"


def _is(kind: str, value: t.Any) -> bool:
    try:
        _CHECKS[kind][0](value)
    except (TypeError, ValueError):
        return False
    return True
