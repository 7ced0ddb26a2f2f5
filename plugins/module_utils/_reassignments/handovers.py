# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Whose waiting work has to be handed over, now that work is reassigned. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.chains import MAX_DEPTH, follow_chain
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)

Handover = dict[str, t.Any]


def find_handovers(
    declared: t.Iterable[Key],
    final: t.Mapping[Key, Configuration],
    unknown_to_service: t.Container[Key],
    now: datetime,
) -> list[Handover]:
    """Return the option ``handovers`` of ``waiting_work_handover`` for the people in ``declared`` who are away now.

    ``final`` is what the tenant holds after the task. The service decides who gets the work, unless a reassignment in
    the chain is in ``unknown_to_service``.
    """
    active = {key: conf for key, conf in final.items() if conf.window.status(now) == "active"}
    types: dict[tuple[str, str | None, datetime | None], list[str]] = {}
    for key in dict.fromkeys(declared):
        if key not in active:
            continue
        trail = follow_chain(active, active[key], MAX_DEPTH + 1)
        is_known = _is_known(trail, unknown_to_service)
        if len(trail) > MAX_DEPTH and not is_known:
            # The chain is too deep: the last person that the service reaches is away as well.
            continue
        target = None if is_known else trail[-1].target_id
        types.setdefault((key.identity_id, target, active[key].window.end), []).append(key.config_type)
    return [_handover(*group, config_types) for group, config_types in types.items()]


def _is_known(trail: t.Iterable[Configuration], unknown_to_service: t.Container[Key]) -> bool:
    """Return whether the service knows the whole chain."""
    return all(link.key not in unknown_to_service for link in trail)


def _handover(owner: str, target: str | None, until: datetime | None, config_types: list[str]) -> Handover:
    handover: Handover = {"from": owner, "config_types": sorted(config_types)}
    if until is not None:
        handover["until"] = format_instant(until)
    # The target is the expected answer of the service, not a decision of the user.
    return handover if target is None else {**handover, "to": target, "if_unavailable": "skip"}
