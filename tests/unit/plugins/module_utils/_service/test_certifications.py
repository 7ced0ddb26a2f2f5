# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.certifications import (
    Certifications,
    IdentityTarget,
    ReassignCertificationsRequest,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService

NEWER = [version for version in API_VERSIONS if version != "beta"]


def read(**item):
    (certification,) = Certifications(RecordedService([item]).client()).list("a1", 0).items
    return certification


def task(**fields):
    return Certifications(RecordedService({"id": "t", **fields}).client()).get_task("t", "c")


@pytest.mark.parametrize("version", API_VERSIONS)
@pytest.mark.parametrize(("filters", "expected"), [(None, ""), ('id eq "1"', ' and id eq "1"')])
def test_the_open_ones_of_a_reviewer(version, filters, expected):
    service = RecordedService([])
    Certifications(service.client(version)).list("a1", 250, filters)
    reviewer = "reviewer-identitiy" if version == "beta" else "reviewer-identity"  # misspelt in beta
    assert service.requests[0].params == {
        reviewer: "a1",
        "filters": f"completed eq false{expected}",
        "limit": 250,
        "offset": 250,
    }


@pytest.mark.parametrize("version", API_VERSIONS)
def test_what_beta_lacks(version):
    certifications = Certifications(RecordedService().client(version))
    assert certifications.tells_subjects is (version != "beta")
    assert certifications.campaign_field == ("campaignRef.id" if version == "beta" else "campaign.id")


@pytest.mark.parametrize("key", ["campaign", "campaignRef"])
def test_the_campaign_under_either_name(key):
    assert read(id="1", **{key: {"id": "c1", "name": "Q4"}}).campaign.id == "c1"


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({}, True),
        ({"signed": "", "phase": "ACTIVE", "completed": False}, True),
        ({"signed": "0001-01-01T00:00:00Z", "phase": None, "completed": None}, True),
        ({"phase": "SOMETHING_NEW"}, True),
        ({"signed": "2026-11-02T00:00:00Z"}, False),
        ({"phase": "SIGNED"}, False),
        ({"completed": True}, False),
    ],
)
def test_whether_a_certification_is_open(fields, is_open):
    assert read(id="1", **fields).is_open is is_open


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ({"id": "1", "reassignment": {"from": {"id": "0"}}}, {"0", "1"}),
        ({"id": "1", "reassignment": {"from": None}}, {"1"}),
        ({"id": "1", "reassignment": None}, {"1"}),
        ({"id": None}, set()),
    ],
)
def test_a_reassigned_certification_has_its_former_id_as_well(fields, ids):
    assert read(**fields).ids == ids


@pytest.mark.parametrize(
    ("status", "ended", "failed"),
    [("QUEUED", False, False), ("IN_PROGRESS", False, False), (None, False, False), ("SUCCESS", True, False)]
    + [("ERROR", True, True), ("SOMETHING_NEW", False, False)],
)
def test_how_far_a_task_is(status, ended, failed):
    found = task(status=status)
    assert (found.has_ended, found.has_failed) == (ended, failed)


@pytest.mark.parametrize(
    ("errors", "expected"),
    [([{"text": "no", "locale": "en"}, "never", {}, {"text": None}], ["no", "never", "", ""]), (None, [])],
)
def test_the_errors_of_a_task_are_objects_or_texts(errors, expected):
    assert task(errors=errors).errors == expected


def test_reassign_sends_a_target_and_reads_the_task():
    service = RecordedService([{"id": "t", "type": "ADMIN_REASSIGN", "status": "QUEUED"}])
    body = ReassignCertificationsRequest(
        certification_ids=["1", "2"], reassign_to=IdentityTarget(id="b1", type="IDENTITY"), reason="away"
    )
    found = Certifications(service.client()).reassign("c1", body)
    assert service.requests[0].body == {
        "certificationIds": ["1", "2"],
        "reassignTo": {"id": "b1", "type": "IDENTITY"},
        "reason": "away",
    }
    assert (found.id, found.is_reassignment, found.has_ended) == ("t", True, False)
    with pytest.raises(UnexpectedAnswer, match="invalid CertificationTask"):
        Certifications(RecordedService(None).client()).reassign("c1", body)


@pytest.mark.parametrize("version", NEWER)
def test_all_certifications_of_a_campaign_with_a_task_may_be_in_process(version):
    service = RecordedService(
        [{"id": "t1", "targetId": "c1", "type": None}, {"id": "t2", "targetId": "c2", "type": "SOMETHING_ELSE"}]
    )
    campaigns = {"1": "c1", "2": "c2", "3": "c1"}
    assert Certifications(service.client(version)).ids_in_process(campaigns) == {"1", "3"}
    (request,) = service.requests
    assert request.params["filters"] == 'targetId in ("c1", "c2")'


def test_beta_is_asked_for_the_tasks_of_each_certification():
    service = RecordedService([{"id": "t1", "type": "REASSIGN"}], [], {"id": "t3"})
    certifications = Certifications(service.client("beta"))
    assert certifications.ids_in_process({"1": "c1", "2": "c1"}) == {"1"}
    assert certifications.get_task("t3", "1").id == "t3"
    assert [request.path for request in service.requests] == [
        "/beta/certifications/1/tasks-pending",
        "/beta/certifications/2/tasks-pending",
        "/beta/certifications/1/tasks/t3",
    ]


def test_the_people_whose_access_is_reviewed():
    service = RecordedService([{"id": "s1", "identityId": "a1"}, {"identityId": None}])
    page = Certifications(service.client()).list_identity_summaries("1", 0)
    assert [one.identity_id for one in page.items] == ["a1", None]
    assert service.requests[0].path == "/certifications/v1/1/identity-summaries"
