# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._identities.info import identity_info_result
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import UnresolvedNames
from ansible_collections.community.sailpoint.tests.unit.plugins.module_utils.recorded import RecordedService

ANNA_ID, BRUNO_ID, GONE_ID = (f"{number:032x}" for number in (1, 2, 3))
ANNA = {"id": ANNA_ID, "name": "Anna Berg", "alias": "anna", "email": "anna@example.com", "identityState": "ACTIVE"}
BRUNO = {
    "id": BRUNO_ID,
    "name": "Bruno Costa",
    "alias": "bruno",
    "email": None,
    "identityState": "INACTIVE_LONG_TERM",
    "manager": {"id": ANNA_ID.upper(), "name": "Anna"},
}


def result(names, *answers, version="v1", **options):
    """The result, and how many requests it took."""
    service = RecordedService(*answers)
    params = {"identities": names, "missing": "fail", "managers": False, **options}
    return identity_info_result(service.client(version), params), len(service.requests)


def test_everybody_once_in_the_order_of_the_option():
    found, requests = result(["bruno", "anna", "ANNA@example.com"], [ANNA, BRUNO])
    assert [one["alias"] for one in found["identities"]] == ["bruno", "anna"]
    assert found["ids"] == {"bruno": BRUNO_ID, "anna": ANNA_ID, "ANNA@example.com": ANNA_ID}
    assert (found["missing"], requests) == ([], 1)


def test_what_is_shown_of_somebody():
    found, _requests = result(["bruno"], [BRUNO])
    assert found["identities"] == [
        {
            "id": BRUNO_ID,
            "name": "Bruno Costa",
            "alias": "bruno",
            "email": None,
            "manager": {"id": ANNA_ID.upper(), "name": "Anna"},
            "state": "INACTIVE_LONG_TERM",
            "active": False,
        }
    ]


def test_the_manager_of_beta_is_in_another_field():
    bruno = {**BRUNO, "managerRef": BRUNO["manager"], "manager": None}
    found, _requests = result(["bruno"], [bruno], version="beta")
    assert found["identities"][0]["manager"] == {"id": ANNA_ID.upper(), "name": "Anna"}


def test_managers_are_looked_up_and_never_show_their_own_manager():
    found, requests = result(["bruno"], [BRUNO], [{**ANNA, "manager": {"id": GONE_ID}}], managers=True)
    assert found["identities"][0]["manager"] == {
        "id": ANNA_ID,
        "name": "Anna Berg",
        "alias": "anna",
        "email": "anna@example.com",
        "state": "ACTIVE",
        "active": True,
    }
    assert requests == 2


def test_a_manager_who_is_found_already_costs_no_request():
    found, requests = result(["bruno", "anna"], [ANNA, BRUNO], managers=True)
    assert found["identities"][0]["manager"]["alias"] == "anna" and found["identities"][1]["manager"] is None
    assert requests == 1


@pytest.mark.parametrize(
    ("manager", "shown"),
    [
        ({"id": GONE_ID, "name": "Gone"}, {"id": GONE_ID, "name": "Gone"}),
        ({"id": None, "name": "Gone"}, {"id": None, "name": "Gone"}),
    ],
)
def test_a_manager_who_does_not_exist_is_neither_active_nor_inactive(manager, shown):
    found, _requests = result(["bruno"], [{**BRUNO, "manager": manager}], [], managers=True)
    assert found["identities"][0]["manager"] == {**shown, "alias": None, "email": None, "state": None, "active": None}


def test_a_manager_without_a_name_has_the_name_that_comes_with_the_person():
    found, _requests = result(["bruno"], [BRUNO], [{**ANNA, "name": None}], managers=True)
    assert found["identities"][0]["manager"]["name"] == "Anna"


def test_missing_names_are_an_error_or_listed_once():
    with pytest.raises(UnresolvedNames):
        result(["anna", "nobody"], [ANNA])
    found, _requests = result(["nobody", "anna", "nobody"], [ANNA], missing="list")
    assert (found["missing"], found["ids"]) == (["nobody"], {"anna": ANNA_ID})
