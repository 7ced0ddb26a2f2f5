# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A tenant as the report is made of it."""

from __future__ import annotations

NOW = "2026-12-10T12:00:00Z"
TYPE = "CERTIFICATIONS"


def name_of(identity_id):
    return identity_id.title()


def person(identity_id, **changed):
    """As identity_info returns it."""
    return {
        "id": identity_id,
        "name": name_of(identity_id),
        "alias": f"{identity_id}.alias",
        "email": f"{identity_id}@example.com",
        "manager": None,
        "state": "ACTIVE",
        "active": True,
        **changed,
    }


def reassignment(identity, reassign_to, start="2026-12-01", end="2026-12-31", config_type=TYPE):
    """As reassignment_config_info returns it; C(start) and C(end) are days or C(None)."""
    start, end = (day and f"{day}T08:00:00Z" for day in (start, end))
    return {
        "identity": {"id": identity, "name": name_of(identity)},
        "config_type": config_type,
        "reassign_to": {"id": reassign_to, "name": name_of(reassign_to)},
        "start": start,
        "end": end,
        "permanent": end is None,
        # What the module said when it ran is not what holds at the time of the report.
        "status": "unknown",
    }
