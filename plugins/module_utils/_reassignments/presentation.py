# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Shows reassignments in results, diffs and messages. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from zoneinfo import ZoneInfo

from ansible_collections.community.sailpoint.plugins.module_utils._identities.people import People
from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant, local_span
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.away_covers import (
    AwayCover,
    LostCover,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import Uncovered
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    ReassignmentChange,
    change_key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

#: How a result shows an identity, by its ID.
ShowIdentity = t.Callable[[t.Optional[str]], dict[str, t.Optional[str]]]

#: How many reassignments the message for one cover lists.
_MOST_COVERED = 100


def show_configuration(conf: Configuration, show: ShowIdentity) -> dict[str, t.Any]:
    """Return a configuration for results; times are in UTC."""
    return {"identity": show(conf.key.identity_id), "config_type": conf.key.config_type, **_show_details(conf, show)}


def show_change(change: ReassignmentChange, show: ShowIdentity) -> dict[str, t.Any]:
    """Return a change for results, with the states before and after, or ``None``; times are in UTC."""
    key = change_key(change)
    return {
        "identity": show(key.identity_id),
        "config_type": key.config_type or None,
        "before": _show_details(change.before, show) if change.before else None,
        "after": _show_details(change.after, show) if change.after else None,
    }


def _show_details(conf: Configuration, show: ShowIdentity) -> dict[str, t.Any]:
    start, end = conf.window
    return {
        "reassign_to": show(conf.target_id),
        "start": format_instant(start) if start else None,
        "end": format_instant(end) if end else None,
        "permanent": end is None,
    }


class Wording:
    """Describes reassignments, with the names of people and with times in the zone of the task."""

    def __init__(self, people: People, zone: ZoneInfo | None, all_types: t.Collection[str]) -> None:
        """``zone`` is ``None`` for UTC; ``all_types`` are all existing work types."""
        self._people = people
        self._zone = zone
        self._all_types = frozenset(all_types)

    def person(self, identity_id: str) -> str:
        """``Anna Berg (anna.berg)``, for example."""
        return self._people.label(identity_id)

    def window(self, window: Window) -> str:
        """``from 21 Dec 2026 to 6 Jan 2027``, for example."""
        return local_span(*window, self._zone)

    def goes(self, conf: Configuration) -> str:
        """``to Bruno Costa (bruno.costa) permanently``, for example."""
        return self._to(conf.target_id, conf.window)

    def reassignment(self, conf: Configuration | None) -> str:
        """``a reassignment to Bruno Costa (bruno.costa) permanently``, for example; ``nothing`` for ``None``."""
        return f"a reassignment {self.goes(conf)}" if conf else "nothing"

    def config_types(self, config_types: t.Collection[str]) -> str:
        """Return the work types, or ``all work types`` if these are all."""
        if len(config_types) > 1 and self._all_types <= set(config_types):
            return "all work types"
        return ", ".join(sorted(config_types))

    def declared(self, confs: t.Iterable[Configuration]) -> list[str]:
        """Return a line for each reassignment; work types with the same reassignment share a line."""
        grouped: dict[tuple[str, str, Window], list[str]] = {}
        for conf in confs:
            group = (conf.key.identity_id, conf.target_id, conf.window)
            grouped.setdefault(group, []).append(conf.key.config_type)
        label = self._people.label
        return [
            f"{label(identity_id)}: {self._to(target_id, window)} ({self.config_types(config_types)})"
            for (identity_id, target_id, window), config_types in sorted(
                grouped.items(), key=lambda item: label(item[0][0])
            )
        ]

    def away_covers(self, found: t.Iterable[AwayCover]) -> list[str]:
        """Return a sentence for each, with all its work types."""
        return self._absent((covered, away.window) for covered, away in found)

    def lost_covers(self, found: t.Iterable[LostCover]) -> list[str]:
        """Return a sentence for each, with all its work types."""
        return self._absent(((covered, away.window) for covered, away in found), " without a cover")

    def _absent(self, found: t.Iterable[tuple[Configuration, Window]], how: str = "") -> list[str]:
        """Return a sentence for each reassignment whose cover is absent in the window."""
        grouped: dict[tuple[str, str, Window, Window], list[str]] = {}
        for covered, away in found:
            group = (covered.key.identity_id, covered.target_id, covered.window, away)
            grouped.setdefault(group, []).append(covered.key.config_type)
        label = self._people.label
        return sorted(
            f"{label(target_id)}, who covers for {label(identity_id)} {self.window(window)}, is absent"
            f" {self.window(away)}{how} ({self.config_types(config_types)})."
            for (identity_id, target_id, window, away), config_types in grouped.items()
        )

    def without_cover(self, one: Uncovered, existing: t.Iterable[Configuration]) -> str:
        """Return a sentence about an absence for which nobody covers; ``existing`` are the reassignments that are kept."""
        types = f" ({self.config_types(one.config_types)})" if one.config_types else ""
        sentence = f"{one.label}: nobody covers for {self.person(one.identity_id)} {self.window(one.window)}{types}"
        kept: dict[str, list[str]] = {}
        for conf in existing:
            kept.setdefault(self.goes(conf), []).append(conf.key.config_type)
        tail = "".join(
            f" The existing reassignment {goes} ({self.config_types(found)}) is kept." for goes, found in kept.items()
        )
        return f"{sentence}: reassign_to is missing, so the entry was left out.{tail}"

    def deep_chains(self, found: t.Iterable[t.Sequence[Configuration]]) -> list[str]:
        """A sentence for each, once for all work types."""
        grouped: dict[tuple[str, ...], list[str]] = {}
        for chain in found:
            people = (chain[0].key.identity_id, *(conf.target_id for conf in chain))
            config_types = grouped.setdefault(people, [])
            if chain[0].key.config_type not in config_types:
                config_types.append(chain[0].key.config_type)
        return sorted(
            f"{' → '.join(map(self._people.label, people))} will be deeper than the service follows a chain"
            f" ({self.config_types(config_types)})."
            for people, config_types in grouped.items()
        )

    def without_manager(self, covered: t.Iterable[Configuration]) -> list[str]:
        """Return a sentence for each cover, with all people they cover for."""
        grouped: dict[str, set[str]] = {}
        for conf in covered:
            grouped.setdefault(conf.target_id, set()).add(self._people.label(conf.key.identity_id))
        return sorted(
            f"{self._people.label(target_id)}, who covers for {', '.join(sorted(names))}, has no manager."
            for target_id, names in grouped.items()
        )

    def diff(self, changes: t.Iterable[ReassignmentChange]) -> dict[str, dict[str, t.Any]]:
        """Return the states before and after, by person; work types with the same change share a line."""
        grouped: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for change in changes:
            key = change_key(change)
            lines = tuple(self.goes(conf) if conf else "" for conf in (change.before, change.after))
            grouped.setdefault((self._people.label(key.identity_id), lines), []).append(key.config_type)
        before: dict[str, t.Any] = {}
        after: dict[str, t.Any] = {}
        for (person, lines), config_types in grouped.items():
            for side, line in zip((before, after), lines):
                if line:
                    side.setdefault(person, {})[self.config_types(config_types)] = line
        return {"before": before, "after": after}

    def covers(self, changes: t.Iterable[ReassignmentChange]) -> list[dict[str, t.Any]]:
        """Return each cover who gets work through the changes, with a message that states whose work and when."""
        by_cover: dict[str, dict[tuple[str, Window], list[str]]] = {}
        for change in changes:
            if change.after:
                what = by_cover.setdefault(change.after.target_id, {})
                what.setdefault((change.after.key.identity_id, change.after.window), []).append(
                    change.after.key.config_type
                )
        return [
            {"identity": self._with_email(cover_id), "message": self._cover_sentence(cover_id, what)}
            for cover_id, what in sorted(by_cover.items(), key=lambda item: self._people.label(item[0]))
        ]

    def _cover_sentence(self, cover_id: str, what: t.Mapping[tuple[str, Window], list[str]]) -> str:
        parts = sorted(
            f"{self._people.label(identity_id)} {self.window(window)} ({self.config_types(config_types)})"
            for (identity_id, window), config_types in what.items()
        )
        more = f"; and {len(parts) - _MOST_COVERED} more" if len(parts) > _MOST_COVERED else ""
        return f"{self._people.label(cover_id)} gets the work of {'; '.join(parts[:_MOST_COVERED])}{more}."

    def _with_email(self, identity_id: str) -> dict[str, t.Any]:
        identity = self._people.get(identity_id)
        return {**self._people.show(identity_id), "email": identity.mail if identity else None}

    def _to(self, target_id: str, window: Window) -> str:
        return f"to {self._people.label(target_id)} {self.window(window)}"
