# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The reports of simulated tenants, written by the playbook, and the browsers that look at them.

How the page looks is only checked where there is a Chromium or Chrome. With REQUIRE_CHROMIUM=1 its
absence is an error; otherwise the summary says that this part was not checked.
"""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
import typing as t
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
sys.path.insert(0, str(HERE.parent / "tools"))
sys.path.insert(0, str(HERE))

# Lightpanda would report to its makers that it runs.
os.environ["LIGHTPANDA_DISABLE_TELEMETRY"] = "true"

from devtools import Page, chromium, connect, find_chromium
from lightpanda import CDPServer
from stage import Stage, open_stage
from tenants import NOW, tenant

CHROMIUM = find_chromium()
SIZES = (5, 200, 2000)

if os.environ.get("REQUIRE_CHROMIUM") and not CHROMIUM:
    pytest.exit("There is no Chromium or Chrome, and REQUIRE_CHROMIUM is set.", returncode=1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a layout where there is none; the summary tells."""
    if not CHROMIUM:
        left_out = [item for item in items if "chromium_endpoint" in getattr(item, "fixturenames", ())]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: t.Any) -> None:
    if not CHROMIUM:
        terminalreporter.section("NOT CHECKED: how the page looks", red=True, bold=True)
        terminalreporter.line(
            "There is no Chromium or Chrome on PATH, so only Lightpanda, which has no layout, has run the page."
        )


@pytest.fixture(scope="session")
def stage() -> t.Iterator[Stage]:
    with open_stage("--set", "rate_limit=0") as opened:
        yield opened


@pytest.fixture(scope="session")
def reports(stage: Stage) -> Path:
    """The directory in which the playbook has written the report of a tenant of each size."""
    directory = stage.directory / "reports"
    for size in SIZES:
        stage.control("POST", "reset", tenant(size))
        variables = {"report_directory": directory, "report_name": size, "report_now": NOW, "report_title": "acme"}
        arguments = [argument for item in variables.items() for argument in ("-e", "=".join(map(str, item)))]
        subprocess.run(
            stage.playbook_command("community.sailpoint.report", *arguments),
            env=stage.environment,
            cwd=stage.directory,
            stdin=subprocess.DEVNULL,
            check=True,
        )
    return directory


@pytest.fixture(scope="session")
def site(reports: Path) -> t.Iterator[str]:
    """The address of the reports, for the browser that cannot open files."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: t.Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=reports)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def chromium_endpoint() -> t.Iterator[str]:
    assert CHROMIUM
    with chromium(CHROMIUM) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def lightpanda_endpoint() -> t.Iterator[str]:
    with CDPServer() as server:
        yield server.ws_endpoint


@pytest.fixture(params=["lightpanda", *(["chromium"] if CHROMIUM else [])])
def load(request: pytest.FixtureRequest, reports: Path, site: str) -> t.Iterator[t.Callable[[int], Page]]:
    """Opens the report of a tenant of a size, in each browser that there is."""
    address = site if request.param == "lightpanda" else reports.as_uri()
    with connect(request.getfixturevalue(f"{request.param}_endpoint")) as page:

        def open_report(size: int) -> Page:
            page.open(f"{address}/{size}.html")
            return page

        yield open_report


@pytest.fixture
def look(chromium_endpoint: str, reports: Path) -> t.Iterator[t.Callable[..., Page]]:
    """Opens the report of a tenant of a size in Chromium, in a window of a width, and light or dark or in print."""
    with connect(chromium_endpoint) as page:

        def open_report(size: int, width: int = 1400, scheme: str = "light", media: str = "screen") -> Page:
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            page.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
            page.call("Emulation.setEmulatedMedia", media=media, features=features)
            page.open(f"{reports.as_uri()}/{size}.html")
            return page

        yield open_report
