# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work import needed
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.needed import needed_handovers
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._waiting_work.fake_queue import (
    FakeQueue,
    item,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import error

ANNA = {"from": "anna", "config_types": ["CERTIFICATIONS", "MANUAL_TASKS"], "until": "2026-12-24T00:00:00Z"}
BRUNO = {"from": "bruno", "config_types": ["MANUAL_TASKS"], "to": "chloe"}


@pytest.fixture()
def needed_for(monkeypatch):
    """Which of these handovers are needed with these queues, and how many lists were read."""

    def _needed_for(handovers, *queues, version="v1"):
        monkeypatch.setattr(needed, "queues_of", lambda client: list(queues))
        found = needed_handovers(Client(None, version), list(handovers), 1)
        return found, sum(len(queue.listed) for queue in queues)

    return _needed_for


@pytest.mark.parametrize(
    ("waiting", "expected"),
    [
        ([], []),
        ([item("1", "bruno")], [BRUNO]),
        ([item("1", "anna", "certifications")], [ANNA]),
        ([item("1", "bruno", "certifications")], []),
        ([item("1", "anna", in_process="FORWARDED")], [ANNA]),
    ],
)
def test_people_for_whom_nothing_waits_are_left_out(needed_for, waiting, expected):
    names = ("work_items", "certifications")
    queues = [FakeQueue(name, *(one for one in waiting if one.queue == name)) for name in names]
    assert needed_for([ANNA, BRUNO], *queues)[0] == expected


def test_each_list_is_read_once(needed_for):
    found, requests = needed_for(
        [ANNA, BRUNO, {**ANNA, "to": "x"}], FakeQueue("work_items"), FakeQueue("certifications")
    )
    assert (found, requests) == ([], 3)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_who_cannot_be_read_stays(needed_for, status):
    queue = FakeQueue("work_items")
    queue.list_errors = {"bruno": error(status)}
    assert needed_for([ANNA, BRUNO], queue, FakeQueue("certifications"))[0] == [BRUNO]


@pytest.mark.parametrize("status", [401, 403, 429])
def test_everybody_stays_if_a_queue_cannot_be_read_at_all(needed_for, status):
    queue = FakeQueue("work_items")
    queue.list_errors = {"anna": error(status), "bruno": error(status)}
    assert needed_for([ANNA, BRUNO], queue, FakeQueue("certifications"))[0] == [ANNA, BRUNO]


def test_who_has_a_work_type_whose_queue_the_version_lacks_stays(needed_for):
    generic = {"from": "bruno", "config_types": ["GENERIC_APPROVALS"]}
    queues = [FakeQueue(name) for name in ("work_items", "certifications", "generic_approvals")]
    assert needed_for([ANNA, generic], *queues, version="v3")[0] == [generic]
