# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""What the tenant offers: API versions, tenant-wide setting, work types, queues, and rate limit."""

from __future__ import annotations

import re
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import (
    Found,
    NotChecked,
    in_short,
    not_checked,
    ok,
    problem,
)
from ansible_collections.community.sailpoint.plugins.module_utils._connection.connection import Connection
from ansible_collections.community.sailpoint.plugins.module_utils._connection.reader import Reader, config_types
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import parse
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError, ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import API_VERSIONS, OPERATIONS
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    TenantConfig,
)


def api_versions(reader: Reader) -> Found:
    answers = {version: _answer_of(reader, version) for version in API_VERSIONS}
    by_answer: dict[str, list[str]] = {}
    for version, answer in answers.items():
        by_answer.setdefault(answer, []).append(version)
    seen = "; ".join(f"{', '.join(versions)}: {answer}" for answer, versions in by_answer.items())
    usable = [version for version, answer in answers.items() if answer.startswith("answers")]
    if reader.version in usable or not usable:
        return ok(seen) if usable else not_checked(seen)
    return problem(seen, f"Set api_version to one that answers: {', '.join(usable)}.")


def _answer_of(reader: Reader, version: str) -> str:
    has_types = version in OPERATIONS["reassignments.types"].versions
    try:
        answer = reader.types(version) if has_types else reader.work_items(version)
    except ServiceError as error:
        # A refusal also means that the version exists.
        return "answers, with a refusal" if error.status_code == 403 else f"status {error.status_code}"
    except SailPointError as error:
        return in_short(error)
    return "answers, deprecated" if answer.headers.get("X-Deprecated", "").lower() == "true" else "answers"


def switch(reader: Reader) -> Found:
    """Whether work reassignment is enabled; a 404 means that it was never set."""
    try:
        config = parse(TenantConfig, reader.tenant_config().data)
    except ServiceError as error:
        if not error.is_not_found:
            raise
        return ok("enabled (never set: 404)")
    if config.config_details.disabled is None:
        return ok("enabled (never set)")
    if config.enabled:
        return ok("enabled")
    return problem(
        "disabled",
        "No work is reassigned until this is enabled, in the user interface or with"
        " community.sailpoint.tenant_reassignment_settings and enabled=true.",
    )


def work_types(reader: Reader) -> Found:
    # These names come from the service, not from the tenant.
    names = [name for name in config_types(reader.types()) if re.fullmatch("[A-Z_]{1,40}", name)]
    if names:
        return ok(", ".join(names))
    return problem("the tenant offers none", "Set config_types in every task, and ask SailPoint why it offers none.")


def queues(reader: Reader) -> Found:
    """Which queues of waiting work answer."""
    shown = {
        "work_items": _queue(reader.work_items),
        "access_request_approvals": _queue(reader.access_request_approvals),
        "generic_approvals": _queue(reader.generic_approvals)
        if reader.has("generic_approvals.list")
        else "not in this api_version",
        "certifications": _queue(reader.certifications),
    }
    seen = ", ".join(f"{name}: {answer}" if answer != "answers" else name for name, answer in shown.items())
    return ok(seen) if "answers" in shown.values() else not_checked(seen)


def _queue(question: t.Callable[[], Answer]) -> str:
    try:
        question()
    except SailPointError as error:
        return in_short(error)
    return "answers"


def rate_limit(connection: Connection) -> Found:
    """Check the headers of the previous answers; the limit is never provoked."""
    if connection.blocked:
        raise NotChecked(connection.blocked)
    traffic, configured = connection.traffic, connection.settings.rate_limit
    limit = traffic.limits.get("limit")
    seen = ", ".join(f"{name} {number}" for name, number in sorted(traffic.limits.items()))
    if traffic.refused_by_limit:
        return problem(
            f"the service answered 429 {traffic.refused_by_limit} times{seen and f'; {seen}'}",
            "Something else uses the same client: lower rate_limit, or give each job its own personal access token.",
        )
    if limit is not None and not 0 < configured <= limit:
        return problem(
            f"rate limit headers: {seen}; rate_limit is {configured}",
            f"If that is the limit of 10 seconds, set rate_limit to {limit} or less.",
        )
    return ok(f"rate limit headers: {seen}") if seen else not_checked("no rate limit headers in the answers")
