# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The report as one page that needs nothing else: no network, no other file, and no script to be read."""

from __future__ import annotations

import base64
import hashlib
import typing as t
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ansible_collections.community.sailpoint.plugins.module_utils._instants import (
    parse_instant,
    zone_info,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.plugin_utils._report import STATUSES
from ansible_collections.community.sailpoint.plugins.plugin_utils._time_line import TimeLine

_PAGE = "page.html.j2"
_SCRIPT = "page.js"


def render_page(report: t.Mapping[str, t.Any], templates: Path, before: timedelta, after: timedelta) -> str:
    """The page, made of the files in C(templates); its line of time shows at most the days C(before) and C(after).

    Every value is escaped: Ansible's own templates would not do so, not even if told to. The script
    is the only one that a browser runs, since the page's policy has its checksum.
    """
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    script = environment.get_template(_SCRIPT).render()
    zone = zone_info(report["timezone"])
    lines = report["reassignments"]
    windows = {(line["start"], line["end"]): _window(line) for line in lines}
    time_line = TimeLine(list(windows.values()), date.fromisoformat(report["date"]), zone, before, after)
    bars = {edges: time_line.bar_of(window) for edges, window in windows.items()}
    environment.filters["local"] = lambda instant: _local(instant, zone)
    environment.filters["work_type"] = lambda config_type: config_type.replace("_", " ").capitalize()
    return environment.get_template(_PAGE).render(
        report=report,
        groups=_grouped(_rows(lines)),
        bars=bars,
        ticks=time_line.ticks(),
        today=time_line.today,
        script=script,
        script_checksum="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _rows(lines: t.Iterable[t.Mapping[str, t.Any]]) -> list[dict[str, t.Any]]:
    """The lines of the report, those in one that differ in nothing but the type of work."""
    rows: dict[str, dict[str, t.Any]] = {}
    for line in lines:
        rest = {key: value for key, value in line.items() if key != "config_type"}
        row = rows.setdefault(repr(rest), {**rest, "config_types": []})
        row["config_types"].append(line["config_type"])
    return list(rows.values())


def _grouped(rows: t.Sequence[dict[str, t.Any]]) -> dict[str, list[dict[str, t.Any]]]:
    """The rows by status, those with a problem first, whatever their status; without groups that are empty."""
    groups: dict[str, list[dict[str, t.Any]]] = {name: [] for name in ("attention", *STATUSES)}
    for row in rows:
        groups["attention" if row["problems"] else row["status"]].append(row)
    return {name: members for name, members in groups.items() if members}


def _window(line: t.Mapping[str, t.Any]) -> Window:
    return Window(*(line[edge] and parse_instant(line[edge], None, edge) for edge in ("start", "end")))


def _local(instant: str, zone: ZoneInfo) -> str:
    return f"{parse_instant(instant, None, 'time').astimezone(zone):%Y-%m-%d %H:%M}"
