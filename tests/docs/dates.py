# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the documentation shows has dates, and dates pass."""

from __future__ import annotations

import datetime
import re

_FIRST_YEAR = 2026


def in_future(text: str) -> str:
    """The text with its years, of which the first is 2026, so that Christmas of the first is the next one to come."""
    today = datetime.date.today()
    shift = today.year + (today >= datetime.date(today.year, 12, 20)) - _FIRST_YEAR
    forms = r"\b20(?:26|27|28)(?=-\d\d-\d\d|\d{4}\b|\d{4}T)|(?<=\d [A-Z][a-z][a-z] )20(?:26|27|28)\b"
    return re.sub(forms, lambda year: str(int(year[0]) + shift), text)
