# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""How the service behaves where its documentation is silent, as far as reads can show.

The functions get raw answers, and only report forms, counts and terms of SailPoint's documentation.
"""

from __future__ import annotations

import collections
import re
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._connection.check import (
    Found,
    NotChecked,
    not_checked,
    ok,
)
from ansible_collections.community.sailpoint.plugins.module_utils._connection.reader import Reader, Rows, rows
from ansible_collections.community.sailpoint.plugins.module_utils._instants import parse_instant
from ansible_collections.community.sailpoint.plugins.module_utils._service.answers import Answer
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError, ServiceError

_ABSENT = object()
_NOTHING = "no reassignment found"


def missing_configuration(reader: Reader) -> Found:
    """How the service answers for an identity without a configuration."""
    try:
        answer = reader.configuration_of_nobody()
    except ServiceError as error:
        if error.status_code != 404:
            raise
        return ok("404" + ("" if error.is_not_found else ", not in the form of the service's errors"))
    details = answer.data.get("configDetails", _ABSENT) if isinstance(answer.data, dict) else answer.data
    return ok(f"{answer.status_code} with configDetails {_form(details)}")


def permanent_form(reader: Reader) -> Found:
    """How the service writes the end of a permanent reassignment."""
    ends = [detail.get("endDate", _ABSENT) for detail in _details(reader)]
    permanent = [_form(end) for end in ends if _is_blank(end)]
    if not permanent:
        return not_checked("no permanent reassignment found")
    return ok(_counted(permanent))


def date_form(reader: Reader) -> Found:
    """The format of instants, with all digits replaced."""
    dates = [str(detail[name]) for detail in _details(reader) for name in ("startDate", "endDate") if detail.get(name)]
    forms = [re.sub("[0-9]", "0", date) for date in dates if not _is_blank(date)]
    forms = [form if re.fullmatch("[0TZ:.+-]{8,40}", form) else "something else" for form in forms]
    return ok(_counted(forms)) if forms else not_checked(_NOTHING)


def id_form(reader: Reader) -> Found:
    """The format of identity IDs."""
    ids = [str(row.get("id") or "") for row in rows(reader.identities())]
    return ok(_counted([_form_of_id(one) for one in ids])) if ids else not_checked("there is no identity")


def list_paging(reader: Reader) -> Found:
    """Whether the list of configurations is paged and honours the offset; the second page starts at 1."""
    first = reader.configurations()
    keys = _keys(first)
    if len(keys) < 2:
        return not_checked("fewer than two identities with reassignments")
    second = _keys(reader.configurations(offset=1))
    if second[:1] == keys[:1]:
        return ok(f"{len(keys)} entries on the first page; offset is ignored")
    if second[:1] != keys[1:2]:
        return ok(f"{len(keys)} entries on the first page; offset 1 does not return the second entry")
    total = _total(first)
    more = len(second) == len(keys) or (total or 0) > len(keys)
    return ok(f"{len(keys)} entries on the first page, {'more follow' if more else 'complete'}; offset is honoured")


def list_count(reader: Reader) -> Found:
    """Whether the list of configurations returns its total."""
    answer = reader.configurations()
    total, length = _total(answer), len(rows(answer))
    if total is None:
        return ok("no X-Total-Count, although count=true was sent")
    if total < length:
        return ok(f"X-Total-Count is {total}, less than the {length} entries of the first page")
    return ok(f"X-Total-Count is {total}, with {length} entries on the first page")


def expired(reader: Reader, now: t.Any) -> Found:
    """Whether expired reassignments are still listed."""
    count = 0
    for detail in _details(reader):
        end = detail.get("endDate")
        if not _is_blank(end) and _has_passed(str(end), now):
            count += 1
    return ok(f"listed: {count}") if count else not_checked("no expired reassignment found")


def evaluate_form(reader: Reader) -> Found:
    """The form of the answer of evaluate, with and without a reassignment."""
    without = f"without a reassignment: {_form_of_evaluation(reader.evaluation_of_nobody())}"
    try:
        return ok(f"with a reassignment: {_form_of_evaluation(reader.evaluation())}; {without}")
    except NotChecked:
        return ok(without)


def finished_work_item(reader: Reader) -> Found:
    """How the service answers for the ID of a completed work item."""
    try:
        reader.completed_work_item()
    except ServiceError as error:
        if error.status_code != 404:
            raise
        return ok("404: only listed among completed work items")
    return ok("200: still returned by its ID")


def default_owner(reader: Reader) -> Found:
    """Whose work items are listed if no owner is given."""
    owners = {row.get("ownerId") for row in rows(reader.work_items())} - {None}
    if len(owners) > 1:
        return ok("work items of several owners")
    return not_checked("all that were returned have one owner" if owners else "no open work item found")


def what_writes_do() -> Found:
    return not_checked(
        "cannot be tested without writing: replacing a reassignment, other work types, a start in the past"
    )


def _details(reader: Reader) -> Rows:
    found = []
    for row in rows(reader.configurations()):
        details = row.get("configDetails")
        found += [one for one in details if isinstance(one, dict)] if isinstance(details, list) else []
    return found


def _keys(answer: Answer) -> list[str]:
    identities = [row.get("identity") for row in rows(answer)]
    return [str(identity.get("id")) if isinstance(identity, dict) else "" for identity in identities]


def _total(answer: Answer) -> int | None:
    total = answer.headers.get("X-Total-Count", "")
    return int(total) if re.fullmatch("[0-9]{1,15}", total) else None


def _is_blank(end: t.Any) -> bool:
    return end is _ABSENT or not end or str(end).startswith("0001-01-01")


def _has_passed(end: str, now: t.Any) -> bool:
    try:
        return bool(parse_instant(end, "UTC", "endDate") < now)
    except SailPointError:
        return False


def _form(value: t.Any) -> str:
    """The form of a JSON value, without its content."""
    if value is _ABSENT:
        return "missing"
    if isinstance(value, str):
        return '""' if not value else "0001-01-01" if _is_blank(value) else "a text"
    if isinstance(value, (list, dict)):
        kind = "array" if isinstance(value, list) else "object"
        return f"an {kind}" if value else f"an empty {kind}"
    return "null" if value is None else type(value).__name__


def _form_of_evaluation(answer: Answer) -> str:
    data = answer.data
    if isinstance(data, list):
        return f"an array of {len(data)}" if data else "an empty array"
    return _form(data)


def _form_of_id(text: str) -> str:
    plain = text.replace("-", "")
    if not re.fullmatch("[0-9a-fA-F]{32}", plain):
        return f"{len(text)} characters"
    case = "lower" if text == text.lower() else "upper" if text == text.upper() else "mixed"
    return f"{'a UUID' if '-' in text else '32 digits'} in {case} case"


def _counted(forms: t.Iterable[str]) -> str:
    return ", ".join(f"{form} ({count})" for form, count in sorted(collections.Counter(forms).items()))
