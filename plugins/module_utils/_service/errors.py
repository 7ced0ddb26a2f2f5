# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Typed errors. Only ``_module.py`` ends a module; all other code raises these."""

from __future__ import annotations

import typing as t

_HTML_HINT = "A proxy or another server answered instead of the service: check base_url and the proxy settings."
_FORBIDDEN_HINT = (
    "A scope that was added to a personal access token applies to access tokens issued afterwards, up to 20 minutes"
    " later. If the token has the scope, its user lacks the required user level (often ORG_ADMIN), or the token belongs"
    " to an API client of the organisation, which the service often refuses: use a personal access token of a user with"
    " that level."
)

#: How many objects that could not be read a message names.
_LABELS = 5


class SailPointError(Exception):
    """An error to report to the person who runs the playbook.

    ``message`` is one or a few sentences; ``hint``, if any, states what to do.
    """

    #: Whether a write may have taken effect although it failed: re-read before retrying it.
    unclear = False
    #: Whether the same request may succeed if it is sent again.
    may_pass = True
    #: Whether the same request about another object may succeed.
    only_this_object = False

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def result(self) -> dict[str, t.Any]:
        """Return the keys that this error adds to a failed result."""
        return {"hint": self.hint} if self.hint else {}


class InvalidInput(SailPointError):
    """The task asks for something impossible; nothing was written."""


class Cancelled(SailPointError):
    """The task was cancelled by a signal before the request was sent."""

    may_pass = False

    def __init__(self) -> None:
        super().__init__("The task was cancelled.", "Run the task again: it reads the current state first.")


class ConnectionFailed(SailPointError):
    """No complete answer arrived."""

    def __init__(self, message: str, hint: str | None = None, *, unclear: bool, may_pass: bool = True) -> None:
        super().__init__(message, hint)
        self.unclear = unclear
        self.may_pass = may_pass


class UnexpectedAnswer(SailPointError):
    """The service returned an answer that the collection does not understand."""

    unclear = True
    only_this_object = True


class AnswerTooLarge(UnexpectedAnswer):
    """The answer was not read to its end."""

    may_pass = False


class ServiceError(SailPointError):
    """The service answered with an error."""

    def __init__(
        self,
        message: str,
        hint: str | None = None,
        *,
        status_code: int,
        detail_code: str | None = None,
        tracking_id: str | None = None,
        said: str = "",
        is_page: bool = False,
        unclear: bool = False,
    ) -> None:
        super().__init__(message, hint)
        #: The service's own words.
        self.said = said
        #: Whether it is an HTML page, which the service never answers.
        self.is_page = is_page
        self.status_code = status_code
        self.detail_code = detail_code
        self.tracking_id = tracking_id
        self.unclear = unclear
        self.only_this_object = status_code not in (401, 429)
        #: Seconds to wait before the next attempt, as requested by the service.
        self.retry_after: float | None = None

    @property
    def is_not_found(self) -> bool:
        """Whether the service reports that the object does not exist.

        A gateway also answers 404 for unknown paths, but without the fields that all errors of the service have.
        """
        return self.status_code == 404 and bool(self.detail_code or self.tracking_id)

    def result(self) -> dict[str, t.Any]:
        details = {
            "status_code": self.status_code,
            "detail_code": self.detail_code,
            "tracking_id": self.tracking_id,
        }
        return {**{key: value for key, value in details.items() if value is not None}, **super().result()}


def unreadable(what: str, errors: t.Mapping[str, SailPointError]) -> SailPointError:
    """Return the first of some errors, with the labels of all objects that could not be read."""
    first, labels = next(iter(errors.values())), list(errors)
    more = f", and {len(labels) - _LABELS} more" if len(labels) > _LABELS else ""
    first.message = f"{what} could not be read for {', '.join(labels[:_LABELS])}{more}. {first.message}"
    return first


def service_error(
    asked: str, status_code: int, body: t.Any, *, scope: str | None = None, unclear: bool = False
) -> ServiceError:
    """Create a ``ServiceError`` from an error answer in any of the service's formats.

    ``asked`` is the method and path; ``body`` is the decoded JSON, or the text if the answer is not JSON; ``scope`` is
    the scope that the operation requires.
    """
    detail_code = tracking_id = None
    html = False
    if isinstance(body, dict):
        detail_code, tracking_id = _text(body.get("detailCode")), _text(body.get("trackingId"))
        said = _said(body)
    else:
        html = isinstance(body, str) and "<" in body
        said = "" if html else _text(body) or ""
    message = f"{asked} answered {status_code}" + (f": {said}" if said else ".")
    if html:
        message = f"{asked} answered {status_code} with an HTML page."
    return ServiceError(
        message,
        _HTML_HINT if html else _hint(status_code, said, scope),
        status_code=status_code,
        detail_code=detail_code,
        tracking_id=tracking_id,
        said=said,
        is_page=html,
        unclear=unclear,
    )


def _text(value: t.Any) -> str | None:
    return str(value).strip()[:500] if value else None


def _said(body: dict[str, t.Any]) -> str:
    """Return the human-readable part of an error answer, without duplicates."""
    texts = [text for key in ("messages", "causes") for text in _translated(body.get(key))]
    texts += [_text(body.get(key)) for key in ("error", "error_description", "message")]
    return " ".join(dict.fromkeys(text for text in texts if text))


def _translated(entries: t.Any) -> list[str | None]:
    """Return the texts of a list of translations: the English ones if there are any, otherwise all."""
    valid = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    english = [entry for entry in valid if str(entry.get("locale")).startswith("en")]
    return [_text(entry.get("text")) for entry in english or valid]


def _hint(status_code: int, said: str, scope: str | None) -> str | None:
    if "experimental" in said.lower():
        return (
            "This collection sends the header X-SailPoint-Experimental with every call:"
            " check whether a proxy in between removes it."
        )
    if status_code == 401:
        return (
            "Check client_id and client_secret (a personal access token that has not been revoked),"
            " or the access_token, and that they belong to the tenant in base_url."
        )
    if status_code == 403:
        needs = f"The token needs the scope {scope} (sp:scopes:all includes it). " if scope else ""
        return needs + _FORBIDDEN_HINT
    if status_code == 404:
        return "Check that base_url is the API address of the tenant, and that the tenant offers this api_version."
    if status_code == 429:
        return "Something else uses the same client: lower rate_limit, or give each job its own token."
    return None
