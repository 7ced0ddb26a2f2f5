# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Calls of the service: from an operation to a checked answer. Does not import Ansible."""

from __future__ import annotations

import re
import threading
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import ValidationError
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import (
    OPERATIONS,
    build_path,
    find_operation,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import PAGE_LIMIT, Page
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import Transport

__all__ = ("PAGE_LIMIT", "Client", "Page", "page_of", "parse", "single")

_Model = t.TypeVar("_Model")
_Found = t.TypeVar("_Found")

#: Models are built when they are needed first, which threads must not do at the same time.
_building = threading.Lock()


class Client:
    """The service in one API version.

    The resources built on it raise the errors of ``Transport.send``, ``UnexpectedAnswer`` for invalid answers, and,
    before any request, ``InvalidInput`` for operations that the API version lacks.
    """

    def __init__(self, transport: Transport, version: str) -> None:
        self._transport = transport
        self.version = version
        self._answers: dict[str, t.Any] = {}
        self._lock = threading.Lock()

    def require(self, operation: str) -> None:
        """Raise ``InvalidInput`` if this API version does not have the operation."""
        find_operation(operation, self.version)

    def has(self, operation: str) -> bool:
        """Whether this API version has the operation."""
        return self.version in OPERATIONS[operation].versions

    @property
    def cancellation(self) -> Cancellation:
        """The cancellation that ends the pauses of this task."""
        return self._transport.cancellation

    @property
    def requests_sent(self) -> int:
        """How many requests this task has sent up to now."""
        return self._transport.requests_sent

    def once(self, name: str, read: t.Callable[[], _Found]) -> _Found:
        """Return what ``read`` returns, calling it only once per task."""
        with self._lock:
            if name not in self._answers:
                self._answers[name] = read()
            return t.cast(_Found, self._answers[name])

    def call(
        self,
        name: str,
        *,
        params: t.Mapping[str, t.Any] | None = None,
        body: t.Any = None,
        **segments: str,
    ) -> Answer:
        """Send a request; ``segments`` are the variable parts of the path."""
        operation = find_operation(name, self.version)
        path = build_path(operation, self.version, segments)
        return self._transport.send(operation.method, path, params=params, body=body, scope=operation.scope)


def parse(model: type[_Model], data: t.Any) -> _Model:
    """Return the data as a model; raise ``UnexpectedAnswer`` if it is not valid."""
    if not model.__pydantic_complete__:  # type: ignore[attr-defined]
        with _building:
            model.model_rebuild()  # type: ignore[attr-defined]
    try:
        return model.model_validate(data)  # type: ignore[attr-defined,no-any-return]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the answer itself"
        raise UnexpectedAnswer(
            f"The service returned an invalid {model.__name__}: {where}: {first['msg']}.",
            "Check base_url. If it is correct, please report this as a bug in the collection.",
        ) from error


def page_of(answer: Answer, model: type[t.Any]) -> Page:
    """Return the page in an answer; raise ``UnexpectedAnswer`` if it is not a list."""
    if not isinstance(answer.data, list):
        raise UnexpectedAnswer("The service returned something that is not a list.", "Check base_url.")
    total = answer.headers.get("X-Total-Count", "")
    return Page([parse(model, item) for item in answer.data], int(total) if re.fullmatch("[0-9]+", total) else None)


def single(data: t.Any) -> t.Any:
    """Return the single object in an answer. Some API versions wrap it in a list."""
    return data[0] if isinstance(data, list) and len(data) == 1 else data
