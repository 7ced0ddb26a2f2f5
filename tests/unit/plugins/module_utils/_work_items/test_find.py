# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Page
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import WorkItem
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.find import (
    Filter,
    completed_work_items,
    find_work_items,
    in_stable_order,
    open_work_items,
    show_work_item,
)


def work_item(number, owner="bruno", **more):
    return WorkItem.model_validate({"id": f"{number:04}", "ownerId": owner, **more})


class Service:
    """Lists of work items, in pages of a size that the service chooses."""

    def __init__(self, items=(), *, page=250, total=True, offset=True, completed=()):
        self.items, self.completed = list(items), list(completed)
        self.page, self.total, self.offset = page, total, offset
        self.asked = 0

    def list(self, owner_id, offset):
        return self._list(self.items, offset)

    def list_completed(self, owner_id, offset):
        return self._list(self.completed, offset)

    def get(self, work_item_id):
        return next((item for item in self.items if item.id == work_item_id), None)

    def _list(self, items, offset):
        self.asked += 1
        first = offset if self.offset else 0
        return Page(items[first : first + self.page], len(items) if self.total and offset == 0 else None)


@given(number=st.integers(0, 60), page=st.integers(2, 25), total=st.booleans())
def test_every_item_once_whatever_the_size_of_the_pages(number, page, total):
    total = total or page < 20  # without a total, so few are the last page
    service = Service([work_item(n) for n in range(number)], page=page, total=total)
    assert [item.id for item in open_work_items(service, "bruno")] == [f"{n:04}" for n in range(number)]
    assert service.asked <= number // (page - 1) + 2


@pytest.mark.parametrize("total", [True, False])
def test_a_service_that_answers_with_the_whole_list_whatever_it_is_asked(total):
    service = Service([work_item(n) for n in range(300)], page=1000, total=total, offset=False)
    assert len(list(open_work_items(service, "bruno"))) == 300


def test_a_list_that_is_certain_to_be_cut_is_an_error():
    service = Service([work_item(n) for n in range(30)], page=20, offset=False)
    with pytest.raises(UnexpectedAnswer, match="may be incomplete: the service ignores the offset"):
        list(open_work_items(service, "bruno"))


def test_a_list_that_shrinks_meanwhile():
    service = Service([work_item(n) for n in range(30)], page=20)
    items = open_work_items(service, "bruno")
    first = next(items)
    del service.items[20:]
    assert [first, *items] == service.items


@pytest.mark.parametrize("total", [True, False])
def test_a_list_that_moves_meanwhile_is_read_again(total):
    service = Service([work_item(n) for n in range(30)], page=20, total=total)
    items = open_work_items(service, "bruno")
    gone = next(items)
    service.items.remove(gone)
    service.items.append(work_item(30))
    assert {item.id for item in items} == {item.id for item in service.items}
    assert service.asked == 4


def test_four_items_without_a_total_are_one_page():
    service = Service([work_item(n) for n in range(4)], total=False)
    assert len(list(open_work_items(service, "bruno"))) == 4
    assert service.asked == 1


@pytest.mark.parametrize("read", [open_work_items, completed_work_items])
def test_items_of_others_are_never_mixed_in(read):
    items = [work_item(1), work_item(2, "anna"), work_item(3, None)]
    service = Service(items, completed=items)
    assert [item.id for item in read(service, "bruno")] == ["0001"]


def test_what_is_in_the_completed_list_is_closed():
    items = [work_item(1, state="Pending"), work_item(2, state=None), work_item(3, state="Rejected")]
    found = list(completed_work_items(Service(completed=items), None))
    assert [(item.status, item.is_open) for item in found] == [
        ("Finished", False),
        ("Finished", False),
        ("Rejected", False),
    ]


def test_lists_are_read_no_further_than_needed():
    service = Service([work_item(1)], completed=[work_item(n) for n in range(2, 100)], page=10)

    def never():
        yield pytest.fail("this list is not needed")

    found = find_work_items(service, ["0001", "0005"], [completed_work_items(service, "bruno"), never()], 1)
    assert (sorted(found), service.asked) == (["0001", "0005"], 1)
    assert find_work_items(service, ["0001"], [never()], 1).keys() == {"0001"}
    assert find_work_items(service, ["nowhere"], [completed_work_items(service, "bruno")], 1) == {}
    assert service.asked == 1 + 11


def test_the_order_is_by_age():
    items = [
        work_item(3, created="2026-01-02T00:00:00+02:00"),
        work_item(2, created="2026-01-01T23:00:00Z"),
        work_item(4, created="2026-01-01T23:00:00.000Z"),
        work_item(0, created="2026-01-01T23:00:00.001Z"),
        work_item(1),
    ]
    assert [item.id for item in in_stable_order(items)] == ["0001", "0003", "0002", "0004", "0000"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(), True),
        (Filter(types=("Form",)), False),
        (Filter(types=("PolicyViolation",)), True),
        (Filter(created_before=datetime(2026, 1, 2, tzinfo=timezone.utc)), False),
        (Filter(created_before=datetime(2026, 1, 2, 0, 0, 1, tzinfo=timezone.utc)), True),
        (Filter(name_pattern="A?c*"), True),
        (Filter(name_pattern="B*"), False),
    ],
)
def test_filter(chosen, expected):
    item = work_item(1, type="PolicyVioloation", name="Abc", created="2026-01-02T00:00:00Z")
    assert chosen.matches(item) is expected


def test_what_says_no_date_is_never_old_and_what_has_no_name_matches_no_text():
    assert not Filter(created_before=datetime(2026, 1, 2, tzinfo=timezone.utc)).matches(work_item(1))
    assert not Filter(name_pattern="A*").matches(work_item(1))
    assert Filter(name_pattern="*").matches(work_item(1))


def test_the_least_that_the_service_can_say():
    nothing = dict.fromkeys(
        ("name", "state", "type", "approvalItems", "remediationItems", "form", "errors", "created", "numItems")
    )
    shown = show_work_item(WorkItem.model_validate({"id": "x", "unknown": 1, **nothing}))
    assert (shown["state"], shown["open"], shown["approval_items"], shown["errors"]) == ("Pending", True, [], [])
