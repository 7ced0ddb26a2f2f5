# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each API version has, and what it asks for: URL shapes, headers, tokens."""

from __future__ import annotations

import pytest
import requests

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client, text_of

VERSIONS = ("v1", "v2026", "v2025", "v2024", "v3", "beta")
ABSENT = {
    ("v3", "reassignment-configurations"),
    ("v3", "identities"),
    ("v3", "generic-approvals"),
    ("beta", "public-identities"),
    ("beta", "generic-approvals"),
    ("beta", "certification-tasks"),
}
SERVICES = (
    "reassignment-configurations",
    "work-items",
    "public-identities",
    "identities",
    "generic-approvals",
    "certifications",
    "campaigns",
    "certification-tasks",
)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("service", SERVICES)
def test_services(client: Client, version: str, service: str) -> None:
    expected = 404 if (version, service) in ABSENT else 200
    assert client.call("GET", service, version=version).status_code == expected


@pytest.mark.parametrize("path", ["/", "/v1/work-items", "/v4/work-items", "/work-items/v1/a/b/c", "/work-items/v1/"])
def test_unknown_paths(sim: Simulator, client: Client, path: str) -> None:
    answer = client.session.get(sim.url + path)
    assert answer.status_code == 404
    assert "not found" in text_of(answer)
    assert sim.requests[-1].operation is None


@pytest.mark.parametrize(
    ("version", "generic"), [("v1", True), ("v2026", True), ("v2025", True), ("v2024", False), ("beta", False)]
)
def test_generic_approvals(sim: Simulator, client: Client, version: str, generic: bool) -> None:
    types = [entry["internalNameCamel"] for entry in client.configurations("GET", "/types", version=version).json()]
    assert ("GENERIC_APPROVALS" in types) is generic
    first = next(iter(sim.tenant.identities))
    answer = client.configurations("DELETE", f"/{first}/GENERIC_APPROVALS", version=version)
    assert answer.status_code == (204 if generic else 400)


def test_the_names_of_the_types_are_swapped(client: Client) -> None:
    first = client.configurations("GET", "/types").json()[0]
    assert (first["internalName"], first["internalNameCamel"]) == ("accessRequests", "ACCESS_REQUESTS")


@pytest.mark.parametrize(
    ("version", "service", "needed"),
    [(version, "reassignment-configurations", version != "beta") for version in VERSIONS if version != "v3"]
    + [("v1", "work-items", False), ("v1", "public-identities", False)],
)
def test_experimental_header(sim: Simulator, client: Client, version: str, service: str, needed: bool) -> None:
    del client.session.headers["X-SailPoint-Experimental"]
    answer = client.call("GET", service, version=version)
    assert answer.status_code == (400 if needed else 200)
    refused = client.call("GET", service, version=version, headers={"X-SailPoint-Experimental": "false"})
    assert refused.status_code == answer.status_code
    if needed:
        assert "X-SailPoint-Experimental" in text_of(answer)
        sim.set(require_experimental_header=False)
        assert client.call("GET", service, version=version).status_code == 200


def test_experimental_header_of_the_forward(client: Client) -> None:
    del client.session.headers["X-SailPoint-Experimental"]
    said = [text_of(client.work_items("POST", "/x/forward", version=version)) for version in ("v2024", "v2025")]
    assert ["X-SailPoint-Experimental" in text for text in said] == [True, False]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("service", ["work-items", "certifications", "campaigns"])
def test_only_in_beta_some_are_deprecated(client: Client, version: str, service: str) -> None:
    deprecated = client.call("GET", service, version=version).headers.get("X-Deprecated")
    assert deprecated == ("true" if version == "beta" else None)


@pytest.mark.parametrize("version", VERSIONS)
def test_who_can_reassign_generic_approvals(sim: Simulator, client: Client, version: str) -> None:
    for path in ("/x/reassign", "/bulk-reassign"):
        client.generic_approvals("POST", path, version=version, json={})
    operations = ["generic_approvals.reassign", "generic_approvals.bulk_reassign"]
    expected = operations if version in ("v1", "v2026", "v2025") else [None, None]
    assert [entry.operation for entry in sim.requests] == expected


def fields(sim: Simulator, **changed: str) -> dict[str, str]:
    right = {"grant_type": "client_credentials", "client_id": sim.client_id, "client_secret": sim.client_secret}
    return {**right, **changed}


def test_token(sim: Simulator) -> None:
    answer = requests.post(sim.url + "/oauth/token", data=fields(sim), timeout=30)
    assert (answer.status_code, answer.json()["expires_in"]) == (200, 749)
    headers = {"Authorization": "Bearer " + answer.json()["access_token"]}
    url = sim.url + "/work-items/v1"
    assert requests.get(url, headers=headers, timeout=30).status_code == 200
    sim.expire_tokens()
    expired = requests.get(url, headers=headers, timeout=30)
    assert (expired.status_code, expired.json()) == (401, {"error": "JWT validation failed: JWT is expired"})
    assert requests.get(url, timeout=30).status_code == 401


def test_the_token_endpoint_is_told_without_a_token(sim: Simulator) -> None:
    answer = requests.get(sim.url + "/oauth/info", timeout=30)
    assert (answer.status_code, answer.json()["tokenEndpoint"]) == (200, sim.url + "/oauth/token")
    assert [entry.operation for entry in sim.requests] == ["oauth.info"]
    assert sim.calls() == []
    assert requests.post(sim.url + "/oauth/info", timeout=30).status_code == 401


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"client_secret": "wrong"}, 401), ({"client_id": "nobody"}, 401), ({"grant_type": "password"}, 400)],
)
def test_wrong_credentials(sim: Simulator, changed: dict[str, str], status: int) -> None:
    assert requests.post(sim.url + "/oauth/token", data=fields(sim, **changed), timeout=30).status_code == status


def test_credentials_belong_in_a_form(sim: Simulator) -> None:
    assert requests.post(sim.url + "/oauth/token", json=fields(sim), timeout=30).status_code == 400
    everywhere = requests.post(sim.url + "/oauth/token", params=fields(sim), data=fields(sim), timeout=30)
    assert everywhere.status_code == 400


def test_the_form_of_credentials_can_have_parts(sim: Simulator) -> None:
    parts = {name: (None, value) for name, value in fields(sim).items()}
    answer = requests.post(sim.url + "/oauth/token", files=parts, timeout=30)
    assert (answer.status_code, answer.json()["token_type"]) == (200, "bearer")
    assert sim.requests[-1].headers["content-type"].startswith("multipart/form-data")
    parts["client_secret"] = (None, "wrong")
    assert requests.post(sim.url + "/oauth/token", files=parts, timeout=30).status_code == 401
    kind = {"Content-Type": "multipart/form-data"}  # without a boundary
    assert requests.post(sim.url + "/oauth/token", data="x", headers=kind, timeout=30).status_code == 400


def test_a_token_ends_by_itself(sim: Simulator, client: Client) -> None:
    sim.set(token_lifetime=0)
    client.session.headers["Authorization"] = "Bearer " + sim.issue_token()
    assert client.work_items("GET").status_code == 401


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"])
def test_no_body_is_as_good_as_any(sim: Simulator, client: Client, kind: str) -> None:
    item = sim.tenant.add_work_item(sim.tenant.current_user.id, type="ManualAction")
    assert client.work_items("POST", "/" + item.id, headers={"Content-Type": kind}).status_code == 200


def test_a_body_must_be_json(client: Client) -> None:
    for data, kind in (("{", "application/json"), ("{}", "text/plain"), ("a=b", "application/x-www-form-urlencoded")):
        answer = client.configurations("POST", data=data, headers={"Content-Type": kind})
        assert answer.status_code == 400, kind
