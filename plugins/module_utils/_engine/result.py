# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Builds the result of modules that write from the planned changes and their outcomes. Pure."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    APPLIED,
    FAILED,
    NOT_TRIED,
    PLANNED,
    Outcome,
)
from ansible_collections.community.sailpoint.plugins.module_utils._engine.options import ExecutionOptions
from ansible_collections.community.sailpoint.plugins.module_utils._engine.shorten import kept_changes
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Unit
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput

AnyOutcome = Outcome[t.Any]


class Job(t.Protocol):
    """What a module that writes passes to the engine: a plan, how to apply it, and how to show it."""

    @property
    def outcomes(self) -> t.Sequence[AnyOutcome]:
        """The planned changes, in a stable order."""

    @property
    def options(self) -> ExecutionOptions:
        """How to apply the changes."""

    @property
    def warnings(self) -> t.Sequence[str]:
        """Sentences for the user, from planning and, after the writes, from applying."""

    @property
    def extra(self) -> dict[str, t.Any]:
        """Additional keys of the result. A ``diff`` replaces the one built from ``diff_entry``."""

    @property
    def counts(self) -> dict[str, int]:
        """Additional counts for the summary."""

    def waves(self) -> t.Iterable[t.Sequence[Unit[t.Any, t.Any]]]:
        """The units, in the order in which they must be written."""

    def show(self, outcome: AnyOutcome) -> dict[str, t.Any]:
        """The keys of a change in the result, besides action, status and error."""

    def diff_entry(self, outcome: AnyOutcome) -> tuple[tuple[str, ...], t.Any, t.Any]:
        """The path of a change in the diff, and its values before and after; ``None`` for nothing."""


def result_of(job: Job, *, whole: bool = True) -> dict[str, t.Any]:
    """The result: ``changed``, ``diff``, ``changes``, ``summary``, and what the job adds.

    Unless ``whole`` is set, changes beyond the limits are left out and counted in ``omitted``.
    """
    shown = job.outcomes if whole else kept_changes(job.outcomes, lambda outcome: outcome.status)
    omitted = len(job.outcomes) - len(shown)
    before: dict[str, t.Any] = {}
    after: dict[str, t.Any] = {}
    for outcome in job.outcomes:
        if outcome.status in (PLANNED, APPLIED):
            path, old, new = job.diff_entry(outcome)
            _put(before, path, old)
            _put(after, path, new)
    summary = {**job.counts, FAILED: 0, NOT_TRIED: 0}
    for outcome in job.outcomes:
        kind = outcome.status if outcome.status in (FAILED, NOT_TRIED) else outcome.change.action
        summary[kind] = summary.get(kind, 0) + 1
    return {
        "changed": any(outcome.has_changed_something for outcome in job.outcomes),
        "diff": {"before": before, "after": after},
        "changes": [
            {
                "action": outcome.change.action,
                **job.show(outcome),
                "status": outcome.status,
                "error": outcome.error,
            }
            for outcome in shown
        ],
        "summary": summary,
        **({"omitted": {"changes": omitted}} if omitted else {}),
        **job.extra,
    }


class PlanRefused(InvalidInput):
    """The plan may not be applied; it is returned with the error."""

    def __init__(self, problem: InvalidInput, job: Job) -> None:
        """``job`` must be ready for all but ``waves``."""
        super().__init__(problem.message, problem.hint)
        self._job = job

    def result(self) -> dict[str, t.Any]:
        """The keys of the result, all changes as planned, and ``warnings``."""
        return {**super().result(), **result_of(self._job), "warnings": list(self._job.warnings), "changed": False}


def failure_of(job: Job, signals: t.Sequence[str]) -> dict[str, t.Any] | None:
    """Return the message of a partial failure with the details of its first error; ``None`` if everything was applied.

    ``signals`` are the names of the signals that cancelled the task.
    """
    outcomes = job.outcomes
    failed = [outcome for outcome in outcomes if outcome.status == FAILED]
    not_tried = sum(outcome.status == NOT_TRIED for outcome in outcomes)
    if not failed and not not_tried:
        return None
    applied = sum(outcome.status == APPLIED for outcome in outcomes)
    counts = f"{len(failed)} of {len(outcomes)} changes failed, {applied} applied, {not_tried} not tried."
    sentences = [f"Cancelled by {signals[0]}.", counts] if signals else [counts]
    details: dict[str, t.Any] = {}
    if failed:
        details = dict(failed[0].error or {})
        sentences.append(_reasons(job, failed))
        details.pop("msg", None)
    return {"msg": " ".join(sentences), **details}


def _reasons(job: Job, failed: t.Sequence[AnyOutcome]) -> str:
    """Describe the first failure, and how many others failed for the same reason."""
    first = failed[0]
    path, unused, unused2 = job.diff_entry(first)
    reason = (first.error or {}).get("msg", "")
    same = sum(outcome.reason == first.reason for outcome in failed) - 1
    sentence = f"First failure: {first.change.action} {' '.join(path)}: {reason}"
    return f"{sentence} {same} more failed for the same reason." if same else sentence


def _put(tree: dict[str, t.Any], path: tuple[str, ...], value: t.Any) -> None:
    if value is not None:
        for part in path[:-1]:
            tree = tree.setdefault(part, {})
        tree[path[-1]] = value
