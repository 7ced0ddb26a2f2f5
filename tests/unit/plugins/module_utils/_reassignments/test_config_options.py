# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_options import (
    CONFIG_SPEC,
    ENTRY_SPEC,
    declared_entry,
    defaults_of_task,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Entry
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput


def declare(timezone_of_task=None, spec=None, **options):
    """What Ansible makes of the options, declared."""
    validated = ArgumentSpecValidator(spec or ENTRY_SPEC).validate(options)
    assert not validated.error_messages
    return declared_entry(validated.validated_parameters, defaults_of_task(timezone_of_task))


@pytest.mark.parametrize("spec", [CONFIG_SPEC, ENTRY_SPEC])
def test_whole_days_in_the_time_zone_of_the_task_or_of_the_entry(spec):
    days = {"identity": "anna", "reassign_to": "bruno", "first_day": "2026-12-21", "last_day": "2026-12-24"}
    entry = declare("Europe/Berlin", spec, **days)
    assert entry.window == Window(
        datetime(2026, 12, 20, 23, tzinfo=timezone.utc), datetime(2026, 12, 24, 23, tzinfo=timezone.utc)
    )
    assert declare("Europe/Berlin", spec, timezone="UTC", **days).window.start == datetime(
        2026, 12, 21, tzinfo=timezone.utc
    )


def test_what_is_left_out_has_the_defaults_of_the_options():
    assert declare(identity="anna", state="absent") == Entry("anna", None, None, Window(None, None), "absent")
    permanent = declare(identity="anna", reassign_to="bruno", permanent=True, config_types=["MANUAL_TASKS"])
    assert permanent == Entry("anna", "bruno", ("MANUAL_TASKS",), Window(None, None), "present")


def test_the_source_of_an_entry_in_a_list_declares_nothing():
    options = {"identity": "anna", "reassign_to": "bruno", "permanent": True}
    assert declare(source="team.csv, row 3", **options) == declare(**options)


def test_everything_that_is_wrong_is_told_at_once():
    with pytest.raises(InvalidInput) as caught:
        declare(identity="anna", first_day="24.12.2026")
    assert {message.partition(":")[0] for message in caught.value.messages} >= {"reassign_to", "first_day", "last_day"}
    assert "24.12.2026" in caught.value.message
    assert "date_format" not in caught.value.message, "the modules have no such option"


@pytest.mark.parametrize("option", ["state", "config_types"])
def test_other_choices_are_refused_by_ansible(option):
    validated = ArgumentSpecValidator(ENTRY_SPEC).validate({"identity": "anna", option: "other"})
    assert option in validated.error_messages[0]
