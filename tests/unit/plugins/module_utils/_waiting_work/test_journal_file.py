# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import errno
import os
import stat
from datetime import timedelta

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    Cancelled,
    InvalidInput,
    SailPointError,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work import journal_file
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal import GONE
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal_file import (
    JournalFile,
    keep_since,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._waiting_work.test_journal import (
    NOW,
    TENANT,
    handover,
    read,
)


@pytest.fixture()
def path(tmp_path):
    return tmp_path / "j.jsonl"


@pytest.fixture()
def open_file(path):
    def make(at=path, tenant=TENANT, wait=0, cancellation=None):
        return JournalFile(str(at), tenant, wait, cancellation or Cancellation())

    return make


@pytest.fixture()
def write(open_file):
    """Writes to the file as one run does."""

    def append(*handovers):
        file = open_file()
        file.append(handovers, NOW)
        file.close()

    return append


def ids(path):
    return [one.item.id for one in read(path.read_bytes()).handovers]


def test_the_first_write_creates_a_file_that_only_its_owner_may_read(open_file, path):
    file = open_file()
    file.append([], NOW)
    assert not path.exists() and file.journal.handovers == []
    file.append([handover("1")], NOW)
    file.close()
    assert ids(path) == ["1"] and stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["directory", "missing/j.jsonl", "device", "a\0b"])
def test_what_cannot_be_a_journal_is_refused_by_name(open_file, tmp_path, content):
    (tmp_path / "directory").mkdir()
    (tmp_path / "device").symlink_to(os.devnull)
    with pytest.raises(InvalidInput) as caught:
        open_file(tmp_path / content)
    assert str(tmp_path) in caught.value.message
    assert sorted(os.listdir(tmp_path)) == ["device", "directory"]


def test_the_journal_of_another_tenant_is_refused(open_file, write):
    write(handover())
    with pytest.raises(InvalidInput, match="acme"):
        open_file(tenant="https://other.api.identitynow.com")


@pytest.mark.parametrize(
    ("cut", "expected"), [(b'{"half', ["1", "2"]), (b"\n\n", ["1", "2"]), (bytes(300), ["1", "2"])]
)
def test_what_a_killed_run_left_at_the_end_is_overwritten(write, path, cut, expected):
    write(handover("1"))
    path.write_bytes(path.read_bytes() + cut)
    write(handover("2"))
    assert ids(path) == expected


def test_a_last_line_without_its_end_gets_one(write, path):
    write(handover("1"))
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    write(handover("2"))
    assert ids(path) == ["1", "2"]


def test_a_full_disk_leaves_nothing_of_what_could_not_be_written(open_file, path, monkeypatch):
    file = open_file()
    file.append([handover("1")], NOW)

    def fill_up(descriptor, content, real=os.write):
        if len(content) < 100:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(descriptor, content[:50])

    with monkeypatch.context() as patched:
        patched.setattr(journal_file.os, "write", fill_up)
        with pytest.raises(SailPointError, match="No space left") as caught:
            file.append([handover("2")], NOW)
    assert str(path) in caught.value.message and ids(path) == ["1"]
    file.append([handover("3")], NOW)
    assert ids(path) == ["1", "3"]


def test_what_another_program_has_written_without_the_lock_is_kept(open_file, write, path):
    write(handover("1"))
    file = open_file()
    with path.open("ab") as other:
        other.write(b"\n")
    with pytest.raises(SailPointError, match=str(path)):
        file.append([handover("2")], NOW)
    assert ids(path) == ["1"]


def test_a_file_that_another_run_has_created_meanwhile_is_left_alone(open_file, write, path):
    file = open_file()
    write(handover("1"))
    with pytest.raises(SailPointError, match=str(path)):
        file.append([handover("2")], NOW)
    assert ids(path) == ["1"]


class TestDropping:
    def test_only_what_is_settled_and_old_is_dropped(self, open_file, path):
        file = open_file()
        old, new = (handover(one).settled(GONE, NOW) for one in "13")
        file.append([handover("1"), handover("2"), old, new], NOW)
        content = path.read_bytes().replace(b'"time": "2026-11-02', b'"time": "2026-10-01', 3)
        file.close()
        path.write_bytes(content)
        file = open_file()
        file.drop_settled(keep_since(NOW, 7))
        file.append([handover("4")], NOW)
        file.close()
        assert ids(path) == ["2", "3", "4"]

    def test_the_file_stays_what_it_was(self, open_file, write, path, tmp_path):
        write(handover().settled(GONE, NOW))
        path.chmod(0o640)
        link = tmp_path / "link.jsonl"
        link.symlink_to(path.name)
        (tmp_path / "j.jsonl.new").write_text("of a killed run")
        file = open_file(link)
        file.drop_settled(NOW + timedelta(seconds=1))
        file.close()
        assert path.read_bytes() == b"" and stat.S_IMODE(path.stat().st_mode) == 0o640
        assert link.is_symlink() and sorted(os.listdir(tmp_path)) == ["j.jsonl", "link.jsonl"]

    @pytest.mark.parametrize("days", [0, 1])
    def test_without_anything_old_the_file_is_not_replaced(self, open_file, write, path, days):
        write(handover().settled(GONE, NOW), handover("2"))
        before = path.stat().st_ino
        open_file().drop_settled(keep_since(NOW, days))
        assert path.stat().st_ino == before

    def test_what_lasts_longer_than_the_calendar(self):
        assert keep_since(NOW, 10**9) < NOW - timedelta(days=365 * 2000)


class TestOneRunAtATime:
    def test_the_second_run_is_refused_until_the_first_has_closed_the_file(self, open_file, path):
        first = open_file()
        first.append([handover().settled(GONE, NOW)], NOW)
        with pytest.raises(InvalidInput, match=str(path)):
            open_file()
        first.close()
        assert len(open_file().journal.handovers) == 1

    def test_the_file_that_takes_its_place_is_locked_as_well(self, open_file, write, path):
        write(handover().settled(GONE, NOW))
        first = open_file()
        first.drop_settled(keep_since(NOW + timedelta(days=1), 0))
        with pytest.raises(InvalidInput, match=str(path)):
            open_file()
        first.append([handover("2")], NOW)
        first.close()
        assert [one.item.id for one in open_file().journal.handovers] == ["2"]

    def test_waiting_ends_when_the_task_is_cancelled(self, open_file, write):
        write(handover())
        first, cancellation = open_file(), Cancellation()
        cancellation.cancel()
        with pytest.raises(Cancelled):
            open_file(wait=60, cancellation=cancellation)
        first.close()
