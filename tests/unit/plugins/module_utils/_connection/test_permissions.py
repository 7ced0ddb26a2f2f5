# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import (
    NOT_CHECKED,
    OK,
    PROBLEM,
    Check,
    not_checked,
    ok,
    problem,
)
from ansible_collections.community.sailpoint.plugins.module_utils._connection.permissions import (
    check_modules,
    check_scopes,
    tried_reads,
)
from ansible_collections.community.sailpoint.plugins.module_utils._connection.token_facts import TokenFacts
from ansible_collections.community.sailpoint.plugins.module_utils._connection.used_by import MODULES
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS
from ansible_collections.community.sailpoint.tests.simulator import Fault

READ, UPDATE = "idn:work-item:read", "idn:work-item:update"
REFUSED = problem("the service answered 403", "Ask for the scope.")
FAILED = problem("the service answered 500", "Try again.")


def facts(*scopes):
    """What a token says; that it says nothing about scopes without any."""
    return TokenFacts(True, frozenset(scopes) or None, None, None)


def scope(name, tried=(), said=None):
    (found,) = (check.found for check in check_scopes("v1", dict(tried), said, None) if check.name == name)
    return found


@pytest.mark.parametrize(
    ("tried", "said", "status", "seen"),
    [
        # What a request shows counts more than what the token says.
        ([ok("answered")], None, OK, "confirmed by a request"),
        ([ok("answered")], facts("other"), OK, "confirmed by a request"),
        ([REFUSED], facts("other"), PROBLEM, "not granted to the token"),
        ([], facts("other"), PROBLEM, "not granted to the token"),
        ([], facts(READ), OK, "granted to the token"),
        ([], facts("sp:scopes:all"), OK, "granted to the token"),
        ([REFUSED], facts(READ), OK, "granted to the token, but the service answered 403"),
        ([REFUSED], None, PROBLEM, "the service answered 403"),
        ([REFUSED], facts(), PROBLEM, "the service answered 403"),
        # Other errors tell nothing about scopes.
        ([FAILED], None, NOT_CHECKED, "the service answered 500"),
        ([], None, NOT_CHECKED, "cannot be tested without writing"),
    ],
)
def test_what_is_known_about_a_scope(tried, said, status, seen):
    found = scope(READ, [("work_items.list", one) for one in tried], said)
    assert (found.status, found.seen) == (status, seen)


def test_a_missing_scope_names_the_modules_that_need_it():
    assert scope(UPDATE, said=facts(READ)).to_do == (
        f"To use waiting_work_handover, work_item_action: add the scope {UPDATE} to the personal access token."
    )


def test_only_scopes_that_the_version_needs_are_checked_and_none_without_a_connection():
    def names(version):
        return {check.name for check in check_scopes(version, {}, None, None)}

    assert "idn:reassignment-configuration:read" in names("v1") - names("v3")
    assert "idn:identity:read" in names("beta") - names("v1")
    blocked = check_scopes("v1", {"work_items.list": ok("answered")}, facts(READ), "no address")
    assert {check.found for check in blocked} == {not_checked("no address")}


def module(name, tried=(), version="v1", scopes=None):
    tried = dict(tried)
    scopes = check_scopes(version, tried, scopes, None)
    checks = check_modules(version, tried, scopes, None)
    assert [check.name for check in checks] == list(MODULES)
    (found,) = (check.found for check in checks if check.name == name)
    return found


@pytest.mark.parametrize(
    ("tried", "scopes", "expected"),
    [
        ({}, facts(READ, UPDATE), ok("permissions are sufficient")),
        ({}, facts(READ), (PROBLEM, f"lacks {UPDATE}", None, None)),
        ({}, facts("other"), (PROBLEM, f"lacks {READ}, {UPDATE}", None, None)),
        ({"work_items.list": ok("answered")}, None, not_checked(f"reads are permitted; not tested: {UPDATE}")),
        # The token has the scope, so it is the level of its user.
        (
            {"work_items.list": REFUSED},
            facts("sp:scopes:all"),
            REFUSED._replace(seen=f"GET /work-items/v1: {REFUSED.seen}"),
        ),
    ],
)
def test_whether_a_module_can_do_all_that_it_does(tried, scopes, expected):
    assert module("work_item_action", tried, scopes=scopes) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("reassignment_config", not_checked("api_version v3 lacks the operations")),
        ("tenant_reassignment_settings", not_checked("api_version v3 lacks the operations")),
        ("identity_info", ok("permissions are sufficient")),
    ],
)
def test_a_version_that_has_only_identities(name, expected):
    assert module(name, version="v3") == expected


def test_no_module_is_checked_without_a_connection():
    scopes = [Check("scopes", READ, not_checked("no address"))]
    assert {check.found for check in check_modules("v1", {}, scopes, "no address")} == {not_checked("no address")}


@pytest.mark.parametrize("version", API_VERSIONS)
def test_only_reads_that_the_version_has_are_tried(simulator, reader_of, version):
    tried = tried_reads(reader_of(version))
    assert set(tried.values()) == {ok("answered")}
    assert ("reassignments.list" in tried) is (version != "v3")
    assert ("identities.list" in tried) is (version == "beta")
    assert ("identities.list_public" in tried) is (version != "beta")
    assert simulator.writes() == [] and {call.version for call in simulator.calls()} == {version}


def test_a_configuration_that_does_not_exist_is_an_answer_and_a_404_of_a_gateway_is_none(simulator, reader_of):
    simulator.set(missing_configuration="not_found")
    simulator.add_fault(Fault("status", path="/types$", status=404, times=9))
    tried = tried_reads(reader_of("v1"))
    assert tried["reassignments.get"] == ok("answered") and tried["reassignments.types"].status == PROBLEM
    simulator.add_fault(Fault("gateway", path="^/v2026/reassignment-configurations/[0-9a-f]{32}$", times=9))
    assert tried_reads(reader_of("v2026"))["reassignments.get"].status == PROBLEM


def test_what_cannot_be_tried_is_left_out(simulator, reader):
    """Without an identity, there is nobody whose configuration could be asked for."""
    simulator.add_fault(Fault("empty_list", path="^/public-identities", times=9))
    simulator.add_fault(Fault("status", path="/types$", status=500, times=9))
    tried = tried_reads(reader)
    assert tried["reassignments.types"].seen == "the service answered 500"
    assert not tried.keys() & {"reassignments.get", "reassignments.evaluate"}
