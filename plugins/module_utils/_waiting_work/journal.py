# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The lines of the journal of handovers. Pure: ``journal_file.py`` handles the file.

The file contains JSON Lines, and lines are only appended. Each line is a step of one handover: ``intended`` before
anything is sent, ``done`` after the item was seen with its new owner, ``settled`` when there is nothing left to hand
back. The last line about a handover counts. So a run that is killed leaves at most ``intended`` handovers, which can be
checked with the service.
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

#: The format of new lines. Lines of a newer format are rejected.
FORMAT = 1

INTENDED, DONE, SETTLED = "intended", "done", "settled"
_STATUSES = (INTENDED, DONE, SETTLED)

#: Why a handover is settled: the item is back with its former owner; nobody in this journal has it, so it was closed or
#: passed on to somebody else; or it was never handed over.
RETURNED, GONE, NOT_MOVED = "returned", "gone", "not_moved"
_REASONS = (RETURNED, GONE, NOT_MOVED)

#: The work types of the queues. Others in a journal are rejected, because their items would never be handed back.
CONFIG_TYPE_OF = {
    "work_items": "MANUAL_TASKS",
    "access_request_approvals": "ACCESS_REQUESTS",
    "generic_approvals": "GENERIC_APPROVALS",
    "certifications": "CERTIFICATIONS",
}

#: Spaces, and the byte order mark of some editors.
_BLANK = b" \t\r\xef\xbb\xbf"

#: The queue and the ID of an item.
ItemKey = tuple[str, str]


@dataclass(frozen=True)
class Handover:
    """The handover of one item from one person to another, and its progress."""

    #: The address of the tenant's API.
    tenant: str
    queue: str
    config_type: str
    item: Reference
    giver: Reference
    receiver: Reference
    status: str
    #: When it was intended, and when it was settled; ``None`` if it is open.
    since: datetime
    until: datetime | None = None
    reason: str | None = None

    @property
    def item_key(self) -> ItemKey:
        return self.queue, Id(self.item.id or "")

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The key that all lines about one handover share."""
        return (*self.item_key, Id(self.giver.id or ""), Id(self.receiver.id or ""))

    @property
    def is_open(self) -> bool:
        return self.status != SETTLED

    def settled(self, reason: str, now: datetime) -> Handover:
        return replace(self, status=SETTLED, until=now, reason=reason)

    def line(self, now: datetime) -> str:
        """Return the line about it, without a line break."""
        content = {
            "format": FORMAT,
            "time": format_instant(now),
            "status": self.status,
            **({"reason": self.reason} if self.reason else {}),
            "tenant": self.tenant,
            "queue": self.queue,
            "config_type": self.config_type,
            "item": self.item.shown(),
            "from": self.giver.shown(),
            "to": self.receiver.shown(),
        }
        return json.dumps(content, ensure_ascii=False)


class Journal(t.NamedTuple):
    """The content of a file."""

    handovers: list[Handover]
    #: The lines without line breaks, each with the index of its handover in ``handovers``; ``None`` for blank lines.
    lines: list[tuple[bytes, t.Optional[int]]]
    #: The length of the file in bytes, without an incomplete last line of a killed run.
    length: int

    @property
    def open(self) -> list[Handover]:
        """The handovers that are not settled, in the order of their start."""
        return [handover for handover in self.handovers if handover.is_open]


def read_journal(content: bytes, path: str) -> Journal:
    """Parse the content of a file; an empty file is a journal without handovers.

    An incomplete last line is ignored: its run was killed before anything was sent for it. Raises ``InvalidInput``,
    with the line, for all other lines that are not valid.
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
    """Add a line to the handovers; return the index of its handover."""
    index = current.get(said.key)
    if index is None or not (handovers[index].is_open or said.status == SETTLED):
        index = current[said.key] = len(handovers)
        handovers.append(said)
    elif handovers[index].is_open:
        handovers[index] = replace(said, since=handovers[index].since)
    return index


def check_tenant(journal: Journal, tenant: str, path: str) -> None:
    """Raise ``InvalidInput`` if the journal belongs to another tenant."""
    for handover in journal.handovers:
        if handover.tenant != tenant:
            raise InvalidInput(
                f"journal {path} belongs to the tenant {handover.tenant}, not to {tenant}. Nothing was written.",
                "Use a separate file for each tenant. If the address of the tenant has changed, replace it in the file.",
            )


def _handover(data: t.Any, path: str, number: int) -> Handover:
    """Parse a line."""
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
    )


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
        "Correct the line, or restore the file from a backup. If you delete the line, its item is not handed back.",
    )
