# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import (
    Check,
    not_checked,
    ok,
    problem,
)
from ansible_collections.community.sailpoint.plugins.module_utils._connection.table import table


def test_a_line_for_each():
    checks = [
        Check("connection", "address", ok("fine")),
        Check("connection", "clock", problem("it is late", "Hurry, Anna.")),
        Check("tenant", "queues", not_checked("why not")),
    ]
    assert table(checks) == [
        "connection:",
        "  address  ok           fine",
        "  clock    problem      it is late",
        "tenant:",
        "  queues   not checked  why not",
    ]


def test_many_that_were_impossible_for_the_same_reason_have_one_line():
    checks = [Check("tenant", f"check {number}", not_checked("no address")) for number in range(5)]
    assert table([*checks, Check("tenant", "other", ok("fine"))]) == [
        "tenant:",
        "  other    ok           fine",
        "  5 checks  not checked  no address",
    ]
    assert len(table(checks[:4])) == 5
