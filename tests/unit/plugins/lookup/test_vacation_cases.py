# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files as people and programs write them, read with the clock at 2026-11-25."""

from __future__ import annotations

import random
import time
from datetime import datetime, timezone
from pathlib import Path

import pytest
import yaml

from ansible_collections.community.sailpoint.plugins.lookup import vacations_file
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations import recurrences

NOW = datetime(2026, 11, 25, tzinfo=timezone.utc)
CASES = yaml.safe_load((Path(__file__).parent / "vacation_cases.yml").read_text(encoding="utf-8"))
RUNS = [(case, run) for case in CASES for run in case["runs"]]
CHRISTMAS = ["anna.berg@example.com", "bruno.costa", "2026-12-20T23:00:00Z", "2026-12-23T23:00:00Z"]


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    monkeypatch.setattr(vacations_file, "utc_now", lambda: NOW)


@pytest.fixture()
def read(query, tmp_path):
    """The entries as lists of who, cover, start, and end; and what is wrong."""

    def run(data, suffix=".ics", **options):
        (tmp_path / f"input{suffix}").write_bytes(data)
        (found,) = query(f"input{suffix}", return_problems=True, **options)
        keys = ("identity", "reassign_to", "start", "end")
        return [[entry.get(key) for key in keys] for entry in found["entries"]], found["problems"]

    return run


@pytest.mark.parametrize(("case", "run"), RUNS, ids=[f"{case['name']}-{n}" for n, (case, unused) in enumerate(RUNS)])
def test_cases(read, case, run):
    suffix = Path(case["name"]).suffix
    text = case["text"] if suffix == ".json" else case["text"].replace("\n", "\r\n")
    entries, problems = read(text.encode(), suffix, **run["options"])
    if "problem" in run:
        assert problems.startswith((f"input{suffix}, {run['problem']}", f"input{suffix}: {run['problem']}"))
        assert entries == []
    else:
        assert (problems, entries) == ("", run["entries"])


EVENT = """BEGIN:VEVENT
UID:1
SUMMARY:Holiday
ORGANIZER:mailto:anna.berg@example.com
DESCRIPTION:Delegate: bruno.costa
DTSTART;VALUE=DATE:20261221
DTEND;VALUE=DATE:20261224
END:VEVENT
"""
CALENDAR = f"BEGIN:VCALENDAR\nVERSION:2.0\n{EVENT}END:VCALENDAR\n"


def crlf(text):
    return text.replace("\n", "\r\n").encode()


def with_lines(*lines, without=()):
    """The calendar with more lines in its event, and without those that begin with something."""
    kept = [line for line in EVENT.splitlines()[:-1] if not line.startswith(tuple(without) or "\0")]
    return crlf(CALENDAR.replace(EVENT, "\n".join([*kept, *lines, "END:VEVENT", ""])))


@pytest.mark.parametrize("fold", [b"\r\n ", b"\r\n\t", b"\n "])
def test_lines_can_be_folded_anywhere_also_in_a_character(read, fold):
    data = with_lines("DESCRIPTION:Grüße\\nDelegate: bruno.costa", without=["DESCRIPTION"])
    for position in range(data.index(b"DESCRIPTION") + 1, data.index(b"END:VEVENT") - 2):
        folded = data[:position] + fold + data[position:]
        assert read(folded) == ([CHRISTMAS], ""), position


def test_every_way_to_cut_a_file(read):
    data = crlf(CALENDAR)
    for end in range(1, len(data) - len("AR\r\n")):
        entries, problems = read(data[:end])
        assert entries == [] and problems, end
        # Whole files before or after do not hide it.
        assert read(data[:end] + b"\r\n" + data)[1], end
        assert read(data + data[:end])[1], end


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\r\n", b"\r"),
        lambda data: data.replace(b"\r\n", b"\r\r\n"),
        lambda data: data.replace(b"END:VEVENT\r\n", b""),
        lambda data: data.replace(b"BEGIN:VEVENT\r\n", b""),
        lambda data: data.replace(b"VEVENT", b"VEVNT"),
        lambda data: data.replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT2"),
        lambda data: data.replace(b"END:VEVENT", b"END:VTODO"),
        lambda data: data.replace(b"BEGIN:VEVENT", b"BEGIN:VALARM\r\nEND:VALARM\r\nBEGIN:VEVENT"),
        lambda data: data.replace(b"VERSION:2.0", b"this is no line"),
        lambda data: data.replace(b"VERSION:2.0", b'METHOD;X="CANCEL'),
        lambda data: data + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        lambda data: data + b"SUMMARY:more\r\n",
        lambda data: b" " + data,
        lambda data: data.replace(b"Holiday", b"Holi\xfcday"),
        lambda data: data.replace(b"Holiday", b"Holi\0day"),
        lambda data: data.decode().encode("utf-16"),
    ],
)
def test_broken_files_are_refused(read, change):
    entries, problems = read(change(crlf(CALENDAR)))
    assert entries == []
    assert problems.startswith("input.ics: ")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\r\n", b"\n"),
        lambda data: data.replace(b"\r\n", b"\r\n\r\n"),
        lambda data: data.rstrip(),
        lambda data: data.replace(b"BEGIN:VEVENT", b"begin:vevent "),
        lambda data: data + b"X-COMMENT:written by a program\r\n",
        lambda data: data.replace(b"BEGIN:VEVENT", b"BEGIN:X-NOTE\r\nX-A:b\r\nEND:X-NOTE\r\nBEGIN:VEVENT"),
        lambda data: data.replace(b"BEGIN:VEVENT", b"BEGIN:VTODO\r\nbroken\r\nEND:VTODO\r\nBEGIN:VEVENT"),
    ],
)
def test_what_is_unusual_and_sound(read, change):
    assert read(change(crlf(CALENDAR))) == ([CHRISTMAS], "")


BROKEN = [
    'ATTENDEE;CN="a"b":mailto:x@example.com',
    "no line at all",
    "DTSTART;TZID=Nowhere:20261221T080000",
    "RRULE:FREQ=SOMETIMES",
    "RRULE:FREQ=DAILY;INTERVAL=0",
    "RRULE:FREQ=SECONDLY",
    "EXDATE;VALUE=DATE:2026",
    "SEQUENCE:x",
    "DELEGATE: somebody",
    "STATUS:BUSY",
    "DTEND;VALUE=DATE:20261226",
    "DURATION:PT",
    "GEO:nowhere",
    "EXDATE;TZID=Nowhere:20261222T080000",
    "EXRULE:FREQ=DAILY",
]


@pytest.mark.parametrize("line", BROKEN)
@pytest.mark.parametrize(
    ("not_meant", "options"),
    [
        (["STATUS:CANCELLED"], {}),
        (["STATUS:Canceled"], {}),
        (["STATUS:TENTATIVE"], {}),
        (["CATEGORIES:Meeting"], {"categories": ["Holiday"]}),
        ([], {"categories": ["Holiday"]}),
        (["X-MICROSOFT-CDO-BUSYSTATUS:BUSY"], {"out_of_office_only": True}),
        ([], {"summary_pattern": "^Away"}),
        ([], {"exclude_pattern": "day$"}),
        ([], {"horizon_days": 10}),
    ],
)
def test_events_that_are_not_meant_never_refuse_a_file(read, line, not_meant, options):
    assert read(with_lines(*not_meant, line), **options) == ([], "")


@pytest.mark.parametrize("line", BROKEN)
def test_the_same_in_an_event_that_is_meant_refuses_it(read, line):
    entries, problems = read(with_lines(line))
    assert entries == []
    assert problems.startswith("input.ics, event 'Holiday' (line 3): ")


@pytest.mark.parametrize("days", [("20260101", "20260103"), ("20261102", "20261105"), ("20261118", "20261121")])
@pytest.mark.parametrize("line", [line for line in BROKEN if not line.startswith(("RRULE", "DTSTART", "DTEND", "DUR"))])
def test_events_that_are_over_never_refuse_a_file(read, line, days):
    dates = [f"DTSTART;VALUE=DATE:{days[0]}", f"DTEND;VALUE=DATE:{days[1]}"]
    assert read(with_lines(*dates, line, without=["DTSTART", "DTEND"])) == ([], "")


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=WEEKLY;UNTIL=20250101T000000Z",
        "RRULE:FREQ=WEEKLY;COUNT=10",
        "RRULE:FREQ=DAILY;COUNT=10\nRDATE;TZID=Customized Time Zone:20240601T140000,20240701T140000",
        "DURATION:PT2H",
    ],
)
def test_old_series_in_unknown_zones_do_not_matter(read, rule):
    lines = ["DTSTART;TZID=Customized Time Zone:20240426T140000", *rule.split("\n")]
    assert read(with_lines(*lines, without=["DTSTART", "DTEND"])) == ([], "")


def test_a_series_in_an_unknown_zone_that_goes_on_is_refused(read):
    lines = ["DTSTART;TZID=Customized Time Zone:20240426T140000", "RRULE:FREQ=WEEKLY"]
    assert (
        "DTSTART: the time zone 'Customized Time Zone' is not known"
        in read(with_lines(*lines, without=["DTSTART", "DTEND"]))[1]
    )


def zone(name, offset):
    return f"""BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
"""


def test_a_zone_of_one_file_means_nothing_in_another(query, tmp_path):
    times = ["DTSTART;TZID=Customized Time Zone:20261221T080000", "DTEND;TZID=Customized Time Zone:20261221T180000"]
    event = with_lines(*times, without=["DTSTART", "DTEND"])
    for name, offset in (("a", "+0530"), ("b", "-0300")):
        described = event.replace(b"BEGIN:VEVENT", crlf(zone("Customized Time Zone", offset)) + b"BEGIN:VEVENT")
        (tmp_path / f"{name}.ics").write_bytes(described)
    (tmp_path / "c.ics").write_bytes(event)
    (found,) = query("a.ics", "b.ics", return_problems=True)
    assert [entry["start"] for entry in found["entries"]] == ["2026-12-21T02:30:00Z", "2026-12-21T11:00:00Z"]
    (found,) = query("a.ics", "c.ics", return_problems=True)
    assert (
        "c.ics, event 'Holiday' (line 3): DTSTART: the time zone 'Customized Time Zone' is not known"
        in found["problems"]
    )


@pytest.mark.parametrize("alarm", ["TRIGGER:-PT0DT0H10M0S", "TRIGGER", "no line", "DTSTART:never", 'UID;X="a:b'])
def test_alarms_do_not_matter(read, alarm):
    assert read(with_lines("BEGIN:VALARM", alarm, "END:VALARM")) == ([CHRISTMAS], "")


def test_tentative_events_are_an_option(read):
    assert read(with_lines("STATUS:TENTATIVE")) == ([], "")
    assert read(with_lines("STATUS:Tentative"), tentative=True) == ([CHRISTMAS], "")


def test_a_newer_version_that_is_cancelled_counts(read):
    cancelled = EVENT.replace("SUMMARY", "SEQUENCE:2\nSTATUS:CANCELLED\nSUMMARY")
    assert read(crlf(CALENDAR.replace(EVENT, EVENT + cancelled))) == ([], "")
    assert read(crlf(CALENDAR.replace(EVENT, cancelled + EVENT))) == ([], "")


def test_a_day_of_a_series_that_is_not_meant_is_left_out(read):
    series = EVENT.replace("DTEND;VALUE=DATE:20261224", "RRULE:FREQ=DAILY;COUNT=3\nCATEGORIES:Holiday")
    for line in ("STATUS:CANCELLED", "CATEGORIES:Work", "CATEGORIES:Work\nDTEND:broken"):
        changed = (
            f"BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;VALUE=DATE:20261222\nDTSTART;VALUE=DATE:20261222\n{line}\nEND:VEVENT\n"
        )
        entries, problems = read(crlf(CALENDAR.replace(EVENT, series + changed)), categories=["holiday"])
        assert problems == ""
        assert [entry[2] for entry in entries] == ["2026-12-20T23:00:00Z", "2026-12-22T23:00:00Z"]


def test_many_events_that_are_not_meant_cost_little(read):
    other = EVENT.replace("UID:1", "UID:{0}").replace("SUMMARY:Holiday", "SUMMARY:Meeting {0}\nRRULE:FREQ=DAILY")
    numbers = list(range(2, 30_002))
    random.Random(1).shuffle(numbers)
    data = crlf(CALENDAR.replace(EVENT, EVENT + "".join(other.format(number) for number in numbers)))
    begin = time.process_time()
    assert read(data, summary_pattern="^Holiday") == ([CHRISTMAS], "")
    # It takes a second; expanding the series first would take minutes.
    assert time.process_time() - begin < 20


def test_the_limit_counts_the_vacations_that_are_left(read, monkeypatch):
    monkeypatch.setattr(recurrences, "_MAX_OCCURRENCES", 100)
    series = [EVENT.replace("UID:1", f"UID:{number}\nRRULE:FREQ=DAILY") for number in range(2)]
    series[1] = series[1].replace("Holiday", "Meeting")
    data = crlf(CALENDAR.replace(EVENT, "".join(series)))
    assert len(read(data, horizon_days=110, summary_pattern="Holiday")[0]) == 84
    assert read(data, horizon_days=110)[1] == "input.ics: it has 168 vacations, counting recurring ones, more than 100."
