# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The checks as lines of text, for people and bug reports."""

from __future__ import annotations

import collections
import itertools
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import NOT_CHECKED, Check, Found

#: If more checks of a topic than this were impossible for the same reason, they share one line.
_MOST_ALIKE = 4


def table(checks: t.Sequence[Check]) -> list[str]:
    """Return one line per topic and per check: name, status, and what was seen."""
    width = max(len(check.name) for check in checks)

    def line(name: str, found: Found) -> str:
        return f"  {name:{width}}  {found.status:{len(NOT_CHECKED)}}  {found.seen}"

    lines: list[str] = []
    for topic, group in itertools.groupby(checks, key=lambda check: check.topic):
        in_topic = list(group)
        alike = collections.Counter(check.found for check in in_topic if check.found.status == NOT_CHECKED)
        many = {found: count for found, count in alike.items() if count > _MOST_ALIKE}
        lines.append(f"{topic}:")
        lines += [line(check.name, check.found) for check in in_topic if check.found not in many]
        lines += [line(f"{count} checks", found) for found, count in many.items()]
    return lines
