# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection import answers
from ansible_collections.community.sailpoint.plugins.module_utils._connection.info import connection_info
from ansible_collections.community.sailpoint.plugins.module_utils._connection.permissions import DELAY
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import ConnectionSettings
from ansible_collections.community.sailpoint.tests.simulator import Fault

TOPICS = ["connection", "scopes", "modules", "tenant", "answers"]


@pytest.fixture()
def ask(simulator):
    """The result for the simulated tenant, and the secrets that must not be shown."""
    secrets = []

    def run(version="v1", **options):
        given = {"client_id": simulator.client_id, "client_secret": simulator.client_secret, "rate_limit": 0, **options}
        return connection_info(ConnectionSettings(**{"base_url": simulator.url, **given}), version, secrets.append)

    run.secrets = secrets
    return run


def found(result, name):
    (check,) = (check for check in result["checks"] if check["name"] == name)
    return check


def test_the_checks_come_by_topic_and_add_up(ask):
    result = ask()
    assert list(dict.fromkeys(check["topic"] for check in result["checks"])) == TOPICS
    assert (result["connected"], result["to_do"], result["summary"]["problem"]) == (True, [], 0)
    assert sum(result["summary"].values()) == len(result["checks"])
    assert [line for line in result["table"] if not line.startswith(" ")] == [f"{topic}:" for topic in TOPICS]


def test_each_question_is_asked_once_and_nothing_is_written(simulator, ask):
    simulator.tenant.add_work_item("anna.berg").finish()
    ask()
    asked = [(request.operation, request.version, request.path, str(request.query)) for request in simulator.requests]
    assert len(asked) == len(set(asked)) > 15
    assert {request.method for request in simulator.calls()} == {"GET"}


def test_secrets_are_handed_on_before_they_could_be_shown(simulator, ask):
    ask()
    assert ask.secrets[0] == simulator.client_secret and len(ask.secrets) == 2  # and the token


@pytest.mark.parametrize("missing", ["base_url", "client_id", "client_secret"])
def test_without_an_address_or_credentials_there_is_nothing_to_check(simulator, ask, missing):
    with pytest.raises(InvalidInput, match=f"SAIL_{missing.upper()}"):
        ask(**{missing: " "})
    assert simulator.requests == []


def test_what_needs_a_connection_is_not_checked_without_one(ask):
    result = ask(base_url="https://acme.identitynow.com")
    rest = [check for check in result["checks"] if check["topic"] != "connection" and check["name"] != "writes"]
    assert {(check["status"], check["seen"]) for check in rest} == {("not checked", "a valid address is required")}
    assert not result["connected"] and len(result["to_do"]) == 1


def test_what_is_to_do_is_told_once_and_that_a_scope_takes_time(simulator, ask):
    simulator.add_client("limited", "secret", ["idn:work-item:read", "idn:work-item:update"], ["ORG_ADMIN"])
    simulator.add_fault(Fault("status", path="^/work-items/v1$", status=403, times=9))
    to_do = ask(client_id="limited", client_secret="secret")["to_do"]
    # Two modules cannot read work items for the same reason.
    assert len(to_do) == len(set(to_do)) > 2 and to_do[-1] == DELAY


def test_a_check_with_a_bug_tells_its_traceback_and_does_not_stop_the_others(ask, monkeypatch):
    def broken(*unused):
        raise ZeroDivisionError("bug")

    monkeypatch.setattr(answers, "permanent_form", broken)
    result = ask()
    check = found(result, "permanent_form")
    assert (check["status"], check["seen"]) == ("problem", "internal error")
    assert "ZeroDivisionError: bug" in check["exception"]
    assert "please report it" in check["to_do"]
    assert found(result, "list_count")["status"] == "ok"
