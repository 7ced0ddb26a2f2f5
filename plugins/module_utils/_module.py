# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Connects Ansible with the rest: options in, result out. The only place that ends a module."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import tempfile
import traceback
import typing as t
from urllib.parse import quote, quote_plus

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.parameters import remove_values

from ansible_collections.community.sailpoint.plugins.module_utils._connection_options import (
    connection_argument_spec,
    connection_settings,
)
from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import require_libraries
from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import PLANNED, Outcome
from ansible_collections.community.sailpoint.plugins.module_utils._engine.result import Job, failure_of, result_of
from ansible_collections.community.sailpoint.plugins.module_utils._engine.shorten import shortened
from ansible_collections.community.sailpoint.plugins.module_utils._given_options import tidy
from ansible_collections.community.sailpoint.plugins.module_utils._progress import Progress, told_progress
from ansible_collections.community.sailpoint.plugins.module_utils._service.base_url import password_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import (
    ConnectionSettings,
    Transport,
)

#: The option of modules whose writes can take effect after the service has answered.
VERIFY_OPTIONS: dict[str, t.Any] = {"verify_timeout": {"type": "float", "default": 30}}

_Found = t.TypeVar("_Found")
_Hide = t.Callable[[str], None]

_BUG_HINT = "This is a bug in the collection: please report it, with the traceback in exception."
# Ansible removes the traceback of a failed task otherwise.
_TRACEBACK_HINT = _BUG_HINT + " Ansible shows it if the environment variable ANSIBLE_DISPLAY_TRACEBACK is error."
#: How AWX, a pipeline, a closed terminal, and Ctrl-C end a task.
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


class _Module(AnsibleModule):
    """A module that treats null and blank text as if the option were not set."""

    def _load_params(self) -> None:
        super()._load_params()  # type: ignore[no-untyped-call]
        self.params = tidy(self.params, self.argument_spec)


def run_job(
    argument_spec: dict[str, t.Any], prepare: t.Callable[[Client, dict[str, t.Any]], Job], **constraints: t.Any
) -> None:
    """Run a module that writes: read and plan, stop here in check mode, apply, verify, report."""
    module = _module(argument_spec, constraints)
    client = _or_fail(module, lambda: _connect(module))
    outcomes: list[Outcome[t.Any]] = []

    def progress() -> Progress:
        done = sum(outcome.status != PLANNED for outcome in outcomes)
        return Progress(client.requests_sent, done, len(outcomes) or None)

    with told_progress(progress), _cancelled_by_signals(client.cancellation) as received:
        job = _or_fail(module, lambda: prepare(client, module.params))
        if not module.check_mode:
            outcomes += job.outcomes
            _apply(job, client.cancellation)
    for warning in job.warnings:
        module.warn(warning)
    whole = bool(module.params.get("changes_file"))
    result = {**_report(module, result_of(job, whole=whole)), "invocation": _invocation(module)}
    failure = failure_of(job, received)
    if failure:
        module.fail_json(**failure, **result)
    module.exit_json(**result)


def run_info(
    argument_spec: dict[str, t.Any],
    gather: t.Callable[[Client, dict[str, t.Any]], dict[str, t.Any]],
    **constraints: t.Any,
) -> None:
    """Run a module that only reads; ``gather`` returns the keys of the result, and optionally ``warnings``."""
    module = _module(argument_spec, constraints)
    _run_reading(module, lambda: gather(_connect(module), module.params))


def run_connection_info(gather: t.Callable[[ConnectionSettings, str, _Hide], dict[str, t.Any]]) -> None:
    """Run a module that returns a result even if the service cannot be used.

    ``gather`` gets the settings, the API version, and a function that hides a secret in all output.
    """
    module = _module({}, {})

    def read() -> dict[str, t.Any]:
        settings, hide = _settings(module)
        return gather(settings, module.params["api_version"], hide)

    _run_reading(module, read)


def _run_reading(module: AnsibleModule, read: t.Callable[[], dict[str, t.Any]]) -> None:
    result = _or_fail(module, read)
    for warning in result.pop("warnings", ()):
        module.warn(warning)
    module.exit_json(changed=False, **result)


def _report(module: AnsibleModule, result: dict[str, t.Any]) -> dict[str, t.Any]:
    """Return the result, shortened to a size that Ansible can handle; write the whole result to ``changes_file``."""
    for warning in result.pop("warnings", ()):
        module.warn(warning)
    if "changes" not in result:
        return result
    path = module.params.get("changes_file")
    if path:
        try:
            _write_json(module, path, {name: value for name, value in result.items() if name != "diff"})
        except (OSError, ValueError) as error:  # invalid file names are ValueErrors
            module.warn(f"changes_file {path} could not be written: {getattr(error, 'strerror', None) or error}.")
    return shortened(result)


def _write_json(module: AnsibleModule, path: str, content: t.Any) -> None:
    """Replace the file atomically, so that nobody reads a partial one. Secrets are removed."""
    cleaned = remove_values(content, module.no_log_values)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=os.path.dirname(path) or ".", delete=False) as file:
        json.dump(cleaned, file, indent=2, ensure_ascii=False)
    try:
        os.replace(file.name, path)
    except (OSError, ValueError):
        os.unlink(file.name)
        raise


def _or_fail(module: AnsibleModule, read: t.Callable[[], _Found]) -> _Found:
    """Return what ``read`` returns; end the module if it fails. Nothing has been written then."""
    try:
        return read()
    except SailPointError as error:
        failure = {"msg": error.message, "changed": False, **_report(module, error.result())}
    except Exception as error:
        failure = {
            "msg": f"{type(error).__name__}: {error}. Nothing was written.",
            "changed": False,
            "hint": _TRACEBACK_HINT,
            "exception": traceback.format_exc(),
        }
    module.fail_json(**failure, invocation=_invocation(module))
    raise AssertionError("fail_json ends the module")


def _apply(job: Job, cancellation: Cancellation) -> None:
    """Apply the job. Even after a bug in the collection, the result reports what was written."""
    # Only imported here, because check mode does not need it.
    from ansible_collections.community.sailpoint.plugins.module_utils._engine.executor import Executor

    try:
        Executor(job.outcomes, job.options, cancellation).run(job.waves())
    except Exception as error:
        for outcome in job.outcomes:
            if outcome.status == PLANNED:
                outcome.fail(
                    SailPointError(
                        f"It is not known whether this was attempted: {type(error).__name__}: {error}.", _BUG_HINT
                    )
                )
                t.cast(dict[str, t.Any], outcome.error)["exception"] = traceback.format_exc()


@contextlib.contextmanager
def _cancelled_by_signals(cancellation: Cancellation) -> t.Iterator[list[str]]:
    """Let the process finish what it has started when a signal asks it to end; yield the names of received signals."""
    received: list[str] = []

    def cancel(number: int, frame: t.Any) -> None:
        del frame
        received.append(signal.Signals(number).name)
        cancellation.cancel()

    before = {name: signal.signal(getattr(signal, name), cancel) for name in _SIGNALS}
    try:
        yield received
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _invocation(module: AnsibleModule) -> dict[str, t.Any]:
    """Return the options as Ansible adds them to every result, for ``-vvv`` and for AWX.

    Long lists are replaced by their length.
    """
    options = {
        name: f"({len(value)} entries)" if isinstance(value, list) and len(value) > 50 else value
        for name, value in module.params.items()
    }
    return {"module_args": options}


def _module(argument_spec: dict[str, t.Any], constraints: dict[str, t.Any]) -> AnsibleModule:
    # Most objects of a long declaration live until the end: collecting garbage less often saves time and costs no memory.
    gc.set_threshold(50_000, 50, 50)
    module = _Module(  # type: ignore[no-untyped-call]
        argument_spec={**connection_argument_spec(), **argument_spec},
        supports_check_mode=True,
        **constraints,
    )
    require_libraries(module)
    return module


def _connect(module: AnsibleModule) -> Client:
    settings, hide = _settings(module)
    return Client(Transport(settings, on_secret=hide), module.params["api_version"])


def _settings(module: AnsibleModule) -> tuple[ConnectionSettings, _Hide]:
    """Return the connection settings, with hidden secrets, and a function that hides a secret in all output."""
    settings = connection_settings(module.params)

    def hide(secret: str) -> None:
        module.no_log_values.update(_forms(secret))

    # A password in the address is refused, but the result repeats the options.
    for secret in (settings.client_secret, settings.access_token, password_of(settings.base_url)):
        if secret:
            hide(secret)
    return settings, hide


def _forms(secret: str) -> set[str]:
    """Return the forms in which an error that repeats a request can contain the secret."""
    return {
        secret,
        quote(secret, safe="", errors="replace"),
        quote_plus(secret, errors="replace"),
        json.dumps(secret)[1:-1],
    }
