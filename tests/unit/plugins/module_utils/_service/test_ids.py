# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import copy
import json
import pickle

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id

LOWER, UPPER = "2c91abcd", "2C91ABCD"


def test_ids_are_compared_without_case_and_kept_as_written():
    assert Id(UPPER) == Id(LOWER) == UPPER and Id(UPPER) == LOWER
    assert (Id(UPPER) != LOWER) is False
    assert Id(UPPER) != "2c91abce" and Id("5") not in (5, None)
    assert f"{Id(UPPER)}" == json.loads(json.dumps({Id(UPPER): Id(UPPER)}))[UPPER] == UPPER


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_copies_are_ids(copied):
    assert copied(Id(UPPER)) == LOWER


def test_ids_are_found_in_any_case():
    assert Id(UPPER) in {Id(LOWER)} and {Id(LOWER): 1}[Id(UPPER)] == 1
    assert {(Id(UPPER), "x"): 1}[(Id(LOWER), "x")] == 1
    assert LOWER in {Id(UPPER)}
