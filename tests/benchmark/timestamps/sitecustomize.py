# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Python loads this at its start: it notes when the process of a module begins and ends, for ``where_time_goes.py``."""

from __future__ import annotations

import atexit
import json
import os
import sys
import time

_FILE = os.environ.get("BENCHMARK_TIMESTAMPS")

if _FILE and any("AnsiballZ_" in argument for argument in sys.orig_argv):
    started = time.monotonic()
    size = os.path.getsize(sys.orig_argv[-1])

    def note() -> None:
        with open(str(_FILE), "a", encoding="utf-8") as file:
            file.write(json.dumps({"bytes": size, "started": started, "ended": time.monotonic()}) + "\n")

    atexit.register(note)
