# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the API documents leave open, as switches: every value is a tenant that a client must cope with."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any, Literal

_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0")


@dataclasses.dataclass
class Switches:
    """How this tenant behaves. Setting an unknown switch or value raises ValueError."""

    missing_configuration: Literal["not_found", "empty"] = "not_found"
    """GET of an identity without configuration."""
    permanent_form: Literal["null", "empty", "missing", "zero"] = "null"
    """How a permanent end is answered: null, "", no key, or 0001-01-01T00:00:00Z."""
    list_paging: Literal["20", "250", "none", "offset_ignored", "offset_ignored_no_count"] = "20"
    """Pages of the list of configurations. "20" and "250" are also the most that one page holds;
    "none" answers all at once; the last two always answer the first 20."""
    list_count: bool = True
    """Whether the list of configurations honours count=true (X-Total-Count)."""
    list_total: Literal["right", "absent", "too_small", "200000", "99999999"] = "right"
    """X-Total-Count of all lists: as it is, never sent, half of it, or a number that has nothing to do with it."""
    list_end: Literal["empty", "refuse", "repeat", "endless"] = "empty"
    """Pages past the end of all lists: empty; a 400; the first page again;
    or entries that never end and that nobody has seen before. Identities that a filter chooses do end."""
    id_case: Literal["stored", "upper", "lower", "mixed", "varying"] = "stored"
    """How IDs (of 32 hexadecimal digits) are written in answers: as stored; in one letter case; with both
    alternating; or in upper case in lists and in lower case elsewhere. All but the first compare without case."""
    put_scope: Literal["one_type", "all_types"] = "one_type"
    """all_types: a PUT removes the identity's other types."""
    post_existing: Literal["replace", "refuse"] = "replace"
    past_start: Literal["accept", "refuse"] = "accept"
    """refuse: a start more than 5 s ago is a 400, unless it is the one already stored."""
    refused_creation: Literal["none", "policy", "target", "maximum", "misleading", "no_text"] = "none"
    """Whether every creation of a configuration is a 400 that has nothing to do with its dates or with what is
    stored, and what the service says: the misleading text speaks of a start, the last says nothing at all."""
    delete_missing: Literal["no_content", "not_found"] = "no_content"
    write_answer: Literal["identity", "one_type"] = "identity"
    """POST and PUT answer all the identity's types, or only the one written."""
    date_form: Literal["millis", "seconds", "micros", "offset"] = "millis"
    """.345Z, Z, .345000Z, or .345+02:00."""
    expired: Literal["listed", "hidden"] = "listed"
    """Whether configurations whose end has passed are still answered."""
    loop_rule: Literal["always", "overlapping", "off"] = "always"
    """Loops are refused regardless of dates, only where the windows overlap from now on, or never."""
    evaluate_form: Literal["array", "object", "array_or_empty", "array_of_steps"] = "array"
    """An array of one result; the result itself; an array that is empty if nobody takes over;
    or an array with a result for each step of the chain, in order."""
    finished_work_item: Literal["not_found", "found"] = "not_found"
    """GET of a work item that is no longer open."""
    work_item_owner_default: Literal["current_user", "tenant"] = "current_user"
    """Whose work items are meant without ownerId."""
    beta_work_item_form: Literal["array", "object"] = "array"
    silent_forward: bool = False
    """A forward is answered with 200 and not done."""
    silent_write: bool = False
    """A write of a configuration is answered with success and not done; the answer shows what is stored."""
    effect_delay: float = 0.0
    """Seconds until any write that was answered with success takes effect; inf is never."""
    effect_requests: int = 0
    """How many further requests still see the state before a write. Counts on top of effect_delay."""
    async_delay: float = 0.0
    """Seconds until what was accepted with 202, or as a task, has been done; inf is never. effect_delay comes on top."""
    async_requests: int = 0
    """How many further requests come before it has been done. Counts on top of async_delay."""
    async_outcome: Literal["success", "failure"] = "success"
    """failure: what was accepted ends without effect, and its task in ERROR."""
    handover_obeys_reassignment: bool = False
    """Whether what is handed over to somebody goes on at once to where their own reassignment leads."""
    second_forward: Literal["refuse", "accept", "ignore"] = "refuse"
    """What a forward of an access-request approval does while another one is running: 400; 202, and both are done in
    turn; 202, and nothing comes of it."""
    show_action_in_process: bool = True
    """Whether an access-request approval tells in actionInProcess that a forward is running."""
    group_members: Literal["listed", "hidden"] = "listed"
    """Whether approvals that wait for a governance group are listed for its members."""
    double_listing: Literal["none", "same_id", "own_id"] = "none"
    """Whether access-request approvals are also listed as generic approvals, under the same or an ID of their own;
    both refer to the access request, except that v2024 never lists them."""
    bad_bulk_approval: Literal["skip", "refuse"] = "skip"
    """A bulk reassignment with an approval that cannot be reassigned: the others are, or 400 and none is."""
    bad_certification: Literal["refuse", "error_some", "error_all", "success_some"] = "refuse"
    """A campaign's reassignment with a certification that cannot be reassigned: 400 and none is; the task ends in ERROR
    and the others are; in ERROR and none is; in SUCCESS, with errors, and the others are."""
    reassigned_certification: Literal["same_id", "new_id"] = "same_id"
    """Whether a reassigned certification keeps its ID."""
    beta_certification_id: bool = True
    """Whether beta's certifications have an ID and a name; its document has neither."""
    rate_limit: int = 0
    """Requests per 10 s, client and API version; 0 is no limit."""
    retry_after: Literal["seconds", "date", "absent"] = "seconds"
    """The form of the Retry-After header of a 429."""
    require_experimental_header: bool = True
    latency: float = 0.0
    """Seconds that every answer takes."""
    token_lifetime: int = 749
    """Seconds."""
    token_form: Literal["opaque", "jwt", "jwt_encoded_scopes"] = "opaque"
    """What access tokens tell: nothing; scopes, levels and identity; or these with scopes that nobody can read."""

    def __setattr__(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, _checked(name, value))

    def update(self, values: dict[str, Any]) -> None:
        """Set several switches; none is set if one of them is wrong (ValueError)."""
        checked = {name: _checked(name, value) for name, value in values.items()}
        for name, value in checked.items():
            object.__setattr__(self, name, value)


_TYPES = typing.get_type_hints(Switches)


def _checked(name: str, value: Any) -> Any:
    """The value in the switch's type; text is converted, as it comes from a command line."""
    if name not in _TYPES:
        raise ValueError("unknown switch %r; there are: %s" % (name, ", ".join(_TYPES)))
    kind = _TYPES[name]
    if kind is bool:
        if isinstance(value, str) and value.lower() in _TRUE + _FALSE:
            return value.lower() in _TRUE
        if isinstance(value, bool):
            return value
        raise ValueError("switch %s: %r is neither true nor false" % (name, value))
    if kind in (int, float):
        try:
            number = kind(value)
        except (TypeError, ValueError):
            raise ValueError("switch %s: %r is not a number" % (name, value)) from None
        if isinstance(value, bool) or number < 0:
            raise ValueError("switch %s: %r is not a number of 0 or more" % (name, value))
        return number
    choices = typing.get_args(kind)
    if str(value) not in choices:
        raise ValueError("switch %s: %r is not one of %s" % (name, value, ", ".join(choices)))
    return str(value)
