# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting, steering and ending a simulated tenant: switches, scenarios, HTTP control, command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from ansible_collections.community.sailpoint.tests.simulator import Fault, Simulator, Switches
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client

ROOT = Path(__file__).resolve().parents[3]
CONFIGURATION = {
    "identity": "anna.berg",
    "config_type": "CERTIFICATIONS",
    "reassign_to": "bruno.costa",
    "start": "2026-03-01T00:00:00.000Z",
    "end": None,
}


def control(url: str, method: str, path: str, body: Any = None) -> Any:
    answer = requests.request(method, url + "/_simulator" + path, json=body, timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_switches_know_their_values() -> None:
    switches = Switches(put_scope="all_types", rate_limit=5)
    switches.latency = "0.5"
    switches.list_count = "no"
    assert (switches.latency, switches.list_count) == (0.5, False)
    for name, wrong in (("put_scope", "both"), ("rate_limit", -1), ("list_count", "maybe"), ("no_such", 1)):
        with pytest.raises(ValueError, match=name):
            setattr(switches, name, wrong)
    with pytest.raises(ValueError, match="both"):
        switches.update({"latency": 9, "put_scope": "both"})
    assert switches.latency == 0.5


def test_people_are_always_the_same() -> None:
    with Simulator(people=40) as sim:
        people = list(sim.tenant.identities.values())
        assert len({person.id for person in people}) == len({person.name for person in people}) == 40
        assert (people[0].alias, people[0].email, people[0].manager_id) == ("anna.berg", "anna.berg@example.com", None)
        assert people[1].manager_id == people[0].id
        assert people[34].alias == "person0035"
        assert people[0].id == "fd66c9ace8a4aa48c02f8f820cf2ac24"


def test_reset(sim: Simulator, client: Client) -> None:
    before = sim.tenant.snapshot()
    first, second = list(sim.tenant.identities)[:2]
    body = {"reassignedFromId": first, "reassignedToId": second, "configType": "CERTIFICATIONS"}
    client.configurations("POST", json={**body, "startDate": "2026-03-01T00:00:00Z"})
    assert sim.tenant.snapshot() != before
    sim.set(put_scope="all_types")
    sim.add_fault(Fault("status"))
    sim.reset()
    assert (sim.tenant.snapshot(), sim.switches, sim.requests) == (before, Switches(), [])
    assert client.work_items("GET").status_code == 200  # no fault is left, and the token is still good


def test_scenario_over_http(sim: Simulator) -> None:
    control(
        sim.url,
        "POST",
        "/reset",
        {
            "people": 3,
            "switches": {"put_scope": "all_types"},
            "identities": [{"alias": "the.boss", "email": "boss@example.com", "manager": "anna.berg"}],
            "configurations": [CONFIGURATION],
            "work_items": [{"owner": "the.boss", "type": "Form", "name": "Choose", "created": "2026-01-01T00:00:00Z"}],
            "tenant_config": {"disabled": True},
        },
    )
    assert sim.switches.put_scope == "all_types"
    assert len(sim.tenant.identities) == 4
    assert sim.tenant.tenant_config == {"disabled": True}
    assert control(sim.url, "GET", "/configurations") == [CONFIGURATION]
    (item,) = control(sim.url, "GET", "/work_items")
    assert (item["owner"], item["type"], item["open"]) == ("the.boss", "Form", True)
    more = {**CONFIGURATION, "config_type": "MANUAL_TASKS", "end": "2026-04-01T00:00:00.000Z"}
    control(sim.url, "POST", "/configurations", [more])
    assert control(sim.url, "GET", "/configurations") == [CONFIGURATION, more]
    control(sim.url, "POST", "/reset")
    assert control(sim.url, "GET", "/configurations") == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/reset", {"persons": 3}),
        ("/reset", {"configurations": [{**CONFIGURATION, "reassign_to": "nobody"}]}),
        ("/reset", {"configurations": [{**CONFIGURATION, "start": "tomorrow"}]}),
        ("/reset", {"configurations": [{**CONFIGURATION, "config_type": "HOLIDAYS"}]}),
        ("/switches", {"put_scope": "both"}),
        ("/faults", [{"kind": "earthquake"}]),
    ],
)
def test_wrong_control_requests_are_refused(sim: Simulator, path: str, body: Any) -> None:
    answer = requests.post(sim.url + "/_simulator" + path, json=body, timeout=30)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_faults_requests_and_tokens_over_http(sim: Simulator, client: Client) -> None:
    control(sim.url, "POST", "/faults", [{"kind": "status", "times": 5}])
    assert client.work_items("GET").status_code == 500
    control(sim.url, "DELETE", "/faults")
    assert client.work_items("POST", "/nothing").status_code == 404
    operations = [entry["operation"] for entry in control(sim.url, "GET", "/requests")]
    assert operations == ["work_items.list", "work_items.complete"]
    (write,) = control(sim.url, "GET", "/requests?writes=1")
    assert write["operation"] == "work_items.complete"
    assert "authorization" not in write["headers"]
    control(sim.url, "DELETE", "/requests")
    assert control(sim.url, "GET", "/requests") == []
    control(sim.url, "POST", "/expire_tokens")
    assert client.work_items("GET").status_code == 401


class Process:
    """The simulator's command line in a process of its own."""

    def __init__(self, tmp_path: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "tests.simulator", "--url-file", str(tmp_path / "url"), *arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        # The lines to copy are printed once the server is ready.
        self.lines = [self.process.stdout.readline() for _number in range(4)]
        self.url = (tmp_path / "url").read_text()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Any]:
    processes: list[subprocess.Popen[str]] = []

    def start_one(*arguments: str) -> Process:
        started = Process(tmp_path, *arguments)
        processes.append(started.process)
        return started

    yield start_one
    for process in processes:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_command_line_serves_until_a_signal(start: Any, number: int) -> None:
    started = start("--people", "7", "--set", "put_scope=all_types", "--client-id", "me", "--client-secret", "pass")
    assert control(started.url, "GET", "/health") == {"status": "ready"}
    assert f"export SAIL_BASE_URL={started.url}" in started.lines[1]
    fields = {"grant_type": "client_credentials", "client_id": "me", "client_secret": "pass"}
    assert requests.post(started.url + "/oauth/token", data=fields, timeout=30).status_code == 200
    started.process.send_signal(number)
    assert started.process.wait(timeout=30) == 0


def test_command_line_ends_over_http(start: Any, tmp_path: Path) -> None:
    (tmp_path / "scenario.json").write_text('{"people": 2, "tenant_config": {"disabled": true}}')
    started = start("--scenario", str(tmp_path / "scenario.json"))
    assert "2 people" in started.lines[0]
    control(started.url, "POST", "/shutdown")
    assert started.process.wait(timeout=30) == 0


def test_command_line_ends_with_its_parent(start: Any) -> None:
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    started = start("--parent-pid", str(parent.pid))
    assert started.process.poll() is None
    parent.communicate(b"\n")
    assert started.process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--set", "put_scope=both", "put_scope"), ("--scenario", "no-such-file", "no-such")],
)
def test_command_line_refuses_wrong_options(option: str, value: str, said: str) -> None:
    command = [sys.executable, "-m", "tests.simulator", option, value]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert result.returncode == 2
    assert said in result.stderr
    assert os.linesep not in result.stderr.strip()
