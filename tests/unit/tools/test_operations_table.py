# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""That the documentation's table of operations has no gap and is up to date."""

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import OPERATIONS
from ansible_collections.community.sailpoint.tests.tools.operations_table import CHECKOUT, PAGE, USED_BY, render


def test_every_operation_is_used_by_a_module():
    assert list(USED_BY) == list(OPERATIONS)
    assert all(USED_BY.values())


def test_every_module_is_in_the_table():
    modules = {path.stem for path in (CHECKOUT / "plugins" / "modules").glob("*.py")}
    # connection_info tries what the others use.
    assert modules - {"connection_info"} == {module for users in USED_BY.values() for module in users}


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == render(), "run: python tests/tools/operations_table.py"
