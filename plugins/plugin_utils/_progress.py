# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Action plugins that run the module of their name as usual, and show how far it is if it takes long."""

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

#: Seconds until the first line, and from one line to the next.
INTERVAL = 30.0

display = Display()


class ActionWithProgress(NormalAction):
    """Runs the module; nothing is shown with ``async`` or where the module runs on another machine."""

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
    """Inside, show from time to time what the file says."""
    stopped = threading.Event()
    started = time.monotonic()

    def show() -> None:
        while not stopped.wait(INTERVAL):
            # Nothing has been written yet, or not to its end.
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
    """What a person reads about a task that has taken ``seconds`` up to now."""
    since = f"after {seconds // 60:.0f}:{seconds % 60:02.0f} min"
    if progress.planned is None:
        return f"reading, {progress.requests:,} requests {since}."
    share = progress.done / progress.planned if progress.planned else 1
    return f"{progress.done:,} of {progress.planned:,} changes ({share:.0%}), {progress.requests:,} requests {since}."
