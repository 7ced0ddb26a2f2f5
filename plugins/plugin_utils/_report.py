# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""What the report says of a tenant's reassignments. Pure: no I/O, no Ansible, and the same at any time of a day."""

from __future__ import annotations

import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._instants import (
    format_instant,
    parse_instant,
    zone_info,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.chains import MAX_DEPTH, follow_chain
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

STATUSES = ("active", "scheduled", "expired")

#: The service can answer with instants before and after these, to say "ever". As text they are in the same order.
_FIRST, _LAST = "1970-01-01T00:00:00Z", "9998-12-31T00:00:00Z"

_Shown = dict[str, t.Any]


def make_report(
    reassignments: t.Iterable[t.Mapping[str, t.Any]],
    identities: t.Iterable[t.Mapping[str, t.Any]],
    *,
    now: datetime,
    timezone: str,
    title: str,
    incomplete_reason: str | None,
) -> _Shown:
    """The report as plain data, from what C(reassignment_config_info) and C(identity_info) return.

    The statuses are those at the instant C(now), of which only the date in the IANA zone
    C(timezone) is part of the report. Raises C(InvalidInput) for a zone that there is not.
    """
    people = _People(reassignments := list(reassignments), identities)
    held = {conf.key: conf for conf in map(_configuration, reassignments)}
    alive = {key: conf for key, conf in held.items() if not conf.window.has_ended(now)}
    lines = [_line(conf, alive, people, now) for conf in held.values()]
    lines.sort(
        key=lambda line: (STATUSES.index(line["status"]), people.sort_key(line["identity"]), line["config_type"])
    )
    chains = _longest(line for line in lines if len(line["trail"]) > 1)
    return {
        "title": title,
        "date": now.astimezone(zone_info(timezone)).date().isoformat(),
        "timezone": timezone,
        "incomplete_reason": incomplete_reason,
        "summary": _summary(lines, chains),
        "reassignments": lines,
        "chains": chains,
    }


class _People:
    """What is known of each identity."""

    def __init__(
        self, reassignments: t.Iterable[t.Mapping[str, t.Any]], identities: t.Iterable[t.Mapping[str, t.Any]]
    ) -> None:
        self._found = {identity["id"].lower(): identity for identity in identities}
        references = (line[role] for line in reassignments for role in ("identity", "reassign_to"))
        self._names = {reference["id"]: reference["name"] for reference in references}

    def show(self, identity_id: str) -> _Shown:
        """C(active) is C(None) for somebody whom the directory does not know."""
        found = self._found.get(identity_id.lower(), {})
        return {
            "id": identity_id,
            "name": found.get("name") or self._names.get(identity_id) or found.get("alias") or identity_id or "nobody",
            "alias": found.get("alias"),
            "email": found.get("email"),
            "state": found.get("state"),
            "active": found.get("active"),
        }

    @staticmethod
    def sort_key(person: t.Mapping[str, t.Any]) -> tuple[str, str]:
        return person["name"].casefold(), person["id"]


def _configuration(shown: t.Mapping[str, t.Any]) -> Configuration:
    start, end = (
        shown[edge] and parse_instant(min(max(shown[edge], _FIRST), _LAST), None, edge) for edge in ("start", "end")
    )
    return Configuration(
        Key(shown["identity"]["id"], shown["config_type"]), shown["reassign_to"]["id"] or "", Window(start, end)
    )


def _line(conf: Configuration, alive: t.Mapping[Key, Configuration], people: _People, now: datetime) -> _Shown:
    status = conf.window.status(now)
    links = follow_chain(alive, conf) if status != "expired" else [conf]
    trail = [people.show(link.target_id) for link in links]
    identity = people.show(conf.key.identity_id)
    return {
        "identity": identity,
        "config_type": conf.key.config_type,
        "reassign_to": trail[0],
        **_edges(conf.window),
        "permanent": conf.window.end is None,
        "status": status,
        "trail": [_briefly(person) for person in trail],
        "problems": _problems(identity, links, trail) if status != "expired" else [],
    }


def _edges(window: Window) -> _Shown:
    return {
        "start": window.start and format_instant(window.start),
        "end": window.end and format_instant(window.end),
    }


def _problems(identity: _Shown, links: t.Sequence[Configuration], trail: t.Sequence[_Shown]) -> list[_Shown]:
    """What is wrong with a reassignment, each with its C(kind), and when the one who covers is away with the time."""
    found: list[_Shown] = []
    if trail[0]["active"] is None:
        found.append({"kind": "target_unknown"})
    elif not trail[0]["active"]:
        found.append({"kind": "target_inactive"})
    if trail[-1]["id"] in [person["id"] for person in (identity, *trail[:-1])]:
        found.append({"kind": "loop"})
    elif len(trail) > 1:
        common = links[0].window.intersection(links[1].window) or links[0].window
        found.append({"kind": "too_deep" if len(trail) > MAX_DEPTH else "target_away", **_edges(common)})
    return found


def _briefly(person: _Shown) -> _Shown:
    return {key: person[key] for key in ("id", "name", "active")}


def _longest(lines: t.Iterable[_Shown]) -> list[_Shown]:
    """The chains, each with all work types that it holds for; without those that are only the end of another.

    Each loop is there once, beginning with its lowest ID, and what leads into a loop is not.
    """
    types: dict[tuple[str, ...], list[str]] = {}
    people: dict[tuple[str, ...], list[_Shown]] = {}
    for line in lines:
        chain = [_briefly(line["identity"]), *line["trail"]]
        ids = tuple(person["id"] for person in chain)
        if ids[-1] not in ids[:-1] or ids[-1] == ids[0] == min(ids):
            people[ids] = chain
            types.setdefault(ids, []).append(line["config_type"])
    ends = {(ids[first:], config_type) for ids in types for first in range(1, len(ids)) for config_type in types[ids]}
    return [
        {"people": people[ids], "config_types": own, "loop": ids[-1] == ids[0], "too_deep": len(ids) > MAX_DEPTH + 1}
        for ids, all_types in types.items()
        if (own := [config_type for config_type in all_types if (ids, config_type) not in ends])
    ]


def _summary(lines: t.Sequence[_Shown], chains: t.Sequence[_Shown]) -> _Shown:
    def count(chosen: t.Callable[[_Shown], bool]) -> dict[str, int]:
        found = [line for line in lines if chosen(line)]
        return {"people": len({line["identity"]["id"] for line in found}), "reassignments": len(found)}

    def has(*kinds: str) -> t.Callable[[_Shown], bool]:
        return lambda line: any(problem["kind"] in kinds for problem in line["problems"])

    return {
        **{status: count(lambda line, status=status: line["status"] == status) for status in STATUSES},  # type: ignore[misc]
        "permanent": count(lambda line: line["permanent"]),
        "target_away": count(has("target_away", "too_deep", "loop")),
        "target_inactive": count(has("target_inactive", "target_unknown")),
        "problems": count(lambda line: bool(line["problems"])),
        "chains": len(chains),
        "loops": sum(chain["loop"] for chain in chains),
    }
