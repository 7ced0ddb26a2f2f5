# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""That the documentation's table of operations is up to date."""

from __future__ import annotations

from ansible_collections.community.sailpoint.tests.tools.operations_table import PAGE, render


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == render(), "run: python tests/tools/operations_table.py"
