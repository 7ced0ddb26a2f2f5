# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The option ``config_types``, shared by several modules."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.config_types import CONFIG_TYPES
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)

CONFIG_TYPES_SPEC: dict[str, t.Any] = {
    "type": "list",
    "elements": "str",
    "choices": list(CONFIG_TYPES),
}


def check_config_types(client: Client, config_types: t.Collection[str] | None) -> None:
    """Raise ``InvalidInput`` for what can be checked without a request. ``None`` means that the option is not set."""
    lacking = set(config_types or ()) - set(ReassignmentConfigurations(client).config_types)
    if lacking:
        raise InvalidInput(
            f"config_types: api_version {client.version} does not have {', '.join(sorted(lacking))}.",
            f"It has {', '.join(ReassignmentConfigurations(client).config_types)}.",
        )
    if config_types is not None and not config_types:
        raise InvalidInput("config_types is empty: leave it out to mean all work types.")


def offered_config_types(client: Client) -> tuple[str, ...]:
    """Return the work types that the tenant offers; raise ``InvalidInput`` if there are none."""
    offered = tuple(
        dict.fromkeys(item.config_type for item in ReassignmentConfigurations(client).list_types() if item.config_type)
    )
    if not offered:
        raise InvalidInput("The tenant offers no work types.", "Set config_types.")
    return offered
