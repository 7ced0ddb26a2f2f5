# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""That the oldest libraries are those of the list."""

from __future__ import annotations

from ansible_collections.community.sailpoint.tests.tools.oldest import oldest


def test_those_with_a_minimum(tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_text(
        '# requests>=1\nrequests>=2.28\ntzdata\naiohttp>=3.9,<4\nicalendar>=6.3; python_version >= "3.11"\n'
    )
    assert oldest(file) == ["requests==2.28", "aiohttp==3.9", "icalendar==6.3"]
