# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a vacation has moved comes back: the journal of waiting_work_handover, from its first line to its last."""

from __future__ import annotations

import fcntl
import json
import os
from datetime import timedelta

import pytest

from ansible_collections.community.sailpoint.tests.unit.plugins.modules.waiting import (
    BRUNO,
    CHLOE,
    DANIEL,
    NOW,
    VERSIONS,
)

YESTERDAY = NOW - timedelta(days=1)


class Vacations:
    """Runs the module as the role does, each time with check mode first, which must leave the journal alone."""

    def __init__(self, waiting, path):
        self.waiting, self.tenant, self.path = waiting, waiting.tenant, path
        self.options = {"journal": str(path), "hand_back": True}

    def begins(self, source=BRUNO, target=CHLOE):
        self.waiting.reassign(source, target)

    def ends(self, source=BRUNO):
        """By the service's account: it keeps what has ended."""
        for config_type in ("ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS"):
            ids = [self.tenant.identity(one).id for one in (source, CHLOE)]
            self.tenant.put_configuration(ids[0], config_type, ids[1], NOW - timedelta(days=7), YESTERDAY)

    def run(self, *away, check_mode=False, **options):
        entries = [{"from": one} for one in away]
        return self.waiting.run(*entries, check_mode=check_mode, **{**self.options, **options})

    def apply(self, *away, **options):
        """The result of a run that succeeds; check mode says the same, and writes nothing anywhere."""
        before = self.content()
        self.waiting.simulator.clear_log()
        planned = self.run(*away, check_mode=True, **options)
        assert self.waiting.simulator.writes() == [] and self.content() == before
        result = self.run(*away, **options)
        assert not result["failed"], result["msg"]
        assert [{**change, "status": "planned"} for change in result["changes"]] == planned["changes"]
        assert result["diff"] == planned["diff"] and result["summary"] == planned["summary"]
        return result

    def content(self):
        return self.path.read_bytes() if self.path.exists() else None

    def lines(self):
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]

    def last(self):
        """How far each hand-over is, by item ID: its last line."""
        return {line["item"]["id"]: line.get("reason", line["status"]) for line in self.lines()}


@pytest.fixture()
def vacations(waiting, tmp_path):
    return Vacations(waiting, tmp_path / "journal.jsonl")


def six_items(tenant):
    """Six items in four queues; the IDs of two that stay open until the vacation has ended."""
    items = [
        tenant.add_work_item(BRUNO),
        tenant.add_work_item(BRUNO),
        tenant.add_access_request_approval(BRUNO),
        tenant.add_access_request_approval(BRUNO),
        tenant.add_generic_approval(BRUNO),
        tenant.add_certification(BRUNO, "Autumn"),
    ]
    return [item.id for item in items], {items[0].id, items[5].id}


def close(tenant, item_ids):
    """The cover sees to these."""
    with tenant.lock:
        for item_id in item_ids:
            for items in (tenant.access_request_approvals, tenant.generic_approvals, tenant.certifications):
                items.pop(item_id, None)
            if item_id in tenant.work_items:
                tenant.work_items[item_id].completed = NOW
                tenant.work_items[item_id].state = "Finished"


@pytest.mark.parametrize("version", [one for one in VERSIONS if one != "v3"])
def test_what_is_still_open_comes_back(vacations, version):
    ids, still_open = six_items(vacations.tenant)
    moved = set(ids) - ({ids[4]} if version in ("v2024", "beta") else set())
    vacations.begins()
    assert vacations.apply(BRUNO, api_version=version)["summary"]["hand_over"] == len(moved)
    assert vacations.last() == dict.fromkeys(moved, "done")
    assert vacations.apply(BRUNO, api_version=version)["changes"] == [], "nothing comes back while Bruno is away"
    close(vacations.tenant, set(ids) - still_open)
    vacations.ends()
    result = vacations.apply(api_version=version)
    assert {(one["action"], one["item"]["id"]) for one in result["changes"]} == {
        ("hand_back", one) for one in still_open
    }
    assert result["changed"] and result["summary"]["hand_back"] == 2 and result["summary"]["hand_over"] == 0
    assert vacations.waiting.holders() == {BRUNO}
    assert vacations.last() == {one: "returned" if one in still_open else "gone" for one in moved}
    before = vacations.content()
    again = vacations.apply(api_version=version)
    assert (again["changed"], again["changes"], vacations.content()) == (False, [], before)
