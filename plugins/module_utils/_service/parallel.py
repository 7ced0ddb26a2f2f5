# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Concurrent requests."""

from __future__ import annotations

import collections
import itertools
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError

if t.TYPE_CHECKING:
    from concurrent.futures import Future

#: For modules without the option ``concurrency``.
DEFAULT_CONCURRENCY = 8

_In = t.TypeVar("_In")
_Out = t.TypeVar("_Out")


def in_parallel(function: t.Callable[[_In], _Out], items: t.Iterable[_In], concurrency: int) -> t.Iterator[_Out]:
    """Yield the results of ``function`` for all ``items``, in order; the first error ends everything.

    ``items`` is consumed only a little ahead of the results, so it may be long. If the caller stops early, or after an
    error, calls that have not started are cancelled. A single item needs no thread.
    """
    if concurrency <= 1:
        yield from map(function, items)
        return
    remaining = iter(items)
    first = list(itertools.islice(remaining, 2))
    if len(first) <= 1:
        yield from map(function, first)
        return
    from concurrent.futures import ThreadPoolExecutor  # only here, since it takes a while

    executor = ThreadPoolExecutor(max_workers=concurrency)  # starts a thread only when all others are busy
    try:
        # Twice as many as there are threads, so that none is idle while the caller handles a result.
        submitted = (executor.submit(function, item) for item in itertools.chain(first, remaining))
        waiting: collections.deque[Future[_Out]] = collections.deque(itertools.islice(submitted, 2 * concurrency))
        while waiting:
            result = waiting.popleft().result()
            waiting.extend(itertools.islice(submitted, 1))
            yield result
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def read_each(
    read: t.Callable[[_In], _Out], items: t.Iterable[_In], concurrency: int
) -> t.Iterator[_Out | SailPointError]:
    """Like ``in_parallel``, but yield an error that only concerns one of the items, and go on."""

    def read_one(item: _In) -> _Out | SailPointError:
        try:
            return read(item)
        except SailPointError as error:
            if not error.only_this_object:
                raise
            return error

    return in_parallel(read_one, items, concurrency)
