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
        if key in active:
            trail = follow_chain(active, active[key], MAX_DEPTH + 1)
            is_known = all(link.key not in unknown_to_service for link in trail)
            # The chain is too deep: the last person that the service reaches is away as well.
            if is_known or len(trail) <= MAX_DEPTH:
                target = None if is_known else trail[-1].target_id
                until = active[key].window.end
                types.setdefault((key.identity_id, target, until), []).append(key.config_type)
    return [_handover(*group, config_types) for group, config_types in types.items()]


def _handover(owner: str, target: str | None, until: datetime | None, config_types: list[str]) -> Handover:
    handover: Handover = {"from": owner, "config_types": sorted(config_types)}
    if until is not None:
        handover["until"] = format_instant(until)
    # The target is the expected answer of the service, not a decision of the user.
    return handover if target is None else {**handover, "to": target, "if_unavailable": "skip"}
