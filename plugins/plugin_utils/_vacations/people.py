# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Finds the absent person and the cover in calendar events. Pure: no I/O."""

from __future__ import annotations

import html
import re
import typing as t
from email.utils import parseaddr

from ansible_collections.community.sailpoint.plugins.module_utils._identities.names import is_display_name, name_key
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.content_lines import RawComponent

#: An event. The optional library icalendar has its own types for properties.
Event = t.Any

#: Where an event can name the absent person, in default order.
DEFAULT_SOURCES = ("property", "description", "summary", "organizer", "calendar_name")

#: Markup that programs write into descriptions. An email such as ``<b.costa@example.com>`` is not markup.
_LINE_BREAK = re.compile(r"<br(?=[\s/>])[^<>]*>|</(?:p|div|li)>", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?(?:a|b|body|div|em|font|html|i|li|ol|p|span|strong|u|ul)(?=[\s/>])[^<>]*>|<mailto:[^<>]*>", re.IGNORECASE
)
_QUOTED_NAME = re.compile(r';CN="?([^";:]+)', re.IGNORECASE)


class PeopleOptions(t.NamedTuple):
    """How events name people."""

    #: The words before the colon in description lines that name people.
    identity_label: str = "Absent"
    delegate_label: str = "Delegate"
    #: Where to find the absent person: the first of these that the event has. ``None`` means ``DEFAULT_SOURCES``.
    identity_from: tuple[str, ...] | None = None


class PeopleFinder:
    """Finds the people in the events of one calendar. ``problems`` contains the problems of the last event."""

    def __init__(
        self,
        calendar: RawComponent,
        options: PeopleOptions,
        summary_pattern: re.Pattern[str] | None,
        defaults: Defaults,
    ) -> None:
        self._calendar = calendar
        self._options = options
        self._pattern = summary_pattern
        self._defaults = defaults
        self.problems: list[str] = []

    def find(self, event: Event) -> dict[str, str]:
        """Return the fields ``identity`` and ``reassign_to``, as far as the event names them."""
        self.problems = []
        identity = self._identity(event)
        delegate = (
            text_of(event, "X-SAILPOINT-REASSIGN-TO")
            or self._line(event, self._options.delegate_label)
            or self._groups(event).get("reassign_to")
            or self._covering_attendee(event, identity)
        )
        people = {"identity": identity, "reassign_to": delegate}
        for field, name in people.items():
            self._check_name(field, name)
        return {field: name for field, name in people.items() if name}

    def _identity(self, event: Event) -> str | None:
        finders: dict[str, t.Callable[[], str | None]] = {
            "property": lambda: text_of(event, "X-SAILPOINT-IDENTITY"),
            "description": lambda: self._line(event, self._options.identity_label),
            "summary": lambda: self._groups(event).get("identity"),
            "organizer": lambda: self._person(event.get("ORGANIZER")),
            "attendee": lambda: self._absent_attendee(event),
            "x_owner": lambda: self._of_calendar("X-OWNER"),
            "calendar_name": lambda: self._of_calendar("X-WR-CALNAME"),
        }
        sources = self._options.identity_from or DEFAULT_SOURCES
        identity = next((name for source in sources if (name := finders[source]())), None)
        others = [source for source in finders if source not in sources]
        if not identity and not self.problems:
            self.problems.append(
                f"identity: it does not name the absent person. {self._defaults.option('identity_from')} is"
                f" {', '.join(sources)}; it can also contain {', '.join(others) or 'nothing'}."
            )
        return identity

    def _check_name(self, field: str, name: str | None) -> None:
        if name and is_display_name(name) and not self._defaults.display_names and not self._is_mapped(name):
            self.problems.append(
                f"{field}: {name[:80]!r} is neither an alias nor an email. Map it to one in"
                f" {self._defaults.option('people')}, or set {self._defaults.option('display_names')}."
            )

    def _is_mapped(self, name: str) -> bool:
        return name_key(name) in self._defaults.people

    def _groups(self, event: Event) -> dict[str, str]:
        match = self._pattern.search(text_of(event, "SUMMARY")) if self._pattern else None
        return {name: text.strip() for name, text in (match.groupdict() if match else {}).items() if text}

    def _line(self, event: Event, label: str) -> str | None:
        """Return the text after ``label`` and a colon at the start of a description line."""
        text = _MARKUP.sub("", _LINE_BREAK.sub("\n", text_of(event, "DESCRIPTION")))
        found: set[str] = set()
        for line in html.unescape(text).splitlines():
            before, colon, after = line.partition(":")
            if colon and before.strip().casefold() == label.casefold() and after.strip():
                address = parseaddr(after)[1]
                found.add(address if "@" in address and "<" in after else after.strip())
        if len(found) > 1:
            self.problems.append(f"DESCRIPTION: it has several lines {label!r}: {', '.join(sorted(found))}.")
        return min(found, default=None)

    def _person(self, person: t.Any) -> str | None:
        """Return the email of an ORGANIZER or ATTENDEE, or else its name if that is usable."""
        return _address(person) or self._usable(str(getattr(person, "params", {}).get("CN", "")))

    def _usable(self, name: str) -> str | None:
        name = name.strip()
        return name if name and (self._defaults.display_names or self._is_mapped(name)) else None

    def _of_calendar(self, name: str) -> str | None:
        """Return the email in a property of the calendar, or else a usable name in it.

        Outlook stores the owner in X-OWNER; Google names an exported calendar after the person's email.
        """
        line = next(iter(self._calendar.all(name)), None)
        if not line or line.value is None:
            return None
        named = _QUOTED_NAME.search(line.text.removesuffix(line.value))
        return _address(line.value) or self._usable(named[1] if named else line.value)

    def _absent_attendee(self, event: Event) -> str | None:
        """Return the only required attendee; the organizer only counts if there is no other."""
        attendees = self._required(event)
        organizer = (self._person(event.get("ORGANIZER")) or "").casefold()
        others = {key: name for key, name in attendees.items() if key != organizer} or attendees
        return self._only_one(others, "who is absent")

    def _covering_attendee(self, event: Event, identity: str | None) -> str | None:
        """Return the only required attendee other than the absent person and the organizer."""
        not_covering = {(identity or "").casefold(), (self._person(event.get("ORGANIZER")) or "").casefold()}
        attendees = {key: name for key, name in self._required(event).items() if key not in not_covering}
        cover = self._only_one(attendees, "who covers")
        if cover and self._options.identity_from is None and self._is_in_summary(cover, event):
            self.problems.append(
                f"ATTENDEE: the title names {cover}, who would cover. If the attendee is the absent person, add"
                f" attendee to {self._defaults.option('identity_from')}; else set that to organizer."
            )
        return cover

    def _only_one(self, attendees: t.Mapping[str, str], who: str) -> str | None:
        if len(attendees) > 1:
            names = ", ".join(attendees.values())
            self.problems.append(f"ATTENDEE: several attendees are required, so it is unclear {who}: {names}.")
        # The first of several, to avoid a second problem about a missing person.
        return next(iter(attendees.values()), None)

    def _required(self, event: Event) -> dict[str, str]:
        """Return the attendees who are people, are required, and have not declined, by casefolded name."""
        required: dict[str, str] = {}
        for person in _list(event.get("ATTENDEE", [])):
            name = self._person(person)
            params = {key: str(person.params.get(key, "")).upper() for key in ("ROLE", "CUTYPE", "PARTSTAT")}
            if (
                name
                and params["ROLE"] in ("", "REQ-PARTICIPANT")
                and params["CUTYPE"] in ("", "INDIVIDUAL", "UNKNOWN")
                and params["PARTSTAT"] != "DECLINED"
            ):
                required.setdefault(name.casefold(), name)
        return required

    def _is_in_summary(self, attendee: str, event: Event) -> bool:
        """Return whether the title names the attendee, as HR systems do for the absent person."""
        summary = name_key(text_of(event, "SUMMARY"))
        names = {name_key(attendee.partition("@")[0].replace(".", " "))}
        for person in _list(event.get("ATTENDEE", [])):
            if self._person(person) == attendee:
                names.add(name_key(str(person.params.get("CN", ""))))
        return any(len(name) > 2 and re.search(rf"\b{re.escape(name)}\b", summary) for name in names)


def text_of(event: Event, name: str) -> str:
    """Return the text of a property, the first of several; empty if it is missing."""
    values = event.get(name, "")
    return str(values[0] if isinstance(values, list) else values).strip()


def _list(values: t.Any) -> list[t.Any]:
    return values if isinstance(values, list) else [values]


def _address(person: t.Any) -> str | None:
    """Return the email of an ORGANIZER or ATTENDEE, if it has one."""
    for text in (str(person or ""), str(getattr(person, "params", {}).get("EMAIL", ""))):
        address = re.sub(r"^mailto:", "", text.strip(), flags=re.IGNORECASE)
        if "@" in address and ":" not in address:
            return address
    return None
