# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Determines who can take over waiting work."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import resolve_identities
from ansible_collections.community.sailpoint.plugins.module_utils._instants import utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    InvalidInput,
    SailPointError,
    ServiceError,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import read_each
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)

#: How many steps of a chain the service follows. At the end of a longer one, it may name somebody who is away.
_LONGEST_CHAIN = 5

#: An identity and a work type.
Key = tuple[str, str]


class Targets(t.NamedTuple):
    """To whom the service assigns new work, by owner and work type, and which of these people may be away."""

    evaluated: dict[Key, t.Optional[str]]
    doubtful: set[str]
    errors: dict[Key, SailPointError]


def evaluate(client: Client, keys: t.Sequence[Key], concurrency: int) -> Targets:
    """Ask the service once per owner and work type who gets new work.

    If the tenant lacks the work type, nobody does. Raises ``InvalidInput`` if the API version lacks the operation.
    """
    targets = Targets({}, set(), {})
    if not keys:
        return targets
    if not client.has("reassignments.evaluate"):
        raise InvalidInput(
            f"api_version {client.version} cannot determine who gets new work. Nothing was written.",
            "Set to in each entry of handovers, or use another api_version.",
        )
    service = ReassignmentConfigurations(client)

    def ask(key: Key) -> tuple[str | None, int]:
        try:
            found = service.evaluate(*key, [])
        except ServiceError as error:
            if error.status_code != 400 and not error.is_not_found:
                raise
            return None, 0
        return found.reassign_to_id or None, len(found.lookup_trail)

    for key, answer in zip(keys, read_each(ask, keys, concurrency)):
        if isinstance(answer, SailPointError):
            targets.errors[key] = answer
            continue
        target_id, steps = answer
        targets.evaluated[key] = target_id
        if target_id and steps >= _LONGEST_CHAIN:
            targets.doubtful.add(target_id)
    return targets


def find_away(
    client: Client, identity_ids: t.Collection[str], concurrency: int
) -> tuple[set[Key], dict[str, SailPointError]]:
    """Return which work types of whom are reassigned to somebody else now, and the errors of identities by ID."""
    if not client.has("reassignments.get"):
        return set(), {}
    service, now = ReassignmentConfigurations(client), utc_now()

    def read(identity_id: str) -> set[Key]:
        return {
            (identity_id, detail.config_type)
            for detail in service.get(identity_id).config_details
            if detail.config_type
            and detail.target_identity.id not in (None, identity_id)
            and Window(detail.start_date, detail.end_date).status(now) == "active"
        }

    ids = sorted(identity_ids)
    away: set[Key] = set()
    errors: dict[str, SailPointError] = {}
    for identity_id, answer in zip(ids, read_each(read, ids, concurrency)):
        if isinstance(answer, SailPointError):
            errors[identity_id] = answer
        else:
            away |= answer
    return away, errors


def find_unable(identities: t.Mapping[str, Identity], target_ids: t.Iterable[str]) -> dict[str, str]:
    """Return why targets cannot act on anything: they do not exist, or are inactive."""
    unable = {}
    for target_id in target_ids:
        if target_id not in identities:
            unable[target_id] = "does not exist."
        elif identities[target_id].is_inactive:
            unable[target_id] = f"is inactive ({identities[target_id].state})."
    return unable


def read_identities(client: Client, identity_ids: t.Collection[str], concurrency: int) -> dict[str, Identity]:
    """Return the identities that exist, by ID; one request for about a hundred."""
    ids = sorted(identity_ids)
    missing: list[str] = []
    return resolve_identities(client, ids, concurrency, look_up_ids=True, missing=missing)
