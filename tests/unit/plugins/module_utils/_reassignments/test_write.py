# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The unit of one identity, carried out by the engine, against a service in memory."""

from __future__ import annotations

import types
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change, Outcome
from ansible_collections.community.sailpoint.plugins.module_utils._engine.executor import ExecutionOptions, Executor
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.habits import Habits
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.write import IdentityUnit
from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ConnectionFailed, ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfiguration,
)

NOW = datetime.now(timezone.utc).replace(microsecond=0)
START, END = NOW - timedelta(days=1), NOW + timedelta(days=30)
FIRST, SECOND, SIBLING = "ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS"
WORDING = types.SimpleNamespace(
    reassignment=lambda conf: f"a reassignment to {conf.target_id}" if conf else "nothing",
    person=lambda identity_id: identity_id.upper(),
)


def configuration(config_type, target="old", end=END):
    return Configuration(Key("anna", config_type), target, Window(START, end))


class Service:
    """What Anna has configured. ``meanwhile`` is called before each write, and can change it as somebody else would."""

    def __init__(self, *held, drops=False, shows_all=True):
        self.held = {conf.key.config_type: conf for conf in held}
        self.drops = drops
        self.shows_all = shows_all
        self.log = []
        self.meanwhile = lambda: None

    def get(self, identity_id):
        self.log.append("GET")
        return self._answer(self.held.values())

    def create(self, body):
        return self._write("POST", body)

    def update(self, body):
        if self.drops:
            self.held = {}
        return self._write("PUT", body)

    def delete(self, identity_id, config_type):
        self.meanwhile()
        self.log.append("DELETE")
        self.held.pop(config_type, None)

    def _write(self, method, body):
        self.meanwhile()
        self.log.append(method)
        start, end = (
            text and datetime.fromisoformat(text.replace("Z", "+00:00")) for text in (body.start_date, body.end_date)
        )
        conf = Configuration(Key("anna", body.config_type), body.reassigned_to_id, Window(start, end))
        self.held[body.config_type] = conf
        return self._answer(self.held.values() if self.shows_all else [conf])

    @staticmethod
    def _answer(confs):
        details = [
            {
                "configType": conf.key.config_type,
                "targetIdentity": {"id": conf.target_id},
                "startDate": conf.window.start,
                "endDate": conf.window.end,
            }
            for conf in confs
        ]
        return ReassignmentConfiguration.model_validate({"identity": {"id": "anna"}, "configDetails": details})


def update(config_type, target="new"):
    return Change("update", configuration(config_type), configuration(config_type, target))


def run(service, *changes, habits=None, held=None, options=None):
    """The unit and the outcomes, in the order of the changes."""
    unit = IdentityUnit(service, changes, dict(service.held if held is None else held), habits or Habits(), WORDING)
    outcomes = [Outcome(change) for change in changes]
    Executor(outcomes, options or ExecutionOptions(verify_timeout=0), Cancellation()).run([[unit]])
    return unit, outcomes


def targets(service):
    return {config_type: conf.target_id for config_type, conf in service.held.items()}


def test_a_write_whose_answer_shows_everything_is_not_read_again():
    service = Service()
    run(service, Change("create", None, configuration(FIRST, "new")))
    assert service.log == ["POST"] and targets(service) == {FIRST: "new"}


def test_an_answer_that_shows_less_is_completed_by_one_read():
    service = Service(configuration(SIBLING), shows_all=False)
    unused, (first, second) = run(
        service,
        Change("create", None, configuration(FIRST, "new")),
        Change("create", None, configuration(SECOND, "new")),
    )
    assert (first.status, second.status) == ("applied", "applied")
    assert service.log == ["POST", "POST", "GET"]


class TestAServiceWhosePutKeepsTheOtherTypes:
    def test_the_task_reads_once_to_learn_it(self):
        habits, service = Habits(), Service(configuration(FIRST), configuration(SECOND), configuration(SIBLING))
        run(service, update(FIRST), update(SECOND), habits=habits)
        assert service.log == ["GET", "PUT", "PUT"]
        run(service, Change("update", configuration(FIRST, "new"), configuration(FIRST, "newer")), habits=habits)
        assert service.log == ["GET", "PUT", "PUT", "PUT"], "another identity of the same task need not learn it"

    def test_what_somebody_else_removes_stays_removed(self):
        habits = Habits()
        run(Service(configuration(FIRST), configuration(SIBLING)), update(FIRST), habits=habits)
        service = Service(configuration(FIRST), configuration(SIBLING))
        service.meanwhile = lambda: service.held.pop(SIBLING, None)
        unit, (outcome,) = run(service, update(FIRST), habits=habits)
        assert outcome.status == "applied" and targets(service) == {FIRST: "new"} and unit.warnings == []


class TestAServiceWhosePutRemovesTheOtherTypes:
    def test_they_are_restored_and_the_user_is_told(self):
        service = Service(configuration(FIRST), configuration(SECOND), configuration(SIBLING), drops=True)
        unit, (outcome,) = run(service, update(FIRST))
        assert outcome.status == "applied"
        assert targets(service) == {FIRST: "new", SECOND: "old", SIBLING: "old"}
        assert unit.warnings == [f"Updating ANNA made the service remove {SECOND}, {SIBLING}; restored."]

    def test_also_what_an_earlier_write_of_the_task_has_written(self):
        service = Service(configuration(FIRST), configuration(SECOND), configuration(SIBLING), drops=True)
        unused, outcomes = run(service, update(FIRST), update(SECOND))
        assert [outcome.status for outcome in outcomes] == ["applied", "applied"]
        assert targets(service) == {FIRST: "new", SECOND: "new", SIBLING: "old"}

    def test_again_after_each_write(self):
        """The first one fails in an unclear way, so that its effect is looked for, and repaired, before the second."""
        service = Service(configuration(FIRST), configuration(SECOND), configuration(SIBLING), drops=True)
        unseen = [True]

        def lose_first(body):
            answer = Service.update(service, body)
            if body.config_type == FIRST:
                raise ConnectionFailed("No answer.", unclear=True)
            return answer

        def read(identity_id):
            if service.log[-1:] == ["PUT"] and unseen and unseen.pop():
                raise ServiceError("GET answered 500.", status_code=500)
            return Service.get(service, identity_id)

        service.update, service.get = lose_first, read
        unused, outcomes = run(service, update(FIRST), update(SECOND))
        assert [outcome.status for outcome in outcomes] == ["applied", "applied"]
        assert targets(service) == {FIRST: "new", SECOND: "new", SIBLING: "old"}

    def test_what_an_unclear_write_may_have_written_is_restored_as_declared(self):
        """Not as it was before, and not reported as declared then."""
        service = Service(configuration(FIRST), configuration(SECOND), configuration(SIBLING), drops=True)
        shown = dict(service.held)

        def lose(body):
            Service.update(service, body)
            if body.config_type == SECOND:
                # Only now, both effects show.
                shown.clear()
                shown.update(service.held)
            raise ConnectionFailed("No answer.", unclear=True)

        def create(body):
            answer = Service.create(service, body)
            shown.update(service.held)
            return answer

        service.update, service.create = lose, create
        service.get = lambda identity_id: service._answer(shown.values())
        options = ExecutionOptions(continue_on_error=True, retries=0, verify_timeout=5)
        unused, outcomes = run(service, update(FIRST), update(SECOND), options=options)
        assert [outcome.status for outcome in outcomes] == ["applied", "applied"]
        assert targets(service) == {FIRST: "new", SECOND: "new", SIBLING: "old"}

    @pytest.mark.parametrize("shows_all", [True, False])
    def test_what_somebody_else_removed_before_stays_removed(self, shows_all):
        service = Service(configuration(FIRST), drops=True, shows_all=shows_all)
        unit, (outcome,) = run(service, update(FIRST), held={**service.held, SIBLING: configuration(SIBLING)})
        assert outcome.status == "applied" and targets(service) == {FIRST: "new"} and unit.warnings == []

    def test_what_has_ended_is_not_restored(self):
        ended = configuration(SIBLING, end=NOW - timedelta(hours=1))
        service = Service(configuration(FIRST), ended, drops=True)
        unit, (outcome,) = run(service, update(FIRST))
        assert outcome.status == "applied" and targets(service) == {FIRST: "new"}
        assert unit.warnings == [
            f"Updating ANNA made the service remove {SIBLING}, which had ended; it was not restored."
        ]

    def test_what_cannot_be_restored_fails_the_change_and_is_named(self):
        service = Service(configuration(FIRST), configuration(SIBLING), drops=True)

        def refuse(body):
            raise ServiceError("POST answered 403.", status_code=403)

        service.create = refuse
        unused, (outcome,) = run(service, update(FIRST))
        assert outcome.status == "failed" and outcome.has_changed_something
        assert outcome.error["msg"] == (
            f"The service accepted this. Updating ANNA made the service remove {SIBLING}, which could not be restored"
            " (a reassignment to old). POST answered 403."
        )


class TestWhatSomebodyElseCreated:
    def refusing(self, found):
        service = Service()

        def refuse(body):
            service.held[FIRST] = found
            raise ServiceError("POST answered 400: already exists.", status_code=400, said="already exists")

        service.create = refuse
        return service

    def test_it_is_not_replaced(self):
        service = self.refusing(configuration(FIRST, "theirs"))
        unused, (outcome,) = run(service, Change("create", None, configuration(FIRST, "new")))
        assert outcome.status == "failed" and targets(service) == {FIRST: "theirs"} and "PUT" not in service.log
        assert "now shows a reassignment to theirs" in outcome.error["msg"]

    def test_the_same_as_is_wanted_is_fine(self):
        service = self.refusing(configuration(FIRST, "new"))
        unused, (outcome,) = run(service, Change("create", None, configuration(FIRST, "new")))
        assert outcome.status == "applied" and "PUT" not in service.log
