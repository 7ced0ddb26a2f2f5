# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.action_options import check_options
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._work_items.jobs import FORWARD, PARAMS


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"action": "complete", "owner": "x", "comment": "y"}, "comment is only for action=forward, not for"),
        ({"action": "approve", "owner": "x", "forward_to": "y"}, "forward_to is only for action=forward"),
        ({"action": "approve", "ids": ["x"], "body": "y"}, "body is only for action=complete"),
        ({"action": "approve", "ids": ["x"], "account_selection": {"a": 1}}, "account_selection is only for"),
        (
            {"action": "complete", "ids": ["x"], "approval_item_ids": ["y"]},
            "approval_item_ids is only for action=approve and action=reject, not for action=complete.",
        ),
        ({"action": "approve", "owner": "x", "approval_item_ids": ["y"]}, "approval_item_ids needs ids"),
        ({"action": "approve", "ids": ["x"], "approval_item_ids": []}, "approval_item_ids is empty"),
        ({"action": "complete", "owner": "x", "types": []}, "types is empty"),
        ({"action": "complete", "owner": "x"}, "all work items of x requires max_changes"),
        ({"action": "approve", "owner": "x"}, "all work items of x requires max_changes"),
        ({"action": "reject", "owner": "x"}, "all work items of x requires max_changes"),
        ({"action": "complete", "owner": "x", "max_changes": -1}, "max_changes must be at least 0, not -1."),
        ({"action": "complete", "owner": "x", "concurrency": 0}, "concurrency must be at least 1, not 0."),
        ({**FORWARD, "owner": "x", "comment": " "}, "comment is empty"),
        ({"action": "submit_account_selection", "ids": ["x"], "account_selection": {}}, "account_selection is empty"),
    ],
)
def test_options_that_do_not_fit_are_told(params, message):
    with pytest.raises(InvalidInput) as caught:
        check_options({**PARAMS, **params})
    assert message in caught.value.message
