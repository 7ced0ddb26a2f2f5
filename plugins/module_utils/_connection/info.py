# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The result of ``connection_info``: all checks, one after another. None writes, and none stops the others."""

from __future__ import annotations

import typing as t
from datetime import datetime, timezone

from ansible_collections.community.sailpoint.plugins.module_utils._connection import answers, basics, tenant
from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import (
    NOT_CHECKED,
    OK,
    PROBLEM,
    Check,
    Found,
    carried_out,
)
from ansible_collections.community.sailpoint.plugins.module_utils._connection.connection import Connection
from ansible_collections.community.sailpoint.plugins.module_utils._connection.permissions import (
    DELAY,
    check_modules,
    check_scopes,
    tried_reads,
)
from ansible_collections.community.sailpoint.plugins.module_utils._connection.reader import Reader
from ansible_collections.community.sailpoint.plugins.module_utils._connection.table import table
from ansible_collections.community.sailpoint.plugins.module_utils._connection.token_facts import ALL_SCOPES, TokenFacts
from ansible_collections.community.sailpoint.plugins.module_utils._service.access_token import require_credentials
from ansible_collections.community.sailpoint.plugins.module_utils._service.base_url import require_base_url
from ansible_collections.community.sailpoint.plugins.module_utils._service.operations import OPERATIONS
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import ConnectionSettings

_SCOPES = frozenset(operation.scope for operation in OPERATIONS.values() if operation.scope) | {ALL_SCOPES}


def connection_info(
    settings: ConnectionSettings, version: str, on_secret: t.Callable[[str], t.Any]
) -> dict[str, t.Any]:
    """Return the result of the module; raise ``InvalidInput`` if the address or the credentials are missing."""
    require_base_url(settings.base_url)
    require_credentials(settings.access_token, settings.client_id, settings.client_secret)
    connection = Connection(settings, on_secret)
    reader = Reader(connection, version)
    checks = _connection_checks(connection, reader)
    facts = basics.token_facts(connection)
    checks += _token_checks(connection, facts)
    tried = tried_reads(reader)
    scopes = check_scopes(version, tried, facts, connection.blocked)
    checks += scopes
    checks += check_modules(version, tried, scopes, connection.blocked)
    checks += _tenant_checks(connection, reader)
    checks += _answer_checks(reader)
    to_do = [check.found.to_do for check in checks if check.found.to_do]
    if any(check.found.status == PROBLEM for check in scopes):
        to_do.append(DELAY)
    counts = {status: sum(check.found.status == status for check in checks) for status in (OK, PROBLEM, NOT_CHECKED)}
    return {
        "connected": connection.token is not None,
        "checks": [check.as_result() for check in checks],
        "table": table(checks),
        "to_do": list(dict.fromkeys(to_do)),
        "summary": {"ok": counts[OK], "problem": counts[PROBLEM], "not_checked": counts[NOT_CHECKED]},
    }


def _connection_checks(connection: Connection, reader: Reader) -> list[Check]:
    looks: dict[str, t.Callable[[], Found]] = {
        "libraries": basics.libraries,
        "address": lambda: basics.address(connection),
        "api": lambda: basics.api(connection),
        "credentials": lambda: basics.credentials(connection, reader),
        "clock": lambda: basics.clock(connection),
    }
    return _checks("connection", looks)


def _token_checks(connection: Connection, facts: TokenFacts | None) -> list[Check]:
    looks: dict[str, t.Callable[[], Found]] = {
        "token": lambda: basics.token(connection, facts, _SCOPES),
        "user_level": lambda: basics.user_level(connection, facts),
    }
    return _checks("connection", looks)


def _tenant_checks(connection: Connection, reader: Reader) -> list[Check]:
    looks: dict[str, t.Callable[[], Found]] = {
        "api_versions": lambda: tenant.api_versions(reader),
        "switch": lambda: tenant.switch(reader),
        "work_types": lambda: tenant.work_types(reader),
        "queues": lambda: tenant.queues(reader),
        "rate_limit": lambda: tenant.rate_limit(connection),
    }
    return _checks("tenant", looks, told_elsewhere=True)


def _answer_checks(reader: Reader) -> list[Check]:
    now = datetime.now(timezone.utc)
    looks: dict[str, t.Callable[[], Found]] = {
        "missing_configuration": lambda: answers.missing_configuration(reader),
        "permanent_form": lambda: answers.permanent_form(reader),
        "date_form": lambda: answers.date_form(reader),
        "id_form": lambda: answers.id_form(reader),
        "list_paging": lambda: answers.list_paging(reader),
        "list_count": lambda: answers.list_count(reader),
        "expired": lambda: answers.expired(reader, now),
        "evaluate_form": lambda: answers.evaluate_form(reader),
        "finished_work_item": lambda: answers.finished_work_item(reader),
        "default_owner": lambda: answers.default_owner(reader),
        "writes": answers.what_writes_do,
    }
    return _checks("answers", looks, told_elsewhere=True)


def _checks(topic: str, looks: t.Mapping[str, t.Callable[[], Found]], *, told_elsewhere: bool = False) -> list[Check]:
    return [Check(topic, name, carried_out(look, told_elsewhere=told_elsewhere)) for name, look in looks.items()]
