# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Secrets appear nowhere: not on the screen at -vvvv, not in results, diffs, failures, logs, URLs or files left behind."""

from __future__ import annotations

import http.server
import json
import threading

import pytest

from ansible_collections.community.sailpoint.plugins.modules import connection_info, identity_info
from ansible_collections.community.sailpoint.tests.simulator import Fault, Simulator
from ansible_collections.community.sailpoint.tests.trust.conftest import CHECKOUT
from ansible_collections.community.sailpoint.tests.trust.processes import READINESS, start_module, start_playbook
from ansible_collections.community.sailpoint.tests.unit.helpers import run_module

#: What is searched for is the part that looks the same in JSON, YAML, URLs and shells.
SIGNS = {name: f"Zq7{name}Xw9" for name in ("rightSecret", "rightToken", "wrongSecret", "wrongToken", "environment")}
SECRETS = {
    # A token has no other characters than these.
    name: f"{sign}-._~+/=" if name.endswith("Token") else f"""{sign}"\\'<é>&+/=%"""
    for name, sign in SIGNS.items()
}

RECEIVED = "Zq7receivedXw9~/+=."

GROUP = "group/community.sailpoint.isc"


def tasks_of_all_modules(simulator):
    """A task for every module; those that write have something to write, and so a diff."""
    tenant = simulator.tenant
    items = [tenant.add_work_item("bruno.costa", type="Generic") for unused in range(2)]
    tasks = {
        "connection_info": {},
        "identity_info": {"identities": ["anna.berg"]},
        "reassignment_config": {
            "identity": "anna.berg",
            "reassign_to": "bruno.costa",
            "permanent": True,
        },
        "reassignment_configs": {"configs": [{"identity": "anna.berg", "state": "absent"}]},
        "reassignment_config_info": {},
        "reassignment_evaluation_info": {"identities": ["anna.berg"]},
        "reassignment_type_info": {},
        "tenant_reassignment_settings": {"enabled": False},
        "tenant_reassignment_settings_info": {},
        "waiting_work_handover": {"handovers": [{"from": "bruno.costa", "to": "chloe.dubois"}]},
        "waiting_work_info": {"identities": ["bruno.costa"]},
        "work_item_action": {"action": "complete", "ids": [items[0].id]},
        "work_item_info": {"ids": [items[1].id]},
    }
    assert tasks.keys() == {path.stem for path in (CHECKOUT / "plugins" / "modules").glob("[!_]*.py")}
    return tasks


def play(name, tasks, connection):
    """Every task with its result in a variable that is shown, whether it works or not."""
    steps = []
    for module, options in tasks.items():
        steps.append({f"community.sailpoint.{module}": options, "register": "result", "ignore_errors": True})
        steps.append({"ansible.builtin.debug": {"var": "result"}})
    return {"name": name, "module_defaults": {GROUP: {"retries": 0, **connection}}, "tasks": steps}


@pytest.fixture(scope="module")
def run(tmp_path_factory, pytestconfig):
    """Runs of ansible-playbook with every module, and with every source of credentials, right and wrong."""
    soak = pytestconfig.getoption("--soak")
    directory = tmp_path_factory.mktemp("secrets")
    log = directory / "ansible.log"
    with Simulator(client_secret=SECRETS["rightSecret"]) as simulator:
        simulator.state.clients["environment-client"] = SECRETS["environment"]
        simulator.state.tokens[SECRETS["rightToken"]] = (simulator.client_id, float("inf"))
        tasks = tasks_of_all_modules(simulator)
        few = (
            tasks
            if soak
            else {name: tasks[name] for name in ("connection_info", "identity_info", "reassignment_config")}
        )
        by_secret = {"base_url": simulator.url, "client_id": simulator.client_id}
        simulator.add_fault(Fault("status", method="PUT", path="tenant-config", status=400, after=1))
        plays = [
            play("right secret", tasks, {**by_secret, "client_secret": SECRETS["rightSecret"]}),
            play("environment", few, {}),
            play("wrong secret", few, {**by_secret, "client_secret": SECRETS["wrongSecret"]}),
            play("wrong option", few, {**by_secret, "client_secret": SECRETS["rightSecret"], "unknown": 1}),
            play("refused", few, {**by_secret, "client_secret": SECRETS["rightSecret"], "base_url": "http://a.test"}),
        ]
        process = start_playbook(
            plays,
            directory,
            "-vvvv",
            "--diff",
            ANSIBLE_LOG_PATH=str(log),
            ANSIBLE_KEEP_REMOTE_FILES="0",
            SAIL_BASE_URL=simulator.url,
            SAIL_CLIENT_ID="environment-client",
            SAIL_CLIENT_SECRET=SECRETS["environment"],
        )
        output, unused = process.communicate(timeout=4 * READINESS)
        # Tokens need a process without credentials in its environment: those would be used beside them.
        tokens = [
            play("right token", few, {"base_url": simulator.url, "access_token": SECRETS["rightToken"]}),
            play("wrong token", few, {"base_url": simulator.url, "access_token": SECRETS["wrongToken"]}),
        ]
        process = start_playbook(tokens, directory, "-vvvv", "--diff", ANSIBLE_LOG_PATH=str(log))
        more, unused = process.communicate(timeout=4 * READINESS)
        urls = [f"{request.path}?{request.query}" for request in simulator.requests]
        received = [token for token in simulator.state.tokens if token != SECRETS["rightToken"]]
    leftovers = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in directory.rglob("*")
        if path.is_file() and path.name not in ("playbook.yml", "ansible.log")
    ]
    return {
        "screen": output + more,
        "log": log.read_text(encoding="utf-8"),
        "URLs": "\n".join(urls),
        "files left behind": "\n".join(leftovers),
        "received": received,
    }


def test_no_secret_is_in_any_output(run):
    # All plays did something, so that the search is not for nothing.
    for text in (run["screen"], run["log"]):
        for sign in ("right secret", "environment", "wrong secret", "wrong token", "answered 40", "module_args"):
            assert sign in text
        assert text.count("VALUE_SPECIFIED_IN_NO_LOG_PARAMETER") >= 20
    assert "to Bruno Costa (bruno.costa)" in run["screen"]  # a diff
    assert "/reassignment-configurations/v1" in run["URLs"]
    assert len(run["received"]) >= 10

    for where in ("screen", "log", "URLs", "files left behind"):
        for name, sign in SIGNS.items():
            assert sign not in run[where], f"{name} is in the {where}"
        for token in run["received"]:
            assert token not in run[where]


@pytest.mark.parametrize(
    "address", ["https://me:Zq7@a.test", "me:Zq7@a.test://", "https://me:Zq7@[", "x://:Zq7@:99999"]
)
def test_a_password_in_the_address(address):
    """It is refused, and the options that travel back with the result do not have it."""
    process = start_module("identity_info", {"base_url": address, "access_token": "t", "identities": ["anna.berg"]})
    output, errors = process.communicate(timeout=READINESS)
    assert json.loads(output)["failed"]
    assert "Zq7" not in output + errors


class Echo(http.server.BaseHTTPRequestHandler):
    """Says in its errors all that it was sent, as a proxy that someone debugs."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        status = self.server.token_status
        self._answer(status, {"access_token": RECEIVED} if status == 200 else {"message": body})

    def do_GET(self):
        self._answer(400, {"messages": [{"text": str(self.headers)}]})

    def _answer(self, status, data):
        text = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *args):
        pass


def run_against_echo(module, token_status, **options):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    server.token_status = token_status
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        connection = {"base_url": f"http://127.0.0.1:{server.server_port}", "client_id": "a-client"}
        return run_module(module, {**connection, "client_secret": SECRETS["rightSecret"], **options})
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("token_status", [200, 400])
def test_a_service_that_echoes_secrets(token_status):
    result = run_against_echo(identity_info, token_status, identities=["anna.berg"])
    assert result["failed"] and "answered 400" in result["msg"] and "********" in result["msg"]
    assert "Zq7" not in str(result)


@pytest.mark.parametrize("token_status", [200, 400])
def test_a_first_look_at_a_service_that_echoes_secrets(token_status):
    result = run_against_echo(connection_info, token_status)
    assert not result["failed"] and "********" in " ".join(result["to_do"])
    assert "********" not in "\n".join(result["table"])
    assert "Zq7" not in str(result)
