# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations import (
    Defaults,
    Problems,
    start_of_day,
    to_config,
)

BERLIN = Defaults("Europe/Berlin")
PEOPLE = {"identity": "anna.berg", "reassign_to": "bruno.costa"}


def problems(fields, defaults=BERLIN):
    with pytest.raises(Problems) as raised:
        to_config(fields, defaults)
    return raised.value.messages


def window(defaults=BERLIN, **fields):
    config = to_config({**PEOPLE, **fields}, defaults)
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
    assert to_config({**PEOPLE, "last_day": "2026-12-24"}, BERLIN) == {
        **PEOPLE,
        "state": "present",
        "end": "2026-12-24T23:00:00Z",
    }


def test_permanent():
    assert to_config({**PEOPLE, "permanent": "Yes", "end": ""}, Defaults()) == {
        **PEOPLE,
        "state": "present",
        "permanent": True,
    }


def test_absent_needs_the_identity_only():
    assert to_config({"identity": " anna.berg ", "state": "Absent"}, Defaults()) == {
        "identity": "anna.berg",
        "state": "absent",
    }


def test_the_time_zone_of_an_entry_comes_first():
    assert window(first_day="2026-12-21", last_day="2026-12-21", timezone="Asia/Tokyo")[0] == "2026-12-20T15:00:00Z"


@pytest.mark.parametrize(
    "written", ["certifications MANUAL_TASKS", "CERTIFICATIONS, MANUAL_TASKS,", "CERTIFICATIONS|MANUAL_TASKS"]
)
def test_config_types_in_one_text(written):
    config = to_config({**PEOPLE, "permanent": "true", "config_types": written}, Defaults())
    assert config["config_types"] == ["CERTIFICATIONS", "MANUAL_TASKS"]


def test_config_types_of_all():
    defaults = Defaults(config_types=("CERTIFICATIONS",))
    fields = {**PEOPLE, "permanent": "true"}
    assert to_config(fields, defaults)["config_types"] == ["CERTIFICATIONS"]
    own = to_config({**fields, "config_types": ["MANUAL_TASKS"]}, defaults)
    assert own["config_types"] == ["MANUAL_TASKS"]


def test_known_delegates_are_used_where_none_is_named():
    defaults = Defaults(delegates={"anna.berg": "chloe.dubois"})
    assert to_config({"identity": "Anna.Berg", "permanent": "1"}, defaults)["reassign_to"] == "chloe.dubois"
    assert to_config({**PEOPLE, "permanent": "1"}, defaults)["reassign_to"] == "bruno.costa"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"identity": ""}, "identity: it is missing."),
        ({"reassign_to": None}, "reassign_to: nobody is named who gets the work."),
        ({"reassign_to": "ANNA.berg"}, "reassign_to: it is the same as identity."),
        ({"reassign_to": ["b", "c"]}, "reassign_to: it must be one text, not a list."),
        ({"last_day": ""}, "last_day: say when it ends, with last_day, end, or permanent."),
        ({"last_day": "24.12.2026"}, "last_day: '24.12.2026' is not a date such as 2026-12-24"),
        ({"last_day": "12/24/2026"}, "last_day: '12/24/2026' is not a date such as 2026-12-24"),
        ({"last_day": "2026-02-30"}, "last_day: '2026-02-30' is not a date such as 2026-12-24"),
        ({"last_day": "9999-12-31"}, "last_day: '9999-12-31' is not a date such as 2026-12-24"),
        ({"last_day": "2026-12-24T10:00"}, "last_day: '2026-12-24T10:00' is not a date such as 2026-12-24"),
        ({"first_day": "2026-12-25"}, "last_day: it is before the beginning."),
        ({"first_day": "2026-12-01", "start": "2026-12-01T08:00"}, "start: first_day and start exclude each other"),
        ({"end": "2026-12-24T08:00"}, "end: last_day and end exclude each other"),
        ({"permanent": "true"}, "permanent: last_day and permanent exclude each other"),
        ({"permanent": "perhaps"}, "permanent: 'perhaps' is none of true, yes, 1, false, no, 0."),
        ({"start": "2026-12-01"}, "start: '2026-12-01' has no time of day: use first_day for whole days."),
        ({"last_day": "", "end": "2026-12-24"}, "end: '2026-12-24' has no time of day: use last_day for whole days."),
        ({"start": "2026-03-29T02:30"}, "start: '2026-03-29T02:30' does not exist in Europe/Berlin"),
        ({"start": "2026-10-25T02:30"}, "start: '2026-10-25T02:30' happens twice in Europe/Berlin"),
        ({"start": "tomorrow"}, "start: 'tomorrow' is not an ISO 8601 date"),
        ({"start": "2026-12-25T00:00", "end": "2026-12-24T00:00", "last_day": ""}, "end: it is not after start."),
        ({"timezone": "Mars/Olympus"}, "timezone: 'Mars/Olympus' is not a known IANA time zone"),
        ({"config_types": "CERTIFICATION"}, "config_types: 'CERTIFICATION' is none of ACCESS_REQUESTS"),
        ({"state": "gone"}, "state: 'gone' is none of present, absent."),
    ],
)
def test_each_problem_names_its_field(fields, expected):
    (message,) = problems({**PEOPLE, "last_day": "2026-12-24", **fields})
    assert message.startswith(expected)


def test_days_and_local_times_need_a_time_zone():
    found = problems({**PEOPLE, "first_day": "2026-12-21", "end": "2026-12-24T08:00"}, Defaults())
    assert [message.partition(":")[0] for message in found] == ["first_day", "end"]


def test_all_problems_are_told_at_once():
    found = problems({"first_day": "soon", "end": "later", "state": "maybe", "config_types": "x"})
    fields = ["identity", "state", "config_types", "reassign_to", "first_day", "end"]
    assert [message.partition(":")[0] for message in found] == fields
