# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Habits that a service can have in every operation: where its lists end, and the letter case of its IDs."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Callable

from .errors import Refused
from .people import identity_id
from .service import Answer, Call, whole_number

Handler = Callable[[Call], Answer]

_ID = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{32}(?![0-9A-Za-z])")
_TOTAL = "X-Total-Count"
_PAGING = {"limit", "offset", "count"}
_PAGE = 20


def with_habits(operation: str, handler: Handler) -> Handler:
    """The handler as the switches list_total, list_end and id_case want it."""

    def handle(call: Call) -> Answer:
        is_list = "list" in operation or not _PAGING.isdisjoint(call.query)
        case = call.switches.id_case
        if case != "stored":
            call = dataclasses.replace(
                call, path=_in_case(call.path, "lower"), query=_in_case(call.query, "lower"), body=_in_case(call.body)
            )
        answer = handler(call)
        if is_list:
            answer = _list_total(call, _list_end(call, operation, handler, answer))
        if case == "varying":
            case = "upper" if is_list else "lower"
        return answer if case == "stored" else dataclasses.replace(answer, body=_in_case(answer.body, case))

    return handle


def _list_total(call: Call, answer: Answer) -> Answer:
    form = call.switches.list_total
    total = answer.headers.get(_TOTAL)
    if form == "right" or total is None:
        return answer
    headers = {name: value for name, value in answer.headers.items() if name != _TOTAL}
    if form != "absent":
        headers[_TOTAL] = str(int(total) // 2) if form == "too_small" else form
    return dataclasses.replace(answer, headers=headers)


def _list_end(call: Call, operation: str, handler: Handler, answer: Answer) -> Answer:
    """The answer, or what takes its place where the list has come to its end."""
    form, offset = call.switches.list_end, whole_number(call.query, "offset", 0)
    if form == "refuse" and offset and not answer.body:
        raise Refused(400, "offset: %d is not between 0 and the last record index." % offset)
    if form == "repeat" and offset and not answer.body:
        return handler(dataclasses.replace(call, query={**call.query, "offset": "0"}))
    if form == "endless" and not (operation.startswith("identities.") and "filters" in call.query):
        pattern = handler(dataclasses.replace(call, query={**call.query, "offset": "0"})).body[:1]
        missing = range(len(answer.body), whole_number(call.query, "limit", _PAGE))
        more = [_made_up(entry, offset + place) for place in missing for entry in pattern]
        return dataclasses.replace(answer, body=answer.body + more)
    return answer


def _made_up(entry: dict[str, Any], number: int) -> dict[str, Any]:
    """A copy of an entry of a list with an ID that nothing has."""
    new_id = identity_id("made up %d" % number)
    if "configDetails" in entry:
        return {**entry, "identity": {**entry["identity"], "id": new_id}}
    return {**entry, "approvalId" if "approvalId" in entry else "id": new_id}


def _in_case(value: Any, case: str = "lower") -> Any:
    """JSON data with all IDs in it in a letter case."""
    if isinstance(value, dict):
        return {name: _in_case(item, case) for name, item in value.items()}
    if isinstance(value, list):
        return [_in_case(item, case) for item in value]
    return _ID.sub(lambda found: _cased(found.group(), case), value) if isinstance(value, str) else value


def _cased(text: str, case: str) -> str:
    if case == "mixed":
        return "".join(sign.upper() if place % 2 else sign.lower() for place, sign in enumerate(text))
    return text.upper() if case == "upper" else text.lower()
