# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Reads a list of the service page by page, and determines whether it is complete. No HTTP, no Ansible."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import in_parallel

#: The smallest and the largest page size of all lists and API versions.
SMALLEST_PAGE, PAGE_LIMIT = 20, 250
#: A list with more entries than this is treated as endless.
LONGEST_LIST = 100_000

# Why a list is not known to be complete; continues the sentence "The list may be incomplete: ...".
NOT_READ = "it was not read to its end"
TOO_LONG = "it was only read as far as needed"
ENDLESS = f"it does not end after {LONGEST_LIST} entries"
#: Reading the list again can help.
MOVED = "it changed while it was read"
#: Reading the list again does not help.
REPEATED = "the service ignores the offset or returns entries more than once"
UNCHECKED = "its pages were read without overlap, so changes in the meantime would not be noticed"
WITHOUT_ID = "it has entries without an ID"

_Item = t.TypeVar("_Item")


class Page(t.NamedTuple):
    """One page of a list; ``total`` is the length of the whole list, if the service returns it."""

    items: t.Sequence[t.Any]
    total: int | None


class PagedList(t.Generic[_Item]):
    """A list of the service; iterate over it once.

    ``read_page`` returns the page that starts at an offset. ``key_of`` returns the key of an entry, or ``None`` if it
    has none. The errors of ``read_page`` are raised during iteration, except a 400 for the page after a single entry: some
    services refuse pages beyond the end.

    The entries come in the order of the service, without duplicates, or with them if ``keep_repeated`` is set. Each
    page starts with the last entry of the previous page, which shows whether entries moved in between. No other page
    starts beyond the end of the list. ``overlap=False`` saves these entries, but then a list of
    several pages is never known to be complete.

    The end of the list is the total that the service gives, an empty page, a page without anything new, a page
    that is longer than the ``limit`` that was asked for (the service does not page), or, without a total, a page
    shorter than those before it. A first page is short if it has fewer than ``full_page`` entries. A total that is
    too small is not believed; where it is reached with a full page, the next page is asked for as well.

    With a total, ``concurrency`` pages are read at a time, a little ahead of the caller; otherwise one after
    another, when the caller needs them. A list that takes more than ``at_most`` requests is not read further, nor is
    one that has more than ``LONGEST_LIST`` entries.
    """

    def __init__(
        self,
        read_page: t.Callable[[int], Page],
        key_of: t.Callable[[_Item], t.Hashable],
        *,
        limit: int | None = None,
        full_page: int = SMALLEST_PAGE,
        concurrency: int = 1,
        at_most: int | None = None,
        overlap: bool = True,
        keep_repeated: bool = False,
    ) -> None:
        self._read_page = read_page
        self._key_of = key_of
        self._limit = limit
        self._full_page = full_page
        self._concurrency = concurrency
        self._at_most = at_most
        self._overlap = 1 if overlap else 0
        self._keep_repeated = keep_repeated
        #: Why the list is not known to be complete; ``None`` once it is.
        self.incomplete: str | None = NOT_READ
        #: The length of the list according to the first page, if the service returns it.
        self.total: int | None = None
        self._doubt: str | None = None
        self._seen: set[t.Hashable] = set()
        self._last_key: t.Hashable = None
        self._size = 0
        self._last_length = 0
        self._requests = 0
        self._next = 0

    def __iter__(self) -> t.Iterator[_Item]:
        for offset, page in self._pages():
            known = len(self._seen)
            yield from self._take(offset, page)
            if self._is_last(offset, page, len(self._seen) > known):
                self.incomplete = self._doubt or self._doubt_about_total()
                return
            if len(self._seen) >= LONGEST_LIST:
                self.incomplete = ENDLESS
                return
        self.incomplete = TOO_LONG

    def _pages(self) -> t.Iterator[tuple[int, Page]]:
        """Yield the pages with their offsets until the caller stops; end only if the list is too long."""
        first = self._read_page(0)
        self._requests, self._size, self.total = 1, len(first.items), first.total
        if self._size == 1:
            self._overlap = 0
        yield 0, first
        while True:
            offsets = self._offsets()
            if self._at_most is not None and self._requests + len(offsets) > self._at_most:
                return
            for offset, page in in_parallel(self._read, offsets, self._concurrency):
                self._requests += 1
                yield offset, page
                if self._last_length != self._size:
                    break  # The next page starts elsewhere than expected, perhaps beyond the end.

    def _offsets(self) -> range:
        """Return the offsets of all following pages if the total can be trusted, otherwise of the next one."""
        next_one = range(self._next, self._next + 1)
        if self.total is None or self._last_length < self._size:
            return next_one
        return range(self._next, self.total - self._overlap, self._size - self._overlap) or next_one

    def _read(self, offset: int) -> tuple[int, Page]:
        try:
            return offset, self._read_page(offset)
        except ServiceError as error:
            # A single entry leaves nothing to overlap, so that this page can be beyond the end.
            if self._size > 1 or error.status_code != 400:
                raise
            return offset, Page([], None)

    def _take(self, offset: int, page: Page) -> t.Sequence[_Item]:
        """Return the entries of a page for the caller; note irregularities."""
        keys = [self._key_of(item) for item in page.items]
        seam = self._overlap if offset else 0
        if offset:
            self._check_seam(keys[:seam], page.total)
        new = [item for key, item in zip(keys, page.items) if self._add(key)]
        if None in keys:
            self._note(WITHOUT_ID)
        elif len(new) < len(keys) - seam:
            self._note(MOVED if offset else REPEATED)
        self._last_key = keys[-1] if keys else None
        self._last_length = len(keys)
        self._next = offset + len(keys) - self._overlap
        return page.items if self._keep_repeated else new

    def _add(self, key: t.Hashable) -> bool:
        """Add the key; return whether it is new."""
        if key is None or key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _check_seam(self, seam: list[t.Hashable], total: int | None) -> None:
        if not self._overlap:
            self._note(UNCHECKED)
        elif seam != [self._last_key] or total not in (None, self.total):
            self._note(MOVED)

    def _is_last(self, offset: int, page: Page, has_new: bool) -> bool:
        length = len(page.items)
        if not has_new:
            # A service that always returns the whole list is believed if its total matches.
            if offset and length > 1:
                self._doubt = None if length == self.total == len(self._seen) else REPEATED
            return True
        if self._limit is not None and length > self._limit:
            return True
        if self.total is None or len(self._seen) > self.total:
            return length < (self._size if offset else self._full_page)
        return offset + length >= self.total and not (self._overlap and self._is_full(offset, length))

    def _is_full(self, offset: int, length: int) -> bool:
        return length == self._size if offset else length in (SMALLEST_PAGE, self._limit or PAGE_LIMIT)

    def _note(self, doubt: str) -> None:
        self._doubt = self._doubt or doubt

    def _doubt_about_total(self) -> str | None:
        distinct = len(self._seen)
        if self.total in (None, distinct):
            return None
        return f"the service reports {self.total} entries, but returned {distinct}"
