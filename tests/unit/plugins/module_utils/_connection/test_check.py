# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import (
    NOT_CHECKED,
    PROBLEM,
    Check,
    Found,
    NotChecked,
    carried_out,
    ok,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    ConnectionFailed,
    UnexpectedAnswer,
    service_error,
)


def raising(error):
    def look():
        raise error

    return look


def test_what_a_check_finds_is_handed_on():
    assert carried_out(lambda: ok("fine")) == ("ok", "fine", None, None)


def test_what_a_check_raises_is_a_finding_without_the_text_of_the_service():
    error = service_error("GET /x", 403, {"messages": [{"text": "Anna may not"}]}, scope="idn:x:read")
    found = carried_out(raising(error))
    assert (found.status, found.seen) == (PROBLEM, "the service answered 403")
    assert found.to_do.startswith("GET /x answered 403: Anna may not. The token needs the scope idn:x:read")
    assert carried_out(raising(error), told_elsewhere=True) == (NOT_CHECKED, "the service answered 403", None, None)


def test_kinds_of_errors():
    page = service_error("GET /x", 502, "<html>")
    assert carried_out(raising(page)).seen == "the service answered 502 with a web page"
    for error in (ConnectionFailed("anna.test: no", unclear=False), UnexpectedAnswer("Anna.")):
        found = carried_out(raising(error))
        assert (found.seen, found.to_do) == ("no usable answer", error.message.rstrip(".") + ".")
    assert carried_out(raising(NotChecked("no reason"))) == (NOT_CHECKED, "no reason", None, None)


def test_a_bug_has_its_traceback_also_where_failures_are_told_elsewhere():
    for options in ({}, {"told_elsewhere": True}):
        found = carried_out(raising(KeyError("Anna")), **options)
        assert found.status == PROBLEM and "Anna" not in found.seen
        assert found.exception.startswith("Traceback") and "KeyError: 'Anna'" in found.exception


def test_as_result():
    assert Check("tenant", "switch", ok("on")).as_result() == {
        "topic": "tenant",
        "name": "switch",
        "status": "ok",
        "seen": "on",
        "to_do": None,
    }
    assert Check("tenant", "switch", Found(PROBLEM, "x", None, "Traceback")).as_result()["exception"] == "Traceback"
