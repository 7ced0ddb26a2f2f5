# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Cleans up the options of a module before Ansible validates them. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t

_Spec = t.Mapping[str, t.Mapping[str, t.Any]]


def tidy(values: t.Mapping[str, t.Any], spec: _Spec) -> dict[str, t.Any]:
    """Return the options without null and blank values, and with choices in the case of ``spec``.

    Surveys and templates pass blanks for options that are not set. A list that contains only blanks is blank as well;
    an empty list is not. Options that ``spec`` does not describe stay as they are.
    """
    tidied: dict[str, t.Any] = {}
    for name, value in values.items():
        if name not in spec:
            tidied[name] = value
        elif not is_blank(value):
            tidied[name] = _tidy_value(value, spec[name])
    return tidied


def is_blank(value: t.Any) -> bool:
    """Return whether the value counts as not set: null, blank, or a list of only such values."""
    if isinstance(value, list) and value:
        return all(map(is_blank, value))
    return value is None or (isinstance(value, str) and not value.strip())


def _tidy_value(value: t.Any, option: t.Mapping[str, t.Any]) -> t.Any:
    if isinstance(value, list):
        return [_tidy_value(item, option) for item in value if not is_blank(item)]
    if isinstance(value, dict) and option.get("options"):
        return tidy(value, option["options"])
    if isinstance(value, str) and option.get("choices"):
        return _choices(value, option)
    return value


def _choices(text: str, option: t.Mapping[str, t.Any]) -> str:
    # Ansible splits text at commas into a list.
    items = text.split(",") if option.get("type") == "list" else [text]
    return ",".join(_choice(item, option["choices"]) for item in items)


def _choice(text: str, choices: t.Iterable[t.Any]) -> str:
    """Return the choice that equals ``text`` regardless of case, or else ``text`` itself."""
    by_name = {str(choice).casefold(): choice for choice in choices if isinstance(choice, str)}
    return by_name.get(text.strip().casefold(), text)
