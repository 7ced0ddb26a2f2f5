# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""One check and what it found. What ``seen`` says can be given to others: it has no text of the service in it."""

from __future__ import annotations

import traceback
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError, ServiceError

OK, PROBLEM, NOT_CHECKED = "ok", "problem", "not checked"

_REPORT = "This is a bug in the collection: please report it, with the table and the exception of this check."


class Found(t.NamedTuple):
    """What a check found.

    ``seen`` is made of words of this collection, numbers, and names that SailPoint's documents have. ``to_do`` may
    repeat addresses and the service's own words.
    """

    status: str
    seen: str
    to_do: str | None = None
    exception: str | None = None


class Check(t.NamedTuple):
    topic: str
    name: str
    found: Found

    def as_result(self) -> dict[str, t.Any]:
        """As it is returned; only a bug has an ``exception``."""
        shown = {"topic": self.topic, "name": self.name, **self.found._asdict()}
        if self.found.exception is None:
            del shown["exception"]
        return shown


class NotChecked(Exception):
    """Something else makes the check impossible; the text says what."""


def ok(seen: str) -> Found:
    return Found(OK, seen)


def problem(seen: str, to_do: str) -> Found:
    return Found(PROBLEM, seen, to_do)


def not_checked(reason: str) -> Found:
    return Found(NOT_CHECKED, reason)


def carried_out(look: t.Callable[[], Found], *, told_elsewhere: bool = False) -> Found:
    """What ``look`` finds; whatever it raises becomes a finding, so that it does not stop the other checks.

    ``told_elsewhere`` says that another check tells it if the service does not answer.
    """
    try:
        return look()
    except NotChecked as reason:
        return not_checked(str(reason))
    except SailPointError as error:
        return not_checked(in_short(error)) if told_elsewhere else problem(in_short(error), in_full(error))
    except Exception:
        return Found(PROBLEM, "internal error", _REPORT, traceback.format_exc())


def in_short(error: SailPointError) -> str:
    """What kind of error it is, without any text that came from elsewhere."""
    if not isinstance(error, ServiceError):
        return "no usable answer"
    return f"the service answered {error.status_code}" + (" with a web page" if error.is_page else "")


def in_full(error: SailPointError) -> str:
    """The message and the hint of an error; for the user only."""
    return f"{error.message.rstrip('.')}. {error.hint or ''}".rstrip()
