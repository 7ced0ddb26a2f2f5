# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


def day(number):
    return None if number is None else NOW + timedelta(days=number)


def window(start, end):
    return Window(day(start), day(end))


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        (None, None, "active"),
        (-1, None, "active"),
        (0, 5, "active"),
        (None, 5, "active"),
        (1, None, "scheduled"),
        (1, 5, "scheduled"),
        (-5, -1, "expired"),
        (-5, 0, "expired"),
        (None, 0, "expired"),
        (5, 0, "expired"),
    ],
)
def test_a_window_begins_at_its_start_and_has_ended_at_its_end(start, end, status):
    assert window(start, end).status(NOW) == status
    assert window(start, end).has_ended(NOW) == (status == "expired")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((1, 5), (3, 9), (3, 5)),
        ((1, 9), (3, 5), (3, 5)),
        ((1, 5), (5, 9), None),
        ((1, 2), (3, 4), None),
        ((None, None), (3, 4), (3, 4)),
        ((None, 3), (None, 4), (None, 3)),
        ((1, None), (3, None), (3, None)),
        ((None, 3), (2, None), (2, 3)),
        ((None, 3), (3, None), None),
    ],
)
def test_the_common_part_of_two_windows(one, other, expected):
    expected = expected and window(*expected)
    assert window(*one).intersection(window(*other)) == expected
    assert window(*other).intersection(window(*one)) == expected


windows = st.builds(window, st.none() | st.integers(-3, 3), st.none() | st.integers(-3, 3))


@given(windows, windows, st.integers(-4, 4).map(day))
def test_an_instant_is_in_the_common_part_if_and_only_if_it_is_in_both(one, other, instant):
    common = one.intersection(other)
    is_in_both = one.status(instant) == other.status(instant) == "active"
    assert (common is not None and common.status(instant) == "active") == is_in_both
