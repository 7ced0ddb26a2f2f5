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
from ansible_collections.community.sailpoint.plugins.module_utils._service.http import ConnectionSettings


def params(**given):
    return {**dict.fromkeys(connection_argument_spec()), **given}


def test_the_defaults_are_told_once():
    spec = connection_argument_spec()
    for name, default in ConnectionSettings._field_defaults.items():
        assert spec[name].get("default") == default, name


@pytest.mark.parametrize("blank", [None, "", " "])
def test_a_blank_option_is_as_if_it_were_left_out(monkeypatch, blank):
    for option in ("base_url", "client_id", "client_secret", "access_token"):
        monkeypatch.setenv(f"SAIL_{option.upper()}", option)
    options = dict.fromkeys(("base_url", "client_id", "client_secret", "access_token"), blank)
    settings = connection_settings(params(**options, ca_path=None if blank is None else "", timeout=None))
    assert settings == ConnectionSettings("base_url", "client_id", "client_secret", "access_token")


@pytest.mark.parametrize(
    "given", [{"timeout": 0.0}, {"timeout": 1e9}, {"timeout": float("nan")}, {"retries": -1}, {"rate_limit": -1}]
)
def test_numbers_out_of_range(given):
    (option,) = given
    with pytest.raises(InvalidInput, match=f"{option} must be between .* and .*, not"):
        connection_settings(params(**given))
