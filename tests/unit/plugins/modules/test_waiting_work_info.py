# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import timedelta

import pytest

from ansible_collections.community.sailpoint.plugins.modules import waiting_work_info
from ansible_collections.community.sailpoint.tests.unit.helpers import run_module
from ansible_collections.community.sailpoint.tests.unit.plugins.modules.waiting import (
    BRUNO,
    CHLOE,
    NOW,
    QUEUES,
    VERSIONS,
)


@pytest.fixture()
def look(waiting):
    """Runs the module about Bruno, in check mode as well, without a write."""

    def run(*identities, **options):
        waiting.simulator.clear_log()
        arguments = {**waiting.connection, "identities": list(identities or [BRUNO]), **options}
        planned = run_module(waiting_work_info, arguments, check_mode=True)
        waiting.simulator.clear_log()
        result = run_module(waiting_work_info, arguments)
        for one in (planned, result):
            one.pop("tracking_id", None)
        assert result == planned and not result["changed"] and waiting.simulator.writes() == []
        return result

    return run


@pytest.mark.parametrize("version", VERSIONS)
def test_all_queues_of_the_version(waiting, look, version):
    waiting.fill()
    waiting.fill(CHLOE)
    result = look(BRUNO, CHLOE, api_version=version)
    has_generic = version not in ("v3", "beta")
    counts = {"work_items": 3, "access_request_approvals": 3, "generic_approvals": 2, "certifications": 3}
    if not has_generic:
        del counts["generic_approvals"]
    assert [one["by_queue"] for one in result["people"]] == [counts, counts]
    assert [one["total"] for one in result["people"]] == [sum(counts.values())] * 2
    assert result["queues"] == [queue for queue in QUEUES if queue in counts]
    assert [one["queue"] for one in result["queues_left_out"]] == ([] if has_generic else ["generic_approvals"])
    names = [one["identity"]["name"] for one in result["waiting"]]
    assert names == ["Bruno Costa"] * sum(counts.values()) + ["Chloé Dubois"] * sum(counts.values())
    # One list for each person and queue, or for everybody where the service cannot restrict it.
    lists = 2 * len(counts) - (version == "v2024")
    assert len(waiting.simulator.calls()) == lists + 1


def test_an_item(waiting, look):
    certification = waiting.tenant.add_certification(BRUNO, "Autumn", name="Review", created=NOW, due=NOW)
    assert look()["waiting"] == [
        {
            "identity": {"id": waiting.bruno, "name": "Bruno Costa"},
            "queue": "certifications",
            "config_type": "CERTIFICATIONS",
            "id": certification.id,
            "name": "Review",
            "type": None,
            "created": NOW.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "due": NOW.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "campaign": {"id": certification.campaign_id, "name": "Autumn"},
            "requester": None,
            "requested_for": None,
            "governance_group": None,
            "in_process": None,
        }
    ]


def test_signed_off_and_decided_ones_do_not_wait(waiting, look):
    waiting.fill()
    next(iter(waiting.tenant.certifications.values())).sign_off()
    next(iter(waiting.tenant.generic_approvals.values())).decide("APPROVED")
    next(iter(waiting.tenant.access_request_approvals.values())).decide("APPROVED")
    next(iter(waiting.tenant.work_items.values())).finish()
    assert look()["people"][0]["total"] == 7


def test_dates(waiting, look):
    for days in (1, 3):
        waiting.tenant.add_generic_approval(BRUNO, created=NOW - timedelta(days=days), due=NOW + timedelta(days=days))
    waiting.tenant.add_work_item(BRUNO, created=NOW - timedelta(days=3))
    middle = timedelta(days=2)
    assert look(created_before=(NOW - middle).isoformat())["people"][0]["by_queue"] == {
        "work_items": 1,
        "generic_approvals": 1,
    }
    assert look(due_before=(NOW + middle).isoformat())["people"][0]["by_queue"] == {"generic_approvals": 1}
    assert look()["people"][0]["oldest"] == (NOW - timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize("form", ["same_id", "own_id"])
def test_an_approval_that_is_listed_twice_is_shown_once(waiting, look, form):
    waiting.simulator.set(double_listing=form)
    waiting.tenant.add_access_request_approval(BRUNO)
    assert look()["people"][0]["by_queue"] == {"access_request_approvals": 1}


def test_what_waits_for_a_group_and_what_is_in_process(waiting, look):
    waiting.tenant.add_governance_group("Auditors", [BRUNO])
    waiting.tenant.add_generic_approval("Auditors")
    waiting.tenant.add_access_request_approval(BRUNO, in_process="REJECTED")
    shown = {one["queue"]: (one["governance_group"], one["in_process"]) for one in look()["waiting"]}
    assert shown == {"generic_approvals": ("Auditors", None), "access_request_approvals": (None, "REJECTED")}


def test_a_queue_that_the_user_may_not_read_is_left_out(waiting, look):
    waiting.limit_scopes("idn:campaign:read")
    waiting.fill()
    result = look()
    assert result["people"][0]["total"] == 8
    (left,) = result["queues_left_out"]
    assert (left["queue"], left["scope"]) == ("certifications", "idn:campaign:read") and "403" in left["reason"]
    assert "idn:campaign:read" in result["warnings"][0]


def test_the_only_queue_that_the_user_may_not_read_is_an_error(waiting, look):
    waiting.limit_scopes("idn:campaign:read")
    result = look(config_types=["CERTIFICATIONS"])
    assert result["failed"] and result["status_code"] == 403 and "idn:campaign:read" in result["hint"]


@pytest.mark.parametrize("version", ["v3", "beta"])
def test_a_queue_that_the_version_lacks_is_an_error_if_it_is_asked_for(waiting, look, version):
    result = look(config_types=["GENERIC_APPROVALS"], api_version=version)
    assert result["failed"] and f"api_version {version} cannot list generic approvals" in result["msg"]
    assert waiting.simulator.requests == []


@pytest.mark.parametrize("version", ["v1", "v2024"])
def test_long_lists(waiting, look, version):
    for unused in range(260):
        waiting.tenant.add_generic_approval(BRUNO)
        waiting.tenant.add_certification(BRUNO)
    assert look(api_version=version)["people"][0]["by_queue"] == {"generic_approvals": 260, "certifications": 260}
