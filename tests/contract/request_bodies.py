# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the official SDK's models accept what a client sent: for the contract tests of the collection's client."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sdk import model

_MODELS = {
    "reassignments.create": ("work_reassignment", "ConfigurationItemRequest"),
    "reassignments.update": ("work_reassignment", "ConfigurationItemRequest"),
    "reassignments.update_tenant_config": ("work_reassignment", "TenantConfigurationRequest"),
    "work_items.forward": ("work_items", "WorkItemForward"),
    "access_request_approvals.forward": ("access_request_approvals", "ForwardApprovalDto"),
    "generic_approvals.reassign": ("approvals", "ApprovalReassignRequest"),
    "generic_approvals.bulk_reassign": ("approvals", "BulkReassignRequestDTO"),
    "campaigns.reassign": ("certification_campaigns", "AdminReviewReassign"),
    "certifications.reassign": ("certifications", "ReviewReassign"),
    "certifications.reassign_async": ("certifications", "ReviewReassign"),
}


def assert_accepted(version: str, operation: str | None, body: Any) -> None:
    """Fail unless the SDK of this API version would send the same body.

    operation is as the simulator logs it ("reassignments.update"), body is parsed JSON. Fields that the SDK does not
    know count as wrong, as do values that its models refuse (pydantic.ValidationError, a ValueError).
    """
    if operation in _MODELS:
        # Not from_dict: that turns a null "disabled" into false.
        read = model(version, *_MODELS[operation]).model_validate(body)
        assert _plain(read.to_dict()) == _plain(body)
    elif operation == "work_items.submit_account_selection":
        assert isinstance(body, dict)
    elif operation == "work_items.complete":
        assert body is None or isinstance(body, str)
    else:
        assert body is None, "%s takes no body" % operation


def _plain(value: Any) -> Any:
    """The value with everything that is an instant as one, however it was written."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, str) and len(value) >= 20 and value[4] == "-" and "T" in value:
        try:
            return datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            return value
    return value
