# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plain HTTP client for the simulated tenant."""

from __future__ import annotations

from typing import Any

import requests

from ansible_collections.community.sailpoint.tests.simulator import Simulator


class Client:
    """Calls the simulator by service, in the URL shape of a version."""

    def __init__(self, sim: Simulator, client_id: str | None = None) -> None:
        self.sim = sim
        self.session = requests.Session()
        self.session.headers.update(
            {"Authorization": "Bearer " + sim.issue_token(client_id), "X-SailPoint-Experimental": "true"}
        )

    def call(self, method: str, service: str, path: str = "", version: str = "v1", **named: Any) -> requests.Response:
        prefix = f"/{service}/v1" if version == "v1" else f"/{version}/{service}"
        return self.session.request(method, self.sim.url + prefix + path, timeout=30, **named)

    def configurations(self, method: str, path: str = "", **named: Any) -> requests.Response:
        return self.call(method, "reassignment-configurations", path, **named)

    def work_items(self, method: str, path: str = "", **named: Any) -> requests.Response:
        return self.call(method, "work-items", path, **named)

    def access_request_approvals(self, method: str, path: str = "", **named: Any) -> requests.Response:
        return self.call(method, "access-request-approvals", path, **named)

    def generic_approvals(self, method: str, path: str = "", **named: Any) -> requests.Response:
        return self.call(method, "generic-approvals", path, **named)

    def certifications(self, method: str, path: str = "", **named: Any) -> requests.Response:
        return self.call(method, "certifications", path, **named)

    def campaigns(self, method: str, path: str = "", **named: Any) -> requests.Response:
        return self.call(method, "campaigns", path, **named)


def text_of(response: requests.Response) -> str:
    """The text of a documented error."""
    return str(response.json()["messages"][0]["text"])
