# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Writes the report as CSV for spreadsheets. Pure: no I/O, no Ansible."""

from __future__ import annotations

import csv
import io
import re
import typing as t

_COLUMNS = (
    *("status", "identity", "identity_alias", "identity_email", "identity_id", "config_type"),
    *("reassign_to", "reassign_to_alias", "reassign_to_email", "reassign_to_id"),
    *("start", "end", "permanent", "work_goes_to", "problems"),
)

#: The start of a formula, at the start of a cell or after anything that a spreadsheet may take for the end of a cell.
#: Blanks, quotes, control and format characters, which some spreadsheets skip, may precede it.
_FORMULA = re.compile(
    r"""
    (^ | [,;|\t\r\n])
    (?= (?: (?![\t\r\n]) [\s"\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff] )*
        [=+\-@＝＋－＠] )
    """,
    re.VERBOSE,
)


def write_csv(report: t.Mapping[str, t.Any]) -> str:
    """Return one row per reassignment, with the byte order mark that some spreadsheets need."""
    output = io.StringIO(newline="")
    output.write("\ufeff")
    writer = csv.DictWriter(output, _COLUMNS)
    writer.writeheader()
    for line in report["reassignments"]:
        writer.writerow({column: neutral(value) for column, value in _row(line).items()})
    return output.getvalue()


def neutral(value: str | None) -> str:
    """Return ``value`` with an apostrophe before everything that a spreadsheet could take for a formula."""
    return _FORMULA.sub(r"\g<0>'", value or "")


def _row(line: t.Mapping[str, t.Any]) -> dict[str, str | None]:
    return {
        **{column: line[column] for column in ("status", "config_type", "start", "end")},
        **{role: line[role]["name"] for role in ("identity", "reassign_to")},
        **{
            f"{role}_{field}": line[role][field]
            for role in ("identity", "reassign_to")
            for field in ("alias", "email", "id")
        },
        "permanent": "yes" if line["permanent"] else "no",
        "work_goes_to": " > ".join(person["name"] for person in line["trail"]),
        "problems": " ".join(problem["kind"] for problem in line["problems"]),
    }
