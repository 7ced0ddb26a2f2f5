# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._given_options import tidy

TYPES = {"type": "list", "elements": "str", "choices": ["ACCESS_REQUESTS", "CERTIFICATIONS"]}
ENTRY = {
    "identity": {"type": "str", "required": True},
    "state": {"type": "str", "choices": ["present", "absent"]},
    "config_types": TYPES,
}
SPEC = {**ENTRY, "configs": {"type": "list", "elements": "dict", "options": ENTRY}, "body": {"type": "dict"}}


@pytest.mark.parametrize("blank", [None, "", "  ", "\t\n"])
def test_blank_options_are_left_out_also_in_entries(blank):
    given = {"identity": blank, "state": blank, "config_types": blank, "configs": [{"identity": "a", "state": blank}]}
    assert tidy(given, SPEC) == {"configs": [{"identity": "a"}]}


def test_what_is_no_option_is_left_alone():
    given = {"_ansible_tmpdir": None, "body": {"comment": "", "more": None}, "unknown": "", "identity": False}
    assert tidy(given, SPEC) == given


def test_empty_lists_are_no_blanks():
    assert tidy({"config_types": [], "configs": []}, SPEC) == {"config_types": [], "configs": []}


def test_blank_items_of_lists_are_left_out():
    assert tidy({"config_types": ["", None]}, SPEC) == {}
    assert tidy({"config_types": ["", "CERTIFICATIONS", None]}, SPEC) == {"config_types": ["CERTIFICATIONS"]}
    assert tidy({"configs": [None, {"identity": " "}]}, SPEC) == {"configs": [{}]}


def test_choices_in_any_case():
    given = {"state": "Absent", "config_types": ["Certifications", " access_requests", "others"]}
    expected = {"state": "absent", "config_types": ["CERTIFICATIONS", "ACCESS_REQUESTS", "others"]}
    assert tidy({**given, "configs": [given]}, SPEC) == {**expected, "configs": [expected]}
    assert tidy({"config_types": "certifications, Access_Requests"}, SPEC) == {
        "config_types": "CERTIFICATIONS,ACCESS_REQUESTS"
    }


def test_values_of_the_wrong_kind_are_left_for_ansible_to_refuse():
    given = {"state": 7, "configs": "a", "config_types": {"a": "b"}}
    assert tidy(given, SPEC) == given
    assert tidy({"configs": [7]}, SPEC) == {"configs": [7]}
