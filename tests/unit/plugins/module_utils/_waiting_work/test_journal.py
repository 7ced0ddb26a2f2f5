# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal import (
    CONFIG_TYPE_OF,
    DONE,
    GONE,
    INTENDED,
    NOT_MOVED,
    RETURNED,
    SETTLED,
    Handover,
    read_journal,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.queues import queues_of

NOW = datetime(2026, 11, 2, tzinfo=timezone.utc)
TENANT = "https://acme.api.identitynow.com"

NAMES = st.none() | st.text(max_size=8) | st.sampled_from(["\u2028", '"}\n{', "\ud83c", "Ü\x85\x00"])


def handover(item="1", giver="anna", receiver="bruno", status=DONE, **more):
    references = (Reference(one, None) for one in (item, giver, receiver))
    return Handover(TENANT, "work_items", "MANUAL_TASKS", *references, status, NOW, **more)


def handovers():
    ids = st.sampled_from(["1", "2", "3"])
    return st.builds(
        lambda item, name, giver, receiver, status, reason: replace(
            handover(item, giver, receiver),
            item=Reference(item, name),
            status=status,
            until=NOW if status == SETTLED else None,
            reason=reason if status == SETTLED else None,
        ),
        ids,
        NAMES,
        ids,
        ids,
        st.sampled_from([INTENDED, DONE, SETTLED]),
        st.sampled_from([RETURNED, GONE, NOT_MOVED]),
    )


def written(said):
    return "".join(one.line(NOW) + "\n" for one in said).encode("utf-8", "backslashreplace")


def read(content):
    return read_journal(content, "x.jsonl")


def test_the_queues_are_those_that_there_are():
    assert {queue.name: queue.config_type for queue in queues_of(Client(None, "v1"))} == CONFIG_TYPE_OF


@given(st.lists(handovers(), max_size=8))
def test_what_is_written_is_read(said):
    journal = read(written(said))
    last = {one.key: one for one in said}
    found = {one.key: one for one in journal.handovers}
    assert {key: (one.status, one.item.name) for key, one in found.items() if one.is_open} == {
        key: (one.status, one.item.name) for key, one in last.items() if one.is_open
    }
    assert found.keys() == last.keys() and journal.length == len(written(said))


@given(st.lists(handovers(), min_size=1, max_size=4), st.data())
def test_wherever_it_is_cut_the_lines_before_count(said, data):
    content = written(said)
    cut = data.draw(st.integers(0, len(content)))
    journal = read(content[:cut])
    whole = content[: cut + 1 if content[cut : cut + 1] == b"\n" else cut]
    assert journal.handovers == read(whole[: whole.rfind(b"\n") + 1]).handovers
    assert journal.length == (cut if whole.endswith(b"\n") and cut else content[:cut].rfind(b"\n") + 1)


@given(st.lists(handovers(), min_size=2, max_size=4), st.data())
def test_but_not_in_the_middle(said, data):
    lines = written(said).split(b"\n")
    number = data.draw(st.integers(0, len(said) - 2))
    cut = data.draw(st.integers(1, len(lines[number]) - 1))
    with pytest.raises(InvalidInput, match=f"line {number + 1}: it is not valid JSON"):
        read(b"\n".join([*lines[:number], lines[number][:cut], *lines[number + 1 :]]))


def test_a_handover_goes_on_until_it_is_settled():
    later = [replace(handover(status=INTENDED), status=DONE), handover().settled(RETURNED, NOW)]
    content = written([handover(status=INTENDED), *later, handover(status=INTENDED), *later[:1]])
    journal = read(content)
    assert [(one.status, one.reason) for one in journal.handovers] == [(SETTLED, RETURNED), (DONE, None)]
    assert [index for unused, index in journal.lines] == [0, 0, 0, 1, 1]


def test_two_runs_that_settle_the_same():
    """As when the file of one machine is put together with that of another."""
    settled = handover().settled(RETURNED, NOW)
    assert len(read(written([handover(), settled, settled])).handovers) == 1
