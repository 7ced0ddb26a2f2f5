# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

import icalendar
import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.content_lines import read_components
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.people import (
    PeopleFinder,
    PeopleOptions,
    text_of,
)

PROPERTIES = ["X-SAILPOINT-IDENTITY:anna.berg", "X-SAILPOINT-REASSIGN-TO:bruno.costa"]
ORGANIZER = "ORGANIZER:mailto:o@x.org"
SYSTEM = ["ORGANIZER:mailto:hr@x.org", "ATTENDEE;CN=Anna Berg:mailto:anna.berg@x.org"]
KNOWN = Defaults(people={"anna berg": "anna.berg"})


def event_of(*lines):
    text = "\r\n".join(["BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261221", *lines, "END:VEVENT", ""])
    return icalendar.Event.from_ical(text)


def finder(head=(), options=None, pattern=None, defaults=None):
    (calendar,) = read_components("\n".join(["BEGIN:VCALENDAR", *head, "END:VCALENDAR"]).encode())
    pattern = re.compile(pattern) if pattern else None
    return PeopleFinder(calendar, options or PeopleOptions(), pattern, defaults or Defaults())


def people(*lines, **options):
    """Who is absent, who covers, and the problems."""
    one = finder(**options)
    found = one.find(event_of(*lines))
    return found.get("identity"), found.get("reassign_to"), one.problems


@pytest.mark.parametrize(
    ("lines", "identity", "delegate"),
    [
        (PROPERTIES, "anna.berg", "bruno.costa"),
        (["DESCRIPTION:Absent: a\\nDelegate: b", ORGANIZER, "ATTENDEE:mailto:p@x.org"], "a", "b"),
        (["DESCRIPTION: absent : a\\nDELEGATE:b", *PROPERTIES], "anna.berg", "bruno.costa"),
        (["ORGANIZER:MAILTO:o@x.org", "ATTENDEE;CN=P:mailto:p@x.org"], "o@x.org", "p@x.org"),
        (["ORGANIZER;EMAIL=o@x.org:invalid:nomail", "ATTENDEE;EMAIL=p@x.org:urn:uuid:1"], "o@x.org", "p@x.org"),
        (
            [
                ORGANIZER,
                "ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:O@x.org",
                "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED:mailto:declined@x.org",
                "ATTENDEE;CUTYPE=RESOURCE:mailto:beamer@x.org",
                "ATTENDEE;CUTYPE=ROOM;ROLE=NON-PARTICIPANT:mailto:room@x.org",
                "ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:team@x.org",
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:p@x.org",
            ],
            "o@x.org",
            "p@x.org",
        ),
        ([ORGANIZER, "DESCRIPTION:Delegate: b@x.org<mailto:b@x.org>"], "o@x.org", "b@x.org"),
        # An email that begins like markup.
        ([ORGANIZER, "DESCRIPTION:Delegate: Bruno Costa <b.costa@x.org>"], "o@x.org", "b.costa@x.org"),
        ([ORGANIZER, "DESCRIPTION:Delegate: <br@x.org>"], "o@x.org", "br@x.org"),
        (
            [ORGANIZER, 'DESCRIPTION:<B>Delegate:</b> <a\thref="mailto:p@x.org">p@x.org</a><br/>Bye<BR>'],
            "o@x.org",
            "p@x.org",
        ),
        ([ORGANIZER, "DESCRIPTION:<ul><li>Delegate: J&ouml;rg</li></ul>"], "o@x.org", "Jörg"),
        # Whoever is missing may be known without the calendar.
        ([ORGANIZER], "o@x.org", None),
    ],
)
def test_people(lines, identity, delegate):
    assert people(*lines) == (identity, delegate, [])


def test_labels():
    lines = ["DESCRIPTION:Abwesend: a\\nVertretung: b\\nDelegate: c"]
    assert people(*lines, options=PeopleOptions("Abwesend", "Vertretung")) == ("a", "b", [])


def test_the_title_can_name_both():
    pattern = r"^Vacation (?P<identity>\S+)(?: \((?P<reassign_to>\S+)\))?"
    assert people("SUMMARY:Vacation a (b)", ORGANIZER, pattern=pattern) == ("a", "b", [])
    assert people("SUMMARY:Vacation a", "ATTENDEE:mailto:b@x.org", pattern=pattern) == ("a", "b@x.org", [])


@pytest.mark.parametrize(
    ("lines", "identity_from", "who"),
    [
        (SYSTEM, ("attendee",), "anna.berg@x.org"),
        (SYSTEM, ("organizer", "attendee"), "hr@x.org"),
        ([*SYSTEM, "ATTENDEE:mailto:hr@x.org"], ("attendee",), "anna.berg@x.org"),
        (["ORGANIZER:mailto:a@x.org", "ATTENDEE:mailto:a@x.org"], ("attendee",), "a@x.org"),
        (["X-SAILPOINT-IDENTITY:x", *SYSTEM], ("attendee", "property"), "anna.berg@x.org"),
        (["X-SAILPOINT-IDENTITY:x", *SYSTEM], ("property", "attendee"), "x"),
    ],
)
def test_where_the_absent_person_is_found(lines, identity_from, who):
    assert people(*lines, options=PeopleOptions(identity_from=identity_from))[0] == who


@pytest.mark.parametrize(
    ("head", "source", "who"),
    [
        ("X-WR-CALNAME:anna.berg@x.org", "calendar_name", "anna.berg@x.org"),
        ("X-WR-CALNAME:Anna Berg", "calendar_name", "Anna Berg"),
        ("X-WR-CALNAME:Vacations", "calendar_name", None),
        ('X-OWNER;CN="Anna Berg":mailto:anna.berg@x.org', "x_owner", "anna.berg@x.org"),
        ('X-OWNER;CN="Anna Berg":invalid:nomail', "x_owner", "Anna Berg"),
        ("X-OWNER:Anna Berg", "x_owner", "Anna Berg"),
    ],
)
def test_the_owner_of_the_calendar(head, source, who):
    """By the email, or else by a name that the option people knows."""
    assert people(head=[head], options=PeopleOptions(identity_from=(source,)), defaults=KNOWN)[0] == who


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (
            ["X-SAILPOINT-REASSIGN-TO:b"],
            "identity: it does not name the absent person. identity_from is property, description, summary, organizer,"
            " calendar_name; it can also contain attendee, x_owner.",
        ),
        (
            ["ORGANIZER;CN=Anna:invalid:nomail", "ATTENDEE:mailto:p@x.org"],
            "identity: it does not name the absent person.",
        ),
        ([ORGANIZER, "DESCRIPTION:Delegate: a\\nDelegate: b"], "DESCRIPTION: it has several lines 'Delegate': a, b."),
        (
            [ORGANIZER, "ATTENDEE:mailto:a@x.org", "ATTENDEE:mailto:b@x.org"],
            "ATTENDEE: several attendees are required, so it is unclear who covers: a@x.org, b@x.org.",
        ),
        (["X-SAILPOINT-IDENTITY:Anna Berg"], "identity: 'Anna Berg' is neither an alias nor an email. Map it to one"),
        ([ORGANIZER, "DESCRIPTION:Delegate: Bruno Costa"], "reassign_to: 'Bruno Costa' is neither an alias nor an"),
    ],
)
def test_people_who_are_not_clear(lines, problem):
    (found,) = people(*lines, head=["X-WR-CALNAME:Vacations"])[2]
    assert found.startswith(problem)


@pytest.mark.parametrize("defaults", [KNOWN, Defaults(display_names=True)])
def test_a_display_name_is_clear_if_it_is_known_or_looked_up(defaults):
    assert people("X-SAILPOINT-IDENTITY:Anna  Berg", defaults=defaults) == ("Anna  Berg", None, [])


@pytest.mark.parametrize("title", ["Bruno Costa covers", "bruno costa", "B. (Bruno  Costa)"])
def test_a_cover_who_is_named_in_the_title_is_meant_only_if_the_option_says_so(title):
    lines = [ORGANIZER, "ATTENDEE;CN=Costa:mailto:bruno.costa@x.org", f"SUMMARY:{title}"]
    (problem,) = people(*lines)[2]
    assert problem.startswith("ATTENDEE: the title names bruno.costa@x.org, who would cover.")
    expected = ("o@x.org", "bruno.costa@x.org", [])
    assert people(*lines, options=PeopleOptions(identity_from=("organizer",))) == expected


def test_the_problems_are_those_of_the_last_event():
    one = finder()
    one.find(event_of())
    assert len(one.problems) == 1
    one.find(event_of(*PROPERTIES))
    assert one.problems == []


def test_the_first_of_several_texts():
    assert text_of(event_of("SUMMARY: a ", "SUMMARY:b"), "SUMMARY") == "a"
    assert text_of(event_of(), "SUMMARY") == ""
