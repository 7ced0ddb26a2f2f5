# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection import tenant
from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import (
    NotChecked,
    not_checked,
    ok,
)
from ansible_collections.community.sailpoint.plugins.module_utils._connection.connection import Connection
from ansible_collections.community.sailpoint.plugins.module_utils._connection.reader import Reader
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import ConnectionSettings
from ansible_collections.community.sailpoint.tests.simulator import Fault
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService


def test_v3_is_asked_for_work_items_and_beta_may_say_that_it_is_deprecated():
    service = RecordedService(*[[]] * 5, Answer(200, {"X-Deprecated": "True"}, []))
    found = tenant.api_versions(Reader(SimpleNamespace(transport=service), "v1"))
    assert found == ok("v1, v2026, v2025, v2024, v3: answers; beta: answers, deprecated")
    assert {request.path.rpartition("/")[2] for request in service.requests} == {"types", "work-items"}


def test_a_version_that_the_tenant_does_not_have(simulator, reader_of):
    simulator.add_fault(Fault("gateway", path="^/(v2026|reassignment-configurations)/", times=99))
    found = tenant.api_versions(reader_of("v2026"))
    assert found[:2] == ("problem", "v1, v2026: status 404; v2025, v2024, v3, beta: answers")
    assert found.to_do.startswith("Set api_version to one that answers: v2025, v2024, v3")


def test_a_refusal_comes_from_a_version_that_is_there(simulator, reader):
    simulator.add_fault(Fault("status", path="^/reassignment-configurations/v1/types$", status=403, times=9))
    assert tenant.api_versions(reader).seen.startswith("v1: answers, with a refusal; ")
    assert tenant.api_versions(reader).status == "ok"


def test_no_version_answers(simulator, reader):
    simulator.add_fault(Fault("gateway", path="^/(?!oauth)", times=99))
    assert tenant.api_versions(reader) == not_checked("v1, v2026, v2025, v2024, v3, beta: status 404")


@pytest.mark.parametrize(
    ("disabled", "status", "seen"),
    [(True, "problem", "disabled"), (False, "ok", "enabled"), (None, "ok", "enabled (never set)")],
)
def test_the_switch(simulator, reader, disabled, status, seen):
    simulator.tenant.tenant_config = {"disabled": disabled}
    found = tenant.switch(reader)
    assert found[:2] == (status, seen)
    assert ("enabled=true" in (found.to_do or "")) is (disabled is True)


def test_a_switch_that_was_never_set_may_answer_404(simulator, reader):
    simulator.add_fault(Fault("status", status=404, path="tenant-config$"))
    assert tenant.switch(reader) == ok("enabled (never set: 404)")


def test_a_404_of_a_gateway_says_nothing_about_the_switch(simulator, reader):
    simulator.add_fault(Fault("gateway", path="tenant-config$", times=9))
    with pytest.raises(ServiceError):
        tenant.switch(reader)


@pytest.mark.parametrize("version", ["v1", "v2024", "beta"])
def test_the_work_types_that_the_tenant_offers(reader_of, version):
    types = "ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS"
    assert tenant.work_types(reader_of(version)) == ok(types + (", GENERIC_APPROVALS" if version == "v1" else ""))


def test_a_tenant_without_work_types(simulator, reader):
    simulator.add_fault(Fault("empty_list", path="/types$"))
    found = tenant.work_types(reader)
    assert found.status == "problem" and "Set config_types in every task" in found.to_do


def test_a_queue_that_is_refused_and_one_that_the_version_lacks(simulator, reader_of):
    simulator.add_fault(Fault("status", path="certifications", status=403, times=9))
    assert tenant.queues(reader_of("v1")).seen == (
        "work_items, access_request_approvals, generic_approvals, certifications: the service answered 403"
    )
    assert "generic_approvals: not in this api_version" in tenant.queues(reader_of("v3")).seen


def test_no_queue_answers(simulator, reader):
    simulator.add_fault(Fault("status", path="^/(?!oauth)", status=403, times=99))
    assert tenant.queues(reader).status == "not checked"


def limited(rate_limit=100, refused=0, **limits):
    connection = Connection(ConnectionSettings("https://acme.test", rate_limit=rate_limit), lambda secret: None)
    connection.traffic.limits, connection.traffic.refused_by_limit = limits, refused
    return tenant.rate_limit(connection)


@pytest.mark.parametrize(
    ("rate_limit", "limits", "found"),
    [
        (100, {}, not_checked("no rate limit headers in the answers")),
        (100, {"remaining": 7, "limit": 100}, ok("rate limit headers: limit 100, remaining 7")),
        (50, {"limit": 100}, ok("rate limit headers: limit 100")),
        (0, {"remaining": 7}, ok("rate limit headers: remaining 7")),
    ],
)
def test_a_rate_limit_that_is_kept(rate_limit, limits, found):
    assert limited(rate_limit, **limits) == found


@pytest.mark.parametrize("rate_limit", [0, 100])
def test_more_requests_than_the_headers_allow_where_0_is_no_limit_at_all(rate_limit):
    found = limited(rate_limit, limit=50)
    assert found[:2] == ("problem", f"rate limit headers: limit 50; rate_limit is {rate_limit}")
    assert "set rate_limit to 50 or less" in found.to_do


def test_somebody_else_uses_up_the_rate_limit():
    assert limited(refused=2)[:2] == ("problem", "the service answered 429 2 times")
    assert limited(refused=2, limit=100).seen == "the service answered 429 2 times; limit 100"
    assert "lower rate_limit" in limited(refused=2).to_do


def test_the_rate_limit_is_not_checked_without_a_connection(connection):
    connection.block("a valid address is required")
    with pytest.raises(NotChecked, match="a valid address is required"):
        tenant.rate_limit(connection)
