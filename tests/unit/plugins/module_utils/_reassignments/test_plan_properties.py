# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""For any tenant and any declaration, over many nightly runs, against a model of the service in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import (
    Declaration,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    PlanOptions,
    change_key,
    make_plan,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window

FIRST_DAY = datetime(2026, 6, 1, tzinfo=timezone.utc)
PEOPLE, TYPES, TARGETS = "abc", ("T", "U"), "xyz"


def day(number):
    return FIRST_DAY + timedelta(days=number)


def span(start, end):
    return Window(None if start is None else day(start), None if end is None else day(end))


class Service:
    """Holds one configuration for each identity and type."""

    def __init__(self, held, moves_past_starts):
        self.held = dict(held)
        self._moves_past_starts = moves_past_starts

    def apply(self, plan, now):
        """Carry out the changes; a start in the past that is new begins a minute from now, if the service is like that."""
        for change in plan.changes:
            assert change.before == self.held.get(change_key(change))
            if change.after is None:
                del self.held[change.before.key]
                continue
            after = change.after
            start = after.window.start
            is_new = change.before is None or change.before.window.start != start
            if self._moves_past_starts and is_new and start <= now:
                after = after._replace(window=after.window._replace(start=now + timedelta(minutes=1)))
            self.held[after.key] = after


@st.composite
def tenants(draw):
    held = {}
    for person, config_type in draw(st.sets(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(TYPES)))):
        start = draw(st.integers(-10, 30))
        end = draw(st.none() | st.integers(start + 1, start + 20))
        key = Key(person, config_type)
        held[key] = Configuration(key, draw(st.sampled_from(TARGETS)), span(draw(st.sampled_from([start, None])), end))
    return held


@st.composite
def files(draw):
    """Windows of some people, which do not overlap; the first may have no start, and the last no end."""
    entries = []
    for person in draw(st.sets(st.sampled_from(PEOPLE))):
        at = draw(st.integers(-20, 20))
        types = draw(st.sampled_from([("T",), ("U",), TYPES]))
        number = draw(st.integers(1, 4))
        for place in range(number):
            start, end = at, at + draw(st.integers(1, 10))
            if place == 0 and draw(st.booleans()):
                start = None
            if place == number - 1 and draw(st.booleans()):
                end = None
            label = f"{person}, row {place}"
            entries.append(Declaration(label, person, types, draw(st.sampled_from(TARGETS)), span(start, end)))
            at += 10 + draw(st.integers(0, 5))
    return draw(st.permutations(entries))


OPTIONS = st.builds(
    PlanOptions,
    prune=st.sampled_from(["none", "listed", "all"]),
    on_expired=st.sampled_from(["ignore", "remove"]),
    max_changes=st.none(),
    max_deletes=st.just(99),
)
NIGHTS = range(0, 60, 5)


def declared_on(entries, key, now):
    """The entry for a key that is active, if there is one."""
    entries = (entry for entry in entries if entry.identity_id == key.identity_id)
    active = (entry for entry in entries if entry.window.status(now) == "active")
    return next((entry for entry in active if key.config_type in entry.config_types), None)


@given(files(), tenants(), OPTIONS, st.booleans())
def test_each_night_what_is_declared_for_now_is_there_and_a_second_run_does_nothing(
    entries, held, options, moves_past_starts
):
    service = Service(held, moves_past_starts)
    for night in NIGHTS:
        now = day(night)
        service.apply(make_plan(entries, service.held, now, options), now)
        for later in (timedelta(0), timedelta(minutes=5)):
            assert make_plan(entries, service.held, now + later, options).changes == []
        for key in (Key(person, config_type) for person in PEOPLE for config_type in TYPES):
            entry = declared_on(entries, key, now)
            if entry:
                conf = service.held[key]
                assert (conf.target_id, conf.window.end) == (entry.target_id, entry.window.end)
                assert conf.window.status(now + timedelta(minutes=2)) == "active"


@given(files(), tenants(), st.booleans())
def test_without_prune_nothing_undeclared_is_lost_unless_it_is_told(entries, held, moves_past_starts):
    service = Service(held, moves_past_starts)
    declared_keys = {Key(entry.identity_id, config_type) for entry in entries for config_type in entry.config_types}
    for night in NIGHTS:
        now = day(night)
        plan = make_plan(entries, service.held, now, PlanOptions())
        assert not any(change.action == "delete" for change in plan.changes)
        assert {change_key(change) for change in plan.changes} <= declared_keys
        told = {replaced.existing for replaced in plan.replaced}
        for change in plan.changes:
            before, after = change.before, change.after
            if before is None or before in told or before.window.has_ended(now):
                continue
            edited = any(
                before.target_id == entry.target_id or before.window == entry.window
                for entry in entries
                if before.key.identity_id == entry.identity_id and not entry.window.has_ended(now)
            )
            assert edited, (before, after)
        for existing, deferred in plan.kept:
            assert deferred in plan.deferred and deferred.window.status(now) == "scheduled"
            assert existing.window.start is None or existing.window.start < deferred.window.start
            assert not existing.window.has_ended(now)
        service.apply(plan, now)


@given(files(), tenants(), OPTIONS)
def test_every_declared_window_is_accounted_for(entries, held, options):
    plan = make_plan(entries, held, FIRST_DAY, options)
    declared = [(Key(entry.identity_id, config_type), entry) for entry in entries for config_type in entry.config_types]
    listed = [*plan.deferred, *plan.expired]
    assert len(listed) == len(set(listed))
    applied = 0
    for key, entry in declared:
        conf = Configuration(key, entry.target_id, entry.window)
        assert (conf in plan.expired) == entry.window.has_ended(FIRST_DAY)
        applied += conf not in listed
        assert plan.sources[conf] == entry.label
    # One of each key, unless there is none left, or an undeclared one is kept.
    live = {key for key, entry in declared if not entry.window.has_ended(FIRST_DAY)}
    assert applied == len(live) - len(plan.kept)
    assert len({key for key, unused in declared}) + sum(
        change_key(change) not in dict(declared) for change in plan.changes
    ) == plan.unchanged + len(plan.changes)


@given(files(), tenants(), OPTIONS)
def test_a_plan_does_not_depend_on_the_order_of_the_entries(entries, held, options):
    plan, other = (make_plan(each, held, FIRST_DAY, options) for each in (entries, entries[::-1]))
    assert [_parts(change) for change in plan.changes] == [_parts(change) for change in other.changes]
    assert replace(plan, changes=[]) == replace(other, changes=[])


def _parts(change):
    return change.action, change.before, change.after
