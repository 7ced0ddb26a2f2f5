# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The connection options of every module. Pairs with plugins/doc_fragments/_connection.py."""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import env_fallback

from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS


def connection_argument_spec() -> dict[str, t.Any]:
    """The argument spec of the connection options."""

    def from_environment(name: str) -> dict[str, t.Any]:
        return {"fallback": (env_fallback, [name])}

    return {
        "base_url": {"type": "str", "required": True, **from_environment("SAIL_BASE_URL")},
        "client_id": {"type": "str", **from_environment("SAIL_CLIENT_ID")},
        "client_secret": {"type": "str", "no_log": True, **from_environment("SAIL_CLIENT_SECRET")},
        "access_token": {"type": "str", "no_log": True, **from_environment("SAIL_ACCESS_TOKEN")},
        "api_version": {"type": "str", "default": "v1", "choices": list(API_VERSIONS)},
        "validate_certs": {"type": "bool", "default": True},
        "ca_path": {"type": "path"},
        "timeout": {"type": "float", "default": 30},
        "retries": {"type": "int", "default": 5},
        "rate_limit": {"type": "int", "default": 100},
    }


#: How the connection options depend on each other, as keyword arguments of AnsibleModule.
CONNECTION_CONSTRAINTS: dict[str, t.Any] = {
    "required_together": [("client_id", "client_secret")],
    "required_one_of": [("access_token", "client_id")],
}
