# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official SDK drives the simulator's lists of identities and parses its answers."""

from __future__ import annotations

import pytest
from sdk import PUBLIC_IDENTITY_VERSIONS, REASSIGNMENT_VERSIONS, Sdk

from tests.simulator import Simulator

STRANGE = 'quote" back\\slash #50% a&b+c, ünï'


@pytest.mark.parametrize("version", PUBLIC_IDENTITY_VERSIONS)
def test_public_identities(sim: Simulator, sdk: Sdk) -> None:
    strange = sim.tenant.add_identity(STRANGE, email="", manager="anna.berg", state="INACTIVE_SHORT_TERM")
    filters = 'alias eq "%s" or email eq "BRUNO.costa@example.com"' % STRANGE.replace("\\", "\\\\").replace('"', '\\"')
    found = sdk.call("public_identities", "get_public_identities", limit=250, offset=0, count=True, filters=filters)
    assert {identity.alias for identity in found} == {STRANGE, "bruno.costa"}
    (one,) = [identity for identity in found if identity.id == strange.id]
    assert (one.email, one.identity_state) == (None, "INACTIVE_SHORT_TERM")
    assert one.manager.id == sim.tenant.identity("anna.berg").id


@pytest.mark.parametrize("version", REASSIGNMENT_VERSIONS)
def test_identities(sim: Simulator, sdk: Sdk) -> None:
    hidden = sim.tenant.add_identity("service.robot", correlated=False)
    filters = 'name sw "Service" or alias eq "anna.berg"'
    (anna,) = sdk.call("identities", "list_identities", filters=filters)
    assert (anna.alias, anna.email_address, anna.is_manager) == ("anna.berg", "anna.berg@example.com", True)
    everyone = sdk.call("identities", "list_identities", filters=filters, default_filter="NONE", sorters="-name")
    assert [identity.id for identity in everyone] == [hidden.id, anna.id]
    bruno = sdk.call("identities", "get_identity", sim.tenant.identity("bruno.costa").id)
    assert bruno.manager_ref.id == anna.id
    assert bruno.lifecycle_state.state_name == "active"
