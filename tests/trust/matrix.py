# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The faults, and the cells of the matrix: operation x fault x unknown of the service."""

from __future__ import annotations

import itertools
import typing as t

from ansible_collections.community.sailpoint.tests.trust.operations import OPERATIONS, Operation

#: How a cell can end: in the declared state, or in a failure that tells exactly what is applied.
REACHED, TOLD = "reached", "told"
#: Under this key a test tells of its cell: operation, fault, how it ended.
CELL = "cell of the fault matrix"

#: In bytes, in the tests: so that none of them has to be large.
LARGEST_ANSWER = 2**20
#: Of the simulator, each at a write: with its fields besides kind and method.
_AT_WRITES: dict[str, dict[str, t.Any]] = {
    "reset before the effect": {"kind": "reset_before"},
    "reset after the effect": {"kind": "reset_after"},
    "reset, effect much later": {"kind": "late"},
    "timeout before the effect": {"kind": "timeout_before", "delay": 3600},
    "timeout after the effect": {"kind": "timeout_after", "delay": 3600},
    "429 with Retry-After": {"kind": "status", "status": 429, "retry_after": "30"},
    "429 without Retry-After": {"kind": "status", "status": 429},
    "500": {"kind": "status", "status": 500},
    "500 after the effect": {"kind": "status_after", "status": 500},
    "502 with HTML": {"kind": "html", "status": 502},
    "200 with HTML": {"kind": "html", "status": 200},
    "503": {"kind": "status", "status": 503},
    "404 of a gateway": {"kind": "gateway"},
    "truncated body": {"kind": "truncated"},
    "truncated JSON": {"kind": "truncated_json"},
    "empty 200": {"kind": "empty"},
    "JSON of the wrong shape": {"kind": "wrong_shape"},
    "401": {"kind": "unauthorized"},
    "body without end": {"kind": "huge_body", "size": 2 * LARGEST_ANSWER},
    "slow body": {"kind": "slow_body", "delay": 0.02},
    "slow headers": {"kind": "slow_headers", "delay": 0.02},
}
#: At these the client gives up before the service does.
_PATIENCE = ("timeout", "slow")
REFUSED = "connection refused"
TOKEN_EXPIRES = "token expires"
TOKEN_EXPIRES_FOR_GOOD = "token expires, no credentials"
SECOND_PAGE = "second page of a list"
BLIND = "reset, and all later reads fail"
BLINK = "reset after the effect, and the look at it fails"
FORBIDDEN = "403 for one of many"
#: How often a request is tried again; a look that is to fail has to fail once more.
RETRIES = 2


class FaultCase(t.NamedTuple):
    """What goes wrong, and whether it goes on from then on."""

    name: str
    stays: bool
    #: What the simulator does at a write, if it is the one that does it.
    at_write: dict[str, t.Any] | None = None

    def __str__(self) -> str:
        return self.name + (", goes on" if self.stays else "")

    @property
    def needs_patience(self) -> bool:
        """Whether the client has to give up waiting."""
        return self.name.startswith(_PATIENCE)

    @property
    def in_order(self) -> bool:
        """Whether the client has to send one write after another, for the fault to meet the right one."""
        return self.needs_patience or self.name in (REFUSED, BLIND, BLINK)

    @property
    def hides_the_outcome(self) -> bool:
        """Whether reads fail after it, so that the write cannot be looked at."""
        return self.name in (BLIND, BLINK, TOKEN_EXPIRES_FOR_GOOD)


FAULTS = [
    *(FaultCase(name, stays, fields) for name, fields in _AT_WRITES.items() for stays in (False, True)),
    *(FaultCase(REFUSED, stays) for stays in (False, True)),
    FaultCase(TOKEN_EXPIRES, False),
    FaultCase(TOKEN_EXPIRES_FOR_GOOD, False),
    *(FaultCase(SECOND_PAGE, stays) for stays in (False, True)),
    FaultCase(BLIND, True),
    FaultCase(BLINK, False),
    FaultCase(FORBIDDEN, True),
]


class Cell(t.NamedTuple):
    """One cell; C(write) is the number of the write that meets the fault, from 0."""

    operation: Operation
    fault: FaultCase
    unknowns: dict[str, t.Any]
    write: int
    concurrency: int
    continue_on_error: bool

    def __str__(self) -> str:
        unknowns = ",".join(f"{name}={value}" for name, value in self.unknowns.items()) or "as usual"
        return f"{self.operation.name}-{self.fault}-{unknowns}".replace(" ", "_")


def _settings_of(operation: Operation) -> list[dict[str, t.Any]]:
    """The usual service, and each unknown of it with each other value by itself."""
    return [{}, *({name: value} for name, values in operation.unknowns.items() for value in values)]


def _cell(operation: Operation, fault: FaultCase, unknowns: dict[str, t.Any], number: int) -> Cell:
    return Cell(operation, fault, unknowns, number % 3, 1 if fault.in_order else (1, 4)[number % 2], number % 5 < 2)


def all_cells() -> list[Cell]:
    """Every operation with every fault and every single unknown, and with many unknowns at once.

    Of an unknown with several other values each fault meets the next one.
    """
    cells = []
    for operation, (turn, fault) in itertools.product(OPERATIONS, enumerate(FAULTS)):
        settings: list[dict[str, t.Any]] = [{}]
        settings += [{name: values[turn % len(values)]} for name, values in operation.unknowns.items()]
        for shift in range(turn, turn + 3):
            settings.append(
                {
                    name: [*values, values[0]][(shift + place) % (len(values) + 1)]
                    for place, (name, values) in enumerate(operation.unknowns.items())
                    if not name.startswith("silent")
                }
            )
        for unknowns in settings:
            cells.append(_cell(operation, fault, unknowns, len(cells)))
    return cells


#: Several unknowns at once that did not end well once: operation, fault, unknowns, write, continue_on_error.
_ONCE_FAILED: list[tuple[str, FaultCase, dict[str, t.Any], int, bool]] = [
    ("update", FaultCase(BLINK, False), {"put_scope": "all_types"}, 0, False),
    (
        "update",
        FaultCase("empty 200", True, _AT_WRITES["empty 200"]),
        {"put_scope": "all_types", "past_start": "refuse", "effect_delay": 2.0},
        1,
        True,
    ),
    ("update", FaultCase(BLIND, True), {"put_scope": "all_types", "effect_delay": 60.0}, 0, False),
    (
        "hand over work items",
        FaultCase("401", True, _AT_WRITES["401"]),
        {"list_total": "200000", "list_end": "refuse", "effect_delay": 2.0},
        2,
        False,
    ),
    (
        "hand over work items",
        FaultCase("500 after the effect", True, _AT_WRITES["500 after the effect"]),
        {"list_total": "200000", "list_end": "repeat"},
        1,
        False,
    ),
]


def some_cells() -> list[Cell]:
    """Every operation with every fault, each with another of the unknowns; over all of them, every unknown.

    Waiting for a timeout takes real time, so one operation of each kind does.
    """
    cells = []
    for place, operation in enumerate(OPERATIONS):
        settings = _settings_of(operation)
        for number, fault in enumerate(FAULTS):
            if fault.needs_patience and place > 4:
                continue
            cells.append(_cell(operation, fault, settings[(number + place) % len(settings)], len(cells)))
    by_name = {operation.name: operation for operation in OPERATIONS}
    for name, fault, unknowns, write, continue_on_error in _ONCE_FAILED:
        cells.append(Cell(by_name[name], fault, unknowns, write, 1, continue_on_error))
    return cells
