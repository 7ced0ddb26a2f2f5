# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine import shorten
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments import entry_files, job
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)
from ansible_collections.community.sailpoint.plugins.modules import reassignment_configs
from ansible_collections.community.sailpoint.tests.simulator import Fault, Simulator
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc).replace(microsecond=0)
TYPE = "CERTIFICATIONS"


def iso(days):
    return (NOW + timedelta(days=days)).isoformat()


@pytest.fixture(scope="module")
def running():
    with Simulator(people=60) as simulator:
        yield simulator


class Tenant:
    def __init__(self, simulator):
        self.simulator = simulator
        self.people = [identity.alias for identity in simulator.tenant.identities.values()]
        self.connection = connection(simulator)

    def id(self, alias):
        return self.simulator.tenant.identity(alias).id

    def names(self, text):
        """Who is named in a text, by alias or ID."""
        return {alias for alias in self.people if alias in text or self.id(alias) in text}

    def put(self, alias, target, start=-10, end=None, config_type=TYPE):
        self.simulator.tenant.put_configuration(
            self.id(alias),
            config_type,
            self.id(target),
            NOW + timedelta(days=start),
            None if end is None else NOW + timedelta(days=end),
        )

    def held(self):
        alias = {identity.id: identity.alias for identity in self.simulator.tenant.identities.values()}
        return {
            (alias[identity_id], config_type): alias[conf.target_id]
            for (identity_id, config_type), conf in self.simulator.tenant.configurations.items()
        }

    def run(self, configs, check_mode=False, **args):
        self.simulator.clear_log()
        result = run_module(
            reassignment_configs, {**self.connection, "configs": configs, **args}, check_mode=check_mode
        )
        if check_mode:
            assert self.simulator.writes() == []
        return result

    def converge(self, configs, **args):
        """Plan, apply, and plan again."""
        planned = self.run(configs, check_mode=True, **args)
        result = self.run(configs, **args)
        assert not result["failed"], result
        assert result["summary"] == planned["summary"]
        assert len(result["changes"]) == len(planned["changes"])
        again = self.run(configs, **args)
        assert not again["failed"] and not again["changed"] and again["changes"] == []
        return result


@pytest.fixture()
def tenant(running):
    running.reset()
    running.clear_faults()
    return Tenant(running)


def cover(identity, target, start=None, end=None, **more):
    entry = {"identity": identity, "reassign_to": target, "config_types": [TYPE], **more}
    if start is not None:
        entry["start"] = iso(start)
    return {**entry, **({"permanent": True} if end is None else {"end": iso(end)})}


def test_a_team(tenant):
    first, *team = tenant.people[:31]
    configs = [cover(alias, first, 1, 10) for alias in team]
    result = tenant.converge(configs)
    assert result["summary"]["create"] == 30
    assert tenant.held() == {(alias, TYPE): first for alias in team}
    configs[7] = cover(team[7], tenant.people[40], 1, 10)
    configs[9]["state"] = "absent"
    result = tenant.converge(configs)
    assert result["summary"] | {"update": 0, "delete": 0, "unchanged": 0} == dict.fromkeys(result["summary"], 0)
    assert (result["summary"]["update"], result["summary"]["delete"], result["summary"]["unchanged"]) == (1, 1, 28)
    assert [change["action"] for change in result["changes"]].count("update") == 1
    assert len(result["diff"]["before"]) == 2 and len(result["diff"]["after"]) == 1


def test_an_unchanged_run_asks_only_what_it_must(tenant):
    first, *team = tenant.people[:41]
    configs = [
        {**cover(tenant.id(alias), tenant.id(first), 1, 10), "config_types": ["CERTIFICATIONS", "MANUAL_TASKS"]}
        for alias in team
    ]
    tenant.converge(configs)
    tenant.run(configs)
    assert [request.operation for request in tenant.simulator.calls()] == ["reassignments.list"] * 2
    tenant.run([{**config, "identity": alias} for config, alias in zip(configs, team)])
    assert [request.operation for request in tenant.simulator.calls()][:1] == ["identities.list_public"]
    assert len(tenant.simulator.calls()) == 3


def test_the_calendar(tenant):
    anna, bruno, chloe, daniel = tenant.people[:4]
    configs = [cover(anna, bruno, -20, -10), cover(anna, daniel, 20, 30), cover(anna, chloe, 5, 10)]
    result = tenant.converge(configs)
    assert tenant.held() == {(anna, TYPE): chloe}
    assert [entry["reassign_to"]["id"] for entry in result["deferred"]] == [tenant.id(daniel)]
    assert [entry["reassign_to"]["id"] for entry in result["expired"]] == [tenant.id(bruno)]
    assert (result["summary"]["deferred"], result["summary"]["expired"]) == (1, 1)
    entries = [entry["entry"] for entry in (*result["deferred"], *result["expired"])]
    assert entries == [f"configs[1] ({anna})", f"configs[0] ({anna})"]


class TestWhatTheFileDoesNotKnow:
    """Windows of the tenant that are not declared, with prune: none."""

    def test_a_cover_that_is_active_is_kept_until_the_declared_one_begins(self, tenant, monkeypatch):
        anna, bruno, chloe, daniel = tenant.people[:4]
        tenant.put(anna, chloe, -5, 90)
        configs = [cover(anna, bruno, 20, 30), cover(anna, daniel, 40, 50)]
        result = tenant.converge(configs)
        assert tenant.held() == {(anna, TYPE): chloe} and not result["changed"]
        assert result["summary"] | {"unchanged": 1, "deferred": 2} == result["summary"]
        assert {entry["reassign_to"]["id"] for entry in result["deferred"]} == {tenant.id(bruno), tenant.id(daniel)}
        (warning,) = result["warnings"]
        assert "is not declared. It is kept" in warning
        assert tenant.names(warning) == {anna, chloe, bruno} and TYPE in warning

        monkeypatch.setattr(job, "utc_now", lambda: NOW + timedelta(days=20))
        result = tenant.run(configs)
        assert tenant.held() == {(anna, TYPE): bruno} and result["summary"]["update"] == 1
        (warning,) = result["warnings"]
        assert "It is lost" in warning and tenant.names(warning) == {anna, chloe, bruno}
        assert "warnings" not in tenant.run(configs)

        monkeypatch.setattr(job, "utc_now", lambda: NOW + timedelta(days=31))
        assert tenant.run(configs)["summary"]["update"] == 1
        assert tenant.held() == {(anna, TYPE): daniel}

    def test_what_begins_before_the_declared_window_is_kept(self, tenant):
        anna, bruno, chloe = tenant.people[:3]
        tenant.put(anna, chloe, 5, 9)
        assert not tenant.converge([cover(anna, bruno, 20, 30)])["changed"]
        assert tenant.converge([cover(anna, bruno, 3, 30)])["summary"]["update"] == 1

    @pytest.mark.parametrize("prune", ["listed", "all"])
    def test_with_prune_it_is_replaced(self, tenant, prune):
        anna, bruno, chloe = tenant.people[:3]
        tenant.put(anna, chloe, -5, 90)
        result = tenant.converge([cover(anna, bruno, 20, 30)], prune=prune)
        assert result["summary"]["update"] == 1 and "warnings" not in result

    def test_an_illness_before_a_vacation_that_was_applied(self, tenant):
        anna, bruno, chloe = tenant.people[:3]
        vacation = cover(anna, bruno, 20, 30)
        tenant.converge([vacation])
        result = tenant.converge([cover(anna, chloe, None, 5), vacation])
        assert tenant.held() == {(anna, TYPE): chloe} and "warnings" not in result
        (conf,) = tenant.simulator.tenant.configurations.values()
        assert abs(conf.start - datetime.now(timezone.utc)) < timedelta(minutes=5)
        assert not tenant.run([cover(anna, chloe, None, 5), vacation])["failed"]

    def test_many_work_types_are_one_warning(self, tenant):
        anna, bruno, chloe = tenant.people[:3]
        types = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS"]
        for config_type in types:
            tenant.put(anna, chloe, -5, 90, config_type=config_type)
        (warning,) = tenant.run([{**cover(anna, bruno, 20, 30), "config_types": types}])["warnings"]
        assert all(config_type in warning for config_type in types)


def test_prune_that_removes_much_needs_a_number(tenant):
    target, *others = tenant.people[:31]
    for alias in others:
        tenant.put(alias, target)
    for number, prune in ((18, "all"), (19, "all")):
        result = tenant.run([cover(alias, target) for alias in others[:number]], prune=prune)
        assert result["failed"] and "more than 30%" in result["msg"] and "max_deletes" in result["hint"]
        assert tenant.simulator.writes() == []
    assert tenant.run([cover(alias, target) for alias in others[:20]], prune="all")["summary"]["delete"] == 10
    few = [cover(alias, target) for alias in others[:2]]
    assert tenant.run(few, prune="all", max_deletes=18)["summary"]["delete"] == 18


class TestWhoCannotBeRead:
    @pytest.fixture()
    def configs(self, tenant):
        """Of four people, of whom two cannot be read."""
        target, first, *refused = tenant.people[:4]
        for alias in refused:
            path = f"v1/{tenant.id(alias)}$"
            tenant.simulator.add_fault(Fault("status", method="GET", path=path, status=403, times=99))
        return [
            cover(first, target, 1, 10),
            cover(refused[0], target, 1, 10),
            {"identity": refused[1], "state": "absent"},
        ]

    def test_nothing_is_written_and_the_identity_is_named(self, tenant, configs):
        result = tenant.run(configs)
        assert result["failed"] and result["status_code"] == 403
        assert any(tenant.id(alias) in result["msg"] for alias in tenant.people[2:4])
        assert tenant.simulator.writes() == []

    @pytest.mark.parametrize("check_mode", [True, False])
    def test_the_others_go_on_if_the_task_says_so(self, tenant, configs, check_mode):
        result = tenant.run(configs, continue_on_error=True, check_mode=check_mode)
        assert (result["failed"], result["changed"], result.get("status_code")) == (True, True, 403), result
        assert "2 of 3 changes failed" in result["msg"]
        status = "planned" if check_mode else "applied"
        assert [(change["action"], change["config_type"], change["status"]) for change in result["changes"]] == [
            ("create", TYPE, status),
            ("create", TYPE, "failed"),
            ("delete", None, "failed"),
        ]
        assert all(change["error"]["status_code"] == 403 for change in result["changes"][1:])
        assert (result["summary"]["create"], result["summary"]["failed"]) == (1, 2)
        assert [tenant.names(person) for person in result["diff"]["after"]] == [{tenant.people[1]}]
        assert len(tenant.held()) == (0 if check_mode else 1)


def test_what_is_deferred_and_what_has_ended_is_named(tenant):
    """As for a pull request that adds July to a person who has Christmas, and last year to another."""
    anna, bruno, chloe, daniel = tenant.people[:4]
    days = {"config_types": [TYPE, "MANUAL_TASKS"], "timezone": "Europe/Berlin"}
    christmas = {"start": "2098-12-21T00:00", "end": "2099-01-07T00:00"}
    july = {"start": "2099-07-05T00:00", "end": "2099-07-26T00:00"}
    last_year = {"start": "2020-12-21T00:00", "end": "2021-01-07T00:00"}
    configs = [{"identity": anna, "reassign_to": bruno, **days, **christmas}]
    tenant.converge(configs)
    configs += [
        {"identity": anna, "reassign_to": tenant.id(chloe), **days, **july},
        {"identity": daniel, "reassign_to": bruno, **days, **last_year},
    ]
    for check_mode in (True, False):
        result = tenant.run(configs, check_mode=check_mode, timezone="Europe/Berlin")
        assert not result["changed"] and result["changes"] == [] == result["covers"]
        deferred = (
            "Anna Berg (anna.berg): to Chloé Dubois (chloe.dubois) from 5 Jul 2099 to 25 Jul 2099"
            " (CERTIFICATIONS, MANUAL_TASKS)"
        )
        expired = (
            "Daniel Okafor (daniel.okafor): to Bruno Costa (bruno.costa) from 21 Dec 2020 to 6 Jan 2021"
            " (CERTIFICATIONS, MANUAL_TASKS)"
        )
        assert result["notes"] == [
            f"Deferred to a later run: {deferred}.",
            f"Not created, because it has ended: {expired}.",
        ]
        assert result["diff"] == {
            "before": {},
            "after": {},
            "prepared": f"Deferred to a later run:\n    {deferred}\n",
        }
        assert result["deferred"][0]["reassign_to"]["alias"] == chloe


def test_a_cover_who_will_be_away_is_seen_coming(tenant):
    """Daniel covers in the second window of Anna, in which he is away by his second."""
    anna, bruno, chloe, daniel = tenant.people[:4]
    configs = [
        cover(anna, bruno, 5, 10),
        cover(anna, daniel, 20, 30),
        cover(daniel, chloe, 5, 10),
        cover(daniel, chloe, 25, 35),
    ]
    notes = tenant.converge(configs)["notes"]
    assert notes[-1].startswith("Daniel Okafor (daniel.okafor), who covers for Anna Berg (anna.berg) from 20")
    assert notes[-1].endswith(" (CERTIFICATIONS).") and len(notes) == 3
    assert len(tenant.run(configs, chains="allow")["notes"]) == 2


def test_a_chain_that_will_be_too_deep_is_seen_coming(tenant):
    people = [tenant.simulator.tenant.add_identity(f"link{number}").alias for number in range(7)]
    soon = [cover(person, tenant.people[0], 5, 10) for person in people[:6]]
    later = [cover(*pair, 20, 30) for pair in zip(people, people[1:])]
    notes = tenant.run([*soon, *later], check_mode=True)["notes"]
    assert any(" → " in note and "deeper than the service follows a chain (CERTIFICATIONS)." in note for note in notes)
    allowed = tenant.run([*soon, *later], check_mode=True, chains="allow")["notes"]
    assert not any(" → " in note for note in allowed)


def test_covers_without_a_manager_are_told_for_the_next_days(tenant):
    anna, bruno, chloe, daniel = tenant.people[:4]
    for alias in (bruno, daniel):
        tenant.simulator.tenant.identity(alias).manager_id = None
    configs = [cover(anna, bruno, 5, 10), cover(chloe, daniel, 9, 10), cover(daniel, anna, 50, 60)]

    def told(**options):
        return [one for one in tenant.run(configs, check_mode=True, **options)["notes"] if "no manager" in one]

    assert told() == told(warn_days=4) == []
    message = "Bruno Costa (bruno.costa), who covers for Anna Berg (anna.berg), has no manager."
    assert told(warn_days=7) == [message] and len(told(warn_days=30)) == 2
    refused = tenant.run(configs, check_mode=True, warn_days=-1)
    assert refused["failed"] and refused["msg"] == "warn_days must be at least 0, not -1."


def test_who_is_deferred_must_exist(tenant):
    anna, bruno = tenant.people[:2]
    result = tenant.run([cover(anna, bruno, 5, 10), cover(anna, "f" * 32, 20, 30)], check_mode=True)
    assert result["msg"] == f"configs[1] (anna.berg): No identity has the ID {'f' * 32}. Nothing was written."


def test_messages_name_the_place_where_an_entry_is_written(tenant):
    anna, bruno = tenant.people[:2]
    entries = [{**cover(anna, bruno, 5, 1), "source": "team.csv, row 3"}]
    assert "team.csv, row 3 (anna.berg): end: " in tenant.run(entries)["msg"]
    entries = [{**cover(anna, "nobody", 1, 5), "source": "team.csv, row 3"}]
    assert tenant.run(entries)["msg"] == "team.csv, row 3 (anna.berg): No identity has the alias or email 'nobody'."


def test_those_who_get_work_are_told_once(tenant):
    anna, bruno, chloe = tenant.people[:3]
    configs = [cover(alias, bruno, end=10, start=1) for alias in (anna, chloe)]
    (told,) = tenant.converge(configs)["covers"]
    assert told["message"].startswith("Bruno Costa (bruno.costa) gets the work of Anna Berg (anna.berg) from 20")
    assert "; Chloé Dubois (chloe.dubois) from 20" in told["message"]
    assert tenant.run(configs)["covers"] == []


def test_an_identity_by_several_names_is_one(tenant):
    anna, bruno, chloe = tenant.people[:3]
    configs = [cover(anna, bruno, 1, 10), cover(f"{anna}@example.com", chloe, 5, 20)]
    result = tenant.run(configs)
    assert result["failed"]
    assert f"configs[0] ({anna})" in result["msg"] and f"configs[1] ({anna}@example.com)" in result["msg"]
    assert "overlap for CERTIFICATIONS" in result["msg"]
    days = {"start": "2027-07-05T00:00", "end": "2027-07-26T00:00", "timezone": "Europe/Berlin"}
    result = tenant.run([{**cover(anna, bruno), **days, "permanent": False}] * 2, timezone="Europe/Berlin")
    assert "configs[1] (anna.berg) (from 5 Jul 2027 to 25 Jul 2027) overlap for" in result["msg"]
    assert tenant.simulator.writes() == []


def test_all_problems_of_a_file_are_told_at_once(tenant):
    anna, bruno = tenant.people[:2]
    result = tenant.run([cover(anna, bruno, 5, 1), {"identity": bruno}, {"identity": anna, "reassign_to": bruno}])
    assert f"configs[0] ({anna}): end: " in result["msg"]
    assert f"configs[1] ({bruno}): reassign_to: it is missing" in result["msg"]
    assert f"configs[2] ({anna}): last_day: it is missing" in result["msg"]
    assert tenant.simulator.requests == []
    result = tenant.run([cover("nobody", "noone", 1, 5), cover("nowhere", "noone", 1, 5)])
    for name in ("nobody", "noone", "nowhere"):
        assert result["msg"].count(repr(name)) == 1


def test_messages_name_the_source_of_an_entry(tenant):
    anna, bruno = tenant.people[:2]
    result = tenant.run([{"identity": anna, "source": "team.csv, row 3"}, {"identity": bruno, "source": ""}])
    assert f"team.csv, row 3 ({anna}): reassign_to: it is missing" in result["msg"]
    assert f"configs[1] ({bruno}): reassign_to: it is missing" in result["msg"]
    configs = [{**cover(anna, bruno, 1, 10), "source": "a"}, {**cover(anna, bruno, 5, 20), "source": "b"}]
    result = tenant.run(configs)
    assert f"a ({anna})" in result["msg"] and f"b ({anna})" in result["msg"]


@pytest.fixture()
def csv_file(tmp_path):
    def write(*rows, name="team.csv"):
        path = tmp_path / name
        path.write_text("\n".join(["identity,reassign_to,first_day,last_day,config_types,source", *rows]))
        return str(path)

    return write


def test_entries_in_files(tenant, csv_file, tmp_path):
    anna, bruno, chloe, daniel, elif_ = tenant.people[:5]
    day = f"{NOW + timedelta(days=3):%Y-%m-%d},{NOW + timedelta(days=9):%Y-%m-%d},{TYPE}"
    table = csv_file(f"{anna},{bruno},{day},hr.xlsx", f"{anna},{chloe},2020-01-01,2020-01-31,{TYPE}")
    (tmp_path / "more.yml").write_text(f"- {{identity: {chloe}, state: absent}}\n")
    tenant.put(chloe, anna)
    result = tenant.converge([cover(daniel, elif_)], src=[table, str(tmp_path / "more.yml")], timezone="Europe/Berlin")
    assert (result["summary"]["create"], result["summary"]["delete"]) == (2, 1)
    assert tenant.held() == {(anna, TYPE): bruno, (daniel, TYPE): elif_}
    assert [one["entry"] for one in result["expired"]] == [f"{table}, row 3 ({anna})"]


def test_files_alone_and_relative_to_the_working_directory(tenant, csv_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    anna, bruno = tenant.people[:2]
    csv_file(f"{anna},{bruno},2099-01-01,2099-01-31,{TYPE}")
    args = {**tenant.connection, "timezone": "UTC"}
    assert run_module(reassignment_configs, {**args, "src": ["team.csv"]})["summary"]["create"] == 1
    assert run_module(reassignment_configs, {**args, "src": "team.csv"})["summary"]["unchanged"] == 1
    for nothing in ({}, {"src": ""}, {"src": [""]}):
        assert (
            "one of the following is required: configs, src"
            in run_module(reassignment_configs, {**args, **nothing})["msg"]
        )


def test_all_problems_of_configs_and_files_are_told_at_once(tenant, csv_file, tmp_path):
    anna, bruno = tenant.people[:2]
    table = csv_file(f"{anna},{bruno},24.12.2026,2026-12-31,,", f"{bruno},{anna},2026-12-24,2026-12-31,,")
    (tmp_path / "more.yml").write_text("- {identity: a, delegate: b}\n")
    (tmp_path / "secret.yml").write_text("$ANSIBLE_VAULT;1.1;AES256\n3132\n")
    (tmp_path / "large.json").write_bytes(b" " * (entry_files.MAX_SIZE + 1))
    (tmp_path / "team.xlsx").write_bytes(b"PK")
    (tmp_path / "directory.csv").mkdir()
    names = ["more.yml", "secret.yml", "large.json", "team.ics", "team.xlsx", "missing.csv", "directory.csv"]
    src = [table, *(str(tmp_path / name) for name in names)]
    result = tenant.run([{"identity": bruno}], src=src)
    lookup = "read it with the lookup community.sailpoint.vacations_file, and pass the result to configs."
    keys = "identity, reassign_to, first_day, last_day, start, end, permanent, config_types, timezone, state"
    zone = "timezone: days, and times without an offset such as +01:00, need a time zone: set timezone."
    lines = result["msg"].splitlines()
    assert lines[0].startswith(f"configs[0] ({bruno}): reassign_to: it is missing")
    assert [line.replace(f"{tmp_path}/", "") for line in lines[1:]] == [
        "team.csv, row 2: first_day: '24.12.2026' is not a date such as 2026-12-24: write year, month, and day.",
        f"team.csv, row 2, row 3: {zone}",
        f"more.yml, entry 1 (line 1): unknown key 'delegate'. The keys are {keys}; others must start with an underscore.",
        "more.yml, entry 1 (line 1): reassign_to: it is missing: name the cover.",
        "more.yml, entry 1 (line 1): last_day: it is missing: give last_day, end, or permanent: true.",
        f"secret.yml: it is encrypted with Ansible Vault: {lookup}",
        "large.json: it is larger than 10 MB, the maximum size.",
        f"team.ics: calendars have their own options: {lookup}",
        "team.xlsx: the name must end with .yml, .yaml, .json, .csv, or .tsv.",
        "missing.csv: it cannot be read: No such file or directory.",
        "directory.csv: it cannot be read: Is a directory.",
    ]
    assert tenant.simulator.requests == []


def test_later_problems_name_the_file_and_the_row(tenant, csv_file):
    anna, bruno, chloe = tenant.people[:3]
    table = csv_file(
        f"{anna},{bruno},2099-01-01,2099-01-31,{TYPE}",
        f"{anna},{chloe},2099-01-31,2099-02-28,{TYPE}",
        f"{chloe},{bruno},2099-01-01,2099-01-31,GENERIC_APPROVALS",
    )
    for api_version, message in (
        ("v1", f"{table}, row 2 ({anna})"),
        ("v2024", f"{table}, row 4 ({chloe}): config_types: api_version v2024"),
    ):
        result = tenant.run([], src=[table], timezone="UTC", api_version=api_version)
        assert result["failed"] and message in result["msg"]
    result = tenant.run([], src=[csv_file("nobody,noone,2099-01-01,2099-01-31,,")], timezone="UTC")
    assert f"{table}, row 2 (nobody): No identity has" in result["msg"]


def test_files_need_no_more_requests_than_the_same_entries_in_the_task(tenant, csv_file):
    target, *others = tenant.people[:40]
    rows = [f"{tenant.id(alias)},{tenant.id(target)},2099-01-01,2099-01-31,{TYPE}" for alias in others]
    fields = ("identity", "reassign_to", "first_day", "last_day")
    configs = [{**dict(zip(fields, row.split(","))), "config_types": [TYPE]} for row in rows]
    plans = []
    for given in ({"configs": configs}, {"configs": [], "src": [csv_file(*rows)]}):
        plan = tenant.run(given.pop("configs"), check_mode=True, timezone="UTC", **given)
        plans.append((plan["changes"], len(tenant.simulator.requests)))
    assert plans[0] == plans[1]


def test_a_file_without_entries_does_not_empty_the_tenant(tenant, csv_file):
    tenant.put(*tenant.people[:2])
    result = tenant.run([], src=[csv_file()], prune="all")
    assert result["failed"] and "max_deletes" in result["hint"]
    assert tenant.simulator.requests == []


def test_the_time_zone_of_the_task_and_of_an_entry(tenant):
    anna, bruno, chloe = tenant.people[:3]
    local = {"start": "2027-07-01T08:00:00", "end": "2027-07-09T08:00:00", "config_types": [TYPE]}
    tenant.converge(
        [
            {"identity": anna, "reassign_to": bruno, **local},
            {"identity": bruno, "reassign_to": chloe, "timezone": "America/New_York", **local},
        ],
        timezone="Europe/Berlin",
        chains="allow",
    )
    starts = {conf.start for conf in tenant.simulator.tenant.configurations.values()}
    assert starts == {
        datetime(2027, 7, 1, 6, tzinfo=timezone.utc),
        datetime(2027, 7, 1, 12, tzinfo=timezone.utc),
    }


@pytest.mark.parametrize("prune", ["none", "listed", "all"])
def test_prune(tenant, prune):
    anna, bruno, chloe = tenant.people[:3]
    tenant.put(anna, chloe, config_type="MANUAL_TASKS")
    tenant.put(bruno, chloe)
    tenant.converge([cover(anna, chloe, 1, 10)], prune=prune)
    left = {"none": {"MANUAL_TASKS", bruno}, "listed": {bruno}, "all": set()}[prune]
    assert ((anna, "MANUAL_TASKS") in tenant.held()) == ("MANUAL_TASKS" in left)
    assert ((bruno, TYPE) in tenant.held()) == (bruno in left)
    assert tenant.held()[anna, TYPE] == chloe


@pytest.mark.parametrize("paging", ["offset_ignored", "offset_ignored_no_count"])
def test_prune_all_is_refused_where_the_list_may_be_cut(tenant, paging):
    target, *others = tenant.people[:40]
    for alias in others:
        tenant.put(alias, target)
    tenant.simulator.set(list_paging=paging)
    result = tenant.run([cover(others[0], target)], prune="all")
    assert result["failed"] and "cannot be trusted" in result["msg"] and "prune: listed" in result["hint"]
    assert tenant.simulator.writes() == []
    # What the list lacks is read, and not taken as absent.
    result = tenant.converge([cover(alias, target, -10) for alias in others])
    assert result["summary"]["unchanged"] == 39


def test_a_page_that_fails_stops_prune_all(tenant):
    target, *others = tenant.people[:50]
    for alias in others:
        tenant.put(alias, target)
    tenant.simulator.add_fault(Fault("status", status=500, path="reassignment", after=1, times=99))
    result = tenant.run([cover(others[0], target)], prune="all", retries=0)
    assert result["failed"] and "could not be read" in result["msg"]
    assert tenant.simulator.writes() == []


def test_an_empty_declaration_does_not_empty_the_tenant(tenant):
    tenant.put(*tenant.people[:2])
    result = tenant.run([], prune="all")
    assert result["failed"] and "max_deletes" in result["hint"]
    assert tenant.simulator.requests == []
    assert tenant.run([], prune="all", max_deletes=0)["failed"]
    assert tenant.converge([], prune="all", max_deletes=1)["summary"]["delete"] == 1
    assert not tenant.converge([])["changed"]


@pytest.mark.parametrize("check_mode", [True, False])
def test_guards_stop_before_the_first_write(tenant, check_mode):
    first, *team = tenant.people[:10]
    tenant.put(team[0], first)
    configs = [cover(alias, first, 1, 10) for alias in team[1:]] + [{"identity": team[0], "state": "absent"}]
    for guard in ({"max_changes": 8}, {"max_deletes": 0}):
        result = tenant.run(configs, check_mode=check_mode, **guard)
        assert result["failed"] and next(iter(guard)) in result["msg"] and not result["changed"]
        assert tenant.simulator.writes() == []
        # Nobody has to run it again without the guard to see the plan.
        assert [change["status"] for change in result["changes"]] == ["planned"] * 9
        assert (result["summary"]["create"], result["summary"]["delete"]) == (8, 1)
        assert len(result["diff"]["after"]) == 8 and len(result["diff"]["before"]) == 1
    assert tenant.run(configs, max_changes=9, max_deletes=1)["changed"]


def test_a_plan_with_a_loop_comes_back_with_the_error(tenant):
    anna, bruno = tenant.people[:2]
    result = tenant.run([cover(anna, bruno), {**cover(bruno, anna), "source": "team.csv, row 3"}], chains="fail")
    assert result["failed"] and len(result["changes"]) == 2 == len(result["diff"]["after"])
    assert f"See configs[0] ({anna}), team.csv, row 3 ({bruno})." in result["msg"]


class TestManyChanges:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch):
        monkeypatch.setattr(shorten, "LONGEST_LIST", 3)
        monkeypatch.setattr(shorten, "LONGEST_DIFF", 2)

    @pytest.mark.parametrize("options", [{}, {"max_changes": 1}])
    @pytest.mark.parametrize("check_mode", [True, False])
    def test_the_result_is_short_and_the_file_has_all(self, tenant, tmp_path, check_mode, options):
        first, *team = tenant.people[:10]
        file = tmp_path / "changes.json"
        configs = [cover(alias, first, 1, 10) for alias in team]
        result = tenant.run(configs, check_mode=check_mode, changes_file=str(file), **options)
        assert len(result["changes"]) == 3 and result["omitted"] == {"changes": 6}
        assert len(result["diff"]["after"]) == 2 and result["diff"]["prepared"] == "7 more are not shown.\n"
        whole = json.loads(file.read_text(encoding="utf-8"))
        assert len(whole["changes"]) == 9 and whole["changes"][:3] == result["changes"]
        assert whole["summary"] == result["summary"]
        assert tenant.connection["access_token"] not in file.read_text(encoding="utf-8")
        assert [path.name for path in tmp_path.iterdir()] == ["changes.json"]

    def test_a_file_that_cannot_be_written_is_a_warning(self, tenant, tmp_path):
        anna, bruno = tenant.people[:2]
        result = tenant.run([cover(anna, bruno)], changes_file=str(tmp_path / "missing" / "changes.json"))
        assert result["changed"] and "could not be written: No such file" in result["warnings"][-1]
        result = tenant.run([], changes_file=str(tmp_path))
        assert not result["failed"] and "could not be written: Is a directory" in result["warnings"][-1]
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option, value", [("max_changes", -1), ("max_deletes", -1), ("concurrency", 0)])
def test_senseless_numbers(tenant, option, value):
    result = tenant.run([], **{option: value})
    assert result["failed"] and f"{option} must be at least" in result["msg"]


def test_on_expired(tenant):
    anna, bruno = tenant.people[:2]
    tenant.put(anna, bruno, -20, -10)
    configs = [cover(anna, bruno, -20, -10)]
    assert not tenant.converge(configs)["changed"]
    assert tenant.converge(configs, on_expired="remove")["summary"]["delete"] == 1
    assert tenant.held() == {}


class TestChains:
    @pytest.mark.parametrize("loop_rule", ["always", "overlapping"])
    def test_swap_rotation_and_reversal(self, tenant, loop_rule):
        tenant.simulator.set(loop_rule=loop_rule)
        people = tenant.people[:12]
        chain = [cover(one, other) for one, other in zip(people, people[1:])]
        back = [cover(other, one) for one, other in zip(people, people[1:])]
        swapped = people[:5] + [people[6], people[5]] + people[7:]
        middle = [cover(one, other) for one, other in zip(swapped, swapped[1:])]
        rotated = people[1:] + people[:1]
        rotation = [cover(one, other) for one, other in zip(rotated, rotated[1:])]
        for configs in (chain, back, chain, middle, rotation, back):
            tenant.converge(configs, prune="all", chains="allow")
            assert tenant.held() == {(entry["identity"], TYPE): entry["reassign_to"] for entry in configs}

    def test_a_loop_through_people_that_the_file_does_not_mention(self, tenant):
        anna, bruno, chloe, daniel = tenant.people[:4]
        tenant.put(bruno, chloe)
        tenant.put(chloe, daniel)
        tenant.put(daniel, anna)
        for chains in ("allow", "warn", "fail"):
            for check_mode in (True, False):
                result = tenant.run([cover(anna, bruno)], chains=chains, check_mode=check_mode)
                assert result["failed"] and "The reassignments would form a loop" in result["msg"]
                assert result["msg"].count("→") == 4
                assert tenant.simulator.writes() == []

    def test_what_to_do_about_other_problems(self, tenant):
        anna, bruno, chloe = tenant.people[:3]
        tenant.put(bruno, chloe)
        result = tenant.run([cover(anna, bruno)], chains="fail")
        assert result["failed"] and "is absent at the same time" in result["msg"]
        assert tenant.simulator.writes() == []
        assert "warnings" not in tenant.run([cover(anna, bruno)], chains="allow", check_mode=True)
        assert "is absent at the same time" in tenant.run([cover(anna, bruno)])["warnings"][0]

    def test_too_deep(self, tenant):
        people = tenant.people[:8]
        result = tenant.run([cover(one, other) for one, other in zip(people, people[1:])], chains="fail")
        assert result["failed"] and "is deeper than 5" in result["msg"]


class TestFailures:
    def test_the_first_failure_stops_new_writes(self, tenant):
        first, *team = tenant.people[:21]
        tenant.simulator.add_fault(Fault("status", status=403, method="POST", after=5, times=999))
        result = tenant.run([cover(alias, first, 1, 10) for alias in team], concurrency=1)
        statuses = [change["status"] for change in result["changes"]]
        assert result["failed"] and result["changed"]
        assert {status: statuses.count(status) for status in statuses} == {"applied": 5, "failed": 1, "not_tried": 14}
        assert "1 of 20 changes failed, 5 applied, 14 not tried" in result["msg"]
        assert result["status_code"] == 403 and "idn:reassignment-configuration:manage" in result["hint"]
        assert len(result["diff"]["after"]) == 5 == len(tenant.held())
        summary = result["summary"]
        assert (summary["create"], summary["failed"], summary["not_tried"]) == (5, 1, 14)

    def test_going_on(self, tenant):
        first, *team = tenant.people[:21]
        tenant.simulator.add_fault(Fault("status", status=403, method="POST", after=5, times=2))
        configs = [cover(alias, first, 1, 10) for alias in team]
        result = tenant.run(configs, continue_on_error=True)
        assert result["failed"] and result["summary"]["create"] == 18 and result["summary"]["failed"] == 2
        failed = [change for change in result["changes"] if change["status"] == "failed"]
        assert all(change["error"]["tracking_id"] for change in failed)
        assert tenant.converge(configs)["summary"]["create"] == 2

    @pytest.mark.parametrize("continue_on_error", [True, False])
    def test_what_seemed_to_have_failed_does_not_stop_the_others(self, tenant, continue_on_error):
        """The second write has its effect, and nobody can look for a while."""
        first, *team = tenant.people[:5]
        tenant.simulator.add_fault(Fault("reset_after", method="POST", after=1))
        tenant.simulator.add_fault(Fault("status", method="GET", path="v1/[0-9a-f]{32}$", status=503, after=5, times=2))
        configs = [{**cover(alias, first, 1, 10), "config_types": [TYPE, "MANUAL_TASKS"]} for alias in team]
        options = {"concurrency": 1, "retries": 1, "continue_on_error": continue_on_error}
        result = tenant.run(configs, **options)
        assert not result["failed"] and len(tenant.held()) == result["summary"]["create"] == 8
        assert result["summary"]["not_tried"] == 0
        assert not tenant.run(configs, **options)["changed"]

    @pytest.mark.parametrize("start", [-1, 1])
    @pytest.mark.parametrize("past_start", ["accept", "refuse"])
    def test_what_is_over_is_in_the_way_and_not_shown(self, tenant, start, past_start):
        first, second, person = tenant.people[:3]
        tenant.simulator.set(post_existing="refuse", expired="hidden", past_start=past_start)
        tenant.put(person, first, -20, -10)
        result = tenant.run([cover(person, second, start, 10)])
        assert not result["failed"], result["msg"]
        assert tenant.held() == {(person, TYPE): second}
        assert ("warnings" in result) == (start == -1 and past_start == "refuse")

    def test_what_was_written_and_looks_otherwise_is_a_change(self, tenant, monkeypatch):
        first, second, person = tenant.people[:3]

        def send_to_somebody_else(self, body):
            return create(self, body.model_copy(update={"reassigned_to_id": tenant.id(second)}))

        create = ReassignmentConfigurations.create
        monkeypatch.setattr(ReassignmentConfigurations, "create", send_to_somebody_else)
        result = tenant.run([cover(person, first, 1, 10)])
        assert result["failed"] and result["changed"]
        assert f"afterwards shows a reassignment to {tenant.id(second)}" in result["msg"]

    def test_a_mistake_of_the_collection_leaves_an_account(self, tenant, monkeypatch):
        first, *team = tenant.people[:6]

        def break_down(self, body):
            if len(tenant.held()) == 2:
                raise RuntimeError("a mistake")
            return create(self, body)

        create = ReassignmentConfigurations.create
        monkeypatch.setattr(ReassignmentConfigurations, "create", break_down)
        result = tenant.run([cover(alias, first, 1, 10) for alias in team], concurrency=1)
        assert result["failed"] and result["changed"] and "RuntimeError: a mistake" in result["msg"]
        applied = {change["identity"]["id"] for change in result["changes"] if change["status"] == "applied"}
        assert applied == {tenant.id(alias) for alias, unused in tenant.held()} and len(applied) == 2
        assert "please report it" in result["hint"]

    def test_a_token_that_expires_during_the_run(self, tenant):
        first, *team = tenant.people[:41]
        del tenant.connection["access_token"]
        tenant.connection.update(client_id=tenant.simulator.client_id, client_secret=tenant.simulator.client_secret)
        tenant.simulator.add_fault(Fault("unauthorized", method="POST", path="reassignment", after=10, times=1))
        result = tenant.converge([cover(alias, first, 1, 10) for alias in team])
        assert result["summary"]["create"] == 40


def test_all_changes_of_one_identity_are_made_one_after_another(tenant):
    tenant.simulator.set(latency=0.01)
    first, *team = tenant.people[:6]
    types = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS"]
    tenant.run([{**cover(alias, first, 1, 10), "config_types": types} for alias in team])
    by_identity = {}
    for request in tenant.simulator.writes():
        by_identity.setdefault(request.body["reassignedFromId"], []).append(request)
    assert len(by_identity) == 5
    for requests in by_identity.values():
        for earlier, later in zip(requests, requests[1:]):
            assert earlier.finished <= later.started
    writes = sorted(tenant.simulator.writes(), key=lambda request: request.started)
    assert any(later.started < earlier.finished for earlier, later in zip(writes, writes[1:]))


def test_the_rate_limit_of_the_service_is_waited_for(tenant, monkeypatch):
    """Somebody else uses the same client: every third write is refused at first."""
    first, *team = tenant.people[:31]
    for after in range(0, 30, 3):
        tenant.simulator.add_fault(Fault("status", status=429, retry_after="0", method="POST", after=after))
    result = tenant.converge([cover(alias, first, 1, 10) for alias in team])
    assert result["summary"]["create"] == 30
