# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Who is away and who covers, by the fields that calendars have for people. Pure: no I/O."""

from __future__ import annotations

import html
import re
import typing as t
from email.utils import parseaddr

#: A calendar or an event. The optional library icalendar has types of its own for each property.
Component = t.Any

#: What programs write into descriptions for people to look at.
_LINE_BREAK = re.compile(r"<br\b[^<>]*>|</(?:p|div|li)>", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?(?:a|b|body|div|em|font|html|i|li|ol|p|span|strong|u|ul)\b[^<>]*>|<mailto:[^<>]*>", re.IGNORECASE
)


class People(t.NamedTuple):
    """The lines of a description that name people begin with these words and a colon."""

    identity_label: str = "Absent"
    delegate_label: str = "Delegate"


def find_people(
    event: Component, calendar: Component, labels: People, summary_pattern: re.Pattern[str] | None
) -> tuple[dict[str, str], list[str]]:
    """The fields C(identity) and C(reassign_to), as far as the event names them, and what is wrong with it.

    The first that there is of: a property of this collection, a line of the description, a named
    group of C(summary_pattern), and then what calendars have anyway: the organizer, or the calendar's
    name if it is an address, for who is away; the only required attendee for who covers.
    """
    problems: list[str] = []
    named = _groups(event, summary_pattern)
    identity = (
        text_of(event, "X-SAILPOINT-IDENTITY")
        or _line(event, labels.identity_label, problems)
        or named.get("identity")
        or _address(event.get("ORGANIZER"))
        or _calendar_owner(calendar)
    )
    if not identity:
        problems.append(
            f"identity: it has no X-SAILPOINT-IDENTITY, no line {labels.identity_label!r} in DESCRIPTION, and no"
            " ORGANIZER with an address, and X-WR-CALNAME is no address."
        )
    delegate = (
        text_of(event, "X-SAILPOINT-REASSIGN-TO")
        or _line(event, labels.delegate_label, problems)
        or named.get("reassign_to")
        or _attendee(event, identity, problems)
    )
    people = {"identity": identity, "reassign_to": delegate}
    return {field: name for field, name in people.items() if name}, problems


def text_of(component: Component, name: str) -> str:
    """The text of a property, the first if it is there several times; empty if it is not there."""
    values = component.get(name, "")
    return str(values[0] if isinstance(values, list) else values).strip()


def _groups(event: Component, pattern: re.Pattern[str] | None) -> dict[str, str]:
    match = pattern.search(text_of(event, "SUMMARY")) if pattern else None
    return {name: text.strip() for name, text in (match.groupdict() if match else {}).items() if text}


def _line(event: Component, label: str, problems: list[str]) -> str | None:
    """What the description says after C(label) and a colon at the beginning of a line."""
    text = _MARKUP.sub("", _LINE_BREAK.sub("\n", text_of(event, "DESCRIPTION")))
    found: set[str] = set()
    for line in html.unescape(text).splitlines():
        before, colon, after = line.partition(":")
        if colon and before.strip().casefold() == label.casefold() and after.strip():
            address = parseaddr(after)[1]
            found.add(address if "@" in address and "<" in after else after.strip())
    if len(found) > 1:
        problems.append(f"DESCRIPTION: it has several lines {label!r}: {', '.join(sorted(found))}.")
    return min(found, default=None)


def _address(person: t.Any) -> str | None:
    """The email address of an ORGANIZER or ATTENDEE, if it has one."""
    for text in (str(person or ""), str(getattr(person, "params", {}).get("EMAIL", ""))):
        address = re.sub(r"^mailto:", "", text.strip(), flags=re.IGNORECASE)
        if "@" in address and ":" not in address:
            return address
    return None


def _calendar_owner(calendar: Component) -> str | None:
    # Google calls the export of a person's own calendar by the person's address.
    return _address(calendar.get("X-WR-CALNAME"))


def _attendee(event: Component, identity: str | None, problems: list[str]) -> str | None:
    """The only one who is required, apart from who is away, rooms, and those who declined."""
    attendees = event.get("ATTENDEE", [])
    required: dict[str, str] = {}
    for person in attendees if isinstance(attendees, list) else [attendees]:
        address = _address(person)
        params = {name: str(person.params.get(name, "")).upper() for name in ("ROLE", "CUTYPE", "PARTSTAT")}
        if (
            address
            and address.casefold() != (identity or "").casefold()
            and address.casefold() != (_address(event.get("ORGANIZER")) or "").casefold()
            and params["ROLE"] in ("", "REQ-PARTICIPANT")
            and params["CUTYPE"] in ("", "INDIVIDUAL", "UNKNOWN")
            and params["PARTSTAT"] != "DECLINED"
        ):
            required.setdefault(address.casefold(), address)
    if len(required) > 1:
        problems.append(
            f"ATTENDEE: several are required, so that it is not clear who covers: {', '.join(required.values())}."
        )
        return next(iter(required.values()))  # so that it is not said to be missing, too
    return next(iter(required.values()), None)
