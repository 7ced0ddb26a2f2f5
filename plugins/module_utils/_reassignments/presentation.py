# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""How results show identities and configurations, the same in all modules."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import Configuration, Key

#: The name of an identity by its ID, C(None) if it is not known.
NameOf = t.Callable[[str], t.Optional[str]]


def show_identity(identity_id: str | None, name_of: NameOf) -> dict[str, str | None]:
    return {"id": identity_id, "name": name_of(identity_id) if identity_id else None}


def show_subject(key: Key, name_of: NameOf) -> dict[str, t.Any]:
    """What a configuration or a change is about."""
    return {"identity": show_identity(key.identity_id, name_of), "config_type": key.config_type}


def show_details(conf: Configuration, name_of: NameOf) -> dict[str, t.Any]:
    """What the configuration says."""
    return {
        "reassign_to": show_identity(conf.target_id, name_of),
        "start": format_instant(conf.window.start) if conf.window.start else None,
        "end": format_instant(conf.window.end) if conf.window.end else None,
        "permanent": conf.window.end is None,
    }
