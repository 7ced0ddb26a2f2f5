# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the services share: the request as they see it, the answer as they give it, and reading parameters."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Callable, TypeVar

from .chains import active_chain
from .configurations import Audit
from .dates import format_instant
from .errors import Refused
from .people import Identity
from .permissions import Permissions
from .switches import Switches
from .tenant import Tenant

_Item = TypeVar("_Item")


@dataclasses.dataclass
class Call:
    """One request, with its path and query decoded; body is parsed JSON, None also if there is none."""

    tenant: Tenant
    switches: Switches
    version: str
    path: dict[str, str]
    query: dict[str, str]
    body: Any = None
    permissions: Permissions = dataclasses.field(default_factory=Permissions)

    @property
    def user(self) -> Identity:
        """Who the client acts as."""
        return self.tenant.identities.get(self.permissions.identity_id or "") or self.tenant.current_user

    def require_admin_or(self, allowed: bool, *levels: str) -> None:
        """Refused (403) unless it is allowed for another reason, or the user has one of the levels."""
        if not allowed and not self.permissions.has_level(levels):
            raise Refused(403, "The server understood the request but refuses to authorize it.")

    @property
    def has_late_effects(self) -> bool:
        return bool(self.switches.effect_delay or self.switches.effect_requests)

    def take_effect(self, effect: Callable[[], Any]) -> None:
        """Have the effect of a write, at once or as much later as the switches say."""
        self.tenant.effects.add(effect, self.switches.effect_delay, self.switches.effect_requests)

    def start_job(self, job: Callable[[], Any], part: float = 1.0) -> None:
        """Do later what was accepted with 202, after a part of the time that the switches say."""
        switches = self.switches
        self.tenant.effects.add(job, switches.async_delay * part, int(switches.async_requests * part))

    def steps_to(self, config_type: str, source_id: str, target_id: str) -> list[tuple[str, str]]:
        """The way of what is handed over: to the target, and on from there if that obeys reassignments."""
        steps = [(source_id, target_id)]
        if self.switches.handover_obeys_reassignment and self.tenant.tenant_config.get("disabled") is not True:
            steps += active_chain(self.tenant, config_type, target_id)
        return steps

    def date(self, instant: datetime | None) -> str | None:
        return None if instant is None else format_instant(instant, self.switches.date_form)

    def reference(self, identity_id: str) -> dict[str, str]:
        """An identity as other answers refer to it; someone who no longer exists has only an ID."""
        found = self.tenant.identities.get(identity_id) or self.tenant.governance_groups.get(identity_id)
        return {"id": identity_id, "name": found.name} if found else {"id": identity_id}

    def typed_reference(self, identity_id: str) -> dict[str, str]:
        """A reference that says whether it is an identity or a governance group."""
        is_group = identity_id in self.tenant.governance_groups
        return {"type": "GOVERNANCE_GROUP" if is_group else "IDENTITY", **self.reference(identity_id)}

    def audit(self, audit: Audit) -> dict[str, Any]:
        return {
            "created": self.date(audit.created),
            "createdBy": person(audit.created_by),
            "modified": self.date(audit.modified),
            "modifiedBy": person(audit.modified_by),
        }


@dataclasses.dataclass
class Answer:
    """An HTTP answer; body None is an empty one."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = dataclasses.field(default_factory=dict)


def person(identity: Identity) -> dict[str, str]:
    return {"id": identity.id, "name": identity.name}


def whole_number(query: dict[str, str], name: str, default: int, maximum: int | None = None) -> int:
    """A query parameter as a number of 0 or more; Refused (400) if it is none or above the maximum."""
    text = query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()):
        raise Refused(400, "%s: %r is not a whole number of 0 or more." % (name, text))
    if maximum is not None and int(text) > maximum:
        raise Refused(400, "%s: %s is more than the maximum of %d." % (name, text, maximum))
    return int(text)


def truth(query: dict[str, str], name: str) -> bool:
    """A query parameter as a boolean, default false; Refused (400) if it is none."""
    text = query.get(name, "false").lower()
    if text not in ("true", "false"):
        raise Refused(400, "%s: %r is neither true nor false." % (name, text))
    return text == "true"


def page(call: Call, items: Sequence[Any]) -> tuple[list[Any], dict[str, str]]:
    """The page asked for by the standard parameters (limit at most 250), and its headers."""
    limit = whole_number(call.query, "limit", 250, maximum=250)
    offset = whole_number(call.query, "offset", 0)
    headers = {"X-Total-Count": str(len(items))} if truth(call.query, "count") else {}
    return list(items[offset : offset + limit]), headers


def json_object(call: Call) -> dict[str, Any]:
    """The request's body, which must be a JSON object."""
    if not isinstance(call.body, dict):
        raise Refused(400, "The request body must be a JSON object.")
    return call.body


def required_text(body: dict[str, Any], field: str) -> str:
    """A required field of a body that holds text."""
    value = body.get(field)
    if not isinstance(value, str) or not value:
        raise Refused(400, "%s is required and must be a string." % field)
    return value


def known_identity(call: Call, identity_id: str, field: str, status: int = 400) -> Identity:
    """The identity with this ID; Refused with the status if there is none."""
    identity = call.tenant.identities.get(identity_id)
    if identity is None:
        raise Refused(status, "%s: there is no identity %r." % (field, identity_id))
    return identity


def in_order(call: Call, found: list[_Item], fields: Sequence[str], read: Callable[[_Item, str], Any]) -> list[_Item]:
    """In the order of the sorters parameter: the last named first, as sorting is stable. None comes first."""
    for sorter in reversed([text.strip() for text in call.query.get("sorters", "").split(",") if text.strip()]):
        field = sorter.lstrip("-")
        if field not in fields or sorter.count("-") > 1:
            raise Refused(400, "sorters: sorting by %r is not supported." % sorter)

        def key(one: _Item, field: str = field) -> tuple[bool, Any]:
            value = read(one, field)
            return (value is not None, value if value is not None else "")

        found = sorted(found, key=key, reverse=sorter.startswith("-"))
    return found
