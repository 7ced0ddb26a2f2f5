# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run a module in this process, as Ansible would run it in one of its own, and count what a function does."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import typing as t
from unittest import mock

from ansible.module_utils.common import warnings
from ansible.module_utils.testing import patch_module_args


def connection(simulator: t.Any) -> dict[str, t.Any]:
    """The connection options for a simulated tenant, with an access token."""
    return {"base_url": simulator.url, "access_token": simulator.issue_token(), "rate_limit": 0}


def run_module(
    module: t.Any, args: dict[str, t.Any], *, check_mode: bool = False, diff: bool = True
) -> dict[str, t.Any]:
    """The result that C(module.main()) prints, and C(failed: false) unless it fails."""
    output, code = io.StringIO(), None
    with contextlib.suppress(AttributeError):
        warnings._global_warnings.clear()  # in ansible-core, those of the process
    # ansible-core 2.19 makes tracebacks unless it is told for what.
    internal = {"_ansible_check_mode": check_mode, "_ansible_diff": diff, "_ansible_tracebacks_for": []}
    with (
        patch_module_args({**args, **internal}),
        contextlib.redirect_stdout(output),
        # A test that imports a plugin of the controller makes a controller of this process; a module never is one.
        mock.patch("ansible.module_utils._internal.is_controller", False),
    ):
        try:
            module.main()
        except SystemExit as stop:
            code = stop.code
    assert code is not None, "the module ended without a result"
    result = json.loads(output.getvalue())
    result.setdefault("failed", False)
    assert bool(code) == result["failed"]
    assert "skipped" not in result, "Ansible takes such a result for a task that was not run"
    result.pop("invocation", None)
    if "warnings" in result:
        # ansible-core 2.19 and newer send them as events.
        result["warnings"] = [w if isinstance(w, str) else w["event"]["msg"] for w in result["warnings"]]
    return result


def calls(function: t.Callable[..., t.Any], *args: t.Any) -> int:
    """How many functions are called, those that are written in C among them."""
    number = 0

    def count(frame: t.Any, event: str, arg: t.Any) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function(*args)
    finally:
        sys.setprofile(before)
    return number
