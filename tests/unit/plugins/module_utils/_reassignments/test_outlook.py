# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import Configuration, Key
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import Declaration
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.outlook import Outlook
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import IdentityReference
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity

TYPE = "CERTIFICATIONS"
NOW = datetime(2026, 11, 25, tzinfo=timezone.utc)
SOON, LATER, END = (NOW + timedelta(days=days) for days in (7, 8, 30))


class People:
    """Bruno has a manager, Chloe has none, and of others nothing is known."""

    known = {
        "bruno": Identity(id="bruno", manager=IdentityReference(id="anna")),
        "chloe": Identity(id="chloe", manager=IdentityReference(id="")),
    }

    def get(self, identity_id):
        return self.known.get(identity_id)


class Wording:
    """Tells what it is given."""

    def without_manager(self, covered):
        return [f"{conf.key.identity_id}: {conf.target_id} has no manager" for conf in covered]

    def away_covers(self, found):
        return [f"{one.covered.key.identity_id}: {one.away.key.identity_id} is away" for one in found]

    def deep_chains(self, found):
        return [f"{len(chain)} steps from {chain[0].key.identity_id}" for chain in found]


def declared(identity, target, start=None, end=END):
    return Declaration(identity, identity, (TYPE,), target, Window(start, end))


def problems(declarations, deferred=(), warn_days=7, chains=True):
    confs = [Configuration(Key(one.identity_id, TYPE), one.target_id, one.window) for one in deferred]
    return Outlook(NOW, warn_days, chains).problems(declarations, confs, People(), Wording())


@pytest.mark.parametrize(
    ("declaration", "told"),
    [
        (declared("dana", "chloe"), True),
        (declared("dana", "chloe", SOON), True),
        (declared("dana", "chloe", LATER), False),
        (declared("dana", "chloe", end=NOW), False),
        (declared("dana", "bruno"), False),
        (declared("dana", "unknown"), False),
        (declared("dana", None), False),
    ],
)
def test_a_cover_without_a_manager_is_told_in_the_days_before(declaration, told):
    assert problems([declaration]) == ["dana: chloe has no manager"] * told


def test_managers_are_not_looked_at_unless_asked():
    assert problems([declared("dana", "chloe")], warn_days=None) == []


def test_a_cover_who_will_be_away_is_told_of_deferred_windows_only():
    both = [declared("dana", "bruno", LATER), declared("bruno", "anna", LATER)]
    assert problems(both) == []
    assert problems(both, deferred=both[:1]) == ["dana: bruno is away"]
    assert problems(both, deferred=both[:1], chains=False) == []


def test_a_deep_chain_is_told_if_a_part_of_it_is_deferred():
    chain = [declared(f"p{number}", f"p{number + 1}", LATER) for number in range(6)]
    assert "6 steps from p0" in problems(chain, deferred=chain[3:4])
    assert not any("steps" in problem for problem in problems(chain[:5], deferred=chain[3:4]))
