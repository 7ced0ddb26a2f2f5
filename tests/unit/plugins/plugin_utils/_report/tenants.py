# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A tenant as the report sees it."""

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.filter.reassignment_report import reassignment_report

NOW = "2026-12-10T12:00:00Z"
TYPE = "CERTIFICATIONS"


def person(identity_id, **changed):
    """As identity_info returns it."""
    known = {"alias": f"{identity_id}.alias", "email": f"{identity_id}@example.com", "state": "ACTIVE", "active": True}
    return {"id": identity_id, "name": identity_id.title(), **known, "manager": None, **changed}


def reassignment(identity, reassign_to, start="2026-12-01", end="2026-12-31", config_type=TYPE):
    """As reassignment_config_info returns it; ``start`` and ``end`` are days or None."""
    start, end = (day and f"{day}T08:00:00Z" for day in (start, end))
    return {
        "identity": {"id": identity, "name": identity.title()},
        "config_type": config_type,
        "reassign_to": {"id": reassign_to, "name": reassign_to.title()},
        "start": start,
        "end": end,
        "permanent": end is None,
        # What held when the module ran is not what holds at the time of the report.
        "status": "unknown",
    }


def report(*reassignments, identities=None, **options):
    """What the filter returns; by default it knows everybody from a to h."""
    identities = [person(name) for name in "abcdefgh"] if identities is None else identities
    return reassignment_report(list(reassignments), identities, **{"now": NOW, **options})
