# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reassignment configurations: reading, writing, and who gets whose work."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import datetime, timedelta
from typing import Any

from .chains import active_chain, has_ended, loop_closed_by
from .configurations import CONFIG_TYPES, Audit, Configuration
from .dates import NO_END, now, parse_instant
from .errors import Refused
from .service import Answer, Call, json_object, known_identity, required_text, truth, whole_number

# Not "genericApprovals": neither the documents nor the SDK have a camel-case name for it.
_TYPE_NAMES = {
    "ACCESS_REQUESTS": ("accessRequests", "Access Requests"),
    "CERTIFICATIONS": ("certifications", "Certifications"),
    "MANUAL_TASKS": ("manualTasks", "Manual Tasks"),
    "GENERIC_APPROVALS": (None, "Generic Approvals"),
}
_PAST_START_TOLERANCE = timedelta(seconds=5)
_REFUSALS = {
    "policy": "The organization does not permit reassigning the work of %(source)s.",
    "target": "The identity %(target)s cannot receive reassigned work.",
    "maximum": "The maximum number of reassignment configurations is reached.",
    "misleading": "The request could not be started because a configuration is expired or missing.",
    "no_text": "",
}


def config_types(version: str) -> tuple[str, ...]:
    """The work types that an API version knows."""
    return CONFIG_TYPES[:3] if version in ("beta", "v2024") else CONFIG_TYPES


def types(call: Call) -> Answer:
    answer = []
    for priority, config_type in enumerate(config_types(call.version), 1):
        camel, display = _TYPE_NAMES[config_type]
        # The service swaps the two names: internalNameCamel is the one that is not in camel case.
        names = (
            {"internalName": camel, "internalNameCamel": config_type} if camel else {"internalNameCamel": config_type}
        )
        description = "Reassign %s Work Items for an identity" % display
        answer.append(dict(names, priority=priority, displayName=display, description=description))
    return Answer(200, answer)


def list_all(call: Call) -> Answer:
    paging, headers = call.switches.list_paging, {}
    holders = call.tenant.configurations.identity_ids()
    if call.switches.expired == "hidden" or len(config_types(call.version)) < len(CONFIG_TYPES):
        holders = {holder: None for holder, found in holders.items() if _visible(call, found)}
    limit, offset = len(holders), 0
    if paging.startswith("offset_ignored"):
        limit = 20
    elif paging != "none":
        # Beta and the newer v1 document a maximum; the others cut what is asked for down to what they give.
        maximum = {"beta": 20, "v1": int(paging)}.get(call.version)
        limit = min(whole_number(call.query, "limit", int(paging), maximum), int(paging))
        offset = whole_number(call.query, "offset", 0)
    if paging in ("20", "250", "offset_ignored") and call.switches.list_count and truth(call.query, "count"):
        headers["X-Total-Count"] = str(len(holders))
    chosen = itertools.islice(holders, offset, offset + limit)
    return Answer(200, [_answer(call, holder, call.tenant.configurations.of(holder)) for holder in chosen], headers)


def get(call: Call) -> Answer:
    identity = known_identity(call, call.path["identityId"], "identityId", status=404)
    configurations = call.tenant.configurations.of(identity.id)
    if not _visible(call, configurations) and call.switches.missing_configuration == "not_found":
        raise Refused(404, "There is no reassignment configuration for the identity %s." % identity.id)
    return Answer(200, _answer(call, identity.id, configurations))


def create(call: Call) -> Answer:
    return Answer(201, _write(call, replacing=call.switches.post_existing == "replace"))


def update(call: Call) -> Answer:
    return Answer(200, _write(call, replacing=True, identity_id=call.path["identityId"]))


def delete(call: Call) -> Answer:
    key = (call.path["identityId"], _known_type(call, call.path["configType"]))
    if key not in call.tenant.configurations:
        if call.switches.delete_missing == "not_found":
            raise Refused(404, "The identity %s has no reassignment configuration for %s." % key)
    elif not call.switches.silent_write:
        call.take_effect(lambda: call.tenant.configurations.pop(key, None))
    return Answer(204)


def evaluate(call: Call) -> Answer:
    config_type = _known_type(call, call.path["configType"])
    identity = known_identity(call, call.path["identityId"], "identityId")
    for name in filter(None, call.query.get("exclusionFilters", "").split(",")):
        if name != "SELF_REVIEW_DELEGATION":
            raise Refused(400, "exclusionFilters: %r is not known." % name)
    disabled = call.tenant.tenant_config.get("disabled") is True
    steps = [] if disabled else active_chain(call.tenant, config_type, identity.id)
    trail = [
        # The comma belongs to the value: so the documents and the SDK have it.
        {"reassignedFromId": source, "reassignedToId": target, "reassignmentType": "AUTOMATIC_REASSIGNMENT,"}
        for source, target in steps
    ]
    form = call.switches.evaluate_form
    if steps and form == "array_of_steps":
        return Answer(200, [{"reassignToId": step["reassignedToId"], "lookupTrail": [step]} for step in trail])
    result = {"reassignToId": steps[-1][1] if steps else identity.id, "lookupTrail": trail}
    if form == "object":
        return Answer(200, result)
    return Answer(200, [result] if steps or form == "array" else [])


def get_tenant_config(call: Call) -> Answer:
    tenant = call.tenant
    audit = call.audit(tenant.tenant_config_audit)
    return Answer(200, {"auditDetails": audit, "configDetails": dict(tenant.tenant_config)})


def update_tenant_config(call: Call) -> Answer:
    details = json_object(call).get("configDetails")
    if not isinstance(details, dict):
        raise Refused(400, "configDetails is required and must be an object.")
    if not isinstance(details.get("disabled"), (bool, type(None))):
        raise Refused(400, "configDetails.disabled must be true, false or null.")
    tenant = call.tenant
    audit = tenant.tenant_config_audit
    if not call.switches.silent_write:
        audit = dataclasses.replace(audit, modified=now(), modified_by=tenant.current_user)
        call.take_effect(lambda: tenant.set_tenant_config(details, audit))
    stored = tenant.tenant_config if call.switches.silent_write else details
    return Answer(200, {"auditDetails": call.audit(audit), "configDetails": dict(stored)})


def _known_type(call: Call, config_type: Any) -> str:
    known = config_types(call.version)
    if not isinstance(config_type, str) or config_type not in known:
        raise Refused(400, "configType: %r is not one of %s." % (config_type, ", ".join(known)))
    return config_type


def _write(call: Call, replacing: bool, identity_id: str | None = None) -> dict[str, Any]:
    """Check the body against every rule, store it, and give the answer's body."""
    body, tenant, switches = json_object(call), call.tenant, call.switches
    source = known_identity(call, required_text(body, "reassignedFromId"), "reassignedFromId").id
    target = known_identity(call, required_text(body, "reassignedToId"), "reassignedToId").id
    if identity_id not in (None, source):
        raise Refused(400, "reassignedFromId: %s is not the identity %s of the path." % (source, identity_id))
    if source == target:
        raise Refused(400, "reassignedToId: work cannot be reassigned to the same identity.")
    config_type = _known_type(call, body.get("configType"))
    stored = tenant.configurations.of(source).get(config_type)
    if stored and not replacing:
        raise Refused(400, "The identity %s already has a reassignment configuration for %s." % (source, config_type))
    start, end = _window(call, body, stored)
    if stored is None and switches.refused_creation != "none":
        raise Refused(400, _REFUSALS[switches.refused_creation] % {"source": source, "target": target})
    if switches.loop_rule != "off":
        overlapping = switches.loop_rule == "overlapping"
        loop = loop_closed_by(tenant, config_type, source, target, (start, end), overlapping)
        if loop:
            raise Refused(400, "The reassignment would create a loop: %s." % " -> ".join(loop))
    configurations = dict(tenant.configurations.of(source))
    if not switches.silent_write:
        audit = tenant.new_audit()
        if stored:
            audit = Audit(stored.audit.created, stored.audit.created_by, audit.modified, audit.modified_by)
        written = Configuration(target, start, end, audit)
        alone = identity_id is not None and switches.put_scope == "all_types"
        configurations = {config_type: written} if alone else {**configurations, config_type: written}
        call.take_effect(lambda: tenant.configurations.store(source, config_type, written, alone))
    return _answer(call, source, configurations, only=config_type if switches.write_answer == "one_type" else None)


def _window(call: Call, body: dict[str, Any], stored: Configuration | None) -> tuple[datetime, datetime | None]:
    """Start and end as sent. An end that is not sent is not a null end: it stays as stored, so nobody relies on it."""
    start = parse_instant(required_text(body, "startDate"), "startDate")
    if "endDate" not in body:
        end = stored.end if stored else None
    else:
        end = None if body["endDate"] is None else parse_instant(body["endDate"], "endDate")
    if end is not None and end <= start:
        raise Refused(400, "endDate: the end must be after the start.")
    unchanged = stored is not None and stored.start == start
    if call.switches.past_start == "refuse" and not unchanged and start < now() - _PAST_START_TOLERANCE:
        raise Refused(400, "startDate: the start must not be in the past.")
    return start, end


def _visible(call: Call, configurations: dict[str, Configuration]) -> dict[str, Configuration]:
    """Those of an identity's configurations that this version and tenant answer, by type."""
    known, moment = config_types(call.version), now()
    return {
        config_type: found
        for config_type, found in configurations.items()
        if config_type in known and not (call.switches.expired == "hidden" and has_ended(found, moment))
    }


def _answer(
    call: Call, identity_id: str, configurations: dict[str, Configuration], only: str | None = None
) -> dict[str, Any]:
    details = [
        _detail(call, config_type, found)
        for config_type, found in _visible(call, configurations).items()
        if only in (None, config_type)
    ]
    return {"identity": call.reference(identity_id), "configDetails": details}


def _detail(call: Call, config_type: str, found: Configuration) -> dict[str, Any]:
    detail = {
        "configType": config_type,
        "targetIdentity": call.reference(found.target_id),
        "startDate": call.date(found.start),
        "auditDetails": call.audit(found.audit),
    }
    if found.end is not None:
        detail["endDate"] = call.date(found.end)
    elif call.switches.permanent_form != "missing":
        detail["endDate"] = {"null": None, "empty": "", "zero": NO_END}[call.switches.permanent_form]
    return detail
