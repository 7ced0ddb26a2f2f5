# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._identities.names import (
    is_display_name,
    name_key,
    possible_last_names,
    show_identity,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Berg", ["Berg"]),
        ("Anna  van der Berg", ["van der Berg", "der Berg", "Berg"]),
        ("van Berg , Anna", ["van Berg"]),
        ("Anna", ["Anna"]),
        ("", [""]),
    ],
)
def test_possible_last_names(name, expected):
    assert list(possible_last_names(name)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Berg", True),
        ("anna.berg", False),
        ("anna berg@example.com", False),
        ("name:Anna Berg", False),
        ("", False),
    ],
)
def test_what_looks_like_a_display_name(name, expected):
    assert is_display_name(name) is expected


def test_equal_names():
    assert name_key(" Anna\tBERG ") == name_key("anna berg")
    assert name_key("name: Anna  Berg") == name_key("name:anna berg") != name_key("anna berg")


def test_identities_are_shown_with_their_names_as_far_as_they_are_known():
    names = {"a": "Anna Berg"}
    assert show_identity("a", names.get) == {"id": "a", "name": "Anna Berg"}
    assert show_identity("b", names.get) == {"id": "b", "name": None}
    assert show_identity(None, names.get) == {"id": None, "name": None}
