# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Renders the report as one self-contained page. It needs no network, no other file, and no script to be readable."""

from __future__ import annotations

import base64
import hashlib
import typing as t
from datetime import date, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ansible_collections.community.sailpoint.plugins.module_utils._instants import parse_instant, zone_info
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.words import count_in_words
from ansible_collections.community.sailpoint.plugins.plugin_utils._report.data import STATUSES
from ansible_collections.community.sailpoint.plugins.plugin_utils._report.timeline import Timeline

_Row = dict[str, t.Any]


def render_page(report: t.Mapping[str, t.Any], days_before: int, days_after: int) -> str:
    """Return the page, whose timeline covers at most ``days_before`` and ``days_after`` today.

    Jinja escapes every value, unlike Ansible's own templates. The content security policy contains the checksum of the
    script, so that browsers run no other. Raises ``OverflowError`` for too many days.
    """
    zone = zone_info(report["timezone"])
    rows = _rows(report["reassignments"])
    windows = [_window(row) for row in rows]
    timeline = Timeline(windows, date.fromisoformat(report["date"]), zone, days_before, days_after)
    for row, window in zip(rows, windows):
        row["bar"] = timeline.bar_of(window)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["local"] = lambda instant: f"{_instant(instant).astimezone(zone):%Y-%m-%d %H:%M}"
    environment.filters["counts"] = count_in_words
    environment.filters["work_type"] = lambda config_type: config_type.replace("_", " ").capitalize()
    environment.filters["sha256"] = lambda text: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return environment.get_template("page.html.j2").render(report=report, groups=_groups(rows), timeline=timeline)


def _rows(lines: t.Iterable[t.Mapping[str, t.Any]]) -> list[_Row]:
    """Return the lines of the report, combining those that only differ in the work type."""
    rows: dict[str, _Row] = {}
    for line in lines:
        rest = {key: value for key, value in line.items() if key != "config_type"}
        rows.setdefault(repr(rest), {**rest, "config_types": []})["config_types"].append(line["config_type"])
    return list(rows.values())


def _groups(rows: t.Iterable[_Row]) -> dict[str, list[_Row]]:
    """Group the rows by status, those with problems first; without empty groups."""
    groups: dict[str, list[_Row]] = {name: [] for name in ("attention", *STATUSES)}
    for row in rows:
        groups["attention" if row["problems"] else row["status"]].append(row)
    return {name: members for name, members in groups.items() if members}


def _window(row: _Row) -> Window:
    return Window(*(row[edge] and _instant(row[edge]) for edge in ("start", "end")))


def _instant(text: str) -> datetime:
    return parse_instant(text, None, "time")
