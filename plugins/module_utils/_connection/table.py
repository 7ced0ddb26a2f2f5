# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The checks as lines of text, to read and to give to others."""

from __future__ import annotations

import itertools
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import NOT_CHECKED, Check


def table(checks: t.Sequence[Check]) -> list[str]:
    """A line for each topic and each check: name, status, what was seen."""
    width = max(len(check.name) for check in checks)
    lines: list[str] = []
    for topic, group in itertools.groupby(checks, key=lambda check: check.topic):
        lines.append(f"{topic}:")
        for check in group:
            lines.append(f"  {check.name:{width}}  {check.found.status:{len(NOT_CHECKED)}}  {check.found.seen}")
    return lines
