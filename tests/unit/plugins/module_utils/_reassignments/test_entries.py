# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._identities.people import People
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_options import ENTRY_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entries import Declared, Entries
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)


@pytest.fixture()
def client(simulator):
    settings = ConnectionSettings(simulator.url, access_token=simulator.issue_token(), rate_limit=0)
    return Client(Transport(settings), "v1")


def config(identity, reassign_to=None, **options):
    defaults = {"permanent": True, "state": "present" if reassign_to else "absent", "config_types": ["CERTIFICATIONS"]}
    return {**dict.fromkeys(ENTRY_SPEC), **defaults, "identity": identity, "reassign_to": reassign_to, **options}


def declare(client, *configs):
    entries = Entries(client, Declared(configs))
    return entries, entries.declare(People(client, 4, {}))


def test_entries_are_declared_in_their_order(simulator, client):
    anna, bruno, chloe = (simulator.tenant.identity(alias).id for alias in ("anna.berg", "bruno.costa", "chloe.dubois"))
    unused, declared = declare(
        client,
        config("anna.berg", chloe),
        config("bruno.costa", "Manager", source="team.csv, row 3"),
        config(chloe, state="absent", config_types=None),
    )
    assert [(entry.identity_id, entry.target_id) for entry in declared] == [
        (anna, chloe),
        (bruno, anna),
        (chloe, None),
    ]
    assert [entry.label for entry in declared] == [
        "configs[0] (anna.berg)",
        "team.csv, row 3 (bruno.costa)",
        f"configs[2] ({chloe})",
    ]
    assert [entry.config_types for entry in declared] == [("CERTIFICATIONS",), ("CERTIFICATIONS",), None]


def test_the_offered_types_are_read_only_if_an_entry_needs_them(simulator, client):
    declare(client, config("anna.berg", "bruno.costa"), config("chloe.dubois", config_types=None))
    assert len(simulator.calls()) == 1
    entries, (declared,) = declare(client, config("anna.berg", "bruno.costa", config_types=None))
    assert declared.config_types == entries.work_types and len(declared.config_types) == 4


@pytest.mark.parametrize(
    "configs, message",
    [
        ([config("anna.berg", "nobody")], "No identity has the alias or email 'nobody'."),
        (
            [config("anna.berg", "nobody"), config("nobody", "noone", source="b.yml, entry 2")],
            "configs[0] (anna.berg): No identity has the alias or email 'nobody'."
            " b.yml, entry 2 (nobody): No identity has the alias or email 'noone'.",
        ),
        ([config("anna.berg", "manager")], "Anna Berg (anna.berg) has no manager."),
        (
            [config("bruno.costa", "manager"), config("anna.berg", "manager")],
            "configs[1] (anna.berg): Anna Berg (anna.berg) has no manager.",
        ),
    ],
)
def test_problems_name_the_entry_if_there_are_several(client, configs, message):
    with pytest.raises(InvalidInput) as error:
        declare(client, *configs)
    assert error.value.message == message


def test_ids_that_do_not_exist_are_told_with_their_entry(client):
    gone, other = "e" * 32, "f" * 32
    entries, declared = declare(
        client, config("anna.berg", other), config(gone, "bruno.costa", source="team.csv, row 3")
    )
    entries.check_that_they_exist(declared, set())
    with pytest.raises(InvalidInput) as error:
        entries.check_that_they_exist(declared, {gone, other})
    assert error.value.message == (
        f"configs[0] (anna.berg): No identity has the ID {other}."
        f" team.csv, row 3 ({gone}): No identity has the ID {gone}. Nothing was written."
    )
