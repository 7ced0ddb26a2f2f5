# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The options that declare a reassignment, shared by both modules."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import CONFIG_TYPES_SPEC
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import (
    FIELDS,
    Defaults,
    Entry,
    read_entry,
)

CONFIG_SPEC: dict[str, t.Any] = {
    "identity": {"type": "str", "required": True},
    "reassign_to": {"type": "str"},
    "config_types": CONFIG_TYPES_SPEC,
    "first_day": {"type": "str"},
    "last_day": {"type": "str"},
    "start": {"type": "str"},
    "end": {"type": "str"},
    "permanent": {"type": "bool", "default": False},
    "timezone": {"type": "str"},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
}

#: The options of an entry in a list.
ENTRY_SPEC: dict[str, t.Any] = {**CONFIG_SPEC, "source": {"type": "str"}}


def defaults_of_task(timezone: str | None = None) -> Defaults:
    """The defaults of all entries of a task; ``timezone`` is an IANA name."""
    return Defaults(timezone, option_names={"date_format": ""})


def declared_entry(config: t.Mapping[str, t.Any], defaults: Defaults) -> Entry:
    """Return what the options declare; raise ``InvalidInput`` with all problems."""
    return read_entry({field: config[field] for field in FIELDS}, defaults)
