# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""How changes are carried out. Apart from the executor, which is only loaded if there is something to carry out."""

from __future__ import annotations

import typing as t


class ExecutionOptions(t.NamedTuple):
    """How changes are carried out."""

    concurrency: int = 10
    continue_on_error: bool = False
    #: How often a write is retried after a read has shown that it had no effect.
    retries: int = 5
    #: How long to wait, in seconds, until the service shows the effects of what it has accepted.
    verify_timeout: float = 30.0
