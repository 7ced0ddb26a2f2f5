# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A service that answers with what is recorded, and keeps what it was asked."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError, service_error


class Request(t.NamedTuple):
    method: str
    path: str
    params: dict[str, t.Any] | None
    body: t.Any


class RecordedService:
    """Stands for ``Transport``. The answers come in their order: JSON, a whole ``Answer``, or an error to raise."""

    def __init__(self, *answers: t.Any) -> None:
        self.answers = list(answers)
        self.requests: list[Request] = []

    def send(self, method: str, path: str, *, params: t.Any = None, body: t.Any = None, scope: t.Any = None) -> Answer:
        self.requests.append(Request(method, path, params, body))
        assert self.answers, f"no answer is recorded for {method} {path}"
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Answer) else Answer(200, {}, answer)

    def client(self, version: str = "v1") -> Client:
        return Client(self, version)  # type: ignore[arg-type]


def error(status: int = 404, detail_code: str | None = "404.1.0") -> ServiceError:
    """What the service answers; without a detail code, a gateway in front of it."""
    return service_error("GET /x", status, {"detailCode": detail_code} if detail_code else {})
