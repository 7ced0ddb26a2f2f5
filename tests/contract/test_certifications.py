# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official SDK drives the simulator's certifications, campaigns and tasks, and parses its answers."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

import pytest
from request_bodies import assert_accepted
from sdk import VERSIONS, Sdk, model

from tests.simulator import Simulator
from tests.simulator.certification import Certification

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")  # beta's certifications are
SERVICE, CAMPAIGNS = "certifications", "certification_campaigns"
NEWER_VERSIONS = tuple(version for version in VERSIONS if version != "beta")
DUE = datetime(2027, 1, 1, tzinfo=timezone.utc)


def add(sim: Simulator, reviewer: str = "anna.berg") -> Certification:
    return sim.tenant.add_certification(reviewer, "Q3", ["daniel.okafor", "chloe.dubois"], due=DUE)


def hand_over(sim: Simulator, sdk: Sdk, *certifications: Certification) -> Any:
    target = model(sdk.version, CAMPAIGNS, "AdminReviewReassignReassignTo")(
        id=sim.tenant.identity("bruno.costa").id, type="IDENTITY"
    )
    body = model(sdk.version, CAMPAIGNS, "AdminReviewReassign")(
        certificationIds=[one.id for one in certifications], reassignTo=target, reason="On vacation"
    )
    task = sdk.call(CAMPAIGNS, "move", certifications[0].campaign_id, body)
    assert_accepted(sdk.version, sim.writes()[0].operation, sim.writes()[0].body)
    return task


def parts(sim: Simulator, sdk: Sdk, certification: Certification) -> Any:
    one = model(sdk.version, SERVICE, "ReassignReference")(id=certification.items[0].id, type="ITEM")
    return model(sdk.version, SERVICE, "ReviewReassign")(
        reassign=[one], reassignTo=sim.tenant.identity("bruno.costa").id, reason="On vacation"
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_list(sim: Simulator, sdk: Sdk) -> None:
    if sdk.version == "beta":
        check_list_of_beta(sim, sdk)
    else:
        check_list(sim, sdk)


def check_list(sim: Simulator, sdk: Sdk) -> None:
    open_one, done = add(sim), add(sim)
    done.sign_off()
    add(sim, "bruno.costa")
    (item,) = sdk.call(
        SERVICE, "list_identity_certifications", reviewer_identity="me", filters="completed eq false", count=True
    )
    assert (item.id, item.completed, item.signed, item.due) == (open_one.id, False, None, DUE)
    assert (item.campaign.id, item.reviewer.name, item.identities_total) == (open_one.campaign_id, "Anna Berg", 2)
    both = sdk.call(SERVICE, "list_identity_certifications", reviewer_identity=item.reviewer.id, sorters="-name")
    assert [one.id for one in both] == [done.id, open_one.id]
    assert (both[0].phase, both[0].signed is not None) == ("SIGNED", True)
    read = sdk.call(SERVICE, "get_identity_certification", open_one.id)
    assert read == item
    summaries = sdk.call("certification_summaries", "get_identity_summaries", open_one.id)
    assert [one.identity_id for one in summaries] == open_one.subject_ids
    items = sdk.call(SERVICE, "list_identity_access_review_items", open_one.id)
    assert [one.id for one in items] == [one.id for one in open_one.items]


def check_list_of_beta(sim: Simulator, sdk: Sdk) -> None:
    """The document, and so the model, wants the date of the signature also where nobody has signed."""
    add(sim)
    done = add(sim, "bruno.costa")
    done.sign_off()
    named = {"reviewer_identitiy": done.reviewer_id, "filters": 'phase eq "SIGNED"'}
    (item,) = sdk.call(SERVICE, "list_certifications", **named)
    assert (item.campaign_ref.id, item.reviewer.id, item.entities_total) == (done.campaign_id, done.reviewer_id, 2)
    (waiting,) = json.loads(sdk.call(SERVICE, "list_certifications", reviewer_identitiy="me", raw=True).data)
    assert waiting.pop("signed") is None
    read = model("beta", SERVICE, "CertificationDto").model_validate({**waiting, "signed": DUE})
    assert (read.completed, read.due) == (False, DUE)


@pytest.mark.parametrize("version", VERSIONS)
def test_whole_certifications(sim: Simulator, sdk: Sdk) -> None:
    several = [add(sim), add(sim)]
    task = hand_over(sim, sdk, *several)
    assert (task.status, task.type, task.target_type) == ("QUEUED", "ADMIN_REASSIGN", "CAMPAIGN")
    assert (task.target_id, task.errors) == (several[0].campaign_id, [])
    assert {one.reviewer_id for one in several} == {sim.tenant.identity("bruno.costa").id}
    (campaign,) = sdk.call(CAMPAIGNS, "get_active_campaigns", filters='status eq "ACTIVE"')
    assert campaign.actual_instance.id == task.target_id
    read = sdk.call(CAMPAIGNS, "get_campaign", task.target_id)
    assert getattr(read, "actual_instance", read).name == "Q3"


@pytest.mark.parametrize("version", NEWER_VERSIONS)
def test_task(sim: Simulator, sdk: Sdk) -> None:
    good, bad = add(sim), add(sim)
    bad.sign_off()
    bruno, elif_ = sim.tenant.identity("bruno.costa").id, sim.tenant.identity("elif.yilmaz").id
    sim.tenant.put_configuration(bruno, "CERTIFICATIONS", elif_, datetime(2026, 1, 1, tzinfo=timezone.utc))
    sim.set(bad_certification="error_some", handover_obeys_reassignment=True, async_requests=2)
    task = hand_over(sim, sdk, good, bad)
    (waiting,) = sdk.call(SERVICE, "get_pending_certification_tasks", filters='type eq "ADMIN_REASSIGN"')
    assert (waiting.id, waiting.status) == (task.id, "QUEUED")
    read = [sdk.call(SERVICE, "get_certification_task", task.id) for _number in range(2)]
    assert [one.status for one in read] == ["IN_PROGRESS", "ERROR"]
    assert bad.id in read[1].errors[0].text
    (step,) = read[1].reassignment_trail_dtos
    assert (step.previous_owner, step.new_owner, good.reviewer_id) == (bruno, elif_, elif_)


@pytest.mark.parametrize("version", NEWER_VERSIONS)
def test_parts(sim: Simulator, sdk: Sdk) -> None:
    one = add(sim)
    answer = sdk.call(SERVICE, "reassign_identity_certifications", one.id, parts(sim, sdk, one))
    assert (answer.id, answer.decisions_total) == (one.id, 1)
    (part,) = sdk.call(SERVICE, "list_identity_certifications")[1:]
    assert (part.reviewer.name, part.reassignment.var_from.id) == ("Bruno Costa", one.id)
    assert_accepted(sdk.version, sim.writes()[0].operation, sim.writes()[0].body)


@pytest.mark.parametrize("version", VERSIONS)
def test_parts_as_a_task(sim: Simulator, sdk: Sdk) -> None:
    one = add(sim)
    task = sdk.call(SERVICE, "submit_reassign_certs_async", one.id, parts(sim, sdk, one))
    assert (task.status, task.type) == ("QUEUED", "REASSIGN")
    if sdk.version == "beta":
        assert task.certification_id == one.id
        read = sdk.call(SERVICE, "get_identity_certification_task_status", one.id, task.id)
    else:
        assert (task.target_type, task.target_id) == ("CERTIFICATION", one.id)
        read = sdk.call(SERVICE, "get_certification_task", task.id)
    assert read.status == "SUCCESS"
    assert len(one.items) == 1
    assert_accepted(sdk.version, sim.writes()[0].operation, sim.writes()[0].body)
