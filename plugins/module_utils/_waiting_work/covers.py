# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Messages for the people who get waiting work. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t
from datetime import datetime
from zoneinfo import ZoneInfo

from ansible_collections.community.sailpoint.plugins.module_utils._instants import until_in_words
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import HAND_BACK, Planned
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.words import count_in_words


def covers(
    planned: t.Iterable[Planned], identities: t.Mapping[str, Identity], zone: ZoneInfo | None
) -> list[dict[str, t.Any]]:
    """Return each person who gets items, with a message to send."""
    found: dict[str, dict[tuple[str, str, datetime | None], dict[str, int]]] = {}
    for one in planned:
        change = one.change
        group = (change.action, change.before.holder_id, one.until)
        counts = found.setdefault(change.after.holder_id, {}).setdefault(group, {})
        queue = change.before.item.queue
        counts[queue] = counts.get(queue, 0) + 1
    label = _Labels(identities)
    return [
        {"identity": label.show(one), "message": _sentence(label(one), what, label, zone)}
        for one, what in sorted(found.items(), key=lambda item: label(item[0]))
    ]


def _sentence(
    receiver: str,
    what: t.Mapping[tuple[str, str, datetime | None], t.Mapping[str, int]],
    label: _Labels,
    zone: ZoneInfo | None,
) -> str:
    parts = []
    for (action, giver_id, until), counts in sorted(what.items(), key=lambda item: (item[0][0], label(item[0][1]))):
        verb = "gets back from" if action == HAND_BACK else "gets from"
        away = f", who is away {until_in_words(until, zone)}" if until else ""
        parts.append(f"{verb} {label(giver_id)}{away}: {count_in_words(counts)}")
    return f"{receiver} {'; '.join(parts)}."


class _Labels:
    """Return the names of people, as far as known."""

    def __init__(self, identities: t.Mapping[str, Identity]) -> None:
        self._identities = identities

    def __call__(self, identity_id: str) -> str:
        identity = self._identities.get(identity_id)
        names = [identity.name, identity.alias] if identity else []
        name, *alias = [one for one in names if one] or [identity_id]
        return f"{name} ({alias[0]})" if alias else name

    def show(self, identity_id: str) -> dict[str, str | None]:
        identity = self._identities.get(identity_id, Identity(id=identity_id))
        return {"id": identity_id, "name": identity.name, "alias": identity.alias, "email": identity.mail}
