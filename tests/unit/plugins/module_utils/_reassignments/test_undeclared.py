# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import Kept, Plan, Replaced
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.undeclared import undeclared_warnings
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

ALWAYS = Window(None, None)


def conf(target, config_type="T", identity="anna"):
    return Configuration(Key(identity, config_type), target, ALWAYS)


def pairs(kind, existing, declared, *config_types, identity="anna"):
    return [kind(conf(existing, one, identity), conf(declared, one, identity)) for one in config_types]


def warnings(kept=(), replaced=()):
    plan = Plan(kept=list(kept), replaced=list(replaced))
    return undeclared_warnings(plan, str.upper, lambda one: f"to {one.target_id}", "+".join)


def test_a_kept_window_is_told_apart_from_one_that_is_lost():
    kept, lost = warnings(pairs(Kept, "bruno", "chloe", "T"), pairs(Replaced, "daniel", "elif", "T"))
    assert kept.startswith("ANNA (T): the existing reassignment to bruno is not declared.")
    assert "kept" in kept and "to chloe is deferred" in kept
    assert lost.startswith("ANNA (T): the existing reassignment to daniel is not declared.")
    assert "lost" in lost and "to elif replaces it" in lost


def test_work_types_with_the_same_windows_are_one_sentence():
    found = warnings(
        [
            *pairs(Kept, "bruno", "chloe", "T", "U"),
            *pairs(Kept, "bruno", "daniel", "V"),
            *pairs(Kept, "elif", "chloe", "W"),
            *pairs(Kept, "bruno", "chloe", "T", identity="zoe"),
        ]
    )
    assert [one.partition(":")[0] for one in found] == ["ANNA (T+U)", "ANNA (V)", "ANNA (W)", "ZOE (T)"]


def test_a_declared_tenant_has_nothing_to_warn_of():
    assert warnings() == []
