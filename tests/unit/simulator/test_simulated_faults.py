# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Injected faults, the rate limit and the request log."""

from __future__ import annotations

import errno
import gzip
import time
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Optional

import pytest
import requests

from ansible_collections.community.sailpoint.tests.simulator import ALWAYS, Fault, Simulator
from ansible_collections.community.sailpoint.tests.simulator.rate_limit import RateLimiter, retry_after_headers
from ansible_collections.community.sailpoint.tests.unit.simulator.http_client import Client

BROKEN = requests.exceptions.ConnectionError
CUT_SHORT = requests.exceptions.ChunkedEncodingError


def complete(sim: Simulator, client: Client) -> tuple[Any, bool]:
    """Complete a work item: the answer or the error, and whether it had its effect."""
    item = sim.tenant.add_work_item(sim.tenant.current_user.id, type="ManualAction")
    try:
        answer: Any = client.work_items("POST", "/" + item.id)
        if answer.raw.length_remaining:  # not told by urllib3 1
            answer = CUT_SHORT()
    except requests.exceptions.RequestException as error:
        answer = error
    return answer, item.completed is not None


@pytest.mark.parametrize(
    ("kind", "status", "effect"),
    [
        ("status", 500, False),
        ("status_after", 500, True),
        ("html", 502, False),
        ("unauthorized", 401, False),
        ("redirect", 302, False),
        ("empty", 200, True),
        ("truncated_json", 200, True),
        ("wrong_shape", 200, True),
        ("empty_list", 200, True),
    ],
)
def test_faulty_answers(sim: Simulator, client: Client, kind: str, status: int, effect: bool) -> None:
    sim.add_fault(Fault(kind, location=sim.url + "/elsewhere"))
    item = sim.tenant.add_work_item(sim.tenant.current_user.id, type="ManualAction")
    answer = client.work_items("POST", "/" + item.id, allow_redirects=False)
    assert (answer.status_code, item.completed is not None) == (status, effect)
    assert sim.requests[-1].status == status
    if kind == "html":
        assert answer.headers["Content-Type"].startswith("text/html")
    elif kind == "redirect":
        assert answer.headers["Location"] == sim.url + "/elsewhere"
    elif kind == "empty":
        assert answer.content == b""
    elif kind == "truncated_json":
        with pytest.raises(ValueError):
            answer.json()
    else:
        assert isinstance(answer.json(), list if kind in ("wrong_shape", "empty_list") else dict)


@pytest.mark.parametrize(
    ("kind", "error", "effect"),
    [
        ("reset_before", BROKEN, False),
        ("reset_after", BROKEN, True),
        ("timeout_before", BROKEN, False),
        ("timeout_after", BROKEN, True),
        ("truncated", CUT_SHORT, True),
    ],
)
def test_broken_connections(sim: Simulator, client: Client, kind: str, error: type, effect: bool) -> None:
    sim.add_fault(Fault(kind, delay=0.01))
    answer, had_effect = complete(sim, client)
    assert isinstance(answer, error)
    if error is BROKEN:  # a reset, not an orderly end
        assert answer.args[0].args[1].errno == errno.ECONNRESET
    assert had_effect is effect
    assert sim.requests[-1].status is None
    assert complete(sim, client)[0].status_code == 200


@pytest.mark.parametrize(
    ("status", "keys"), [(503, {"detailCode", "trackingId", "messages", "causes"}), (429, {"message"})]
)
def test_status_with_retry_after(sim: Simulator, client: Client, status: int, keys: set[str]) -> None:
    sim.add_fault(Fault("status", status=status, retry_after="7"))
    answer = client.work_items("GET")
    assert (answer.status_code, answer.headers["Retry-After"], set(answer.json())) == (status, "7", keys)


def test_delay_and_latency(sim: Simulator, client: Client) -> None:
    sim.add_fault(Fault("delay", delay=0.2))
    sim.set(latency=0.1)
    for _number in range(2):
        assert client.work_items("GET").status_code == 200
    delayed, late = (entry.finished - entry.started for entry in sim.requests)
    assert delayed >= 0.3
    assert late >= 0.1


def test_which_requests_a_fault_is_for(sim: Simulator, client: Client) -> None:
    sim.add_fault(Fault("status", method="get", path="/summary$", after=1, times=2, status=503))
    statuses = [client.work_items("GET", path).status_code for path in ["/count"] + ["/summary"] * 4]
    assert statuses == [200, 200, 503, 503, 200]


def test_a_fault_meets_the_token_only_by_its_path(sim: Simulator) -> None:
    fields = {"grant_type": "client_credentials", "client_id": sim.client_id, "client_secret": sim.client_secret}
    sim.add_fault(Fault("status"))
    assert requests.post(sim.url + "/oauth/token", data=fields, timeout=30).status_code == 200
    sim.add_fault(Fault("status", path="^/oauth/token$"))
    assert requests.post(sim.url + "/oauth/token", data=fields, timeout=30).status_code == 500


def test_faults_can_be_cleared_and_must_be_known(sim: Simulator, client: Client) -> None:
    sim.add_fault(Fault("status"))
    sim.clear_faults()
    assert client.work_items("GET").status_code == 200
    with pytest.raises(ValueError, match="earthquake"):
        Fault("earthquake")


def test_an_empty_page_in_the_middle(sim: Simulator, client: Client) -> None:
    for _number in range(3):
        sim.tenant.add_work_item(sim.tenant.current_user.id)
    sim.add_fault(Fault("empty_list", after=1))
    pages = [client.work_items("GET", params={"limit": 1, "offset": offset, "count": "true"}) for offset in range(3)]
    assert [len(page.json()) for page in pages] == [1, 0, 1]
    assert [page.headers["X-Total-Count"] for page in pages] == ["3", "3", "3"]


def test_a_huge_body_is_small_on_the_wire(sim: Simulator, client: Client) -> None:
    size = 32 * 1024**2
    sim.add_fault(Fault("huge_body", size=size))
    answer = client.work_items("GET", stream=True)
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "gzip")
    compressed = answer.raw.read(decode_content=False)
    assert len(compressed) < size / 500
    unpacked = gzip.decompress(compressed)
    assert (len(unpacked), unpacked.count(b"a"), unpacked[:1], unpacked[-1:]) == (size, size - 2, b'"', b'"')
    assert Fault("huge_body").size == 2**30


def test_a_client_may_have_had_enough_of_a_huge_body(sim: Simulator, client: Client) -> None:
    sim.add_fault(Fault("huge_body"))
    item = sim.tenant.add_work_item(sim.tenant.current_user.id, type="ManualAction")
    with client.work_items("POST", "/" + item.id, stream=True) as answer:
        assert len(answer.raw.read(1000)) > 0
    assert item.completed is not None
    assert client.work_items("GET").status_code == 200


@pytest.mark.parametrize("kind", ["slow_body", "slow_headers"])
def test_slow_answers_are_whole_in_the_end(sim: Simulator, client: Client, kind: str) -> None:
    right = client.configurations("GET", "/tenant-config")
    sim.add_fault(Fault(kind, delay=0.001))
    started = time.monotonic()
    slow = client.configurations("GET", "/tenant-config")
    waited = time.monotonic() - started
    assert (slow.status_code, slow.json(), slow.headers["Content-Type"]) == (200, right.json(), "application/json")
    length = len(slow.content) if kind == "slow_body" else sum(map(len, slow.headers.values()))
    assert waited >= 0.001 * (length - 1)


def test_a_fault_for_one_of_many(sim: Simulator, client: Client) -> None:
    anna, bruno = list(sim.tenant.identities)[:2]
    for status in (403, 404):
        sim.add_fault(Fault("status" if status == 403 else "gateway", identity=bruno, status=status, times=4))
    sim.set(missing_configuration="empty")
    for expected in (403, 404):
        assert client.configurations("GET", "/" + bruno).status_code == expected
        assert client.configurations("GET", f"/{bruno.upper()}/evaluate/CERTIFICATIONS").status_code == expected
        assert client.work_items("GET", params={"ownerId": bruno}).status_code == expected
        assert client.configurations("POST", json={"reassignedFromId": bruno}).status_code == expected
        assert client.configurations("GET", "/" + anna).status_code == 200
        assert client.work_items("GET", params={"ownerId": anna}).status_code == 200
        assert client.call("GET", "public-identities", params={"filters": f'id in ("{bruno}")'}).status_code == 200


def test_a_fault_of_one_operation(sim: Simulator, client: Client) -> None:
    sim.add_fault(Fault("status", operation="work_items.count", times=ALWAYS))
    assert client.work_items("GET").status_code == 200
    assert client.work_items("GET", "/count", version="v2025").status_code == 500


def test_a_held_connection_does_not_hold_up_the_end() -> None:
    with Simulator() as sim:
        sim.add_fault(Fault("timeout_before", delay=600))
        with pytest.raises(requests.exceptions.ReadTimeout):
            requests.get(
                sim.url + "/work-items/v1", headers={"Authorization": "Bearer " + sim.issue_token()}, timeout=0.2
            )
        started = time.monotonic()
    assert time.monotonic() - started < 30


def test_rate_limit_window_slides() -> None:
    moment = [0.0]
    limiter = RateLimiter(clock=lambda: moment[0])
    waits = []
    for moment[0] in (0.0, 4.0, 6.0, 9.5, 10.0, 10.5):
        waits.append(limiter.wait_for("client", "v1", 2))
    assert waits == [0.0, 0.0, 4.0, 0.5, 0.0, 3.5]
    assert limiter.wait_for("client", "v2025", 2) == 0.0
    assert limiter.wait_for("other", "v1", 2) == 0.0
    assert limiter.wait_for("client", "v1", 0) == 0.0


@pytest.mark.parametrize(("form", "pattern"), [("seconds", "seconds"), ("date", "date"), ("absent", None)])
def test_rate_limit_answer(sim: Simulator, client: Client, form: str, pattern: Optional[str]) -> None:
    sim.set(rate_limit=2, retry_after=form)
    answers = [client.work_items("GET") for _number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json() == {"message": " Rate Limit Exceeded "}
    value = answers[2].headers.get("Retry-After")
    if pattern is None:
        assert value is None
    elif pattern == "seconds":
        assert 1 <= int(str(value)) <= 10
    else:
        assert 0 < (parsedate_to_datetime(str(value)) - datetime.now(timezone.utc)).total_seconds() <= 12
    assert client.work_items("GET", version="v2025").status_code == 200


def test_waiting_as_told_is_enough() -> None:
    assert retry_after_headers(0.01, "seconds") == {"Retry-After": "1"}
    assert retry_after_headers(9.01, "seconds") == {"Retry-After": "10"}


def test_request_log(sim: Simulator, client: Client) -> None:
    sim.clear_log()
    client.configurations("PUT", "/a%2Fb%20c", json={"x": [1]}, params={"q": "a b&c"})
    client.work_items("GET", version="beta")
    put, get = sim.requests
    assert (put.method, put.path, put.query) == ("PUT", "/reassignment-configurations/v1/a%2Fb%20c", {"q": "a b&c"})
    assert (put.operation, put.version, put.status, put.body) == ("reassignments.update", "v1", 400, {"x": [1]})
    assert put.headers["x-sailpoint-experimental"] == "true"
    assert (get.operation, get.version, get.body) == ("work_items.list", "beta", None)
    assert put.started <= put.finished <= get.started
    assert sim.writes() == [put]
    assert sim.calls("work_items.list") == [get]
