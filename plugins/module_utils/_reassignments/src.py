# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The files of the option ``src`` of ``reassignment_configs``."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import Defaults, SourcedEntry
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry_files import EntryReader
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.tables import TableOptions

#: Entries may name a source, as in ``configs``, but the file itself takes precedence.
_OPTIONS = TableOptions(ignored=("source",), option_name="")


def read_src(paths: t.Iterable[str], defaults: Defaults) -> tuple[list[SourcedEntry], str]:
    """Return the entries of the files, and all problems, one per line."""
    reader = EntryReader(defaults, _OPTIONS)
    for path in paths:
        if path.lower().endswith(".ics"):
            reader.problem(
                path,
                "calendars have their own options: read it with the lookup community.sailpoint.vacations_file, and"
                " pass the result to configs.",
            )
        else:
            reader.read_path(path, path)
    return reader.entries, reader.problems
