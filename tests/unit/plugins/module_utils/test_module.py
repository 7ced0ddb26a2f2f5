# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from types import SimpleNamespace

from ansible_collections.community.sailpoint.plugins.module_utils._module import _invocation


def test_long_lists_do_not_travel_back_with_the_result():
    options = {"configs": [{"identity": str(number)} for number in range(51)], "ids": ["1", "2"], "prune": "none"}
    assert _invocation(SimpleNamespace(params=options)) == {
        "module_args": {"configs": "(51 entries)", "ids": ["1", "2"], "prune": "none"}
    }
