# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import itertools
import threading

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    ConnectionFailed,
    SailPointError,
    ServiceError,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import in_parallel, read_each


@pytest.mark.parametrize("concurrency", [1, 2, 8])
@pytest.mark.parametrize("number", [0, 1, 2, 50])
def test_results_come_in_the_order_of_the_items(concurrency, number):
    assert list(in_parallel(lambda item: item * 2, range(number), concurrency)) == [item * 2 for item in range(number)]


@pytest.mark.parametrize("items", [[1], []])
def test_a_single_item_costs_no_thread(items):
    assert list(in_parallel(lambda item: threading.current_thread(), items, 8)) == [threading.main_thread()] * len(
        items
    )


def test_calls_run_at_the_same_time():
    together = threading.Barrier(3)
    list(in_parallel(lambda item: together.wait(timeout=30), range(9), 3))


def test_items_are_read_only_a_little_ahead():
    taken = []
    items = (taken.append(item) or item for item in itertools.count())
    results = in_parallel(lambda item: item, items, 3)
    assert list(itertools.islice(results, 5)) == [0, 1, 2, 3, 4]
    results.close()
    assert len(taken) <= 5 + 2 * 3


def test_the_first_error_ends_everything():
    done = []

    def call(item):
        if item == 1:
            raise ValueError("one")
        done.append(item)

    with pytest.raises(ValueError, match="one"):
        list(in_parallel(call, range(1000), 2))
    assert len(done) < 10


def failing(error):
    def read(item):
        if item == 1:
            raise error
        return item

    return read


@pytest.mark.parametrize("concurrency", [1, 4])
class TestReadEach:
    @pytest.mark.parametrize(
        "error",
        [UnexpectedAnswer("odd"), *(ServiceError("no", status_code=status) for status in (400, 403, 404, 500, 503))],
        ids=str,
    )
    def test_an_error_about_one_item_takes_its_place(self, concurrency, error):
        assert list(read_each(failing(error), range(4), concurrency)) == [0, error, 2, 3]

    @pytest.mark.parametrize(
        "error",
        [ConnectionFailed("no", unclear=False), *(ServiceError("no", status_code=status) for status in (401, 429))],
        ids=str,
    )
    def test_an_error_about_all_ends_everything(self, concurrency, error):
        with pytest.raises(SailPointError):
            list(read_each(failing(error), range(4), concurrency))
