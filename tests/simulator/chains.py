# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Following reassignments from person to person."""

from __future__ import annotations

from datetime import datetime

from .configurations import Configuration
from .dates import now
from .tenant import Tenant

DEPTH = 5


def loop_closed_by(
    tenant: Tenant,
    config_type: str,
    source_id: str,
    target_id: str,
    window: tuple[datetime, datetime | None],
    overlapping: bool,
) -> list[str] | None:
    """The names along the loop that source to target would close, or None.

    With overlapping, only where all windows of the loop have an instant in common that is not over.
    """
    start, end = window
    if overlapping:
        start = max(start, now())
        if end is not None and end <= start:
            return None
    chain, at = [source_id, target_id], target_id
    while at != source_id:
        found = tenant.configurations.of(at).get(config_type)
        if found is None:
            return None
        if overlapping:
            start, end = max(start, found.start), _earlier(end, found.end)
            if end is not None and end <= start:
                return None
        at = found.target_id
        if at in chain[1:]:
            return None  # a loop further on that this edge is no part of; it can only have been put in past the rules
        chain.append(at)
    return [tenant.identities[member].name if member in tenant.identities else member for member in chain]


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    ends = [end for end in (one, other) if end is not None]
    return min(ends) if ends else None


def active_chain(tenant: Tenant, config_type: str, source_id: str) -> list[tuple[str, str]]:
    """The steps (from, to) that work of this type takes now, at most DEPTH."""
    moment, at = now(), source_id
    steps: list[tuple[str, str]] = []
    while len(steps) < DEPTH:
        found = tenant.configurations.of(at).get(config_type)
        if found is None or not is_active(found, moment):
            break
        steps.append((at, found.target_id))
        at = found.target_id
    return steps


def is_active(configuration: Configuration, moment: datetime) -> bool:
    return configuration.start <= moment and not has_ended(configuration, moment)


def has_ended(configuration: Configuration, moment: datetime) -> bool:
    return configuration.end is not None and configuration.end <= moment
