# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Checks the options of the module ``work_item_action``. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import check_least
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

Params = t.Mapping[str, t.Any]

#: Options that only some actions support.
_OPTIONS_OF_ACTIONS = {
    "approval_item_ids": ("approve", "reject"),
    "forward_to": ("forward",),
    "comment": ("forward",),
    "account_selection": ("submit_account_selection",),
    "body": ("complete",),
}
_FILTERS = ("types", "created_before", "name_pattern")
#: Actions that cannot be undone; for all work items of an owner, they require ``max_changes``.
_DECIDING = ("complete", "approve", "reject")


def check_options(params: Params) -> None:
    """Raise ``InvalidInput`` for what can be checked without a request but not by the argument spec."""
    check_least(params, max_changes=0, concurrency=1)
    action = params["action"]
    _check_options_of_action(params, action)
    if params["approval_item_ids"] is not None and params["ids"] is None:
        raise InvalidInput("approval_item_ids needs ids: list the work items that contain them.")
    if action in _DECIDING and params["max_changes"] is None and _means_all_work_items(params):
        raise InvalidInput(
            f"action={action} for all work items of {params['owner']} requires max_changes, because it cannot be undone.",
            "Set max_changes to the largest number of work items that you expect, or choose work items with ids, types,"
            " created_before, or name_pattern.",
        )
    if action == "forward" and not params["comment"].strip():
        raise InvalidInput("comment is empty: the service requires one to forward a work item.")
    if action == "submit_account_selection" and not params["account_selection"]:
        raise InvalidInput("account_selection is empty: name at least one field of the form and its value.")


def _check_options_of_action(params: Params, action: str) -> None:
    """Raise ``InvalidInput`` for options that the action does not support, and for empty lists."""
    for option, actions in _OPTIONS_OF_ACTIONS.items():
        if params[option] is not None and action not in actions:
            raise InvalidInput(f"{option} is only for action={' and action='.join(actions)}, not for action={action}.")
    for option in ("types", "approval_item_ids"):
        if params[option] is not None and not params[option]:
            raise InvalidInput(f"{option} is empty: leave it out to mean all.")


def _means_all_work_items(params: Params) -> bool:
    return all(params[option] is None for option in ("ids", *_FILTERS))
