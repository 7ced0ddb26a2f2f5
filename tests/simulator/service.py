# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the services share: the request as they see it, the answer as they give it, and reading parameters."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Callable

from .dates import format_instant
from .errors import Refused
from .people import Identity
from .switches import Switches
from .tenant import Audit, Tenant


@dataclasses.dataclass
class Call:
    """One request, with its path and query decoded; body is parsed JSON, None also if there is none."""

    tenant: Tenant
    switches: Switches
    version: str
    path: dict[str, str]
    query: dict[str, str]
    body: Any = None

    def take_effect(self, effect: Callable[[], Any]) -> None:
        """Have the effect of a write, at once or as much later as the switches say."""
        self.tenant.effects.add(effect, self.switches.effect_delay, self.switches.effect_requests)

    def date(self, instant: datetime | None) -> str | None:
        return None if instant is None else format_instant(instant, self.switches.date_form)

    def reference(self, identity_id: str) -> dict[str, str]:
        """An identity as other answers refer to it; someone who no longer exists has only an ID."""
        identity = self.tenant.identities.get(identity_id)
        return person(identity) if identity else {"id": identity_id}

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
