# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The report for spreadsheets. Pure: no I/O, no Ansible."""

from __future__ import annotations

import csv
import io
import typing as t

#: A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")


def write_csv(report: t.Mapping[str, t.Any]) -> str:
    """One row for each reassignment, none of whose cells is a formula."""
    rows = [_row(line) for line in report["reassignments"]]
    output = io.StringIO(newline="")
    # Some spreadsheets take UTF-8 without a byte order mark for something else.
    output.write("\ufeff")
    writer = csv.DictWriter(output, _row(_NOBODY))
    writer.writeheader()
    writer.writerows({column: _harmless(value) for column, value in row.items()} for row in rows)
    return output.getvalue()


_ABSENT = {"id": "", "name": "", "alias": "", "email": ""}
_NOBODY = {
    **dict.fromkeys(("status", "config_type", "start", "end", "permanent"), ""),
    "identity": _ABSENT,
    "reassign_to": _ABSENT,
    "trail": [],
    "problems": [],
}


def _row(line: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    return {
        "status": line["status"],
        **_person("identity", line["identity"]),
        "config_type": line["config_type"],
        **_person("reassign_to", line["reassign_to"]),
        "start": line["start"],
        "end": line["end"],
        "permanent": "yes" if line["permanent"] else "no",
        "work_goes_to": " > ".join(person["name"] for person in line["trail"]),
        "problems": " ".join(problem["kind"] for problem in line["problems"]),
    }


def _person(role: str, person: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    return {role: person["name"], **{f"{role}_{field}": person[field] for field in ("alias", "email", "id")}}


def _harmless(value: str | None) -> str:
    text = value or ""
    # Spaces in front of a formula do not keep all spreadsheets from seeing it.
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
