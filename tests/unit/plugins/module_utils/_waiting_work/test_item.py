# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import (
    Reference,
    WaitingItem,
    in_stable_order,
)

NOW = datetime(2026, 11, 2, tzinfo=timezone.utc)


def item(item_id="1", **more):
    return WaitingItem("access_request_approvals", "ACCESS_REQUESTS", item_id, "anna", **more)


@pytest.mark.parametrize(
    ("more", "label"),
    [
        ({"name": "Role", "type": "GRANT"}, "Role (1)"),
        ({"name": None, "type": "GRANT"}, "GRANT (1)"),
        ({"name": ""}, "access request approval (1)"),
    ],
)
def test_people_recognise_an_item_by_its_name_else_its_type_else_its_queue(more, label):
    assert item(**more).label == label


def test_results_name_an_item_with_its_dates_and_campaign():
    assert item(name="Role", created=NOW, due=NOW, campaign=Reference("c", None)).reference() == {
        "id": "1",
        "name": "Role",
        "type": None,
        "created": "2026-11-02T00:00:00Z",
        "due": "2026-11-02T00:00:00Z",
        "campaign": {"id": "c", "name": None},
    }


def test_what_an_item_does_not_tell_is_null():
    assert item(None).reference() == dict.fromkeys(("id", "name", "type", "created", "due", "campaign"))


def test_the_oldest_comes_first_and_what_has_no_date_before_it():
    early = NOW - timedelta(days=1)
    items = [item("b", created=NOW), item("c"), item("a", created=NOW), item(None), item("d", created=early)]
    assert [one.id for one in in_stable_order(items)] == [None, "c", "d", "a", "b"]
    assert in_stable_order(items) == in_stable_order(items[::-1])
