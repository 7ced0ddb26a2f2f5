# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import errno
import os

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change, Outcome
from ansible_collections.community.sailpoint.plugins.module_utils._instants import utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work import journal_file
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.bookkeeping import Bookkeeping
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal import (
    DONE,
    GONE,
    INTENDED,
    NOT_MOVED,
    RETURNED,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import (
    HAND_BACK,
    HAND_OVER,
    Assignment,
    Facts,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._waiting_work.fake_queue import (
    FakeQueue,
    item,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._waiting_work.test_journal import (
    TENANT,
    handover,
    read,
)

ANNA_IS_BACK = Facts({("anna", "MANUAL_TASKS"): "anna"})


@pytest.fixture()
def path(tmp_path):
    return tmp_path / "j.jsonl"


@pytest.fixture()
def open_books(path):
    """The books of a task, with these handovers in its journal."""

    def _open(*handovers, hand_back=True, keep_days=90):
        if handovers:
            path.write_text("".join(one.line(utc_now()) + "\n" for one in handovers))
        params = {"base_url": f"{TENANT}/", "journal": str(path), "wait_timeout": 0}
        params.update(hand_back=hand_back, journal_keep_days=keep_days)
        return Bookkeeping(params, Cancellation())

    return _open


def told(path):
    """The item and how far it is, line by line."""
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    found = [read(line).handovers[0] for line in lines]
    return [(one.item.id, one.reason or one.status) for one in found]


def look(books, *items):
    queue = FakeQueue("work_items", *items)
    books.look(items, books.people, {"work_items": queue})


def change(item_id="1", giver="anna", receiver="bruno", action=HAND_OVER):
    one = item(item_id, giver, name="Review")
    return Change(action, Assignment(one, giver), Assignment(one, receiver))


def outcome(change, status=None):
    found = Outcome(change)
    if status == "failed":
        found.fail(SailPointError("refused"))
    elif status == "applied":
        found.applied()
    return found


def person(identity_id):
    return Reference(identity_id, identity_id.title())


def test_the_lists_of_all_who_take_part_in_open_handovers_are_needed(open_books):
    settled = handover("3", "daniel", "elif").settled(GONE, utc_now())
    books = open_books(handover(), handover("2", "bruno", "chloe"), handover("3", "daniel", "elif"), settled)
    assert list(books.people) == [("work_items", one) for one in ("anna", "bruno", "chloe")]


def test_what_is_intended_is_noted_before_and_what_became_of_it_after(open_books, path):
    books = open_books()
    changes = [change(str(number)) for number in range(4)]
    books.begin(changes, person)
    assert told(path) == [(str(number), INTENDED) for number in range(4)]
    (first, *unused) = read(path.read_bytes()).handovers
    assert (first.tenant, first.queue, first.config_type) == (TENANT, "work_items", "MANUAL_TASKS")
    assert (first.giver, first.receiver) == (Reference("anna", "Anna"), Reference("bruno", "Bruno"))
    statuses = ["applied", "failed", None, "applied"]
    assert books.finish([outcome(*pair) for pair in zip(changes, statuses)]) == []
    # Whether a failed one has moved is for the next run to look up.
    assert told(path)[4:] == [("0", DONE), ("2", NOT_MOVED), ("3", DONE)]


def test_what_the_service_shows_is_noted_by_the_next_write(open_books, path):
    books = open_books(handover("1"), handover("2"), handover("3", status=INTENDED))
    look(books, item("1", "anna"), item("3", "bruno"))
    assert len(told(path)) == 3, "nothing is written by looking"
    books.begin([], person)
    assert told(path)[3:] == [("1", RETURNED), ("2", GONE), ("3", DONE)]


def test_what_is_on_its_way_stays_open(open_books, path):
    books = open_books(handover("1", status=INTENDED), handover("2", status=INTENDED))
    look(books, item("1", "anna", in_process="FORWARDED"), item("2", "anna"))
    books.begin([], person)
    assert told(path)[2:] == [("2", NOT_MOVED)]


@pytest.mark.parametrize("hand_back", [True, False])
def test_what_is_with_a_cover_goes_back_if_the_task_says_so(open_books, path, hand_back):
    books = open_books(handover("1"), hand_back=hand_back)
    look(books, item("1", "bruno"))
    assert books.evaluations_needed == ([("anna", "MANUAL_TASKS")] if hand_back else [])
    planned = books.plan(ANNA_IS_BACK).planned
    assert [(one.change.action, one.change.after.holder_id) for one in planned] == ([(HAND_BACK, "anna")] * hand_back)
    books.begin([one.change for one in planned], person)
    assert told(path) == [("1", DONE)], "a hand-back is no handover of its own"
    books.finish([outcome(one.change, "applied") for one in planned])
    assert told(path)[1:] == [("1", RETURNED)] * hand_back


def test_a_hand_back_that_fails_is_tried_again_by_the_next_run(open_books, path):
    books = open_books(handover("1"))
    look(books, item("1", "bruno"))
    books.finish([outcome(one.change, "failed") for one in books.plan(ANNA_IS_BACK).planned])
    assert told(path) == [("1", DONE)]


@pytest.mark.parametrize(("keep_days", "kept"), [(9000, 3), (10, 1)])
def test_what_was_settled_long_ago_is_dropped_when_something_is_written(open_books, path, keep_days, kept):
    open_books(handover("1"), handover("1").settled(GONE, utc_now()), handover("2"))
    path.write_text(path.read_text().replace(f'"time": "{utc_now().year}', '"time": "2020'))
    books = open_books(keep_days=keep_days)
    assert len(told(path)) == 3
    books.begin([], person)
    assert len(told(path)) == kept and told(path)[-1] == ("2", DONE)


def test_other_runs_get_the_journal_when_this_one_has_finished(open_books):
    books = open_books(handover())
    with pytest.raises(InvalidInput):
        open_books()
    books.finish([])
    open_books()


def test_a_full_disk_stops_a_task_at_its_beginning_and_is_a_warning_at_its_end(open_books, path, monkeypatch):
    books, first = open_books(), change("1")
    books.begin([first], person)

    def full(descriptor, content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(journal_file.os, "write", full)
    with pytest.raises(SailPointError, match=str(path)):
        books.begin([change("2")], person)
    (warning,) = books.finish([outcome(first, "applied")])
    assert str(path) in warning and told(path) == [("1", INTENDED)]
    open_books()
