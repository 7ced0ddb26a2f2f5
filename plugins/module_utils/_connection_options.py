# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The connection options of every module. Pairs with plugins/doc_fragments/_connection.py."""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import env_fallback

from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import ConnectionSettings

_RANGES: dict[str, tuple[float, float]] = {"timeout": (0.001, 86400), "retries": (0, 1000), "rate_limit": (0, 1000000)}


def connection_argument_spec() -> dict[str, t.Any]:
    """Return the argument spec of the connection options.

    ``connection_settings`` and ``Transport`` check which options are required, because their messages, unlike those of
    Ansible, also name the environment variables.
    """

    def from_environment(variable: str) -> dict[str, t.Any]:
        return {"type": "str", "fallback": (env_fallback, [variable])}

    return {
        "base_url": from_environment("SAIL_BASE_URL"),
        "client_id": from_environment("SAIL_CLIENT_ID"),
        "client_secret": {"no_log": True, **from_environment("SAIL_CLIENT_SECRET")},
        "access_token": {"no_log": True, **from_environment("SAIL_ACCESS_TOKEN")},
        "api_version": {"type": "str", "default": "v1", "choices": list(API_VERSIONS)},
        "validate_certs": {"type": "bool", "default": True},
        "ca_path": {"type": "path"},
        "timeout": {"type": "float", "default": 30},
        "retries": {"type": "int", "default": 5},
        "rate_limit": {"type": "int", "default": 100},
    }


def connection_settings(params: t.Mapping[str, t.Any]) -> ConnectionSettings:
    """Return the settings from the options of a module; raise ``InvalidInput`` for numbers out of range."""
    for option, (least, most) in _RANGES.items():
        if not least <= params[option] <= most:
            raise InvalidInput(f"{option} must be between {least:g} and {most:g}, not {params[option]}.")
    return ConnectionSettings(**{name: params[name] for name in ConnectionSettings._fields})
