# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reports, and the browsers that open them.

The appearance of the page is only checked with Chromium or Chrome. If REQUIRE_CHROMIUM is set, their absence is an error;
otherwise the summary states that this part was not checked.
"""

from __future__ import annotations

import functools
import http.server
import importlib
import os
import shutil
import sys
import threading
import typing as t
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
importlib.import_module("tests.unit.conftest")  # makes the collection importable

# Otherwise, Lightpanda sends telemetry.
os.environ["LIGHTPANDA_DISABLE_TELEMETRY"] = "true"

from lightpanda import CDPServer
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser.reports import SIZES, render

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)

if os.environ.get("REQUIRE_CHROMIUM") and not CHROMIUM:
    pytest.exit("There is no Chromium or Chrome, and REQUIRE_CHROMIUM is set.", returncode=1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a layout where there is none; the summary says so."""
    left_out = [item for item in items if not CHROMIUM and "look" in getattr(item, "fixturenames", ())]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: t.Any) -> None:
    if not CHROMIUM:
        terminalreporter.section("NOT CHECKED: how the page looks", red=True, bold=True)
        terminalreporter.line("There is no Chromium or Chrome on PATH; Lightpanda, which has no layout, ran the page.")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[str]:
    """The address of a directory with a report of each size."""
    directory = tmp_path_factory.mktemp("site")
    for size in SIZES:
        (directory / f"{size}.html").write_text(render(size), encoding="utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: t.Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=directory)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def playwright() -> t.Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> t.Iterator[Browser]:
    with playwright.chromium.launch(executable_path=CHROMIUM) as browser:
        yield browser


@pytest.fixture(scope="session")
def lightpanda(playwright: Playwright) -> t.Iterator[Browser]:
    with CDPServer() as server, playwright.chromium.connect_over_cdp(server.ws_endpoint) as browser:
        yield browser


class Opened(t.NamedTuple):
    page: Page
    complaints: list[str]
    requests: list[str]


@pytest.fixture
def opened(site: str) -> t.Iterator[t.Callable[..., Opened]]:
    """Opens the report of a tenant of a size in a new context of a browser, with the options of that context."""
    contexts = []

    def open_report(browser: Browser, size: int, media: str | None = None, **options: t.Any) -> Opened:
        contexts.append(context := browser.new_context(**options))
        context.set_default_timeout(120_000)  # enough for thousands of people on a busy machine
        found = Opened(context.new_page(), [], [])
        found.page.on("console", lambda said: said.type in ("error", "warning") and found.complaints.append(said.text))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on("request", lambda request: found.requests.append(request.url))
        if media:
            found.page.emulate_media(media=media)
        found.page.goto(f"{site}/{size}.html")
        return found

    yield open_report
    for context in contexts:
        context.close()


@pytest.fixture(params=["lightpanda", *(["chromium"] if CHROMIUM else [])])
def load(request: pytest.FixtureRequest, opened: t.Callable[..., Opened]) -> t.Callable[[int], Opened]:
    """Opens a report in each browser that there is."""
    return functools.partial(opened, request.getfixturevalue(request.param))


@pytest.fixture
def look(chromium: Browser, opened: t.Callable[..., Opened]) -> t.Callable[..., Page]:
    """Opens a report in a window of a width of a browser that has a layout."""

    def open_report(size: int, width: int = 1400, **options: t.Any) -> Page:
        return opened(chromium, size, viewport={"width": width, "height": 900}, **options).page

    return open_report
