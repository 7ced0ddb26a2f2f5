# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.community.sailpoint.plugins.filter import reassignment_report
from ansible_collections.community.sailpoint.plugins.filter.reassignment_report import FilterModule
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput


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
    with pytest.raises(AnsibleFilterError, match=message):
        FilterModule().filters()["reassignment_report"](*arguments)


def test_the_original_error_is_chained():
    with pytest.raises(AnsibleFilterError) as caught:
        FilterModule().filters()["reassignment_report"]([{}], [])
    assert isinstance(caught.value.__cause__, KeyError)
    with pytest.raises(AnsibleFilterError) as caught:
        FilterModule().filters()["reassignment_report"]([], [], "tomorrow")
    assert isinstance(caught.value.__cause__, InvalidInput)


def test_a_bug_goes_to_ansible_as_it_is(monkeypatch):
    """Which chains it, and shows its traceback if ANSIBLE_DISPLAY_TRACEBACK is set."""
    monkeypatch.setattr(reassignment_report, "render_page", lambda *unused: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        FilterModule().filters()["reassignment_report"]([], [])
