# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page looks as it should, in a browser that has a layout."""

from __future__ import annotations

import base64

import pytest
from conftest import SIZES

#: What is wider than the place that it has.
CUT_OFF = """[...document.querySelectorAll('h1, th:not(.time), td:not(.time), li, .tile, label, output')]
  .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
  .map((element) => element.outerHTML.slice(0, 200))"""

#: Bars that are not within their cell, or cannot be seen.
MISPLACED_BARS = """[...document.querySelectorAll('.bar')].filter((bar) => {
  const [inner, outer] = [bar.getBoundingClientRect(), bar.parentElement.getBoundingClientRect()];
  return inner.width < 3 || inner.height < 5 || inner.left < outer.left - 1 || inner.right > outer.right + 4
    || inner.bottom > outer.bottom;
}).map((bar) => bar.outerHTML)"""

#: The lowest contrast between text and what is behind it, as WCAG 2 defines it, with its element.
LOWEST_CONTRAST = """(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => numbers(color).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const color = getComputedStyle(element).backgroundColor;
      if ((numbers(color)[3] ?? 1) > 0) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  let lowest = [99, ''];
  for (const element of document.body.querySelectorAll(':not(script)')) {
    if (!element.checkVisibility() || ![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const pair = [light(getComputedStyle(element).color), light(behind(element))].sort((one, other) => other - one);
    const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (contrast < lowest[0]) lowest = [contrast, element.outerHTML.slice(0, 200)];
  }
  return lowest;
})()"""


@pytest.mark.parametrize("width", [360, 700, 1024, 1400, 2400])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off(look, size, width):
    page = look(size, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(MISPLACED_BARS) == []
    assert page.complaints == []


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(look, scheme, media):
    page = look(200, scheme=scheme, media=media)
    contrast, element = page.evaluate(LOWEST_CONTRAST)
    assert contrast >= 4.5, element
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
    page = look(5)
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.call("DOM.enable")
    page = look(5)
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    box = {}
    for name in ("tr[data-kinds]", ".bar, .beyond", "#controls"):
        nodes = page.call("DOM.querySelectorAll", nodeId=root, selector=name)["nodeIds"]
        box[name] = [node for node in nodes if page.is_drawn(node)]
    assert len(box["tr[data-kinds]"]) == len(box[".bar, .beyond"]) >= 5
    assert box["#controls"] == []


@pytest.mark.parametrize(("size", "pages"), [(5, range(1, 3)), (200, range(5, 25))])
def test_printing(look, size, pages):
    # 1032 pixels are the width of A4 across, less the margins.
    page = look(size, 1032, media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1032
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("getComputedStyle(document.getElementById('controls')).display") == "none"
    printed = base64.b64decode(page.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"])
    assert printed.count(b"/Type /Page\n") in pages
