# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What modules cost in requests, as docs/docsite/rst/requests.rst says it, and what refusals cost."""

from __future__ import annotations

import importlib
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from ansible_collections.community.sailpoint.plugins.modules import reassignment_configs
from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc).replace(microsecond=0)
TYPES = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS"]
#: How many people are in the tenant that the figures are for, besides the one who covers for all.
PEOPLE = 40
START, END = NOW - timedelta(days=7), NOW + timedelta(days=10)


@pytest.fixture(scope="module")
def running():
    with Simulator(people=PEOPLE + 1) as simulator:
        yield simulator


class Tenant:
    def __init__(self, simulator):
        self.simulator = simulator
        simulator.reset()
        found = list(simulator.tenant.identities.values())
        self.cover, self.people = found[0], found[1:]

    def reassign(self):
        """Have everybody away since last week."""
        for person in self.people:
            for config_type in TYPES:
                self.simulator.tenant.put_configuration(person.id, config_type, self.cover.id, START, END)

    def cost(self, module, **options):
        """How many requests the module sends, that for the token left out."""
        self.simulator.clear_log()
        name = f"ansible_collections.community.sailpoint.plugins.modules.{module}"
        result = run_module(importlib.import_module(name), {**connection(self.simulator), **options})
        assert not result["failed"], result
        return len(self.simulator.calls())

    def entries(self, people, by="id"):
        return [self.entry(person, by) for person in self.people[:people]]

    def entry(self, person, by="id"):
        identity, cover = getattr(person, by), getattr(self.cover, by)
        window = {"start": START.isoformat(), "end": END.isoformat()}
        return {"identity": identity, "reassign_to": cover, "config_types": TYPES, **window}


@pytest.fixture()
def tenant(running):
    return Tenant(running)


def without(name, entry):
    return {key: value for key, value in entry.items() if key != name}


#: A row of the table, the module, its options, and the requests; everybody is away already.
UNCHANGED = [
    ("one person, nothing to change", "reassignment_config", lambda t: t.entries(1)[0], 1),
    ("names instead of IDs", "reassignment_config", lambda t: t.entries(1, "alias")[0], 1 + 1),
    ("no work types given", "reassignment_config", lambda t: without("config_types", t.entries(1)[0]), 1 + 1),
    ("up to 3 people, nothing to change", "reassignment_configs", lambda t: {"configs": t.entries(3)}, 3),
    ("more people, nothing to change", "reassignment_configs", lambda t: {"configs": t.entries(40)}, 2),
    ("names instead of IDs", "reassignment_configs", lambda t: {"configs": t.entries(40, "alias")}, 2 + 1),
    ("prune: all", "reassignment_configs", lambda t: {"configs": t.entries(40), "prune": "all"}, 3),
    (
        "tenant_switch",
        "reassignment_configs",
        lambda t: {"configs": t.entries(40), "tenant_switch": "warn", "return_handovers": "all"},
        2 + 1,
    ),
    (
        "return_handovers: waiting",
        "reassignment_configs",
        lambda t: {"configs": t.entries(40), "return_handovers": "waiting"},
        2 + 40 * 4,
    ),
    ("everybody", "reassignment_config_info", lambda t: {}, 3),
    ("one person", "reassignment_config_info", lambda t: {"identities": [t.people[0].id]}, 1),
    (
        "each person and work type",
        "reassignment_evaluation_info",
        lambda t: {"identities": [one.id for one in t.people[:10]], "config_types": TYPES[:2]},
        10 * 2 + 1,
    ),
    ("the work types of the tenant", "reassignment_type_info", lambda t: {}, 1),
    ("the tenant-wide setting", "tenant_reassignment_settings_info", lambda t: {}, 1),
    ("nothing to change", "tenant_reassignment_settings", lambda t: {"enabled": True}, 1),
    ("the setting is changed", "tenant_reassignment_settings", lambda t: {"enabled": False}, 1 + 1),
    ("names", "identity_info", lambda t: {"identities": [one.alias for one in t.people]}, 1),
    ("a list", "work_item_info", lambda t: {"owner": t.people[0].id}, 1),
    (
        "each person and queue",
        "waiting_work_info",
        lambda t: {"identities": [one.id for one in t.people[:10]]},
        10 * 4 + 1,
    ),
    (
        "each person and queue, nothing waits",
        "waiting_work_handover",
        lambda t: {"handovers": [{"from": one.id} for one in t.people[:10]]},
        10 * 4,
    ),
]
#: The same for what is written in a tenant where nobody is away.
WRITTEN = [
    ("one person is created", "reassignment_config", lambda t: without("start", t.entries(1)[0]), 1 + 4 + 1 + 1),
    (
        "people are created",
        "reassignment_configs",
        lambda t: {"configs": [without("start", entry) for entry in t.entries(40)]},
        1 + 40 * 4 + 1,
    ),
]


@pytest.mark.parametrize(("row", "module", "options", "requests"), UNCHANGED)
def test_what_costs_nothing_more(tenant, row, module, options, requests):
    tenant.reassign()
    assert tenant.cost(module, **options(tenant)) == requests


@pytest.mark.parametrize(("row", "module", "options", "requests"), WRITTEN)
def test_what_writes_cost(tenant, row, module, options, requests):
    assert tenant.cost(module, **options(tenant)) == requests


def test_what_removals_cost(tenant):
    tenant.reassign()
    absent = [{"identity": person.id, "state": "absent"} for person in tenant.people]
    # A deletion has no answer, so each person is read once more.
    assert tenant.cost("reassignment_configs", configs=absent) == 2 + 40 * 4 + 40 + 1


def test_what_forwarding_costs(tenant):
    for unused in range(2):
        tenant.simulator.tenant.add_work_item(tenant.people[0].alias)
    options = {"action": "forward", "owner": tenant.people[0].id, "forward_to": tenant.cover.id, "comment": "Away."}
    assert tenant.cost("work_item_action", **options) == 1 + 2 * 2


def test_the_table_has_every_row():
    page = (Path(__file__).parents[4] / "docs" / "docsite" / "rst" / "requests.rst").read_text(encoding="utf-8")
    module = ""
    rows = set()
    for line in page.splitlines():
        if line.startswith("   * - "):
            module = line.removeprefix("   * - ").strip("` ") or module
        elif line.startswith("     - ") and module:
            rows.add((module, line.removeprefix("     - ")))
    assert {(module, row) for row, module, *unused in (*UNCHANGED, *WRITTEN)} <= rows


@pytest.mark.parametrize("reason", ["policy", "target", "maximum", "misleading", "no_text"])
def test_refusals_are_not_tried_in_other_ways_and_told_once(reason):
    with Simulator(people=251) as simulator:
        tenant = Tenant(simulator)
        simulator.set(refused_creation=reason)
        entries = [without("start", entry) for entry in tenant.entries(250)]
        options = {**connection(simulator), "configs": entries, "continue_on_error": True}
        result = run_module(reassignment_configs, options)
        assert result["failed"] and result["summary"]["failed"] == 1000
        # Where it may be about the start, another one is tried once; what that taught holds for the task.
        assert len(simulator.writes()) == (1001 if reason in ("misleading", "no_text") else 1000)
        assert "999 more failed for the same reason" in result["msg"]
