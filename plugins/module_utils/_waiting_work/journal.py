# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The journal of handovers: what its lines say. Pure: the file itself is in ``journal_file.py``.

The file is in JSON Lines, and grows by lines only. Each line says how far one handover is: ``intended`` is written
before anything is sent, ``done`` after the item was seen with its new owner, ``settled`` when there is nothing to give
back any more. The last line about a handover counts. So a run that is killed at any moment leaves at most an
``intended`` one, of which the service can tell what became of it.
"""

from __future__ import annotations

import json
import typing as t
from dataclasses import dataclass, replace
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant, parse_instant
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference

#: What is written. Lines of a newer format are refused.
FORMAT = 1

INTENDED, DONE, SETTLED = "intended", "done", "settled"
_STATUSES = (INTENDED, DONE, SETTLED)

#: Why a handover is settled: the item is with its former owner again; it is with nobody who had it by this journal, so
#: it was closed or given to somebody else; or it was never handed over.
RETURNED, GONE, NOT_MOVED = "returned", "gone", "not_moved"
_REASONS = (RETURNED, GONE, NOT_MOVED)

#: The types of work of the queues: a journal must not make up others, which would never come back.
CONFIG_TYPE_OF = {
    "work_items": "MANUAL_TASKS",
    "access_request_approvals": "ACCESS_REQUESTS",
    "generic_approvals": "GENERIC_APPROVALS",
    "certifications": "CERTIFICATIONS",
}

#: Spaces, and the mark with which some editors begin a file.
_BLANK = b" \t\r\xef\xbb\xbf"

#: The queue and the ID of an item.
ItemKey = tuple[str, str]


@dataclass(frozen=True)
class Handover:
    """One item that goes from one person to another, and how far that is."""

    #: The address of the tenant's API.
    tenant: str
    queue: str
    config_type: str
    item: Reference
    giver: Reference
    receiver: Reference
    status: str
    #: When it was intended; and when it was settled, ``None`` if it is not.
    since: datetime
    until: datetime | None = None
    reason: str | None = None
    #: Other IDs that the item has had, where the service gives it a new one with each handover.
    other_ids: tuple[str, ...] = ()

    @property
    def item_keys(self) -> list[ItemKey]:
        """The item, under all IDs that it is known to have had."""
        return [(self.queue, Id(one)) for one in (self.item.id or "", *self.other_ids)]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the lines about one handover have in common."""
        return self.queue, Id(self.item.id or ""), Id(self.giver.id or ""), Id(self.receiver.id or "")

    @property
    def is_open(self) -> bool:
        return self.status != SETTLED

    def settled(self, reason: str, now: datetime) -> Handover:
        return replace(self, status=SETTLED, until=now, reason=reason)

    def line(self, now: datetime) -> str:
        """The line that says so, without its end."""
        content = {
            "format": FORMAT,
            "time": format_instant(now),
            "status": self.status,
            **({"reason": self.reason} if self.reason else {}),
            "tenant": self.tenant,
            "queue": self.queue,
            "config_type": self.config_type,
            "item": {**self.item.shown(), **({"other_ids": list(self.other_ids)} if self.other_ids else {})},
            "from": self.giver.shown(),
            "to": self.receiver.shown(),
        }
        return json.dumps(content, ensure_ascii=False)


class Journal(t.NamedTuple):
    """What a file holds."""

    handovers: list[Handover]
    #: The lines, without their ends, each with the index in ``handovers`` of what it is about; ``None`` for a blank one.
    lines: list[tuple[bytes, t.Optional[int]]]
    #: The length of the file, in bytes, without a last line that a killed run did not write to its end.
    length: int

    @property
    def open(self) -> list[Handover]:
        """What is not settled, in the order in which it began."""
        return [handover for handover in self.handovers if handover.is_open]


def read_journal(content: bytes, path: str) -> Journal:
    """What the content of a file says; an empty one is a journal without handovers.

    A last line without its end was being written when a run was killed: nothing was sent yet that only this line told
    of, and so it does not count. Everything else that is no line of a journal is an error that names it. Raises
    ``InvalidInput``.
    """
    handovers: list[Handover] = []
    lines: list[tuple[bytes, t.Optional[int]]] = []
    current: dict[tuple[str, str, str, str], int] = {}
    *complete, last = content.split(b"\n")
    length = len(content) - len(last)
    for number, line in enumerate([*complete, last], start=1):
        is_last = number > len(complete)
        if not line.strip(_BLANK):
            if not is_last:
                lines.append((line, None))
            continue
        try:
            data = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            if is_last:
                break
            raise _wrong(path, number, f"it is not valid JSON ({error})") from None
        length = len(content) if is_last else length
        said = _handover(data, path, number)
        lines.append((line, _take(said, handovers, current)))
    return Journal(handovers, lines, length)


def _take(said: Handover, handovers: list[Handover], current: dict[tuple[str, str, str, str], int]) -> int:
    """Take what a line says into the handovers; the index of the one that it is about."""
    index = current.get(said.key)
    if index is None or not (handovers[index].is_open or said.status == SETTLED):
        index = current[said.key] = len(handovers)
        handovers.append(said)
    elif handovers[index].is_open:
        handovers[index] = replace(said, since=handovers[index].since)
    return index


def check_tenant(journal: Journal, tenant: str, path: str) -> None:
    """Raise ``InvalidInput`` if the journal tells of another tenant, where nothing of it could be found."""
    for handover in journal.handovers:
        if handover.tenant != tenant:
            raise InvalidInput(
                f"journal {path} belongs to the tenant {handover.tenant}, not to {tenant}. Nothing was written.",
                "Use a file of its own for each tenant. If the address of the tenant has changed, replace it in the file.",
            )


def _handover(data: t.Any, path: str, number: int) -> Handover:
    """What a line says."""
    if not isinstance(data, dict):
        raise _wrong(path, number, "it is not a JSON object")
    version = data.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise InvalidInput(
            f"journal {path}, line {number}: format {version} was written by a newer release of this collection. Nothing was"
            " written.",
            "Use that release, at least where this journal is used.",
        )
    if version != FORMAT or isinstance(version, bool):
        raise _wrong(path, number, f"format must be {FORMAT}, not {version!r}")
    status = _text(data, "status", path, number, _STATUSES)
    time = _text(data, "time", path, number)
    try:
        instant = parse_instant(time, "UTC", "time")
    except InvalidInput as error:
        raise _wrong(path, number, error.message.rstrip(".")) from None
    queue = _text(data, "queue", path, number, tuple(CONFIG_TYPE_OF))
    return Handover(
        tenant=_text(data, "tenant", path, number),
        queue=queue,
        config_type=_text(data, "config_type", path, number, (CONFIG_TYPE_OF[queue],)),
        item=_reference(data, "item", path, number),
        giver=_reference(data, "from", path, number),
        receiver=_reference(data, "to", path, number),
        status=status,
        since=instant,
        until=instant if status == SETTLED else None,
        reason=_text(data, "reason", path, number, _REASONS) if status == SETTLED else None,
        other_ids=_other_ids(data["item"], path, number),
    )


def _other_ids(item: t.Mapping[str, t.Any], path: str, number: int) -> tuple[str, ...]:
    ids = item.get("other_ids", [])
    if not isinstance(ids, list) or not all(isinstance(one, str) and one for one in ids):
        raise _wrong(path, number, "other_ids must be a list of IDs")
    return tuple(ids)


def _text(data: t.Mapping[str, t.Any], name: str, path: str, number: int, choices: t.Sequence[str] = ()) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value or (choices and value not in choices):
        wanted = f"one of {', '.join(choices)}" if choices else "a text"
        raise _wrong(path, number, f"{name} must be {wanted}" + (f", not {value!r}" if name in data else ""))
    return value


def _reference(data: t.Mapping[str, t.Any], name: str, path: str, number: int) -> Reference:
    value = data.get(name)
    if not isinstance(value, dict) or not isinstance(value.get("id"), str) or not value["id"]:
        raise _wrong(path, number, f"{name} must be an object with an id")
    shown = value.get("name")
    return Reference(Id(value["id"]), shown if isinstance(shown, str) else None)


def _wrong(path: str, number: int, problem: str) -> InvalidInput:
    return InvalidInput(
        f"journal {path}, line {number}: {problem}. Nothing was written.",
        "Correct the line or restore the file from a copy. Without a line, nothing is given back of what it tells.",
    )
