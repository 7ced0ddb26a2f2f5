# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The job that both modules share: read, plan, check, and pass the changes to the engine."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    APPLIED,
    FAILED,
    NOT_TRIED,
    PLANNED,
    Change,
    Outcome,
)
from ansible_collections.community.sailpoint.plugins.module_utils._engine.options import ExecutionOptions
from ansible_collections.community.sailpoint.plugins.module_utils._engine.result import PlanRefused
from ansible_collections.community.sailpoint.plugins.module_utils._identities.people import People
from ansible_collections.community.sailpoint.plugins.module_utils._instants import utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.chains import (
    after_changes,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.declarations import Uncovered
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entries import (
    Declared,
    Entries,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.handovers import (
    Handover,
    find_handovers,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.outlook import Absences, Outlook
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    GuardTripped,
    Plan,
    PlanOptions,
    ReassignmentChange,
    change_key,
    make_plan,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan_checks import PlanChecks
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.presentation import (
    Wording,
    show_change,
    show_configuration,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.state import KnownReassignments
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.undeclared import undeclared_warnings
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    InvalidInput,
    ServiceError,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)

if t.TYPE_CHECKING:
    from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.write import IdentityUnit

ReassignmentOutcome = Outcome[t.Optional[Configuration]]

SWITCHED_OFF = (
    "Work reassignment is disabled in the tenant, so no work is reassigned. Enable it with the module"
    " tenant_reassignment_settings, or with vacations_manage_tenant_switch of the role vacations."
)


class JobOptions(t.NamedTuple):
    """The options in which the two modules differ."""

    plan: PlanOptions = PlanOptions()
    apply: ExecutionOptions = ExecutionOptions()
    chains: str = "warn"
    #: Whether to read the tenant-wide setting, and whether to warn if it is disabled: ignore, read, or warn.
    tenant_switch: str = "ignore"
    #: Whose waiting work to return for a handover: none, all, or waiting, which leaves out people for whom nothing waits.
    handovers: str = "none"
    #: For how many days ahead to check whether there is a cover, and whether covers have a manager.
    warn_days: int | None = None


class ReassignmentJob:
    """Reads and plans when created; raises typed errors before anything is written."""

    def __init__(self, client: Client, declared: Declared, options: JobOptions) -> None:
        client.require("reassignments.list")
        self._client = client
        self._options = options
        self._warnings: list[str] = []
        #: Those of the warnings that are about what will go wrong if nobody acts.
        self._problems: list[str] = []
        self._now = utc_now()
        self._known = KnownReassignments(ReassignmentConfigurations(client), options.apply.concurrency)
        self._people = People(client, options.apply.concurrency, self._known.names)
        entries = Entries(client, declared)
        self._check_that_something_stays(entries)
        declarations = entries.declare(self._people)
        self._wording = Wording(self._people, options.plan.zone, entries.work_types)
        uncovered = [one for one in entries.uncovered() if not one.window.has_ended(self._now)]
        self._read({one.identity_id for one in declarations} | {one.identity_id for one in uncovered})
        self._declarations = declarations
        self._plan, problem = self._make_plan(uncovered)
        absences, held = Absences(declarations, uncovered), self._known.configurations
        self._outlook = Outlook(absences, self._plan, held, self._now, options.warn_days)
        self.outcomes: list[ReassignmentOutcome] = [Outcome(change) for change in self._plan.changes]
        self.outcomes += self._failed_to_read()
        self._units: list[IdentityUnit] = []
        problem = self._check(entries, problem)
        self._tenant_enabled = self._read_switch() if options.tenant_switch != "ignore" else None
        if problem:
            raise PlanRefused(problem, self)

    def _make_plan(self, uncovered: t.Sequence[Uncovered]) -> tuple[Plan, InvalidInput | None]:
        """Return the plan, and the error if it exceeds a safety limit."""
        held, errors = self._known.configurations, self._known.errors
        try:
            return make_plan(self._declarations, held, self._now, self._options.plan, errors, uncovered), None
        except GuardTripped as error:
            return error.plan, error

    def _check(self, entries: Entries, tripped: InvalidInput | None) -> InvalidInput | None:
        """Check the plan against the tenant, and collect the warnings; return ``tripped``, or a problem with chains."""
        checks = PlanChecks(
            self._plan,
            self._declarations,
            self._known,
            self._people,
            self._now,
            keep_errors=self._options.apply.continue_on_error,
        )
        checks.check_people(entries, self._outlook.mentioned)
        wording = self._wording
        undeclared = undeclared_warnings(self._plan, wording.person, wording.goes, wording.config_types)
        problem = tripped or checks.problem_of_chains(self._options.chains)
        without_cover = self._outlook.without_cover(wording, soon=True)
        self._problems = [*checks.problems, *without_cover]
        self._warnings += [*checks.warnings, *without_cover, *undeclared]
        return problem

    def _read_switch(self) -> bool | None:
        """Return whether work reassignment is enabled in the tenant; ``None`` if unknown."""
        if not self._client.has("reassignments.get_tenant_config"):
            return None
        try:
            enabled = ReassignmentConfigurations(self._client).get_tenant_config().enabled
        except (ServiceError, UnexpectedAnswer):
            return None
        if not enabled and self._options.tenant_switch == "warn":
            self._warnings.append(SWITCHED_OFF)
        return enabled

    def _check_that_something_stays(self, entries: Entries) -> None:
        """Refuse to empty the tenant by mistake, for example with a file whose entries have all ended."""
        plan = self._options.plan
        stays = any(entry.reassign_to and not entry.window.has_ended(self._now) for entry in entries)
        if plan.prune == "all" and plan.max_deletes is None and not stays:
            raise InvalidInput(
                f"{'No current or future entry' if len(entries) else 'Nothing'} is declared, and prune: all would remove"
                " every reassignment of the tenant. Nothing was written.",
                "If that is what you want, set max_deletes to the number of deletions.",
            )

    def _read(self, identity_ids: set[str]) -> None:
        if self._options.plan.prune == "all":
            self._known.read_everything()
            if self._known.incomplete is not None:
                raise InvalidInput(
                    "prune: all needs the complete list of the tenant's reassignments, but the list cannot be"
                    f" trusted: {self._known.incomplete}. Nothing was written.",
                    "Use prune: listed, or another api_version.",
                )
        self._known.read(identity_ids, keep_errors=self._options.apply.continue_on_error)

    def _failed_to_read(self) -> t.Iterator[ReassignmentOutcome]:
        """Yield failed outcomes for identities that could not be read; the others continue."""
        for change in self._plan.not_planned:
            outcome: ReassignmentOutcome = Outcome(change)
            outcome.fail(self._plan.unreadable[change.key.identity_id])
            yield outcome

    @property
    def options(self) -> ExecutionOptions:
        return self._options.apply

    @property
    def warnings(self) -> list[str]:
        return [*self._warnings, *self._later_starts(), *(warning for unit in self._units for warning in unit.warnings)]

    def _later_starts(self) -> list[str]:
        later = self._wording.declared(outcome.after for outcome in self.outcomes if outcome.written and outcome.after)
        if not later:
            return []
        more = f", and {len(later) - 5} more" if len(later) > 5 else ""
        return [f"The service refuses starts in the past. These start now instead: {'; '.join(later[:5])}{more}."]

    @property
    def counts(self) -> dict[str, int]:
        plan = self._plan
        return {
            **dict.fromkeys(("create", "update", "delete"), 0),
            "unchanged": plan.unchanged,
            "deferred": len(plan.deferred),
            "expired": len(plan.expired),
        }

    @property
    def extra(self) -> dict[str, t.Any]:
        plan, wording = self._plan, self._wording
        done = [_effect(outcome) for outcome in self.outcomes if outcome.status in (PLANNED, APPLIED)]
        deferred, expired = wording.declared(plan.deferred), wording.declared(plan.expired)
        later = self._outlook.later(wording, self._people, chains=self._options.chains != "allow")
        problems_ahead = [*self._problems, *later]
        diff: dict[str, t.Any] = wording.diff(done)
        if deferred:
            # Ansible prints this text unchanged. These exist neither before nor after the task.
            diff["prepared"] = "".join(["Deferred to a later run:\n", *(f"    {line}\n" for line in deferred)])
        return {
            "diff": diff,
            "deferred": [self._show_declared(conf) for conf in plan.deferred],
            "expired": [self._show_declared(conf) for conf in plan.expired],
            "notes": [
                *(f"Deferred to a later run: {line}." for line in deferred),
                *(f"Not created, because it has ended: {line}." for line in expired),
                *self._outlook.without_cover(wording, soon=False),
                *problems_ahead,
            ],
            "problems_ahead": problems_ahead,
            "covers": wording.covers(done),
            **({"tenant_enabled": self._tenant_enabled} if self._options.tenant_switch != "ignore" else {}),
            **({"handovers": self._handovers()} if self._options.handovers != "none" else {}),
        }

    def _handovers(self) -> list[Handover]:
        planned = [_effect(outcome) for outcome in self.outcomes if outcome.status == PLANNED]
        applied = [_effect(outcome) for outcome in self.outcomes if outcome.status == APPLIED]
        final = after_changes(self._known.configurations, [*planned, *applied])
        known = ReassignmentConfigurations(self._client).config_types
        declared = (
            Key(declaration.identity_id, config_type)
            for declaration in self._declarations
            for config_type in declaration.config_types or ()
            # The tenant can offer more types than this version of the API can hand over.
            if declaration.target_id and config_type in known
        )
        # While reassignment is disabled, the service reports that all people get their own work.
        unknown = final.keys() if self._tenant_enabled is False else {change_key(change) for change in planned}
        handovers = find_handovers(declared, final, unknown, self._now)
        failed = any(outcome.status in (FAILED, NOT_TRIED) for outcome in self.outcomes)
        if not handovers or self._options.handovers == "all" or self._tenant_enabled is False or failed:
            return handovers
        # Only imported here, because most tasks do not need it.
        from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.needed import needed_handovers

        return needed_handovers(self._client, handovers, self._options.apply.concurrency)

    def _show_declared(self, conf: Configuration) -> dict[str, t.Any]:
        return {**show_configuration(conf, self._people.show), "entry": self._plan.sources[conf]}

    def waves(self) -> t.Iterator[list[IdentityUnit]]:
        """Yield the units of each wave. What an identity holds is known when its wave starts."""
        if not self._plan.changes:
            return
        # Only imported here, because most runs find nothing to change.
        from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.habits import Habits
        from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.order import order_changes
        from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.write import IdentityUnit

        held: dict[str, dict[str, Configuration]] = {}
        for key, configuration in self._known.configurations.items():
            held.setdefault(key.identity_id, {})[key.config_type] = configuration
        service, habits = ReassignmentConfigurations(self._client), Habits()
        for wave in order_changes(self._known.configurations, self._plan.changes, self._now):
            by_identity: dict[str, list[ReassignmentChange]] = {}
            for change in wave:
                by_identity.setdefault(change_key(change).identity_id, []).append(change)
            units = [
                IdentityUnit(service, changes, held.setdefault(identity_id, {}), habits, self._wording)
                for identity_id, changes in by_identity.items()
            ]
            self._units += units
            yield units

    def show(self, outcome: ReassignmentOutcome) -> dict[str, t.Any]:
        return show_change(_effect(outcome), self._people.show)

    def diff_entry(self, outcome: ReassignmentOutcome) -> tuple[tuple[str, ...], t.Any, t.Any]:
        key = change_key(outcome.change)
        return (self._people.label(key.identity_id), key.config_type), None, None


def _effect(outcome: ReassignmentOutcome) -> ReassignmentChange:
    """Return the change as it was written, which can differ from the plan."""
    if outcome.written is None:
        return outcome.change
    return Change(outcome.change.action, outcome.change.before, outcome.written)
