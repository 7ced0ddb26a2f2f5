# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the simulated reassignment configurations, and the switches that change them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Simulator, reassignments
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client, text_of

TYPE = "CERTIFICATIONS"
OTHER_TYPE = "MANUAL_TASKS"
NOW = datetime.now(timezone.utc).replace(microsecond=0)
YESTERDAY, TOMORROW = NOW - timedelta(days=1), NOW + timedelta(days=1)


def ids(sim: Simulator) -> list[str]:
    return list(sim.tenant.identities)


def body(sim: Simulator, **changed: Any) -> dict[str, Any]:
    source, target = ids(sim)[:2]
    right = {
        "reassignedFromId": source,
        "reassignedToId": target,
        "configType": TYPE,
        "startDate": "2026-03-01T08:00:00+01:00",
        "endDate": None,
    }
    return {key: value for key, value in {**right, **changed}.items() if value != "left out"}


def test_a_created_configuration_is_stored_and_answered(sim: Simulator, client: Client) -> None:
    answer = client.configurations("POST", json=body(sim, endDate="2026-04-01T00:00:00.5Z"))
    assert answer.status_code == 201
    stored = sim.tenant.configurations[ids(sim)[0], TYPE]
    assert stored.start == datetime(2026, 3, 1, 7, tzinfo=timezone.utc)
    assert stored.end == datetime(2026, 4, 1, 0, 0, 0, 500000, tzinfo=timezone.utc)
    (detail,) = answer.json()["configDetails"]
    assert (detail["startDate"], detail["endDate"]) == ("2026-03-01T07:00:00.000Z", "2026-04-01T00:00:00.500Z")
    assert client.configurations("GET", "/" + ids(sim)[0]).json() == answer.json()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reassignedFromId": "left out"}, "reassignedFromId"),
        ({"reassignedToId": None}, "reassignedToId"),
        ({"reassignedToId": "nobody"}, "no identity"),
        ({"configType": "HOLIDAYS"}, "HOLIDAYS"),
        ({"configType": ["CERTIFICATIONS"]}, "configType"),
        ({"startDate": "left out"}, "startDate"),
        ({"startDate": "2026-03-01T08:00:00"}, "offset"),
        ({"startDate": "2026-02-30T08:00:00Z"}, "startDate"),
        ({"startDate": 5}, "startDate"),
        ({"endDate": ""}, "endDate"),
        ({"endDate": "2026-03-01T07:00:00Z"}, "after the start"),
    ],
)
def test_a_wrong_body_is_refused(sim: Simulator, client: Client, changed: dict[str, Any], said: str) -> None:
    for method, path in (("POST", ""), ("PUT", "/" + ids(sim)[0])):
        answer = client.configurations(method, path, json=body(sim, **changed))
        assert answer.status_code == 400
        assert said in text_of(answer)
    assert not sim.tenant.configurations


def test_nobody_stands_in_for_himself_and_the_path_must_fit_the_body(sim: Simulator, client: Client) -> None:
    first, second = ids(sim)[:2]
    assert "same identity" in text_of(client.configurations("POST", json=body(sim, reassignedToId=first)))
    assert "path" in text_of(client.configurations("PUT", "/" + second, json=body(sim)))


def test_an_end_that_is_left_out_stays_as_it_is(sim: Simulator, client: Client) -> None:
    sim.tenant.put_configuration(ids(sim)[0], TYPE, ids(sim)[1], YESTERDAY, TOMORROW)
    client.configurations("PUT", "/" + ids(sim)[0], json=body(sim, startDate=YESTERDAY.isoformat(), endDate="left out"))
    assert sim.tenant.configurations[ids(sim)[0], TYPE].end == TOMORROW


@pytest.mark.parametrize(("scope", "left"), [("one_type", {TYPE, OTHER_TYPE}), ("all_types", {TYPE})])
def test_put_scope(sim: Simulator, client: Client, scope: str, left: set[str]) -> None:
    sim.set(put_scope=scope)
    first, second = ids(sim)[:2]
    sim.tenant.put_configuration(first, OTHER_TYPE, second, YESTERDAY)
    assert client.configurations("PUT", "/" + first, json=body(sim)).status_code == 200
    assert {config_type for _identity, config_type in sim.tenant.configurations} == left


def test_a_post_leaves_other_types_alone_whatever_a_put_does(sim: Simulator, client: Client) -> None:
    sim.set(put_scope="all_types")
    first, second = ids(sim)[:2]
    sim.tenant.put_configuration(first, OTHER_TYPE, second, YESTERDAY)
    client.configurations("POST", json=body(sim))
    assert {config_type for _identity, config_type in sim.tenant.configurations} == {TYPE, OTHER_TYPE}


@pytest.mark.parametrize(("reaction", "status"), [("replace", 201), ("refuse", 400)])
def test_post_existing(sim: Simulator, client: Client, reaction: str, status: int) -> None:
    sim.set(post_existing=reaction)
    first, second, third = ids(sim)[:3]
    sim.tenant.put_configuration(first, TYPE, third, YESTERDAY)
    assert client.configurations("POST", json=body(sim)).status_code == status
    assert sim.tenant.configurations[first, TYPE].target_id == (second if status == 201 else third)


def test_past_start(sim: Simulator, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reassignments, "now", lambda: NOW)
    sim.set(past_start="refuse")
    first, second = ids(sim)[:2]

    def status(start: datetime) -> int:
        return client.configurations("POST", json=body(sim, startDate=start.isoformat())).status_code

    assert [status(NOW - timedelta(seconds=seconds)) for seconds in (6, 5)] == [400, 201]
    assert status(TOMORROW) == 201
    assert status(YESTERDAY) == 400
    sim.tenant.put_configuration(first, TYPE, second, YESTERDAY)
    assert status(YESTERDAY) == 201


@pytest.mark.parametrize(("reaction", "status"), [("no_content", 204), ("not_found", 404)])
def test_delete_missing(sim: Simulator, client: Client, reaction: str, status: int) -> None:
    sim.set(delete_missing=reaction)
    first, second = ids(sim)[:2]
    path = f"/{first}/{TYPE}"
    assert client.configurations("DELETE", path).status_code == status
    sim.tenant.put_configuration(first, TYPE, second, YESTERDAY)
    assert client.configurations("DELETE", path).status_code == 204
    assert not sim.tenant.configurations
    assert client.configurations("GET").json() == []


def test_missing_configuration(sim: Simulator, client: Client) -> None:
    first = ids(sim)[0]
    assert client.configurations("GET", "/" + first).status_code == 404
    sim.set(missing_configuration="empty")
    assert client.configurations("GET", "/" + first).json()["configDetails"] == []
    assert client.configurations("GET", "/nobody").status_code == 404


@pytest.mark.parametrize(
    ("form", "answered"), [("null", None), ("empty", ""), ("zero", "0001-01-01T00:00:00Z"), ("missing", "no key")]
)
def test_permanent_form(sim: Simulator, client: Client, form: str, answered: Any) -> None:
    sim.set(permanent_form=form)
    (detail,) = client.configurations("POST", json=body(sim)).json()["configDetails"]
    assert detail.get("endDate", "no key") == answered


@pytest.mark.parametrize(
    ("form", "answered"),
    [
        ("millis", "2026-03-01T07:00:00.345Z"),
        ("seconds", "2026-03-01T07:00:00Z"),
        ("micros", "2026-03-01T07:00:00.345000Z"),
        ("offset", "2026-03-01T09:00:00.345+02:00"),
    ],
)
def test_date_form(sim: Simulator, client: Client, form: str, answered: str) -> None:
    sim.set(date_form=form)
    answer = client.configurations("POST", json=body(sim, startDate="2026-03-01T07:00:00.345Z"))
    assert answer.json()["configDetails"][0]["startDate"] == answered


def test_write_answer(sim: Simulator, client: Client) -> None:
    first, second = ids(sim)[:2]
    sim.tenant.put_configuration(first, OTHER_TYPE, second, YESTERDAY)
    answers = []
    for form in ("identity", "one_type"):
        sim.set(write_answer=form)
        details = client.configurations("PUT", "/" + first, json=body(sim)).json()["configDetails"]
        answers.append({detail["configType"] for detail in details})
    assert answers == [{TYPE, OTHER_TYPE}, {TYPE}]


def test_expired(sim: Simulator, client: Client) -> None:
    first, second = ids(sim)[:2]
    sim.tenant.put_configuration(first, TYPE, second, YESTERDAY - timedelta(days=1), YESTERDAY)
    assert len(client.configurations("GET").json()) == 1
    sim.set(expired="hidden")
    assert client.configurations("GET").json() == []
    assert client.configurations("GET", "/" + first).status_code == 404


def test_silent_write(sim: Simulator, client: Client) -> None:
    sim.set(silent_write=True)
    first, second = ids(sim)[:2]
    assert client.configurations("POST", json=body(sim)).status_code == 201
    assert not sim.tenant.configurations
    sim.tenant.put_configuration(first, TYPE, second, YESTERDAY)
    assert client.configurations("DELETE", f"/{first}/{TYPE}").status_code == 204
    assert client.configurations("PUT", "/tenant-config", json={"configDetails": {"disabled": True}}).status_code == 200
    assert (first, TYPE) in sim.tenant.configurations
    assert sim.tenant.tenant_config == {}


def test_tenant_config_is_replaced_as_a_whole(sim: Simulator, client: Client) -> None:
    sim.tenant.tenant_config = {"disabled": True, "unknown": 1}
    details = client.configurations("GET", "/tenant-config").json()["configDetails"]
    client.configurations("PUT", "/tenant-config", json={"configDetails": dict(details, disabled=None)})
    assert sim.tenant.tenant_config == {"disabled": None, "unknown": 1}
    client.configurations("PUT", "/tenant-config", json={"configDetails": {"disabled": False}})
    assert sim.tenant.tenant_config == {"disabled": False}
    for wrong in ({}, {"configDetails": {"disabled": "no"}}, []):
        assert client.configurations("PUT", "/tenant-config", json=wrong).status_code == 400


def test_audit_details(sim: Simulator, client: Client) -> None:
    first = ids(sim)[0]
    audits = [
        client.configurations(method, path, json=body(sim)).json()["configDetails"][0]["auditDetails"]
        for method, path in (("POST", ""), ("PUT", "/" + first))
    ]
    assert audits[0]["created"] == audits[1]["created"] == audits[0]["modified"]
    assert audits[1]["modified"] >= audits[0]["modified"]
    assert audits[1]["modifiedBy"] == {"id": first, "name": "Anna Berg"}


@pytest.mark.parametrize("reason", ["policy", "target", "maximum", "misleading", "no_text"])
def test_refused_creations(sim: Simulator, client: Client, reason: str) -> None:
    """For another reason than dates or what is stored; what is there can still be changed."""
    sim.tenant.put_configuration(ids(sim)[0], OTHER_TYPE, ids(sim)[1], YESTERDAY)
    sim.set(refused_creation=reason)
    texts = [text_of(client.configurations("POST", json=body(sim))) for _number in range(2)]
    texts.append(text_of(client.configurations("PUT", "/" + ids(sim)[0], json=body(sim))))
    assert [request.status for request in sim.writes()] == [400, 400, 400]
    assert len(set(texts)) == 1
    assert bool(texts[0]) == (reason != "no_text")
    assert (reason == "target") == (ids(sim)[1] in texts[0])
    assert client.configurations("POST", json=body(sim, configType=OTHER_TYPE)).status_code == 201
    assert list(sim.tenant.configurations) == [(ids(sim)[0], OTHER_TYPE)]
