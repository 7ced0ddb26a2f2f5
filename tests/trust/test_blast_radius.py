# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How much one mistake can do: whatever the service is like, guards and doubts stop a run before the first write."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.modules import reassignment_configs
from ansible_collections.community.sailpoint.tests.simulator import Fault
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

START = datetime.now(timezone.utc).replace(microsecond=0) - timedelta(days=1)
PAGINGS = ["20", "250", "none", "offset_ignored", "offset_ignored_no_count"]
#: These answer the same whatever the offset is: nobody can tell whether that is all.
DOUBTFUL = {"none", "offset_ignored", "offset_ignored_no_count"}


@pytest.fixture()
def people(simulator):
    """Twenty-six people with a reassignment each, to two who have none."""
    ids = list(simulator.tenant.identities)
    for person in ids[:26]:
        simulator.tenant.put_configuration(person, "CERTIFICATIONS", ids[29], START, None)
    return ids


def declared(people, numbers):
    window = {"config_types": ["CERTIFICATIONS"], "start": START.isoformat(), "permanent": True}
    return [{"identity": people[number], "reassign_to": people[29], **window} for number in numbers]


def run(simulator, configs, *, check_mode=False, **options):
    args = {**connection(simulator), "retries": 1, "configs": configs, **options}
    return run_module(reassignment_configs, args, check_mode=check_mode)


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize("list_count", [True, False])
@pytest.mark.parametrize("paging", PAGINGS)
def test_a_vacation_file_that_lost_half_its_rows(simulator, people, paging, list_count, check_mode):
    simulator.set(list_paging=paging, list_count=list_count)
    before = simulator.tenant.snapshot()
    configs = declared(people, range(0, 26, 2))
    result = run(simulator, configs, prune="all", max_deletes=5, check_mode=check_mode)
    assert result["failed"] and not result["changed"]
    assert ("cannot be trusted" if paging in DOUBTFUL else "13 deletions, more than max_deletes allows (5)") in result[
        "msg"
    ]
    assert simulator.writes() == [] and simulator.tenant.snapshot() == before


@pytest.mark.parametrize("list_count", [True, False])
@pytest.mark.parametrize("paging", PAGINGS)
def test_prune_all_deletes_exactly_what_is_not_declared_or_nothing(simulator, people, paging, list_count):
    simulator.set(list_paging=paging, list_count=list_count)
    before = simulator.tenant.snapshot()
    result = run(simulator, declared(people, range(20)), prune="all")
    kept = before.keys() if paging in DOUBTFUL else {(person, "CERTIFICATIONS") for person in people[:20]}
    assert simulator.tenant.snapshot() == {key: before[key] for key in kept}
    assert result["failed"] == (paging in DOUBTFUL)
    assert len(simulator.writes()) == (0 if paging in DOUBTFUL else 6)


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize(
    "kind", ["status", "html", "truncated", "truncated_json", "empty", "wrong_shape", "reset_after"]
)
@pytest.mark.parametrize("list_count", [True, False])
def test_prune_all_with_a_page_that_cannot_be_read(simulator, people, kind, page, list_count, clock):
    """Also if it looks like an answer: nothing is removed because it was not seen."""
    simulator.set(list_count=list_count)
    before = simulator.tenant.snapshot()
    simulator.add_fault(Fault(kind, method="GET", path="reassignment-configurations/v1$", after=page, times=99))
    result = run(simulator, declared(people, range(20)), prune="all")
    assert result["failed"] and not result["changed"]
    assert simulator.writes() == [] and simulator.tenant.snapshot() == before


@pytest.mark.parametrize("prune", ["none", "listed", "all"])
@pytest.mark.parametrize("max_deletes", [None, 0, 25, 26])
def test_an_empty_declaration(simulator, people, prune, max_deletes):
    before = simulator.tenant.snapshot()
    options = {} if max_deletes is None else {"max_deletes": max_deletes}
    result = run(simulator, [], prune=prune, **options)
    meant = prune == "all" and max_deletes == 26
    assert result["failed"] == (prune == "all" and not meant)
    assert simulator.tenant.snapshot() == ({} if meant else before)
    assert len(simulator.writes()) == (26 if meant else 0)


@pytest.mark.parametrize("state", ["absent", "over"])
@pytest.mark.parametrize("max_deletes", [None, 26])
def test_a_declaration_of_nothing_that_lasts(simulator, people, state, max_deletes):
    """Such as a file in which all vacations are over."""
    before = simulator.tenant.snapshot()
    over = {"reassign_to": people[29], "end": START.isoformat(), "config_types": ["CERTIFICATIONS"]}
    config = {"identity": people[0], **({"state": "absent"} if state == "absent" else over)}
    options = {} if max_deletes is None else {"max_deletes": max_deletes}
    result = run(simulator, [config], prune="all", **options)
    assert result["failed"] == (max_deletes is None)
    assert simulator.tenant.snapshot() == (before if max_deletes is None else {})


@pytest.mark.parametrize("option, limit", [("max_changes", 3), ("max_changes", 0), ("max_deletes", 0)])
def test_guards_count_what_a_run_would_do(simulator, people, option, limit):
    configs = [{"identity": people[number], "state": "absent"} for number in range(4)]
    result = run(simulator, configs, **{option: limit})
    assert result["failed"] and f"more than {option} allows ({limit})" in result["msg"]
    assert simulator.writes() == []
    assert not run(simulator, configs, **{option: 4})["failed"]
    assert len(simulator.writes()) == 4


def test_without_prune_nothing_else_is_touched(simulator, people):
    before = simulator.tenant.snapshot()
    assert run(simulator, declared(people, [26, 27]))["summary"]["create"] == 2
    assert {key: value for key, value in simulator.tenant.snapshot().items() if key in before} == before
