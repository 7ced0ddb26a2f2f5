# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated certifications: whose they are, and handing over whole ones or parts, with tasks."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from ansible_collections.community.sailpoint.tests.simulator import Simulator
from ansible_collections.community.sailpoint.tests.simulator.certification import Certification
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client, text_of

VERSIONS = ("v1", "v2026", "v2025", "v2024", "v3", "beta")
OLD = datetime(2026, 1, 1, tzinfo=timezone.utc)
CAMPAIGN = "Q3"


def add(sim: Simulator, reviewer: str = "anna.berg", subjects: tuple[str, ...] = ("daniel.okafor",)) -> Certification:
    return sim.tenant.add_certification(reviewer, CAMPAIGN, list(subjects))


def hand_over(client: Client, *certifications: Certification | str, to: str = "bruno.costa", **changed: Any) -> Any:
    """Whole certifications, by campaign."""
    campaign = next(iter(client.sim.tenant.campaigns))
    body = {
        "certificationIds": [one if isinstance(one, str) else one.id for one in certifications],
        "reassignTo": {"id": client.sim.tenant.identity(to).id, "type": "IDENTITY"},
        "reason": "away",
    }
    version = changed.pop("version", "v1")
    return client.campaigns("POST", f"/{campaign}/reassign", version=version, json={**body, **changed})


def hand_over_parts(client: Client, path: str, certification: Certification, parts: list[Any], **changed: Any) -> Any:
    body = {
        "reassign": [{"id": part, "type": "ITEM"} for part in parts],
        "reassignTo": client.sim.tenant.identity("bruno.costa").id,
        "reason": "away",
    }
    return client.certifications("POST", f"/{certification.id}/{path}", json={**body, **changed})


def task(client: Client, answer: Any) -> dict[str, Any]:
    assert answer.status_code in (200, 202), answer.text
    return dict(client.call("GET", "certification-tasks", "/" + answer.json()["id"]).json())


def reviewers(sim: Simulator) -> list[str]:
    return [sim.tenant.identities[one.reviewer_id].alias for one in sim.tenant.certifications.values()]


def listed(client: Client, version: str = "v1", **parameters: Any) -> list[dict[str, Any]]:
    answer = client.certifications("GET", version=version, params=parameters)
    assert answer.status_code == 200, answer.text
    return list(answer.json())


@pytest.mark.parametrize("version", VERSIONS)
def test_lists_belong_to_the_reviewer(sim: Simulator, client: Client, version: str) -> None:
    add(sim)
    other, done = add(sim, "bruno.costa"), add(sim, "bruno.costa")
    done.sign_off()
    bruno = sim.tenant.identity("bruno.costa").id
    right, wrong = "reviewer-identity", "reviewer-identitiy"
    if version == "beta":
        right, wrong = wrong, right
    assert len(listed(client, version, **{wrong: bruno})) == 3  # an unknown parameter
    assert [one["id"] for one in listed(client, version, **{right: bruno})] == [other.id, done.id]
    (mine,) = listed(client, version, **{right: "me"})
    assert mine["reviewer"] == {
        "id": sim.tenant.current_user.id,
        "name": "Anna Berg",
        "email": "anna.berg@example.com",
        "type": "IDENTITY",
    }
    (item,) = listed(client, version, **{right: bruno, "filters": "completed eq false"})
    assert (item["id"], item["phase"], item["signed"], item["completed"]) == (other.id, "ACTIVE", None, False)
    assert item["campaignRef" if version == "beta" else "campaign"]["name"] == CAMPAIGN
    assert ("entitiesTotal" in item) is (version == "beta")


def test_filters_pages_and_order(sim: Simulator, client: Client) -> None:
    for name, campaign in (("b", "one"), ("a", "two"), ("c", "two")):
        sim.tenant.add_certification("anna.berg", campaign, ["daniel.okafor"], name=name, due=OLD)
    two = list(sim.tenant.campaigns)[1]
    assert [one["name"] for one in listed(client, filters=f'campaign.id eq "{two}"', sorters="-name")] == ["c", "a"]
    beta = listed(client, "beta", filters=f'campaignRef.id eq "{two}" and completed ne true')
    assert [one["name"] for one in beta] == ["a", "c"]
    answer = client.certifications("GET", params={"limit": 2, "offset": 2, "count": "true", "sorters": "name"})
    assert ([one["name"] for one in answer.json()], answer.headers["X-Total-Count"]) == (["c"], "3")
    for wrong in ({"limit": 251}, {"filters": 'completed eq "false"'}, {"filters": 'campaignRef.id eq "x"'}):
        assert client.certifications("GET", params=wrong).status_code == 400


def test_who_is_reviewed(sim: Simulator, client: Client) -> None:
    one = add(sim, subjects=("daniel.okafor", "chloe.dubois"))
    one.items[0].decided = True
    summaries = client.certifications("GET", f"/{one.id}/identity-summaries").json()
    assert [(entry["name"], entry["completed"]) for entry in summaries] == [
        ("Daniel Okafor", True),
        ("Chloé Dubois", False),
    ]
    items = client.certifications("GET", f"/{one.id}/access-review-items").json()
    assert [entry["identitySummary"] for entry in items] == summaries
    read = client.certifications("GET", "/" + one.id).json()
    assert (read["decisionsMade"], read["decisionsTotal"]) == (1, 2)
    assert client.certifications("GET", "/nothing").status_code == 404


def test_beta_certifications_may_lack_an_id(sim: Simulator, client: Client) -> None:
    add(sim)
    sim.set(beta_certification_id=False)
    assert "id" not in listed(client, "beta")[0]
    assert "id" in listed(client)[0]


@pytest.mark.parametrize("version", VERSIONS)
def test_whole_certifications_by_campaign(sim: Simulator, client: Client, version: str) -> None:
    first, second, third = add(sim), add(sim), add(sim)
    answer = hand_over(client, first, second, version=version)
    assert answer.status_code == 202
    queued = answer.json()
    assert (queued["status"], queued["type"], queued["targetType"]) == ("QUEUED", "ADMIN_REASSIGN", "CAMPAIGN")
    assert queued["targetId"] == first.campaign_id
    assert ("reassignmentTrailDTOs" in queued) is (version != "beta")
    assert task(client, answer)["status"] == "SUCCESS"
    assert reviewers(sim) == ["bruno.costa", "bruno.costa", "anna.berg"]
    moved = listed(client, filters=f'id eq "{first.id}"')[0]["reassignment"]
    assert (moved["from"]["reviewer"]["name"], moved["comment"]) == ("Anna Berg", "away")
    assert [one["reassignment"] for one in listed(client, filters=f'id eq "{third.id}"')] == [None]


def test_a_task_takes_a_while(sim: Simulator, client: Client) -> None:
    one = add(sim)
    sim.set(async_requests=2)
    answer = hand_over(client, one)
    (waiting,) = client.call("GET", "certification-tasks").json()
    assert (waiting["id"], waiting["status"], reviewers(sim)) == (answer.json()["id"], "QUEUED", ["anna.berg"])
    assert (task(client, answer)["status"], reviewers(sim)) == ("IN_PROGRESS", ["anna.berg"])
    assert (task(client, answer)["status"], reviewers(sim)) == ("SUCCESS", ["bruno.costa"])
    assert client.call("GET", "certification-tasks").json() == []
    assert client.call("GET", "certification-tasks", "/nothing").status_code == 404


def test_the_list_may_lag_behind_the_task(sim: Simulator, client: Client) -> None:
    sim.set(effect_requests=1)
    answer = hand_over(client, add(sim))
    assert (task(client, answer)["status"], reviewers(sim)) == ("SUCCESS", ["anna.berg"])
    assert (task(client, answer)["status"], reviewers(sim)) == ("SUCCESS", ["bruno.costa"])


def test_a_task_may_fail(sim: Simulator, client: Client) -> None:
    sim.set(async_outcome="failure")
    failed = task(client, hand_over(client, add(sim)))
    assert (failed["status"], len(failed["errors"]), reviewers(sim)) == ("ERROR", 1, ["anna.berg"])


@pytest.mark.parametrize("kind", ["signed", "self_review", "other_campaign", "unknown"])
@pytest.mark.parametrize(
    ("rule", "status", "moved"),
    [("refuse", None, False), ("error_some", "ERROR", True), ("error_all", "ERROR", False)]
    + [("success_some", "SUCCESS", True)],
)
def test_one_bad_certification_of_many(
    sim: Simulator, client: Client, kind: str, rule: str, status: str | None, moved: bool
) -> None:
    reviewed = ("daniel.okafor", "bruno.costa") if kind == "self_review" else ("daniel.okafor",)
    good, bad = add(sim), add(sim, subjects=reviewed)
    if kind == "signed":
        bad.sign_off()
    elif kind == "other_campaign":
        bad.campaign_id = sim.tenant.add_campaign("another").id
    sim.set(bad_certification=rule)
    answer = hand_over(client, good, "nothing" if kind == "unknown" else bad)
    if status is None:
        assert answer.status_code == 400
    else:
        done = task(client, answer)
        assert (done["status"], len(done["errors"])) == (status, 1)
        assert ("nothing" if kind == "unknown" else bad.id) in done["errors"][0]["text"]
    assert reviewers(sim) == ["bruno.costa" if moved else "anna.berg", "anna.berg"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"certificationIds": []},
        {"certificationIds": ["x"] * 251},
        {"reassignTo": "bruno"},
        {"reassignTo": {"id": "nobody", "type": "IDENTITY"}},
        {"reassignTo": {"id": "x", "type": "GOVERNANCE_GROUP"}},
    ],
)
def test_wrong_campaign_reassignments(sim: Simulator, client: Client, wrong: dict[str, Any]) -> None:
    assert hand_over(client, add(sim), **wrong).status_code == 400
    assert client.campaigns("POST", "/nothing/reassign", json={}).status_code == 404
    assert reviewers(sim) == ["anna.berg"]


def test_the_most_certifications_in_one_call(sim: Simulator, client: Client) -> None:
    answer = hand_over(client, *[add(sim) for _number in range(250)])
    assert task(client, answer)["status"] == "SUCCESS"
    assert set(reviewers(sim)) == {"bruno.costa"}


def test_a_reassigned_certification_may_get_another_id(sim: Simulator, client: Client) -> None:
    one = add(sim)
    sim.set(reassigned_certification="new_id")
    hand_over(client, one)
    (moved,) = listed(client)
    assert (moved["id"] != one.id, moved["reassignment"]["from"]["id"]) == (True, one.id)
    assert moved["reviewer"]["name"] == "Bruno Costa"
    assert client.certifications("GET", "/" + one.id).status_code == 404


def test_the_targets_own_reassignment(sim: Simulator, client: Client) -> None:
    bruno, chloe = (sim.tenant.identity(alias).id for alias in ("bruno.costa", "chloe.dubois"))
    sim.tenant.put_configuration(bruno, "CERTIFICATIONS", chloe, OLD)
    sim.set(handover_obeys_reassignment=True)
    done = task(client, hand_over(client, add(sim)))
    assert reviewers(sim) == ["chloe.dubois"]
    assert done["reassignmentTrailDTOs"] == [
        {"previousOwner": bruno, "newOwner": chloe, "reassignmentType": "AUTOMATIC_REASSIGNMENT"}
    ]
    assert hand_over(client, add(sim, subjects=("chloe.dubois",))).status_code == 400  # where it would end


def test_parts_at_once(sim: Simulator, client: Client) -> None:
    one = add(sim, subjects=("daniel.okafor", "chloe.dubois"))
    answer = hand_over_parts(client, "reassign", one, [one.items[0].summary_id])
    assert (answer.status_code, answer.json()["id"]) == (200, one.id)
    assert reviewers(sim) == ["anna.berg", "bruno.costa"]
    assert [len(each.items) for each in sim.tenant.certifications.values()] == [1, 1]
    assert hand_over_parts(client, "reassign", one, [one.items[0].id]).status_code == 200
    assert reviewers(sim) == ["bruno.costa", "bruno.costa"]


def test_parts_as_a_task(sim: Simulator, client: Client) -> None:
    one = add(sim, subjects=("daniel.okafor", "chloe.dubois"))
    answer = hand_over_parts(client, "reassign-async", one, [item.id for item in one.items])
    assert (answer.status_code, answer.json()["targetType"], answer.json()["type"]) == (
        200,
        "CERTIFICATION",
        "REASSIGN",
    )
    assert (task(client, answer)["status"], reviewers(sim)) == ("SUCCESS", ["bruno.costa"])


@pytest.mark.parametrize(("path", "maximum"), [("reassign", 50), ("reassign-async", 500)])
def test_wrong_parts(sim: Simulator, client: Client, path: str, maximum: int) -> None:
    one = add(sim, subjects=("daniel.okafor", "bruno.costa"))
    items = [item.id for item in one.items]
    assert "person it reviews" in text_of(hand_over_parts(client, path, one, items))
    assert str(maximum) in text_of(hand_over_parts(client, path, one, items[:1] * (maximum + 1)))
    for wrong in ({"reason": ""}, {"reassignTo": {"id": "x"}}, {"reassign": [{"id": items[0], "type": "X"}]}):
        assert hand_over_parts(client, path, one, items[:1], **wrong).status_code == 400
    assert hand_over_parts(client, path, one, ["nothing"]).status_code == 400
    one.sign_off()
    assert "signed off" in text_of(hand_over_parts(client, path, one, items[:1]))
    assert reviewers(sim) == ["anna.berg"]


def test_certifications_of_governance_groups(sim: Simulator, client: Client) -> None:
    sim.tenant.add_governance_group("Board", ["anna.berg"])
    one = add(sim, "Board")
    assert listed(client, **{"reviewer-identity": "me"}) == []
    assert listed(client)[0]["reviewer"]["type"] == "GOVERNANCE_GROUP"
    assert hand_over_parts(client, "reassign", one, [one.items[0].id]).status_code == 400
    hand_over(client, one)
    assert reviewers(sim) == ["bruno.costa"]


def test_tasks_in_beta_stand_below_the_certification(sim: Simulator, client: Client) -> None:
    one, other = add(sim), add(sim)
    sim.set(async_requests=4)
    body = {"reassign": [{"id": one.items[0].id, "type": "ITEM"}], "reason": "away"}
    body["reassignTo"] = sim.tenant.identity("bruno.costa").id
    started = client.certifications("POST", f"/{one.id}/reassign-async", version="beta", json=body).json()
    assert (started["certificationId"], started["errors"]) == (one.id, [])

    def read(certification: Certification, path: str) -> Any:
        return client.certifications("GET", f"/{certification.id}/{path}", version="beta")

    assert [entry["id"] for entry in read(one, "tasks-pending").json()] == [started["id"]]
    assert read(other, "tasks-pending").json() == []
    assert read(other, "tasks/" + started["id"]).status_code == 404
    sim.tenant.effects.finish()
    assert read(one, "tasks/" + started["id"]).json()["status"] == "SUCCESS"
    assert client.call("GET", "certification-tasks", version="beta").status_code == 404


@pytest.mark.parametrize("version", VERSIONS)
def test_campaigns(sim: Simulator, client: Client, version: str) -> None:
    add(sim).sign_off()
    add(sim)
    sim.tenant.add_campaign("Other", status="COMPLETED")
    found = client.campaigns("GET", version=version, params={"filters": 'status eq "ACTIVE"'}).json()
    assert [(one["name"], one["totalCertifications"], one["completedCertifications"]) for one in found] == [
        (CAMPAIGN, 2, 1)
    ]
    assert client.campaigns("GET", "/" + found[0]["id"], version=version).json() == found[0]
    full = client.campaigns("GET", version=version, params={"detail": "FULL", "sorters": "-name"}).json()
    assert [one["name"] for one in full] == [CAMPAIGN, "Other"]
    assert "mandatoryCommentRequirement" in full[0]
    assert client.campaigns("GET", version=version, params={"detail": "ALL"}).status_code == 400
