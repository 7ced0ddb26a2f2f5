# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The result of the module ``reassignment_type_info``."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)


def read_config_types(client: Client, params: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """Return the work types that the tenant offers, sorted by priority and name."""
    del params  # it has no options
    offered = [item for item in ReassignmentConfigurations(client).list_types() if item.config_type]
    offered.sort(key=lambda item: (item.priority is None, item.priority or 0, item.config_type or ""))
    return {
        "config_types": [
            {
                "config_type": item.config_type,
                "display_name": item.display_name,
                "description": item.description,
                "priority": item.priority,
            }
            for item in offered
        ]
    }
