# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page of promises names tests that exist, and at least one for each promise."""

from __future__ import annotations

import ast
import re

from ansible_collections.community.sailpoint.tests.trust.conftest import CHECKOUT

PAGE = CHECKOUT / "docs" / "docsite" / "rst" / "promises.rst"
TEST = re.compile(r"``(tests/[^\s:]+\.py)::(?:(\w+)::)?(\w+)``")


def test_each_promise_names_tests_that_exist():
    text = PAGE.read_text(encoding="utf-8")
    # A promise is a line that ends with a full stop, has no indentation, and is followed by lines that have some.
    promises = re.findall(r"^(\S.*\.)\n((?:\n?    .+\n)+)", text, flags=re.MULTILINE)
    assert len(promises) >= 15
    for promise, below in promises:
        assert TEST.search(below), f"nothing keeps: {promise}"
    named = TEST.findall(text)
    for file, group, name in named:
        tree = ast.parse((CHECKOUT / file).read_text(encoding="utf-8"))
        body = next(node.body for node in tree.body if getattr(node, "name", "") == group) if group else tree.body
        assert any(isinstance(node, ast.FunctionDef) and node.name == name for node in body), (file, group, name)
