# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A service that behaves as no service should: endless lists and answers, refusals, IDs in any letter case."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service import pages
from ansible_collections.community.sailpoint.plugins.modules import (
    reassignment_config_info,
    reassignment_configs,
    reassignment_evaluation_info,
    work_item_action,
    work_item_info,
)
from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, Fault
from ansible_collections.community.sailpoint.tests.trust.processes import result_of, start_module
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc).replace(microsecond=0)
START, END = NOW - timedelta(days=1), NOW + timedelta(days=30)
TYPE = "CERTIFICATIONS"
ID_CASES = ["upper", "lower", "mixed", "varying"]
FORWARD = {"action": "forward", "owner": "bruno.costa", "forward_to": "chloe.dubois", "comment": "Bruno is away."}


@pytest.fixture()
def people(simulator):
    """Twenty-six people with a reassignment each, to the last of thirty."""
    ids = list(simulator.tenant.identities)
    for person in ids[:26]:
        simulator.tenant.put_configuration(person, TYPE, ids[29], START, END)
    return ids


def declared(people, target, **window):
    window = window or {"start": START.isoformat(), "end": END.isoformat()}
    return [{"identity": one, "reassign_to": target, "config_types": [TYPE], **window} for one in people]


def most_requests(concurrency):
    """To read the 26 entries of a list with a total that is far too large.

    Both pages, and one from which nothing new comes. Several at a time, twice as many pages as that are on their way when
    the second page is looked at, and one more; how many of them are sent before the end is seen depends on the threads.
    """
    return 3 if concurrency == 1 else 1 + (2 * concurrency + 1) + 1


class TestLists:
    @pytest.mark.parametrize("total", ["200000", "99999999"])
    def test_a_total_that_has_nothing_to_do_with_the_list(self, simulator, people, total):
        """Pages are asked for a few at a time, and no further than to the first empty one."""
        simulator.set(list_total=total)
        result = run_module(reassignment_config_info, connection(simulator))
        assert len(result["reassignments"]) == 26 and not result["complete"]
        assert f"the service reports {total} entries, but returned 26" in result["incomplete_reason"]
        assert len(simulator.calls()) <= most_requests(concurrency=8)

    @pytest.mark.parametrize("concurrency", [1, 10])
    @pytest.mark.parametrize("total", ["200000", "99999999"])
    def test_nothing_is_pruned_by_such_a_list(self, simulator, people, total, concurrency):
        simulator.set(list_total=total)
        options = {"prune": "all", "configs": declared(people[:20], people[29]), "concurrency": concurrency}
        result = run_module(reassignment_configs, {**connection(simulator), **options})
        assert result["failed"] and "cannot be trusted" in result["msg"]
        assert not simulator.writes() and 3 <= len(simulator.calls()) <= most_requests(concurrency)

    @pytest.mark.parametrize("total", ["200000", "99999999"])
    def test_work_items_are_found_all_the_same(self, simulator, total):
        simulator.set(list_total=total)
        for unused in range(5):
            simulator.tenant.add_work_item("bruno.costa")
        result = run_module(work_item_action, {**connection(simulator), **FORWARD})
        assert not result["failed"] and result["summary"]["forward"] == 5
        assert len(simulator.calls("work_items.list")) <= 2

    @pytest.mark.parametrize("total", ["right", "absent", "99999999"])
    def test_a_list_without_end(self, simulator, people, total, monkeypatch):
        monkeypatch.setattr(pages, "LONGEST_LIST", 1000)
        simulator.set(list_end="endless", list_total=total)
        simulator.tenant.add_work_item("bruno.costa")
        info = run_module(reassignment_config_info, connection(simulator))
        assert not info["complete"] or len(info["reassignments"]) == 26
        options = {"prune": "all", "configs": declared(people[:26], people[29])}
        result = run_module(reassignment_configs, {**connection(simulator), **options})
        assert result["failed"] or not result["changed"]
        run_module(work_item_info, {**connection(simulator), "owner": "bruno.costa"})
        run_module(work_item_action, {**connection(simulator), **FORWARD})
        writes = [request.operation for request in simulator.writes()]
        assert len(simulator.calls()) < 300 and set(writes) <= {"work_items.forward"}


class TestAnswers:
    #: In bytes, of address space; a module needs about a third of it.
    MOST_MEMORY = 768 * 2**20

    @pytest.mark.parametrize(
        "where", [{"method": "GET"}, {"method": "POST"}, {"path": "oauth/token"}], ids=["read", "write", "token"]
    )
    def test_a_body_without_end_does_not_fill_the_memory(self, simulator, people, where):
        """A gigabyte that is compressed to little."""
        simulator.add_fault(Fault("huge_body", times=ALWAYS, **where))
        options = {"base_url": simulator.url, "client_id": simulator.client_id, "rate_limit": 0, "verify_timeout": 0}
        options.update(client_secret=simulator.client_secret, configs=declared(people[26:28], people[29]))
        result = result_of(start_module("reassignment_configs", options, most_memory=self.MOST_MEMORY))
        if where == {"method": "POST"}:
            # Lost answers are looked up.
            assert not result.get("failed") and result["summary"]["create"] == 2 and len(simulator.writes()) == 2
        else:
            assert result["failed"] and "was answered with more than 64 MiB" in result["msg"]

    @pytest.mark.parametrize(
        ("kind", "where"),
        [
            ("slow_body", {"method": "GET"}),
            ("slow_body", {"method": "POST"}),
            ("slow_headers", {"method": "POST"}),
            ("slow_headers", {"path": "oauth/token"}),
        ],
    )
    def test_an_answer_that_trickles_is_not_waited_for(self, simulator, people, kind, where):
        """At a byte a second, it would take minutes."""
        simulator.add_fault(Fault(kind, delay=1, times=ALWAYS, **where))
        options = {
            "base_url": simulator.url,
            "client_id": simulator.client_id,
            "client_secret": simulator.client_secret,
        }
        options.update(configs=declared(people[26:27], people[29]), timeout=1, retries=0, rate_limit=0)
        started = time.monotonic()
        result = run_module(reassignment_configs, options)
        assert time.monotonic() - started < 30
        if where == {"method": "POST"}:
            assert not result["failed"] and len(simulator.writes()) == 1
        else:
            assert result["failed"] and "no complete answer in time" in result["msg"]


class TestRefusals:
    @pytest.fixture()
    def twenty(self, simulator):
        return list(simulator.tenant.identities)[:20]

    @pytest.mark.parametrize("started", [False, True], ids=["later", "started"])
    @pytest.mark.parametrize("refusal", ["policy", "target", "maximum", "misleading", "no_text"])
    def test_a_refusal_is_an_answer(self, simulator, twenty, refusal, started):
        """It is not asked for in other ways; only where it may be about the start, another one is tried once."""
        simulator.set(refused_creation=refusal)
        start = START if started else NOW + timedelta(days=1)
        configs = declared(twenty, list(simulator.tenant.identities)[29], start=start.isoformat(), end=END.isoformat())
        options = {"configs": configs, "continue_on_error": True}
        result = run_module(reassignment_configs, {**connection(simulator), **options})
        assert result["failed"] and not result["changed"] and simulator.tenant.snapshot() == {}
        assert result["msg"].startswith("20 of 20 changes failed, 0 applied, 0 not tried. First failure: create ")
        may_be_the_start = started and refusal in ("misleading", "no_text")
        assert len(simulator.writes()) == (21 if may_be_the_start else 20)
        if refusal == "target":  # its text names the target alone
            assert "19 more failed for the same reason." in result["msg"]
        if refusal in ("maximum", "misleading", "no_text"):
            assert result["msg"].endswith("19 more failed for the same reason.")

    def test_what_one_identity_taught_holds_for_the_task(self, simulator, twenty):
        simulator.set(past_start="refuse")
        configs = declared(twenty, list(simulator.tenant.identities)[29])
        options = {"configs": configs, "concurrency": 1}
        result = run_module(reassignment_configs, {**connection(simulator), **options})
        assert not result["failed"] and result["summary"]["create"] == 20
        assert len(simulator.writes()) == 21

    @pytest.mark.parametrize("number", [3, 20])
    @pytest.mark.parametrize("continue_on_error", [False, True])
    def test_one_of_many_that_may_not_be_read(self, simulator, twenty, number, continue_on_error):
        forbidden = twenty[1]
        simulator.add_fault(Fault("status", method="GET", status=403, identity=forbidden, times=ALWAYS))
        simulator.add_fault(Fault("status", operation="reassignments.list", status=403, times=ALWAYS))
        configs = declared(twenty[:number], list(simulator.tenant.identities)[29])
        options = {"configs": configs, "continue_on_error": continue_on_error}
        result = run_module(reassignment_configs, {**connection(simulator), **options})
        assert result["failed"] and result["status_code"] == 403
        held = {person for person, unused in simulator.tenant.snapshot()}
        if not continue_on_error:
            assert not result["changed"] and not simulator.writes() and not held
            return
        assert held == set(twenty[:number]) - {forbidden}
        (failed,) = [change for change in result["changes"] if change["status"] != "applied"]
        assert failed["identity"]["id"] == forbidden and failed["error"]["status_code"] == 403


class TestIdsInAnotherCase:
    @pytest.mark.parametrize("case", ID_CASES)
    @pytest.mark.parametrize("given", [str.lower, str.upper])
    def test_what_is_declared_is_there(self, simulator, people, case, given):
        simulator.set(id_case=case)
        before = simulator.tenant.snapshot()
        configs = declared(map(given, people[:26]), given(people[29]))
        for prune in ("none", "listed", "all"):
            result = run_module(reassignment_configs, {**connection(simulator), "configs": configs, "prune": prune})
            assert not result["failed"] and not result["changed"] and not simulator.writes()
        assert simulator.tenant.snapshot() == before

    @pytest.mark.parametrize("case", ID_CASES)
    @pytest.mark.parametrize("given", [str.lower, str.upper])
    def test_what_is_asked_for_is_shown(self, simulator, people, case, given):
        simulator.set(id_case=case)
        asked = [given(person) for person in people[:3]]
        result = run_module(reassignment_config_info, {**connection(simulator), "identities": asked})
        assert sorted(one["identity"]["id"].lower() for one in result["reassignments"]) == sorted(people[:3])
        arguments = {**connection(simulator), "identities": asked, "config_types": [TYPE]}
        result = run_module(reassignment_evaluation_info, arguments)
        assert len(result["evaluations"]) == 3

    @pytest.mark.parametrize("case", ID_CASES)
    def test_a_forward_of_all_moves_all(self, simulator, case):
        simulator.set(id_case=case)
        items = [simulator.tenant.add_work_item("bruno.costa") for unused in range(5)]
        result = run_module(work_item_action, {**connection(simulator), **FORWARD})
        assert result["summary"]["forward"] == 5
        assert {item.owner_id for item in items} == {simulator.tenant.identity("chloe.dubois").id}
        assert not run_module(work_item_action, {**connection(simulator), **FORWARD})["changed"]

    @pytest.mark.parametrize("case", ID_CASES)
    @pytest.mark.parametrize("given", [str.lower, str.upper])
    def test_approval_items_are_found(self, simulator, case, given):
        simulator.set(id_case=case)
        item = simulator.tenant.add_work_item("bruno.costa")
        chosen = {"ids": [item.id.upper(), item.id.lower()], "approval_item_ids": [given(item.approval_items[0].id)]}
        options = {**connection(simulator), "action": "approve", "owner": "bruno.costa", **chosen}
        result = run_module(work_item_action, options)
        assert not result["failed"] and result["summary"]["approve"] == len(simulator.writes()) == 1
        assert [one.state for one in item.approval_items] == ["Finished", None]
