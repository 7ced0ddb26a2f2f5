# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The options of the executor. A separate file, because the executor is only loaded if there are changes."""

from __future__ import annotations

import typing as t


class ExecutionOptions(t.NamedTuple):
    """The options of the executor."""

    concurrency: int = 10
    continue_on_error: bool = False
    #: How often a write is retried after a read has shown that it had no effect.
    retries: int = 5
    #: How long to wait, in seconds, until the service shows the effects of what it has accepted.
    verify_timeout: float = 30.0
