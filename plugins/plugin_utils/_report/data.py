# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The data of the report. Pure: no I/O, no Ansible, the same at any time of a day."""

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
from ansible_collections.community.sailpoint.plugins.plugin_utils._report.history import read_history

STATUSES = ("active", "scheduled", "expired")

#: In people. All trails of a longer chain would take the square of its length; the service follows five.
LONGEST_TRAIL = 50

#: The service may return instants outside of these for "always". As text, they sort in the same order.
_FIRST, _LAST = "1970-01-01T00:00:00Z", "9998-12-31T00:00:00Z"

_Data = dict[str, t.Any]
_Read = t.Sequence[t.Mapping[str, t.Any]]


def make_report(
    reassignments: _Read,
    identities: _Read,
    *,
    now: datetime,
    timezone: str,
    title: str,
    incomplete_reason: str | None,
    journal: str | None = None,
    journal_path: str = "journal",
    waiting_work: t.Mapping[str, t.Any] | None = None,
    problems_ahead: t.Sequence[str] = (),
) -> _Data:
    """Return the report on the results of ``reassignment_config_info``, ``identity_info`` and ``waiting_work_info``.

    The statuses are those at ``now``; the report only contains its date in the IANA zone ``timezone``. ``journal`` is the
    content of a journal of handovers, and ``journal_path`` its name in messages. ``problems_ahead`` are sentences about
    what only the vacation files tell. Raises ``InvalidInput`` for an unknown zone or an invalid journal.
    """
    people = _people(reassignments, identities)
    held = {conf.key: conf for conf in map(_configuration, reassignments)}
    alive = {key: conf for key, conf in held.items() if not conf.window.has_ended(now)}
    lines = [_line(conf, alive, people, now) for conf in held.values()]
    lines.sort(key=lambda line: (STATUSES.index(line["status"]), *_by_name(line["identity"]), line["config_type"]))
    chains = _chains(lines)
    return {
        "title": title,
        "date": now.astimezone(zone_info(timezone)).date().isoformat(),
        "timezone": timezone,
        "incomplete_reason": incomplete_reason,
        "problems_ahead": list(problems_ahead),
        "summary": _summary(lines, chains),
        "reassignments": lines,
        "chains": chains,
        "without_manager": _without_manager(lines, identities),
        "history": read_history(journal, journal_path) if journal is not None else None,
        "waiting_work": _waiting_work(waiting_work, people) if waiting_work else None,
    }


def _waiting_work(read: t.Mapping[str, t.Any], people: t.Mapping[str, _Data]) -> _Data:
    """Return the people with waiting work, and the queues that could not be read."""
    waiting = [
        {
            **{key: one[key] for key in ("total", "by_queue", "oldest")},
            "identity": people[one["identity"]["id"].lower()],
        }
        for one in read["people"]
        if one["total"]
    ]
    return {
        "people": sorted(waiting, key=lambda one: _by_name(one["identity"])),
        "queues_left_out": [one["queue"] for one in read["queues_left_out"]],
    }


def _people(reassignments: _Read, identities: _Read) -> dict[str, _Data]:
    """Return everybody mentioned in a reassignment, by ID; ``active`` is ``None`` for unknown people."""
    found = {identity["id"].lower(): identity for identity in identities}
    references = [line[role] for line in reassignments for role in ("identity", "reassign_to")]
    names = {reference["id"]: reference["name"] for reference in references if reference["name"]}
    people = {}
    for identity_id in (reference["id"] or "" for reference in references):
        known = found.get(identity_id.lower(), {})
        people[identity_id.lower()] = {
            "id": identity_id,
            "name": known.get("name") or names.get(identity_id) or known.get("alias") or identity_id or "nobody",
            **{field: known.get(field) for field in ("alias", "email", "state", "active")},
        }
    return people


def _without_manager(lines: t.Iterable[_Data], identities: _Read) -> list[_Data]:
    """Who covers now or later and is known to have no manager, by name."""
    lacking = {one["id"].lower() for one in identities if not one.get("manager", True)}
    covers = {line["reassign_to"]["id"]: line["reassign_to"] for line in lines if line["status"] != "expired"}
    return sorted((cover for cover_id, cover in covers.items() if cover_id.lower() in lacking), key=_by_name)


def _by_name(person: _Data) -> tuple[str, str]:
    return person["name"].casefold(), person["id"]


def _configuration(read: t.Mapping[str, t.Any]) -> Configuration:
    """Return the configuration, with IDs in lower case, because the service may change their case."""
    start, end = (
        read[edge] and parse_instant(min(max(read[edge], _FIRST), _LAST), None, edge) for edge in ("start", "end")
    )
    key = Key(read["identity"]["id"].lower(), read["config_type"])
    return Configuration(key, (read["reassign_to"]["id"] or "").lower(), Window(start, end))


def _line(
    conf: Configuration, alive: t.Mapping[Key, Configuration], people: t.Mapping[str, _Data], now: datetime
) -> _Data:
    status = conf.window.status(now)
    links = follow_chain(alive, conf, LONGEST_TRAIL) if status != "expired" else [conf]
    identity, trail = people[conf.key.identity_id], [people[link.target_id] for link in links]
    return {
        "identity": identity,
        "config_type": conf.key.config_type,
        "reassign_to": trail[0],
        **_edges(conf.window),
        "permanent": conf.window.end is None,
        "status": status,
        "trail": trail,
        "problems": _problems(identity, links, trail) if status != "expired" else [],
    }


def _edges(window: Window) -> _Data:
    return {"start": window.start and format_instant(window.start), "end": window.end and format_instant(window.end)}


def _problems(identity: _Data, links: t.Sequence[Configuration], trail: t.Sequence[_Data]) -> list[_Data]:
    """Return the problems by ``kind``; if the cover is absent too, with the common time window."""
    found: list[_Data] = []
    if not trail[0]["active"]:
        found.append({"kind": "target_unknown" if trail[0]["active"] is None else "target_inactive"})
    if trail[-1] in [identity, *trail[:-1]]:
        found.append({"kind": "loop"})
    elif len(trail) > 1:
        common = links[0].window.intersection(links[1].window) or links[0].window
        found.append({"kind": "too_deep" if len(trail) > MAX_DEPTH else "target_away", **_edges(common)})
    return found


def _chains(lines: t.Iterable[_Data]) -> list[_Data]:
    """Return the chains with their work types, without those that are only the end of a longer one.

    A loop is listed once, starting with its lowest ID; chains that lead into a loop are not listed.
    """
    types: dict[tuple[str, ...], list[str]] = {}
    people: dict[tuple[str, ...], list[_Data]] = {}
    for line in lines:
        chain = [line["identity"], *line["trail"]]
        ids = tuple(person["id"] for person in chain)
        if len(ids) > 2 and (ids[-1] not in ids[:-1] or ids[-1] == ids[0] == min(ids)):
            people[ids] = chain
            types.setdefault(ids, []).append(line["config_type"])
    ends = {(ids[first:], config_type) for ids in types for first in range(1, len(ids)) for config_type in types[ids]}
    return [
        {"people": people[ids], "config_types": own, "loop": ids[-1] == ids[0], "too_deep": len(ids) > MAX_DEPTH + 1}
        for ids, all_types in types.items()
        if (own := [config_type for config_type in all_types if (ids, config_type) not in ends])
    ]


def _summary(lines: t.Sequence[_Data], chains: t.Sequence[_Data]) -> _Data:
    return {
        **{status: _count(line for line in lines if line["status"] == status) for status in STATUSES},
        "permanent": _count(line for line in lines if line["permanent"]),
        "target_away": _count(_having(lines, {"target_away", "too_deep", "loop"})),
        "target_inactive": _count(_having(lines, {"target_inactive", "target_unknown"})),
        "problems": _count(line for line in lines if line["problems"]),
        "chains": len(chains),
        "loops": sum(chain["loop"] for chain in chains),
    }


def _count(lines: t.Iterable[_Data]) -> dict[str, int]:
    """Return how many reassignments there are, and of how many people."""
    owners = [line["identity"]["id"] for line in lines]
    return {"people": len(set(owners)), "reassignments": len(owners)}


def _having(lines: t.Iterable[_Data], kinds: t.Container[str]) -> t.Iterator[_Data]:
    """Return the reassignments with a problem of one of these kinds."""
    return (line for line in lines if any(problem["kind"] in kinds for problem in line["problems"]))
