# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The time that planning takes grows with the size of the task and no faster: calls are counted, not seconds."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.chains import (
    after_changes,
    check_chains,
    next_unknown,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import (
    Declaration,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.order import order_changes
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    PlanOptions,
    make_plan,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.undeclared import undeclared_warnings
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)
ALWAYS = Window(NOW - timedelta(days=1), None)
SOON = Window(NOW + timedelta(days=1), None)


def calls(function, *args):
    """How many functions are called, those that are written in C among them."""
    number = 0

    def count(frame, event, arg):
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function(*args)
    finally:
        sys.setprofile(before)
    return number


def edge(source, target, window=ALWAYS):
    return Configuration(Key(source, "T"), target, window)


def held(*confs):
    return {conf.key: conf for conf in confs}


def entry(identity, target, window=ALWAYS, types=("T",)):
    return Declaration(f"entry of {identity}", identity, types, target, window)


def present_and_absent(number):
    """Of different people, half of them with all types."""
    entries = [entry(f"p{n}", "boss") for n in range(number)]
    entries += [entry(f"a{n}", None, types=None if n % 2 else ("T", "U")) for n in range(number)]
    return entries, held(*(edge(f"a{n}", "boss") for n in range(number)))


def many_windows(number):
    """Of one person."""
    day = timedelta(days=1)
    windows = [Window(NOW + n * day, NOW + (n + 1) * day) for n in range(number)]
    return [entry("p", "boss", window) for window in windows], {}


def contradictions(number):
    return [entry("p", None, types=("T",)) for n in range(number)] + [entry("p", "boss")], {}


def undeclared(number):
    return [entry("p0", "boss")], held(*(edge(f"p{n}", "boss") for n in range(number)))


def kept(number):
    return [entry(f"p{n}", "x", SOON) for n in range(number)], held(*(edge(f"p{n}", "boss") for n in range(number)))


PLANS = {
    "present and absent": (present_and_absent, "none"),
    "many windows of one person": (many_windows, "none"),
    "contradictions": (contradictions, "none"),
    "prune listed": (present_and_absent, "listed"),
    "prune all": (undeclared, "all"),
    "windows that are kept": (kept, "none"),
}


def plan(entries, current, prune):
    try:
        found = make_plan(entries, current, NOW, PlanOptions(prune, max_deletes=10**6))
    except Exception as error:
        assert "contradict" in str(error)
    else:
        undeclared_warnings(found, str, str)


@pytest.mark.parametrize("case", PLANS)
def test_plans(case):
    make, prune = PLANS[case]
    small, large = (calls(plan, *make(number), prune) for number in (300, 600))
    assert large < 2.2 * small


def star(number):
    """All have the same cover, who goes away as well."""
    return {}, [edge(f"p{n}", "boss") for n in range(number)] + [edge("boss", "x")]


def star_of_others(number):
    return held(*(edge(f"p{n}", "boss") for n in range(number))), [edge("boss", "x")]


def chain(number):
    return {}, [edge(f"p{n}", f"p{n + 1}") for n in range(number)]


def chain_from_its_end(number):
    return {}, chain(number)[1][::-1]


def tree(number):
    """Three steps deep."""
    lower = [edge(f"p{n}", f"q{n // 3}") for n in range(number)] + [edge(f"q{n}", f"r{n // 3}") for n in range(number)]
    return {}, lower + [edge(f"r{n}", "boss") for n in range(number)]


def swaps(number):
    """Everybody who covers for somebody goes away, and is covered by that one."""
    pairs = [(f"a{n}", f"b{n}") for n in range(number)]
    current = held(*(edge(*pair) for pair in pairs))
    return current, [edge(other, one) for one, other in pairs] + [edge(one, "boss") for one, unused in pairs]


def reversed_chain(number):
    return held(*chain(number)[1]), [edge(f"p{n + 1}", f"p{n}") for n in range(number)] + [edge("p0", "boss")]


def rotation(number):
    """A loop of all, but for one who comes next each time."""
    current = held(*(edge(f"p{n}", f"p{n + 1}") for n in range(number)))
    return current, [edge(f"p{number}", "p0"), edge(f"p{number - 1}", "boss")]


GRAPHS = [star, star_of_others, chain, chain_from_its_end, tree, swaps, reversed_chain, rotation]


def changes_of(current, wanted):
    return [Change("update" if conf.key in current else "create", current.get(conf.key), conf) for conf in wanted]


@pytest.mark.parametrize("make", GRAPHS)
def test_waves(make):
    def order(number):
        current, wanted = make(number)
        changes = changes_of(current, wanted)
        return calls(order_changes, current, changes)

    small, large = order(300), order(600)
    assert large < 2.2 * small


@pytest.mark.parametrize("make", GRAPHS)
def test_chains(make):
    def check(number):
        current, wanted = make(number)
        changes = changes_of(current, wanted)
        final = after_changes(current, changes)
        checked = calls(check_chains, final, changes, NOW, str)
        return checked + calls(next_unknown, final, changes, {conf.key.identity_id for conf in wanted})

    small, large = check(300), check(600)
    assert large < 2.2 * small
