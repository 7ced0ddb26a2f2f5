# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page works: no errors, nothing loaded, and people are found."""

from __future__ import annotations

import json

import pytest
from conftest import SIZES

ROWS = "document.querySelectorAll('tr[data-kinds]:not([hidden])').length"
COUNT = "document.getElementById('count').value"


def search(page, text):
    page.evaluate(
        f"(() => {{ const box = document.getElementById('search'); box.value = {json.dumps(text)};"
        " box.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )
    return page.evaluate(ROWS)


def choose(page, kind):
    page.evaluate(f"document.querySelector('input[value=\"{kind}\"]').click()")
    return page.evaluate(ROWS)


@pytest.mark.parametrize("size", SIZES)
def test_no_complaints(load, size):
    page = load(size)
    everybody = page.evaluate(ROWS)
    assert everybody >= size
    assert page.evaluate("document.getElementById('controls').hidden") is False
    assert page.evaluate(COUNT) == f"{everybody} rows"
    assert page.complaints == []
    assert page.requests == [page.evaluate("location.href")]


def test_a_complaint_is_seen(load):
    page = load(5)
    page.evaluate("console.error('on purpose')")
    page.evaluate("void setTimeout(() => { throw new Error('by mistake'); })")
    page.evaluate("new Promise((resolve) => setTimeout(resolve))", wait=True)
    assert ["on purpose" in page.complaints[0], "by mistake" in page.complaints[1]] == [True, True]


def test_searching(load):
    page = load(200)
    everybody = page.evaluate(ROWS)
    found = search(page, "ZSOFIA  kovacs")
    assert 0 < found < everybody
    assert page.evaluate(COUNT) == f"{found} of {everybody} rows"
    shown = "[...document.querySelectorAll('tr[data-kinds]:not([hidden])')].map((row) => row.textContent)"
    assert all("Zsófia Kovács" in text for text in page.evaluate(shown))
    assert search(page, "nobody has this name") == 0
    assert page.evaluate("document.getElementById('nothing').hidden") is False
    assert page.evaluate("document.querySelectorAll('tbody:not([hidden])').length") == 0
    assert search(page, "") == everybody
    assert page.evaluate("document.getElementById('nothing').hidden") is True
    assert page.complaints == []


def test_choosing(load):
    page = load(200)
    everybody = page.evaluate(ROWS)
    by_status = [choose(page, status) for status in ("active", "scheduled", "expired")]
    assert sum(by_status) == everybody and all(by_status)
    for kind in ("attention", "permanent"):
        assert 0 < choose(page, kind) < everybody
    assert 0 < search(page, "certifications") < choose(page, "")
    assert page.complaints == []
