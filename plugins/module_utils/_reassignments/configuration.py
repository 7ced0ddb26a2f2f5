# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""A reassignment, as planned, written and shown. Pure: no I/O, no Ansible."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window


class Key(t.NamedTuple):
    """Identity and work type. The service holds one configuration for each."""

    identity_id: str
    config_type: str


class Configuration(t.NamedTuple):
    """Work of one type is reassigned from one identity to another during a time window."""

    key: Key
    target_id: str
    window: Window
