# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page works in all browsers, and looks as it should in one that has a layout."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.reports import SIZES

ROWS = "document.querySelectorAll('tr[data-kinds]:not([hidden])').length"
COUNT = "document.getElementById('count').value"

#: What is wider than its place.
CUT_OFF = """() => [...document.querySelectorAll('h1, th:not(.time), td:not(.time), li, .tile, label, output')]
  .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
  .map((element) => element.outerHTML.slice(0, 200))"""

#: Bars that leave their cell, or cannot be seen.
MISPLACED_BARS = """() => [...document.querySelectorAll('.bar')].filter((bar) => {
  const [inner, outer] = [bar.getBoundingClientRect(), bar.parentElement.getBoundingClientRect()];
  return inner.width < 3 || inner.height < 5 || inner.left < outer.left - 1 || inner.right > outer.right + 4
    || inner.bottom > outer.bottom;
}).map((bar) => bar.outerHTML)"""

#: Left and right edge of the text of each label of the timeline that is in sight, even in part.
LABELS = """() => [...document.querySelectorAll('.ticks i')].map((label) => {
  const range = document.createRange();
  range.selectNodeContents(label);
  return [range.getBoundingClientRect(), label.parentElement.getBoundingClientRect()];
}).filter(([text, place]) => text.width && text.top < place.bottom - 1).map(([text, place]) => [text.left, text.right])"""
RIGHT_EDGE = "document.querySelector('thead .time').getBoundingClientRect().right"


def search(page, text):
    page.fill("#search", text)
    return page.evaluate(ROWS)


def choose(page, kind):
    page.click(f'input[value="{kind}"]')
    return page.evaluate(ROWS)


@pytest.mark.parametrize("size", SIZES)
def test_no_complaints_and_nothing_is_loaded(load, size):
    page, complaints, requests = load(size)
    rows = page.evaluate(ROWS)
    assert rows >= size
    assert page.evaluate("document.getElementById('controls').hidden") is False
    assert page.evaluate(COUNT) == f"{rows} rows"
    assert complaints == []
    assert requests == [page.url]


def test_a_complaint_is_seen(load):
    page, complaints, unused = load(5)
    page.evaluate("console.error('on purpose')")
    page.evaluate("void setTimeout(() => { throw new Error('by mistake'); })")
    page.evaluate("new Promise((resolve) => setTimeout(resolve))")
    assert complaints == ["on purpose", "by mistake"]


def test_searching(load):
    page, complaints, unused = load(200)
    rows = page.evaluate(ROWS)
    found = search(page, "ZSOFIA  kovacs")
    assert 0 < found < rows
    assert page.evaluate(COUNT) == f"{found} of {rows} rows"
    shown = "[...document.querySelectorAll('tr[data-kinds]:not([hidden])')].map((row) => row.textContent)"
    assert all("Zsófia Kovács" in text for text in page.evaluate(shown))
    assert search(page, "nobody has this name") == 0
    assert page.evaluate("document.getElementById('nothing').hidden") is False
    assert page.evaluate("document.querySelectorAll('tbody:not([hidden])').length") == 0
    assert search(page, "") == rows
    assert page.evaluate("document.getElementById('nothing').hidden") is True
    assert complaints == []


def test_choosing(load):
    page, complaints, unused = load(200)
    rows = page.evaluate(ROWS)
    by_status = [choose(page, status) for status in ("active", "scheduled", "expired")]
    assert sum(by_status) == rows and all(by_status)
    for kind in ("attention", "permanent"):
        assert 0 < choose(page, kind) < rows
    assert 0 < search(page, "certifications") < choose(page, "")
    assert complaints == []


@pytest.mark.parametrize("width", [360, 700, 961, 1100, 1400, 2400])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off(look, size, width):
    page = look(size, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(MISPLACED_BARS) == []


def test_labels_of_the_timeline_do_not_collide(look):
    page = look(200)
    counts = []
    for width in range(961, 2400, 37):
        page.set_viewport_size({"width": width, "height": 900})
        labels = page.evaluate(LABELS)
        assert all(right <= left for (unused, right), (left, unused) in zip(labels, labels[1:])), width
        assert labels[-1][1] <= page.evaluate(RIGHT_EDGE), width
        counts.append(len(labels))
    assert counts[0] >= 2 and counts == sorted(counts) and counts[-1] > counts[0]


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(look, scheme, media):
    page = look(200, color_scheme=scheme, media=media)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(255, 255, 255)") == (scheme == "light" or media == "print")


def test_the_heading_stays_in_sight(look):
    page = look(200)
    page.evaluate("scrollTo(0, 5000)")
    top = "Math.round(document.querySelector('{}').getBoundingClientRect().{})"
    assert page.evaluate("scrollY") == 5000
    assert page.evaluate(top.format("#controls", "top")) == 0
    assert page.evaluate(top.format("thead th", "top")) == page.evaluate(top.format("#controls", "bottom"))


def test_all_is_there_without_scripts(look):
    page = look(5, java_script_enabled=False)
    rows, marks = page.locator("tr[data-kinds]"), page.locator(".bar, .beyond")
    assert rows.count() == marks.count() >= 5
    assert all(one.is_visible() for one in rows.all() + marks.all())
    assert not page.locator("#controls").is_visible()


@pytest.mark.parametrize(("size", "pages"), [(5, range(1, 3)), (200, range(5, 25))])
def test_printing(look, size, pages):
    # 1032 pixels are the width of A4 across, less the margins.
    page = look(size, 1032, media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1032
    assert page.evaluate(CUT_OFF) == []
    assert not page.locator("#controls").is_visible()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") in pages
