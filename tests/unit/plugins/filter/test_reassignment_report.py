# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.filter import reassignment_report
from ansible_collections.community.sailpoint.plugins.filter.reassignment_report import FilterModule
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.item import Reference
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal import (
    GONE,
    RETURNED,
)
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils._waiting_work.test_journal import (
    NOW,
    handover,
)

EVIL = "</script><script>alert('1')</script>"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([{}], []), "takes the reassignments of.*KeyError.*identity"),
        ((None, []), "takes the reassignments of"),
        (([], [None]), "takes the reassignments of"),
        (([], [], "tomorrow"), "now: 'tomorrow'"),
        (([], [], "2026-12-10T12:00:00Z", "Mars/Olympus"), "Mars/Olympus"),
        (([], [], "2026-12-10T12:00:00Z", "UTC", "", None, 14, 10**10), "days_before and days_after: "),
        (([], [], "2026-12-10T12:00:00Z", "UTC", "", None, "a week"), "days_before and days_after: .*a week"),
    ],
)
def test_what_no_report_can_be_made_of(arguments, message):
    with pytest.raises(AnsibleFilterError, match=message) as caught:
        FilterModule().filters()["reassignment_report"](*arguments)
    assert caught.value.__cause__ is not None


def test_a_bug_goes_to_ansible_as_it_is(monkeypatch):
    """Which chains it, and shows its traceback if ANSIBLE_DISPLAY_TRACEBACK is set."""
    monkeypatch.setattr(reassignment_report, "render_page", lambda *unused: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        FilterModule().filters()["reassignment_report"]([], [])


class TestHistory:
    """The journal that waiting_work_handover keeps."""

    def make(self, *handovers, **options):
        lines = "".join(one.line(one.until or NOW) + "\n" for one in handovers)
        return FilterModule().filters()["reassignment_report"]([], [], journal=lines, **options)

    def test_the_page_says_who_had_what_from_when_until_when(self):
        named = replace(handover("3"), item=Reference("3", EVIL), giver=Reference("anna", "Anna Berg"))
        later = NOW + timedelta(hours=5)
        returned = handover("1").settled(RETURNED, later)
        made = self.make(returned, handover("2").settled(GONE, later), named, timezone="Europe/Berlin")
        assert [line["item"]["id"] for line in made["data"]["history"]] == ["3", "1", "2"]
        page = made["html"]
        assert "Handed over <small>3</small>" in page and "2026-11-02 06:00</time> (handed back)" in page
        assert page.count("still open") == 1 and "Anna Berg" in page and EVIL not in page

    def test_without_one(self):
        for options in ({}, {"journal": ""}):
            made = FilterModule().filters()["reassignment_report"]([], [], **options)
            assert "Handed over" not in made["html"] and made["data"]["history"] == ([] if options else None)

    def test_what_is_none(self):
        with pytest.raises(AnsibleFilterError, match=r"journal j\.jsonl, line 1: it is not valid JSON"):
            FilterModule().filters()["reassignment_report"]([], [], journal="x\n", journal_path="j.jsonl")
