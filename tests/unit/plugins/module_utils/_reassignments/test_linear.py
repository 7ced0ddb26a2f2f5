# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The time that reading, planning, and results take grows with the size of the task and no faster: calls are counted, not seconds."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change, Outcome
from ansible_collections.community.sailpoint.plugins.module_utils._engine.result import result_of
from ansible_collections.community.sailpoint.plugins.module_utils._engine.shorten import shortened
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.away_covers import find_away_covers
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
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry_files import EntryReader
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.order import order_changes
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    PlanOptions,
    make_plan,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.presentation import Wording
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tables import TableOptions
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.undeclared import undeclared_warnings
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.tests.unit.helpers import calls

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)
ALWAYS = Window(NOW - timedelta(days=1), None)
SOON = Window(NOW + timedelta(days=1), None)


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
        undeclared_warnings(found, str, str, ", ".join)


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
        return calls(order_changes, current, changes, NOW)

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


def csv_file(rows):
    return "a.csv", "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)])


def yaml_file(rows):
    return "a.yml", "".join(f"- {{{', '.join(f'{key}: {value}' for key, value in row.items())}}}\n" for row in rows)


def json_file(rows):
    return "a.json", json.dumps(rows)


def sound(number):
    return {"identity": f"p{number}", "state": "absent", "reassign_to": ""}


def same_problem(number):
    return {**sound(number), "state": "none"}


def other_problems(number):
    return {**sound(number), "state": f"none{number}"}


@pytest.mark.parametrize("make_row", [sound, same_problem, other_problems])
@pytest.mark.parametrize("make_file", [csv_file, yaml_file, json_file])
def test_files(make_file, make_row):
    def read(number):
        name, text = make_file(list(map(make_row, range(number))))
        reader = EntryReader(Defaults(), TableOptions())
        found = calls(reader.read_file, name, text.encode()) + calls(lambda: reader.problems)
        assert len(reader.entries) == (number if make_row is sound else 0)
        assert bool(reader.problems) == (make_row is not sound)
        return found

    number = 8000 if make_row is sound else 1000
    small, large = read(number), read(2 * number)
    assert large < 2.2 * small


@pytest.mark.parametrize("make_file", [yaml_file, json_file])
def test_an_entry_with_very_many_keys(make_file):
    def read(number):
        name, text = make_file([{**sound(0), **{f"key{key}": "" for key in range(number)}}])
        reader = EntryReader(Defaults(), TableOptions())
        return calls(reader.read_file, name, text.encode()) + calls(lambda: reader.problems)

    small, large = read(1000), read(2000)
    assert large < 2.2 * small


class Names:
    """People without names."""

    def get(self, identity_id):
        return None

    def label(self, identity_id):
        return identity_id

    def show(self, identity_id):
        return {"id": identity_id}


class Job:
    """One that has made these changes."""

    counts = {}

    def __init__(self, changes):
        self.outcomes = [Outcome(change) for change in changes]
        self._wording = Wording(Names(), None, ["T", "U"])
        confs = [change.after for change in changes]
        self.extra = {
            "diff": self._wording.diff(changes),
            "notes": self._wording.declared(confs) + self._wording.away_covers(find_away_covers(confs, confs)),
            "covers": self._wording.covers(changes),
        }

    def show(self, outcome):
        return {}

    def diff_entry(self, outcome):
        return (outcome.after.key.identity_id,), None, None


def one_cover(number):
    return [edge(f"p{n}", "boss", SOON) for n in range(number)]


def covers_of_their_own(number):
    return [edge(f"p{n}", f"q{n}", SOON) for n in range(number)]


def a_cover_is_away(number):
    return [*one_cover(number), edge("boss", "x", SOON)]


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("make", [one_cover, covers_of_their_own, a_cover_is_away, lambda number: chain(number)[1]])
def test_results(make, whole):
    def show(number):
        changes = [Change("create", None, conf) for conf in make(number)]
        return calls(lambda: shortened(result_of(Job(changes), whole=whole)))

    small, large = show(1000), show(2000)
    assert large < 2.2 * small
