# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The permissions of the token. Reads are tested; for writes, only the scopes listed in the token are known."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import (
    NOT_CHECKED,
    OK,
    PROBLEM,
    Check,
    Found,
    carried_out,
    not_checked,
    ok,
    problem,
)
from ansible_collections.community.sailpoint.plugins.module_utils._connection.reader import Reader
from ansible_collections.community.sailpoint.plugins.module_utils._connection.token_facts import TokenFacts
from ansible_collections.community.sailpoint.plugins.module_utils._connection.used_by import MODULES, operations_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import OPERATIONS, path_template

_SCOPES, _MODULES = "scopes", "modules"
#: Added once if a scope is missing.
DELAY = "A scope that is added reaches only tokens issued afterwards, up to 20 minutes later."


def tried_reads(reader: Reader) -> dict[str, Found]:
    """The results of the tested reads, by operation; reads that could not be tested are left out."""
    questions: dict[str, t.Callable[[], Answer]] = {
        "identities.list_public": reader.identities,
        "identities.list": reader.identities,
        "reassignments.types": reader.types,
        "reassignments.get_tenant_config": reader.tenant_config,
        "reassignments.list": reader.configurations,
        "reassignments.get": reader.configuration_of_nobody,
        "reassignments.evaluate": reader.evaluation_of_nobody,
        "work_items.list": reader.work_items,
        "access_request_approvals.list_pending": reader.access_request_approvals,
        "generic_approvals.list": reader.generic_approvals,
        "certifications.list": reader.certifications,
    }
    if reader.has("identities.list_public"):
        del questions["identities.list"]
    results = {name: _tried(name, question) for name, question in questions.items() if reader.has(name)}
    return {name: found for name, found in results.items() if found is not None}


def _tried(name: str, question: t.Callable[[], Answer]) -> Found | None:
    def look() -> Found:
        try:
            question()
        except ServiceError as error:
            if name != "reassignments.get" or not error.is_not_found:  # which says that there is none
                raise
        return ok("answered")

    found = carried_out(look)
    return None if found.status == NOT_CHECKED else found


def check_scopes(
    version: str, tried: t.Mapping[str, Found], facts: TokenFacts | None, blocked: str | None
) -> list[Check]:
    """One check for each scope that the modules need in the API version."""
    users: dict[str, list[str]] = {}
    for module in MODULES:
        for scope in _scopes_of(module, version):
            users.setdefault(scope, []).append(module)
    return [
        Check(_SCOPES, scope, not_checked(blocked) if blocked else _scope(scope, users[scope], tried, facts))
        for scope in dict.fromkeys(operation.scope for operation in OPERATIONS.values())
        if scope in users
    ]


def _scopes_of(module: str, version: str) -> list[str]:
    scopes = (OPERATIONS[name].scope for name in operations_of(module, version))
    return list(dict.fromkeys(scope for scope in scopes if scope))


def _scope(scope: str, users: t.Sequence[str], tried: t.Mapping[str, Found], facts: TokenFacts | None) -> Found:
    outcomes = [found for name, found in tried.items() if OPERATIONS[name].scope == scope]
    to_do = f"To use {', '.join(users)}: add the scope {scope} to the personal access token."
    said = facts.has_scope(scope) if facts else None
    if any(found.status == OK for found in outcomes):
        return ok("confirmed by a request")
    if said is False:
        return problem("not granted to the token", to_do)
    if said:
        return ok("granted to the token" + ("" if not outcomes else f", but {outcomes[0].seen}"))
    if not outcomes:
        return not_checked("cannot be tested without writing")
    if outcomes[0].seen != "the service answered 403":
        return not_checked(outcomes[0].seen)
    return problem(outcomes[0].seen, to_do)


def check_modules(
    version: str, tried: t.Mapping[str, Found], scopes: t.Sequence[Check], blocked: str | None
) -> list[Check]:
    """One check for each module: whether the token permits all its operations."""
    by_scope = {check.name: check.found for check in scopes}
    return [
        Check(_MODULES, module, not_checked(blocked) if blocked else _module(module, version, tried, by_scope))
        for module in MODULES
    ]


def _module(module: str, version: str, tried: t.Mapping[str, Found], scopes: t.Mapping[str, Found]) -> Found:
    names = operations_of(module, version)
    if _needs_more(module, names):
        return not_checked(f"api_version {version} lacks the operations")
    needed = _scopes_of(module, version)
    missing = [scope for scope in needed if scopes[scope].status == PROBLEM]
    if missing:
        return Found(PROBLEM, f"lacks {', '.join(missing)}")  # the scopes state what to do
    refused = [name for name in names if name in tried and tried[name].status == PROBLEM]
    if refused:
        return _refused(refused[0], version, tried[refused[0]])
    unknown = [scope for scope in needed if scopes[scope].status == NOT_CHECKED]
    if unknown:
        return not_checked(f"reads are permitted; not tested: {', '.join(unknown)}")
    return ok("permissions are sufficient")


def _needs_more(module: str, names: t.Sequence[str]) -> bool:
    """Whether the API version lacks all operations of the module but finding identities."""
    return module != "identity_info" and all(name.startswith("identities.") for name in names)


def _refused(name: str, version: str, found: Found) -> Found:
    operation = OPERATIONS[name]
    asked = f"{operation.method} {path_template(operation, version)}"
    return found._replace(seen=f"{asked}: {found.seen}")
