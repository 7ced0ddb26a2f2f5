# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Several requests at a time."""

from __future__ import annotations

import typing as t
from concurrent.futures import ThreadPoolExecutor

#: For modules without an option of that name.
DEFAULT_CONCURRENCY = 8

_In = t.TypeVar("_In")
_Out = t.TypeVar("_Out")


def in_parallel(function: t.Callable[[_In], _Out], items: t.Sequence[_In], concurrency: int) -> t.Iterator[_Out]:
    """The results of C(function) for all C(items) in their order; the first error ends everything.

    A single item costs no thread.
    """
    if len(items) <= 1 or concurrency <= 1:
        yield from map(function, items)
        return
    executor = ThreadPoolExecutor(max_workers=min(concurrency, len(items)))
    try:
        yield from executor.map(function, items)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
