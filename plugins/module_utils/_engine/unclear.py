# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Writes whose outcome can be unclear: look before repeating."""

from __future__ import annotations

import time
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError

_Shown = t.TypeVar("_Shown")

#: Nothing happened, all happened, or the state is neither the one before nor the one wanted.
NO_EFFECT, DONE, SOMETHING_ELSE = "no effect", "done", "something else"


def write_and_look(write: t.Callable[[], _Shown], look: t.Callable[[], str], retries: int) -> _Shown | None:
    """What C(write) returns; C(None) where it failed unclearly and C(look) then says that it is C(DONE).

    C(look) reads the state and returns one of the constants above. C(write) is repeated, at most
    C(retries) times, only if it had no effect. Raises the error of C(write) otherwise, which says so
    where C(look) fails as well.
    """
    unclear = False
    for tries_left in range(retries, -1, -1):
        try:
            return write()
        except SailPointError as error:
            # A repeated write can also be refused because the first one has had its effect since the look.
            unclear = unclear or error.unclear
            if not unclear:
                raise
            try:
                outcome = look()
            except SailPointError as unseen:
                error.message += f" It is not known whether this had an effect: {unseen.message}"
                raise error from None
            if outcome == DONE:
                return None
            if outcome != NO_EFFECT or not error.unclear or not tries_left:
                raise
            time.sleep(min(0.25 * 2 ** (retries - tries_left), 10))
    raise AssertionError("the last try returns or raises")
