# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._progress import VARIABLE, Progress
from ansible_collections.community.sailpoint.plugins.plugin_utils import _progress
from ansible_collections.community.sailpoint.plugins.plugin_utils._progress import ActionWithProgress, sentence


@pytest.fixture()
def shown(monkeypatch):
    """What is displayed, and an event that tells that something is."""
    lines, event = [], threading.Event()

    def display(text):
        lines.append(text)
        event.set()

    monkeypatch.setattr(_progress, "INTERVAL", 0.01)
    monkeypatch.setattr(_progress, "display", SimpleNamespace(display=display))
    return lines, event


def run(monkeypatch, module, transport="local", async_val=0):
    """Run the action with a function in place of the module, which gets its environment."""
    task = SimpleNamespace(async_val=async_val, environment=[{"A": "b"}], get_name=lambda: "Apply the calendar")
    action = ActionWithProgress.__new__(ActionWithProgress)
    action._task, action._connection = task, SimpleNamespace(transport=transport)
    monkeypatch.setattr(_progress.NormalAction, "run", lambda self, tmp, task_vars: module(self._task.environment))
    return action.run(None, {"inventory_hostname": "acme"})


def test_a_long_task_is_shown_and_leaves_no_file(monkeypatch, shown):
    lines, event = shown
    files = []

    def module(environment):
        assert environment[0] == {"A": "b"}
        files.append(Path(environment[1][VARIABLE]))
        files[0].write_text(json.dumps(Progress(1200, 100, 5000)._asdict()), encoding="utf-8")
        assert event.wait(10)
        return {"changed": True}

    assert run(monkeypatch, module) == {"changed": True}
    assert lines[0].startswith("[acme] Apply the calendar: 100 of 5,000 changes (2%), 1,200 requests after 0:00 min.")
    assert not files[0].exists()


def test_a_module_that_has_written_nothing_is_not_shown(monkeypatch, shown):
    lines, event = shown
    run(monkeypatch, lambda environment: {"waited": event.wait(0.1)})
    assert lines == []


@pytest.mark.parametrize("more", [{"transport": "ssh"}, {"async_val": 600}])
def test_where_it_cannot_be_shown_the_module_is_run_as_ever(monkeypatch, more):
    assert run(monkeypatch, lambda environment: {"environment": environment}, **more) == {"environment": [{"A": "b"}]}


def test_sentences():
    assert sentence(Progress(240), 61) == "reading, 240 requests after 1:01 min."
    assert sentence(Progress(240, 0, 40), 5) == "0 of 40 changes (0%), 240 requests after 0:05 min."
