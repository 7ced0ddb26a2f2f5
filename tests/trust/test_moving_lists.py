# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists that move while they are read: nobody is overlooked, no start is lost, nothing declared is deleted."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.modules import (
    reassignment_config_info,
    reassignment_configs,
    work_item_action,
)
from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, ConcurrentChange
from ansible_collections.community.sailpoint.tests.unit.helpers import connection, run_module

NOW = datetime.now(timezone.utc).replace(microsecond=0)
START, END = NOW - timedelta(days=7), NOW + timedelta(days=30)
TYPE = "CERTIFICATIONS"
#: With others, there is only one page.
PAGINGS = ["20", "offset_ignored"]


def between_pages(operation, action):
    return ConcurrentChange("before", operation=operation, after=1, times=ALWAYS, action=action)


class Movers:
    """Somebody else, who removes and adds reassignments before each page of a list but the very first.

    26 people have a reassignment at first; all 28 but the two covers can have one.
    """

    def __init__(self, simulator, seed):
        self.tenant = simulator.tenant
        self.dice = random.Random(seed)
        self.ids = list(simulator.tenant.identities)
        self.people, self.old, self.new = self.ids[:28], self.ids[29], self.ids[28]
        self.before_first_write = None
        for person in self.people[:26]:
            self.put(person)
        simulator.add_change(between_pages("reassignments.list", self.move))
        simulator.add_change(ConcurrentChange("before", writes=True, action=self.remember))

    def put(self, person):
        self.tenant.put_configuration(person, TYPE, self.old, START, None)

    def move(self):
        having = [person for person in self.people if (person, TYPE) in self.tenant.configurations]
        others = [person for person in self.people if person not in having]
        for person in self.dice.sample(having, self.dice.randrange(3)):
            self.tenant.configurations.pop((person, TYPE))
        for person in self.dice.sample(others, min(len(others), self.dice.randrange(3))):
            self.put(person)

    def remember(self):
        self.before_first_write = self.tenant.snapshot()

    def declare(self, people):
        """An existing start is kept, since none is given."""
        return [
            {"identity": person, "reassign_to": self.new, "config_types": [TYPE], "end": END.isoformat()}
            for person in people
        ]


@pytest.fixture(params=PAGINGS)
def movers(request, simulator, moment):
    simulator.set(list_paging=request.param, list_count=moment % 2 == 0)
    return Movers(simulator, f"{request.param} {moment}")


def test_nobody_loses_a_start(movers, simulator):
    result = run_module(reassignment_configs, {**connection(simulator), "configs": movers.declare(movers.people)})
    assert not result["failed"], result["msg"]
    changes = {change["identity"]["id"]: change for change in result["changes"]}
    assert changes.keys() == set(movers.people)
    held = simulator.tenant.snapshot()
    for person in movers.people:
        assert held[person, TYPE][0] == movers.new
        if (person, TYPE) in movers.before_first_write:
            assert changes[person]["before"] is not None, "something was there"
            assert held[person, TYPE][1] == START


@pytest.mark.parametrize("declared", [28, 14])
def test_prune_all_never_deletes_what_is_declared(movers, simulator, declared):
    people = movers.people[:declared]
    options = {"prune": "all", "max_deletes": 100, "configs": movers.declare(people)}
    result = run_module(reassignment_configs, {**connection(simulator), **options})
    deleted = {request.path.split("/")[-2] for request in simulator.writes() if request.method == "DELETE"}
    assert not deleted & set(people)
    if result["failed"]:
        assert "cannot be trusted" in result["msg"] and not simulator.writes()
        return
    held = simulator.tenant.snapshot()
    for person in people:
        assert held[person, TYPE][0] == movers.new
        assert (person, TYPE) not in movers.before_first_write or held[person, TYPE][1] == START


def test_a_list_is_complete_or_says_that_it_may_not_be(movers, simulator):
    """Whoever was there all the time is in a list that is said to be complete."""
    always = set(movers.people[:26])
    move = movers.move

    def watch():
        move()
        always.intersection_update(person for person, unused in simulator.tenant.configurations)

    simulator.clear_changes()
    simulator.add_change(between_pages("reassignments.list", watch))
    result = run_module(reassignment_config_info, connection(simulator))
    assert not result["failed"]
    if result["complete"]:
        assert always <= {one["identity"]["id"] for one in result["reassignments"]}
    else:
        assert result["incomplete_reason"]


def test_work_items_that_wait_all_the_time_are_seen(simulator, moment):
    """Although other items come and go while the list is read."""
    dice = random.Random(moment)
    items = [simulator.tenant.add_work_item("bruno.costa", type="Generic") for unused in range(300)]
    gone = set()

    def move():
        for item in dice.sample(items, 5):
            if item.completed is None:
                item.finish()
                gone.add(item.id)
            simulator.tenant.add_work_item("bruno.costa", type="Generic")

    simulator.add_change(between_pages("work_items.list", move))
    options = {"action": "forward", "owner": "bruno.costa", "forward_to": "chloe.dubois", "comment": "Away."}
    result = run_module(work_item_action, {**connection(simulator), **options}, check_mode=True)
    planned = {change["work_item"]["id"] for change in result["changes"]}
    assert {item.id for item in items} - gone <= planned
