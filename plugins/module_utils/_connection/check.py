# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""A check and its finding. ``seen`` can be shared: it contains no text from the service."""

from __future__ import annotations

import traceback
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError, ServiceError

OK, PROBLEM, NOT_CHECKED = "ok", "problem", "not checked"

_REPORT = "This is a bug in the collection: please report it, with the table and the exception of this check."


class Found(t.NamedTuple):
    """The finding of a check.

    ``seen`` only contains words of this collection, numbers, and names in SailPoint's documentation. ``to_do`` may
    repeat addresses and messages of the service.
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
        """Return the check for results; only bugs have an ``exception``."""
        shown = {"topic": self.topic, "name": self.name, **self.found._asdict()}
        if self.found.exception is None:
            del shown["exception"]
        return shown


class NotChecked(Exception):
    """The check is impossible; the text gives the reason."""


def ok(seen: str) -> Found:
    return Found(OK, seen)


def problem(seen: str, to_do: str) -> Found:
    return Found(PROBLEM, seen, to_do)


def not_checked(reason: str) -> Found:
    return Found(NOT_CHECKED, reason)


def carried_out(look: t.Callable[[], Found], *, told_elsewhere: bool = False) -> Found:
    """Return what ``look`` finds. Its errors become findings, so that they do not stop the other checks.
    ``told_elsewhere`` means that another check reports it if the service does not answer.
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
    """Return the kind of error, without any text from the service."""
    if not isinstance(error, ServiceError):
        return "no usable answer"
    return f"the service answered {error.status_code}" + (" with a web page" if error.is_page else "")


def in_full(error: SailPointError) -> str:
    """Return the message and the hint of an error, only for the user."""
    return f"{error.message.rstrip('.')}. {error.hint or ''}".rstrip()
