# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Reads vacation files of all formats into entries for ``reassignment_configs``."""

from __future__ import annotations

import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry_files import EntryReader
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tables import TableOptions
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.calendars import (
    CalendarOptions,
    read_calendar,
)


class VacationReader(EntryReader):
    """Collects the entries of several files, and all problems.

    ``defaults`` and ``calendar`` supplement the files; ``now`` has a time zone.
    """

    def __init__(
        self, defaults: Defaults, now: datetime, calendar: CalendarOptions, ignored_columns: tuple[str, ...] = ()
    ) -> None:
        super().__init__(
            defaults,
            TableOptions(ignored_columns, bool(defaults.delegates), defaults.option("ignore_columns")),
            {".ics": lambda data: read_calendar(data, defaults, now, calendar)},
        )

    @property
    def configs(self) -> list[dict[str, t.Any]]:
        """Return the entries for the option ``configs`` of ``reassignment_configs``, each with its ``source``."""
        return [{**entry.as_config(), "source": source} for entry, source in self.entries]
