# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._identities.names import name_key
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import (
    Defaults,
    Problems,
    check_date_format,
    read_entry,
    start_of_day,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

BERLIN = Defaults("Europe/Berlin")
PEOPLE = {"identity": "anna.berg", "reassign_to": "bruno.costa"}


def config_of(fields, defaults):
    return read_entry(fields, defaults).as_config()


def problems(fields, defaults=BERLIN):
    with pytest.raises(Problems) as raised:
        config_of(fields, defaults)
    return raised.value.messages


def window(defaults=BERLIN, **fields):
    config = config_of({**PEOPLE, **fields}, defaults)
    return config.get("start"), config.get("end")


def test_both_days_are_included():
    assert window(first_day="2026-12-21", last_day="2027-01-06") == ("2026-12-20T23:00:00Z", "2027-01-06T23:00:00Z")


def test_one_day():
    assert window(first_day="2026-12-21", last_day="2026-12-21") == ("2026-12-20T23:00:00Z", "2026-12-21T23:00:00Z")


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        ("2026-03-28", "2026-03-29", "2026-03-27T23:00:00Z", "2026-03-29T22:00:00Z"),
        ("2026-10-24", "2026-10-25", "2026-10-23T22:00:00Z", "2026-10-25T23:00:00Z"),
    ],
)
def test_days_of_23_and_25_hours(first, last, start, end):
    assert window(first_day=first, last_day=last) == (start, end)


@pytest.mark.parametrize(
    ("zone", "day", "instant"),
    [
        # Midnight does not exist: the day begins at 1 o'clock.
        ("America/Santiago", date(2026, 9, 6), "2026-09-06T04:00:00+00:00"),
        # Midnight comes twice: the day begins with the first.
        ("America/Havana", date(2026, 11, 1), "2026-11-01T04:00:00+00:00"),
    ],
)
def test_the_first_instant_of_days_without_or_with_two_midnights(zone, day, instant):
    assert start_of_day(day, ZoneInfo(zone)).isoformat() == instant


def test_instants():
    assert window(start="2026-12-21 08:00", end="2027-01-07T08:00:00+00:00") == (
        "2026-12-21T07:00:00Z",
        "2027-01-07T08:00:00Z",
    )


def test_a_day_and_an_instant():
    assert window(start="2026-12-21T13:00", last_day="2026-12-21") == ("2026-12-21T12:00:00Z", "2026-12-21T23:00:00Z")


def test_without_a_beginning():
    assert config_of({**PEOPLE, "last_day": "2026-12-24"}, BERLIN) == {
        **PEOPLE,
        "state": "present",
        "end": "2026-12-24T23:00:00Z",
    }


def test_permanent():
    assert config_of({**PEOPLE, "permanent": "Yes", "end": ""}, Defaults()) == {
        **PEOPLE,
        "state": "present",
        "permanent": True,
    }


def test_absent_needs_the_identity_only():
    assert config_of({"identity": " anna.berg ", "state": "Absent"}, Defaults()) == {
        "identity": "anna.berg",
        "state": "absent",
    }


def test_the_time_zone_of_an_entry_comes_first():
    assert window(first_day="2026-12-21", last_day="2026-12-21", timezone="Asia/Tokyo")[0] == "2026-12-20T15:00:00Z"


@pytest.mark.parametrize(
    "written", ["certifications MANUAL_TASKS", "CERTIFICATIONS, MANUAL_TASKS,", "CERTIFICATIONS|MANUAL_TASKS"]
)
def test_config_types_in_one_text(written):
    config = config_of({**PEOPLE, "permanent": "true", "config_types": written}, Defaults())
    assert config["config_types"] == ["CERTIFICATIONS", "MANUAL_TASKS"]


def test_config_types_of_all():
    defaults = Defaults(config_types=("CERTIFICATIONS",))
    fields = {**PEOPLE, "permanent": "true"}
    assert config_of(fields, defaults)["config_types"] == ["CERTIFICATIONS"]
    own = config_of({**fields, "config_types": ["MANUAL_TASKS"]}, defaults)
    assert own["config_types"] == ["MANUAL_TASKS"]


def test_known_delegates_are_used_where_none_is_named():
    defaults = Defaults(delegates={"anna.berg": "chloe.dubois"})
    assert config_of({"identity": "Anna.Berg", "permanent": "1"}, defaults)["reassign_to"] == "chloe.dubois"
    assert config_of({**PEOPLE, "permanent": "1"}, defaults)["reassign_to"] == "bruno.costa"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"identity": ""}, "identity: it is missing."),
        ({"reassign_to": None}, "reassign_to: it is missing: name the cover."),
        ({"reassign_to": "ANNA.berg"}, "reassign_to: it is the same as identity."),
        ({"reassign_to": ["b", "c"]}, "reassign_to: it must be a single text, not a list."),
        ({"last_day": ""}, "last_day: it is missing: give last_day, end, or permanent: true."),
        ({"last_day": "24.12.2026"}, "last_day: '24.12.2026' is not a date such as 2026-12-24"),
        ({"last_day": "12/24/2026"}, "last_day: '12/24/2026' is not a date such as 2026-12-24"),
        ({"last_day": "2026-02-30"}, "last_day: '2026-02-30' is not a date such as 2026-12-24"),
        ({"last_day": "9999-12-31"}, "last_day: '9999-12-31' is not a date such as 2026-12-24"),
        ({"last_day": "2026-12-24T10:00"}, "last_day: '2026-12-24T10:00' is not a date such as 2026-12-24"),
        ({"first_day": "2026-12-25"}, "last_day: it is before the start."),
        (
            {"first_day": "2026-12-01", "start": "2026-12-01T08:00"},
            "start: first_day and start are mutually exclusive.",
        ),
        ({"end": "2026-12-24T08:00"}, "end: last_day and end are mutually exclusive."),
        ({"permanent": "true"}, "permanent: last_day and permanent are mutually exclusive."),
        ({"permanent": "perhaps"}, "permanent: 'perhaps' is neither true nor false."),
        ({"start": "2026-12-01"}, "start: '2026-12-01' has no time of day: use first_day for whole days."),
        ({"last_day": "", "end": "2026-12-24"}, "end: '2026-12-24' has no time of day: use last_day for whole days."),
        ({"start": "2026-03-29T02:30"}, "start: '2026-03-29T02:30' does not exist in Europe/Berlin"),
        ({"start": "2026-10-25T02:30"}, "start: '2026-10-25T02:30' happens twice in Europe/Berlin"),
        ({"start": "tomorrow"}, "start: 'tomorrow' is not an ISO 8601 date"),
        (
            {"start": "2026-12-25T00:00", "end": "2026-12-24T00:00", "last_day": ""},
            "end: 2026-12-24 00:00+01:00 is not after the start 2026-12-25 00:00+01:00.",
        ),
        ({"timezone": "Mars/Olympus"}, "timezone: 'Mars/Olympus' is not a known IANA time zone"),
        ({"config_types": "CERTIFICATION"}, "config_types: 'CERTIFICATION' is not one of ACCESS_REQUESTS"),
        ({"state": "gone"}, "state: 'gone' is not one of present, absent."),
    ],
)
def test_each_problem_names_its_field(fields, expected):
    (message,) = problems({**PEOPLE, "last_day": "2026-12-24", **fields})
    assert message.startswith(expected)


def test_days_and_local_times_need_a_time_zone_which_is_told_once():
    fields = {**PEOPLE, "first_day": "2026-12-21", "end": "2026-12-24T08:00"}
    defaults = Defaults(option_names={"timezone": "my_timezone"})
    assert problems(fields, defaults) == [
        "timezone: days, and times without an offset such as +01:00, need a time zone: set my_timezone."
    ]
    assert window(Defaults(), end="2026-12-24T08:00:00.5-05:00") == (None, "2026-12-24T13:00:00.500Z")


def test_all_problems_are_told_at_once():
    found = problems({"first_day": "soon", "end": "later", "state": "maybe", "config_types": "x"})
    fields = ["identity", "state", "config_types", "reassign_to", "first_day", "end"]
    assert [message.partition(":")[0] for message in found] == fields


@pytest.mark.parametrize("blank", [None, "", " \t"])
def test_blank_values_are_as_if_they_were_left_out(blank):
    fields = {**PEOPLE, **dict.fromkeys(("first_day", "start", "last_day", "end", "timezone", "state"), blank)}
    types = [blank]
    assert config_of({**fields, "permanent": True, "config_types": types}, Defaults()) == {
        **PEOPLE,
        "state": "present",
        "permanent": True,
    }
    (problem,) = problems({**fields, "permanent": blank, "config_types": blank})
    assert problem.startswith("last_day: it is missing")


@pytest.mark.parametrize("word", ["manager", " Manager ", "MANAGER"])
def test_the_manager(word):
    assert read_entry({"identity": "a", "reassign_to": word, "permanent": "on"}, Defaults()).reassign_to == "manager"


def test_people_by_their_names_in_files():
    people = {name_key("Anna  Berg"): "anna.berg", name_key("Bruno Costa"): "bruno.costa"}
    defaults = Defaults(people=people, delegates={name_key("anna berg"): "BRUNO costa"})
    expected = {**PEOPLE, "state": "present", "permanent": True}
    assert config_of({"identity": "anna berg", "permanent": True}, defaults) == expected
    # Delegates can be named by either name.
    by_alias = defaults._replace(delegates={"anna.berg": "bruno.costa"})
    assert config_of({"identity": "Anna Berg", "permanent": True}, by_alias) == expected
    assert problems({"identity": "Anna Berg", "reassign_to": "anna.berg", "permanent": True}, defaults) == [
        "reassign_to: it is the same as identity."
    ]


def test_display_names_are_marked():
    fields = {"identity": "Anna Berg", "reassign_to": "bruno.costa", "permanent": True}
    assert read_entry(fields, Defaults()).identity == "Anna Berg"
    assert read_entry(fields, Defaults(display_names=True)).identity == "name:Anna Berg"
    marked = read_entry({**fields, "identity": "name:Anna Berg"}, Defaults(display_names=True))
    assert marked.identity == "name:Anna Berg"


GERMAN = Defaults("Europe/Berlin", date_format="%d.%m.%Y")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"first_day": "21.12.2026", "last_day": "2027-01-06"}, ("2026-12-20T23:00:00Z", "2027-01-06T23:00:00Z")),
        ({"start": "21.12.2026 08:00", "end": "1.1.2027 10:30"}, ("2026-12-21T07:00:00Z", "2027-01-01T09:30:00Z")),
    ],
)
def test_dates_in_another_format(fields, expected):
    assert window(GERMAN, **fields) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"last_day": "12/24/2026"},
            "last_day: '12/24/2026' is not a date such as 24.12.2026: date_format is %d.%m.%Y.",
        ),
        ({"end": "24.12.2026"}, "end: '2026-12-24' has no time of day: use last_day for whole days."),
    ],
)
def test_dates_that_are_not_in_that_format(fields, expected):
    assert problems({**PEOPLE, **fields}, GERMAN) == [expected]


@pytest.mark.parametrize("date_format", ["", "%d.%m.", "%H:%M", "%Q", "%Y-%d-%m", "%"])
def test_formats_that_are_none(date_format):
    with pytest.raises(InvalidInput):
        check_date_format(date_format)


@pytest.mark.parametrize("date_format", ["%d.%m.%Y", "%m/%d/%y", "%Y-%m-%d", "%d %b %Y", "%Y%m%d"])
def test_formats(date_format):
    check_date_format(date_format)
