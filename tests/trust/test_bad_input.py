# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever is written into an option: one clear result, never a traceback, never a request to what was not meant."""

from __future__ import annotations

import contextlib
import importlib
import re

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._instants import utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import (
    API_VERSIONS,
    OPERATIONS,
    path_template,
)
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.calendars import CalendarOptions
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.files import VacationReader
from ansible_collections.community.sailpoint.tests.trust.conftest import CHECKOUT
from ansible_collections.community.sailpoint.tests.trust.processes import result_of, start_module
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

ID = "0123456789abcdef" * 2
GOOD_REASSIGNMENT = {"identity": "anna.berg", "reassign_to": "bruno.costa", "end": "2030-01-01T00:00:00Z"}
WHOLE_DAYS = {"identity": "anna.berg", "reassign_to": "bruno.costa", "last_day": "2030-01-01", "timezone": "UTC"}
ITEMS = {"ids": [ID]}

#: Every string option, and every list or dictionary of strings, with a task that is right but for it.
HANDOVER = {"handovers": [{"from": "anna.berg", "to": "bruno.costa"}]}
OPTIONS = [
    ("identity_info", ["identities", 0], {"identities": ["anna.berg"]}),
    *(("reassignment_config", [name], GOOD_REASSIGNMENT) for name in (*GOOD_REASSIGNMENT, "start", "timezone")),
    *(("reassignment_config", [name], WHOLE_DAYS) for name in ("first_day", "last_day")),
    ("reassignment_config", ["config_types", 0], {**GOOD_REASSIGNMENT, "config_types": ["CERTIFICATIONS"]}),
    *(
        ("reassignment_configs", ["configs", 0, name], {"configs": [dict(GOOD_REASSIGNMENT)]})
        for name in (*GOOD_REASSIGNMENT, "start", "timezone", "source")
    ),
    *(
        ("reassignment_configs", ["configs", 0, name], {"configs": [dict(WHOLE_DAYS)]})
        for name in ("first_day", "last_day")
    ),
    ("reassignment_configs", ["timezone"], {"configs": [GOOD_REASSIGNMENT]}),
    ("reassignment_configs", ["changes_file"], {"configs": [GOOD_REASSIGNMENT]}),
    ("reassignment_configs", ["src", 0], {"configs": [GOOD_REASSIGNMENT], "src": ["team.csv"]}),
    ("reassignment_config_info", ["identities", 0], {"identities": ["anna.berg"]}),
    ("reassignment_evaluation_info", ["identities", 0], {"identities": ["anna.berg"]}),
    ("reassignment_evaluation_info", ["exclusion_filters", 0], {"identities": [ID], "exclusion_filters": ["X"]}),
    ("waiting_work_info", ["identities", 0], {"identities": ["anna.berg"]}),
    *(
        ("waiting_work_info", [name], {"identities": ["anna.berg"], "timezone": "Europe/Berlin"})
        for name in ("created_before", "due_before", "timezone")
    ),
    *(
        ("waiting_work_handover", ["handovers", 0, name], HANDOVER)
        for name in ("from", "to", "created_before", "until")
    ),
    ("waiting_work_handover", ["handovers", 0, "ids", 0], {"handovers": [{"from": "anna.berg", "ids": ["x"]}]}),
    *(("waiting_work_handover", [name], HANDOVER) for name in ("comment", "timezone", "journal")),
    ("work_item_info", ["ids", 0], ITEMS),
    ("work_item_info", ["owner"], {"owner": "anna.berg"}),
    ("work_item_action", ["ids", 0], {"action": "complete", **ITEMS}),
    ("work_item_action", ["action"], {"action": "complete", **ITEMS}),
    ("work_item_action", ["body"], {"action": "complete", **ITEMS}),
    ("work_item_action", ["owner"], {"action": "complete", "owner": "anna.berg", "max_changes": 9}),
    ("work_item_action", ["created_before"], {"action": "complete", "owner": "anna.berg", "max_changes": 9}),
    ("work_item_action", ["timezone"], {"action": "complete", "owner": "anna.berg", "created_before": "2026-01-01"}),
    ("work_item_action", ["name_pattern"], {"action": "complete", "owner": "anna.berg", "max_changes": 9}),
    ("work_item_action", ["types", 0], {"action": "complete", "owner": "anna.berg", "types": ["Form"]}),
    (
        "work_item_action",
        ["approval_item_ids", 0],
        {"action": "approve", "ids": ["approval"], "approval_item_ids": [ID]},
    ),
    ("work_item_action", ["forward_to"], {"action": "forward", "ids": ["generic"], "comment": "Away."}),
    ("work_item_action", ["comment"], {"action": "forward", "ids": ["generic"], "forward_to": "anna.berg"}),
    (
        "work_item_action",
        ["account_selection", "account"],
        {"action": "submit_account_selection", "ids": ["form"], "account_selection": {}},
    ),
    ("tenant_reassignment_settings", ["enabled"], {"enabled": True}),
    *(
        ("identity_info", [name], {"identities": ["anna.berg"]})
        for name in ("base_url", "client_id", "client_secret", "access_token", "api_version", "ca_path")
    ),
]


@pytest.fixture(autouse=True)
def working_directory(tmp_path_factory, monkeypatch):
    """Whatever is taken for the path of a file lies in none that matters."""
    directory = tmp_path_factory.mktemp("inner") / "a" / "b"
    directory.mkdir(parents=True)
    monkeypatch.chdir(directory)


def text_options(documentation, path=()):
    """The options of a module that take any text, by the names on the way to each."""
    for name, option in documentation.items():
        if "suboptions" in option:
            yield from text_options(option["suboptions"], (*path, name))
        kind = option.get("elements") or option["type"]
        if kind in ("str", "path", "dict") and "choices" not in option and "suboptions" not in option:
            yield (*path, name)


def test_every_option_that_takes_text_is_tried():
    documented = set()
    for file in (CHECKOUT / "plugins" / "modules").glob("[!_]*.py"):
        imported = importlib.import_module(f"ansible_collections.community.sailpoint.plugins.modules.{file.stem}")
        options = yaml.safe_load(imported.DOCUMENTATION).get("options") or {}
        documented |= {(file.stem, *names) for names in text_options(options)}
    tried = {(module, *(step for step in path if isinstance(step, str))) for module, path, unused in OPTIONS}
    assert {row[:-1] if row[-1] == "account" else row for row in tried} >= documented


NUMBERS = [
    *(("identity_info", name, {"identities": ["anna.berg"]}) for name in ("timeout", "retries", "rate_limit")),
    *(
        ("reassignment_configs", name, {"configs": [GOOD_REASSIGNMENT]})
        for name in ("max_changes", "max_deletes", "concurrency", "warn_days")
    ),
    *(("work_item_action", name, {"action": "complete", **ITEMS}) for name in ("max_changes", "concurrency")),
    *(
        ("waiting_work_handover", name, HANDOVER)
        for name in ("max_changes", "concurrency", "wait_timeout", "journal_keep_days")
    ),
]
AWKWARD = [
    "",
    " ",
    "\n",
    "\x00",
    "anna.berg\x00",
    "a\u202eb\u2066",
    "🙂" * 40,
    "x" * 10_000,
    "'" * 10_000,
    "田" * 10_000,
    ".",
    "..",
    "../types",
    "../../oauth/token",
    "tenant-config",
    "types",
    "completed",
    "bulk-approve",
    "%2e%2e",
    "%2e%2e%2ftenant-config",
    "..;/tenant-config",
    "x/../tenant-config",
    "?count=true",
    "#",
    "a\r\nX-Header: 1",
    'a" or email sw "',
    'x") or (id eq "',
    "\\",
    '\\" or id eq "y',
    "{{ 7 * 7 }}",
    "\ufeffanna.berg",
    "ＡＮＮＡ.berg",
    "null",
    "true",
    "0",
]
DATES = [
    "2026-12-24",
    "2026-12-24T25:00:00Z",
    "2026-12-24T08:00:60Z",
    "2016-12-31T23:59:60Z",
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-12:00",
    "10000-01-01T00:00:00Z",
    "-2026-01-01T00:00:00Z",
    "2026-12-24T08:00:00+25:00",
    "2026-12-24T08:00:00+00:99",
    "2026-12-24T08:00:00.1234567890Z",
    "2026-W52-4",
    "2026-358",
    "20261224T080000Z",
    "24.12.2026 08:00",
    "12/24/2026",
    "1766563200",
    "1e400",
    "2026-12-24T08:00:00 Europe/Berlin",
    "2026-12-24T08:00:00Z[Europe/Berlin]",
    "२०२६-१२-२४T०८:००:००Z",
    "2026-12-24T08:00:00Z\n",
    "tomorrow",
    "2026-03-29T02:30:00",
]

#: These say an instant in the future after all.
RIGHT = {"2026-12-24T08:00:00.123456789Z", "2026-12-24t08:00:00,5z", "2026-12-24T08:00+0100"}
DATES += sorted(RIGHT)

#: What the module may ask for, whatever stands where a name is: one segment that cannot be another operation.
MEANT = [
    re.compile(re.sub(r"\\{[a-z_]+\\}", "[^/]+", re.escape(path_template(operation, version))) + "$")
    for operation in OPERATIONS.values()
    for version in API_VERSIONS
]


@contextlib.contextmanager
def tenant(simulator):
    simulator.reset()
    simulator.tenant.add_work_item("anna.berg", type="Approval", id="approval")
    simulator.tenant.add_work_item("bruno.costa", type="Generic", id="generic")
    simulator.tenant.add_work_item("bruno.costa", type="Form", id="form")
    simulator.tenant.add_certification("anna.berg")
    yield


def with_value(options, path, value):
    """A copy of the options in which the value stands at the path."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        return [with_value(options[step], rest, value)]
    return {**options, step: with_value(options.get(step), rest, value) if rest else value}


def check(simulator, module, options, result):
    """It is one result in words; no request went elsewhere, and none has a header or a filter that was smuggled in."""
    assert result["failed"] in (True, False)
    if result["failed"]:
        assert result["msg"] and "Traceback" not in str(result) and len(result["msg"]) < 21_000
        assert "Unexpected failure" not in result["msg"] and "exception" not in result
    for request in simulator.requests:
        if request.operation != "oauth.token":
            assert any(path.match(request.path) for path in MEANT), f"{module} {options} asked for {request.path}"
            assert not {".", ".."} & set(request.path.split("/"))
        assert "x-header" not in request.headers
        assert set(request.query) <= {
            "filters",
            "limit",
            "offset",
            "count",
            "ownerId",
            "owner-id",
            "approverId",
            "reviewer-identity",
            "exclusionFilters",
            "sorters",
        } | {"defaultFilter"}


def run(simulator, module, path, options, value):
    imported = importlib.import_module(f"ansible_collections.community.sailpoint.plugins.modules.{module}")
    with tenant(simulator):
        given_options = with_value({**connection(simulator), "retries": 0, **options}, path, value)
        # Only in check mode no file comes into being, wherever the path leads.
        result = run_module(imported, given_options, check_mode=path == ["journal"])
        check(simulator, module, given_options, result)
        return simulator.writes()


def label(parameter):
    return (
        parameter
        if isinstance(parameter, str)
        else ".".join(map(str, parameter))
        if isinstance(parameter, list)
        else ""
    )


@pytest.mark.parametrize("module, path, options", OPTIONS, ids=label)
def test_awkward_text_in_every_option(running, module, path, options):
    for value in AWKWARD:
        run(running, module, path, options, value)


@pytest.mark.parametrize("module, path, options", OPTIONS, ids=label)
def test_any_text_in_every_option(running, module, path, options, pytestconfig):
    soak = pytestconfig.getoption("--soak")

    @settings(
        max_examples=200 if soak else 8,
        deadline=None,
        database=None,
        derandomize=not soak,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(
        st.text(max_size=300)
        | st.text(alphabet="./%2e;\\\"'?#&=() orandeqsw\x00\r\n", max_size=60)
        | st.from_regex(r"-?\d{1,6}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?(Z|[+-]\d{2}:?\d{2})?", fullmatch=True)
    )
    def any_text(value):
        run(running, module, path, options, value)

    any_text()


@pytest.mark.parametrize(
    "module, path, options", [row for row in OPTIONS if row[1][-1] in ("start", "end", "created_before")], ids=label
)
def test_dates_that_are_nearly_right(running, module, path, options):
    for value in DATES:
        wrote = run(running, module, path, options, value)
        if path[-1] != "end":
            continue
        # The one that is right, and could be an end, is what these dates are near to.
        assert bool(wrote) == (value.strip() == "2026-12-24T08:00:00Z" or value in RIGHT), value


@pytest.mark.parametrize("value", [-1, 0, 10**30, -(10**30), 2**63, "1e3", "NaN", "0x10", 1.5, "", " 1", [], {}])
@pytest.mark.parametrize("module, name, options", NUMBERS, ids=label)
def test_numbers_out_of_all_bounds(running, module, name, options, value):
    run(running, module, [name], options, value)


@pytest.mark.parametrize(
    "module, path, options",
    [row for row in OPTIONS if row[0] in ("reassignment_config", "work_item_info")],
    ids=label,
)
def test_a_real_process_shows_no_traceback(running, module, path, options):
    for value in ("\x00", "../tenant-config", "🙂\u202e"):
        with tenant(running):
            given_options = with_value({**connection(running), "retries": 0, **options}, path, value)
            result = result_of(start_module(module, given_options))
            check(running, module, given_options, {"failed": False, **result})


#: What files of vacations are made of, to be put together in any order.
PIECES = {
    "a.csv": [
        "identity",
        "reassign_to",
        "last_day",
        "state",
        ",",
        ";",
        "\n",
        "\r",
        '"',
        "anna.berg",
        "2026-12-24",
        " ",
        "=",
    ],
    "a.yml": [
        *["- ", "identity", "reassign_to", "last_day", ": ", "\n", "\n  ", "anna.berg", "2026-12-24", "vacations", "|"],
        *["[", "]", "{", "}", "&a ", "*a", "<<", "!!binary ", "? ", "---\n", "#", '"', "'", "\t", ",", "~", "%TAG"],
    ],
    "a.json": [
        *[
            "[",
            "]",
            "{",
            "}",
            '"identity"',
            '"reassign_to"',
            '"last_day"',
            ":",
            ",",
            '"anna.berg"',
            '"2026-12-24"',
            "\t",
        ],
        *["null", "true", "1e400", "NaN", '"vacations"', "\n", '"', "\\u0000"],
    ],
    "a.ics": [
        *["BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "UID:1\r\n", "SUMMARY:x\r\n", "DTSTART", "DTEND", "DURATION:P1D\r\n"],
        *[";VALUE=DATE:20261224\r\n", ":20261224T080000Z\r\n", ":20261224\r\n", ";TZID=Europe/Berlin", ":", "RDATE"],
        *[
            "RRULE:FREQ=",
            "DAILY",
            "YEARLY",
            ";COUNT=3",
            ";UNTIL=20270101",
            ";BYDAY=MO",
            "\r\n",
            "EXDATE",
            "RECURRENCE-ID",
        ],
        *["ORGANIZER:mailto:a@example.com\r\n", "ATTENDEE:mailto:b@example.com\r\n", "BEGIN:VTIMEZONE\r\n", "\r\n "],
    ],
}


@pytest.mark.parametrize("name", PIECES)
def test_any_content_of_a_file(name, pytestconfig):
    """It gives entries, or one error that names the file."""
    soak = pytestconfig.getoption("--soak")
    wrap = "BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n" if name.endswith(".ics") else "{}"
    texts = st.lists(st.sampled_from(PIECES[name]) | st.text(max_size=3), max_size=60).map("".join)

    @settings(
        max_examples=5000 if soak else 200,
        deadline=None,
        database=None,
        derandomize=not soak,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.binary(max_size=300) | texts.map(lambda text: wrap.format(text).encode("utf-8", "surrogatepass")))
    @example("".join(PIECES[name]).encode())
    @example(b"[" * 5000)
    def any_content(data):
        reader = VacationReader(Defaults("Europe/Berlin"), utc_now(), CalendarOptions())
        reader.read_file(name, data)
        assert all(entry["identity"] for entry in reader.configs)
        assert all(line.startswith((name, "... and")) for line in reader.problems.splitlines()), reader.problems
        assert len(reader.problems) < 100_000

    any_content()
