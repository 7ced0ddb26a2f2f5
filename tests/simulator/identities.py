# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists of identities: /public-identities and /identities."""

from __future__ import annotations

from typing import Any

from .errors import Refused
from .filters import matching_ids
from .people import ACTIVE, Identity
from .service import Answer, Call, in_order, known_identity, page, truth

_TEXT = ("eq", "sw")
_PUBLIC_FILTERS = {"id": ("eq", "in"), "alias": _TEXT, "email": _TEXT, "firstname": _TEXT, "lastname": _TEXT}
_FILTERS = dict(
    _PUBLIC_FILTERS, name=_TEXT, cloudStatus=("eq",), processingState=("eq",), correlated=("eq",), protected=("eq",)
)


def list_public(call: Call) -> Answer:
    found = _found(call, _PUBLIC_FILTERS)
    if truth(call.query, "add-core-filters"):
        found = [identity for identity in found if identity.correlated and identity.email and identity.lastname]
    items, headers = page(call, in_order(call, found, ("name",), _filterable))
    return Answer(200, [_public_answer(call, identity) for identity in items], headers)


def list_all(call: Call) -> Answer:
    found = _found(call, _FILTERS)
    chosen = call.query.get("defaultFilter", "CORRELATED_ONLY")
    if chosen not in ("CORRELATED_ONLY", "NONE"):
        raise Refused(400, "defaultFilter: %r is neither CORRELATED_ONLY nor NONE." % chosen)
    if chosen == "CORRELATED_ONLY":
        found = [identity for identity in found if identity.correlated]
    items, headers = page(call, in_order(call, found, ("name", "alias", "cloudStatus"), _filterable))
    return Answer(200, [_full_answer(call, identity) for identity in items], headers)


def get(call: Call) -> Answer:
    return Answer(200, _full_answer(call, known_identity(call, call.path["id"], "id", status=404)))


def _found(call: Call, operators: dict[str, Any]) -> list[Identity]:
    identities = call.tenant.identities
    if not call.query.get("filters", "").strip():
        return list(identities.values())
    ids = matching_ids(call.query["filters"], operators, lambda *term: _matching_term(call, *term))
    return sorted((identities[found] for found in ids), key=lambda identity: identity.id)


def _matching_term(call: Call, field: str, operator: str, values: list[Any]) -> set[str]:
    tenant = call.tenant
    if any(isinstance(value, bool) != (field in ("correlated", "protected")) for value in values):
        raise Refused(400, "Invalid filter: %s does not take that kind of value." % field)
    if field == "id":
        return {value for value in values if value in tenant.identities}
    if operator == "eq" and field in ("alias", "email"):
        return tenant.ids_with(field, values[0])
    wanted = values[0] if isinstance(values[0], bool) else values[0].casefold()
    found = set()
    for identity in tenant.identities.values():
        value = _filterable(identity, field)
        if value == wanted or (operator == "sw" and value is not None and value.startswith(wanted)):
            found.add(identity.id)
    return found


def _filterable(identity: Identity, field: str) -> Any:
    if field == "correlated":
        return identity.correlated
    if field == "protected":
        return False
    value = {"cloudStatus": _status(identity), "processingState": "OK"}.get(field) or getattr(identity, field, None)
    return value.casefold() if value else None


def _status(identity: Identity) -> str:
    return "ACTIVE" if identity.state == ACTIVE else "DISABLED"


def _manager(call: Call, identity: Identity) -> dict[str, str] | None:
    return dict(call.reference(identity.manager_id), type="IDENTITY") if identity.manager_id else None


def _public_answer(call: Call, identity: Identity) -> dict[str, Any]:
    return {
        "id": identity.id,
        "name": identity.name,
        "alias": identity.alias,
        "email": identity.email,
        "status": "Active" if identity.state == ACTIVE else "Inactive",
        "identityState": identity.state,
        "manager": _manager(call, identity),
        "attributes": [],
    }


def _full_answer(call: Call, identity: Identity) -> dict[str, Any]:
    moment = call.date(call.tenant.tenant_config_audit.created)
    return {
        "id": identity.id,
        "name": identity.name,
        "created": moment,
        "modified": moment,
        "alias": identity.alias,
        "emailAddress": identity.email,
        "processingState": "OK",
        "identityStatus": _status(identity),
        "managerRef": _manager(call, identity),
        "isManager": identity.id in call.tenant.manager_ids,
        "lastRefresh": moment,
        "attributes": {
            "uid": identity.alias,
            "firstname": identity.firstname,
            "lastname": identity.lastname,
            "displayName": identity.name,
            "email": identity.email,
        },
        "lifecycleState": {"stateName": "active" if identity.state == ACTIVE else "inactive", "manuallyUpdated": False},
    }
