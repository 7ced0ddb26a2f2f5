# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.state import (
    KnownReassignments,
    configurations_of,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError, UnexpectedAnswer
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import MOVED, Page
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfiguration,
    ReassignmentConfigurations,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    Answer,
    ConnectionSettings,
    Transport,
)
from ansible_collections.community.sailpoint.tests.simulator import Fault, Simulator

START = datetime(2026, 12, 1, tzinfo=timezone.utc)
TYPE = "CERTIFICATIONS"


@pytest.fixture(scope="module")
def running():
    with Simulator(people=600) as simulator:
        yield simulator


@pytest.fixture()
def simulator(running):
    running.reset()
    running.clear_log()
    running.clear_faults()
    return running


def fill(simulator, number):
    """Give so many people a cover; their IDs."""
    people = list(simulator.tenant.identities)
    for identity_id in people[1 : number + 1]:
        simulator.tenant.put_configuration(identity_id, TYPE, people[0], START, None)
    return people[1 : number + 1]


def tenant(simulator, version="v1", retries=0):
    settings = ConnectionSettings(simulator.url, access_token=simulator.issue_token(), rate_limit=0, retries=retries)
    return KnownReassignments(ReassignmentConfigurations(Client(Transport(settings), version)), concurrency=4)


@pytest.mark.parametrize("number", [0, 1, 19, 20, 21, 40, 41, 249, 250, 251, 500])
@pytest.mark.parametrize("paging", ["20", "250"])
@pytest.mark.parametrize("list_count", [True, False])
def test_all_pages_are_read_and_no_more(simulator, number, paging, list_count):
    simulator.set(list_paging=paging, list_count=list_count)
    people = fill(simulator, number)
    read = tenant(simulator)
    read.read_everything()
    assert read.incomplete is None
    assert {key.identity_id for key in read.configurations} == set(people)
    # Each page but the first repeats the last entry of the one before.
    size = int(paging)
    pages = 1 if number <= size else 1 + -(-(number - size) // (size - 1))
    # After a last page that is full, another one is asked for.
    full = number in (20, 250) if pages == 1 else (number - size) % (size - 1) == 0
    assert pages <= len(simulator.calls()) <= pages + (full or not list_count)
    assert people == [] or people[0] in read
    assert "anybody" in read


@pytest.mark.parametrize(
    "paging, number, complete",
    [
        ("none", 0, True),
        ("none", 19, True),
        ("offset_ignored_no_count", 19, True),
        ("offset_ignored", 20, True),
        ("offset_ignored", 50, False),
        ("offset_ignored_no_count", 20, False),
        ("offset_ignored_no_count", 50, False),
    ],
)
def test_a_list_that_may_be_cut_is_not_complete(simulator, paging, number, complete):
    simulator.set(list_paging=paging)
    people = fill(simulator, number)
    read = tenant(simulator)
    read.read_everything()
    assert (read.incomplete is None) == complete
    if not complete:
        assert "anybody" not in read
        read.read(people)
        assert {key.identity_id for key in read.configurations} == set(people)


def test_a_list_without_paging_is_complete_only_if_its_total_says_so(simulator):
    simulator.set(list_paging="none")
    fill(simulator, 300)
    read = tenant(simulator)
    read.read_everything()
    answered = simulator.calls()[0]
    assert answered.operation == "reassignments.list"
    assert len({key.identity_id for key in read.configurations}) == 300
    # Without a total, and with the offset ignored, nothing tells this list from one that is cut.
    assert read.incomplete is None or len(simulator.calls()) == 2


def test_a_page_that_fails_makes_the_list_incomplete(simulator):
    fill(simulator, 100)
    simulator.add_fault(Fault("status", status=500, after=2))
    read = tenant(simulator)
    read.read_everything()
    assert "could not be read" in read.incomplete and "500" in read.incomplete


def test_few_are_read_one_by_one(simulator):
    people = fill(simulator, 100)
    read = tenant(simulator)
    read.read(people[:3])
    assert [request.operation for request in simulator.calls()] == ["reassignments.get"] * 3
    read.read(people[:3])
    assert len(simulator.calls()) == 3


def test_many_are_read_from_the_list(simulator):
    people = fill(simulator, 100)
    read = tenant(simulator)
    read.read(people)
    assert [request.operation for request in simulator.calls()] == ["reassignments.list"] * 5


@pytest.mark.parametrize("list_count", [True, False])
def test_a_list_longer_than_what_is_asked_for_is_not_read(simulator, list_count):
    simulator.set(list_count=list_count)
    people = fill(simulator, 500)
    read = tenant(simulator)
    read.read(people[:10])
    assert len(simulator.calls()) <= (11 if list_count else 20)
    assert all(Key(identity_id, TYPE) in read.configurations for identity_id in people[:10])


@pytest.mark.parametrize("form", ["not_found", "empty"])
def test_an_identity_without_configurations_is_known(simulator, form):
    simulator.set(missing_configuration=form)
    read = tenant(simulator)
    read.read(["f" * 32])
    assert "f" * 32 in read and read.configurations == {}


@pytest.mark.parametrize("kind", ["html", "gateway"])
def test_somebody_elses_404_says_nothing(simulator, kind):
    simulator.add_fault(Fault(kind, status=404))
    with pytest.raises(ServiceError, match="404"):
        tenant(simulator).read(["f" * 32])


@pytest.mark.parametrize("fault", [Fault("wrong_shape"), Fault("status", status=404)], ids=lambda fault: fault.kind)
def test_a_list_with_something_odd_does_not_keep_others_from_being_read(simulator, fault):
    people = fill(simulator, 10)
    simulator.add_fault(Fault(**{**vars(fault), "path": "reassignment-configurations/v1$", "times": 99}))
    read = tenant(simulator)
    read.read(people)
    assert {key.identity_id for key in read.configurations} == set(people)
    with pytest.raises((ServiceError, UnexpectedAnswer)):
        read.read_everything()


def test_entries_that_say_little_are_left_out():
    odd = [{"configType": None}, {"configType": TYPE, "targetIdentity": None, "startDate": None}]
    answer = ReassignmentConfiguration.model_validate({"identity": None, "configDetails": odd})
    assert list(configurations_of("f" * 32, answer)) == [TYPE]


def test_identities_that_are_repeated_with_other_types_are_put_together():
    class EveryType:
        get = None  # not needed

        def list(self, offset):
            entries = [
                {"identity": {"id": identity_id}, "configDetails": [{"configType": config_type}]}
                for identity_id in ("a", "b", "c", "d")
                for config_type in (TYPE, "MANUAL_TASKS")
            ]
            return Page([ReassignmentConfiguration.model_validate(entry) for entry in entries], len(entries))

    read = KnownReassignments(EveryType(), concurrency=1)
    read.read(["a", "b", "c", "d"])
    assert len(read.configurations) == 8
    assert "more than once" in read.incomplete


def test_an_instant_beyond_the_calendar_is_an_answer_that_makes_no_sense(simulator):
    (person,) = fill(simulator, 1)
    api = tenant(simulator)._service
    answer = {
        "identity": {"id": person},
        "configDetails": [{"configType": TYPE, "endDate": "9999-12-31T23:59:59-05:00"}],
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "call", lambda *args, **kwargs: Answer(200, {}, answer))
        with pytest.raises(UnexpectedAnswer, match="beyond the end of the calendar"):
            api.get(person)


@pytest.mark.parametrize("total", ["\u00b2", "-1", "1e3", "many", ""])
def test_a_total_that_is_no_number_is_none(total):
    class Service:
        def send(self, *args, **kwargs):
            return Answer(200, {"X-Total-Count": total}, [])

    assert ReassignmentConfigurations(Client(Service(), "v1")).list(0).total is None


class ChangingList:
    """A list of ``people`` in pages of 20 that loses its first entry and gets another one after some requests."""

    def __init__(self, people, changes):
        self.people, self.changes, self.requests = list(people), set(changes), []

    def list(self, offset):
        self.requests.append(offset)
        page = [self.answer(person) for person in self.people[offset : offset + 20]]
        if len(self.requests) in self.changes:
            self.people = [*self.people[1:], f"new{len(self.requests)}"]
        return Page(page, len(self.people))

    def get(self, identity_id):
        self.requests.append(identity_id)
        return self.answer(identity_id if identity_id in self.people else None)

    @staticmethod
    def answer(person):
        details = [{"configType": TYPE, "targetIdentity": {"id": "boss"}}] if person else []
        return ReassignmentConfiguration.model_validate({"identity": {"id": person}, "configDetails": details})


PEOPLE = [f"p{number:02}" for number in range(50)]


def test_a_list_that_moved_is_read_again():
    service = ChangingList(PEOPLE, changes=[1])
    read = KnownReassignments(service, concurrency=1)
    read.read_everything()
    assert read.incomplete is None
    assert {key.identity_id for key in read.configurations} == set(service.people)
    assert service.requests.count(0) == 2


def test_a_list_that_never_rests_is_not_complete():
    service = ChangingList(PEOPLE, changes=range(1, 100))
    read = KnownReassignments(service, concurrency=1)
    read.read_everything()
    assert read.incomplete == MOVED
    assert service.requests.count(0) == 3
    assert "somebody" not in read


def test_who_is_missing_from_a_list_of_several_pages_is_read_alone():
    """The list loses an entry while it is read, so that another one moves to the page that was read before."""
    service = ChangingList(PEOPLE, changes=[1])
    read = KnownReassignments(service, concurrency=1)
    read.read([*PEOPLE, "nobody"])
    assert service.requests == [0, 20, 40, "nobody", "p20"]
    assert Key("p20", TYPE) in read.configurations and "nobody" in read
    # For a chain, the list is good enough.
    assert "somebody" in read


def test_if_many_are_missing_the_list_is_read_with_overlapping_pages():
    service = ChangingList(PEOPLE, changes=[])
    read = KnownReassignments(service, concurrency=1)
    new = [f"x{number}" for number in range(30)]
    read.read(new)
    assert service.requests == [0, 20, 40, 0, 19, 38]
    assert read.incomplete is None
    service = ChangingList(PEOPLE, changes=[4])
    read = KnownReassignments(service, concurrency=1)
    read.read(new)
    assert service.requests[6:] == sorted(new)


def test_a_list_of_one_page_needs_no_proof():
    service = ChangingList(PEOPLE[:10], changes=[])
    read = KnownReassignments(service, concurrency=1)
    read.read(["x1", "x2", "x3", "x4"])
    assert service.requests == [0]


def refusing(simulator, people, **fault):
    for identity_id in people:
        simulator.add_fault(Fault(**{"path": f"v1/{identity_id}$", "times": 99, **fault}))


@pytest.mark.parametrize("fault", [{"kind": "status", "status": 403}, {"kind": "status", "status": 500}])
def test_who_cannot_be_read_does_not_keep_others_from_being_read(simulator, fault):
    people = fill(simulator, 500)[-6:]
    refusing(simulator, people[1:3], **fault)
    read = tenant(simulator)
    read.read(people, keep_errors=True)
    assert set(read.errors) == set(people[1:3])
    assert {error.status_code for error in read.errors.values()} == {fault["status"]}
    assert people[1] not in read and Key(people[5], TYPE) in read.configurations
    with pytest.raises(ServiceError, match=str(fault["status"])):
        tenant(simulator).read(people)


def test_wrong_credentials_are_no_matter_of_one_identity(simulator):
    people = fill(simulator, 5)
    refusing(simulator, people[:3], kind="status", status=401)
    read = tenant(simulator)
    with pytest.raises(ServiceError, match="401"):
        read.read(people[:3], keep_errors=True)
    assert read.errors == {}


def test_those_who_may_be_read_are_read_where_the_list_may_not(simulator):
    people = fill(simulator, 10)
    simulator.add_fault(Fault("status", status=403, path="reassignment-configurations/v1$", times=99))
    read = tenant(simulator)
    read.read(people)
    assert {key.identity_id for key in read.configurations} == set(people)
    with pytest.raises(ServiceError, match="403"):
        read.read_everything()
