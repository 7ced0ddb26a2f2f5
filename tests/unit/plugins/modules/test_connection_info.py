# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import http.server
import re
import threading
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection import connection
from ansible_collections.community.sailpoint.plugins.module_utils._connection.used_by import MODULES
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS
from ansible_collections.community.sailpoint.plugins.modules import connection_info
from ansible_collections.community.sailpoint.tests.simulator import Fault
from ansible_collections.community.sailpoint.tests.tools.operations_table import CHECKOUT
from ansible_collections.community.sailpoint.tests.unit.helpers import run_module

LAST_WEEK = datetime.now(timezone.utc) - timedelta(days=7)
YESTERDAY = datetime.now(timezone.utc) - timedelta(days=1)
READS = (
    "idn:reassignment-configuration:read",
    "idn:reassignment-tenant-configuration:read",
    "idn:work-item:read",
    "idn:access-request-approvals:read",
    "idn:campaign:read",
)
#: The topics of what cannot be checked without the service.
REST = ("scopes", "modules", "tenant", "answers")


def run(simulator, **options):
    credentials = {"client_id": simulator.client_id, "client_secret": simulator.client_secret}
    result = run_module(connection_info, {"base_url": simulator.url, "rate_limit": 0, **credentials, **options})
    assert simulator.writes() == []
    return result


def found(result, name):
    (check,) = (check for check in result["checks"] if check["name"] == name)
    return check["status"], check["seen"]


def statuses(result, topic):
    return {check["status"] for check in result["checks"] if check["topic"] == topic}


def put(simulator, alias, config_type="CERTIFICATIONS", end=None):
    tenant = simulator.tenant
    tenant.put_configuration(tenant.identity(alias).id, config_type, tenant.identity("elif.yilmaz").id, LAST_WEEK, end)


def fill(simulator):
    """A tenant in which every question has an answer."""
    put(simulator, "anna.berg")
    put(simulator, "bruno.costa", end=YESTERDAY)
    put(simulator, "chloe.dubois")
    items = [simulator.tenant.add_work_item(alias) for alias in ("anna.berg", "bruno.costa", "anna.berg")]
    simulator.tenant.work_items[items[2].id].finish()


def test_a_tenant_with_which_all_is_well(simulator):
    fill(simulator)
    result = run(simulator)
    assert (result["failed"], result["changed"], result["connected"]) == (False, False, True)
    assert result["to_do"] == []
    assert statuses(result, "scopes") == statuses(result, "modules") == {"ok"}
    assert [check["name"] for check in result["checks"] if check["topic"] == "modules"] == list(MODULES)
    assert result["summary"]["problem"] == 0
    assert sum(result["summary"].values()) == len(result["checks"])
    assert found(result, "switch") == ("ok", "enabled (never set)")
    work_types = "ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS"
    assert found(result, "work_types") == ("ok", work_types)
    queues = "work_items, access_request_approvals, generic_approvals, certifications"
    assert found(result, "queues") == ("ok", queues)


def test_the_table_has_a_line_for_each_topic_and_check(simulator):
    result = run(simulator)
    checks = result["checks"]
    assert len(result["table"]) == len(checks) + len({check["topic"] for check in checks})
    for check in checks:
        pattern = f" +{re.escape(check['name'])} +{check['status']} +{re.escape(check['seen'])}"
        assert any(re.fullmatch(pattern, line) for line in result["table"])


@pytest.mark.parametrize("version", API_VERSIONS)
def test_each_api_version(simulator, version):
    fill(simulator)
    result = run(simulator, api_version=version)
    assert result["connected"] and statuses(result, "scopes") == {"ok"}
    assert statuses(result, "modules") <= {"ok", "not checked"}
    assert found(result, "api_versions")[1].startswith("v1")
    if version == "v3":
        without = ("not checked", "api_version v3 lacks the operations")
        assert found(result, "reassignment_config") == found(result, "reassignment_type_info") == without
        assert found(result, "permanent_form") == ("not checked", "api_version v3 has no reassignment configurations")
        assert found(result, "work_item_action")[0] == "ok"
    else:
        assert statuses(result, "modules") == {"ok"}


def test_the_table_that_the_guide_shows(simulator):
    """A token that tells the level of its user and not its scopes, and lacks one."""
    fill(simulator)
    simulator.set(token_form="jwt_encoded_scopes")
    scopes = [scope for scope in READS if "work-item" not in scope] + ["idn:reassignment-configuration:manage"]
    lines = [" ".join(line.split()) for line in run(simulator, **by_token_only(simulator, scopes))["table"]]
    guide = (CHECKOUT / "docs" / "docsite" / "rst" / "getting_started.rst").read_text(encoding="utf-8")
    (shown,) = re.findall(r"code-block:: text\n\n((?: +\S.*\n)+)", guide)
    others = {
        # Of another tenant.
        "address ok of the form https://TENANT.api.identitynow.com",
        "api_versions ok v1, v2026, v2025, v2024, v3: answers; beta: answers, deprecated",
        "permanent_form ok null (12)",
    }
    shown = [" ".join(line.split()) for line in shown.splitlines()]
    assert [line for line in shown if line not in lines and line not in others] == []
    names = [line.split()[0] for line in lines]
    assert all(line.split()[0] in names for line in others)


# The connection


@pytest.mark.parametrize("missing", ["base_url", "client_id", "client_secret"])
def test_what_makes_the_module_fail(simulator, missing):
    result = run(simulator, **{missing: " "})
    assert result["failed"]
    assert f"SAIL_{missing.upper()}" in result["msg"]
    assert simulator.requests == []


@pytest.mark.parametrize(
    ("address", "to_do"),
    [
        ("https://acme.identitynow.com", "https://acme.api.identitynow.com"),
        ("https://acme.api.identitynow.com/v3", "https://acme.api.identitynow.com"),
        ("acme.api.identitynow.com", "https://TENANT.api.identitynow.com"),
        ("https://[", "https://TENANT.api.identitynow.com"),
        ("http://acme.test", "https://"),
    ],
)
def test_an_address_that_cannot_be_one(simulator, address, to_do):
    result = run(simulator, base_url=address)
    assert not result["failed"] and not result["connected"]
    assert found(result, "address") == ("problem", "base_url is not an API address")
    assert len(result["to_do"]) == 1 and to_do in result["to_do"][0]
    assert all(statuses(result, topic) == {"not checked"} for topic in REST)
    assert found(result, "credentials") == ("not checked", "a valid address is required")


def test_a_host_that_cannot_be_reached(simulator):
    result = run(simulator, base_url="http://127.0.0.1:1")
    assert not result["connected"] and not result["failed"]
    assert found(result, "api") == ("problem", "the host cannot be reached")
    assert "Check base_url" in result["to_do"][0]
    assert all(statuses(result, topic) == {"not checked"} for topic in REST)


def test_a_proxy_whose_address_cannot_be_used(simulator, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://")
    result = run(simulator, base_url="https://acme.test")
    assert found(result, "api") == ("problem", "the host cannot be reached")
    assert "HTTPS_PROXY" in result["to_do"][0]


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        ({"kind": "redirect", "location": "/login"}, "the host answers like a website (status 302)"),
        ({"kind": "html"}, "the host answers like a website (status 502)"),
        ({"kind": "truncated_json"}, "the host answers like a website"),
    ],
)
def test_a_host_that_is_not_the_api_never_gets_the_credentials(simulator, fault, seen):
    """Such as a vanity domain, which is that of the user interface."""
    simulator.add_fault(Fault(path="^/oauth/info$", times=9, **fault))
    result = run(simulator)
    assert not result["connected"]
    assert found(result, "api") == ("problem", seen)
    assert "its own domain" in result["to_do"][0]
    assert {request.path for request in simulator.requests} == {"/oauth/info"}


@pytest.mark.parametrize("fault", [{"kind": "gateway"}, {"kind": "status", "status": 500}, {"kind": "empty"}])
def test_a_host_that_does_not_tell_its_token_endpoint_is_tried(simulator, fault):
    simulator.add_fault(Fault(path="^/oauth/info$", times=9, **fault))
    result = run(simulator)
    assert result["connected"]
    assert found(result, "api")[0] == "not checked"


@pytest.mark.parametrize(("seconds", "seen"), [(-3600, "3600 s ahead"), (300, "300 s behind")])
def test_a_clock_that_is_wrong(simulator, monkeypatch, seconds, seen):
    now = datetime.now(timezone.utc) - timedelta(seconds=seconds)  # for this machine only
    monkeypatch.setattr(connection, "time", SimpleNamespace(time=now.timestamp))
    status, text = found(run(simulator), "clock")
    assert status == "problem"
    assert abs(int(re.search(r"(\d+) s", text)[1]) - abs(seconds)) <= 2
    assert text.endswith(seen.split()[-1])


def test_credentials_that_are_refused(simulator):
    result = run(simulator, client_secret="wrong")
    assert not result["connected"] and not result["failed"]
    assert found(result, "credentials") == ("problem", "no token was issued: the service answered 401")
    assert "client_secret" in result["to_do"][0]
    assert all(statuses(result, topic) == {"not checked"} for topic in REST)
    assert [request.operation for request in simulator.requests] == ["oauth.info", "oauth.token"]


@pytest.mark.parametrize("token", ["expired", "two words", "ü"])
def test_an_access_token_that_is_refused(simulator, token):
    options = {"client_id": "", "client_secret": "", "access_token": token}
    result = run(simulator, **options)
    assert not result["connected"] and not result["failed"]
    assert found(result, "credentials")[0] == "problem"
    assert all(statuses(result, topic) == {"not checked"} for topic in REST)


def test_a_host_that_does_not_answer_is_tried_twice(simulator):
    simulator.add_fault(Fault("timeout_before", times=9, delay=0.5))
    result = run(simulator, timeout=0.05)
    assert found(result, "api") == ("problem", "the host cannot be reached")
    assert len(simulator.requests) == 2


# Scopes, levels and modules


def limited(simulator, scopes, levels=("ORG_ADMIN",)):
    simulator.add_client("limited", "secret", scopes, levels)
    return {"client_id": "limited", "client_secret": "secret"}


def by_token_only(simulator, scopes, levels=("ORG_ADMIN",)):
    """An access token whose scopes nobody tells."""
    limited(simulator, scopes, levels)
    return {"client_id": "", "client_secret": "", "access_token": simulator.issue_token("limited")}


@pytest.mark.parametrize("form", ["opaque", "jwt", "jwt_encoded_scopes"])
def test_a_token_that_only_reads(simulator, form):
    simulator.set(token_form=form)
    result = run(simulator, **by_token_only(simulator, READS))
    assert result["connected"]
    assert all(found(result, scope)[0] == "ok" for scope in READS)
    status = "problem" if form == "jwt" else "not checked"
    for scope in ("idn:reassignment-tenant-configuration:update", "idn:work-item:update", "idn:campaign:manage"):
        assert found(result, scope)[0] == status
        assert any(scope in line for line in result["to_do"]) == (form == "jwt")
    # This one can be tried without writing.
    manage = "idn:reassignment-configuration:manage"
    assert found(result, manage)[0] == "problem"
    assert any(manage in line for line in result["to_do"])
    users = "reassignment_config, reassignment_configs, reassignment_evaluation_info, waiting_work_handover"
    assert f"To use {users}: add the scope {manage} to the personal access token." in result["to_do"]
    assert sum("up to 20 minutes" in line for line in result["to_do"]) == 1
    for module in ("identity_info", "reassignment_config_info", "work_item_info", "waiting_work_info"):
        assert found(result, module) == ("ok", "permissions are sufficient")
    assert found(result, "reassignment_configs") == ("problem", f"lacks {manage}")
    assert found(result, "work_item_action")[0] == status
    assert "idn:work-item:update" in found(result, "work_item_action")[1]


def test_the_token_endpoint_tells_the_scopes(simulator):
    result = run(simulator, **limited(simulator, [*READS, "idn:something:else"]))
    assert found(result, "token") == ("ok", f"its scopes: {', '.join(sorted(READS))}, 1 others")
    assert found(result, "idn:work-item:update") == ("problem", "not granted to the token")


@pytest.mark.parametrize("form", ["opaque", "jwt"])
def test_a_token_without_any_scope_that_is_needed(simulator, form):
    simulator.set(token_form=form)
    result = run(simulator, **by_token_only(simulator, ["idn:something:else"]))
    assert result["connected"]
    assert all(found(result, scope)[0] == "problem" for scope in READS)
    assert all(any(scope in line for line in result["to_do"]) for scope in READS)
    assert found(result, "identity_info")[0] == "ok"
    assert found(result, "switch") == ("not checked", "the service answered 403")
    assert found(result, "api_versions") == ("ok", "v1, v2026, v2025, v2024, v3, beta: answers, with a refusal")


def test_a_scope_that_the_user_cannot_use(simulator):
    """The token has it, and the service refuses all the same: it is the user's level."""
    simulator.set(token_form="jwt")
    simulator.add_fault(Fault("status", path="^/work-items/v1$", status=403, times=9))
    result = run(simulator)
    assert found(result, "idn:work-item:read")[1] == "granted to the token, but the service answered 403"
    refused = ("problem", "GET /work-items/v1: the service answered 403")
    assert found(result, "work_item_action") == found(result, "work_item_info") == refused
    assert any("user level" in line for line in result["to_do"])


def test_the_level_of_the_user(simulator):
    simulator.set(token_form="jwt")
    assert found(run(simulator), "user_level") == ("ok", "the user has ORG_ADMIN")
    result = run(simulator, **limited(simulator, ["sp:scopes:all"], ["CERT_ADMIN", "Named after somebody"]))
    assert found(result, "user_level") == ("problem", "the user has CERT_ADMIN")
    assert any("ORG_ADMIN" in line for line in result["to_do"])


# What the documents leave open


def test_an_empty_tenant_answers_little(simulator):
    result = run(simulator)
    for name in ("permanent_form", "date_form", "list_paging", "expired", "finished_work_item", "default_owner"):
        assert found(result, name)[0] == "not checked"
    assert found(result, "evaluate_form") == ("ok", "without a reassignment: an array of 1")


# One check does not stop the others


def test_a_service_that_answers_errors(simulator):
    simulator.add_fault(Fault("status", status=500, path="^/reassignment-configurations", times=999))
    result = run(simulator)
    assert result["connected"]
    assert statuses(result, "modules") == {"ok", "problem"}
    assert found(result, "reassignment_type_info")[1].endswith("the service answered 500")
    assert found(result, "work_item_action")[0] == "ok"
    assert found(result, "permanent_form") == ("not checked", "the service answered 500")


@pytest.mark.parametrize("kind", ["wrong_shape", "empty", "truncated_json", "empty_list"])
def test_a_service_that_answers_nonsense(simulator, kind):
    fill(simulator)
    simulator.add_fault(Fault(kind, path="^/(?!oauth)", times=999))
    result = run(simulator)
    assert not result["failed"]
    assert not any("exception" in check for check in result["checks"])


# What can be given to others

NAMES = ("Zq7Name", "zq7.alias", "zq7@example.com", "zq7-item", "zq7host")


class Talkative(http.server.BaseHTTPRequestHandler):
    """Refuses everything, with names in every place that has room for a text."""

    def do_GET(self):
        body = b'{"detailCode": "zq7host", "trackingId": "zq7host", "messages": [{"locale": "en", "text": "zq7host"}]}'
        self.send_response(400)
        self.send_header("X-RateLimit-Limit", "50")
        self.send_header("X-RateLimit-Remaining", "zq7host")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *args):
        pass


def test_the_table_has_no_names(simulator):
    tenant = simulator.tenant
    fill(simulator)
    for identity in tenant.identities.values():
        identity.name, identity.alias, identity.email = NAMES[:3]
    tenant.add_work_item(next(iter(tenant.identities)), name=NAMES[3])
    simulator.set(permanent_form="empty", token_form="jwt")
    for options in (
        {},
        limited(simulator, READS),
        {"client_secret": "zq7host"},
        {"base_url": "https://zq7host.test/x"},
    ):
        result = run(simulator, **options)
        text = "\n".join(result["table"])
        assert not any(name in text for name in NAMES)
        assert not any(identity_id in text for identity_id in tenant.identities)
        assert "127.0.0.1" not in text and simulator.client_id not in text and "limited" not in text
        assert not re.search("[0-9a-f]{32}|@", text)


def test_the_table_has_no_text_of_the_service(simulator):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Talkative)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        result = run(
            simulator, base_url=address, client_id="", client_secret="", access_token="zq7host", rate_limit=100
        )
    finally:
        server.shutdown()
        server.server_close()
    assert not result["failed"]
    assert found(result, "rate_limit") == (
        "problem",
        "rate limit headers: limit 50; rate_limit is 100",
    )
    assert "zq7host" not in "\n".join(result["table"])
