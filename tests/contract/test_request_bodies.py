# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""That the check of request bodies refuses what the SDK would not send."""

from __future__ import annotations

import pytest
from request_bodies import assert_accepted
from sdk import REASSIGNMENT_VERSIONS, VERSIONS

CONFIGURATION = {
    "reassignedFromId": "fd66c9ace8a4aa48c02f8f820cf2ac24",
    "reassignedToId": "607b01d0d55632c63ef22bcd984bf8a1",
    "configType": "CERTIFICATIONS",
    "startDate": "2026-08-01T08:30:00.000+02:00",
    "endDate": None,
}


@pytest.mark.parametrize("version", REASSIGNMENT_VERSIONS)
@pytest.mark.parametrize("end", [None, "2026-08-21T00:00:00Z"])
def test_right_configuration(version: str, end: object) -> None:
    assert_accepted(version, "reassignments.create", dict(CONFIGURATION, endDate=end))


@pytest.mark.parametrize("version", REASSIGNMENT_VERSIONS)
@pytest.mark.parametrize(
    "wrong",
    [{"end_date": None}, {"startDate": "tomorrow"}, {"reassignedToId": 5}, {"endDate": ""}],
    ids=",".join,
)
def test_wrong_configuration(version: str, wrong: dict) -> None:
    with pytest.raises((AssertionError, ValueError)):
        assert_accepted(version, "reassignments.update", dict(CONFIGURATION, **wrong))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("work_items.forward", {"targetOwnerId": "x"}),
        ("work_items.forward", {"targetOwnerId": "x", "comment": "y", "notify": True}),
        ("work_items.complete", {}),
        ("work_items.bulk_approve", {"id": "x"}),
        ("work_items.submit_account_selection", []),
        ("access_request_approvals.forward", {"newOwnerId": "x"}),
        ("access_request_approvals.forward", {"newOwnerId": "x", "comment": "c" * 256}),
        ("campaigns.reassign", {"certificationIds": [], "reassignTo": {"id": "x", "type": "IDENTITY"}, "reason": "y"}),
        ("campaigns.reassign", {"certificationIds": ["c"], "reassignTo": "x", "reason": "y"}),
    ],
)
def test_wrong_bodies(version: str, operation: str, body: object) -> None:
    with pytest.raises((AssertionError, ValueError)):
        assert_accepted(version, operation, body)
