# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Between Ansible and the rest: connection, check mode, result; the only place that ends a module."""

from __future__ import annotations

import json
import typing as t
from urllib.parse import quote, quote_plus

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.community.sailpoint.plugins.module_utils._connection_options import (
    connection_argument_spec,
    connection_settings,
)
from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import require_libraries
from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    APPLIED,
    FAILED,
    NOT_TRIED,
    PLANNED,
    Change,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.base_url import password_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.http import Transport

_Found = t.TypeVar("_Found")


class Job(t.Protocol):
    """What a module that writes hands to the runner: a plan, and how to carry it out and to show it."""

    @property
    def changes(self) -> t.Sequence[Change[t.Any]]:
        """The planned changes, in a stable order."""

    def apply(self) -> list[str]:
        """Carry out the changes, setting the status of each; sentences that the user should read."""

    def show(self, change: Change[t.Any]) -> dict[str, t.Any]:
        """What the result says of a change besides its action, status and error."""

    def diff_entry(self, change: Change[t.Any]) -> tuple[tuple[str, ...], t.Any, t.Any]:
        """Where in the diff a change stands, and what is there before and after; C(None) for nothing."""

    @property
    def warnings(self) -> t.Sequence[str]:
        """Sentences that the user should read, known before anything is written."""

    @property
    def extra(self) -> dict[str, t.Any]:
        """More keys of the result."""

    @property
    def counts(self) -> dict[str, int]:
        """More counts for the summary."""


def run_job(
    argument_spec: dict[str, t.Any], prepare: t.Callable[[Client, dict[str, t.Any]], Job], **constraints: t.Any
) -> None:
    """Run a module that writes: read and plan, stop here in check mode, apply, report."""
    module = _module(argument_spec, constraints)
    job = _read(module, prepare)
    warnings = list(job.warnings)
    if not module.check_mode:
        warnings += _apply(job)
    for warning in warnings:
        module.warn(warning)
    result = {**_result(job), "invocation": _invocation(module)}
    failed = [change for change in job.changes if change.status == FAILED]
    if failed:
        module.fail_json(**_failure(job, failed), **result)
    module.exit_json(**result)


def run_info(
    argument_spec: dict[str, t.Any],
    gather: t.Callable[[Client, dict[str, t.Any]], dict[str, t.Any]],
    **constraints: t.Any,
) -> None:
    """Run a module that only reads; C(gather) returns the keys of the result, C(warnings) among them if need be."""
    module = _module(argument_spec, constraints)
    result = _read(module, gather)
    for warning in result.pop("warnings", ()):
        module.warn(warning)
    module.exit_json(changed=False, **result)


def _read(module: AnsibleModule, read: t.Callable[[Client, dict[str, t.Any]], _Found]) -> _Found:
    """What C(read) returns; ends the module if it fails, with nothing written."""
    try:
        return read(_connect(module), module.params)
    except SailPointError as error:
        module.fail_json(msg=error.message, changed=False, invocation=_invocation(module), **error.result())


def _apply(job: Job) -> list[str]:
    """Carry out the job; also after a mistake in this collection there is an account of what was written."""
    try:
        return job.apply()
    except Exception as error:
        for change in job.changes:
            if change.status == PLANNED:
                change.status = FAILED
                change.error = {
                    "msg": f"It is not known whether this was tried: {type(error).__name__}: {error}.",
                    "hint": "This is a mistake in the collection: please report it, with the output of -vvv.",
                }
        return []


def _invocation(module: AnsibleModule) -> dict[str, t.Any]:
    """The options as Ansible returns them with every result, for C(-vvv) and for AWX to keep.

    Of a list that is longer than what anybody reads only the length is told.
    """
    options = {
        name: f"({len(value)} entries)" if isinstance(value, list) and len(value) > 50 else value
        for name, value in module.params.items()
    }
    return {"module_args": options}


def _module(argument_spec: dict[str, t.Any], constraints: dict[str, t.Any]) -> AnsibleModule:
    module = AnsibleModule(
        argument_spec={**connection_argument_spec(), **argument_spec}, supports_check_mode=True, **constraints
    )
    require_libraries(module)
    return module


def _connect(module: AnsibleModule) -> Client:
    settings = connection_settings(module.params)

    def hide(secret: str) -> None:
        module.no_log_values.update(_forms(secret))

    # A password in the address is refused, but the options travel back with the result.
    for secret in (settings.client_secret, settings.access_token, password_of(settings.base_url)):
        if secret:
            hide(secret)
    return Client(Transport(settings, on_secret=hide), module.params["api_version"])


def _forms(secret: str) -> set[str]:
    """How something that repeats what it was sent, in an error, can write a secret."""
    return {
        secret,
        quote(secret, safe="", errors="replace"),
        quote_plus(secret, errors="replace"),
        json.dumps(secret)[1:-1],
    }


def _result(job: Job) -> dict[str, t.Any]:
    done = [change for change in job.changes if change.status in (PLANNED, APPLIED)]
    before: dict[str, t.Any] = {}
    after: dict[str, t.Any] = {}
    for change in done:
        path, old, new = job.diff_entry(change)
        _put(before, path, old)
        _put(after, path, new)
    summary = {**job.counts, FAILED: 0, NOT_TRIED: 0}
    for change in job.changes:
        kind = change.status if change.status in (FAILED, NOT_TRIED) else change.action
        summary[kind] = summary.get(kind, 0) + 1
    return {
        "changed": bool(done) or any(change.altered for change in job.changes),
        "diff": {"before": before, "after": after},
        "changes": [
            {"action": change.action, **job.show(change), "status": change.status, "error": change.error}
            for change in job.changes
        ],
        "summary": summary,
        **job.extra,
    }


def _put(tree: dict[str, t.Any], path: tuple[str, ...], value: t.Any) -> None:
    if value is not None:
        for part in path[:-1]:
            tree = tree.setdefault(part, {})
        tree[path[-1]] = value


def _failure(job: Job, failed: list[Change[t.Any]]) -> dict[str, t.Any]:
    """The message of a partial failure, with the details of its first error beside it."""
    first = dict(failed[0].error or {})
    applied = sum(change.status == APPLIED for change in job.changes)
    not_tried = sum(change.status == NOT_TRIED for change in job.changes)
    path, unused, unused2 = job.diff_entry(failed[0])
    message = (
        f"{len(failed)} of {len(job.changes)} changes failed, {applied} applied, {not_tried} not tried."
        f" The first failure: {failed[0].action} {' '.join(path)}: {first.pop('msg', '')}"
    )
    return {"msg": message, **first}
