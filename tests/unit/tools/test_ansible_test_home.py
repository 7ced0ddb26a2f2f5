# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""That ansible-test's pip does what pip does elsewhere."""

from __future__ import annotations

import configparser

from ansible_collections.community.sailpoint.tests.tools.ansible_test_home import pip_settings

# As pip 26 prints it.
LISTED = r"""
:env:.index-url='https://user:pass%20word@index.example/simple'
:env:.timeout='180'
global.extra-index-url='https://one.example\nhttps://two.example'
global.index-url='https://other.example/simple'
install.no-binary='requests'
""".strip()


def test_variables_win_and_values_survive(tmp_path):
    file = tmp_path / "pip.conf"
    with file.open("w") as stream:
        pip_settings(LISTED, "/somebody's/cache").write(stream)
    read = configparser.RawConfigParser()
    read.read(file)
    assert {section: dict(read[section]) for section in read.sections()} == {
        "global": {
            "cache-dir": "/somebody's/cache",
            "index-url": "https://user:pass%20word@index.example/simple",
            "timeout": "180",
            "extra-index-url": "https://one.example\nhttps://two.example",
        },
        "install": {"no-binary": "requests"},
    }


def test_nothing_is_set():
    settings = pip_settings("", "")
    assert [dict(settings[section]) for section in settings.sections()] == [{}]
