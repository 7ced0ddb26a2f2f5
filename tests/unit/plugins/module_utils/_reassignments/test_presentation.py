# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.away_covers import AwayCover
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.presentation import (
    Wording,
    show_change,
    show_configuration,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity

TYPES = ["ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS"]
CHRISTMAS = Window(datetime(2026, 12, 20, 23, tzinfo=timezone.utc), datetime(2027, 1, 6, 23, tzinfo=timezone.utc))


class People:
    """Anna and Bruno are known; of others only the ID is."""

    known = {
        "a": Identity(id="a", name="Anna Berg", alias="anna.berg", email="anna@example.com"),
        "b": Identity(id="b", name="Bruno Costa", alias="bruno.costa", email="bruno@example.com"),
    }

    def get(self, identity_id):
        return self.known.get(identity_id)

    def label(self, identity_id):
        identity = self.known.get(identity_id)
        return f"{identity.name} ({identity.alias})" if identity else identity_id

    def show(self, identity_id):
        identity = self.known.get(identity_id)
        return {"id": identity_id, "name": identity and identity.name, "alias": identity and identity.alias}


def conf(identity="a", target="b", config_type=TYPES[0], window=CHRISTMAS):
    return Configuration(Key(identity, config_type), target, window)


@pytest.fixture()
def wording():
    return Wording(People(), ZoneInfo("Europe/Berlin"), TYPES)


def create(*confs):
    return [Change("create", None, one) for one in confs]


def test_work_types_that_change_alike_are_one_line(wording):
    changes = create(*(conf(config_type=config_type) for config_type in TYPES))
    line = "to Bruno Costa (bruno.costa) from 21 Dec 2026 to 6 Jan 2027"
    assert wording.diff(changes) == {"before": {}, "after": {"Anna Berg (anna.berg)": {"all work types": line}}}
    assert wording.diff(changes[:2])["after"] == {"Anna Berg (anna.berg)": {"ACCESS_REQUESTS, CERTIFICATIONS": line}}


def test_what_was_there_before_keeps_lines_apart(wording):
    old = conf(target="c", window=Window(None, None))
    changes = [Change("update", old, conf()), *create(conf(config_type=TYPES[1])), Change("delete", conf("b"), None)]
    line = "to Bruno Costa (bruno.costa) from 21 Dec 2026 to 6 Jan 2027"
    assert wording.diff(changes) == {
        "before": {
            "Anna Berg (anna.berg)": {"ACCESS_REQUESTS": "to c permanently"},
            "Bruno Costa (bruno.costa)": {"ACCESS_REQUESTS": line},
        },
        "after": {"Anna Berg (anna.berg)": {"ACCESS_REQUESTS": line, "CERTIFICATIONS": line}},
    }


def test_a_single_type_is_not_called_all():
    assert Wording(People(), None, ["T"]).config_types(["T"]) == "T"


def test_a_line_for_each_reassignment(wording):
    confs = [conf("b", "a", TYPES[1], Window(None, None)), *(conf(config_type=config_type) for config_type in TYPES)]
    assert wording.declared(confs) == [
        "Anna Berg (anna.berg): to Bruno Costa (bruno.costa) from 21 Dec 2026 to 6 Jan 2027 (all work types)",
        "Bruno Costa (bruno.costa): to Anna Berg (anna.berg) permanently (CERTIFICATIONS)",
    ]


def test_a_sentence_for_each_cover(wording):
    changes = create(conf(), conf("c", "b"), conf("b", "c"))
    changes.append(Change("delete", conf("a", "a", TYPES[1]), None))
    found = wording.covers(changes)
    assert [cover["identity"]["email"] for cover in found] == ["bruno@example.com", None]
    assert [cover["message"] for cover in found] == [
        "Bruno Costa (bruno.costa) gets the work of Anna Berg (anna.berg) from 21 Dec 2026 to 6 Jan 2027"
        " (ACCESS_REQUESTS); c from 21 Dec 2026 to 6 Jan 2027 (ACCESS_REQUESTS).",
        "c gets the work of Bruno Costa (bruno.costa) from 21 Dec 2026 to 6 Jan 2027 (ACCESS_REQUESTS).",
    ]


def test_a_cover_of_very_many(wording):
    (found,) = wording.covers(create(*(conf(f"c{number:03}") for number in range(130))))
    assert found["message"].count(";") == 100
    assert "; c099 from 21 Dec 2026" in found["message"] and found["message"].endswith("; and 30 more.")


def test_a_cover_who_is_away(wording):
    found = [AwayCover(conf(config_type=config_type), conf("b", "c", config_type)) for config_type in TYPES]
    assert wording.away_covers(found) == [
        "Bruno Costa (bruno.costa), who covers for Anna Berg (anna.berg) from 21 Dec 2026 to 6 Jan 2027, is absent"
        " from 21 Dec 2026 to 6 Jan 2027 (all work types)."
    ]


def test_what_is_there_in_a_sentence(wording):
    assert wording.reassignment(None) == "nothing"
    found = Wording(People(), None, TYPES).reassignment(conf(window=CHRISTMAS._replace(end=None)))
    assert found == "a reassignment to Bruno Costa (bruno.costa) from 2026-12-20 23:00Z permanently"


def test_results_are_for_programs():
    shown = show_configuration(conf(), People().show)
    assert shown == {
        "identity": {"id": "a", "name": "Anna Berg", "alias": "anna.berg"},
        "config_type": "ACCESS_REQUESTS",
        "reassign_to": {"id": "b", "name": "Bruno Costa", "alias": "bruno.costa"},
        "start": "2026-12-20T23:00:00Z",
        "end": "2027-01-06T23:00:00Z",
        "permanent": False,
    }
    change = show_change(Change("delete", conf(window=Window(None, None)), None), People().show)
    assert change["after"] is None and change["identity"]["id"] == "a"
    assert (change["before"]["start"], change["before"]["end"], change["before"]["permanent"]) == (None, None, True)
