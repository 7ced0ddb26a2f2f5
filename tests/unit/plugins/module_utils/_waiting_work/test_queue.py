# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import Page
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queue import filter_for, read_list

IDS = [f"{number:032x}" for number in range(600)]


def test_a_list_is_read_to_its_end():
    offsets = []

    def page(offset):
        offsets.append(offset)
        return Page(IDS[offset : offset + 250], None)

    assert read_list("things", page, lambda entry: entry) == IDS
    assert len(offsets) == 3


def test_a_list_that_repeats_its_pages_is_an_error():
    with pytest.raises(UnexpectedAnswer, match="The list of things may be incomplete"):
        read_list("things", lambda offset: Page(IDS[:250], None), lambda entry: entry)


def test_a_list_that_changes_meanwhile_is_read_once_more():
    pages = {0: IDS[:250], 249: IDS[250:300]}

    def page(offset):
        found = pages[offset]
        pages[249] = IDS[249:300]
        return Page(found, None)

    assert sorted(read_list("things", page, lambda entry: entry)) == IDS[:300]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ({"b", "a", None}, 'id in ("a", "b")'),
        (set(), None),
        ({None}, None),
        (set(IDS), None),
        ({'a" or id ne "b'}, None),
        ({"a\\"}, None),
    ],
)
def test_a_filter_for_ids(ids, expected):
    assert filter_for("id", ids) == expected
