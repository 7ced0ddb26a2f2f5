# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._service.base_url import checked_base_url, password_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput


@pytest.mark.parametrize(
    "given, used",
    [
        ("https://acme.api.identitynow.com/", "https://acme.api.identitynow.com"),
        (" https://ACME.api.identitynow.com:8443 ", "https://acme.api.identitynow.com:8443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.9.9.9", "http://127.9.9.9"),
        ("http://[::1]:80", "http://[::1]:80"),
    ],
)
def test_base_urls(given, used):
    assert checked_base_url(given) == used


@pytest.mark.parametrize(
    "given",
    [
        "http://acme.api.identitynow.com",
        "http://localhost.example.com",
        "http://0.0.0.0",
        "http://10.0.0.1",
        "ftp://acme",
        "https://",
        "https://a@acme",
        "https://acme?x=1",
        "https://acme#x",
        "https://acme/beta",
        "https://acme:port",
        "//acme",
        "",
    ],
)
def test_base_urls_that_are_refused(given):
    with pytest.raises(InvalidInput, match=r"^base_url ") as caught:
        checked_base_url(given)
    assert "https://" in caught.value.message + (caught.value.hint or "")


@pytest.mark.parametrize("blank", [None, "", " "])
def test_a_missing_address_names_the_environment_variable(blank):
    with pytest.raises(InvalidInput, match=r"base_url is missing.* SAIL_BASE_URL"):
        checked_base_url(blank)


@pytest.mark.parametrize(
    "given",
    [
        "https://acme.identitynow.com",
        "https://Acme.identitynow.com/",
        "https://acme.identitynow.com/ui/d/mysailpoint",
        "https://acme.api.identitynow.com/v3",
        "https://me:secret@acme.identitynow.com",
    ],
)
@pytest.mark.parametrize("domain", ["identitynow.com", "identitynow-demo.com"])
def test_other_addresses_of_the_tenant_give_that_of_its_api(given, domain):
    with pytest.raises(InvalidInput) as caught:
        checked_base_url(given.replace("identitynow.com", domain))
    assert caught.value.hint == f"Use https://acme.api.{domain} instead."
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(
    "url, password",
    [(None, None), ("https://acme", None), ("https://me:secret@acme", "secret"), ("me:secret@", "secret")],
)
def test_passwords_in_addresses(url, password):
    assert password_of(url) == password
