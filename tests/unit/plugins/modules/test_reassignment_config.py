# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import itertools
import random
from datetime import date, datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.modules import reassignment_config
from ansible_collections.community.sailpoint.tests.simulator import Fault, Simulator
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc).replace(microsecond=0)
LAST_MONTH, LAST_WEEK, NEXT_WEEK, NEXT_MONTH = (NOW + timedelta(days=days) for days in (-30, -7, 7, 30))
TYPES = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS"]

SWITCHES = {
    "missing_configuration": ["not_found", "empty"],
    "permanent_form": ["null", "empty", "missing", "zero"],
    "put_scope": ["one_type", "all_types"],
    "post_existing": ["replace", "refuse"],
    "past_start": ["accept", "refuse"],
    "delete_missing": ["no_content", "not_found"],
    "write_answer": ["identity", "one_type"],
    "date_form": ["millis", "seconds", "micros", "offset"],
    "loop_rule": ["always", "overlapping", "off"],
}
ONE_BY_ONE = [{name: value} for name, values in SWITCHES.items() for value in values]
COMBINATIONS = [dict(zip(SWITCHES, values)) for values in itertools.product(*SWITCHES.values())]
SAMPLE = ONE_BY_ONE + random.Random(2026).sample(COMBINATIONS, 40)


LAST_WEEK_ON = f"from {LAST_WEEK.strftime('%Y-%m-%d %H:%M')}{LAST_WEEK.strftime(':%S') * bool(LAST_WEEK.second)}Z"


def iso(instant):
    return instant.isoformat()


class Tenant:
    """Runs the module against a simulator, in check mode first, and keeps the promises of every run."""

    def __init__(self, simulator):
        self.simulator = simulator
        self.anna, self.bruno, self.chloe = (
            simulator.tenant.identity(alias).id for alias in ("anna.berg", "bruno.costa", "chloe.dubois")
        )
        self.connection = connection(simulator)

    def run(self, **args):
        args = {**self.connection, **args}
        before = self.simulator.tenant.snapshot()
        self.simulator.clear_log()
        planned = run_module(reassignment_config, args, check_mode=True)
        assert self.simulator.writes() == []
        result = run_module(reassignment_config, args)
        if not result["failed"]:
            assert result["changed"] == planned["changed"] == bool(result["changes"])
            assert result["summary"] == planned["summary"]
            assert {change["status"] for change in planned["changes"]} <= {"planned"}
            assert {change["status"] for change in result["changes"]} <= {"applied"}
            assert [self.subject(change) for change in result["changes"]] == [
                self.subject(change) for change in planned["changes"]
            ]
            assert result["changed"] == (self.simulator.tenant.snapshot() != before)
            again = run_module(reassignment_config, args)
            assert (again["failed"], again["changed"], again["changes"]) == (False, False, [])
            assert (again["diff"]["before"], again["diff"]["after"]) == ({}, {})
        return result

    @staticmethod
    def subject(change):
        return change["action"], change["identity"], change["config_type"]

    def held(self, identity_id=None):
        return {
            config_type: (conf.target_id, conf.start, conf.end)
            for (found, config_type), conf in self.simulator.tenant.configurations.items()
            if found == (identity_id or self.anna)
        }

    def put(self, config_type, target_id, start, end, identity_id=None):
        self.simulator.tenant.put_configuration(identity_id or self.anna, config_type, target_id, start, end)

    def requests(self):
        return [request.operation for request in self.simulator.calls()]


@pytest.fixture()
def tenant(simulator):
    return Tenant(simulator)


@pytest.mark.parametrize("switches", SAMPLE, ids=lambda switches: ",".join(map(str, switches.values())))
def test_the_whole_story_whatever_the_service_does(tenant, switches):
    tenant.simulator.set(**switches)
    tenant.put("GENERIC_APPROVALS", tenant.chloe, LAST_MONTH, None)
    sibling = tenant.held()["GENERIC_APPROVALS"]

    def untouched():
        held = tenant.held()
        target, start, end = held.pop("GENERIC_APPROVALS")
        # Where the service drops other types and refuses a start in the past, they can only begin again shortly.
        again = switches.get("put_scope") == "all_types" and switches.get("past_start") == "refuse"
        assert (target, end) == (sibling[0], sibling[2])
        assert start == sibling[1] or again
        return held

    common = {"identity": tenant.anna, "config_types": TYPES}
    result = tenant.run(**common, reassign_to=tenant.bruno, start=iso(NEXT_WEEK), end=iso(NEXT_MONTH))
    assert result["summary"]["create"] == 3, result
    assert untouched() == dict.fromkeys(TYPES, (tenant.bruno, NEXT_WEEK, NEXT_MONTH))

    result = tenant.run(**common, reassign_to=tenant.chloe, start=iso(NEXT_WEEK), end=iso(NEXT_MONTH))
    assert result["summary"]["update"] == 3, result
    assert untouched() == dict.fromkeys(TYPES, (tenant.chloe, NEXT_WEEK, NEXT_MONTH))

    result = tenant.run(**common, reassign_to=tenant.chloe, start=iso(NEXT_WEEK), permanent=True)
    assert result["summary"]["update"] == 3, result
    assert untouched() == dict.fromkeys(TYPES, (tenant.chloe, NEXT_WEEK, None))

    one_type = {**common, "config_types": TYPES[:1]}
    result = tenant.run(**one_type, reassign_to=tenant.chloe, start=iso(NEXT_WEEK), end=iso(NEXT_MONTH))
    assert result["summary"]["update"] == 1, result
    assert untouched() == {
        TYPES[0]: (tenant.chloe, NEXT_WEEK, NEXT_MONTH),
        **dict.fromkeys(TYPES[1:], (tenant.chloe, NEXT_WEEK, None)),
    }

    result = tenant.run(**common, state="absent")
    assert result["summary"]["delete"] == 3, result
    assert untouched() == {}

    result = tenant.run(identity=tenant.anna, state="absent")
    assert result["summary"]["delete"] == 1, result
    assert tenant.held() == {}


@pytest.mark.parametrize("past_start", SWITCHES["past_start"])
@pytest.mark.parametrize("permanent_form", SWITCHES["permanent_form"])
def test_a_start_that_has_passed(tenant, past_start, permanent_form):
    tenant.simulator.set(past_start=past_start, permanent_form=permanent_form)
    args = {"identity": tenant.anna, "reassign_to": tenant.bruno, "config_types": TYPES[:1], "permanent": True}
    began = datetime.now(timezone.utc).replace(microsecond=0)
    result = tenant.run(**args, start=iso(LAST_WEEK))
    ((target, start, end),) = tenant.held().values()
    assert (target, end) == (tenant.bruno, None)
    if past_start == "accept":
        assert start == LAST_WEEK
        assert "warnings" not in result
    else:
        # It begins a minute after it was written.
        assert began <= start - timedelta(seconds=60) <= datetime.now(timezone.utc)
        assert "refuses starts in the past" in result["warnings"][0]
    assert not tenant.run(**args, start=iso(LAST_MONTH))["failed"]


def test_a_reassignment_without_start_begins_now(tenant):
    began = datetime.now(timezone.utc).replace(microsecond=0)
    tenant.run(identity=tenant.anna, reassign_to=tenant.bruno, config_types=TYPES[:1], end=iso(NEXT_WEEK))
    ((unused, start, unused2),) = tenant.held().values()
    assert began <= start <= datetime.now(timezone.utc)


def test_a_start_in_the_future_is_not_adopted(tenant):
    tenant.put("CERTIFICATIONS", tenant.bruno, NEXT_WEEK, None)
    began = datetime.now(timezone.utc).replace(microsecond=0)
    tenant.run(identity=tenant.anna, reassign_to=tenant.bruno, config_types=["CERTIFICATIONS"], permanent=True)
    ((unused, start, end),) = tenant.held().values()
    assert began <= start <= datetime.now(timezone.utc) and end is None


def test_what_is_active_is_not_lost_to_what_is_to_come(tenant):
    tenant.put("CERTIFICATIONS", tenant.bruno, LAST_WEEK, None)
    before = tenant.held()
    one_type = {"identity": tenant.anna, "config_types": ["CERTIFICATIONS"]}
    result = tenant.run(**one_type, reassign_to=tenant.chloe, start=iso(NEXT_WEEK), end=iso(NEXT_MONTH))
    assert not result["failed"] and not result["changed"] and tenant.held() == before
    assert "is not declared. It is kept" in result["warnings"][0]
    assert [entry["reassign_to"]["id"] for entry in result["deferred"]] == [tenant.chloe]


def test_what_is_kept_for_all_work_types_is_one_sentence(tenant):
    for config_type in (*TYPES, "GENERIC_APPROVALS"):
        tenant.put(config_type, tenant.bruno, LAST_WEEK, None)
    result = tenant.run(identity=tenant.anna, reassign_to=tenant.chloe, start=iso(NEXT_WEEK), end=iso(NEXT_MONTH))
    (warning,) = result["warnings"]
    assert warning.startswith("Anna Berg (anna.berg) (all work types): the existing reassignment to Bruno Costa")


def test_all_types_that_the_tenant_offers_are_the_default(tenant):
    tenant.run(identity=tenant.anna, reassign_to=tenant.bruno, end=iso(NEXT_WEEK))
    assert set(tenant.held()) == {*TYPES, "GENERIC_APPROVALS"}
    assert tenant.requests().count("reassignments.types") == 3  # once in each of the three runs


@pytest.mark.parametrize("expired", ["listed", "hidden"])
def test_expired_ones(tenant, expired):
    tenant.simulator.set(expired=expired)
    tenant.put("CERTIFICATIONS", tenant.bruno, LAST_MONTH, LAST_WEEK)
    result = tenant.run(
        identity=tenant.anna, reassign_to=tenant.bruno, config_types=["CERTIFICATIONS"], end=iso(NEXT_WEEK)
    )
    assert result["changes"][0]["action"] == ("update" if expired == "listed" else "create")
    assert tenant.held()["CERTIFICATIONS"][2] == NEXT_WEEK


def test_absent_removes_expired_ones_too(tenant):
    tenant.put("CERTIFICATIONS", tenant.bruno, LAST_MONTH, LAST_WEEK)
    assert tenant.run(identity=tenant.anna, state="absent")["summary"]["delete"] == 1
    assert tenant.held() == {}


def test_a_window_that_has_ended_is_not_created(tenant):
    result = tenant.run(
        identity=tenant.anna,
        reassign_to=tenant.bruno,
        config_types=TYPES[:1],
        start=iso(LAST_MONTH),
        end=iso(LAST_WEEK),
    )
    assert (result["changed"], result["summary"]["expired"]) == (False, 1)
    assert result["expired"][0]["identity"]["id"] == tenant.anna
    assert tenant.held() == {}


@pytest.mark.parametrize("date_form", SWITCHES["date_form"])
def test_instants_are_compared(tenant, date_form):
    tenant.simulator.set(date_form=date_form)
    tenant.put("CERTIFICATIONS", tenant.bruno, datetime(2027, 7, 1, 6, 0, tzinfo=timezone.utc), None)
    args = {"identity": tenant.anna, "reassign_to": tenant.bruno, "config_types": ["CERTIFICATIONS"]}
    for start in (
        "2027-07-01T06:00:00Z",
        "2027-07-01T06:00:00.000Z",
        "2027-07-01T08:00:00+02:00",
        "2027-06-30T20:00-10:00",
    ):
        assert not tenant.run(**args, start=start, permanent=True)["changed"]
    assert not tenant.run(**args, start="2027-07-01T08:00:00", timezone="Europe/Berlin", permanent=True)["changed"]
    if date_form != "seconds":
        assert tenant.run(**args, start="2027-07-01T08:00:00.001+02:00", permanent=True)["changed"]


AWKWARD = [
    'a" or email sw "',
    "back\\slash",
    "hash#percent%25&plus+",
    "with space",
    "tenant-config",
    "../types",
    "Ünïcödé-田中",
    "o'brien",
    "%2e%2e",
]


@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize("api_version", ["v1", "beta"])
def test_awkward_names_are_data(tenant, name, api_version):
    identity = tenant.simulator.tenant.add_identity(name, email=f"{name}@example.com")
    for given in (name, f"{name}@example.com"):
        args = {"identity": given, "config_types": TYPES[:1], "api_version": api_version}
        assert tenant.run(**args, reassign_to=tenant.bruno, permanent=True)["changed"]
        assert list(tenant.held(identity.id)) == TYPES[:1]
        assert tenant.run(**args, state="absent")["changed"]
    assert {request.path.split("?")[0] for request in tenant.simulator.writes()} <= {
        f"/reassignment-configurations/v1/{identity.id}/{TYPES[0]}",
        f"/beta/reassignment-configurations/{identity.id}/{TYPES[0]}",
        "/reassignment-configurations/v1",
        "/beta/reassignment-configurations",
    }


def test_requests_are_counted(tenant):
    args = {**tenant.connection, "identity": tenant.anna, "reassign_to": tenant.bruno, "config_types": TYPES}
    args.update(start=iso(NEXT_WEEK), end=iso(NEXT_MONTH))

    def requests(**more):
        tenant.simulator.clear_log()
        given = {option: value for option, value in {**args, **more}.items() if value is not None}
        result = run_module(reassignment_config, given)
        assert not result["failed"], result
        return [request.operation.split(".")[1] for request in tenant.simulator.requests]

    # Those who are given by their IDs are looked up together; the second read looks for a loop.
    assert requests() == ["get", "list_public", "get", "create", "create", "create"]
    assert requests() == ["get"]
    assert requests(config_types=None, state="absent") == ["get", "list_public", "delete", "delete", "delete", "get"]
    assert requests(state="absent") == ["get"]
    assert requests(identity="anna.berg", reassign_to="bruno.costa", state="absent") == ["list_public", "get"]
    credentials = {
        "access_token": None,
        "client_id": tenant.simulator.client_id,
        "client_secret": tenant.simulator.client_secret,
    }
    assert requests(**credentials, state="absent") == ["token", "get"]


def test_siblings_that_a_write_took_along_are_put_back(tenant):
    tenant.simulator.set(put_scope="all_types")
    for config_type in TYPES:
        tenant.put(config_type, tenant.bruno, NEXT_WEEK, NEXT_MONTH)
    result = tenant.run(
        identity=tenant.anna, reassign_to=tenant.chloe, config_types=TYPES[:1], start=iso(NEXT_WEEK), permanent=True
    )
    assert "made the service remove CERTIFICATIONS, MANUAL_TASKS; restored" in result["warnings"][-1]
    assert tenant.held() == {
        TYPES[0]: (tenant.chloe, NEXT_WEEK, None),
        TYPES[1]: (tenant.bruno, NEXT_WEEK, NEXT_MONTH),
        TYPES[2]: (tenant.bruno, NEXT_WEEK, NEXT_MONTH),
    }


def test_a_service_that_says_yes_and_does_nothing_is_a_failure(tenant):
    tenant.put("CERTIFICATIONS", tenant.bruno, NEXT_WEEK, NEXT_MONTH)
    tenant.simulator.set(silent_write=True)
    absent = {"identity": tenant.anna, "state": "absent", "verify_timeout": 0}
    result = run_module(reassignment_config, {**tenant.connection, **absent})
    assert result["failed"] and result["changed"], "the service has accepted a write"
    assert "accepted this, but its effect was not seen within 0 s. The service still shows a reassign" in result["msg"]
    assert result["changes"][0]["status"] == "failed"


def test_the_tenant_is_asked_before_a_loop_is_written(tenant):
    tenant.put("CERTIFICATIONS", tenant.chloe, LAST_WEEK, None, identity_id=tenant.bruno)
    tenant.put("CERTIFICATIONS", tenant.anna, LAST_WEEK, None, identity_id=tenant.chloe)
    result = tenant.run(
        identity="anna.berg", reassign_to="bruno.costa", config_types=["CERTIFICATIONS"], permanent=True
    )
    assert result["failed"]
    assert "Anna Berg (anna.berg) → Bruno Costa (bruno.costa) → Chloé Dubois" in result["msg"]
    assert tenant.simulator.writes() == []


def test_somebody_who_is_away_is_a_warning(tenant):
    tenant.put("CERTIFICATIONS", tenant.chloe, LAST_WEEK, None, identity_id=tenant.bruno)
    result = tenant.run(
        identity="anna.berg", reassign_to="bruno.costa", config_types=["CERTIFICATIONS"], permanent=True
    )
    assert "who covers for Anna Berg (anna.berg), is absent at the same time" in result["warnings"][0]


def test_an_inactive_target_is_a_warning(tenant):
    tenant.simulator.tenant.add_identity("gone", state="INACTIVE_LONG_TERM")
    result = tenant.run(identity="anna.berg", reassign_to="gone", config_types=TYPES[:1], permanent=True)
    gone = tenant.simulator.tenant.identity("gone")
    told = [f"The cover {gone.name} (gone) is inactive."]
    assert result["warnings"] == told
    assert tenant.run(identity="anna.berg", state="absent")["changed"]
    assert (
        tenant.run(identity="anna.berg", reassign_to=gone.id, config_types=TYPES[:1], permanent=True)["warnings"]
        == told
    )


def test_people_are_named_in_one_way(tenant):
    for config_type in TYPES:
        tenant.put(config_type, tenant.bruno, datetime(2099, 1, 1, tzinfo=timezone.utc), None)
    local = {"start": "2027-07-05T00:00:00", "end": "2027-07-26T00:00:00", "timezone": "Europe/Berlin"}
    result = tenant.run(identity=tenant.anna, reassign_to=tenant.chloe, config_types=TYPES, **local)
    types = ", ".join(TYPES)
    (before,) = result["diff"]["before"]["Anna Berg (anna.berg)"].items()
    (after,) = result["diff"]["after"]["Anna Berg (anna.berg)"].items()
    assert before[0] == after[0] == types
    assert before[1] == "to Bruno Costa (bruno.costa) from 2099-01-01 01:00+01:00 permanently"
    assert after[1] == "to Chloé Dubois (chloe.dubois) from 5 Jul 2027 to 25 Jul 2027"
    change = result["changes"][0]
    assert change["identity"] == {"id": tenant.anna, "name": "Anna Berg", "alias": "anna.berg"}
    assert change["before"]["reassign_to"]["alias"] == "bruno.costa"
    assert change["after"]["start"] == "2027-07-04T22:00:00Z"
    (cover,) = result["covers"]
    assert cover["identity"]["email"] == "chloe.dubois@example.com"
    assert cover["message"] == (
        f"Chloé Dubois (chloe.dubois) gets the work of Anna Berg (anna.berg) from 5 Jul 2027 to 25 Jul 2027 ({types})."
    )


def test_all_work_types_are_called_so(tenant):
    result = tenant.run(identity=tenant.anna, reassign_to=tenant.bruno, end="2027-07-26T00:00:00Z")
    (line,) = result["diff"]["after"]["Anna Berg (anna.berg)"].items()
    assert line[0] == "all work types" and line[1].endswith(" until 2027-07-26 00:00Z")


class TestManager:
    @pytest.mark.parametrize("api_version", ["v1", "beta"])
    @pytest.mark.parametrize("by_id", [True, False])
    @pytest.mark.parametrize("word", ["manager", " Manager "])
    def test_the_word_means_the_manager(self, tenant, api_version, by_id, word):
        identity = tenant.bruno if by_id else "bruno.costa"
        args = {"identity": identity, "reassign_to": word, "config_types": TYPES[:1], "api_version": api_version}
        result = tenant.run(**args, permanent=True)
        assert not result["failed"], result["msg"]
        assert [target for target, unused, unused2 in tenant.held(tenant.bruno).values()] == [tenant.anna]
        assert result["changes"][0]["after"]["reassign_to"]["alias"] == "anna.berg"

    def test_the_word_wins_over_an_alias(self, tenant):
        other = tenant.simulator.tenant.add_identity("manager")
        args = {"identity": "bruno.costa", "config_types": TYPES[:1], "permanent": True}
        tenant.run(**args, reassign_to="manager")
        assert [held[0] for held in tenant.held(tenant.bruno).values()] == [tenant.anna]
        tenant.run(**args, reassign_to="manager@example.com")
        assert [held[0] for held in tenant.held(tenant.bruno).values()] == [other.id]

    @pytest.mark.parametrize("by_id", [True, False])
    def test_nobody_is_invented(self, tenant, by_id):
        identity = tenant.anna if by_id else "anna.berg"
        result = tenant.run(identity=identity, reassign_to="manager", config_types=TYPES[:1], permanent=True)
        assert result["failed"] and result["msg"] == "Anna Berg (anna.berg) has no manager."
        assert tenant.simulator.writes() == []

    def test_an_inactive_manager_is_a_warning(self, tenant):
        tenant.simulator.tenant.add_identity("boss", state="INACTIVE_LONG_TERM")
        tenant.simulator.tenant.add_identity("worker", manager="boss")
        result = tenant.run(identity="worker", reassign_to="manager", config_types=TYPES[:1], permanent=True)
        assert result["warnings"] == ["The cover Boss (boss) is inactive."]

    def test_requests(self, tenant):
        args = {"identity": tenant.bruno, "reassign_to": "manager", "config_types": TYPES, "permanent": True}
        for expected in (["list_public", "get", "list_public", "get"] + ["create"] * 3, ["list_public", "get"]):
            tenant.simulator.clear_log()
            assert not run_module(reassignment_config, {**tenant.connection, **args})["failed"]
            assert [request.operation.split(".")[1] for request in tenant.simulator.requests] == expected


GOOD = {"identity": "anna.berg", "reassign_to": "bruno.costa", "permanent": True}


@pytest.mark.parametrize(
    "change, says",
    [
        ({"reassign_to": None}, "reassign_to: it is missing"),
        ({"reassign_to": " "}, "reassign_to: it is missing"),
        ({"identity": ""}, "missing required arguments: identity"),
        ({"permanent": False}, "last_day: it is missing: give last_day, end, or permanent: true"),
        ({"end": "2027-01-01T00:00:00Z"}, "permanent: end and permanent are mutually exclusive"),
        ({"permanent": False, "end": "2027-01-01T00:00:00"}, "timezone: days, and times without an offset"),
        ({"permanent": False, "end": "next week", "timezone": "UTC"}, "is not an ISO 8601"),
        ({"timezone": "Mars/Olympus"}, "is not a known IANA time zone"),
        (
            {"permanent": False, "start": "2027-02-01T00:00:00Z", "end": "2027-01-01T00:00:00Z"},
            "end: 2027-01-01 00:00Z is not after the start 2027-02-01 00:00Z",
        ),
        (
            {"permanent": None, "end": "2027-01-01", "timezone": "UTC"},
            "end: '2027-01-01' has no time of day: use last_day",
        ),
        ({"start": "2027-01-01", "timezone": "UTC"}, "start: '2027-01-01' has no time of day: use first_day"),
        ({"permanent": "", "last_day": "2027-01-01"}, "timezone: days, and times without an offset"),
        ({"permanent": "", "last_day": "1.1.2027"}, "last_day: '1.1.2027' is not a date such as 2026-12-24"),
        ({"last_day": "2027-01-01", "timezone": "UTC"}, "permanent: last_day and permanent are mutually exclusive"),
        (
            {"first_day": "2027-01-01", "start": "2027-01-01T00:00:00Z"},
            "start: first_day and start are mutually exclusive",
        ),
        ({"reassign_to": "Anna.Berg"}, "reassign_to: it is the same as identity"),
        ({"config_types": []}, "config_types is empty"),
        ({"config_types": [], "state": "absent"}, "config_types is empty"),
        ({"config_types": ["GENERIC_APPROVALS"], "api_version": "beta"}, "beta does not have GENERIC_APPROVALS"),
        ({"config_types": ["GENERIC_APPROVALS"], "api_version": "v2024"}, "v2024 does not have GENERIC_APPROVALS"),
        ({"config_types": ["LAUNDRY"]}, "value of config_types must be one or more of"),
        ({"api_version": "v3"}, "v3 of the service has no reassignment configurations"),
        ({"base_url": "http://example.com"}, "base_url must begin with https://"),
        ({"base_url": "https://user:secret@example.com"}, "must not contain a user name or a password"),
        ({"base_url": "https://acme.api.identitynow.com/v3"}, "without a path"),
        ({"base_url": "acme"}, "is not an https:// URL"),
        ({"base_url": "https://[acme"}, "base_url is not a URL"),
        ({"timeout": 0}, "timeout must be"),
        ({"retries": -1}, "retries must be"),
        ({"access_token": None}, "There are no credentials"),
        ({"access_token": ""}, "There are no credentials"),
        ({"access_token": "", "client_id": "x", "client_secret": ""}, "There are no credentials"),
        ({"access_token": None, "client_id": "x"}, "There are no credentials"),
    ],
)
def test_bad_input_is_one_sentence_and_no_request(tenant, change, says):
    result = run_module(reassignment_config, {**tenant.connection, **GOOD, **change})
    assert result["failed"] and says in result["msg"]
    assert tenant.simulator.requests == []


@pytest.mark.parametrize("last_day", ["2027-01-06", date(2027, 1, 6)])
def test_whole_days_are_both_included(tenant, last_day):
    options = {"first_day": "2026-12-21", "last_day": last_day, "timezone": "Europe/Berlin", "config_types": TYPES[:1]}
    result = run_module(
        reassignment_config,
        {**tenant.connection, **GOOD, "permanent": None, **options, "_ansible_check_mode": True},
    )
    (change,) = [*result["changes"], *[{"after": window} for window in result["expired"]]]
    assert (change["after"]["start"], change["after"]["end"]) == ("2026-12-20T23:00:00Z", "2027-01-06T23:00:00Z")


def test_blank_options_and_choices_in_any_case(tenant):
    blank = dict.fromkeys(("first_day", "last_day", "start", "end", "timezone", "state", "retries", "api_version"), "")
    result = tenant.run(**GOOD, **blank, config_types=["Certifications"])
    assert [change["config_type"] for change in result["changes"]] == ["CERTIFICATIONS"]
    result = tenant.run(identity="anna.berg", state="Absent", reassign_to="", permanent="", config_types="")
    assert result["summary"]["delete"] == 1


def test_unknown_and_ambiguous_names_are_told_together(tenant):
    tenant.simulator.tenant.add_identity("one", email="shared@example.com", name="One")
    tenant.simulator.tenant.add_identity("two", email="shared@example.com", name="Two")
    result = tenant.run(identity="nobody", reassign_to="shared@example.com", permanent=True)
    assert "No identity has the alias or email 'nobody'." in result["msg"]
    assert "2 identities have the alias or email 'shared@example.com'" in result["msg"]
    assert "One (alias one, ID " in result["msg"] and "Two (alias two, ID " in result["msg"]
    assert tenant.simulator.writes() == []


def test_a_target_equal_to_the_source(tenant):
    result = tenant.run(
        identity="anna.berg", reassign_to="ANNA.BERG@example.com", config_types=TYPES[:1], permanent=True
    )
    assert "work cannot be reassigned to the same identity" in result["msg"]


@pytest.mark.parametrize("field", ["identity", "reassign_to"])
def test_an_id_that_does_not_exist_is_told_before_anything_is_written(tenant, field):
    args = {"identity": tenant.anna, "reassign_to": tenant.bruno, "config_types": TYPES[:1], "permanent": True}
    for check_mode in (True, False):
        result = run_module(reassignment_config, {**tenant.connection, **args, field: "F" * 32}, check_mode=check_mode)
        assert result["failed"] and result["msg"] == f"No identity has the ID {'f' * 32}. Nothing was written."
    assert tenant.simulator.writes() == []


def test_what_is_configured_for_somebody_who_is_gone_can_be_removed(tenant):
    gone = "f" * 32
    tenant.put("CERTIFICATIONS", gone, LAST_WEEK, None)
    result = tenant.run(identity=tenant.anna, state="absent")
    assert result["changed"] and result["diff"]["before"] == {
        "Anna Berg (anna.berg)": {"CERTIFICATIONS": f"to {gone} {LAST_WEEK_ON} permanently"}
    }


def test_people_whom_this_token_may_not_look_up_are_called_by_their_ids(tenant):
    tenant.simulator.add_fault(Fault("status", status=403, path="public-identities", times=99))
    result = tenant.run(identity=tenant.anna, reassign_to=tenant.bruno, config_types=TYPES[:1], permanent=True)
    assert result["changed"] and "could not be checked" in result["warnings"][0]


def test_wrong_credentials(tenant):
    credentials = {"access_token": None, "client_id": tenant.simulator.client_id, "client_secret": "s3cret-wrong"}
    result = run_module(reassignment_config, {**tenant.connection, **credentials, **GOOD})
    assert result["failed"] and result["status_code"] in (400, 401)
    assert "/oauth/token" in result["msg"] and "client_secret" in result["hint"]
    assert "s3cret-wrong" not in str(result)


def test_an_unreachable_host(tenant):
    with Simulator() as stopped:
        url = stopped.url
    result = run_module(reassignment_config, {**tenant.connection, "base_url": url, "retries": 1, **GOOD})
    assert result["failed"] and "the connection failed: Connection refused" in result["msg"]


ALL_FAULTS = [
    Fault("status", status=500),
    Fault("status", status=503),
    Fault("status_after", status=500),
    Fault("reset_before"),
    Fault("reset_after"),
    Fault("truncated"),
    Fault("truncated_json"),
    Fault("html"),
    Fault("empty"),
    Fault("wrong_shape"),
    Fault("status", status=429, retry_after="0"),
    Fault("unauthorized"),
]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("fault", ALL_FAULTS, ids=lambda fault: f"{fault.kind}-{fault.status}")
def test_one_fault_in_a_write_is_survived(tenant, method, fault, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    tenant.put("CERTIFICATIONS", tenant.bruno, NEXT_WEEK, NEXT_MONTH)
    tenant.put("MANUAL_TASKS", tenant.bruno, NEXT_WEEK, NEXT_MONTH)
    args = {
        "POST": {"config_types": ["ACCESS_REQUESTS"], "reassign_to": tenant.bruno, "permanent": True},
        "PUT": {"config_types": ["CERTIFICATIONS"], "reassign_to": tenant.chloe, "permanent": True},
        "DELETE": {"config_types": ["CERTIFICATIONS"], "state": "absent"},
    }[method]
    credentials = {
        "access_token": None,
        "client_id": tenant.simulator.client_id,
        "client_secret": tenant.simulator.client_secret,
    }
    args = {**tenant.connection, **credentials, "identity": tenant.anna, **args}
    tenant.simulator.add_fault(Fault(**{**vars(fault), "method": method, "path": "/reassignment-configurations"}))
    result = run_module(reassignment_config, args)
    assert not result["failed"], result
    assert result["changed"] and [change["status"] for change in result["changes"]] == ["applied"]
    held = tenant.held()
    assert held["MANUAL_TASKS"] == (tenant.bruno, NEXT_WEEK, NEXT_MONTH)
    if method == "DELETE":
        assert "CERTIFICATIONS" not in held
    else:
        assert held[args["config_types"][0]][::2] == (args["reassign_to"], None)
    effective = fault.kind not in ("status", "reset_before", "html", "unauthorized")
    assert len(tenant.simulator.writes()) == (1 if effective else 2)
    assert not run_module(reassignment_config, args)["changed"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_write_that_never_works_is_told(tenant, method, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    tenant.put("CERTIFICATIONS", tenant.bruno, NEXT_WEEK, NEXT_MONTH)
    before = tenant.simulator.tenant.snapshot()
    args = {
        "POST": {"config_types": ["ACCESS_REQUESTS"], "reassign_to": tenant.bruno, "permanent": True},
        "PUT": {"config_types": ["CERTIFICATIONS"], "reassign_to": tenant.chloe, "permanent": True},
        "DELETE": {"config_types": ["CERTIFICATIONS"], "state": "absent"},
    }[method]
    tenant.simulator.add_fault(Fault("status", status=500, method=method, times=100))
    args.update(identity=tenant.anna, retries=2, verify_timeout=0)
    result = run_module(reassignment_config, {**tenant.connection, **args})
    assert result["failed"] and not result["changed"]
    assert result["status_code"] == 500 and result["tracking_id"]
    assert "1 of 1 changes failed, 0 applied, 0 not tried." in result["msg"]
    assert result["changes"][0]["error"]["status_code"] == 500
    assert len(tenant.simulator.writes()) == 3
    assert tenant.simulator.tenant.snapshot() == before


@pytest.mark.parametrize("fault", ALL_FAULTS[:-1], ids=lambda fault: f"{fault.kind}-{fault.status}")
def test_faults_in_reads_are_repeated_or_told_and_nothing_is_written(tenant, fault, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    tenant.put("CERTIFICATIONS", tenant.bruno, NEXT_WEEK, NEXT_MONTH)
    args = {"identity": tenant.anna, "reassign_to": tenant.bruno, "config_types": ["CERTIFICATIONS"]}
    args.update(start=iso(NEXT_WEEK), end=iso(NEXT_MONTH))
    tenant.simulator.add_fault(Fault(**{**vars(fault), "method": "GET"}))
    result = run_module(reassignment_config, {**tenant.connection, **args})
    assert result["failed"] == (fault.kind in ("empty", "wrong_shape"))
    assert not result["changed"]
    assert tenant.simulator.writes() == []
