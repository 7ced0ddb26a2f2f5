# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Base of the action plugins that show the progress of long tasks."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import threading
import time
import typing as t

from ansible.plugins.action.normal import ActionModule as NormalAction
from ansible.utils.display import Display

from ansible_collections.community.sailpoint.plugins.module_utils._progress import VARIABLE, Progress

#: The seconds before the first line, and between lines.
INTERVAL = 30.0

display = Display()


class ActionWithProgress(NormalAction):
    """Runs the module; shows nothing with ``async``, or if the module runs on another machine."""

    def run(self, tmp: t.Any = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        if self._task.async_val or self._connection.transport != "local":
            return t.cast("dict[str, t.Any]", super().run(tmp, task_vars))
        descriptor, path = tempfile.mkstemp(prefix="sailpoint-progress-")
        os.close(descriptor)
        self._task.environment = [*(self._task.environment or []), {VARIABLE: path}]
        host = (task_vars or {}).get("inventory_hostname", "")
        try:
            with _shown(path, f"[{host}] {self._task.get_name()}"):
                return t.cast("dict[str, t.Any]", super().run(tmp, task_vars))
        finally:
            os.unlink(path)


@contextlib.contextmanager
def _shown(path: str, task: str) -> t.Iterator[None]:
    """While active, regularly show the progress in the file."""
    stopped = threading.Event()
    started = time.monotonic()

    def show() -> None:
        while not stopped.wait(INTERVAL):
            # Nothing was written yet, or only a part.
            with contextlib.suppress(OSError, ValueError), open(path, encoding="utf-8") as file:
                progress = Progress(**json.load(file))
                display.display(f"{task}: {sentence(progress, time.monotonic() - started)}")

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def sentence(progress: Progress, seconds: float) -> str:
    """Return the line about a task that has run for ``seconds`` so far."""
    since = f"after {seconds // 60:.0f}:{seconds % 60:02.0f} min"
    if progress.planned is None:
        return f"reading, {progress.requests:,} requests {since}."
    share = progress.done / progress.planned if progress.planned else 1
    return f"{progress.done:,} of {progress.planned:,} changes ({share:.0%}), {progress.requests:,} requests {since}."
