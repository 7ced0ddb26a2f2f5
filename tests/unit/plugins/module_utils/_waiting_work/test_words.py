# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queues import queues_of
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.words import (
    count_in_words,
    queue_noun,
)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, ""),
        ({"work_items": 0}, ""),
        ({"work_items": 1}, "1 work item"),
        ({"certifications": 1, "work_items": 2}, "2 work items, 1 certification"),
        ({"a_queue_of_later": 3, "generic_approvals": 1}, "1 generic approval, 3 a queue of later"),
    ],
)
def test_counts_come_in_the_usual_order_of_the_queues_and_without_those_that_are_empty(counts, words):
    assert count_in_words(counts) == words


@pytest.mark.parametrize(("count", "noun"), [(0, "work items"), (1, "work item"), (2, "work items")])
def test_one_item_is_called_otherwise_than_several(count, noun):
    assert queue_noun("work_items", count) == noun


def test_every_queue_has_a_noun_of_its_own():
    for queue in queues_of(Client(None, "v1")):
        assert queue_noun(queue.name, 1) != queue_noun(queue.name, 2)
