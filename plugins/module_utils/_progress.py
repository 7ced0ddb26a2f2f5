# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""How far a long task is: the module writes it to a file from time to time, and the action plugin shows it."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import typing as t

#: Names the file; without it nothing is written.
VARIABLE = "COMMUNITY_SAILPOINT_PROGRESS_FILE"
#: Seconds between two writes of the file.
INTERVAL = 2.0


class Progress(t.NamedTuple):
    """How far a task is."""

    requests: int = 0
    #: How many changes have an outcome, of how many; no number as long as there is no plan, or in check mode.
    done: int = 0
    planned: t.Optional[int] = None


@contextlib.contextmanager
def told_progress(read: t.Callable[[], Progress]) -> t.Iterator[None]:
    """Inside, what ``read`` returns is written to the file that the action plugin names, if it does."""
    path = os.environ.get(VARIABLE)
    if not path:
        yield
        return
    stopped = threading.Event()

    def tell() -> None:
        # A file that cannot be written is no reason to fail; one that is half written is not understood, and read again.
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
