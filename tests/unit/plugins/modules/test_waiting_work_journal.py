# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a vacation has moved comes back: the journal of waiting_work_handover, from its first line to its last."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import stat
import threading
from datetime import timedelta

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work import journal_file
from ansible_collections.community.sailpoint.tests.simulator import Fault
from ansible_collections.community.sailpoint.tests.unit.plugins.modules.waiting import (
    BRUNO,
    CHLOE,
    DANIEL,
    NOW,
    VERSIONS,
)

YESTERDAY = NOW - timedelta(days=1)


class Vacations:
    """Runs the module as the role does, each time with check mode first, which must leave the journal alone."""

    def __init__(self, waiting, path):
        self.waiting, self.tenant, self.path = waiting, waiting.tenant, path
        self.options = {"journal": str(path), "hand_back": True}

    def begins(self, source=BRUNO, target=CHLOE):
        self.waiting.reassign(source, target)

    def ends(self, source=BRUNO):
        """By the service's account: it keeps what has ended."""
        for config_type in ("ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS"):
            ids = [self.tenant.identity(one).id for one in (source, CHLOE)]
            self.tenant.put_configuration(ids[0], config_type, ids[1], NOW - timedelta(days=7), YESTERDAY)

    def is_present(self, person, config_type):
        """There is no such reassignment any more."""
        with self.tenant.lock:
            del self.tenant.configurations[self.tenant.identity(person).id, config_type]

    def run(self, *away, check_mode=False, **options):
        entries = [{"from": one} for one in away]
        return self.waiting.run(*entries, check_mode=check_mode, **{**self.options, **options})

    def apply(self, *away, **options):
        """The result of a run that succeeds; check mode says the same, and writes nothing anywhere."""
        before = self.content()
        self.waiting.simulator.clear_log()
        planned = self.run(*away, check_mode=True, **options)
        assert self.waiting.simulator.writes() == [] and self.content() == before
        result = self.run(*away, **options)
        assert not result["failed"], result["msg"]
        assert [{**change, "status": "planned"} for change in result["changes"]] == planned["changes"]
        assert result["diff"] == planned["diff"] and result["summary"] == planned["summary"]
        return result

    def content(self):
        return self.path.read_bytes() if self.path.exists() else None

    def lines(self):
        lines = self.path.read_text(encoding="utf-8-sig").split("\n")
        return [json.loads(line) for line in lines if line.strip()]

    def last(self):
        """How far each handover is, by item ID: its last line."""
        return {line["item"]["id"]: line.get("reason", line["status"]) for line in self.lines()}


@pytest.fixture()
def vacations(waiting, tmp_path):
    return Vacations(waiting, tmp_path / "journal.jsonl")


def six_items(tenant):
    """Six items in four queues; the IDs of two that stay open until the vacation has ended."""
    items = [
        tenant.add_work_item(BRUNO),
        tenant.add_work_item(BRUNO),
        tenant.add_access_request_approval(BRUNO),
        tenant.add_access_request_approval(BRUNO),
        tenant.add_generic_approval(BRUNO),
        tenant.add_certification(BRUNO, "Autumn"),
    ]
    return [item.id for item in items], {items[0].id, items[5].id}


def close(tenant, item_ids):
    """The cover sees to these."""
    with tenant.lock:
        for item_id in item_ids:
            for items in (tenant.access_request_approvals, tenant.generic_approvals, tenant.certifications):
                items.pop(item_id, None)
            if item_id in tenant.work_items:
                tenant.work_items[item_id].completed = NOW
                tenant.work_items[item_id].state = "Finished"


@pytest.mark.parametrize("version", [one for one in VERSIONS if one != "v3"])
def test_what_is_still_open_comes_back(vacations, version):
    ids, still_open = six_items(vacations.tenant)
    moved = set(ids) - ({ids[4]} if version in ("v2024", "beta") else set())
    vacations.begins()
    assert vacations.apply(BRUNO, api_version=version)["summary"]["hand_over"] == len(moved)
    assert vacations.last() == dict.fromkeys(moved, "done")
    assert vacations.apply(BRUNO, api_version=version)["changes"] == [], "nothing comes back while Bruno is away"
    close(vacations.tenant, set(ids) - still_open)
    vacations.ends()
    result = vacations.apply(api_version=version)
    assert {(one["action"], one["item"]["id"]) for one in result["changes"]} == {
        ("hand_back", one) for one in still_open
    }
    assert result["changed"] and result["summary"]["hand_back"] == 2 and result["summary"]["hand_over"] == 0
    assert vacations.waiting.holders() == {BRUNO}
    assert [cover["message"] for cover in result["covers"]] == [
        "Bruno Costa (bruno.costa) gets back from Chloé Dubois (chloe.dubois): 1 work item, 1 certification."
    ]
    assert vacations.last() == {one: "returned" if one in still_open else "gone" for one in moved}
    before = vacations.content()
    again = vacations.apply(api_version=version)
    assert (again["changed"], again["changes"], vacations.content()) == (False, [], before)


class TestWhatIsWritten:
    def test_before_and_after(self, vacations):
        item = vacations.tenant.add_certification(BRUNO, "Autumn", name="Überprüfung \u2028 \U0001f334")
        vacations.begins()
        vacations.apply(BRUNO)
        intended, done = vacations.lines()
        people = [{"id": one.id, "name": one.name} for one in map(vacations.tenant.identity, (BRUNO, CHLOE))]
        assert (intended.pop("status"), done.pop("status")) == ("intended", "done")
        for line in (intended, done):
            assert line.pop("time") >= NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
            assert line == {
                "format": 1,
                "tenant": vacations.waiting.connection["base_url"],
                "queue": "certifications",
                "config_type": "CERTIFICATIONS",
                "item": {"id": item.id, "name": item.name},
                "from": people[0],
                "to": people[1],
            }
        assert stat.S_IMODE(vacations.path.stat().st_mode) == 0o600

    def test_the_intention_is_there_before_anything_is_sent(self, vacations):
        vacations.tenant.add_work_item(BRUNO)
        vacations.begins()
        seen = []
        vacations.waiting.before("POST", "work-items.*/forward", lambda: seen.append(vacations.lines()))
        vacations.run(BRUNO)
        assert [[line["status"] for line in lines] for lines in seen] == [["intended"]]

    def test_without_hand_back_it_is_kept_all_the_same(self, vacations):
        ids, still_open = six_items(vacations.tenant)
        vacations.begins()
        vacations.apply(BRUNO, hand_back=False)
        close(vacations.tenant, set(ids) - still_open)
        vacations.ends()
        result = vacations.apply(hand_back=False)
        assert not result["changed"] and "hand_back" not in result["summary"]
        assert vacations.last() == {one: "done" if one in still_open else "gone" for one in ids}

    def test_what_is_not_tried_was_not_moved(self, vacations):
        for unused in range(3):
            vacations.tenant.add_work_item(BRUNO)
        vacations.begins()
        fault = Fault("status", method="POST", path="work-items", status=400)
        vacations.waiting.simulator.add_fault(fault)
        result = vacations.run(BRUNO, continue_on_error=False, concurrency=1)
        assert sorted(one["status"] for one in result["changes"]) == ["failed", "not_tried", "not_tried"]
        assert sorted(vacations.last().values()) == ["intended", "not_moved", "not_moved"]
        vacations.apply(BRUNO)
        assert set(vacations.last().values()) == {"done"}


class TestWhatComesBack:
    def test_by_type_of_work(self, vacations):
        """Only what the service gives to Bruno himself again."""
        item, unused = vacations.tenant.add_work_item(BRUNO), vacations.tenant.add_generic_approval(BRUNO)
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.is_present(BRUNO, "MANUAL_TASKS")
        assert [one["item"]["id"] for one in vacations.apply(BRUNO)["changes"]] == [item.id]

    def test_not_what_was_given_to_somebody_else(self, vacations):
        item = vacations.tenant.add_work_item(BRUNO)
        vacations.begins()
        vacations.apply(BRUNO)
        item.owner_id = vacations.waiting.daniel
        vacations.ends()
        assert vacations.apply()["changes"] == [] and vacations.last() == {item.id: "gone"}

    def test_not_what_the_cover_has_had_before(self, vacations):
        vacations.tenant.add_work_item(CHLOE)
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.ends()
        assert vacations.apply()["changes"] == []

    def test_in_the_same_task_as_what_is_handed_over(self, vacations):
        back, over = vacations.tenant.add_work_item(BRUNO), vacations.tenant.add_work_item(DANIEL)
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.ends()
        vacations.begins(DANIEL, CHLOE)
        result = vacations.apply(BRUNO, DANIEL)
        assert [(one["action"], one["item"]["id"]) for one in result["changes"]] == [
            ("hand_back", back.id),
            ("hand_over", over.id),
        ]
        refused = vacations.run(BRUNO, max_changes=0)
        assert not refused["failed"], "nothing is left to do"

    def test_it_counts_for_max_changes(self, vacations):
        vacations.tenant.add_work_item(BRUNO)
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.ends()
        before = vacations.content()
        result = vacations.run(max_changes=0)
        assert result["failed"] and "This would make 1 changes" in result["msg"]
        assert [one["action"] for one in result["changes"]] == ["hand_back"] and vacations.content() == before

    def test_a_second_vacation_begins_anew(self, vacations):
        item = vacations.tenant.add_work_item(BRUNO)
        for unused in range(2):
            vacations.begins()
            vacations.apply(BRUNO)
            assert vacations.waiting.holders() == {CHLOE}
            vacations.ends()
            vacations.apply(BRUNO)
            assert vacations.waiting.holders() == {BRUNO}
        assert [line["status"] for line in vacations.lines()] == ["intended", "done", "settled"] * 2
        assert vacations.last() == {item.id: "returned"}

    @pytest.mark.parametrize("id_case", ["upper", "varying"])
    def test_in_whatever_case_ids_are_written(self, vacations, id_case):
        vacations.waiting.fill()
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.waiting.simulator.set(id_case=id_case)
        vacations.ends()
        vacations.apply()
        assert vacations.waiting.holders() == {BRUNO}

    @pytest.mark.parametrize(
        "switches",
        [
            {"async_requests": 6},
            {"effect_requests": 6},
            {"reassigned_certification": "new_id"},
            {"double_listing": "own_id"},
            {"evaluate_form": "object"},
            {"evaluate_form": "array_or_empty"},
            {"handover_obeys_reassignment": True},
        ],
        ids=str,
    )
    def test_however_the_service_does_it(self, vacations, switches):
        vacations.waiting.simulator.set(**switches)
        vacations.waiting.fill()
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.ends()
        assert vacations.apply()["summary"]["hand_back"] == 11
        assert vacations.waiting.holders() == {BRUNO} and set(vacations.last().values()) == {"returned"}

    def test_nobody_inactive_gets_anything_back(self, vacations):
        item = vacations.tenant.add_work_item(BRUNO)
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.ends()
        vacations.tenant.identity(BRUNO).state = "INACTIVE_LONG_TERM"
        result = vacations.apply()
        assert result["changes"] == [] and "is inactive" in result["skipped_items"][0]["reason"]
        assert vacations.last() == {item.id: "done"}, "it is looked at again"

    def test_what_the_service_is_working_on_is_left_alone(self, vacations):
        item = vacations.tenant.add_access_request_approval(BRUNO)
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.ends()
        vacations.waiting.simulator.set(async_delay="inf")
        assert vacations.run(wait_timeout=0.1)["failed"]
        result = vacations.apply()
        assert result["changes"] == [] and [one["item"]["id"] for one in result["in_process_items"]] == [item.id]
        assert vacations.last() == {item.id: "done"}

    def test_a_queue_that_may_not_be_read_is_looked_at_another_time(self, vacations):
        vacations.waiting.fill()
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.ends()
        vacations.waiting.limit_scopes("idn:campaign:read", "idn:campaign:manage")
        assert vacations.apply()["summary"]["hand_back"] == 8
        assert sorted(vacations.last().values()) == ["done"] * 3 + ["returned"] * 8

    def test_a_version_that_lacks_a_queue_leaves_it_alone(self, vacations):
        vacations.waiting.fill()
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.ends()
        assert vacations.apply(api_version="v2024")["summary"]["hand_back"] == 9
        assert sorted(vacations.last().values()) == ["done"] * 2 + ["returned"] * 9

    def test_requests(self, vacations):
        for unused in range(19):
            vacations.tenant.add_work_item(BRUNO)
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.waiting.simulator.clear_log()
        vacations.run(BRUNO)
        operations = [one.operation for one in vacations.waiting.simulator.calls()]
        assert operations.count("work_items.list") == 2, "one for Bruno, one for Chloe"
        assert operations.count("reassignments.evaluate") == 1
        assert len(operations) <= 8


class TestThroughSeveralHands:
    """Bruno's cover goes on vacation as well, and hands on what she has."""

    @pytest.fixture()
    def item(self, vacations):
        item = vacations.tenant.add_work_item(BRUNO)
        vacations.begins(BRUNO, CHLOE)
        vacations.apply(BRUNO)
        vacations.begins(CHLOE, DANIEL)
        vacations.apply(BRUNO, CHLOE)
        assert vacations.waiting.holders() == {DANIEL}
        return item

    def test_the_first_one_is_back_first(self, vacations, item):
        vacations.ends(BRUNO)
        vacations.apply(CHLOE)
        assert vacations.waiting.holders() == {BRUNO}
        assert [line["reason"] for line in vacations.lines() if line["status"] == "settled"] == ["returned"] * 2

    def test_the_cover_is_back_first(self, vacations, item):
        vacations.is_present(CHLOE, "MANUAL_TASKS")
        vacations.apply(BRUNO, CHLOE)
        assert vacations.waiting.holders() == {CHLOE}
        vacations.ends(BRUNO)
        vacations.apply(BRUNO)
        assert vacations.waiting.holders() == {BRUNO}
        assert vacations.apply(BRUNO)["changes"] == []


class TestTheFile:
    """A journal that is missing, empty, cut, edited, newer, somebody else's, or cannot be written."""

    @pytest.fixture()
    def begun(self, vacations):
        vacations.waiting.fill()
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.ends()
        return vacations

    def check_that_all_comes_back(self, vacations):
        vacations.apply()
        assert vacations.waiting.holders() == {BRUNO} and set(vacations.last().values()) == {"returned"}

    def refused(self, vacations, **options):
        before = vacations.content()
        vacations.waiting.simulator.clear_log()
        results = [vacations.run(BRUNO, check_mode=check_mode, **options) for check_mode in (True, False)]
        assert [one["failed"] for one in results] == [True, True] and results[0]["msg"] == results[1]["msg"]
        assert vacations.waiting.simulator.writes() == [] and vacations.content() == before
        return results[0]["msg"]

    @pytest.mark.parametrize(
        "content", [None, b"", b"\n\n", b"\xef\xbb\xbf\n"], ids=["missing", "empty", "blank", "mark"]
    )
    def test_without_hand_overs(self, vacations, content):
        if content is not None:
            vacations.path.write_bytes(content)
        vacations.waiting.fill()
        assert vacations.apply()["changes"] == [] and vacations.content() == content
        vacations.begins()
        vacations.apply(BRUNO)
        vacations.ends()
        self.check_that_all_comes_back(vacations)

    def test_cut_in_its_last_line(self, begun):
        """Wherever it is cut, what the whole lines say comes back, and what they do not is looked up."""
        whole = begun.content()
        size = len(whole.splitlines(keepends=True)[-1])
        for cut in (1, 2, size // 2, size - 1):
            begun.path.write_bytes(whole[:-cut])
            result = begun.run(check_mode=True)
            assert result["summary"]["hand_back"] == 11 and len(begun.content()) == len(whole) - cut
        self.check_that_all_comes_back(begun)

    def test_a_file_that_was_only_half_written_when_the_power_went(self, begun):
        with begun.path.open("ab") as file:
            file.write(bytes(300))
        self.check_that_all_comes_back(begun)

    def test_edited_by_hand(self, begun):
        lines = begun.path.read_text(encoding="utf-8").splitlines()
        spaced = [json.dumps({**json.loads(line), "remark": "by me"}, indent=None, sort_keys=True) for line in lines]
        begun.path.write_text("\r\n\r\n".join(spaced), encoding="utf-8")
        self.check_that_all_comes_back(begun)
        assert sum("remark" in line for line in begun.content().decode().splitlines()) == len(lines)

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (lambda line: line[: len(line) // 2], "it is not valid JSON ("),
            (lambda line: "<<<<<<< HEAD", "it is not valid JSON ("),
            (lambda line: "[" * 100000, "it is not valid JSON ("),
            (lambda line: "[]", "it is not a JSON object"),
            (lambda line: line.replace('"format": 1', '"format": "1"'), "format must be 1, not '1'"),
            (lambda line: line.replace('"format": 1, ', ""), "format must be 1, not None"),
            (
                lambda line: line.replace('"intended"', '"open"'),
                "status must be one of intended, done, settled, not 'o",
            ),
            (lambda line: line.replace('"intended"', '"settled"'), "reason must be one of returned, gone, not_moved"),
            (lambda line: line.replace('"queue"', '"Queue"'), "queue must be one of work_items, "),
            (lambda line: line.replace('"queue": "', '"queue": "x'), "queue must be one of work_items, "),
            (lambda line: line.replace('"config_type": "', '"config_type": "X'), "config_type must be one of "),
            (lambda line: line.replace('"tenant"', '"Tenant"'), "tenant must be a text"),
            (lambda line: line.replace('"from": {', '"from": {"id": 7, "x": {'), "it is not valid JSON ("),
            (lambda line: line.replace('"from": {"id"', '"from": {"ID"'), "from must be an object with an id"),
            (lambda line: line.replace("2026", "20x6"), "time: '20x6-"),
        ],
    )
    def test_a_line_that_is_none(self, begun, change, problem):
        lines = begun.path.read_text(encoding="utf-8").splitlines()
        begun.path.write_text("\n".join([lines[0], change(lines[1]), *lines[2:]]) + "\n", encoding="utf-8")
        message = self.refused(begun)
        assert message.startswith(f"journal {begun.path}, line 2: {problem}") and "Nothing was written." in message

    def test_not_in_utf_8(self, begun):
        begun.path.write_bytes(begun.content().replace(b"certifications", b"caf\xe9", 1))
        assert ": it is not valid JSON ('utf-8' codec can't decode" in self.refused(begun)

    def test_of_a_newer_format(self, begun):
        begun.path.write_bytes(begun.content().replace(b'"format": 1', b'"format": 2', 1))
        assert "line 1: format 2 was written by a newer release of this collection." in self.refused(begun)

    def test_of_another_tenant(self, begun):
        begun.path.write_bytes(begun.content().replace(b"http://127.0.0.1", b"https://acme.api.identitynow.com"))
        assert "belongs to the tenant https://acme.api.identitynow.com" in self.refused(begun)

    def test_a_directory_that_does_not_exist(self, vacations):
        path = vacations.path.parent / "nowhere" / "journal.jsonl"
        message = self.refused(vacations, journal=str(path))
        assert message == f"journal {path} cannot be read: its directory does not exist. Nothing was written."

    def test_no_file(self, vacations):
        assert "cannot be read: it is not a regular file." in self.refused(
            vacations, journal=str(vacations.path.parent)
        )
        assert "cannot be read: it is not a regular file." in self.refused(vacations, journal="/dev/null")

    def test_no_journal_to_hand_back_from(self, vacations):
        assert self.refused(vacations, journal=None).startswith("hand_back requires journal")

    def test_a_link_stays_a_link(self, begun):
        link = begun.path.with_name("link.jsonl")
        link.symlink_to(begun.path.name)
        begun.options["journal"] = str(link)
        begun.apply(journal_keep_days=0)
        time_has_passed(begun.path)
        begun.apply(journal_keep_days=0)
        assert link.is_symlink() and begun.content() == b""

    def test_what_is_settled_is_dropped_after_a_while(self, begun):
        begun.apply(journal_keep_days=30)
        kept = begun.tenant.add_work_item(BRUNO)
        begun.begins()
        begun.apply(BRUNO, journal_keep_days=30)
        assert len(begun.last()) == 12
        time_has_passed(begun.path)
        begun.path.chmod(0o640)
        before = begun.path.stat()
        begun.apply(journal_keep_days=30)
        assert begun.last().keys() >= {kept.id} and set(begun.last().values()) == {"done"}
        after = begun.path.stat()
        assert after.st_ino != before.st_ino and stat.S_IMODE(after.st_mode) == 0o640
        assert list(begun.path.parent.iterdir()) == [begun.path]

    def test_a_disk_that_is_full(self, vacations, monkeypatch):
        """What the journal does not know is not sent."""
        vacations.waiting.fill()
        vacations.begins()
        with full_disk(monkeypatch, after=100):
            result = vacations.run(BRUNO)
        assert result["failed"] and "cannot be written: No space left on device." in result["msg"]
        assert {one["status"] for one in result["changes"]} == {"failed"} and not result["changed"]
        assert vacations.waiting.simulator.writes() == [] and vacations.content() == b""
        vacations.apply(BRUNO)
        vacations.ends()
        self.check_that_all_comes_back(vacations)

    def test_a_disk_that_is_full_when_all_is_done(self, vacations, monkeypatch):
        vacations.tenant.add_work_item(BRUNO)
        vacations.begins()
        with full_disk(monkeypatch, after=550):
            result = vacations.run(BRUNO)
        assert not result["failed"] and "The next run checks what this one has done." in result["warnings"][-1]
        assert [line["status"] for line in vacations.lines()] == ["intended"]
        vacations.ends()
        self.check_that_all_comes_back(vacations)


class TestTwoRuns:
    def test_one_after_the_other(self, vacations):
        """The second one waits until the first one has the lock no more."""
        vacations.waiting.fill()
        vacations.begins()
        vacations.path.touch()
        lock = vacations.path.open("rb")
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = threading.Timer(0.3, lock.close)
        waiting.start()
        result = vacations.run(BRUNO)
        assert not waiting.is_alive() and result["summary"]["hand_over"] == 11

    def test_or_an_error(self, vacations):
        vacations.waiting.fill()
        vacations.begins()
        vacations.path.touch()
        with vacations.path.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            result = vacations.run(BRUNO, wait_timeout=0)
        assert result["failed"] and "another run is still using it after 0 s. Nothing was written." in result["msg"]
        assert vacations.waiting.simulator.writes() == []

    def test_that_both_begin_the_file(self, vacations):
        vacations.waiting.fill()
        vacations.begins()
        vacations.waiting.before("GET", "work-items", vacations.path.touch)
        result = vacations.run(BRUNO)
        assert result["failed"] and "another run has created it in the meantime" in result["msg"]
        assert vacations.waiting.simulator.writes() == []

    def test_one_that_does_not_lock(self, vacations):
        """As on a file system that does not share locks between machines."""
        vacations.waiting.fill()
        vacations.path.touch()
        vacations.begins()
        vacations.waiting.before("GET", "work-items", lambda: vacations.path.write_bytes(b"\n"))
        result = vacations.run(BRUNO)
        assert result["failed"] and "another program has written to it without locking it." in result["msg"]
        assert vacations.waiting.simulator.writes() == [] and vacations.content() == b"\n"


def time_has_passed(path):
    """Let what the file says have been a year ago."""
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace(f'"time": "{NOW.year}', f'"time": "{NOW.year - 1}'), encoding="utf-8")


@contextlib.contextmanager
def full_disk(monkeypatch, after):
    """So many bytes are left."""
    left = after

    def write(descriptor, content):
        nonlocal left
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = real(descriptor, bytes(content)[:left])
        left -= written
        return written

    with monkeypatch.context() as patched:
        real = os.write
        patched.setattr(journal_file.os, "write", write)
        yield
