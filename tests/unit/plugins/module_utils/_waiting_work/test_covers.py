# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.covers import covers
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import WaitingItem
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import (
    HAND_BACK,
    HAND_OVER,
    Assignment,
    Planned,
)

PEOPLE = {
    "1": Identity(id="1", name="Anna Berg", alias="anna.berg", email="anna@example.com"),
    "2": Identity(id="2", alias="bruno.costa", email_address="bruno@example.com"),
    "3": Identity(id="3", name="Chloé Dubois"),
}


def planned(giver, receiver, queue="work_items", action=HAND_OVER, until=None):
    item = WaitingItem(queue, "MANUAL_TASKS", "x", giver)
    return Planned(Change(action, Assignment(item, giver), Assignment(item, receiver)), None, until)


def messages(*changes, zone=None):
    return [cover["message"] for cover in covers(changes, PEOPLE, zone)]


def test_each_who_gets_something_is_told_once_and_named_as_far_as_known():
    found = covers([planned("1", "4"), planned("3", "2"), planned("2", "1")], PEOPLE, None)
    assert [cover["identity"] for cover in found] == [
        {"id": "4", "name": None, "alias": None, "email": None},
        {"id": "1", "name": "Anna Berg", "alias": "anna.berg", "email": "anna@example.com"},
        {"id": "2", "name": None, "alias": "bruno.costa", "email": "bruno@example.com"},
    ]
    to_unknown, to_anna, to_bruno = (cover["message"] for cover in found)
    assert to_unknown.startswith("4 ") and "Anna Berg (anna.berg)" in to_unknown
    assert to_anna.startswith("Anna Berg (anna.berg) ") and "bruno.costa: 1 work item" in to_anna
    assert to_bruno.startswith("bruno.costa ") and "Chloé Dubois: 1 work item" in to_bruno


def test_items_of_one_person_are_counted_together_in_any_order():
    changes = [
        planned("3", "1"),
        planned("2", "1", "certifications"),
        planned("3", "1"),
        planned("3", "1", "certifications"),
    ]
    (message,) = messages(*changes)
    assert message.index("Chloé Dubois: 2 work items, 1 certification") < message.index("bruno.costa: 1 certification")
    assert messages(*changes[::-1]) == [message]


def test_what_comes_back_is_told_apart_from_what_is_handed_over():
    (message,) = messages(planned("2", "1"), planned("2", "1", action=HAND_BACK))
    assert message.count("bruno.costa: 1 work item") == 2 and message.count("back") == 1


def test_until_when_somebody_is_away_is_told_in_the_time_zone_of_the_task():
    night = datetime(2027, 1, 6, 23, tzinfo=timezone.utc)
    assert "6 Jan 2027" in messages(planned("2", "1", until=night), zone=ZoneInfo("Europe/Berlin"))[0]
    assert "2027-01-06 23:00Z" in messages(planned("2", "1", until=night))[0]
    (message,) = messages(planned("2", "1", until=night), planned("2", "1"), planned("2", "1", until=night))
    assert "2 work items" in message and "1 work item" in message, "the ends are told apart"


def test_nothing_that_is_planned_is_nobodys_news():
    assert covers([], PEOPLE, None) == []
