# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A bug in this collection can be reported: its traceback comes with the result of every module, without secrets."""

from __future__ import annotations

import importlib

import pytest
from ansible.module_utils._internal import _traceback

from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import Transport
from ansible_collections.community.sailpoint.tests.tools.operations_table import CHECKOUT
from ansible_collections.community.sailpoint.tests.unit.helpers import run_module

SECRET = "Zq7/secret Xw9"
MODULES = sorted(path.stem for path in (CHECKOUT / "plugins" / "modules").glob("*.py"))
REQUIRED = {
    "identity_info": {"identities": ["anna.berg"]},
    "reassignment_config": {"identity": "anna.berg", "reassign_to": "bruno.costa", "permanent": True},
    "reassignment_configs": {"configs": [{"identity": "anna.berg", "state": "absent"}]},
    "reassignment_evaluation_info": {"identities": ["anna.berg"]},
    "tenant_reassignment_settings": {"enabled": True},
    "waiting_work_handover": {"handovers": [{"from": "anna.berg", "to": "bruno.costa"}]},
    "waiting_work_info": {"identities": ["anna.berg"]},
    "work_item_action": {"action": "complete", "ids": ["1"]},
    "work_item_info": {"ids": ["1"]},
}


def failing(message):
    def fail(*unused, **unused_names):
        raise ZeroDivisionError(message)

    return fail


def run(simulator, monkeypatch, module):
    """The result of a module whose requests meet a bug; Ansible is to show tracebacks."""
    monkeypatch.setattr(_traceback, "_is_traceback_enabled", lambda event: True)
    simulator.state.clients["a-client"] = SECRET
    options = {"base_url": simulator.url, "client_id": "a-client", "client_secret": SECRET}
    return run_module(
        importlib.import_module(f"ansible_collections.community.sailpoint.plugins.modules.{module}"),
        {**options, **REQUIRED.get(module, {})},
    )


@pytest.mark.parametrize("module", [module for module in MODULES if module != "connection_info"])
def test_every_module_hands_on_the_traceback(simulator, monkeypatch, module):
    monkeypatch.setattr(Transport, "send", failing(f"sent {SECRET}"))
    result = run(simulator, monkeypatch, module)
    assert result["failed"] and not result["changed"]
    assert result["msg"].startswith("ZeroDivisionError: sent ***")
    assert "Traceback" in result["exception"] and "in fail" in result["exception"]
    assert "ANSIBLE_DISPLAY_TRACEBACK" in result["hint"]
    assert "Zq7" not in str(result)


@pytest.mark.parametrize("method", ["send", "get_public", "sign_in"])
def test_connection_info_hands_it_on_with_the_check(simulator, monkeypatch, method):
    monkeypatch.setattr(Transport, method, failing(f"sent {SECRET}"))
    result = run(simulator, monkeypatch, "connection_info")
    exceptions = [check["exception"] for check in result["checks"] if "exception" in check]
    assert not result["failed"] and exceptions
    assert all("Traceback" in exception and "in fail" in exception for exception in exceptions)
    assert "Zq7" not in str(result)


def test_a_bug_while_writing_is_told_with_the_change(simulator, monkeypatch):
    read = Transport.send

    def send(transport, method, path, **options):
        return read(transport, method, path, **options) if method == "GET" else failing(f"sent {SECRET}")()

    monkeypatch.setattr(Transport, "send", send)
    result = run(simulator, monkeypatch, "tenant_reassignment_settings")
    assert not result["failed"]  # it is enabled
    simulator.tenant.tenant_config = {"disabled": True}
    result = run(simulator, monkeypatch, "tenant_reassignment_settings")
    (change,) = result["changes"]
    assert result["failed"] and change["status"] == "failed"
    assert "Traceback" in change["error"]["exception"] and "in fail" in change["error"]["exception"]
    assert "please report it" in change["error"]["hint"]
    assert "Zq7" not in str(result)
