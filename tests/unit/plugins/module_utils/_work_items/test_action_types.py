# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each action makes of a work item, without a service."""

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import WorkItem
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.action_types import (
    Contradiction,
    Decide,
    SubmitAccountSelection,
    Unsuitable,
)


def work_item(*approval_states, **more):
    items = [{"id": f"a{number}", "state": state} for number, state in enumerate(approval_states)]
    return WorkItem.model_validate({"id": "x", "approvalItems": items, **more})


class TestDecide:
    @pytest.mark.parametrize(("action", "state"), [("approve", "Finished"), ("reject", "Rejected")])
    def test_a_closed_item_that_does_not_tell_its_approval_items_tells_how_it_ended(self, action, state):
        assert Decide(action, None).plan(work_item(state=state)) == []
        assert Decide(action, ["a0"]).plan(work_item(state=state)) == []
        with pytest.raises(Contradiction, match="is already Expired"):
            Decide(action, None).plan(work_item(state="Expired"))

    @pytest.mark.parametrize("state", [None, "Pending"])
    def test_undecided_approval_items_of_a_closed_item_share_its_end(self, state):
        assert Decide("approve", None).plan(work_item(state, state, state="Finished")) == []
        with pytest.raises(Contradiction, match="a0 is Canceled"):
            Decide("approve", None).plan(work_item(state, state="Canceled"))

    def test_only_undecided_ones_are_decided(self):
        (change,) = Decide("approve", None).plan(work_item("Finished", None, "Pending", "SomethingNew"))
        assert [one["id"] for one in change.after.shown["approval_items"]] == ["a1", "a2", "a3"]

    def test_what_was_decided_is_seen_where_the_item_is_closed_and_tells_no_approval_items(self):
        action = Decide("reject", None)
        (change,) = action.plan(work_item(None))
        assert action.look(change, work_item(state="Rejected")) == change.after.shown
        assert action.look(change, work_item(state="Finished")) != change.after.shown
        assert action.look(change, work_item(None)) == change.before.shown

    def test_an_open_item_without_approval_items(self):
        with pytest.raises(Unsuitable, match="has no approval items"):
            Decide("approve", None).plan(work_item())


class TestSubmitAccountSelection:
    def test_a_form_that_does_not_tell_its_fields_takes_any(self):
        (change,) = SubmitAccountSelection({"any": 1}).plan(work_item(form={"sections": []}))
        assert change.after.shown == {"state": "Finished", "account_selection": {"any": 1}}

    def test_a_closed_item_may_have_lost_its_form_or_write_values_in_another_way(self):
        action = SubmitAccountSelection({"number": 5})
        assert action.plan(work_item(state="Finished")) == []
        form = {"sections": [{"formItems": [{"name": "number", "value": "5"}]}]}
        assert action.plan(work_item(state="Finished", form=form)) == []
        with pytest.raises(Contradiction, match="is already Canceled"):
            action.plan(work_item(state="Canceled", form=form))
