# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated tenant refuses to clients that lack a scope or a user level."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any, Callable

import pytest
import requests

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client, text_of

READS = [
    ("reassignment-configurations", "", "idn:reassignment-configuration:read"),
    ("reassignment-configurations", "/tenant-config", "idn:reassignment-tenant-configuration:read"),
    ("work-items", "", "idn:work-item:read"),
    ("identities", "", "idn:identity:read"),
    ("access-request-approvals", "/pending", "idn:access-request-approvals:read"),
    ("generic-approvals", "", "idn:access-request-approvals:read"),
    ("certifications", "", "idn:campaign:read"),
    ("certification-tasks", "", "idn:campaign:read"),
    ("campaigns", "", "idn:campaign:read"),
]
WRITES = [
    ("reassignment-configurations", "POST", "", "idn:reassignment-configuration:manage"),
    ("reassignment-configurations", "PUT", "/tenant-config", "idn:reassignment-tenant-configuration:update"),
    ("work-items", "POST", "/x/forward", "idn:work-item:update"),
    ("access-request-approvals", "POST", "/x/forward", "idn:access-request-approvals:manage"),
    ("generic-approvals", "POST", "/x/reassign", "idn:access-request-approvals:manage"),
    ("generic-approvals", "POST", "/bulk-reassign", "sp:approvals:write"),
    ("campaigns", "POST", "/x/reassign", "idn:campaign:manage"),
    ("certifications", "POST", "/x/reassign", "idn:campaign:manage"),
]


@pytest.fixture
def limited(sim: Simulator) -> Iterator[Callable[..., Client]]:
    """Makes clients that may do only what is said."""
    made: list[Client] = []

    def make(**named: Any) -> Client:
        sim.add_client("limited", "secret", **named)
        made.append(Client(sim, "limited"))
        return made[-1]

    yield make
    for client in made:
        client.session.close()


@pytest.mark.parametrize(("service", "path", "scope"), READS)
def test_reading_needs_a_scope(limited: Callable[..., Client], service: str, path: str, scope: str) -> None:
    for scopes, status in (([scope], 200), (["sp:scopes:all"], 200), (["idn:other:read"], 403), ([], 403)):
        answer = limited(scopes=scopes).call("GET", service, path)
        assert answer.status_code == status, scopes
    assert "refuses to authorize" in text_of(answer)


@pytest.mark.parametrize(("service", "method", "path", "scope"), WRITES)
def test_writing_needs_a_scope(
    limited: Callable[..., Client], service: str, method: str, path: str, scope: str
) -> None:
    reading = [read for _service, _path, read in READS]
    assert limited(scopes=reading).call(method, service, path, json={}).status_code == 403
    assert limited(scopes=[scope]).call(method, service, path, json={}).status_code in (400, 404)


def test_public_identities_need_none(limited: Callable[..., Client]) -> None:
    assert limited(scopes=[]).call("GET", "public-identities").status_code == 200


def test_the_token_tells_scopes_and_identity(sim: Simulator) -> None:
    sim.add_client("limited", "secret", scopes=["b", "a"], identity="bruno.costa")
    fields = {"grant_type": "client_credentials", "client_id": "limited", "client_secret": "secret"}
    answer = requests.post(sim.url + "/oauth/token", data=fields, timeout=30).json()
    assert (answer["scope"], answer["identity_id"]) == ("a b", sim.tenant.identity("bruno.costa").id)


@pytest.mark.parametrize(("form", "scope"), [("jwt", ["a", "b"]), ("jwt_encoded_scopes", ["Cg=="])])
def test_a_token_can_tell_it_by_itself(sim: Simulator, form: str, scope: list[str]) -> None:
    sim.set(token_form=form)
    sim.add_client("limited", "secret", scopes=["b", "a"], levels=["CERT_ADMIN"], identity="bruno.costa")
    token = sim.issue_token("limited")
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert (claims["scope"], claims["authorities"]) == (scope, ["CERT_ADMIN"])
    assert claims["identity_id"] == sim.tenant.identity("bruno.costa").id
    headers = {"Authorization": f"Bearer {token}"}
    assert requests.get(sim.url + "/public-identities/v1", headers=headers, timeout=30).status_code == 200


def test_a_plain_user_sees_and_hands_over_their_own(sim: Simulator, limited: Callable[..., Client]) -> None:
    anna, bruno = list(sim.tenant.identities)[:2]
    user = limited(levels=[], identity="bruno.costa")
    for owner in ("anna.berg", "bruno.costa"):
        sim.tenant.add_access_request_approval(owner, name=owner)
        sim.tenant.add_generic_approval(owner, name=owner)
        sim.tenant.add_certification(owner, subjects=["daniel.okafor"], name=owner)
    assert [one["name"] for one in user.access_request_approvals("GET", "/pending").json()] == ["bruno.costa"]
    assert [one["name"][0]["value"] for one in user.generic_approvals("GET").json()] == ["bruno.costa"]
    assert [one["name"] for one in user.certifications("GET").json()] == ["bruno.costa"]
    for service, path, parameters in (
        ("access-request-approvals", "/pending", {"owner-id": anna}),
        ("generic-approvals", "", {"approverId": anna}),
        ("generic-approvals", "", {"mine": "false"}),
        ("certifications", "", {"reviewer-identity": anna}),
        ("campaigns", "", {}),
    ):
        assert user.call("GET", service, path, params=parameters).status_code == 403, (service, parameters)
    assert user.generic_approvals("GET", params={"approverId": bruno}).status_code == 200

    body = {"newOwnerId": anna, "comment": "away"}
    hers, his = sim.tenant.access_request_approvals
    assert user.access_request_approvals("POST", f"/{hers}/forward", json=body).status_code == 403
    assert user.access_request_approvals("POST", f"/{his}/forward", json=body).status_code == 202
    hers, his = sim.tenant.generic_approvals
    assert user.generic_approvals("GET", "/" + hers).status_code == 403
    assert user.generic_approvals("POST", f"/{hers}/reassign", json={"reassignTo": bruno}).status_code == 403
    assert user.generic_approvals("POST", f"/{his}/reassign", json={"reassignTo": anna}).status_code == 204
    assert sim.tenant.generic_approvals[his].approver_ids == [anna]
    hers, _his = sim.tenant.certifications
    assert user.certifications("GET", "/" + hers).status_code == 403


@pytest.mark.parametrize(
    ("level", "bulk", "campaign", "listed"),
    [
        ("ORG_ADMIN", 400, 404, 200),
        ("CERT_ADMIN", 403, 404, 200),
        ("REPORT_ADMIN", 403, 403, 200),
        ("USER", 403, 403, 403),
    ],
)
def test_user_levels(limited: Callable[..., Client], level: str, bulk: int, campaign: int, listed: int) -> None:
    user = limited(levels=[level])
    assert user.generic_approvals("POST", "/bulk-reassign", json={}).status_code == bulk
    assert user.campaigns("POST", "/x/reassign", json={}).status_code == campaign
    assert user.campaigns("GET").status_code == listed


@pytest.mark.parametrize(("level", "status"), [("SOURCE_ADMIN", 200), ("CERT_ADMIN", 403)])
def test_forwarding_work_items_of_others(
    sim: Simulator, limited: Callable[..., Client], level: str, status: int
) -> None:
    anna = sim.tenant.current_user.id
    user = limited(levels=[level], identity="bruno.costa")
    own, other = sim.tenant.add_work_item(sim.tenant.identity("bruno.costa").id), sim.tenant.add_work_item(anna)
    for item, expected in ((own, 200), (other, status)):
        body = {"targetOwnerId": anna, "comment": "away"}
        assert user.work_items("POST", f"/{item.id}/forward", json=body).status_code == expected


def test_tasks_are_for_administrators_and_reviewers(sim: Simulator, limited: Callable[..., Client]) -> None:
    admin = limited()
    one = sim.tenant.add_certification("anna.berg", subjects=["daniel.okafor"])
    sim.set(async_delay="inf")
    body = {"certificationIds": [one.id], "reassignTo": {"id": sim.tenant.identity("bruno.costa").id}}
    started = admin.campaigns("POST", f"/{one.campaign_id}/reassign", json=body).json()
    for identity, status, seen in (("anna.berg", 200, 1), ("chloe.dubois", 403, 0)):
        user = limited(levels=[], identity=identity)
        assert user.call("GET", "certification-tasks", "/" + started["id"]).status_code == status
        assert len(user.call("GET", "certification-tasks").json()) == seen
