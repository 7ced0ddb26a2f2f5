# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The progress of a long task: the module regularly writes it to a file, and the action plugin shows it."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import typing as t

#: The environment variable with the path of the file; if not set, nothing is written.
VARIABLE = "COMMUNITY_SAILPOINT_PROGRESS_FILE"
#: The seconds between two writes.
INTERVAL = 2.0


class Progress(t.NamedTuple):
    """The progress of a task."""

    requests: int = 0
    #: How many changes have an outcome, and the total; ``None`` in check mode and while there is no plan.
    done: int = 0
    planned: t.Optional[int] = None


@contextlib.contextmanager
def told_progress(read: t.Callable[[], Progress]) -> t.Iterator[None]:
    """While active, write what ``read`` returns to the file of the action plugin, if there is one."""
    path = os.environ.get(VARIABLE)
    if not path:
        yield
        return
    stopped = threading.Event()

    def tell() -> None:
        # A write error must not fail the task; a partial file is invalid and is read again.
        with contextlib.suppress(OSError):
            while not stopped.wait(INTERVAL):
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(read()._asdict(), file)

    thread = threading.Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
