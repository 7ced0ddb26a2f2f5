# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.plan import (
    HAND_BACK,
    Assignment,
    Entry,
    Plan,
    Planned,
)
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.survey import Survey
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._waiting_work.fake_queue import (
    REAL,
    FakeQueue,
    item,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService, error

ANNA, BRUNO, CHLOE = "a" * 32, "b" * 32, "c" * 32
TYPES = [queue.config_type for queue in REAL.values()]
PEOPLE = [{"id": ANNA, "name": "Anna"}, {"id": BRUNO, "alias": "bruno.costa"}, {"id": CHLOE, "name": "Chloe"}]
NOT_AWAY = {"configDetails": []}
AWAY = {"configDetails": [{"configType": "MANUAL_TASKS", "targetIdentity": {"id": CHLOE}}]}


def entry(owner=ANNA, target=None, config_types=TYPES, **more):
    return Entry(owner, target, config_types, **more)


class Books:
    """Bookkeeping of which this is open."""

    evaluations_needed = ()
    warnings = ()

    def __init__(self, *pairs):
        self.people = dict.fromkeys(pairs)

    def look(self, items, read, queues):
        self.seen = ([one.id for one in items], list(read))


@pytest.fixture()
def make():
    """A survey of these items that gets these answers; its queues by name, and the requests."""

    def _make(*items, answers=(), version="v1", books=None):
        queues = {name: FakeQueue(name, *(one for one in items if one.queue == name)) for name in REAL}
        service = RecordedService(*answers)
        return Survey(service.client(version), queues, 1, books), queues, service.requests

    return _make


def targets(plan):
    return [(one.change.before.item.id, one.change.after.holder_id) for one in plan.planned]


class TestItems:
    def test_each_list_is_read_once_and_only_those_of_the_work_types(self, make):
        survey, queues, unused = make(
            item("1", BRUNO), item("2", ANNA, "certifications"), item("3", ANNA), item("4", CHLOE)
        )
        entries = [entry(BRUNO, config_types=["MANUAL_TASKS"]), entry(ANNA), entry(BRUNO, CHLOE, ["MANUAL_TASKS"])]
        assert [one.id for one in survey.read_items(entries)] == ["1", "2", "3"], "in the order of the entries"
        assert {name: queue.listed for name, queue in queues.items()} == {
            "work_items": [BRUNO, ANNA],
            "access_request_approvals": [ANNA],
            "generic_approvals": [ANNA],
            "certifications": [ANNA],
        }

    @pytest.mark.parametrize(("config_types", "found"), [(TYPES, ["1"]), (["GENERIC_APPROVALS"], [])])
    def test_what_may_be_an_approval_of_an_access_request_waits_for_that_work_type(self, make, config_types, found):
        survey, unused, unused_too = make(item("1", ANNA, "generic_approvals", type="ACCESS_REQUEST_APPROVAL"))
        assert [one.id for one in survey.read_items([entry(config_types=config_types)])] == found

    def test_a_queue_that_may_not_be_read_is_left_out(self, make):
        survey, queues, unused = make(item("1", ANNA))
        queues["certifications"].list_errors = {ANNA: error(403)}
        assert [one.id for one in survey.read_items([entry()])] == ["1"]
        assert [one.queue for one in survey.left_out] == ["certifications"]

    def test_the_lists_of_open_handovers_are_read_as_well(self, make):
        books = Books(
            ("work_items", ANNA), ("work_items", BRUNO), ("generic_approvals", BRUNO), ("certifications", ANNA)
        )
        survey, queues, unused = make(item("1", ANNA), item("2", BRUNO), version="v2024", books=books)
        queues["certifications"].list_errors = {ANNA: error(403)}
        survey.read_items([entry(config_types=["MANUAL_TASKS"])])
        assert queues["work_items"].listed == [ANNA, BRUNO]
        assert queues["generic_approvals"].listed == [], "this version could not give anything back"
        assert books.seen == (["1", "2"], [("work_items", ANNA), ("work_items", BRUNO)])


class TestPlan:
    def test_where_nobody_is_named_the_service_is_asked(self, make):
        items = [item("1", ANNA), item("2", ANNA)]
        survey, unused, requests = make(*items, answers=[{"reassignToId": BRUNO}, PEOPLE])
        assert targets(survey.plan([entry()], items)) == [("1", BRUNO), ("2", BRUNO)]
        assert [one.path.split("/")[1] for one in requests] == ["reassignment-configurations", "public-identities"]
        assert survey.person(ANNA) == {"id": ANNA, "name": "Anna"}

    def test_so_may_be_the_end_of_a_chain_that_the_service_does_not_follow_further(self, make):
        steps = [{"reassignedFromId": source, "reassignedToId": target} for source, target in zip("abcde", "bcdef")]
        items = [item("1", ANNA)]
        survey, unused, unused_too = make(*items, answers=[{"reassignToId": BRUNO, "lookupTrail": steps}, PEOPLE, AWAY])
        assert [one.target_id for one in survey.plan([entry()], items).skipped] == [BRUNO]

    def test_whose_name_is_known_is_not_read_again(self, make):
        items = [item("1", ANNA)]
        survey, unused, requests = make(*items, answers=[NOT_AWAY])
        survey.identities = {one["id"]: Identity.model_validate(one) for one in PEOPLE}
        assert targets(survey.plan([entry(target=BRUNO)], items)) == [("1", BRUNO)] and len(requests) == 1

    def test_what_goes_back_is_not_handed_over_as_well(self, make):
        items = [item("1", ANNA), item("2", ANNA)]
        books = Books()
        survey, unused, unused_too = make(*items, answers=[PEOPLE, NOT_AWAY], books=books)
        back = Planned(Change(HAND_BACK, Assignment(items[0], ANNA), Assignment(items[0], CHLOE)))
        books.plan = lambda facts: Plan([back], [], [], 0)
        assert targets(survey.plan([entry(target=BRUNO)], items)) == [("1", CHLOE), ("2", BRUNO)]

    def test_whoever_is_named_may_be_away(self, make):
        items = [item("1", ANNA), item("2", ANNA, "generic_approvals")]
        survey, unused, requests = make(*items, answers=[PEOPLE, AWAY])
        plan = survey.plan([entry(target=BRUNO)], items)
        assert targets(plan) == [("2", BRUNO)] and [one.assignment.item.id for one in plan.skipped] == ["1"]
        assert requests[-1].path.endswith(f"/{BRUNO}")

    def test_nothing_is_asked_about_what_nobody_would_get(self, make):
        items = [item("1", ANNA, in_process="FORWARDED")]
        survey, unused, requests = make(*items)
        assert survey.plan([entry(target=BRUNO)], items).in_process == items
        assert survey.plan([entry(target=BRUNO)], []).planned == [] and requests == []

    def test_a_target_who_does_not_exist_gets_nothing(self, make):
        items = [item("1", ANNA)]
        survey, unused, unused_too = make(*items, answers=[PEOPLE[:1], NOT_AWAY])
        survey.identities[BRUNO] = Identity(id=BRUNO)  # as for somebody who is given by ID
        plan = survey.plan([entry(target=BRUNO)], items)
        assert plan.planned == [] and [one.target_id for one in plan.skipped] == [BRUNO]
        assert survey.name(BRUNO) == BRUNO and survey.name(ANNA) == f"Anna ({ANNA})"

    def test_where_it_may_not_be_known_whether_somebody_is_away_there_is_a_warning(self, make):
        items = [item("1", ANNA)]
        survey, unused, unused_too = make(*items, answers=[PEOPLE, error(403)])
        assert targets(survey.plan([entry(target=BRUNO)], items)) == [("1", BRUNO)]
        (warning,) = survey.warnings
        assert "bruno.costa" in warning and BRUNO in warning

    def test_certifications_are_not_given_to_whom_they_review_or_while_a_task_has_them(self, make):
        items = [item(str(number), ANNA, "certifications") for number in range(3)]
        items[2] = item("2", ANNA, "certifications", in_process="REASSIGN")
        survey, queues, unused = make(*items, answers=[PEOPLE, NOT_AWAY])
        queues["certifications"].subjects = {"0": {BRUNO}}
        plan = survey.plan([entry(target=BRUNO)], items)
        assert targets(plan) == [("1", BRUNO)]
        assert [one.assignment.item.id for one in plan.skipped] == ["0"]
        assert [one.id for one in plan.in_process] == ["2"]

    def test_another_error_is_raised(self, make):
        items = [item("1", ANNA)]
        survey, unused, unused_too = make(*items, answers=[PEOPLE, error(500)])
        with pytest.raises(ServiceError, match="500"):
            survey.plan([entry(target=BRUNO)], items)
