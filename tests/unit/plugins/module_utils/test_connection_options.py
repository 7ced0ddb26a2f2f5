# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection_options import (
    connection_argument_spec,
    connection_settings,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import ConnectionSettings


def params(**given):
    return {**{name: option.get("default") for name, option in connection_argument_spec().items()}, **given}


def test_the_defaults_are_told_once():
    spec = connection_argument_spec()
    for name, default in ConnectionSettings._field_defaults.items():
        assert spec[name].get("default") == default, name


@pytest.mark.parametrize(
    "given", [{"timeout": 0.0}, {"timeout": 1e9}, {"timeout": float("nan")}, {"retries": -1}, {"rate_limit": -1}]
)
def test_numbers_out_of_range(given):
    (option,) = given
    with pytest.raises(InvalidInput, match=f"{option} must be between .* and .*, not"):
        connection_settings(params(**given))


def test_the_options_become_settings():
    given = {name: name for name in ("base_url", "client_id", "client_secret", "access_token", "ca_path")}
    assert connection_settings(params(**given)) == ConnectionSettings(**given)


@pytest.mark.parametrize("option", ["base_url", "client_id", "client_secret", "access_token"])
def test_environment_variables(option):
    assert connection_argument_spec()[option]["fallback"][1] == [f"SAIL_{option.upper()}"]
