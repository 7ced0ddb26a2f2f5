# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._service import pages
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    ServiceError,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import (
    ENDLESS,
    MOVED,
    NOT_READ,
    REPEATED,
    TOO_LONG,
    UNCHECKED,
    WITHOUT_ID,
    Page,
    PagedList,
)


class Service:
    """A list of entries, each its own key, in pages of a size that the service chooses."""

    def __init__(self, entries, page=20, total=True, ignores_offset=False, refuses=True):
        self.entries, self.page, self.ignores_offset, self.refuses = list(entries), page, ignores_offset, refuses
        self.total = len(self.entries) if total is True else total or None
        self.offsets = []

    def __call__(self, offset):
        self.offsets.append(offset)
        if self.refuses and offset and offset >= len(self.entries) and not self.total:
            raise UnexpectedAnswer("the offset is beyond the end")
        first = 0 if self.ignores_offset else offset
        return Page(self.entries[first : first + self.page], self.total)

    def changing(self, after, change):
        """The service that changes its entries after so many requests."""

        def read_page(offset):
            page = self(offset)
            if len(self.offsets) == after:
                change(self.entries)
            return page

        return read_page


def read(service, **options):
    listed = PagedList(service, lambda entry: entry, **options)
    return list(listed), listed.incomplete


@given(
    number=st.integers(0, 130),
    page=st.integers(20, 45),
    total=st.booleans(),
    concurrency=st.integers(1, 4),
    overlap=st.booleans(),
)
def test_every_entry_once_and_no_request_too_many(number, page, total, concurrency, overlap):
    # Without overlap and total, only asking beyond the end shows that a list ends with a full page.
    service = Service(range(number), page, total, refuses=overlap or total)
    found, incomplete = read(service, concurrency=concurrency, overlap=overlap)
    assert found == list(range(number))
    assert incomplete == (None if overlap or len(service.offsets) == 1 else UNCHECKED)
    needed = 1 + max(0, -(-(number - page) // (page - overlap)))
    # Where the total is reached with a full page, the next one is asked for as well.
    full = overlap and (number == 20 or (number >= page and (number - page) % (page - overlap) == 0))
    assert needed <= len(service.offsets) <= needed + (not total or full)


@given(sizes=st.lists(st.integers(1, 9), min_size=1, max_size=30), concurrency=st.integers(1, 4))
def test_pages_of_different_sizes_lose_nothing(sizes, concurrency):
    number = sum(sizes)

    def read_page(offset):
        return Page(range(number)[offset : offset + max(sizes[offset % len(sizes)], 2)], number)

    assert read(read_page, concurrency=concurrency) == (list(range(number)), None)


@pytest.mark.parametrize("number, requests", [(0, 1), (4, 1), (19, 1), (20, 2), (38, 2), (39, 3)])
def test_without_a_total_a_short_page_is_the_end_and_nothing_is_asked_for_beyond_it(number, requests):
    service = Service(range(number), total=False)
    assert read(service) == (list(range(number)), None)
    assert len(service.offsets) == requests


@pytest.mark.parametrize("total", [True, False])
def test_a_page_longer_than_what_was_asked_for_is_the_whole_list(total):
    service = Service(range(300), page=1000, total=total, ignores_offset=True)
    assert read(service, limit=250) == (list(range(300)), None)
    assert service.offsets == [0]


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("concurrency", [1, 4])
def test_an_offset_that_is_ignored(total, concurrency):
    service = Service(range(50), total=total, ignores_offset=True)
    assert read(service, concurrency=concurrency) == (list(range(20)), REPEATED)


@pytest.mark.parametrize("total", [99999999, 200000])
@pytest.mark.parametrize("number", [0, 15, 20, 300])
def test_a_total_without_end_stops_at_the_end_of_the_list(total, number):
    service = Service(range(number), total=total)
    found, incomplete = read(service, concurrency=8)
    assert found == list(range(number))
    assert incomplete == f"the service reports {total} entries, but returned {number}"
    assert len(service.offsets) <= number // 19 + 2 + 16


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize(("number", "total"), [(40, 20), (60, 1), (60, 19), (60, 30), (58, 39), (78, 39), (21, 20)])
def test_a_total_that_is_too_small_is_not_believed(number, total, concurrency):
    found, incomplete = read(Service(range(number), total=total), concurrency=concurrency)
    assert found == list(range(number))
    assert incomplete == f"the service reports {total} entries, but returned {number}"


@pytest.mark.parametrize("number", [20, 250, 300])
def test_a_service_that_does_not_page_is_believed_if_its_total_agrees(number):
    service = Service(range(number), page=1000, ignores_offset=True)
    assert read(service) == (list(range(number)), None)


@pytest.mark.parametrize("concurrency", [1, 8])
def test_a_refusal_of_what_lies_beyond_the_end_does_not_matter(concurrency):
    def read_page(offset):
        if offset >= 50:
            raise UnexpectedAnswer("beyond the end")
        return Page(range(50)[offset : offset + 20], 200000)

    found, incomplete = read(read_page, concurrency=concurrency)
    assert (found, "the service reports" in incomplete) == (list(range(50)), True)


def replace(entries, old):
    entries.remove(old)
    entries.append("new")


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("old", [0, 18])
def test_a_list_that_moves_between_pages_is_noticed(total, old):
    service = Service(range(70), total=total)
    unused, incomplete = read(service.changing(1, lambda entries: replace(entries, old)))
    assert incomplete == MOVED


def test_an_entry_added_before_the_seam_is_noticed():
    service = Service(range(70), total=False)
    found, incomplete = read(service.changing(2, lambda entries: entries.insert(0, "new")))
    assert (found, incomplete) == (list(range(70)), MOVED)


def test_a_total_that_changes_is_noticed():
    totals = iter([50, 51, 51])
    service = Service(range(50), total=False)
    unused, incomplete = read(lambda offset: Page(service(offset).items, next(totals)))
    assert incomplete == MOVED


def test_a_list_that_shrinks_while_it_is_read():
    service = Service(range(30))
    found, incomplete = read(service.changing(1, lambda entries: entries.__delitem__(slice(20, None))))
    assert found == list(range(20))
    assert "30 entries, but returned 20" in incomplete


def test_entries_that_are_repeated_are_told_and_can_be_kept():
    entries = ["a", "a", "b", "b"]
    assert read(Service(entries)) == (["a", "b"], REPEATED)
    assert read(Service(entries), keep_repeated=True) == (entries, REPEATED)


def test_entries_without_an_id_are_told():
    assert read(Service(["a", None, "b"])) == (["a", "b"], WITHOUT_ID)
    assert read(Service([None] * 50))[1] == WITHOUT_ID


def test_pages_of_one_entry_cannot_overlap():
    assert read(Service(range(5), page=1)) == ([0, 1, 2, 3, 4], UNCHECKED)


@pytest.mark.parametrize("total, requests", [(True, 1), (False, 3)])
def test_a_list_that_is_longer_than_what_is_needed_is_given_up(total, requests):
    service = Service(range(500), total=total)
    found, incomplete = read(service, at_most=3)
    assert (len(service.offsets), incomplete) == (requests, TOO_LONG)
    assert found == list(range(20 + (requests - 1) * 19))
    assert read(Service(range(57), total=total), at_most=3) == (list(range(57)), None)


def test_a_caller_who_stops_early_reads_no_further():
    service = Service(range(500))
    listed = PagedList(service, lambda entry: entry)
    assert list(itertools.islice(listed, 25)) == list(range(25))
    assert (service.offsets, listed.incomplete, listed.total) == ([0, 19], NOT_READ, 500)


def test_an_error_leaves_the_list_incomplete():
    def read_page(offset):
        if offset:
            raise UnexpectedAnswer("no page")
        return Page(range(20), 40)

    listed = PagedList(read_page, lambda entry: entry, concurrency=4)
    with pytest.raises(UnexpectedAnswer, match="no page"):
        list(listed)
    assert listed.incomplete == NOT_READ


@pytest.mark.parametrize("total", [None, 99999999])
def test_a_list_without_end_is_given_up(monkeypatch, total):
    monkeypatch.setattr(pages, "LONGEST_LIST", 200)
    asked = []

    def read_page(offset):
        asked.append(offset)
        return Page(range(offset, offset + 20), total)

    found, incomplete = read(read_page, concurrency=4)
    assert (len(found), incomplete) == (210, ENDLESS)
    assert len(asked) <= 11 + 8


class TestOneEntryAndATotalThatIsFarTooLarge:
    """Nothing can overlap, so that the next page is the only one that may be beyond the end."""

    @pytest.mark.parametrize("kind", ["refused", "repeated", "empty"])
    def test_it_ends(self, kind):
        def read_page(offset):
            if offset and kind == "refused":
                raise ServiceError("the offset is beyond the end", status_code=400)
            return Page([] if offset and kind == "empty" else ["only"], 99999999)

        found, incomplete = read(read_page)
        assert found == ["only"] and incomplete not in (None, REPEATED)

    def test_another_page_is_not_lost(self):
        assert read(Service("ab", page=1, total=2)) == (["a", "b"], UNCHECKED)

    def test_a_failure_is_no_end(self):
        def read_page(offset):
            if offset:
                raise ServiceError("out of order", status_code=500)
            return Page(["only"], 2)

        with pytest.raises(ServiceError):
            read(read_page)

    def test_a_refusal_is_no_end_where_pages_overlap(self):
        def read_page(offset):
            if offset:
                raise ServiceError("the offset is beyond the end", status_code=400)
            return Page(["a", "b"], 99999999)

        with pytest.raises(ServiceError):
            read(read_page)
