# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import threading

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils import _progress
from ansible_collections.community.sailpoint.plugins.module_utils._progress import VARIABLE, Progress, told_progress


def test_without_a_file_nothing_is_asked(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    with told_progress(lambda: pytest.fail("nobody wants to know")):
        pass


def test_what_is_written(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "progress"))
    monkeypatch.setattr(_progress, "INTERVAL", 0.001)
    asked = threading.Event()

    def read():
        asked.set()
        return Progress(12, 3, 40)

    with told_progress(read):
        assert asked.wait(10)
    assert Progress(**json.loads((tmp_path / "progress").read_text(encoding="utf-8"))) == Progress(12, 3, 40)


def test_a_file_that_cannot_be_written_is_no_reason_to_fail(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    monkeypatch.setattr(_progress, "INTERVAL", 0.001)
    before = set(threading.enumerate())
    with told_progress(Progress):
        for thread in set(threading.enumerate()) - before:
            thread.join(10)
            assert not thread.is_alive()
